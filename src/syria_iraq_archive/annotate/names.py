"""The folded names of a registry's actors, each with what it takes for a match to count.

A name's `Rule` is also what a mention records: how the actor was recognised.


Finding names in a text: one automaton over all folded names, whole words only; who is meant is decided later.

The automaton looks for a name with a space on either side in a text in which every mark is a space. So it reports whole
words only, not every short name inside another word, and there is little left to check.
"""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple, TypeAlias

import ahocorasick_rs

from syria_iraq_archive.fold import fold
from syria_iraq_archive.registry.expansion import Expanded, Expansion, Way, is_acronym
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.spans import Span


class MentionRule(StrEnum):
    """How a name stands for its actor."""

    NAME = "name"
    ACRONYM = "acronym"  # letter for letter as in the registry
    BODY = "body-of-country"  # "Iraqi Ministry of Defense"
    DEMONYM = "demonym"
    CAPITAL = "capital-as-government"
    CONTEXTUAL = "contextual"  # a common word: only where the actor is named in full, too
    SURNAME = "surname"
    OFFICE = "office-and-surname"
    TAUGHT = "acronym-taught"  # explained in the article: "the Syrian Democratic Forces (SDF)"


_RULES = {
    Way.NAME: MentionRule.NAME,
    Way.CONTEXTUAL: MentionRule.CONTEXTUAL,
    Way.DEMONYM: MentionRule.DEMONYM,
    Way.CAPITAL: MentionRule.CAPITAL,
    Way.BODY: MentionRule.BODY,
    Way.SURNAME: MentionRule.SURNAME,
}


class NameMeaning(NamedTuple):
    """What a folded name may mean."""

    actor: str
    rule: MentionRule
    exact: str | None = None  # the very characters an acronym must have


Names: TypeAlias = dict[str, list[NameMeaning]]
"""Folded names, each with all that it may mean."""


def names_of(registry: Registry) -> Names:
    """All folded names of a registry's actors with their meanings."""
    names: Names = {}
    for expanded in Expansion(registry):
        meanings = names.setdefault(expanded.folded, [])
        meaning = _meaning(expanded)
        if meaning not in meanings:
            meanings.append(meaning)
    return names


def _meaning(name: Expanded) -> NameMeaning:
    """What a name means; an acronym must be printed letter for letter."""
    rule = _RULES[name.way]
    if name.way not in (Way.NAME, Way.CONTEXTUAL) or not is_acronym(name.listed):
        return NameMeaning(name.actor, rule)
    return NameMeaning(name.actor, MentionRule.ACRONYM if rule is MentionRule.NAME else rule, name.listed)


# Arabic writes "and", "by", "for", "as", "so" together with the word that follows.
_ARTICLE = "ال"

_PROCLITICS = frozenset({"و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل", "ال", "وال", "بال", "فال", "كال"})
_PROCLITICS |= {"وبال", "وكال", "فبال", "لل", "ولل", "فلل"}  # "لل" is "ل" with an article, of which it takes the place

_FIRST_ARABIC, _LAST_ARABIC = "\u0600", "\u06ff"

_MARK = re.compile(r"[^\w ]|_")

_ASCII_MARKS = bytes(code if code >= 128 or chr(code).isalnum() else ord(" ") for code in range(256))


class NameMatch(NamedTuple):
    """A name found: where, as printed, folded, and what it may mean."""

    span: Span  # in the text that was searched
    surface: str
    folded: str
    meanings: tuple[NameMeaning, ...]


# A folded name with its meanings, and what is to be checked where it is found: whether proclitics may stand before it
# (Arabic), whether there are marks in it, and whether an acronym is among its meanings. A plain tuple is unpacked fast.
_Pattern = tuple[str, tuple[NameMeaning, ...], bool, bool, bool]


class NameMatcher:
    """Finds every name of `names`; cost doesn't grow with their number. Not picklable: build one per process."""

    def __init__(self, names: Names) -> None:
        self._patterns = [_pattern(folded, names[folded]) for folded in sorted(names)]
        self._automaton = ahocorasick_rs.AhoCorasick([_sought(pattern) for pattern in self._patterns])

    def find(self, text: str) -> Iterator[NameMatch]:
        """All whole-word matches, overlapping ones too, those whose capitals don't fit left out."""
        folded = fold(text)
        words, shrunk = folded.text, folded.shrunk
        searched = f" {_without_marks(words)} "
        for number, begin, stop in self._automaton.find_matches_as_indexes(searched, overlapping=True):
            name, meanings, arabic, marked, exact = self._patterns[number]
            start = begin - arabic  # less the space that `searched` begins with, and more the one before the name
            if (marked and not words.startswith(name, start)) or (arabic and not _begins_word(words, start)):
                continue
            if arabic and words.startswith(_ARTICLE, start - len(_ARTICLE)) and start >= len(_ARTICLE):
                start -= len(_ARTICLE)  # it is part of the word: "العراقي"
            span = folded.span(start, stop - 2) if shrunk else Span(start, stop - 2)
            surface = text[span[0] : span[1]]
            if exact:
                meanings = tuple([meaning for meaning in meanings if _is_printed_so(meaning, surface)])
                if not meanings:
                    continue
            elif surface.islower() and not _is_capital_free(surface):
                continue
            yield NameMatch(span, surface, name, meanings)


def _pattern(folded: str, meanings: Iterable[NameMeaning]) -> _Pattern:
    arabic = _FIRST_ARABIC <= folded[0] <= _LAST_ARABIC
    exact = any(meaning.exact is not None for meaning in meanings)
    return (folded, tuple(meanings), arabic, not folded.isalnum(), exact)


def _sought(pattern: _Pattern) -> str:
    """What the automaton looks for."""
    folded, _, arabic, *_ = pattern
    return f"{'' if arabic else ' '}{_without_marks(folded)} "


def _without_marks(text: str) -> str:
    """The text with every mark, as against letters and digits, made a space."""
    if text.isascii():
        return text.encode("ascii").translate(_ASCII_MARKS).decode("ascii")
    return _MARK.sub(" ", text)


def _begins_word(text: str, start: int) -> bool:
    """Whether a word begins at `start`, proclitics aside."""
    return not start or not text[start - 1].isalnum() or _word_head(text, start) in _PROCLITICS


def _word_head(text: str, start: int) -> str:
    """What stands between the last white space or mark and `start`."""
    begin = start
    while begin and text[begin - 1].isalnum() and start - begin < 4:
        begin -= 1
    return text[begin:start]


def _is_printed_so(meaning: NameMeaning, surface: str) -> bool:
    """An acronym is printed letter for letter; any other name in a script with capitals has one."""
    if meaning.exact is not None:
        return surface == meaning.exact
    return not surface.islower() or _is_capital_free(surface)


def _is_capital_free(surface: str) -> bool:
    """Whether a name without a capital is printed as it should be: it begins with a digit, or isn't in Latin script."""
    return surface[0].isdigit() or not any("a" <= c <= "z" for c in surface)
