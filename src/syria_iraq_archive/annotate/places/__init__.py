"""Finds the places that an article names: which place, by which words, and how precisely.

The steps, in order::

    names       the folded names of the gazetteer, for the matcher that finds actors, too
    lookalikes  what only looks like a place: a person, a body, an agreement, a government
    generic     words such as "province" that touch a name, and belong to it
    lists       names as printed, with such a word, and the lists that they stand in
    cues        the words beside a name that tell a town from its governorate, and the place from what is near it
    namesakes   of places with one name, the one whose neighbours the article names
    finder      all of it, block by block
"""
