"""Rules for times that the calendar names: days, months, seasons, quarters, years, decades and centuries."""

from datetime import date, timedelta

from syria_iraq_archive.annotate.times import periods
from syria_iraq_archive.annotate.times.meanings import (
    Direction,
    TimeMeaning,
    TimexType,
    day_of,
    fixed,
    narrowed,
    repeated,
    units_away,
    yearless,
    yearless_day,
)
from syria_iraq_archive.annotate.times.periods import Period, Unit
from syria_iraq_archive.annotate.times.phrases import (
    ALSO,
    DAY,
    EDGE,
    MONTH,
    SEASON,
    WEEKDAY,
    YEARS_AWAY,
    ListedTime,
    TimePhrase,
    TimeRule,
)
from syria_iraq_archive.annotate.times.time_words import CODE
from syria_iraq_archive.parse.printed_dates import find_dates
from syria_iraq_archive.patterns import later

_NUMBERED_REACH = 24  # characters before a number that are searched
# A number that numbers or counts something is no year: "Resolution 1701", "2014 fighters".
_NUMBERED = later(
    r"(?<!\w)(?:resolution|resolutions|no\.|number|flight|article|unit|brigade|route|القرار|قرار|رقم)\s+$"
)
_COUNTED = later(
    r"\s+(?:من\s+)?(?:ال)?(?:مسلح|مقاتل|عنصر|شخص|مدني|جندي|قتيل|جريح|نازح|لاجئ|عائله|عائلة|اسره|اسرة|كتاب|منزل|كلم|كيلو|متر|طن"
    r"|لير|دينار|دولار|مليون|مليار|الف|برميل|موظف|طالب|سجين|معتقل)\w{0,4}(?!\w)|"
    r"\s+(?:fighters|soldiers|troops|people|men|women|children|families|houses|homes|dead|wounded|tons|tonnes|km|miles|meters"
    r"|prisoners|detainees|refugees|vehicles|trucks|bodies|civilians)(?!\w)"
)


def _year(phrase: TimePhrase) -> TimeMeaning | None:
    """Reads "2011", "late 2014"; not a number that counts something or numbers it."""
    year = phrase.number("year")
    if not year or _NUMBERED.search(phrase.folded[max(0, phrase.span.start - _NUMBERED_REACH) : phrase.span.start]):
        return None
    if _COUNTED.match(phrase.folded, phrase.span.end):
        return None
    return narrowed(fixed(periods.year(year)), phrase.word("edge"))


def _years(phrase: TimePhrase) -> TimeMeaning | None:
    """Reads "1957-58", "2014/15": the years from the one to the other."""
    numbers = phrase.numbers("year", "d", "n")
    if len(numbers) < 2:  # the second has a fraction: "case 2015/97.5"
        return None
    first, last = numbers[:2]
    more = (last - first) % 100
    if not 1 <= more <= _FEW_YEARS or not phrase.folded[phrase.span.end - 2 : phrase.span.end].isdigit():
        return None
    begin, end = periods.year(first), periods.year(first + more)
    return fixed(Period(Unit.YEAR, f"{begin.value}/{end.value}", begin.first, end.last))


_FEW_YEARS = 10  # of which only the last two digits are printed; "2014-06" is rather a month


def _spoken_year(phrase: TimePhrase) -> TimeMeaning | None:
    """Reads "nineteen ninety-six", maybe with a month or season before it."""
    year = 100 * (phrase.number("teen") or 0) + (phrase.number("tens") or 0) + (phrase.number("num") or 0)
    return _dated(phrase, year)


def _round_year(phrase: TimePhrase) -> TimeMeaning | None:
    """Reads "the year two thousand"."""
    return _dated(phrase, int(phrase.quantity() or 0))


def _dated(phrase: TimePhrase, year: int) -> TimeMeaning | None:
    """A year, or a month or season of it; None if the number can't be a year."""
    if not 1000 <= year <= 2100:
        return None
    month, season = phrase.month(), phrase.word("season", "fall")
    if month:
        return narrowed(fixed(periods.month(year, month)), phrase.word("edge"))
    period = periods.season(year, season) if season else periods.year(year)
    return narrowed(fixed(period), phrase.word("edge"))


def _decade(phrase: TimePhrase) -> TimeMeaning | None:
    """Reads "the 1990s", "the nineties". Without a century, it is one of the twentieth."""
    number, century = phrase.number("decade", "nineties"), phrase.numbers("ordinal", "tens")
    if number is not None and century and number < 100 < 100 * sum(century) - 99:
        number += 100 * (sum(century) - 1)
    if number is None or number < 20:
        return None
    year = number if number >= 100 else 1900 + number
    return narrowed(fixed(periods.years(year, Unit.DECADE)), phrase.word("edge"))


def _century(phrase: TimePhrase) -> TimeMeaning | None:
    """Reads "the 20th century"."""
    number = phrase.number("nth", "ordinal", "tens")
    if number is None or not 1 <= number <= 99:
        return None
    return narrowed(fixed(periods.years(100 * number - 99, Unit.CENTURY)), phrase.word("edge"))


def _season(phrase: TimePhrase) -> TimeMeaning | None:
    """Reads "the summer of 2015", "last winter", "early spring"."""
    name, year = phrase.word("season", "fall"), phrase.number("year")
    if name is None:
        return None
    if year is not None:
        return narrowed(fixed(periods.season(year, name)), phrase.word("edge"))
    direction = phrase.direction
    if phrase.has("last") or phrase.has("past") or phrase.has("previous"):
        return narrowed(_season_over(name), phrase.word("edge"))
    if phrase.has("next") or phrase.has("coming"):
        direction = Direction.FUTURE
    elif phrase.has("this") and not phrase.has("past"):
        meaning = TimeMeaning(
            TimexType.DATE, f"XXXX-{name}", Unit.SEASON, lambda of: periods.season(of.first.year, name)
        )
        return narrowed(meaning, phrase.word("edge"))
    return narrowed(
        yearless(lambda of: periods.season(of, name), f"XXXX-{name}", Unit.SEASON, direction), phrase.word("edge")
    )


def _season_of_year(phrase: TimePhrase) -> TimeMeaning | None:
    """Reads "the summer of last year"."""
    name = phrase.word("season", "fall")
    if name is None or phrase.unit() is not Unit.YEAR:
        return None
    step = next(count for word, count in YEARS_AWAY.items() if phrase.has(word))
    meaning = TimeMeaning(
        TimexType.DATE, f"XXXX-{name}", Unit.SEASON, lambda of: periods.season(of.first.year + step, name)
    )
    return narrowed(meaning, phrase.word("edge"))


def _season_over(name: str) -> TimeMeaning:
    """The latest such season that is over."""

    def at(anchor: Period) -> Period:
        return next(
            season
            for back in range(3)
            if (season := periods.season(anchor.first.year - back, name)).last < anchor.first
        )

    return TimeMeaning(TimexType.DATE, f"XXXX-{name}", Unit.SEASON, at, direction=Direction.PAST)


def _quarter(phrase: TimePhrase) -> TimeMeaning | None:
    """Reads "the third quarter", "last year's third quarter", "the 1988 second quarter"."""
    number, year = phrase.number("ordinal"), phrase.number("year")
    if number is None or not 1 <= number <= 4:
        return None
    if year is not None:
        return fixed(periods.quarter(year, number))
    if phrase.has("unit"):
        step = next((count for name, count in YEARS_AWAY.items() if phrase.has(name)), -1)
        return TimeMeaning(
            TimexType.DATE, f"XXXX-Q{number}", Unit.QUARTER, lambda of: periods.quarter(of.first.year + step, number)
        )
    return yearless(lambda of: periods.quarter(of, number), f"XXXX-Q{number}", Unit.QUARTER, None)


def _year_end(phrase: TimePhrase) -> TimeMeaning | None:
    """Reads "year-end"."""
    if phrase.unit() is not Unit.YEAR or phrase.word("edge") != "end":
        return None
    return narrowed(units_away(Unit.YEAR, 0), "end")


_NOT_COUNTED = r"(?! hyphen? (?:unit|units|percent|money|old) | comma? n | hyphen d)"

YEAR_RULES = (
    TimeRule(
        "spoken-year",
        f"(?:{EDGE}? {MONTH}|the? {SEASON} of?|{EDGE}? the unit)? teen tens (?:hyphen? num)?",
        _spoken_year,
    ),
    TimeRule("round-year", f"{EDGE}? the unit num thousand (?:and? (?:teen|tens? hyphen? num?))?", _round_year),
    TimeRule(
        "quarter",
        "(?:(?:this|last|next) unit apos? s?|the? year the? (?:apos s)?|the)?"
        "many? fiscal? hyphen? ordinal hyphen? quarter"
        "(?: of? (?:the? (?:last|this|next) unit|fiscal? unit? year))?",
        _quarter,
    ),
    TimeRule("season-year", f"{EDGE}? the? {SEASON} of? (?:unit|theunit)? year", _season),
    TimeRule(
        "season-of-year",
        f"{EDGE}? the? {SEASON} (?:of? (?:last|this|next) unit|theunit (?:last|this|next))",
        _season_of_year,
    ),
    TimeRule(
        "season",
        f"{EDGE}? (?:this? past|this|the? last|next|coming|previous) {SEASON}"
        f"|{EDGE} {SEASON} (?!of)|{EDGE}? the season",
        _season,
    ),
    TimeRule("season-after", f"{EDGE}? season (?:last|next)", _season),
    TimeRule("decade", f"{EDGE}? the? (?:decade|nineties (?:century (?:last|ordinal|tens))?)", _decade),
    TimeRule("century", f"{EDGE}? the? (?:(?:nth|ordinal) hyphen? century|century (?:ordinal|tens))", _century),
    TimeRule("year-end", "the? unit (?:hyphen|apos s)? edge", _year_end),
    TimeRule("years-short", f"{EDGE}? (?:the? unit|theunit)? year (?:hyphen|slash) (?:d|n) (?!hyphen|slash)", _years),
    TimeRule(
        "year", f"{EDGE}? (?:the? unit|theunit|(?<![few approx money])) (?:the? fiscal)? year {_NOT_COUNTED}", _year
    ),
)
"""Rules for years and what is counted by them, in the order in which they are tried."""


def _numeric(phrase: TimePhrase) -> TimeMeaning | None:
    """Reads a date in digits. If it may be one of two days, it names none (design, §5)."""
    word = str(phrase.values[0])
    printed = next(iter(find_dates(word)), None)
    if printed is None or printed.problem == "is in no calendar":
        return None
    if printed.earliest is None:
        return TimeMeaning(TimexType.DATE, f"{word[-4:]}-XX-XX", Unit.DAY)
    return day_of(printed.earliest)


def _day(phrase: TimePhrase) -> TimeMeaning | None:
    """Reads a day of a month, with or without a year."""
    month, day, year = phrase.month(), phrase.number("d", "nth"), phrase.number("year")
    if phrase.folded[phrase.span.start] >= "\u0600" and phrase.folded[phrase.span.end - 1].isdigit() and year is None:
        return None  # Arabic prints the day before the month: this number counts something else
    return None if month is None or day is None else _day_of(month, day, year, phrase)


def _day_of(month: int, day: int, year: int | None, phrase: TimePhrase) -> TimeMeaning:
    """A day of a month and year; of the nearest fitting year if none is printed."""
    try:
        date(year or 2000, month, day)
    except ValueError:  # no calendar has it: the value is what is printed, and there are no days
        return TimeMeaning(TimexType.DATE, f"{year or 'XXXX'}-{month:02}", Unit.MONTH)
    if year is not None:
        return day_of(date(year, month, day))
    return yearless_day(month, day, phrase.number("weekday", "wd"), phrase.direction)


def _days(phrase: TimePhrase) -> TimeMeaning | list[ListedTime] | None:
    """Reads "November 27-30" as the days from the one to the other, "November 27 and 30" as two days.

    "May 5 to 3" names only the first.
    """
    numbers = [number for number in phrase.numbers("d", "nth") if number]
    month, year = phrase.month(), phrase.number("year")
    first = _day(phrase)
    is_listed = phrase.has("and") and not phrase.has("between")
    if is_listed and (len(numbers) > 2 or numbers[0] + 1 != numbers[-1]):
        return _listed_days(phrase)
    if first is None or month is None or len(numbers) != 2 or numbers[0] >= numbers[1]:
        return None
    more = numbers[1] - numbers[0]
    if numbers[1] > periods.month(year or 2000, month).last.day:
        return None
    if first.fixed is not None:
        return first._replace(fixed=periods.days(first.fixed.first, more))
    at = first.at
    return first._replace(at=lambda anchor: periods.days(at(anchor).first, more)) if at else None


def _listed_days(phrase: TimePhrase) -> list[ListedTime] | None:
    """Reads "27, 28 and 30 November" as that many days, each number by itself, the month with the one beside it."""
    month, year = phrase.month(), phrase.number("year")
    places = [place for place, code in enumerate(phrase.codes) if code in _DAY_CODES]
    if month is None or any(not 1 <= int(phrase.values[place]) <= _longest(month) for place in places):
        return None
    parts: list[ListedTime] = []
    is_behind = next(place for place, code in enumerate(phrase.codes) if code in _MONTH_CODES) > places[0]
    if not is_behind and year is None and not _ENDS_LIST.match(phrase.folded, phrase.span.end):
        places.pop()  # "on November 27 and 30 people"
    for place in places:
        first = place if is_behind or place != places[0] else 0
        end = len(phrase.codes) if is_behind and place == places[-1] else place + 1
        parts.append(ListedTime(first, end, _day_of(month, int(phrase.values[place]), year, phrase)))
    return parts


_ENDS_LIST = later(
    r"\s*(?:[^\w\s]|$)|\s+(?:in|at|on|when|where|which|to|for|of|by|as|after|before|with|and|under|but)(?!\w)"
)
_DAY_CODES = frozenset(CODE[name] for name in ("d", "nth"))
_MONTH_CODES = frozenset(CODE[name] for name in ("month", "may", "abbr"))


def _longest(month: int) -> int:
    """How many days a month may have."""
    return periods.month(2000, month).last.day


def _ordinal_day(phrase: TimePhrase) -> TimeMeaning | None:
    """Reads "the seventh of October", as Arabic often writes a day."""
    day = (phrase.number("ordinal") or 0) + (phrase.number("tens") or 0)
    month, year = phrase.month(), phrase.number("year")
    return _day_of(month, day, year, phrase) if month else None


def _day_beside(phrase: TimePhrase) -> TimeMeaning | None:
    """Reads "7 October last", as Arabic writes it: the latest such day before publication, or the next behind it."""
    month = phrase.month()
    number = sum(phrase.numbers("d", "nth", "ordinal", "tens"))
    if month is None or not 1 <= number <= periods.month(2000, month).last.day:
        return None
    step = next(count for name, count in YEARS_AWAY.items() if phrase.has(name))

    def at(anchor: Period) -> Period:
        year = anchor.first.year
        if step and (date(year, month, number) - anchor.first).days * step <= 0:
            year += step
        return periods.day(date(year, month, number))

    return TimeMeaning(TimexType.DATE, f"XXXX-{month:02}-{number:02}", Unit.DAY, at)


def _month(phrase: TimePhrase) -> TimeMeaning | None:
    """Reads a month with or without a year, or its early, middle or late part."""
    month, year = phrase.month(), phrase.number("year")
    if month is None:
        return None
    if year is not None:
        return narrowed(fixed(periods.month(year, month)), phrase.word("edge"))
    return narrowed(_yearless_month(month, phrase.direction), phrase.word("edge"))


def _yearless_month(month: int, direction: Direction | None) -> TimeMeaning:
    return yearless(lambda of: periods.month(of, month), f"XXXX-{month:02}", Unit.MONTH, direction)


def _month_of_relative_year(phrase: TimePhrase) -> TimeMeaning | None:
    """Reads "June last year", "December 3 this year"."""
    month, day = phrase.month(), phrase.number("d", "nth")
    if month is None or phrase.unit() is not Unit.YEAR:
        return None
    years = next(count for name, count in YEARS_AWAY.items() if phrase.has(name))

    def at(anchor: Period) -> Period:
        year = anchor.first.year + years
        return periods.month(year, month) if day is None else periods.day(date(year, month, day))

    value = f"XXXX-{month:02}" + (f"-{day:02}" if day else "")
    return narrowed(TimeMeaning(TimexType.DATE, value, Unit.DAY if day else Unit.MONTH, at), phrase.word("edge"))


def _relative_month(phrase: TimePhrase) -> TimeMeaning | None:
    """Reads "last October" (the latest before this month), "this September", "next March"."""
    month = phrase.month()
    if month is None:
        return None
    if phrase.has("this"):
        meaning = TimeMeaning(
            TimexType.DATE, f"XXXX-{month:02}", Unit.MONTH, lambda anchor: periods.month(anchor.first.year, month)
        )
        return narrowed(meaning, phrase.word("edge"))
    step = 1 if phrase.has("next") or phrase.has("coming") else -1

    def at(anchor: Period) -> Period:
        year, other = anchor.first.year, month - anchor.first.month
        return periods.month(year + (step if other * step <= 0 else 0), month)

    return narrowed(TimeMeaning(TimexType.DATE, f"XXXX-{month:02}", Unit.MONTH, at), phrase.word("edge"))


def _holiday(phrase: TimePhrase) -> TimeMeaning | None:
    """Reads "Christmas 2014", "last Nowruz", "New Year's Eve": a feast whose day follows from the year alone."""
    printed = phrase.word("holiday") or ""
    if phrase.has("unit") and phrase.unit() is not Unit.DAY:
        return None
    if printed == "01-01" and not _is_new_year(phrase):
        return None
    if printed == "thanksgiving":
        return _thanksgiving(phrase)
    day = date(2000, int(printed[:2]), int(printed[3:])) - timedelta(days=1 if phrase.has("eve") else 0)
    direction = Direction.PAST if phrase.has("last") else Direction.FUTURE if phrase.has("next") else phrase.direction
    year = phrase.number("year")
    return day_of(day.replace(year=year)) if year else yearless_day(day.month, day.day, None, direction)


_OTHER_YEAR = later(
    r"(?<!\w)(?:kurdish|persian|iranian|chinese|lunar|islamic|hijri|jewish|ye?[sz]idi|assyrian|syriac|babylonian|school"
    r"|academic|fiscal)\s+$"
)


def _is_new_year(phrase: TimePhrase) -> bool:
    """Whether "New Year" names a day, and of the common calendar: "New Year's Eve", not "the new year"."""
    if phrase.folded[phrase.span.start] >= "\u0600":
        return True
    before = phrase.folded[max(0, phrase.span.start - 16) : phrase.span.start]
    return (phrase.has("eve") or phrase.has("unit")) and not _OTHER_YEAR.search(before)


def _thanksgiving(phrase: TimePhrase) -> TimeMeaning:
    """The fourth Thursday of November."""

    def of(year: int) -> Period:
        first = date(year, 11, 1)
        return periods.day(first + timedelta(days=(3 - first.weekday()) % 7 + 21))

    year = phrase.number("year")
    direction = Direction.PAST if phrase.has("last") else Direction.FUTURE if phrase.has("next") else phrase.direction
    return fixed(of(year)) if year else yearless(of, "XXXX-11-XX", Unit.DAY, direction)


def _each_month(phrase: TimePhrase) -> TimeMeaning | None:
    month = phrase.month()
    return repeated(f"XXXX-{month:02}") if month else None


_WHOLE = "(?:comma? (?:of|from|in)? (?:unit|theunit)? year)"

_LIST = f"(?:(?:comma|and) {DAY}){{0,5}} comma?"  # ", 28" of "27, 28 and 30 November"

DAY_RULES = (
    TimeRule("iso", "isodate", _numeric),
    TimeRule("digits", "numdate", _numeric),
    TimeRule(
        "month-days",
        f"(?:from|between)? {MONTH} dot? (?:{DAY} (?:hyphen|to|until) {DAY}|{DAY} {_LIST} and {DAY} (?!other))"
        "(?:comma? year)? (?!percent|hyphen? (?:unit|units))",
        _days,
    ),
    TimeRule(
        "days-month",
        f"(?:from|between)? the? {DAY} (?:hyphen|to|until|{_LIST} and) the? {DAY} (?:of|from)? {MONTH} {ALSO}?"
        f"{_WHOLE}?",
        _days,
    ),
    TimeRule(
        "day-month-after",
        f"(?:unit? {WEEKDAY})? (?:{DAY} (?:of|from)?|ordinal tens? from|tens from) {MONTH} {ALSO}?"
        "(?:last|next|this) (?!unit)",
        _day_beside,
    ),
    TimeRule("ordinal-month", f"(?:ordinal tens?|tens) from {MONTH} {ALSO}? {_WHOLE}?", _ordinal_day),
    TimeRule("month-day-year", f"{WEEKDAY}? {MONTH} dot? {DAY} comma? year", _day),
    TimeRule("day-month-year", f"(?:unit? {WEEKDAY})? the? {DAY} of? {MONTH} dot? {ALSO}? {_WHOLE}", _day),
    TimeRule(
        "month-relative-year",
        f"{EDGE}? (?:{MONTH} dot? {DAY}?|{DAY} {MONTH}) comma? (?:of|from)?"
        "(?:(?:last|next|this) unit|theunit (?:last|next|this))",
        _month_of_relative_year,
    ),
    TimeRule("month-year", f"{EDGE}? {MONTH} dot? {ALSO}? {_WHOLE} (?!year)", _month),
    TimeRule("month-day", f"{WEEKDAY}? {MONTH} dot? {DAY} (?!n|percent|hyphen? (?:unit|units))", _day),
    TimeRule("day-month", f"(?:unit? {WEEKDAY})? (?:the? {DAY} of?|n of) {MONTH} {ALSO}?", _day),
    TimeRule("holiday", "(?:last|next|this)? holiday (?:apos? s)? (?:eve|unit)? (?:comma? (?:of|in)? year)?", _holiday),
    TimeRule("each-month", f"every {MONTH}", _each_month),
    TimeRule("relative-month", f"{EDGE}? (?:the? last|this? past|this? coming|next|this) {MONTH}", _relative_month),
    TimeRule("relative-month-after", f"{EDGE}? unit? {MONTH} {ALSO}? (?:last|next|this)", _relative_month),
    TimeRule("month", f"{EDGE}? unit? month {ALSO}?|{EDGE} (?:may {ALSO}?|abbr dot?)", _month),
    TimeRule(
        "may",
        f"(?<=[in since until from to and between of the]) (?:may {ALSO}?|abbr dot)|unit may {ALSO}?",
        _month,
    ),
)
"""Rules for days and months, in the order in which they are tried."""
