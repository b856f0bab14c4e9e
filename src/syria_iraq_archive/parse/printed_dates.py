"""Dates as date lines print them: found by anchored patterns, placed in the calendar, refused where ambiguous.

Libraries that read dates invent what isn't there ("June 2014" gets a day, 10-09-2003 is read month first and 25-09-2003
day first) and take as long as all else that is done with a line; the patterns leave nothing to them but the calendar.
"""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from syria_iraq_archive.fold import fold_key
from syria_iraq_archive.parse.calendars import MONTHS, WEEKDAYS, alternatives
from syria_iraq_archive.spans import Span

# Folding for patterns keeps every character's place: digits to ASCII, letters to small ones.
_SAME_LENGTH = {chr(zero + n): str(n) for zero in (0x660, 0x6F0) for n in range(10)} | dict(
    zip("أإآٱىئؤةکی", "ااااييوهكي", strict=True)
)
_FOLDED = frozenset(_SAME_LENGTH)

_ARABIC = re.compile(r"[\u0600-\u06ff]")

_MONTH = alternatives(MONTHS)
_WEEKDAY = alternatives(WEEKDAYS)
_YEAR = r"(?P<year>(?:19|20)\d\d)"
# Sites glue the time to the year ("December 3, 20245:48 AM").
_AFTER_YEAR = r"(?=\D|\d?\d:\d\d|$)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_MONTH_NAME = rf"(?P<month>{_MONTH})\.?(?:\s*/\s*(?:{_MONTH}))?"

DATE_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("iso", rf"(?<!\d){_YEAR}(?P<sep>[-/.])(?P<number>\d\d?)(?P=sep)(?P<day>\d\d?)(?!\d)"),
        ("month-day-year", rf"(?<!\w){_MONTH_NAME}\s*{_DAY}\s*[,،]?\s*{_YEAR}{_AFTER_YEAR}"),
        ("day-month-year", rf"(?<!\w){_DAY}(?:\s+of)?[\s\-/.]*{_MONTH_NAME}[\s\-/.,،]*{_YEAR}{_AFTER_YEAR}"),
        ("numeric", rf"(?<!\d)(?P<first>\d\d?)(?P<sep>[-/.])(?P<second>\d\d?)(?P=sep){_YEAR}{_AFTER_YEAR}"),
        ("month-year", rf"(?<!\w){_MONTH_NAME}\s*[,،]?\s*{_YEAR}(?!\d)"),
        ("month-day", rf"(?<!\w){_MONTH_NAME}\s*{_DAY}(?!\w)"),
        ("day-month", rf"(?<!\w){_DAY}\s+{_MONTH_NAME}(?!\w)"),
    )
)
"""The forms of a date, by name, in the order in which they are tried."""

_NUMERIC_PATTERNS = tuple((form, pattern) for form, pattern in DATE_PATTERNS if "month" not in pattern.groupindex)
_DIGIT = re.compile(r"\d")
_JOINED_DIGITS = re.compile(r"\d[-/.]\d")
_MONTH_WORDS = {name.split()[0] for name in MONTHS}
_MONTH_SIGNS = tuple(word for word in sorted(_MONTH_WORDS) if not any(map(word.startswith, _MONTH_WORDS - {word})))


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date as printed: its span, and the days it may mean, where the text fixes them."""

    span: Span
    form: str
    earliest: date | None
    latest: date | None
    problem: str | None = None
    readings: tuple[date, ...] = ()  # what an ambiguous date may mean

    def bounds_on(self, weekday: int | None) -> tuple[date | None, date | None]:
        """The first and last day it may mean, given the weekday printed beside it, which decides between readings."""
        fitting = [day for day in self.readings if day.weekday() == weekday]
        return (fitting[0], fitting[0]) if len(fitting) == 1 else (self.earliest, self.latest)

    @property
    def is_day(self) -> bool:
        """Whether a single day is fixed, with its year."""
        return self.earliest is not None and self.earliest == self.latest


def normal(text: str) -> str:
    """`text` with digits in ASCII, letters small and Arabic letters unified: every character in its old place."""
    small = text.lower()
    if len(small) > len(text):  # only "İ" becomes two
        small = text.replace("İ", "I").lower()
    if small.isascii() or not _ARABIC.search(small):
        return small
    for letter in _FOLDED.intersection(small):  # few; `str.translate` would look up every character
        small = small.replace(letter, _SAME_LENGTH[letter])
    return small


def find_dates(text: str) -> list[PrintedDate]:
    """The dates `text` prints, in order, without overlaps.

    >>> [(d.form, str(d.earliest)) for d in find_dates("Dec. 01, 2024 and ٣ ديسمبر ٢٠٢٤")]
    [('month-day-year', '2024-12-01'), ('day-month-year', '2024-12-03')]
    >>> find_dates("01/12/2024")[0].problem
    'may be 12 January or 1 December'
    """
    return dates_in(normal(text))


def dates_in(folded: str) -> list[PrintedDate]:
    """The dates of a text that is `normal` already."""
    if not _DIGIT.search(folded):
        return []
    found: list[PrintedDate] = []
    for form, pattern in _patterns(folded):
        for match in pattern.finditer(folded):
            span = Span(*match.span())
            if not any(span.overlaps(other.span) for other in found):
                read = _read(form, match, span)
                if read is not None:
                    found.append(read)
    return sorted(found, key=lambda printed: printed.span)


def _patterns(folded: str) -> Iterable[tuple[str, re.Pattern[str]]]:
    """Those of the patterns that can match, as far as a cheap look tells."""
    if any(map(folded.__contains__, _MONTH_SIGNS)):
        return DATE_PATTERNS
    return _NUMERIC_PATTERNS if _JOINED_DIGITS.search(folded) else ()


def _read(form: str, match: re.Match[str], span: Span) -> PrintedDate | None:
    """What the pattern matched as a date; None where its numbers aren't those of a date at all."""
    parts = match.groupdict()
    if form == "numeric":
        return _read_numeric(int(parts["first"]), int(parts["second"]), parts["year"], span)
    month = int(parts["number"]) if form == "iso" else MONTHS[fold_key(parts["month"].rstrip("."))]
    if not 1 <= month <= 12:
        return None
    if "year" not in parts:
        return PrintedDate(span, form, None, None, "gives no year")
    day = parts.get("day")
    return _in_calendar(span, form, int(parts["year"]), month, int(day) if day else None)


def _in_calendar(span: Span, form: str, year: int, month: int, day: int | None) -> PrintedDate:
    """The day, or the whole month where none is printed."""
    first, last = (1, monthrange(year, month)[1]) if day is None else (day, day)
    try:
        earliest, latest = date(year, month, first), date(year, month, last)
    except ValueError:
        return PrintedDate(span, form, None, None, "is in no calendar")
    return PrintedDate(span, form, earliest, latest)


def _read_numeric(first: int, second: int, year: str, span: Span) -> PrintedDate | None:
    if 1 <= first <= 12 and 1 <= second <= 12 and first != second:
        readings = (date(int(year), first, second), date(int(year), second, first))
        problem = f"may be {readings[0]:%-d %B} or {readings[1]:%-d %B}"
        return PrintedDate(span, "numeric", None, None, problem, readings)
    day, month = (first, second) if first > 12 else (second, first)
    if not (1 <= month <= 12 and day):
        return None
    return _in_calendar(span, "numeric", int(year), month, day)


def printed_weekday(text: str) -> int | None:
    """The one weekday that a date line names (0 is Monday), None where it names none or several.

    >>> printed_weekday("Friday, December 27, 2024")
    4
    """
    named = {WEEKDAYS[" ".join(word.split())] for word in _WEEKDAY_WORD.findall(normal(text))}
    return named.pop() if len(named) == 1 else None


_WEEKDAY_WORD = re.compile(rf"(?<!\w)(?:{_WEEKDAY})(?!\w)")


def ends_in_full_date(text: str) -> bool:
    """Whether the last words of `text` are a day with its month and year.

    >>> ends_in_full_date("Divers rest on the quay, November 30, 2024.")
    True
    """
    tail = text[-MAX_DATE_LENGTH:]
    return any(printed.is_day and not tail[printed.span.end :].strip(". )") for printed in find_dates(tail))


MAX_DATE_LENGTH = 40
