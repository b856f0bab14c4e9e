"""Two expressions that are one: a clock's time and the day it is on ("9 a.m. on Tuesday")."""

import re
from collections.abc import Iterable, Iterator

from syria_iraq_archive.annotate.times.finder import Found
from syria_iraq_archive.annotate.times.meanings import Kind, Meaning, timed
from syria_iraq_archive.annotate.times.periods import Unit
from syria_iraq_archive.spans import Span

_BETWEEN = re.compile(r",?\s+(?:on\s+|of\s+)?", re.IGNORECASE)
_AT = re.compile(r",?\s+at\s+", re.IGNORECASE)


def joined(text: str, found: Iterable[Found]) -> Iterator[Found]:
    """The expressions of `text`, with each time of day joined to the day printed beside it."""
    held: Found | None = None
    for one in found:
        both = _one(text, held, one) if held else None
        if held is not None and both is None:
            yield held
        held = both or one
    if held is not None:
        yield held


def _one(text: str, first: Found, second: Found) -> Found | None:
    """The two as one time, where one of them is the day on which the clock shows the other."""
    between = (first.span.end, second.span.start)
    if first.rule == _CLOCK and _is_day(second.meaning) and _BETWEEN.fullmatch(text, *between):
        day, clock = second, first
    elif second.rule == _CLOCK and _is_day(first.meaning) and _AT.fullmatch(text, *between):
        day, clock = first, second
    else:
        return None
    return Found(Span(first.span.start, second.span.end), "clock-day", timed(day.meaning, clock.meaning.suffix))


_CLOCK = "clock"


def _is_day(meaning: Meaning) -> bool:
    return meaning.unit is Unit.DAY and meaning.kind in (Kind.DATE, Kind.TIME)
