"""The stretch of a line that is a date with its time, zone and labels ("Updated: Dec 3, 2024, 14:05 GMT")."""

import re

from syria_iraq_archive.parse.calendar_names import ARABIC_HIJRI_MONTHS, HIJRI_MONTHS, SOLAR_MONTHS
from syria_iraq_archive.parse.library_dates import library_date
from syria_iraq_archive.parse.printed_dates import WEEKDAY_NAMES, dates_in, normal
from syria_iraq_archive.patterns import later
from syria_iraq_archive.spans import Span

MAX_DATE_LINE_LENGTH = 160  # characters

_LABELS = (
    r"(?:first |originally |date |last |story |article )?"
    r"(?:published|posted|updated|modified|edited|revised|created|issued|released|added|publish|uploaded|filed)"
    r"(?: (?:on|at|date|time|online|ago))?"
    r"|date of publication|publication date|publish date|last (?:update|modification|edit)|update|date|time"
    r"|تاريخ النشر|النشر|نُ?شر(?:ت)?(?: في| بتاريخ)?|اخر تحديث|حدث(?:ت)?(?: في)?|تم النشر|تم التحديث|التاريخ|تحديث"
    r"|تاريخ (?:التحديث|اخر تحديث|التعديل)|اخر تعديل|عدل(?:ت)? في|الموافق(?: ل)?|المصادف|بتاريخ|اضيف(?:ت)? في"
)
_CLOCK = (
    r"t\d{4}(?:\d\d)?z?(?!\d)|t?\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?\s*(?:a\.?m\.?|p\.?m\.?|hrs|hours|h|ص|م|صباحا|مساء)?(?:z\b)?"
    r"(?:\s*\(?(?!gmt)[a-z]{1,4}t\b\)?)?"  # whatever the zone is called, it ends in "t" for "time"
    r"|(?<!\d)[0-2]\d[0-5]\d(?=\s*(?:gmt|utc))|(?<!\d)[0-2]\d[0-5]\d(?:\s*(?:[a-z]{1,4}t\b|hrs\b|hours\b)|(?=\s+\d))"
    r"|(?<=\d )[0-2]\d[0-5]\d[0-5]\d(?!\d)"
    r"|(?<![\w.])\d{1,2}\s*(?:a\.?m\.?|p\.?m\.?)(?!\w)"
)
_ZONE = (
    r"(?:gmt|utc|bst|[ecmp][sd]?t|a[sd]t|eet|eest|cet|cest|msk|trt|ist|irst|baghdad time|damascus time|erbil time"
    r"|local time|makkah time|mecca time)(?:\s*[+−-]\s*\d{1,2}(?::?\d{2})?)?|[+−-]\d{2}:?\d{2}"
    r"|بتوقيت (?:غرينتش|غرينيتش|بغداد|دمشق|مكه|مكه المكرمه|القدس|بيروت)|غرينتش"
)
_AGO = (
    r"(?:(?:an?|\d+)\s+(?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?)(?:,\s*|\s+(?:and\s+)?))+ago"
    r"|just now|today|yesterday"
)
_AGO_ARABIC = r"(?:منذ|قبل)\s+(?:\d+\s+)?\w+"
_HIJRI_YEAR = r"1[34]\d\d(?!\d)"
_ARABIC_HIJRI = "|".join(r"\s+".join(normal(name).split()) for name in ARABIC_HIJRI_MONTHS)
_SOLAR = "|".join(sorted(map(normal, SOLAR_MONTHS), key=len, reverse=True))
_OF_HIJRI = r"(?:\s*(?:ه(?:ـ|جري[هةا]?)?|ah)(?!\w)ـ?)"
_LATIN_HIJRI = "|".join(map(re.escape, HIJRI_MONTHS))
_OTHER_CALENDAR = (
    rf"(?:\d{{1,2}}\s+)?(?:(?:{_LATIN_HIJRI})[\s-]*)+[\s,]*(?:\d{{1,2}},?\s+)?{_HIJRI_YEAR}{_OF_HIJRI}?"
    rf"|(?:\d{{1,2}}\s*(?:من\s+)?)?(?:{_ARABIC_HIJRI})\s*[,،]?\s*(?:\d{{1,2}}\s*[,،]?\s*)?{_HIJRI_YEAR}{_OF_HIJRI}?"
    rf"|\d{{1,2}}\s*(?:ي\s+)?(?:{_SOLAR})ي?\s*(?:ماه\s+)?[,،]?\s*(?:{_HIJRI_YEAR}|2[67]\d\d(?!\d))"
    r"(?:\s*(?:ه\s*\.?\s*ش|شمسي)\.?)?"
    rf"|{_HIJRI_YEAR}[-/.]\d\d?[-/.]\d\d?{_OF_HIJRI}?|(?<!\d)\d\d?[-/.]\d\d?[-/.]{_HIJRI_YEAR}{_OF_HIJRI}?"
    rf"|{_HIJRI_YEAR}{_OF_HIJRI}"
)
_SMALL = r"(?<=\d)['’](?:an|ê|de|da)(?!\w)|\b(?:on|at|ad|ce|in|the|of|مـ?|في|الساعه|ال|يوم|،)(?!\w)"

# What may stand beside a date. Tried in this order at each place; what none of them matches ends the stretch.
_FILLER = later(
    "|".join(
        (
            rf"(?:{_AGO_ARABIC})",
            rf"(?:{_OTHER_CALENDAR})",
            rf"(?:{_LABELS})(?![a-z])",
            rf"(?:{_AGO})",
            rf"(?:{_CLOCK})",
            rf"(?:{_ZONE})(?:(?![a-z])|(?=updated|published))",  # sites glue "GMT+3Updated"
            rf"(?:{WEEKDAY_NAMES})(?!\w)\.?",
            rf"(?P<small>{_SMALL})",
            r"(?P<mark>[\s,،:;()/|•·@–—―ـ-])",
        )
    )
)
_OTHER = later(_OTHER_CALENDAR)
_OTHER_SIGNS = later(r"1[34]\d\d|2[67]\d\d")
_LABEL_LINE = later(
    r"(?:(?:first|last|originally)\s+)?(?:published|posted|updated|modified)(?:\s+(?:on|at|date))?\s*:?"
    r"|(?:date\s+published|publication\s+date|date\s+of\s+publication|last\s+update)\s*:?"
    r"|تاريخ النشر\s*:?|اخر تحديث\s*:?|نشر(?:ت)? في\s*:?|نشر بتاريخ\s*:?|تاريخ التحديث\s*:?"
)
_TIMED_UPDATE = later(
    r"\(?(?:(?:we|it was|this (?:post|story|article|page|report)(?: was)?) )?(?:(?:most recently|last|first) )?"
    r"(?:updated?|posted|published|modified)(?: this (?:post|story|article|page|report))? ?:? ?(?:at )?"
    rf"(?:{_CLOCK})\s*(?:\(?(?:{_ZONE})\)?)?\.?\)?"
    r"|(?:اخر تحديث|تم التحديث|تم النشر|حدث(?:ت)?) ?:? ?(?:في )?(?:الساعه )?"
    rf"(?:{_CLOCK})\s*(?:{_ZONE})?\.?"
)
_EDGES = " \t\u00a0,،:;()/|•·@–—―ـ-"
_LABEL = later(rf"(?:{_LABELS})(?![a-z])")
_RELATIVE_WORDS = ("ago", "now", "today", "yesterday", "منذ", "قبل")
_RELATIVE = later(rf"{_AGO}|{_AGO_ARABIC}")


def date_stretch(text: str) -> Span | None:
    """The longest stretch around the first date of `text` that holds only what date lines hold.

    None if the text is long or prints no day with its month. A label with "2 hours ago" counts as a date, too; so does
    a line that holds only a date of another calendar, or only a label.

    >>> date_stretch("Dec. 01, 2024 • 3 min read").of("Dec. 01, 2024 • 3 min read")
    'Dec. 01, 2024'
    >>> date_stretch("Published: Friday, 27 December 2024, 14:05 (GMT+3)")
    Span(start=0, end=50)
    """
    if len(text) > MAX_DATE_LINE_LENGTH:
        return None
    folded = normal(text)
    if _TIMED_UPDATE.fullmatch(folded.strip()):
        return Span(0, len(text))
    printed = dates_in(folded)
    if not any(one.is_read for one in printed) and library_date(text):
        return _trim(text, Span(0, len(text)))
    dates = [one.span for one in printed if one.form != "month-year"]
    if dates:
        return _trim(text, _grow(folded, dates))
    months = {one.span.start: one.span.end for one in printed}
    reached = _consume(folded, 0, months) if months or _may_be_undated(folded) else 0
    if reached == len(text):
        return _trim(text, Span(0, reached))
    # Too little for a date line, unless the text holds nothing else or a label says so.
    return _trim(text, Span(0, reached)) if reached and _LABEL.match(folded) else None


def has_no_day(text: str) -> bool:
    """Whether a line says at what time of day a page was updated, and nothing else. It stands inside stories, too.

    >>> has_no_day("Updated at 5 p.m. ET"), has_no_day("Updated May 3, 2019 at 5 p.m. ET")
    (True, False)
    """
    return len(text) <= MAX_DATE_LINE_LENGTH and _TIMED_UPDATE.fullmatch(normal(text).strip()) is not None


def _may_be_undated(folded: str) -> bool:
    """Whether a text without a date of our calendar may be a date line: it is relative, or has another calendar."""
    if any(map(folded.__contains__, _RELATIVE_WORDS)) and _RELATIVE.search(folded):
        return True
    return bool(_OTHER_SIGNS.search(folded) and _OTHER.search(folded)) or bool(_LABEL_LINE.fullmatch(folded))


def _grow(folded: str, dates: list[Span]) -> Span:
    """From the first place where the stretch of the dates can begin to where something else stands."""
    starts = {span.start: span.end for span in dates}
    first = dates[0].start
    for start in range(first + 1):
        if 0 < start < first and folded[start - 1].isalnum():  # not inside a word; the date itself may be glued to one
            continue
        end = _consume(folded, start, starts)
        if end > first:
            return Span(start, end)
    raise AssertionError("a date consumes itself")


def _consume(folded: str, position: int, dates: dict[int, int]) -> int:
    """How far dates (start → end) and what may stand beside them reach from `position` on.

    Small words at the end count only if nothing follows: "3 December 2024 At least ten …" goes on with a sentence.
    """
    sure = position
    is_open = False  # whether small words were the last that was read
    while position < len(folded):
        if position in dates:
            position = dates[position]
            is_open = False
        elif (match := _FILLER.match(folded, position)) and match.end() > position:
            position = match.end()
            is_open = match.lastgroup == "small" or (is_open and match.lastgroup == "mark")
        else:
            return sure
        sure = sure if is_open else position
    return position


def _trim(text: str, stretch: Span) -> Span:
    """The stretch without the separators at its edges; a closing bracket stays if the opening one is inside."""
    start, end = stretch
    while start < end and text[start] in _EDGES and text[start] != "(":
        start += 1
    while end > start and text[end - 1] in _EDGES and not _belongs(text, start, end):
        end -= 1
    return Span(start, end)


def _belongs(text: str, start: int, end: int) -> bool:
    """Whether the mark at the end closes a bracket of the stretch, or lengthens an Arabic letter ("1446 هـ")."""
    return (text[end - 1] == ")" and "(" in text[start:end]) or (text[end - 1] == "ـ" and text[end - 2].isalpha())
