"""What in an article's own words tells when it was published (design, §5), read off its temporal expressions."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from syria_iraq_archive.annotate.times.meanings import Direction
from syria_iraq_archive.annotate.times.periods import Unit
from syria_iraq_archive.annotate.times.temporals import Expression
from syria_iraq_archive.parse.printed_dates import normal
from syria_iraq_archive.records import Role
from syria_iraq_archive.spans import Span

_BARE = frozenset(("weekday", "day-weekday", "clock-day"))
_ON = re.compile(r"(?<!\w)on\s+$")
# Without "on", a weekday is one of past speech behind a verb of the past, as news agencies write ("said Monday").
_REPORTED = re.compile(r"(?<!\w)(?:\w+ed|said|told|met|fell|took|began|held|came|went|struck|late|early)\s+$")
_TIMED = re.compile(r"(?:late|early|earlier|later)\s|.*\son\s")  # "late Tuesday", "5 p.m. on Wednesday"
_ARABIC_CUE = re.compile(r"(?<!\w)[وفبل]?(?:يوم|اليوم|امس|مساء|صباح|ليل|فجر|ظهر|عصر)\s")
_POSSESSIVE = re.compile(r"['’]")
_REACH = 24


def weekday_evidence(text: str, expressions: Sequence[Expression]) -> tuple[tuple[int, Span], ...]:
    """The weekdays of past speech in the paragraphs, each once (0 is Monday), with the span that names it first.

    A weekday counts where it is bare ("on Monday", not "last Monday" or "Mondays") and its clause isn't of the future.
    """
    seen: dict[int, Span] = {}
    for one in expressions:
        weekday = one.meaning.weekday
        if one.block.role is Role.PARAGRAPH and weekday is not None and one.rule in _BARE and weekday not in seen:
            span = _reported(text, one)
            if span is not None:
                seen[weekday] = span
    return tuple(seen.items())


def _reported(text: str, one: Expression) -> Span | None:
    """The weekday with the "on" before it, where it is one of past speech."""
    if one.meaning.direction is Direction.FUTURE or _POSSESSIVE.match(text, one.span.end):
        return None
    surface = normal(one.span.of(text))
    if not surface.isascii():
        return one.span if _ARABIC_CUE.match(surface) else None
    before = normal(text[max(0, one.span.start - _REACH) : one.span.start])
    on = _ON.search(before)
    if on:
        return Span(one.span.start - len(on.group()), one.span.end)
    return one.span if _REPORTED.search(before) or _TIMED.match(surface) else None


def dated_captions(expressions: Sequence[Expression]) -> Iterator[tuple[date, Span]]:
    """The days that captions give in full, with the span that prints each."""
    for one in expressions:
        if one.block.role is Role.CAPTION and one.meaning.unit is Unit.DAY and one.meaning.fixed is not None:
            yield one.meaning.fixed.first, one.span
