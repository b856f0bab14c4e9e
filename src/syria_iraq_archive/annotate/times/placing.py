"""The temporal expressions of an article, resolved: what every use of dates in this program is built on.

From what an expression means to the days it may be, given when the text was published.

What of the expressions found goes into the corpus as dates.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from syria_iraq_archive.annotate.times import periods
from syria_iraq_archive.annotate.times.expressions import TimeExpression
from syria_iraq_archive.annotate.times.meanings import Anaphor, Direction, TimeMeaning, TimexType
from syria_iraq_archive.annotate.times.periods import Period, Unit
from syria_iraq_archive.records import DateMention
from syria_iraq_archive.spans import Span


class PlacedMeaning(NamedTuple):
    """A meaning placed in the calendar: for the first and the last day of publication; empty where it names no days."""

    value: str
    periods: tuple[Period, ...] = ()

    @property
    def earliest(self) -> date | None:
        """The first day it may be."""
        return min([period.first for period in self.periods], default=None)

    @property
    def latest(self) -> date | None:
        """The last day it may be."""
        return max([period.last for period in self.periods], default=None)


@dataclass(slots=True)
class TimesSpokenOf:
    """What an article has spoken of so far, which "that day" and "a year earlier" refer to."""

    latest: PlacedMeaning | None = None
    quarter: PlacedMeaning | None = None  # the latest quarter of a year, on which reports of results are built

    def note(self, meaning: TimeMeaning, reading: PlacedMeaning) -> None:
        """Remember a date; a length of time, and what itself refers to another date, change nothing."""
        if meaning.kind is TimexType.DURATION or meaning.anaphor or not reading.periods:
            return
        self.latest = reading
        if reading.periods[0].unit is Unit.QUARTER:
            self.quarter = reading

    def anchor(self, anaphor: Anaphor) -> PlacedMeaning | None:
        """What such an anaphor refers to, if the article has spoken of it."""
        return self.quarter if anaphor is Anaphor.QUARTER else self.latest


class PlacedExpression(NamedTuple):
    """A temporal expression: where it stands, how it was read, its TIMEX3 type and value, and the days it may be."""

    span: Span
    rule: str
    kind: TimexType
    value: str
    unit: Unit | None  # the calendar unit meant, where one is
    earliest: date | None
    latest: date | None
    direction: Direction | None  # which way from its own day the text looks, where it tells
    weekday: int | None  # 0 is Monday: a weekday without a date
    full: bool  # the text alone fixes the days: a year is printed


def place_in_calendar(
    expressions: Sequence[TimeExpression], published: tuple[date, date] | None
) -> tuple[PlacedExpression, ...]:
    """The expressions of an article, placed in the calendar of the days between which it was published."""
    placed: list[PlacedExpression] = []
    spoken = TimesSpokenOf()
    for one in expressions:
        reading = resolve(one.meaning, published, spoken)
        spoken.note(one.meaning, reading)
        placed.append(_temporal(one, reading))
    return tuple(placed)


def _temporal(one: TimeExpression, reading: PlacedMeaning) -> PlacedExpression:
    meaning = one.meaning
    return PlacedExpression(
        span=one.span,
        rule=one.rule,
        kind=meaning.kind,
        value=reading.value,
        unit=meaning.unit,
        earliest=reading.earliest,
        latest=reading.latest,
        direction=meaning.direction,
        weekday=meaning.weekday,
        full=meaning.fixed is not None,
    )


def resolve(meaning: TimeMeaning, published: tuple[date, date] | None, spoken: TimesSpokenOf) -> PlacedMeaning:
    """The days that `meaning` may be; an anaphor is anchored to what was `spoken` of before it.

    Without an anchor, and where no calendar goes so far, its value stays partial and there are no days.
    """
    if meaning.fixed is not None:
        return PlacedMeaning(meaning.fixed.value + meaning.suffix, (meaning.fixed,))
    found = _placed(meaning, _anchors(meaning, published, spoken))
    if not found:
        return PlacedMeaning(meaning.value + meaning.suffix)
    values = {period.value for period in found}
    value = values.pop() if len(values) == 1 else meaning.value
    return PlacedMeaning(value + meaning.suffix, found)


def _anchors(meaning: TimeMeaning, published: tuple[date, date] | None, spoken: TimesSpokenOf) -> tuple[Period, ...]:
    before = spoken.anchor(meaning.anaphor) if meaning.anaphor else None
    if before is not None and not _is_vaguer(before.periods[0], meaning):
        return before.periods
    if meaning.anaphor is Anaphor.TIME:  # "that day" after a year: which one isn't said
        return ()
    return tuple(map(periods.day, dict.fromkeys(published))) if published else ()


def _is_vaguer(anchor: Period, meaning: TimeMeaning) -> bool:
    """Whether the time spoken of is longer than the unit that refers to it."""
    return meaning.anaphor is Anaphor.TIME and (anchor.last - anchor.first).days > _DAYS.get(
        meaning.unit or Unit.DAY, 0
    )


_DAYS = {Unit.WEEK: 7, Unit.WEEKEND: 7, Unit.MONTH: 31, Unit.QUARTER: 92, Unit.SEASON: 92, Unit.YEAR: 366}


def _placed(meaning: TimeMeaning, anchors: tuple[Period, ...]) -> tuple[Period, ...]:
    if meaning.at is None:
        return ()
    try:
        return tuple(map(meaning.at, anchors))
    except (ValueError, OverflowError):  # beyond the years a calendar has
        return ()


def as_mentions(text: str, temporals: Sequence[PlacedExpression]) -> tuple[DateMention, ...]:
    """What of `temporals`, found in `text`, the corpus lists: all, the two ends of a range as one."""
    return tuple(_ranges(text, temporals))


# What stands before the first date of a range and between the two.
_OPENINGS = (
    (re.compile(r"\bbetween[^\S\n]+$", re.IGNORECASE), re.compile(r"\s+and\s+", re.IGNORECASE)),
    (re.compile(r"\bfrom[^\S\n]+$", re.IGNORECASE), re.compile(r"\s+(?:to|until|till|through)\s+", re.IGNORECASE)),
    (re.compile(r"(?<!\w)بين[^\S\n]+$"), re.compile(r"\s+و\s*")),
    (re.compile(r"(?<!\w)من[^\S\n]+$"), re.compile(r"\s+(?:إلى|الى|حتى)\s+")),
    (re.compile(r""), re.compile(r"[-–]")),
)

_RANGE_REACH = 12


def _ranges(text: str, found: Sequence[PlacedExpression]) -> Iterator[DateMention]:
    """Each as a mention; "between 2014 and 2017" and "2014-2017" are one."""
    held: PlacedExpression | None = None
    for one in found:
        if held is None:
            held = one
        elif opening := _range(text, held, one):
            yield opening
            held = None
        else:
            yield _mention(text, held)
            held = one
    if held is not None:
        yield _mention(text, held)


def _range(text: str, first: PlacedExpression, second: PlacedExpression) -> DateMention | None:
    """The range that two dates side by side make, as one mention: an interval of ISO 8601."""
    if first.earliest is None or second.latest is None or TimexType.DURATION in (first.kind, second.kind):
        return None
    if second.latest < first.earliest or first.span.end >= second.span.start:
        return None
    before = text[max(0, first.span.start - _RANGE_REACH) : first.span.start]
    for opening, link in _OPENINGS:
        start = opening.search(before)
        if start and link.fullmatch(text, first.span.end, second.span.start):
            begins = first.span.start - len(start.group())
            return _made(text, Span(begins, second.span.end), first, second)
    return None


def _made(text: str, span: Span, first: PlacedExpression, second: PlacedExpression) -> DateMention:
    return DateMention(
        span=span,
        surface=span.of(text),
        earliest=iso(first.earliest),
        latest=iso(second.latest),
        timex=f"{first.value}/{second.value}",
    )


def _mention(text: str, one: PlacedExpression) -> DateMention:
    return DateMention(
        span=one.span, surface=one.span.of(text), earliest=iso(one.earliest), latest=iso(one.latest), timex=one.value
    )


def iso(day: date | None) -> str | None:
    """The day as the records hold it, YYYY-MM-DD; of none, None."""
    return day.isoformat() if day else None
