"""Reads what an article says: who published it, when, in what language, whom it names, quotes and which days it gives.

The pipeline takes the steps in this order::

    language      the language of the paragraphs
    times         expressions of time, found now and placed in the calendar once the publication date is known
    publication   the publication date, printed or inferred
    metadata      what the file's metadata say of outlet, date, headline and byline
    sources       the outlet that published the article
    name_matcher  where the text prints a name of the registry, and all that the name may mean
    surnames      whom a surname alone means
    mentions      the actors named: one meaning for each name, or none
    quotes        the words in quotation marks, who says them, and to whom
    corrections   what curators have changed in all of this
"""
