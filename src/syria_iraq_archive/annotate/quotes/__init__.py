"""Finds the words in quotation marks, who says them, and to whom.

A paragraph passes these files in this order::

    marks           where quotation marks open and close
    word_tags       each word as one letter that says what it does in a sentence
    paragraphs      the paragraph as a row of such letters, each quotation one letter
    subjects        patterns over the letters that find the subject of a verb
    speaker_rules   a table of rules that find the words naming the speaker; `arabic_rules` for Arabic
    quotations      the paragraphs in turn, each quotation with its speaker and its kind
    speaker_actors  which actor of the registry these words mean (`named_speakers`), and who was told
    finder          all of this for one article
"""

from syria_iraq_archive.annotate.quotes.finder import QuoteFinder

__all__ = ["QuoteFinder"]
