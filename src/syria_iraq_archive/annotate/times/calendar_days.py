"""Places expressions of time in the calendar, given when the article was published, and lists them for the corpus."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from syria_iraq_archive.annotate.times import periods
from syria_iraq_archive.annotate.times.expressions import TimeExpression
from syria_iraq_archive.annotate.times.meanings import Direction, RefersTo, TimeMeaning, TimexType
from syria_iraq_archive.annotate.times.periods import Period, Unit
from syria_iraq_archive.patterns import later
from syria_iraq_archive.records import DateMention
from syria_iraq_archive.spans import Span


class PlacedMeaning(NamedTuple):
    """A meaning placed in the calendar: its TIMEX3 value and the periods it may be.

    There is one period for each day on which the article may have been published, and none if it names no days.
    """

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
    """The times that an article has named so far, which "that day" and "a year earlier" refer to."""

    latest: PlacedMeaning | None = None
    quarter: PlacedMeaning | None = None  # the latest quarter of a year; business reports compare others with it

    def note(self, meaning: TimeMeaning, placed: PlacedMeaning) -> None:
        """Remembers a date. A length of time, and a time told from another one, change nothing."""
        if meaning.kind is TimexType.DURATION or meaning.refers_to or not placed.periods:
            return
        self.latest = placed
        if placed.periods[0].unit is Unit.QUARTER:
            self.quarter = placed

    def anchor(self, refers_to: RefersTo) -> PlacedMeaning | None:
        """What such an expression refers to; None if the article hasn't named such a time."""
        return self.quarter if refers_to is RefersTo.QUARTER else self.latest


class PlacedExpression(NamedTuple):
    """An expression of time with its TIMEX3 type and value and the days it may mean."""

    span: Span
    rule: str
    kind: TimexType
    value: str
    earliest: date | None
    latest: date | None
    direction: Direction | None  # whether the clause speaks of the past or the future, if it shows
    full: bool  # whether the text alone fixes the days, because a year is printed


def place_in_calendar(
    expressions: Sequence[TimeExpression], published: tuple[date, date] | None
) -> tuple[PlacedExpression, ...]:
    """The expressions of an article with the days they mean, given the first and last day of publication if known.

    >>> from syria_iraq_archive.annotate.times.expressions import find_expressions
    >>> from syria_iraq_archive.records import Block, Role
    >>> block = Block(seq=0, role=Role.PARAGRAPH, span=Span(0, 17), rule="prose", article=1)
    >>> [one] = place_in_calendar(find_expressions("They met last May", [block], "en"), (date(2024, 12, 3),) * 2)
    >>> str(one.earliest), str(one.latest), one.value
    ('2024-05-01', '2024-05-31', '2024-05')
    """
    spoken = TimesSpokenOf()
    return tuple(_in_calendar(one, published, spoken) for one in expressions)


def _in_calendar(one: TimeExpression, published: tuple[date, date] | None, spoken: TimesSpokenOf) -> PlacedExpression:
    """One expression with its days; `spoken` is what came before it, and learns of it."""
    meaning = one.meaning
    placed = _resolve(meaning, published, spoken)
    spoken.note(meaning, placed)
    return PlacedExpression(
        span=one.span,
        rule=one.rule,
        kind=meaning.kind,
        value=placed.value,
        earliest=placed.earliest,
        latest=placed.latest,
        direction=meaning.direction,
        full=meaning.fixed is not None,
    )


def _resolve(meaning: TimeMeaning, published: tuple[date, date] | None, spoken: TimesSpokenOf) -> PlacedMeaning:
    """The days that `meaning` may be. What refers to another time counts from the time named before it.

    If there is nothing to count from, or no calendar goes so far, its value stays open and it has no days.
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
    before = spoken.anchor(meaning.refers_to) if meaning.refers_to else None
    if before is not None and not _is_vaguer(before.periods[0], meaning):
        return before.periods
    if meaning.refers_to is RefersTo.TIME:  # "that day", and no day was named: which one is open
        return ()
    return tuple(map(periods.day, dict.fromkeys(published))) if published else ()


def _is_vaguer(anchor: Period, meaning: TimeMeaning) -> bool:
    """Whether the time named before is longer than the unit that refers to it: "that day" after a year is no day."""
    return meaning.refers_to is RefersTo.TIME and (anchor.last - anchor.first).days > _DAYS.get(
        meaning.unit or Unit.DAY, 0
    )


_DAYS = {Unit.WEEK: 7, Unit.WEEKEND: 7, Unit.MONTH: 31, Unit.QUARTER: 92, Unit.YEAR: 366}


def _placed(meaning: TimeMeaning, anchors: tuple[Period, ...]) -> tuple[Period, ...]:
    if meaning.at is None:
        return ()
    try:
        return tuple(map(meaning.at, anchors))
    except (ValueError, OverflowError):  # beyond the years a calendar has
        return ()


def as_mentions(text: str, placed: Sequence[PlacedExpression]) -> tuple[DateMention, ...]:
    """The records of the corpus for the expressions found in `text`. The two ends of a range become one record.

    >>> from syria_iraq_archive.annotate.times.expressions import find_expressions
    >>> from syria_iraq_archive.records import Block, Role
    >>> text = "from 2014 to 2017"
    >>> block = Block(seq=0, role=Role.PARAGRAPH, span=Span(0, len(text)), rule="prose", article=1)
    >>> [one] = as_mentions(text, place_in_calendar(find_expressions(text, [block], "en"), None))
    >>> one.timex, one.earliest, one.latest
    ('2014/2017', '2014-01-01', '2017-12-31')
    """
    return tuple(_ranges(text, placed))


# What is printed before the first date of a range, and between the two dates.
_OPENINGS = (
    (later(r"\bbetween[^\S\n]+$", re.IGNORECASE), later(r"\s+and\s+", re.IGNORECASE)),
    (later(r"\bfrom[^\S\n]+$", re.IGNORECASE), later(r"\s+(?:to|until|till|through)\s+", re.IGNORECASE)),
    (later(r"(?<!\w)بين[^\S\n]+$"), later(r"\s+و\s*")),
    (later(r"(?<!\w)من[^\S\n]+$"), later(r"\s+(?:إلى|الى|حتى)\s+")),
    (later(r""), later(r"[-–]|\s+through\s+", re.IGNORECASE)),
)

_RANGE_REACH = 12  # characters before a date that are searched
_LONGEST_LINK = 7  # characters between the two dates without white space: "through"


def _ranges(text: str, found: Sequence[PlacedExpression]) -> Iterator[DateMention]:
    """One record for each expression; "between 2014 and 2017" and "2014-2017" are one."""
    held: PlacedExpression | None = None
    for one in found:
        if held is None:
            held = one
        elif both := _range(text, held, one):
            yield both
            held = None
        else:
            yield _mention(text, held.span, held, held, held.value)
            held = one
    if held is not None:
        yield _mention(text, held.span, held, held, held.value)


def _range(text: str, first: PlacedExpression, second: PlacedExpression) -> DateMention | None:
    """The range that two dates side by side make, as an ISO 8601 interval; None if they make none."""
    if len(text[first.span.end : second.span.start].strip()) > _LONGEST_LINK:
        return None
    if first.earliest is None or second.latest is None or TimexType.DURATION in (first.kind, second.kind):
        return None
    if first.span.end >= second.span.start:
        return None
    first, second = _in_order(first, second)
    if first.earliest is None or second.latest is None or second.latest < first.earliest:
        return None
    before = text[max(0, first.span.start - _RANGE_REACH) : first.span.start]
    for opening, link in _OPENINGS:
        start = opening.search(before)
        if not opening.pattern and str(first.latest) >= str(second.earliest):
            continue  # "this year through August" are two times
        if start and link.fullmatch(text, first.span.end, second.span.start):
            span = Span(first.span.start - len(start.group()), second.span.end)
            return _mention(text, span, first, second, f"{first.value}/{second.value}")
    return None


def _in_order(first: PlacedExpression, second: PlacedExpression) -> tuple[PlacedExpression, PlacedExpression]:
    """The ends of a range of weekdays, the first a week earlier if it would begin after its end.

    Each of them was placed by itself: the last Monday may be yesterday, and the last Friday before it. What begins in
    the future ends a week later instead.
    """
    if _is_bare_weekday(first) and _is_bare_weekday(second) and str(first.earliest) > str(second.latest):
        if Direction.FUTURE in (first.direction, second.direction):
            return first, _moved(second, 7)
        return _moved(first, -7), second
    return first, second


def _is_bare_weekday(one: PlacedExpression) -> bool:
    return one.rule == "weekday" and one.earliest is not None and one.earliest == one.latest


def _moved(one: PlacedExpression, days: int) -> PlacedExpression:
    """A weekday so many days later."""
    if one.earliest is None:
        return one
    day = one.earliest + timedelta(days=days)
    return one._replace(earliest=day, latest=day, value=one.value.replace(one.earliest.isoformat(), day.isoformat()))


def _mention(text: str, span: Span, first: PlacedExpression, last: PlacedExpression, timex: str) -> DateMention:
    days = {"earliest": iso(first.earliest), "latest": iso(last.latest)}
    return DateMention(span=span, surface=span.of(text), timex=timex, **days)


def iso(day: date | None) -> str | None:
    """A day as the records hold it; None stays None.

    >>> iso(date(2024, 12, 3))
    '2024-12-03'
    """
    return day.isoformat() if day else None
