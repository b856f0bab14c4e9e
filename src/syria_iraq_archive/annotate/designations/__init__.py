"""Finds the words by which an article labels parties ("terrorist organization"), who is meant, and in whose voice.

A block passes these files in this order::

    label_words     the lists of the registry, and each word of a block as one letter that says what it does in a label
    english_labels  a table of rules over these letters that find the labels of an English text
    arabic_labels   the same for Arabic, in which what describes a word follows it
    ties            a table of rules that find the actor to whom the text ties a label by name
    arabic_ties     the same for Arabic
    voices          a table of rules that find in whose voice it is: the outlet's, or a speaker's
    finder          all of this for one article

What is found says who used which words of whom. It never says whether they were right to.
"""

from syria_iraq_archive.annotate.designations.finder import DesignationFinder as DesignationFinder
