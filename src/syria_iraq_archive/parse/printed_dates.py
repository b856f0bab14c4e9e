"""Dates as pages print them: found by patterns, looked up in the calendar, and refused if they are ambiguous.

Libraries that read dates invent what isn't there: "June 2014" gets a day, 10-09-2003 is read month first but 25-09-2003
day first. They also take as long as everything else that is done with a line. The patterns leave only the calendar to
a library.
"""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from syria_iraq_archive.fold import fold_key, in_ascii, small_letters
from syria_iraq_archive.spans import Span

_ENGLISH_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_ABBREVIATIONS = {"sept": 9} | {name[:3]: number for number, name in enumerate(_ENGLISH_MONTHS, start=1)}

_ARABIC_MONTHS = (
    ("كانون الثاني", "يناير"),
    ("شباط", "فبراير"),
    ("آذار", "مارس"),
    ("نيسان", "أبريل", "إبريل"),
    ("أيار", "مايو", "مايس"),
    ("حزيران", "يونيو", "يونيه"),
    ("تموز", "يوليو", "يوليه"),
    ("آب", "أغسطس"),
    ("أيلول", "سبتمبر"),
    ("تشرين الأول", "أكتوبر"),
    ("تشرين الثاني", "نوفمبر"),
    ("كانون الأول", "ديسمبر"),
)

_ENGLISH_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY_ABBREVIATIONS = {"tues": 1, "weds": 2, "thur": 3, "thurs": 3} | {
    name[:3]: number for number, name in enumerate(_ENGLISH_WEEKDAYS)
}
_ARABIC_WEEKDAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")


def _folded(pairs: dict[str, int]) -> dict[str, int]:
    return {fold_key(name): number for name, number in pairs.items()}


MONTHS: dict[str, int] = _folded(
    {name: number for number, name in enumerate(_ENGLISH_MONTHS, start=1)}
    | _ABBREVIATIONS
    | {name: number for number, names in enumerate(_ARABIC_MONTHS, start=1) for name in names}
)
"""The folded name of a month → its number from 1. Arabic has two sets of names: the Levantine and the Roman."""

WEEKDAYS: dict[str, int] = _folded(
    {name: number for number, name in enumerate(_ENGLISH_WEEKDAYS)}
    | _WEEKDAY_ABBREVIATIONS
    | {name: number for number, name in enumerate(_ARABIC_WEEKDAYS)}
)
"""The folded name of a weekday → its number from 0 for Monday, as in `datetime.date.weekday`."""


def alternatives(names: dict[str, int]) -> str:
    r"""A regular expression of the names, longest first, with any white space between their words.

    >>> alternatives({"may": 5, "kanun al-thani": 1})
    'kanun\\s+al-thani|may'
    """
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return "|".join(name.replace(" ", r"\s+") for name in longest_first)


MAX_DATE_LENGTH = 40  # characters at the end of a text in which `ends_in_full_date` looks

# Folding for patterns keeps every character in its place, so that a match in the folded text is a span of the text.
_SAME_LENGTH = {chr(zero + n): str(n) for zero in (0x660, 0x6F0) for n in range(10)} | dict(
    zip("أإآٱىئؤةکی", "ااااييوهكي", strict=True)
)
_FOLDED = frozenset(_SAME_LENGTH)

_ARABIC = re.compile(r"[\u0600-\u06ff]")

_MONTH = alternatives(MONTHS)
_WEEKDAY_WORD = re.compile(rf"(?<!\w)(?:{alternatives(WEEKDAYS)})(?!\w)")
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
    """A date as printed: its span, and the first and last day that it may mean, if it gives a year."""

    span: Span
    form: str
    earliest: date | None
    latest: date | None
    problem: str | None = None  # why it means no day
    readings: tuple[date, ...] = ()  # the days that an ambiguous date may mean

    def bounds_on(self, weekday: int | None) -> tuple[date | None, date | None]:
        """The first and last day that it may mean, given the `weekday` printed beside it (0 is Monday)."""
        fitting = [day for day in self.readings if day.weekday() == weekday]
        return (fitting[0], fitting[0]) if len(fitting) == 1 else (self.earliest, self.latest)

    @property
    def is_day(self) -> bool:
        """Whether it means one day, with its year."""
        return self.earliest is not None and self.earliest == self.latest


def normal(text: str) -> str:
    """`text` with ASCII digits, small letters and one form of each Arabic letter; every character keeps its place.

    >>> normal("٣ Dec")
    '3 dec'
    """
    small = small_letters(text)
    if len(small) > len(text):  # only "İ" becomes two characters
        small = text.replace("İ", "I").lower()
    if in_ascii(small).isascii() or not _ARABIC.search(small):
        return small
    for letter in _FOLDED.intersection(small):  # there are few; `str.translate` would look up every character
        small = small.replace(letter, _SAME_LENGTH[letter])
    return small


def find_dates(text: str) -> list[PrintedDate]:
    """The dates that `text` prints, in order. They don't overlap.

    >>> [(d.form, str(d.earliest)) for d in find_dates("Dec. 01, 2024 and ٣ ديسمبر ٢٠٢٤")]
    [('month-day-year', '2024-12-01'), ('day-month-year', '2024-12-03')]
    >>> find_dates("01/12/2024")[0].problem
    'may be 12 January or 1 December'
    """
    return dates_in(normal(text))


def dates_in(folded: str) -> list[PrintedDate]:
    """The dates of a text that went through `normal` already."""
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
    """The patterns that can match, as far as a quick check tells."""
    if any(map(folded.__contains__, _MONTH_SIGNS)):
        return DATE_PATTERNS
    return _NUMERIC_PATTERNS if _JOINED_DIGITS.search(folded) else ()


def _read(form: str, match: re.Match[str], span: Span) -> PrintedDate | None:
    """What the pattern matched, as a date; None if its numbers can't be those of a date."""
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
    """The day, or the whole month if no day is printed."""
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
    """The one weekday that a date line names (0 is Monday); None if it names none or several.

    >>> printed_weekday("Friday, December 27, 2024")
    4
    """
    named = {WEEKDAYS[" ".join(word.split())] for word in _WEEKDAY_WORD.findall(normal(text))}
    return named.pop() if len(named) == 1 else None


def ends_in_full_date(text: str) -> bool:
    """Whether `text` ends with a day, its month and year.

    >>> ends_in_full_date("Divers rest on the quay, November 30, 2024.")
    True
    """
    tail = text[-MAX_DATE_LENGTH:]
    return any(printed.is_day and not tail[printed.span.end :].strip(". )") for printed in find_dates(tail))
