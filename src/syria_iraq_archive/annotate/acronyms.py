"""Acronyms that an article teaches: "the Syrian Democratic Forces (SDF)", for the rest of that article.

What is taught wins over the registry: where "Southern Defense Front (SDF)" stands, "SDF" is no other group, though the
registry may not know that front.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from syria_iraq_archive.annotate.matcher import Match
from syria_iraq_archive.annotate.names import Meaning, Rule
from syria_iraq_archive.spans import Span

MAX_NAME_LENGTH = 120

_TAUGHT = re.compile(r"\(\s*[“\"']?(?P<acronym>[A-Z][A-Za-z-]{0,6}[A-Z])[”\"']?\s*\)")
_WORD = re.compile(r"[^\W\d_][\w'’]*")
_SMALL_WORDS = frozenset({"of", "the", "and", "for", "in", "al", "to", "on", "el"})


class Taught(NamedTuple):
    """An acronym and the actor it means in this article; None for one that the registry doesn't know."""

    acronym: str
    actor: str | None


def taught_acronyms(text: str, matches: Iterable[Match]) -> Iterator[Taught]:
    """The acronyms that `text` puts in brackets behind the name they stand for.

    The name is a match that ends right before the bracket, or else capitalised words whose initials they are.
    """
    ends = {match.span.end: meaning.actor for match in matches for meaning in match.meanings if _is_full(meaning)}
    for bracket in _TAUGHT.finditer(text):
        acronym = bracket["acronym"]
        start = max(0, bracket.start() - MAX_NAME_LENGTH)
        before = text[start : bracket.start()].rstrip()
        if actor := ends.get(start + len(before)):
            yield Taught(acronym, actor)
        elif is_spelt_by(acronym, before):
            yield Taught(acronym, None)


def _is_full(meaning: Meaning) -> bool:
    return meaning.rule in (Rule.NAME, Rule.BODY)


def is_spelt_by(acronym: str, before: str) -> bool:
    """Whether the last capitalised words of `before` have the acronym's letters as initials.

    >>> is_spelt_by("SDF", "fighters of the Southern Defense Front")
    True
    >>> is_spelt_by("SDF", "said a commander in Hama")
    False
    """
    letters = [c for c in acronym if c.isupper()]
    initials: list[str] = []
    for word in reversed(_WORD.findall(before)):
        if len(initials) == len(letters):
            break
        if word[0].isupper():
            initials.insert(0, word[0])
        elif word.lower() not in _SMALL_WORDS:
            break
    return initials == letters


def taught_matches(text: str, taught: dict[str, str | None], known: Sequence[Match]) -> Iterator[Match]:
    """The places where `text` uses a taught acronym that the registry hasn't: as matches of the actor taught."""
    at = {match.span.start for match in known}
    for acronym, actor in taught.items():
        if actor is not None and acronym in text:
            for match in re.finditer(rf"(?<!\w){re.escape(acronym)}(?!\w)", text):
                if match.start() not in at:
                    meaning = Meaning(actor, Rule.TAUGHT, acronym)
                    yield Match(Span(*match.span()), acronym, acronym.lower(), (meaning,))
