"""What a user types into a search box, as an FTS5 query that can't be a syntax error."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_TERM = re.compile(r'"([^"]*)"?|(\S+)')


class Term(NamedTuple):
    """A word or phrase sought; one that only `begins_word` may go on."""

    text: str
    begins_word: bool


def terms(text: str) -> Iterator[Term]:
    """The terms a user typed: "words in quotation marks" are one, ``word*`` begins a word.

    >>> list(terms('"salvation government" turk*'))
    [Term(text='salvation government', begins_word=False), Term(text='turk', begins_word=True)]
    """
    for phrase, word in _TERM.findall(text):
        begins_word = word.endswith("*") and bool(word.strip("*"))
        yield Term(word.rstrip("*") if begins_word else phrase or word, begins_word)


def match_expression(text: str) -> str:
    """An FTS5 expression for all terms of `text`.

    >>> match_expression('aleppo AND "salvation government" turk*')
    '"aleppo" "AND" "salvation government" "turk"*'
    """
    return " ".join(_quoted(term) for term in terms(text))


def _quoted(term: Term) -> str:
    return '"' + term.text.replace('"', '""') + '"' + ("*" if term.begins_word else "")
