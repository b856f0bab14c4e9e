"""Days and months by their names and numbers, with a year or without."""

from datetime import date

from syria_iraq_archive.annotate.times import periods
from syria_iraq_archive.annotate.times.meanings import (
    Direction,
    Kind,
    Meaning,
    day_of,
    fixed,
    narrowed,
    repeated,
    yearless,
    yearless_day,
)
from syria_iraq_archive.annotate.times.periods import Period, Unit
from syria_iraq_archive.annotate.times.phrase import Phrase
from syria_iraq_archive.annotate.times.rules import DAY, EDGE, MONTH, WEEKDAY, YEARS_AWAY, Rule
from syria_iraq_archive.parse.printed_dates import find_dates


def _numeric(phrase: Phrase) -> Meaning | None:
    """A date in digits; where it may be one of two days it names none (design, §5)."""
    word = str(phrase.values[0])
    printed = next(iter(find_dates(word)), None)
    if printed is None or printed.problem == "is in no calendar":
        return None
    if printed.earliest is None:
        return Meaning(Kind.DATE, f"{word[-4:]}-XX-XX", Unit.DAY)
    return day_of(printed.earliest)


def _day(phrase: Phrase) -> Meaning | None:
    """A day of a month, of a year or of the nearest one."""
    month, day, year = phrase.month(), phrase.number("d", "nth"), phrase.number("year")
    return None if month is None or day is None else _day_of(month, day, year, phrase)


def _day_of(month: int, day: int, year: int | None, phrase: Phrase) -> Meaning:
    try:
        date(year or 2000, month, day)
    except ValueError:  # is in no calendar: what is printed, and no days
        return Meaning(Kind.DATE, f"{year or 'XXXX'}-{month:02}", Unit.MONTH)
    if year is not None:
        return day_of(date(year, month, day))
    return yearless_day(month, day, phrase.number("weekday", "wd"), phrase.direction)


def _days(phrase: Phrase) -> Meaning | None:
    """Reads "November 27-30": the days from the one to the other; "May 5 to 3" names only the first."""
    numbers = [number for number in phrase.numbers("d", "nth") if number]
    month, year = phrase.month(), phrase.number("year")
    first = _day(phrase)
    if first is None or month is None or len(numbers) != 2 or numbers[0] >= numbers[1]:
        return None
    more = numbers[1] - numbers[0]
    if numbers[1] > periods.month(year or 2000, month).last.day:
        return None
    if first.fixed is not None:
        return first._replace(fixed=periods.days(first.fixed.first, more))
    at = first.at
    return first._replace(at=lambda anchor: periods.days(at(anchor).first, more)) if at else None


def _ordinal_day(phrase: Phrase) -> Meaning | None:
    """Arabic numbers days by ordinals, too: "the seventh of October"."""
    day = (phrase.number("ordinal") or 0) + (phrase.number("tens") or 0)
    month, year = phrase.month(), phrase.number("year")
    return _day_of(month, day, year, phrase) if month else None


def _month(phrase: Phrase) -> Meaning | None:
    """A month, of a year or of the nearest one; or its early, middle or late part."""
    month, year = phrase.month(), phrase.number("year")
    if month is None:
        return None
    if year is not None:
        return narrowed(fixed(periods.month(year, month)), phrase.word("edge"))
    return narrowed(_yearless_month(month, phrase.direction), phrase.word("edge"))


def _yearless_month(month: int, direction: Direction | None) -> Meaning:
    return yearless(lambda of: periods.month(of, month), f"XXXX-{month:02}", Unit.MONTH, direction)


def _month_of_relative_year(phrase: Phrase) -> Meaning | None:
    """Reads "June last year", "December 3 this year"."""
    month, day = phrase.month(), phrase.number("d", "nth")
    if month is None or phrase.unit() is not Unit.YEAR:
        return None
    years = next(count for name, count in YEARS_AWAY.items() if phrase.has(name))

    def at(anchor: Period) -> Period:
        year = anchor.first.year + years
        return periods.month(year, month) if day is None else periods.day(date(year, month, day))

    value = f"XXXX-{month:02}" + (f"-{day:02}" if day else "")
    return narrowed(Meaning(Kind.DATE, value, Unit.DAY if day else Unit.MONTH, at), phrase.word("edge"))


def _relative_month(phrase: Phrase) -> Meaning | None:
    """Reads "last October": the latest before this month; "this September", "next March"."""
    month = phrase.month()
    if month is None:
        return None
    if phrase.has("this"):
        meaning = Meaning(
            Kind.DATE, f"XXXX-{month:02}", Unit.MONTH, lambda anchor: periods.month(anchor.first.year, month)
        )
        return narrowed(meaning, phrase.word("edge"))
    step = 1 if phrase.has("next") or phrase.has("coming") else -1

    def at(anchor: Period) -> Period:
        year, other = anchor.first.year, month - anchor.first.month
        return periods.month(year + (step if other * step <= 0 else 0), month)

    return narrowed(Meaning(Kind.DATE, f"XXXX-{month:02}", Unit.MONTH, at), phrase.word("edge"))


def _each_month(phrase: Phrase) -> Meaning | None:
    month = phrase.month()
    return repeated(f"XXXX-{month:02}") if month else None


_WHOLE = "(?:comma? (?:of|from|in)? (?:unit|theunit)? year)"

RULES = (
    Rule("iso", "isodate", _numeric),
    Rule("digits", "numdate", _numeric),
    Rule("month-days", f"{MONTH} dot? d (?:hyphen|to) d (?:comma? year)? (?!percent|hyphen? (?:unit|units))", _days),
    Rule("days-month", f"d hyphen d of? {MONTH} (?:comma? year)?", _days),
    Rule("ordinal-month", f"ordinal tens? from {MONTH} (?:slash {MONTH})? {_WHOLE}?", _ordinal_day),
    Rule("month-day-year", f"{WEEKDAY}? {MONTH} dot? {DAY} comma? year", _day),
    Rule("day-month-year", f"(?:unit? {WEEKDAY})? the? {DAY} of? {MONTH} dot? (?:slash {MONTH})? {_WHOLE}", _day),
    Rule(
        "month-relative-year",
        f"{EDGE}? (?:{MONTH} dot? {DAY}?|{DAY} {MONTH}) comma? (?:of|from)?"
        "(?:(?:last|next|this) unit|theunit (?:last|next|this))",
        _month_of_relative_year,
    ),
    Rule("month-year", f"{EDGE}? {MONTH} dot? (?:slash {MONTH})? {_WHOLE} (?!year)", _month),
    Rule("month-day", f"{WEEKDAY}? {MONTH} dot? {DAY} (?!n|percent|hyphen? (?:unit|units))", _day),
    Rule("day-month", f"(?:unit? {WEEKDAY})? (?:the? {DAY} of?|n of) {MONTH} (?:slash {MONTH})?", _day),
    Rule("each-month", f"every {MONTH}", _each_month),
    Rule("relative-month", f"{EDGE}? (?:the? last|this? past|this? coming|next|this) {MONTH}", _relative_month),
    Rule("relative-month-after", f"{EDGE}? unit? {MONTH} (?:slash {MONTH})? (?:last|next)", _relative_month),
    Rule("month", f"{EDGE}? unit? month (?:slash {MONTH})?|{EDGE} (?:may|abbr dot?)", _month),
    Rule("may", "(?<=[in since from to and between of the]) (?:may|abbr dot)|unit may", _month),
)
"""In the order in which they are tried."""
