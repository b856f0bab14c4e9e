"""The lines of an export, and what is known of them in all press databases."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from syria_iraq_archive.capture.formats.base import Fact, FieldSpan
from syria_iraq_archive.patterns import later
from syria_iraq_archive.records import Role
from syria_iraq_archive.spans import Span

_LINE = later(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_UNSEEN = "\ufeff\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069"
_EDGES = later(rf"[\s{_UNSEEN}]*(.*?)[\s{_UNSEEN}]*$", re.DOTALL)
_MONTH = r"[^\W\d_]{3,12}\.?"
_WEEKDAY = r"(?:[^\W\d_]{3,12}[,،.]?\s+)?"
_DATE = later(
    rf"{_WEEKDAY}((?:\d{{1,2}}\.?\s+(?:de\s+)?{_MONTH},?\s+(?:de\s+)?|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\s*[,،]?\s+)"
    rf"(?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d|\d{{1,2}}[/.]\d{{1,2}}[/.](?:19|20)\d\d)(?!\d)(?P<rest>.*)$"
)
MAX_DATE = 80  # characters of a line that is a date
NUMBER_OF_WORDS = later(
    r"\d[\d,.\u00a0' ]*\s*(?:words?|wörter|mots|palabras|parole|palavras|woorden|kelime|слов\w*|كلم\w+|vocables)\.?",
    re.IGNORECASE,
)
COPYRIGHT = later(r"(?:copyright\b|\(c\)|©|all rights reserved)", re.IGNORECASE)
PAGE_OF = later(
    r"(?:page|seite)\s+\d+\s+(?:of|sur|de|von)\s+\d+(?:\s*©.*)?$"
    r"|(?:©|\(c\)|copyright)\s*\d{4}\s+(?:factiva|dow jones|lexisnexis)\b.*$",
    re.IGNORECASE,
)

LANGUAGES = {
    **dict.fromkeys(("english", "anglais", "englisch", "الإنجليزية", "انجليزي"), "en"),
    **dict.fromkeys(("arabic", "arabe", "arabisch", "العربية", "عربي"), "ar"),
    **dict.fromkeys(("french", "français", "französisch"), "fr"),
    **dict.fromkeys(("german", "deutsch", "allemand"), "de"),
    **dict.fromkeys(("turkish", "türkçe"), "tr"),
    **dict.fromkeys(("persian", "farsi", "فارسی"), "fa"),
    **dict.fromkeys(("hebrew",), "he"),
    **dict.fromkeys(("kurdish",), "ku"),
    **dict.fromkeys(("russian", "русский"), "ru"),
    **dict.fromkeys(("spanish", "español"), "es"),
    **dict.fromkeys(("italian", "italiano"), "it"),
    **dict.fromkeys(("dutch", "nederlands"), "nl"),
    **dict.fromkeys(("portuguese", "português"), "pt"),
    **dict.fromkeys(("chinese", "chinese - simplified", "chinese - traditional"), "zh"),
    **dict.fromkeys(("japanese",), "ja"),
}
"""The names of languages as the databases print them, in small letters, and the code of each."""


class DocumentLine(NamedTuple):
    """A line on which something is to be seen: its span without what isn't, and whether a blank line is above it."""

    span: Span
    text: str
    gap: bool


class DatabaseDocument(NamedTuple):
    """A document of an export: what the database says of spans of its text, and as metadata. The rest is its body."""

    fields: tuple[FieldSpan, ...]
    facts: tuple[Fact, ...]


def document_lines(text: str) -> list[DocumentLine]:
    r"""The lines of a text that aren't blank.

    >>> [(line.text, line.gap) for line in document_lines("HD   Bridge\r\n\r\n\u200fLP \n")]
    [('HD   Bridge', False), ('LP', True)]
    """
    return list(_lines(text))


def _lines(text: str) -> Iterator[DocumentLine]:
    reached = 0
    for found in _LINE.finditer(text):
        edges = _EDGES.match(found.group())
        if edges is None or not edges[1]:
            continue
        start = found.start() + edges.start(1)
        between = text[reached:start]
        reached = start + len(edges[1])
        breaks = max(between.count("\n"), between.count("\r"), between.count("\x0c") * 2)
        yield DocumentLine(Span(start, reached), edges[1], breaks > 1)


def date_in(line: str) -> Span | None:
    """The span of the full date that a line is, perhaps with its weekday and time; None if it is something else.

    >>> line = "Tuesday, December 3, 2024 10:15 AM GMT"
    >>> date_in(line).of(line), date_in("On December 3, 2024 the council met in Tel Samir.")
    ('December 3, 2024', None)
    """
    found = _DATE.match(line) if len(line) <= MAX_DATE else None
    if found is None or found["rest"].endswith((".", "؟", "?")) or len(found["rest"].split()) > 8:
        return None
    return Span(*found.span(1))


def language_code(name: str) -> str | None:
    """The code of a language that a database names.

    >>> language_code("ENGLISH"), language_code("English; Arabic"), language_code("Late Edition")
    ('en', 'en', None)
    """
    first = name.replace("،", ";").replace(",", ";").partition(";")[0].strip().lower()
    return LANGUAGES.get(first)


def stretch(lines: Sequence[DocumentLine]) -> Span:
    """From the first of the lines to the last."""
    return Span(lines[0].span.start, lines[-1].span.end)


def chrome(lines: Sequence[DocumentLine], rule: str) -> Iterator[FieldSpan]:
    """Each of the lines as chrome."""
    return (FieldSpan(line.span, Role.CHROME, rule) for line in lines)


def field_fact(field: str, text: str, span: Span, rule: str) -> Iterator[Fact]:
    """What a database's field says as metadata: of a day the date alone, of a language its code, else the words."""
    printed = span.of(text)
    value = " ".join(printed.split())
    if field == "language":
        if code := language_code(value):
            yield Fact(field, code, rule, span)
    elif field == "published":
        if day := date_in(printed):
            yield Fact(field, day.of(printed), rule, Span(span.start + day.start, span.start + day.end))
    elif value:
        yield Fact(field, value, rule, span)
