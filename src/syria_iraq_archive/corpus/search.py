"""What a user types into a search box, as an FTS5 query that can't be a syntax error."""

import re

_TERM = re.compile(r'"([^"]*)"?|(\S+)')


def match_expression(text: str) -> str:
    """An FTS5 expression for all words of `text`; "words in quotation marks" stand together, ``word*`` begins a word.

    >>> match_expression('aleppo AND "salvation government" turk*')
    '"aleppo" "AND" "salvation government" "turk"*'
    """
    return " ".join(_quoted(phrase, word) for phrase, word in _TERM.findall(text))


def _quoted(phrase: str, word: str) -> str:
    if word.endswith("*") and word.strip("*"):
        return _quoted("", word.rstrip("*")) + "*"
    return '"' + (phrase or word).replace('"', '""') + '"'
