"""Rules for what is counted within a longer time: "the last week of November", "the first half of 2014"."""

from functools import partial

from syria_iraq_archive.annotate.times import periods
from syria_iraq_archive.annotate.times.meanings import (
    RefersTo,
    TimeMeaning,
    TimexType,
    fixed,
    narrowed,
    units_away,
    within,
    yearless,
)
from syria_iraq_archive.annotate.times.periods import Period, Unit
from syria_iraq_archive.annotate.times.phrases import (
    ALSO,
    MONTH,
    NUMBER,
    YEARS_AWAY,
    TimePhrase,
    TimeRule,
)

_NEAR = "(?:(?:the|this|last|next|that) unit|theunit (?:this|last|next)?|(?:this|that) theunit)"
_WHOLE = (
    f"(?:(?:the? unit of)? unit? {MONTH} {ALSO}? (?:(?:comma? (?:of|from|in)? (?:unit|theunit)? year)"
    f"|last|next|this)?|(?:the? unit|theunit)? year|{_NEAR})"
)
_WHICH = "(?:ordinal|nth|last|latest|edge)"
_PART = (
    f"(?:{_WHICH} (?:half|unit|units|quarter|weekday|{NUMBER} units)"
    f"|(?:theunit|theunits|thedual|half|quarter) {NUMBER}? {_WHICH}|latest {NUMBER}? (?:unit|units|dual))"
)


def _part(phrase: TimePhrase) -> TimeMeaning | None:
    """Reads the first, last or so-manieth week, day, month or half of a month or year.

    "The first days" are its start, and "the last three days" have a length and days.
    """
    try:
        return _part_of(*phrase.parted("of", "from"))
    except (ValueError, OverflowError):  # such as the sixth week of a month
        return None


def _part_of(counted: TimePhrase, longer: TimePhrase) -> TimeMeaning | None:
    whole, which = _whole(longer), _which(counted)
    if whole is None or which is None:
        return None
    weekday = counted.number("weekday")
    if counted.has("half"):
        return within(whole, partial(periods.half, number=which)) if which in (1, 2, -1) else None
    if weekday is not None:
        return within(whole, partial(periods.numbered_weekday, weekday=weekday, number=which))
    unit = counted.unit()
    return None if unit in _TOO_SHORT or whole.unit is unit else _units_of(counted, whole, unit, which)


def _units_of(counted: TimePhrase, whole: TimeMeaning, unit: Unit, which: int) -> TimeMeaning | None:
    """One unit of a longer time, so many at its beginning or end, or its beginning or end itself."""
    number = "2" if counted.has("dual") or counted.has("thedual") else counted.quantity()
    some = counted.has("units") or counted.has("theunits")
    if number is None and not some:
        return within(whole, partial(periods.numbered, unit=unit, number=which))
    if which not in (1, -1):
        return None
    if number is not None and number.isdigit():
        return _counted(whole, unit, which * int(number))
    return narrowed(whole, "start" if which == 1 else "end")


_TOO_SHORT = frozenset((Unit.HOUR, Unit.MINUTE, Unit.SECOND))
_EDGES = {"start": 1, "early": 1, "late": -1, "end": -1}


def _counted(whole: TimeMeaning, unit: Unit, count: int) -> TimeMeaning:
    """The first or last so many units of a longer time."""
    return within(whole, partial(periods.counted, unit=unit, count=count))._replace(kind=TimexType.DURATION)


def _which(counted: TimePhrase) -> int | None:
    """The number of the part, from 1; -1 is the last one."""
    if counted.has("last") or counted.has("latest"):
        return -1
    return _EDGES.get(counted.word("edge") or "") or counted.number("ordinal", "nth")


def _whole(longer: TimePhrase) -> TimeMeaning | None:
    """The month or year that is parted, or a unit told from the day of publication."""
    month, year = longer.month(), longer.number("year")
    step = next((count for name, count in YEARS_AWAY.items() if longer.has(name)), 0)
    if month is not None and year is None and step == 0:
        return yearless(lambda of: periods.month(of, month), f"XXXX-{month:02}", Unit.MONTH, longer.direction)
    if month is not None and year is None:
        return _month_near(month, step)
    if year is not None:
        return fixed(periods.month(year, month) if month else periods.year(year))
    unit = longer.unit()
    return None if unit in _TOO_SHORT else units_away(unit, step, RefersTo.TIME if longer.has("that") else None)


def _month_near(month: int, step: int) -> TimeMeaning:
    """The last such month before this one, or the next behind it."""

    def at(anchor: Period) -> Period:
        other = month - anchor.first.month
        return periods.month(anchor.first.year + (step if other * step <= 0 else 0), month)

    return TimeMeaning(TimexType.DATE, f"XXXX-{month:02}", Unit.MONTH, at)


def _day_of_month(phrase: TimePhrase) -> TimeMeaning | None:
    """Reads "the 27th of last month"."""
    number = sum(phrase.numbers("d", "nth", "ordinal", "tens"))
    if phrase.unit() is not Unit.MONTH:
        return None
    step = next((count for name, count in YEARS_AWAY.items() if phrase.has(name)), 0)
    refers_to = RefersTo.TIME if phrase.has("that") or phrase.has("same") else None
    whole = units_away(Unit.MONTH, step, refers_to)
    return within(whole, partial(periods.numbered, unit=Unit.DAY, number=number))._replace(
        value=f"XXXX-XX-{number:02}", unit=Unit.DAY
    )


def _some_day(phrase: TimePhrase) -> TimeMeaning | None:
    """Reads "that January day in 2011", "one Friday in May 2013": a day of the month, open which one."""
    month, year = phrase.month(), phrase.number("year")
    if month is None or year is None or phrase.number("num") not in (None, 1):
        return None
    if phrase.has("unit") and phrase.unit() is not Unit.DAY:
        return None
    return fixed(periods.month(year, month)._replace(value=f"{year:04}-{month:02}-XX"))


_A_DAY = "(?:unit|weekday) part?"

PART_RULES = (
    TimeRule("part", f"the? {_PART} (?:of|from) {_WHOLE}", _part),
    TimeRule(
        "day-of-month",
        "(?:(?:the? (?:nth|ordinal) of (?:the|this|last|next) unit)"
        "|(?:d|ordinal tens?|tens) from (?:theunit (?:last|this|next|same)|(?:this|that) theunit))",
        _day_of_month,
    ),
    TimeRule(
        "some-day",
        f"(?:that|the|a|num) (?:{MONTH} {_A_DAY} (?:of|in) year|{_A_DAY} (?:of|in) {MONTH} comma? of? year)",
        _some_day,
    ),
)
"""Rules for parts of a month or year, in the order in which they are tried, before all others."""
