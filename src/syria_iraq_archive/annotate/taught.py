"""Finds the acronyms that an article teaches, "the Southern Defense Front (SDF)", and where it uses them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from syria_iraq_archive.annotate.name_matcher import MentionRule, NameMatch, NameMeaning, Names
from syria_iraq_archive.patterns import later
from syria_iraq_archive.spans import Span

_MAX_NAME_LENGTH = 120  # characters before the bracket that are searched for the name

_TAUGHT = later(r"\((?![RDI]-[A-Z])\s*[“\"']?(?P<acronym>[A-Z][A-Za-z-]{0,6}[A-Z])[”\"']?\s*\)")
_WORD = later(r"[^\W\d_][\w'’]*")
_CLOSERS = " \u00a0\n\r\t”\"’'»"  # what may stand between a name and the bracket behind it
_SMALL_WORDS = frozenset({"of", "the", "and", "for", "in", "al", "to", "on", "el", "against"})


class TaughtAcronym(NamedTuple):
    """An acronym that an article explains, and the actor it means there; None for one the registry doesn't know."""

    acronym: str
    actor: str | None


def acronyms_of(names: Names) -> dict[str, frozenset[str]]:
    """The acronyms of the registry, as printed, each with the actors that it may mean."""
    found: dict[str, set[str]] = {}
    for meanings in names.values():
        for meaning in meanings:
            if meaning.exact is not None:
                found.setdefault(meaning.exact, set()).add(meaning.actor)
    return {acronym: frozenset(actors) for acronym, actors in found.items()}


def taught_acronyms(
    text: str, matches: Iterable[NameMatch], known: Mapping[str, frozenset[str]]
) -> Iterator[TaughtAcronym]:
    """The acronyms that `text` puts in brackets behind the name they stand for.

    The name either is one of `matches` that ends right before the bracket, or consists of words with capitals whose
    initials spell the acronym. If the latter begins earlier, the match is only a part of a name that the registry
    doesn't know.
    """
    brackets = list(_TAUGHT.finditer(text)) if "(" in text else []
    if not brackets:
        return
    named = [
        (match.span.end, match.span.start, meaning.actor)
        for match in matches
        for meaning in match.meanings
        if meaning.rule in (MentionRule.NAME, MentionRule.BODY)
    ]
    # Of the names that end at one place, the longest: the last that is put in counts.
    longest = {end: (start, actor) for end, start, actor in sorted(named, reverse=True)}
    for bracket in brackets:
        start = max(0, bracket.start() - _MAX_NAME_LENGTH)
        before = text[start : bracket.start()].rstrip(_CLOSERS)
        name = longest.get(start + len(before))
        spelt = _spelt_from(bracket["acronym"], before)
        if name is not None and spelt is None and not {name[1]} >= known.get(bracket["acronym"], {name[1]}):
            continue
        if name is not None and (spelt is None or name[0] <= start + spelt):
            yield TaughtAcronym(bracket["acronym"], name[1])
        elif spelt is not None:
            yield TaughtAcronym(bracket["acronym"], None)


def _spelt_from(acronym: str, before: str) -> int | None:
    """Where in `before` the last words with capitals begin whose initials are the acronym's letters; None without such.

    >>> _spelt_from("SDF", "fighters of the Southern Defense Front")
    16
    >>> _spelt_from("SDF", "said a commander in Hama")
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


def taught_matches(text: str, taught: dict[str, str | None], known: Sequence[NameMatch]) -> Iterator[NameMatch]:
    """The places where `text` uses a taught acronym and `known`, the matches of the registry, has none."""
    for acronym, actor in taught.items():
        if actor is not None and acronym in text:
            at = {match.span.start for match in known}
            for match in re.finditer(rf"(?<!\w){re.escape(acronym)}(?!\w)", text):
                if match.start() not in at:
                    meaning = NameMeaning(actor, MentionRule.TAUGHT, acronym)
                    yield NameMatch(Span(*match.span()), acronym, acronym.lower(), (meaning,))
