"""What in an article's own words tells when it was published (design, §5), read off its temporal expressions."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from syria_iraq_archive.annotate.times.meanings import Direction
from syria_iraq_archive.annotate.times.periods import Unit
from syria_iraq_archive.annotate.times.temporals import Temporal, find_temporals
from syria_iraq_archive.parse.printed_dates import normal
from syria_iraq_archive.records import Block, Role
from syria_iraq_archive.spans import Span

_BARE = frozenset(("weekday", "day-weekday", "clock-day"))
_ON = re.compile(r"(?<!\w)on\s+$")
# Without "on", a weekday is one of past speech behind a verb of the past, as news agencies write ("said Monday").
_REPORTED = re.compile(r"(?<!\w)(?:\w+ed|said|told|met|fell|took|began|held|came|went|struck|late|early)\s+$")
_TIMED = re.compile(r"(?:late|early|earlier|later)\s|.*\son\s")  # "late Tuesday", "5 p.m. on Wednesday"
_ARABIC_CUE = re.compile(r"(?<!\w)[وفبل]?(?:يوم|اليوم|امس|مساء|صباح|ليل|فجر|ظهر|عصر)\s")
_POSSESSIVE = re.compile(r"['’]")
_REACH = 24


def weekday_evidence(text: str, blocks: Sequence[Block], language: str | None) -> tuple[tuple[int, Span], ...]:
    """The weekdays of past speech in the paragraphs, each once (0 is Monday), with the span that names it first.

    A weekday counts where it is bare ("on Monday", not "last Monday" or "Mondays") and its clause isn't of the future.
    """
    paragraphs = [block for block in blocks if block.role is Role.PARAGRAPH]
    seen: dict[int, Span] = {}
    for one in find_temporals(text, paragraphs, None, language):
        if one.weekday is not None and one.rule in _BARE and one.weekday not in seen:
            span = _reported(text, one)
            if span is not None:
                seen[one.weekday] = span
    return tuple(seen.items())


def _reported(text: str, one: Temporal) -> Span | None:
    """The weekday with the "on" before it, where it is one of past speech."""
    if one.direction is Direction.FUTURE or _POSSESSIVE.match(text, one.span.end):
        return None
    surface = normal(one.span.of(text))
    if not surface.isascii():
        return one.span if _ARABIC_CUE.match(surface) else None
    before = normal(text[max(0, one.span.start - _REACH) : one.span.start])
    on = _ON.search(before)
    if on:
        return Span(one.span.start - len(on.group()), one.span.end)
    return one.span if _REPORTED.search(before) or _TIMED.match(surface) else None


def dated_captions(text: str, blocks: Sequence[Block], language: str | None) -> Iterator[tuple[date, Span]]:
    """The days that captions give in full, with the span that prints each."""
    captions = [block for block in blocks if block.role is Role.CAPTION]
    for one in find_temporals(text, captions, None, language):
        if one.full and one.unit is Unit.DAY and one.earliest is not None:
            yield one.earliest, one.span
