"""Dates as pages print them: found by patterns, looked up in the calendar, and refused if they are ambiguous.

Libraries that read dates invent what isn't there: "June 2014" gets a day, 10-09-2003 is read month first but 25-09-2003
day first. They also take as long as everything else that is done with a line. The patterns leave only the calendar to
a library.
"""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple, TypeAlias

from syria_iraq_archive.fold import in_ascii, small_letters
from syria_iraq_archive.parse.calendar_names import MONTHS_OF_DATE_LINES, WEEKDAYS_OF_DATE_LINES, alternatives
from syria_iraq_archive.parse.library_dates import library_date
from syria_iraq_archive.parse.readable import may_hide, readable
from syria_iraq_archive.patterns import later
from syria_iraq_archive.spans import Span

Forms: TypeAlias = tuple[tuple[str, str], ...]  # patterns by name
Patterns: TypeAlias = tuple[tuple[str, re.Pattern[str]], ...]

MAX_DATE_LENGTH = 40  # characters at the end of a text in which `ends_in_full_date` looks

# Folding for patterns keeps every character in its place, so that a match in the folded text is a span of the text.
_SAME_LENGTH = {chr(zero + n): str(n) for zero in (0x660, 0x6F0) for n in range(10)} | dict(
    zip("أإآٱىئؤةکی", "ااااييوهكي", strict=True)
)
_FOLDED = frozenset(_SAME_LENGTH)

_ARABIC = later(r"[\u0600-\u06ff]")
_OTHER_DIGIT = later(r"[^\W\D0-9]")


def normal(text: str) -> str:
    """`text` with ASCII digits, small letters and one form of each Arabic letter; every character keeps its place.

    >>> normal("٣ Dec")
    '3 dec'
    """
    small = small_letters(text)
    if len(small) > len(text):  # only "İ" becomes two characters
        small = text.replace("İ", "I").lower()
    if in_ascii(small).isascii():
        return small
    if _ARABIC.search(small):
        for letter in _FOLDED.intersection(small):  # there are few; `str.translate` would look up every character
            small = small.replace(letter, _SAME_LENGTH[letter])
    for digit in set(_OTHER_DIGIT.findall(small)):
        small = small.replace(digit, str(unicodedata.decimal(digit)))
    return small


_MONTHS = {normal(name): number for name, number in MONTHS_OF_DATE_LINES.items()}
_WEEKDAYS = {normal(name): number for name, number in WEEKDAYS_OF_DATE_LINES.items()}
WEEKDAY_NAMES = alternatives(_WEEKDAYS)
"""A regular expression of the weekdays' names, for texts that went through `normal`."""

_WEEKDAY_WORD = later(rf"(?<!\w)(?:{WEEKDAY_NAMES})(?!\w)")
_YEAR = r"(?P<year>(?:19|20)\d\d)"
# Sites glue the time to the year ("December 3, 20245:48 AM").
_AFTER_YEAR = r"(?=\D|\d?\d:\d\d|$)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|ي|'?ê)?"
_NUMBERS = r"(?P<first>\d\d?)(?P<sep>[-/.])(?P<second>\d\d?)(?P=sep)"
_SHORT_YEAR = r"['’]?(?P<year>\d\d)(?!\d|[:.]\d)"


def _full_forms(month: str) -> Forms:
    return (
        ("iso", rf"(?<!\d){_YEAR}(?P<sep>[-/.])(?P<number>\d\d?)(?P=sep)(?P<day>\d\d?)(?!\d)"),
        ("month-day-year", rf"(?<!\w){month}\s*{_DAY}\s*[,،]?\s*{_YEAR}{_AFTER_YEAR}"),
        ("day-month-year", rf"(?<!\w){_DAY}(?:\s+of)?[\s\-/.]*{month}[\s\-/.,،]*{_YEAR}{_AFTER_YEAR}"),
        ("numeric", rf"(?<!\d){_NUMBERS}{_YEAR}{_AFTER_YEAR}"),
    )


def _forms_of_lines(month: str) -> Forms:
    """Forms that count in date lines only: in prose they may be a score, a version, a verse."""
    return (
        ("spaced", rf"(?<!\d)(?P<first>\d\d?)(?P<sep>\s[-/.]\s)(?P<second>\d\d?)(?P=sep){_YEAR}{_AFTER_YEAR}"),
        ("compact", rf"(?<!\d){_YEAR}(?P<number>0[1-9]|1[0-2])(?P<day>[0-3]\d)(?=t\d{{4}}|\s+\d\d?:\d\d|$)"),
        ("short-year", rf"(?<![\d\-/.]){_NUMBERS}{_SHORT_YEAR}(?![-/])"),
        ("day-month-short-year", rf"(?<!\w){_DAY}(?P<sep>[\s\-/.])\s*{month}(?P=sep)\s*{_SHORT_YEAR}"),
        ("month-day-short-year", rf"(?<!\w){month}\s*{_DAY},?\s+['’](?P<year>\d\d)(?!\d)"),
    )


def _open_forms(month: str) -> Forms:
    return (
        ("month-year", rf"(?<!\w){month}\s*[,،]?\s*{_YEAR}(?!\d)"),
        ("month-day", rf"(?<!\w){month}\s*{_DAY}(?!\w)"),
        ("day-month", rf"(?<!\w){_DAY}\s+{month}(?!\w)"),
    )


class DateForms(NamedTuple):
    """Patterns of date forms by name, in the order in which they are tried: all, and sets for simpler texts."""

    all: Patterns
    ascii: Patterns  # for texts that name months in ASCII alone
    numeric: Patterns  # for texts that name no month
    all_named: Patterns  # for texts that join no digits: those forms of `all` that name a month
    ascii_named: Patterns


def _date_forms(*, of_lines: bool) -> DateForms:
    def compiled(months: dict[str, int]) -> Patterns:
        names = alternatives(months)
        month = rf"(?P<month>{names})(?:\.|ي|(?<=[nrhxj])[aê](?!\w))?(?:\s*/\s*(?:{names}))?"
        forms = (*_full_forms(month), *(_forms_of_lines(month) if of_lines else ()), *_open_forms(month))
        return tuple((name, later(pattern)) for name, pattern in forms)

    of_all = compiled(_MONTHS)
    of_ascii = compiled({name: n for name, n in _MONTHS.items() if name.isascii()})
    numeric = tuple(each for each in of_all if not _names_month(each))
    return DateForms(
        of_all, of_ascii, numeric, tuple(filter(_names_month, of_all)), tuple(filter(_names_month, of_ascii))
    )


def _names_month(form: tuple[str, re.Pattern[str]]) -> bool:
    return "(?P<month>" in form[1].pattern


PROSE_FORMS = _date_forms(of_lines=False)
DATE_LINE_FORMS = _date_forms(of_lines=True)

_DIGIT = later(r"\d")
_JOINED_DIGITS = later(r"\d\s?[-/.]\s?\d|\d{8}")


def _signs(names: Iterable[str]) -> tuple[str, ...]:
    """Beginnings of which a text holds one if it holds one of `names`."""
    words = {name.split()[0] for name in names}
    return tuple(word for word in sorted(words) if not any(map(word.startswith, words - {word})))


_ASCII_MONTH_SIGNS = _signs(filter(str.isascii, _MONTHS))
_OTHER_MONTH_SIGNS = _signs(name for name in _MONTHS if not name.isascii())


class PrintedDate(NamedTuple):
    """A date as printed: its span, and the first and last day that it may mean, if it gives a year."""

    span: Span
    form: str
    earliest: date | None
    latest: date | None
    problem: str | None = None  # why `earliest` and `latest` are None: no year, not in the calendar, ambiguous
    readings: tuple[date, ...] = ()  # the days that an ambiguous date may mean

    def bounds_on(self, weekday: int | None) -> tuple[date | None, date | None]:
        """`earliest` and `latest`; of an ambiguous date, the one reading on that `weekday` (0 is Monday), if one is."""
        fitting = [day for day in self.readings if day.weekday() == weekday]
        return (fitting[0], fitting[0]) if len(fitting) == 1 else (self.earliest, self.latest)

    @property
    def is_read(self) -> bool:
        """Whether it means a day, a whole month, or one of several days (`readings`)."""
        return self.earliest is not None or bool(self.readings)

    @property
    def is_day(self) -> bool:
        """Whether it means one day, with its year."""
        return self.earliest is not None and self.earliest == self.latest


def find_dates(text: str) -> list[PrintedDate]:
    """The dates in prose, in order, without overlap; also those that mean no day (see `problem`).

    >>> [(d.form, str(d.earliest)) for d in find_dates("Dec. 01, 2024 and ٣ ديسمبر ٢٠٢٤")]
    [('month-day-year', '2024-12-01'), ('day-month-year', '2024-12-03')]
    >>> find_dates("01/12/2024")[0].problem
    'may be 12 January or 1 December'
    """
    return _seen_dates(text, PROSE_FORMS)


def dates_of_line(text: str) -> list[PrintedDate]:
    """The dates of a date line, in forms that mean something else in prose, too; or as a library reads the line.

    >>> [(d.form, str(d.earliest)) for d in dates_of_line("11/18/19 11:04 PM")]
    [('short-year', '2019-11-18')]
    """
    found = _seen_dates(text, DATE_LINE_FORMS)
    return found if any(one.is_read for one in found) else _by_library(text) or found


def _by_library(text: str) -> list[PrintedDate]:
    day = library_date(text)
    return [PrintedDate(Span(0, len(text)), "library", day, day)] if day else []


def _seen_dates(text: str, forms: DateForms) -> list[PrintedDate]:
    shown = readable(text) if may_hide(text) else None
    if shown is None:
        return _dates_in(normal(text), forms)
    return [one._replace(span=shown.span(one.span)) for one in _dates_in(normal(shown.text), forms)]


def dates_in(folded: str) -> list[PrintedDate]:
    """Like `dates_of_line`, for text that went through `normal`; without the library, and hidden characters stay."""
    return _dates_in(folded, DATE_LINE_FORMS)


def _dates_in(folded: str, forms: DateForms) -> list[PrintedDate]:
    if not _DIGIT.search(folded):
        return []
    found: list[PrintedDate] = []
    for form, pattern in _that_can_match(folded, forms):
        for match in pattern.finditer(folded):
            span = Span(*match.span())
            if not any(span.overlaps(other.span) for other in found):
                read = _read(form, match, span)
                if read is not None:
                    found.append(read)
    return sorted(found, key=lambda printed: printed.span)


def _that_can_match(folded: str, forms: DateForms) -> Patterns:
    """The patterns that can match, as far as a quick check tells."""
    joined = _JOINED_DIGITS.search(folded) is not None
    if not folded.isascii() and any(map(folded.__contains__, _OTHER_MONTH_SIGNS)):
        return forms.all if joined else forms.all_named
    if any(map(folded.__contains__, _ASCII_MONTH_SIGNS)):
        return forms.ascii if joined else forms.ascii_named
    return forms.numeric if joined else ()


def _read(form: str, match: re.Match[str], span: Span) -> PrintedDate | None:
    """What the pattern matched, as a date; None if its numbers fit no date in any order, or no month."""
    parts = match.groupdict()
    if "first" in parts:
        numbers = int(parts["first"]), int(parts["second"]), int(parts["year"])
        return _read_short(numbers, span) if form == "short-year" else _read_numeric(form, numbers, span)
    month = int(parts["number"]) if "number" in parts else _month(parts["month"])
    if not 1 <= month <= 12:
        return None
    if "year" not in parts:
        return PrintedDate(span, form, None, None, "gives no year")
    year, day = int(parts["year"]), int(parts["day"]) if parts.get("day") else None
    return _in_calendar(span, form, _full_year(year), month, day)


def _month(name: str) -> int:
    return _MONTHS[" ".join(name.rstrip(".").split())]


def _full_year(year: int) -> int:
    """The year that two digits mean, of 1970 to 2069; a longer number is the year."""
    return year if year > 99 else year + (2000 if year < 70 else 1900)


def _in_calendar(span: Span, form: str, year: int, month: int, day: int | None) -> PrintedDate:
    """The day, or the whole month if no day is printed."""
    first, last = (1, monthrange(year, month)[1]) if day is None else (day, day)
    try:
        earliest, latest = date(year, month, first), date(year, month, last)
    except ValueError:
        return PrintedDate(span, form, None, None, "is in no calendar")
    return PrintedDate(span, form, earliest, latest)


def _read_numeric(form: str, numbers: tuple[int, int, int], span: Span) -> PrintedDate | None:
    first, second, year = numbers
    return _of_readings(form, span, ((year, first, second), (year, second, first)))


def _read_short(numbers: tuple[int, int, int], span: Span) -> PrintedDate | None:
    """A date of three short numbers, in each of the orders in which dates are written."""
    first, second, third = numbers
    orders = ((third, first, second), (third, second, first), (first, second, third))
    return _of_readings("short-year", span, [(_full_year(year), month, day) for year, month, day in orders])


def _of_readings(form: str, span: Span, orders: Iterable[tuple[int, int, int]]) -> PrintedDate | None:
    """The date that only one order of year, month and day gives, or all; None if none gives one."""
    readings = tuple(sorted({day for order in orders if (day := _day(*order))}))
    if not readings:
        return None
    if len(readings) > 1:
        form_of_day = "%-d %B" if readings[0].year == readings[-1].year else "%-d %B %Y"
        problem = "may be " + " or ".join(f"{day:{form_of_day}}" for day in readings)
        return PrintedDate(span, form, None, None, problem, readings)
    return PrintedDate(span, form, readings[0], readings[0])


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def printed_weekday(text: str) -> int | None:
    """The one weekday that a date line names (0 is Monday); None if it names none or several.

    >>> printed_weekday("Friday, December 27, 2024")
    4
    """
    shown = readable(text) if may_hide(text) else None
    folded = normal(shown.text if shown else text)
    named = {_WEEKDAYS[" ".join(word.split())] for word in _WEEKDAY_WORD.findall(folded)}
    return named.pop() if len(named) == 1 else None


def ends_in_full_date(text: str) -> bool:
    """Whether `text` ends with one unambiguous day with its year; dots, spaces and ")" may follow.

    >>> ends_in_full_date("Divers rest on the quay, November 30, 2024.")
    True
    """
    tail = text[-MAX_DATE_LENGTH:]
    return any(printed.is_day and not tail[printed.span.end :].strip(". )") for printed in find_dates(tail))
