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
_CLOSERS = " \u00a0\n\r\t”\"’'»"  # between a name and the bracket behind it
_SMALL_WORDS = frozenset({"of", "the", "and", "for", "in", "al", "to", "on", "el", "against"})


class Taught(NamedTuple):
    """An acronym and the actor it means in this article; None for one that the registry doesn't know."""

    acronym: str
    actor: str | None


def taught_acronyms(text: str, matches: Iterable[Match]) -> Iterator[Taught]:
    """The acronyms that `text` puts in brackets behind the name they stand for.

    The name is a match that ends right before the bracket, or else capitalised words whose initials they are.
    """
    brackets = list(_TAUGHT.finditer(text)) if "(" in text else []
    if not brackets:
        return
    longest: dict[int, tuple[int, str]] = {}  # end of a name → its start, the smallest of all that end there, and actor
    for match in matches:
        for meaning in filter(_is_full, match.meanings):
            longest[match.span.end] = min(
                longest.get(match.span.end, (match.span.start, meaning.actor)), (match.span.start, meaning.actor)
            )
    for bracket in brackets:
        start = max(0, bracket.start() - MAX_NAME_LENGTH)
        before = text[start : bracket.start()].rstrip(_CLOSERS)
        name = longest.get(start + len(before))
        spelt = spelt_from(bracket["acronym"], before)
        if name is not None and (spelt is None or name[0] <= start + spelt):
            yield Taught(bracket["acronym"], name[1])
        elif spelt is not None:
            yield Taught(bracket["acronym"], None)


def _is_full(meaning: Meaning) -> bool:
    return meaning.rule in (Rule.NAME, Rule.BODY)


def spelt_from(acronym: str, before: str) -> int | None:
    """Where the last capitalised words of `before` begin that have the acronym's letters as initials, if they do.

    >>> spelt_from("SDF", "fighters of the Southern Defense Front")
    16
    >>> spelt_from("SDF", "said a commander in Hama")
    """
    letters = [c for c in acronym if c.isupper()]
    initials: list[str] = []
    start = len(before)
    for word in reversed(list(_WORD.finditer(before))):
        if len(initials) == len(letters):
            break
        if word.group()[0].isupper():
            initials.insert(0, word.group()[0])
            start = word.start()
        elif word.group().lower() not in _SMALL_WORDS:
            break
    return start if initials == letters else None


def taught_matches(text: str, taught: dict[str, str | None], known: Sequence[Match]) -> Iterator[Match]:
    """The places where `text` uses a taught acronym that the registry hasn't: as matches of the actor taught."""
    for acronym, actor in taught.items():
        if actor is not None and acronym in text:
            at = {match.span.start for match in known}
            for match in re.finditer(rf"(?<!\w){re.escape(acronym)}(?!\w)", text):
                if match.start() not in at:
                    meaning = Meaning(actor, Rule.TAUGHT, acronym)
                    yield Match(Span(*match.span()), acronym, acronym.lower(), (meaning,))
