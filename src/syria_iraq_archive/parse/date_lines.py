"""Date lines: lines, or stretches of lines, that hold a date with its time, zone and labels and nothing else."""

import re

from syria_iraq_archive.parse.calendars import ARABIC_HIJRI_MONTHS, HIJRI_MONTHS, WEEKDAYS, alternatives
from syria_iraq_archive.parse.printed_dates import dates_in, normal
from syria_iraq_archive.spans import Span

MAX_LENGTH = 160

_LABELS = (
    r"(?:first |originally |date |last )?(?:published|posted|updated|modified|created|issued|released|added|publish)"
    r"(?: (?:on|at|date|time))?|publication date|last update|update|date|time|updated"
    r"|(?:تاريخ )?النشر|نُ?شر(?:ت)?(?: في)?|اخر تحديث|حدث(?:ت)?(?: في)?|تم النشر|تم التحديث|التاريخ|تحديث|تاريخ التحديث"
)
_CLOCK = (
    r"t?\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?\s*(?:a\.?m\.?|p\.?m\.?|hrs|hours|ص|م)?(?:z\b)?"
    r"|(?<![\w.])\d{1,2}\s*(?:a\.?m\.?|p\.?m\.?)(?!\w)"
)
_ZONE = (
    r"(?:gmt|utc|bst|[ecmp][sd]?t|a[sd]?t|ast|eet|eest|cet|cest|msk|trt|ist|irst|baghdad time|damascus time|erbil time"
    r"|local time|makkah time|mecca time)(?:\s*[+−-]\s*\d{1,2}(?::?\d{2})?)?|[+−-]\d{2}:?\d{2}"
    r"|بتوقيت (?:غرينتش|غرينيتش|بغداد|دمشق|مكه|مكه المكرمه|القدس|بيروت)|غرينتش"
)
_AGO = (
    r"(?:an?|\d+)\s+(?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?)\s+ago|just now|today|yesterday"
)
_AGO_ARABIC = r"(?:منذ|قبل)\s+(?:\d+\s+)?\w+"
_HIJRI = (
    rf"(?:\d{{1,2}}\s+)?(?:(?:{'|'.join(map(re.escape, HIJRI_MONTHS))})[\s-]*)+\d{{4}}(?:\s*ah)?"
    rf"|(?:\d{{1,2}}\s+)?(?:{'|'.join(ARABIC_HIJRI_MONTHS)})\s+1[34]\d\d(?:\s*ه(?:ـ|جري[ةه]?)?)?"
    r"|1[34]\d\d\s*(?:ah|ه)"
)
_SMALL = r"\b(?:on|at|ad|ce|in|the|of|م|في|الساعه|ال|يوم|،)(?!\w)"

# Tried in this order at each place; what none consumes ends the stretch.
_FILLER = re.compile(
    "|".join(
        (
            rf"(?:{_AGO_ARABIC})",
            rf"(?:{_HIJRI})",
            rf"(?:{_LABELS})(?![a-z])",
            rf"(?:{_AGO})",
            rf"(?:{_CLOCK})",
            rf"(?:{_ZONE})(?:(?![a-z])|(?=updated|published))",  # sites glue "GMT+3Updated"
            rf"(?:{alternatives(WEEKDAYS)})(?!\w)\.?",
            _SMALL,
            r"[\s,،:;()/|•·@–—―ـ-]",
        )
    )
)
_EDGES = " \t\u00a0,،:;()/|•·@–—―ـ-"
_LABEL = re.compile(rf"(?:{_LABELS})(?![a-z])")
_RELATIVE_WORDS = ("ago", "now", "today", "yesterday", "منذ", "قبل")
_RELATIVE = re.compile(rf"{_AGO}|{_AGO_ARABIC}")


def date_stretch(text: str) -> Span | None:
    """The longest stretch around the first date of `text` that is date line and nothing else.

    None where the text is long, or prints no day with its month (a label with "2 hours ago" counts, too).

    >>> date_stretch("Dec. 01, 2024 • 3 min read").of("Dec. 01, 2024 • 3 min read")
    'Dec. 01, 2024'
    >>> date_stretch("Published: Friday, 27 December 2024, 14:05 (GMT+3)")
    Span(start=0, end=50)
    """
    if len(text) > MAX_LENGTH:
        return None
    folded = normal(text)
    printed = dates_in(folded)
    dates = [one.span for one in printed if one.form != "month-year"]
    if dates:
        return _trim(text, _grow(folded, dates))
    months = [one.span for one in printed]
    if months or (
        any(map(folded.__contains__, _RELATIVE_WORDS)) and _RELATIVE.search(folded)
    ):  # too little, unless it is all there is
        whole = Span(0, _consume(folded, 0, {span.start: span.end for span in months}))
        return _trim(text, whole) if whole.end == len(text) else _labelled(text, folded, whole)
    return None


def _labelled(text: str, folded: str, stretch: Span) -> Span | None:
    return _trim(text, stretch) if _LABEL.match(folded) and stretch.end else None


def _grow(folded: str, dates: list[Span]) -> Span:
    """From the first place the dates' stretch can begin to where something else stands."""
    starts = {span.start: span.end for span in dates}
    first = dates[0].start
    for start in range(first + 1):
        if 0 < start < first and folded[start - 1].isalnum():  # the date itself may be glued to a word
            continue
        end = _consume(folded, start, starts)
        if end > first:
            return Span(start, end)
    raise AssertionError("a date consumes itself")


def _consume(folded: str, position: int, dates: dict[int, int]) -> int:
    while position < len(folded):
        if position in dates:
            position = dates[position]
        elif match := _FILLER.match(folded, position):
            if match.end() == position:
                break
            position = match.end()
        else:
            break
    return position


def _trim(text: str, stretch: Span) -> Span:
    """The stretch without the separators at its edges; a bracket stays where its partner is inside."""
    start, end = stretch
    while start < end and text[start] in _EDGES and text[start] != "(":
        start += 1
    while end > start and text[end - 1] in _EDGES and not _belongs(text, start, end):
        end -= 1
    return Span(start, end)


def _belongs(text: str, start: int, end: int) -> bool:
    """Whether the mark at the end closes a bracket of the stretch, or stretches an Arabic letter ("1446 هـ")."""
    return (text[end - 1] == ")" and "(" in text[start:end]) or (text[end - 1] == "ـ" and text[end - 2].isalpha())
