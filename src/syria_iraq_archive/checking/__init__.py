"""Checks a draft against the corpus: does the archive print what the draft quotes, and did that person say it?

A draft is a report that somebody writes, or an answer of a language model. It passes these files in this order::

    drafts        the bytes of a draft to its paragraphs, its notes and the keys that it cites
    quotations    the quotations of a draft, each with what the draft says of it: speaker, outlet, day, article
    archived      the articles of the corpus that may print the words, read as rows of words
    alignment     the words of a quotation laid beside those of an article
    differences   what has been changed: a word, a number, a negation, the end
    figures       numbers as digits and as words, in English and Arabic
    support       the figures, days and names beside a cited key that the article doesn't print
    verdicts      all of that together: one finding for each quotation
    findings      the records that come out
    page          the same as a page for a browser
"""
