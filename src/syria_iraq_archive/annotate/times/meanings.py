"""What an expression of time means, before it is known when the article was published.

A meaning either fixes its days itself, or has a function that finds them from an anchor: the day of publication, or the
time that was named before.
"""

from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from syria_iraq_archive.annotate.times import periods
from syria_iraq_archive.annotate.times.periods import Period, Unit


class TimexType(StrEnum):
    """The types of TIMEX3: a date, a time of day, a length of time, something that comes again and again."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class RefersTo(StrEnum):
    """What an expression refers back to: any time that was named before, or a quarter of a year."""

    TIME = "time"
    QUARTER = "quarter"


class Direction(StrEnum):
    """Whether an expression speaks of the past or the future, seen from the day of publication."""

    PAST = "past"
    FUTURE = "future"


class TimeMeaning(NamedTuple):
    """What a rule makes of the tokens it matched.

    `value` is the TIMEX3 value that holds without an anchor: ``XXXX-12-26``, ``P3M``, ``PAST_REF``. A `fixed` period
    needs no anchor, and `at` finds the period from an anchor. With neither, the expression names no days.
    """

    kind: TimexType
    value: str
    unit: Unit | None = None
    at: Callable[[Period], Period] | None = None
    fixed: Period | None = None
    refers_to: RefersTo | None = (
        None  # what the anchor is instead of the day of publication, if the article has named such a time
    )
    direction: Direction | None = None
    weekday: int | None = None  # 0 is Monday; only for a weekday without a date
    suffix: str = ""  # what a TIME adds to the day's value: "TMO", "T09:00"


def fixed(period: Period) -> TimeMeaning:
    """The meaning of a period that the text gives in full.

    >>> fixed(periods.year(2011)).value
    '2011'
    """
    return TimeMeaning(TimexType.DATE, period.value, period.unit, fixed=period)


def vague(value: str) -> TimeMeaning:
    """A time that is open: ``PAST_REF``, ``PRESENT_REF`` or ``FUTURE_REF``."""
    return TimeMeaning(TimexType.DATE, value)


def repeated(value: str) -> TimeMeaning:
    """Something that comes again and again: ``P1D`` for "daily"."""
    return TimeMeaning(TimexType.SET, value)


def duration(value: str) -> TimeMeaning:
    """A length of time that is nowhere in the calendar: ``P3M`` for "three months"."""
    return TimeMeaning(TimexType.DURATION, value)


_OPEN = {
    Unit.DAY: "XXXX-XX-XX", Unit.WEEK: "XXXX-WXX", Unit.WEEKEND: "XXXX-WXX-WE", Unit.MONTH: "XXXX-XX",
    Unit.QUARTER: "XXXX-QX", Unit.YEAR: "XXXX", Unit.DECADE: "XXX", Unit.CENTURY: "XX",
}  # fmt: skip


def units_away(unit: Unit, count: int, refers_to: RefersTo | None = None) -> TimeMeaning:
    """The calendar unit that is `count` units from the anchor's own: "last week" is (WEEK, -1).

    >>> units_away(Unit.WEEK, -1).at(periods.day(date(2024, 12, 3))).value
    '2024-W48'
    """

    def at(anchor: Period) -> Period:
        return periods.containing(periods.moved(anchor.first, unit, count), unit)

    direction = None if count == 0 else Direction.PAST if count < 0 else Direction.FUTURE
    return TimeMeaning(
        TimexType.DATE, _OPEN.get(unit, "XXXX-XX-XX"), unit, at, refers_to=refers_to, direction=direction
    )


def counted_units(unit: Unit, count: int, value: str) -> TimeMeaning:
    """So many units that end with the anchor, or begin with it: "the past three months" is (MONTH, -3).

    >>> period = counted_units(Unit.WEEK, 2, "P2W").at(periods.day(date(2024, 12, 3)))
    >>> str(period.first), str(period.last)
    ('2024-12-03', '2024-12-16')
    """

    def at(anchor: Period) -> Period:
        other = periods.moved(anchor.first, unit, count)
        one = timedelta(days=1 if unit in (Unit.DAY, Unit.WEEK) and count else 0)
        first, last = (other + one, anchor.last) if count < 0 else (anchor.first, other - one)
        return Period(unit, value, min(first, last), max(first, last))

    return TimeMeaning(TimexType.DURATION, value, unit, at, direction=Direction.PAST if count < 0 else Direction.FUTURE)


def on_weekday(weekday: int, direction: Direction | None) -> TimeMeaning:
    """The last such weekday up to the anchor; in a clause of the future, the first from the anchor on.

    >>> tuesday = periods.day(date(2024, 12, 3))
    >>> on_weekday(0, None).at(tuesday).value, on_weekday(0, Direction.FUTURE).at(tuesday).value
    ('2024-12-02', '2024-12-09')
    """

    def at(anchor: Period) -> Period:
        ahead = (weekday - anchor.first.weekday()) % 7
        back = -((anchor.first.weekday() - weekday) % 7)
        return periods.day(anchor.first + timedelta(days=ahead if direction is Direction.FUTURE else back))

    return TimeMeaning(TimexType.DATE, f"XXXX-WXX-{weekday + 1}", Unit.DAY, at, direction=direction, weekday=weekday)


def next_weekday(weekday: int, direction: Direction) -> TimeMeaning:
    """The first such weekday after the anchor, or the last before it. It is never the anchor itself.

    >>> next_weekday(1, Direction.PAST).at(periods.day(date(2024, 12, 3))).value
    '2024-11-26'
    """

    def at(anchor: Period) -> Period:
        ahead = (weekday - anchor.first.weekday() - 1) % 7 + 1
        back = -((anchor.first.weekday() - weekday - 1) % 7 + 1)
        return periods.day(anchor.first + timedelta(days=ahead if direction is Direction.FUTURE else back))

    return TimeMeaning(TimexType.DATE, f"XXXX-WXX-{weekday + 1}", Unit.DAY, at, direction=direction)


def yearless(of_year: Callable[[int], Period], value: str, unit: Unit, direction: Direction | None) -> TimeMeaning:
    """A month, quarter or season printed without its year: the last that has begun, or the next that isn't over.

    The clause decides which. If it doesn't show, it is the last, except for a month that begins within `_SOON` days.

    >>> yearless(lambda year: periods.month(year, 2), "XXXX-02", Unit.MONTH, None).at(
    ...     periods.day(date(2024, 12, 3))
    ... ).value
    '2024-02'
    """

    def at(anchor: Period) -> Period:
        near = _near(of_year, anchor, 1)
        ahead = min((p for p in near if p.last >= anchor.first), key=lambda period: period.first)
        soon = direction is None and unit is Unit.MONTH and (ahead.first - anchor.first).days <= _SOON
        if direction is Direction.FUTURE or soon:
            return ahead
        return max((p for p in near if p.first <= anchor.first), key=lambda period: period.first)

    return TimeMeaning(TimexType.DATE, value, unit, at, direction=direction)


_SOON = 35  # days to the beginning of a month that is still ahead


def yearless_day(month: int, day: int, weekday: int | None, direction: Direction | None) -> TimeMeaning:
    """A day of a month printed without its year: the nearest one that falls on the weekday printed beside it.

    If the clause speaks of the future, a past day counts as `_AGAINST` days farther away. That is little on purpose: in
    "would begin, he decided on February 11" the day two weeks ago is meant, not one in a year. If it speaks of the
    past, a day ahead counts as `_NOT_YET` days farther.

    >>> yearless_day(1, 7, None, None).at(periods.day(date(2024, 12, 3))).value
    '2025-01-07'
    """

    def at(anchor: Period) -> Period:
        near = _near(lambda year: periods.day(date(year, month, day)), anchor, 1 if weekday is None and day < 29 else 8)
        fitting = [p for p in near if p.first.weekday() == weekday] if weekday is not None else []
        return min(fitting or near, key=lambda p: _distance((p.first - anchor.first).days, direction))

    return TimeMeaning(TimexType.DATE, f"XXXX-{month:02}-{day:02}", Unit.DAY, at, direction=direction)


_AGAINST = 35  # days by which a past day counts as farther in a clause of the future
_NOT_YET = 200  # days by which a day ahead counts as farther in a clause of the past


def _distance(days: int, direction: Direction | None) -> int:
    """How far a day is from the anchor. A day on the wrong side of it counts as farther."""
    if days > 0 and direction is Direction.PAST:
        return days + _NOT_YET
    return abs(days) + (_AGAINST if days < 0 and direction is Direction.FUTURE else 0)


def _near(of_year: Callable[[int], Period], anchor: Period, reach: int) -> list[Period]:
    """The periods of the years around the anchor. 29 February comes every eight years at worst."""
    years = range(anchor.first.year - reach, anchor.first.year + reach + 1)
    return [period for year in years if (period := _or_none(of_year, year)) is not None]


def _or_none(of_year: Callable[[int], Period], year: int) -> Period | None:
    try:
        return of_year(year)
    except ValueError:
        return None


def narrowed(meaning: TimeMeaning, part: str | None) -> TimeMeaning:
    """The early, middle or late part of what is meant; None is all of it. TIMEX3 keeps the value of the whole.

    >>> str(narrowed(fixed(periods.month(2024, 11)), "late").fixed.first)
    '2024-11-21'
    """
    if part is None:
        return meaning
    return within(meaning, lambda whole: periods.part(whole, part))


def within(meaning: TimeMeaning, of: Callable[[Period], Period]) -> TimeMeaning:
    """What `of` makes of the period that is meant, such as its first week.

    >>> within(fixed(periods.year(2014)), lambda year: periods.half(year, 1)).fixed.value
    '2014-H1'
    """
    if meaning.fixed is not None:
        period = of(meaning.fixed)
        return meaning._replace(fixed=period, value=period.value, unit=period.unit)
    if meaning.at is None:
        return meaning
    whole = meaning.at
    return meaning._replace(at=lambda anchor: of(whole(anchor)))


def timed(meaning: TimeMeaning, suffix: str) -> TimeMeaning:
    """A part of the day that is meant, or a clock's time on it: ``TMO`` for a morning, ``T09:00``.

    >>> timed(day_of(date(2024, 12, 1)), "T06:00").suffix
    'T06:00'
    """
    return meaning._replace(kind=TimexType.TIME, suffix=suffix)


def day_of(when: date) -> TimeMeaning:
    """The meaning of a day that the text gives in full."""
    return fixed(periods.day(when))
