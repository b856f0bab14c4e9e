"""The calendar: periods from a day to a century, each with its first day, its last day and its TIMEX3 value."""

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from dateutil.relativedelta import relativedelta


class Unit(StrEnum):
    """A unit of time. Its value is the letter that TIMEX3 durations use, with a ``T`` for units shorter than a day."""

    SECOND = "TS"
    MINUTE = "TM"
    HOUR = "TH"
    DAY = "D"
    WEEK = "W"
    WEEKEND = "WE"
    MONTH = "M"
    QUARTER = "Q"
    SEASON = "SE"
    YEAR = "Y"
    DECADE = "E"
    CENTURY = "C"


class Period(NamedTuple):
    """The days from `first` to `last`, as a calendar unit, with the TIMEX3 value that names them."""

    unit: Unit
    value: str
    first: date
    last: date


SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""TIMEX3's names of the seasons, and the month with which each begins in the north. Each lasts three months."""

_YEARS = {Unit.YEAR: 1, Unit.DECADE: 10, Unit.CENTURY: 100}
_MONTHS = {Unit.MONTH: 1, Unit.QUARTER: 3} | {unit: 12 * years for unit, years in _YEARS.items()}
_DAYS = {Unit.DAY: 1, Unit.WEEK: 7, Unit.WEEKEND: 7}


def day(of: date) -> Period:
    """A single day."""
    return Period(Unit.DAY, of.isoformat(), of, of)


def days(first: date, more: int) -> Period:
    """The days from `first` to `more` days later, named as an ISO 8601 interval.

    >>> days(date(2024, 11, 27), 3).value
    '2024-11-27/2024-11-30'
    """
    last = first + timedelta(days=more)
    return Period(Unit.DAY, f"{first}/{last}", first, last)


def week(of: date) -> Period:
    """The ISO week that holds a day, Monday to Sunday.

    >>> week(date(2024, 12, 3))
    Period(unit=<Unit.WEEK: 'W'>, value='2024-W49', first=datetime.date(2024, 12, 2), last=datetime.date(2024, 12, 8))
    """
    monday = of - timedelta(days=of.weekday())
    year_, number, _ = of.isocalendar()
    return Period(Unit.WEEK, f"{year_:04}-W{number:02}", monday, monday + timedelta(days=6))


def weekend(of: date) -> Period:
    """Saturday and Sunday of the ISO week that holds a day."""
    whole = week(of)
    return Period(Unit.WEEKEND, f"{whole.value}-WE", whole.last - timedelta(days=1), whole.last)


def month(year_: int, number: int) -> Period:
    """A month of a year.

    >>> month(2024, 2).value, str(month(2024, 2).last)
    ('2024-02', '2024-02-29')
    """
    last = date(year_, number, monthrange(year_, number)[1])
    return Period(Unit.MONTH, f"{year_:04}-{number:02}", last.replace(day=1), last)


def quarter(year_: int, number: int) -> Period:
    """A quarter of a calendar year; `number` is 1 to 4."""
    first, last = month(year_, 3 * number - 2), month(year_, 3 * number)
    return Period(Unit.QUARTER, f"{year_:04}-Q{number}", first.first, last.last)


def season(year_: int, name: str) -> Period:
    """A season by its TIMEX3 name. The winter of a year is the one that begins in it.

    >>> season(2015, "WI").value, str(season(2015, "WI").last)
    ('2015-WI', '2016-02-29')
    """
    first = date(year_, SEASONS[name], 1)
    return Period(Unit.SEASON, f"{year_:04}-{name}", first, first + relativedelta(months=3, days=-1))


def year(number: int) -> Period:
    """A calendar year."""
    return Period(Unit.YEAR, f"{number:04}", date(number, 1, 1), date(number, 12, 31))


def years(number: int, unit: Unit) -> Period:
    """The decade or century that holds a year. Its value drops the digits that it leaves open.

    >>> years(1994, Unit.DECADE).value, years(1994, Unit.CENTURY).value
    ('199', '19')
    """
    length = _YEARS[unit]
    first = number - number % length
    dropped = len(str(length)) - 1
    value = f"{number:04}"[: 4 - dropped]
    return Period(unit, value, date(max(first, 1), 1, 1), date(first + length - 1, 12, 31))


def containing(of: date, unit: Unit) -> Period:
    """The period of a unit that holds a day. For units shorter than a day, that is the day itself.

    >>> containing(date(2024, 12, 3), Unit.QUARTER).value
    '2024-Q4'
    """
    if unit in _YEARS:
        return year(of.year) if unit is Unit.YEAR else years(of.year, unit)
    if unit is Unit.QUARTER:
        return quarter(of.year, (of.month + 2) // 3)
    if unit is Unit.MONTH:
        return month(of.year, of.month)
    if unit is Unit.WEEK:
        return week(of)
    return weekend(of) if unit is Unit.WEEKEND else day(of)


def moved(of: date, unit: Unit, count: int) -> date:
    """The day that is `count` units away.

    Raises `ValueError` or `OverflowError` if no calendar goes so far.

    >>> moved(date(2024, 3, 31), Unit.MONTH, -1)
    datetime.date(2024, 2, 29)
    """
    if unit in _MONTHS:
        return of + relativedelta(months=_MONTHS[unit] * count)
    return of + timedelta(days=_DAYS.get(unit, 0) * count)


def numbered(whole: Period, unit: Unit, number: int) -> Period:
    """The unit with this number within a longer period, from 1; -1 is the last. Weeks are seven days from its first.

    Raises `ValueError` if the longer period has no such unit.

    >>> last = numbered(month(2024, 11), Unit.WEEK, -1)
    >>> str(last.first), str(last.last), last.value
    ('2024-11-24', '2024-11-30', '2024-W48')
    """
    if number < 0:
        one = counted(whole, unit, number)
    else:
        first = moved(whole.first, unit, number - 1)
        last = moved(whole.first, unit, number) - timedelta(days=1)
        if last > whole.last:
            raise ValueError(f"{whole.value} has no {unit} {number}")
        one = Period(unit, "", first, last)
    middle = one.first + (one.last - one.first) / 2
    return one._replace(value=containing(middle, unit).value)


def numbered_weekday(whole: Period, weekday: int, number: int) -> Period:
    """The Monday (0), or another weekday, with this number within a longer period, from 1; -1 is the last.

    Raises `ValueError` if there are not so many.

    >>> numbered_weekday(month(2024, 12), 4, 1).value
    '2024-12-06'
    """
    if number < 0:
        return day(whole.last - timedelta(days=(whole.last.weekday() - weekday) % 7))
    found = whole.first + timedelta(days=(weekday - whole.first.weekday()) % 7 + 7 * (number - 1))
    if found > whole.last:
        raise ValueError(f"{whole.value} has no such weekday {number}")
    return day(found)


def counted(whole: Period, unit: Unit, count: int) -> Period:
    """The first units of a longer period, or, if `count` is negative, its last.

    >>> str(counted(year(1997), Unit.MONTH, 9).last)
    '1997-09-30'
    """
    if count < 0:
        first, last = moved(whole.last + timedelta(days=1), unit, count), whole.last
    else:
        first, last = whole.first, moved(whole.first, unit, count) - timedelta(days=1)
    return Period(unit, f"P{abs(count)}{unit}", max(first, whole.first), min(last, whole.last))


def half(whole: Period, number: int) -> Period:
    """The first or second half of a period; -1 is the second. Halves of a year have a value of their own.

    >>> half(month(2024, 11), 2).first, half(year(2014), 2).value
    (datetime.date(2024, 11, 16), '2014-H2')
    """
    if whole.unit is Unit.YEAR:
        edge = date(whole.first.year, 7, 1)
        whole = whole._replace(value=f"{whole.value}-H{1 if number == 1 else 2}")
    else:
        edge = whole.first + timedelta(days=((whole.last - whole.first).days + 1) // 2)
    if number == 1:
        return whole._replace(last=max(edge - timedelta(days=1), whole.first))
    return whole._replace(first=edge)


def part(whole: Period, name: str) -> Period:
    """The early, middle or late third of a period, or its start or end. Its value stays: TIMEX3 has none for parts.

    The thirds of a month are days 1 to 10, 11 to 20 and the rest. Those of a year are four months each; its start and
    end are quarters.

    >>> late = part(month(2024, 11), "late")
    >>> str(late.first), str(late.last), late.value
    ('2024-11-21', '2024-11-30', '2024-11')
    """
    begin, end = _PARTS[name]
    if whole.unit is Unit.YEAR:
        shares = _YEAR_PARTS[name]
        return whole._replace(
            first=month(whole.first.year, shares[0]).first, last=month(whole.first.year, shares[1]).last
        )
    if whole.unit in _YEARS:
        count = _YEARS[whole.unit]
        opening, closing = whole.first.year + count * begin // 3, whole.first.year + count * end // 3 - 1
        return whole._replace(first=date(opening, 1, 1), last=date(closing, 12, 31))
    length = (whole.last - whole.first).days + 1
    if length < 3:
        return whole
    first = whole.first + timedelta(days=length * begin // 3)
    return whole._replace(first=first, last=whole.first + timedelta(days=length * end // 3 - 1))


_PARTS = {"start": (0, 1), "early": (0, 1), "mid": (1, 2), "late": (2, 3), "end": (2, 3)}
_YEAR_PARTS = {"start": (1, 3), "early": (1, 4), "mid": (5, 8), "late": (9, 12), "end": (10, 12)}
