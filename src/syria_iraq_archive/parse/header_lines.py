"""Lines that only headers have: dates, bylines, mastheads, or several of them side by side on one line.

The first part finds the stretch of a line that is a date with its time, zone and labels ("Updated: Dec 3, 2024, 14:05
GMT"). The second part divides a whole line: "By A | Dec 3, 2024 | 4 min read" is a byline, a date, and chrome.
"""

import re

from syria_iraq_archive.fold import fold_key
from syria_iraq_archive.parse.bylines import (
    before_joint,
    byline_cue,
    is_by_outlet,
    is_desk,
    is_name_with_place_or_role,
    is_person_name,
    names_outlet,
)
from syria_iraq_archive.parse.captions import find_credit
from syria_iraq_archive.parse.printed_dates import (
    WEEKDAYS,
    alternatives,
    dates_in,
    normal,
)
from syria_iraq_archive.parse.vocabulary import Vocabulary
from syria_iraq_archive.records import Role
from syria_iraq_archive.spans import Span

MAX_DATE_LINE_LENGTH = 160  # characters

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
# The words that names of Hijri months are made of, in Latin script.
_HIJRI_MONTHS = (
    "muharram", "safar", "rabi", "rabia", "rabi'i", "jumada", "jumad", "al-akhirah", "al-alkhirah", "al-awwal",
    "al-ula", "al-thani", "al-akhir", "rajab", "sha'ban", "shaban", "shaaban", "ramadan", "shawwal", "dhu", "dhul",
    "al-qi'dah", "al-qadah", "qidah", "al-hijjah", "hijjah",
)  # fmt: skip
# Patterns of the Hijri months, folded: Arabic pages print that date beside the other.
_ARABIC_HIJRI_MONTHS = tuple(
    r"\s+".join(fold_key(name).split())
    for name in (
        "محرم", "صفر", "ربيع الأول", "ربيع الثاني", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة", "جمادى الثانية",
        "رجب", "شعبان", "رمضان", "شوال", "ذو القعدة", "ذي القعدة", "ذو الحجة", "ذي الحجة",
    )
)  # fmt: skip
_HIJRI = (
    rf"(?:\d{{1,2}}\s+)?(?:(?:{'|'.join(map(re.escape, _HIJRI_MONTHS))})[\s-]*)+\d{{4}}(?:\s*ah)?"
    rf"|(?:\d{{1,2}}\s+)?(?:{'|'.join(_ARABIC_HIJRI_MONTHS)})\s+1[34]\d\d(?:\s*ه(?:ـ|جري[ةه]?)?)?"
    r"|1[34]\d\d\s*(?:ah|ه)"
)
_SMALL = r"\b(?:on|at|ad|ce|in|the|of|م|في|الساعه|ال|يوم|،)(?!\w)"

# What may stand beside a date. Tried in this order at each place; what none of them matches ends the stretch.
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
    """The longest stretch around the first date of `text` that holds only what date lines hold.

    None if the text is long or prints no day with its month. A label with "2 hours ago" counts as a date, too.

    >>> date_stretch("Dec. 01, 2024 • 3 min read").of("Dec. 01, 2024 • 3 min read")
    'Dec. 01, 2024'
    >>> date_stretch("Published: Friday, 27 December 2024, 14:05 (GMT+3)")
    Span(start=0, end=50)
    """
    if len(text) > MAX_DATE_LINE_LENGTH:
        return None
    folded = normal(text)
    printed = dates_in(folded)
    dates = [one.span for one in printed if one.form != "month-year"]
    if dates:
        return _trim(text, _grow(folded, dates))
    months = [one.span for one in printed]
    is_relative = any(map(folded.__contains__, _RELATIVE_WORDS)) and _RELATIVE.search(folded)
    if months or is_relative:  # too little for a date line, unless the text holds nothing else or a label says so
        whole = Span(0, _consume(folded, 0, {span.start: span.end for span in months}))
        return _trim(text, whole) if whole.end == len(text) else _labelled(text, folded, whole)
    return None


def _labelled(text: str, folded: str, stretch: Span) -> Span | None:
    return _trim(text, stretch) if _LABEL.match(folded) and stretch.end else None


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
    """How far dates (start → end) and what may stand beside them reach from `position` on."""
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


RolePart = tuple[Span, Role]

_SEPARATOR = re.compile(r"\s{0,9}[•|·]\s{0,9}")
_POSTED_BY = re.compile(r"by\s+\w[\w.-]*(?:\s+\w[\w.-]*){0,2}$", re.IGNORECASE)
_DASHES = "-–—―,،:;"


def header_parts(text: str, vocabulary: Vocabulary) -> list[RolePart] | None:
    """The line `text` divided into date, byline, publisher and chrome; None if it holds anything else.

    >>> from syria_iraq_archive.registry.load import Registry
    >>> parts = header_parts("By Rana Haddad | Dec 3, 2024", Vocabulary(Registry({}, {})))
    >>> [role.value for span, role in parts]
    ['byline', 'chrome', 'published']
    """
    stretch = date_stretch(text)
    if stretch is None:
        return _undated_parts(text, vocabulary)
    before = _side(text, 0, stretch.start, vocabulary)
    after = _side(text, stretch.end, len(text), vocabulary)
    if before is None or after is None:
        return None
    return [*before, (stretch, Role.PUBLISHED), *after]


def _side(text: str, start: int, end: int, vocabulary: Vocabulary) -> list[RolePart] | None:
    """What stands on one side of a date, divided; None if it holds anything else. Separators are chrome."""
    parts: list[RolePart] = []
    reached = start
    for separator in (*_SEPARATOR.finditer(text, start, end), None):
        piece = Span(reached, separator.start() if separator else end).within(text)
        bare = _without_dash(text, piece)
        role = _header_role(bare.of(text), vocabulary) if bare.length else Role.CHROME
        if role is None:
            return None
        if role is Role.CHROME:
            parts.append((piece, role))
        else:
            parts.append((Span(piece.start, bare.start).within(text), Role.CHROME))
            parts.append((bare, role))
            parts.append((Span(bare.end, piece.end).within(text), Role.CHROME))
        if separator:
            parts.append((Span(*separator.span()).within(text), Role.CHROME))
            reached = separator.end()
    return _joined_chrome(text, [part for part in parts if part[0].length])


def _without_dash(text: str, span: Span) -> Span:
    """`span` without the dash or comma that joins it to a date."""
    start, end = span
    while start < end and (text[start] in _DASHES or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in _DASHES or text[end - 1].isspace()):
        end -= 1
    return Span(start, end)


def _joined_chrome(text: str, parts: list[RolePart]) -> list[RolePart]:
    """Neighbouring parts of chrome as one part ("• 3 min read")."""
    joined: list[RolePart] = []
    for span, role in parts:
        last, last_role = joined[-1] if joined else (span, None)
        if role is last_role is Role.CHROME and not text[last.end : span.start].strip():
            joined[-1] = (Span(last.start, span.end), role)
        else:
            joined.append((span, role))
    return joined


def _header_role(text: str, vocabulary: Vocabulary) -> Role | None:
    """The role of a text that stands beside a date; None if no header prints it there."""
    if vocabulary.furniture.kind_of(text):
        return Role.CHROME
    if vocabulary.masthead(text):
        return Role.PUBLISHER
    if byline_cue(text) or is_desk(text) or is_person_name(text) or _POSTED_BY.match(text):
        return Role.BYLINE
    return Role.BYLINE if names_outlet(text, vocabulary) else None


def _undated_parts(text: str, vocabulary: Vocabulary) -> list[RolePart] | None:
    """A line without a date, divided if it is a byline, else None."""
    named = (
        byline_cue(text) or is_by_outlet(text, vocabulary) or is_desk(text) or _is_joined_to_outlet(text, vocabulary)
    )
    if named or is_name_with_place_or_role(text, vocabulary):
        return _cued_parts(text, vocabulary)
    return None


def _cued_parts(text: str, vocabulary: Vocabulary) -> list[RolePart]:
    """A byline. What stands behind a bar is cut off if it is a photo credit or furniture."""
    separator = _SEPARATOR.search(text)
    if separator:
        name, tail = (Span(0, separator.start()), Role.BYLINE), Span(separator.end(), len(text))
        if find_credit(tail.of(text), vocabulary):
            return [name, (Span(*separator.span()).within(text), Role.CHROME), (tail, Role.CREDIT)]
        if vocabulary.furniture.kind_of(tail.of(text)):
            return [name, (Span(separator.start(), len(text)).within(text), Role.CHROME)]
    return [(Span(0, len(text)), Role.BYLINE)]


def _is_joined_to_outlet(text: str, vocabulary: Vocabulary) -> bool:
    """Whether `text` is a name or desk joined to an outlet: "News Desk - The Cradle"."""
    if names_outlet(text, vocabulary) is None:
        return False
    head = before_joint(text)
    return is_desk(head) or is_person_name(head)
