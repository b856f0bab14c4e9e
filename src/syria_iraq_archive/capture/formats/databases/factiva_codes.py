"""Factiva's documents with a code before each field: ``HD`` the headline, ``SN`` the outlet, ``LP``, ``TD`` the text.

A code stands at the beginning of a line; its value behind it or on the lines below. The codes of the header and those
below the text are read in whatever order they stand, and a code that isn't known here is one if it is set apart from
its value as those are that are known.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from syria_iraq_archive.capture.formats.base import Fact, FieldSpan
from syria_iraq_archive.capture.formats.databases.document_lines import (
    NUMBER_OF_WORDS,
    PAGE_OF,
    DatabaseDocument,
    DocumentLine,
    chrome,
    date_in,
    field_fact,
    stretch,
)
from syria_iraq_archive.patterns import later
from syria_iraq_archive.records import Role
from syria_iraq_archive.spans import Span

HEADLINE, FIRST, TEXT = "HD", ("SE", "CLM", "CX"), ("LP", "TD")
ROLES = {
    "HD": Role.HEADLINE,
    "BY": Role.BYLINE,
    "AU": Role.BYLINE,
    "CR": Role.BYLINE,
    "SN": Role.PUBLISHER,
    "PD": Role.PUBLISHED,
    "ET": Role.PUBLISHED,
    "ART": Role.CAPTION,
    "CX": Role.PARAGRAPH,
}
"""The roles of the values of codes; the values of all others are chrome."""
OF_HEADER = ("WC", "SC", "ED", "PG", "VOL", "LA", "CY", "CLM", "SE", "DLN", *ROLES)
BELOW_TEXT = (
    *("ART", "CT", "RF", "CO", "IN", "NS", "RE", "IPC", "IPD", "PUB", "AN", "DE", "GC", "NGC", "SO", "DJIC", "CX"),
)
_LONG = frozenset({"ART", "CT", "RF", "CX"})  # whose values may have several paragraphs
_KNOWN = frozenset({*OF_HEADER, *BELOW_TEXT, *TEXT})
_FACTS = {"HD": "headline", "BY": "byline", "AU": "byline", "SN": "site", "PD": "published", "LA": "language"}
MAX_ABOVE = 16  # lines of the header above the headline
MIN_CODES = 4  # of a document's header, its headline and its outlet among them

_CODE = later(r"([A-Z]{2,4})(?:([ \t\u00a0:]+)(.*))?$")
_TERM = later(r"[a-z][a-z0-9]{1,9} : \S")  # as in "iraq : Iraq"
_PRINTED = later(r"[A-Z]{2,4}(?:[ \t\u00a0]*:)*")
_SENTENCE = later(r"(?:\S+\s+){4,}\S+[.!?”\"؟]$")
_APART = later(r"[\t:]|[ \u00a0]{2,}")


class _Coded(NamedTuple):
    """A line that may begin with a code: the code, its value's place in the text, and whether it is set apart."""

    code: str
    value: Span
    is_apart: bool


def _coded(line: DocumentLine) -> _Coded | None:
    found = _CODE.match(line.text)
    if found is None:
        return None
    value = Span(line.span.start + found.start(3), line.span.end) if found[3] else Span(line.span.end, line.span.end)
    is_apart = not found[3] or bool(_APART.search(found[2]))
    return _Coded(found[1], value, is_apart) if found[1] in _KNOWN or (is_apart and found[3]) else None


def openings(lines: Sequence[DocumentLine]) -> list[int]:
    """The lines at which documents begin: at their headline, or at the codes that may stand above it."""
    coded = [_coded(line) for line in lines]
    found = []
    for index, one in enumerate(coded):
        if one is not None and one.code == HEADLINE:
            first = _first_line(lines, coded, index)
            if _is_header(lines, coded, first, index):
                found.append(first)
    return found


def _first_line(lines: Sequence[DocumentLine], coded: Sequence[_Coded | None], headline: int) -> int:
    """The line of the first of the codes that stand right above a headline's, perhaps each above its value."""
    first = headline
    for index in range(headline - 1, max(-1, headline - MAX_ABOVE - 1), -1):
        one = coded[index]
        if one is not None and one.code in FIRST and first - index <= 2:
            first = index
        elif (
            one is None
            or lines[index + 1].gap
            or not (one.code in OF_HEADER or (one.code == "AN" and _leads(lines, index)))
        ):
            if one is not None or index + 1 != first:
                break
        elif first == index + 1:
            first = index
    return first


def _leads(lines: Sequence[DocumentLine], index: int) -> bool:
    return index == 0 or lines[index].gap


def _is_header(lines: Sequence[DocumentLine], coded: Sequence[_Coded | None], first: int, headline: int) -> bool:
    """Whether the header of a document follows: its outlet, and the day or the number of words as they are printed."""
    codes: dict[str, str] = {}
    for index in range(first, min(len(lines), headline + 60)):
        one = coded[index]
        if one is None:
            continue
        if index > headline and one.code in (*TEXT, "AN", HEADLINE):
            break
        below = lines[index + 1].text if not one.value.length and index + 1 < len(lines) else ""
        offset = lines[index].span.start
        value = Span(one.value.start - offset, one.value.end - offset).of(lines[index].text)
        codes.setdefault(one.code, value or below)
    dated = date_in(codes.get("PD", "")) or NUMBER_OF_WORDS.fullmatch(codes.get("WC", ""))
    named = codes.get("SN") or codes.get("SC")
    return bool(dated and named and codes[HEADLINE]) and len(_KNOWN.intersection(codes)) >= MIN_CODES


def read(text: str, lines: Sequence[DocumentLine]) -> DatabaseDocument:
    """The fields of a text that holds one document; what stands above and below it is chrome."""
    [first, *_] = openings(lines)
    coded = [_coded(line) for line in lines]
    fields = [*chrome(lines[:first], "factiva:beside")]
    facts: list[Fact] = []
    start = _end_of_header(lines, coded, first)
    is_apart = _sets_apart(coded[first:start])
    end = _end_of_text(lines, coded, start, is_apart=is_apart)
    for code, code_line, values in (*_parts(lines, coded, first, start), *_parts(lines, coded, end, len(lines))):
        rule = f"factiva:{code}"
        fields.append(FieldSpan(_printed(code_line), Role.CHROME, rule))
        groups = _grouped(code, values)
        fields += _valued(code, groups, rule)
        if (field := _FACTS.get(code)) and groups and all(fact.field != field for fact in facts):
            facts += field_fact(field, text, stretch(groups[0]), rule)
    for index in range(start, end):
        one = coded[index]
        if PAGE_OF.match(lines[index].text):
            fields += chrome(lines[index : index + 1], "factiva:page")
        elif one is not None and one.code in TEXT and (one.is_apart or not is_apart or index == start):
            fields.append(FieldSpan(_printed(lines[index]), Role.CHROME, f"factiva:{one.code}"))
    return DatabaseDocument(tuple(sorted(fields)), tuple(facts))


def _printed(line: DocumentLine) -> Span:
    """The span of the code that a line begins with, with a colon behind it."""
    found = _PRINTED.match(line.text)
    assert found is not None, "is coded"
    return Span(line.span.start, line.span.start + found.end())


def _sets_apart(coded: Sequence[_Coded | None]) -> bool:
    """Whether the header's codes are set apart from their values by more than a space."""
    known = [one.is_apart for one in coded if one is not None and one.code in _KNOWN and one.value.length]
    return 2 * sum(known) >= len(known)


def _end_of_header(lines: Sequence[DocumentLine], coded: Sequence[_Coded | None], first: int) -> int:
    """The line with the code of the text; without one, the first paragraph below the header that has no code."""
    for index in range(first, len(lines)):
        one = coded[index]
        if one is not None and one.code in TEXT:
            return index
    for index in range(first + 1, len(lines)):
        above = coded[index - 1]
        if lines[index].gap and coded[index] is None and (above is None or above.value.length):
            return index
    below = (
        i
        for i in range(first, len(lines))
        if (one := coded[i]) and one.code in BELOW_TEXT and one.code not in OF_HEADER
    )
    return next(below, len(lines))


def _end_of_text(lines: Sequence[DocumentLine], coded: Sequence[_Coded | None], start: int, *, is_apart: bool) -> int:
    """The first line below the text: from there on every paragraph has a code, or is one of a code's value."""

    def is_code(index: int) -> bool:
        one = coded[index]
        if one is None or one.code not in BELOW_TEXT:
            return False
        return one.is_apart or not (is_apart or (one.code not in _LONG and _SENTENCE.match(lines[index].text)))

    end = start
    long = closed = False
    for index in range(start, len(lines)):
        one = coded[index]
        if one is not None and is_code(index):
            long, closed = one.is_apart and one.code in _LONG, closed or one.code == "AN"
        elif lines[index].gap and not (long or closed or _is_chrome(lines[index], one) or _is_value(coded, index)):
            end = index + 1
    return next((index for index in range(end, len(lines)) if is_code(index)), len(lines))


def _is_value(coded: Sequence[_Coded | None], index: int) -> bool:
    """Whether the line is the value of a code that stands alone above it."""
    above = coded[index - 1] if index else None
    return above is not None and above.code in BELOW_TEXT and not above.value.length


def _is_chrome(line: DocumentLine, one: _Coded | None) -> bool:
    """Whether a line below the text may be the database's: a code that isn't known here, a term, a page's number."""
    return bool(PAGE_OF.match(line.text) or _TERM.match(line.text)) or (
        one is not None and one.code not in TEXT and one.is_apart
    )


def _parts(
    lines: Sequence[DocumentLine], coded: Sequence[_Coded | None], first: int, end: int
) -> Iterator[tuple[str, DocumentLine, list[DocumentLine]]]:
    """Each code from the line `first` to before `end`, its line, and the lines of its value."""
    starts = [index for index in range(first, end) if coded[index] is not None]
    for start, stop in pairwise([*starts, end]):
        one = coded[start]
        assert one is not None, "starts are coded"
        values = list(lines[start + 1 : stop])
        if one.value.length:
            printed = lines[start].text[one.value.start - lines[start].span.start :]
            values.insert(0, DocumentLine(one.value, printed, gap=False))
        yield one.code, lines[start], values


def _grouped(code: str, values: Sequence[DocumentLine]) -> list[list[DocumentLine]]:
    """The lines of a code's value that are one block each: a wrapped line goes on with the one above it."""
    groups: list[list[DocumentLine]] = []
    by_line = ROLES.get(code, Role.CHROME) in (Role.CHROME, Role.CAPTION)
    for line in values:
        if groups and not line.gap and not by_line and not PAGE_OF.match(line.text):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _valued(code: str, groups: Sequence[Sequence[DocumentLine]], rule: str) -> Iterator[FieldSpan]:
    """The blocks of a code's value. What stands below a blank line has its role only if the value may be long."""
    for number, group in enumerate(groups):
        is_own = number == 0 or (code in _LONG and not PAGE_OF.match(group[0].text))
        yield FieldSpan(stretch(group), ROLES.get(code, Role.CHROME) if is_own else Role.CHROME, rule)
