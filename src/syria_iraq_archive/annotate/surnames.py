"""Whom a surname means: the person named in full in the article, or the one holder of the office beside it."""

import re
from collections.abc import Iterable

from syria_iraq_archive.annotate.matcher import Match
from syria_iraq_archive.annotate.names import Meaning, Names, Rule
from syria_iraq_archive.annotate.offices import Days, Offices
from syria_iraq_archive.annotate.titles import OPENERS, TITLES, names_place
from syria_iraq_archive.fold import fold_key
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.spans import last_words

_NO_NAME = re.compile(r"['’]s$|..ing$")  # "Türkiye's Erdogan", "Toppling Assad"
_REACH = 60  # characters before a surname in which a given name is looked for
_WORD_BEFORE = re.compile(r"(?P<word>[^\W\d_][\w'’\-]*)[\s\u00a0]+(?:[AaEe]l[-\s])?$")


class Surnames:
    """Resolves the surnames of a registry's people."""

    def __init__(self, registry: Registry, names: Names) -> None:
        self._offices = Offices(registry)
        self._given_names = _given_names(names)
        self._demonyms = frozenset(
            folded for folded, meanings in names.meanings.items() if any(m.rule is Rule.DEMONYM for m in meanings)
        )

    def resolve(self, text: str, match: Match, named: set[str], days: Days | None) -> Meaning | None:
        """The person whom `match` in `text` means, where `named` are those named in full; None: nobody for sure."""
        bearers = [meaning for meaning in match.meanings if meaning.rule is Rule.SURNAME]
        if not bearers or names_place(text, match.span) or self._has_another_given_name(text, match):
            return None
        in_article = [meaning for meaning in bearers if meaning.actor in named]
        if len(in_article) == 1:
            return in_article[0]
        people = [meaning.actor for meaning in in_article or bearers]
        holder = self._offices.holder_beside(text, match.span, people, days)
        return Meaning(holder, Rule.OFFICE) if holder else None

    def _has_another_given_name(self, text: str, match: Match) -> bool:
        """Whether a given name stands before the surname: then it is the full name of somebody else.

        Any capitalised word may be one that isn't a title, a word that sentences begin with, a possessive or a gerund.
        """
        near = text[max(0, match.span.start - _REACH) : match.span.start]
        before = _WORD_BEFORE.search(near, last_words(near, 2))  # it is one of them; to search all is slow
        if before is None or not before["word"][:1].isupper() or _NO_NAME.search(before["word"]):
            return False
        word = fold_key(before["word"])
        return word in self._given_names or not (word in TITLES or word in OPENERS or word in self._demonyms)


def _given_names(names: Names) -> frozenset[str]:
    """The first words of people's full names, less titles."""
    people = _of_rule(names, Rule.SURNAME)
    first = {
        folded.split()[0]
        for folded, meanings in names.meanings.items()
        if " " in folded and any(meaning.actor in people and meaning.rule is Rule.NAME for meaning in meanings)
    }
    return frozenset(first) - TITLES


def _of_rule(names: Names, rule: Rule) -> set[str]:
    meanings: Iterable[Meaning] = (meaning for listed in names.meanings.values() for meaning in listed)
    return {meaning.actor for meaning in meanings if meaning.rule is rule}
