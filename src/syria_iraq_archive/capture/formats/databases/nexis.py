"""Documents of Nexis: as "1 of 20 DOCUMENTS" with labels in capitals, and as Nexis Uni prints them.

Both label their fields: ``BYLINE: …``, ``Length: 112 words``, ``Load-Date: …``. Of what has no label the day is the
sign. In the older form the outlet stands above it and the headline below, in the newer form both above.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from syria_iraq_archive.capture.formats.base import Fact, FieldSpan
from syria_iraq_archive.capture.formats.databases.document_lines import (
    COPYRIGHT,
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

COUNTER = later(
    r"(?:(?:document|dokument)\s+)?\d{1,5}\s+(?:of|de|von|sur|di)\s+\d{1,5}(?:\s+(?:DOCUMENTS?|DOKUMENTEN?|documenti))?$",
    re.IGNORECASE,
)
END = later(r"(?:End of Document|Fin du document|Ende des Dokuments?)$", re.IGNORECASE)
BODY = later(r"(?:body|body:|text:)$", re.IGNORECASE)

ROLES = {
    "HEADLINE": Role.HEADLINE,
    "BYLINE": Role.BYLINE,
    "DATELINE": Role.DATELINE,
    "HIGHLIGHT": Role.STANDFIRST,
    "GRAPHIC": Role.CAPTION,
}
"""The roles of the values of labels; the values of all others are chrome."""
ABOVE_TEXT = (
    *("HEADLINE", "BYLINE", "DATELINE", "HIGHLIGHT", "SECTION", "LENGTH", "SERIES", "DISTRIBUTION", "EDITION"),
    *("COLUMN", "TYPE", "SOURCE", "DATE", "BODY", "PUB-TYPE", "COPYRIGHT", "CORRECTION-DATE", "DOCUMENT-TYPE"),
)
BELOW_TEXT = (
    *(
        "LOAD-DATE",
        "LANGUAGE",
        "PUBLICATION-TYPE",
        "PUB-TYPE",
        "GRAPHIC",
        "NOTES",
        "SUBJECT",
        "COMPANY",
        "URL",
        "TICKER",
    ),
    *(
        "ORGANIZATION",
        "INDUSTRY",
        "GEOGRAPHIC",
        "PERSON",
        "CITY",
        "STATE",
        "COUNTRY",
        "DOCUMENT-TYPE",
        "TYPE",
        "SERIES",
    ),
    *("JOURNAL-CODE", "ACC-NO", "ISSN", "UPDATE", "CORRECTION", "CORRECTION-DATE", "CLASSIFICATION", "LINK TO IMAGE"),
    *("DISTRIBUTION", "JOURNAL CODE"),
)
_SURE = frozenset({"LOAD-DATE", "LANGUAGE", "PUBLICATION-TYPE", "PUB-TYPE"})  # that no body has on a line of its own
_BARE = frozenset({"GRAPHIC", "CLASSIFICATION", "LINK TO IMAGE", "NOTES"})  # that may stand alone, without a colon
_WRAPPED = frozenset({"HEADLINE", "BYLINE", "HIGHLIGHT", "GRAPHIC", "DATELINE", "SECTION"})
_FACTS = {"HEADLINE": "headline", "BYLINE": "byline", "LANGUAGE": "language", "URL": "url"}

_LABEL = later(r"([A-Za-z]{3,}(?:[- ][A-Za-z]{2,}){0,2})\s*:\s*(.*)$")
_EDITION = later(
    r"\b(?:edition|edn|version|final|correction appended|\d{1,2}:\d\d)\b|^(?:GMT|EST|EDT)\b", re.IGNORECASE
)
_HEADER_REACH = 25  # lines in which a document has its first label
_MAX_TITLE = 3  # lines


class _Labelled(NamedTuple):
    """A line that begins with a label that is known: in capitals, where its value begins, and whether it is alone."""

    label: str
    size: int
    value: Span


def _labelled(line: DocumentLine) -> _Labelled | None:
    found = _LABEL.match(line.text)
    name = (found[1] if found else line.text).upper()
    if found is None and name not in _BARE:
        return None
    if name not in ABOVE_TEXT and name not in BELOW_TEXT:
        return None
    size = found.end(1) if found else len(line.text)
    colon = line.text.find(":", size) + 1 if found else size
    start = line.span.start + (found.start(2) if found else size)
    return _Labelled(name, colon, Span(start, line.span.end))


def openings(lines: Sequence[DocumentLine]) -> list[int]:
    """The lines at which documents begin: a counter, or what stands behind the end of the document before."""
    lengths = [index for index, line in enumerate(lines) if _is_length(line)]
    found: list[int] = []
    for number, length in enumerate(lengths):
        first = lengths[number - 1] + 1 if number else 0
        stop = lengths[number + 1] if number + 1 < len(lengths) else len(lines)
        if _is_document(lines, first, length, stop):
            found.append(_beginning(lines, first, length, is_first=not found))
    return found


def _is_length(line: DocumentLine) -> bool:
    one = _labelled(line)
    return (
        one is not None
        and one.label == "LENGTH"
        and bool(NUMBER_OF_WORDS.match(one.value.of(" " * line.span.start + line.text)))
    )


def _is_document(lines: Sequence[DocumentLine], first: int, length: int, stop: int) -> bool:
    """Whether the day stands above the line that gives the length, and below it what ends a document."""
    if not any(date_in(line.text) for line in lines[max(first, length - _HEADER_REACH) : length]):
        return False
    below = lines[length + 1 : stop]
    counted = any(COUNTER.match(line.text) for line in lines[max(first, length - _HEADER_REACH) : length])
    labels = {one.label for one in map(_labelled, below) if one}
    return counted or bool(labels & _SURE) or any(END.match(line.text) for line in below)


def _beginning(lines: Sequence[DocumentLine], first: int, length: int, *, is_first: bool) -> int:
    """The line at which the document begins whose length stands at `length`."""
    for index in range(length - 1, first - 1, -1):
        if COUNTER.match(lines[index].text) and not PAGE_OF.match(lines[index].text):
            return index
        if END.match(lines[index].text):
            return index + 1
    day = next(i for i in range(first, length) if date_in(lines[i].text))
    if not is_first:
        return _behind_labels(lines, first, day)
    return _title_above(lines, first, day)


def _behind_labels(lines: Sequence[DocumentLine], first: int, day: int) -> int:
    """The first line behind the labels and the copyright of the document before."""
    last = max((i for i in range(first, day) if _labelled(lines[i]) or COPYRIGHT.match(lines[i].text)), default=None)
    return last + 1 if last is not None else _title_above(lines, first, day)


def _title_above(lines: Sequence[DocumentLine], first: int, day: int) -> int:
    """The line of the title above the outlet and the day; the outlet's if there is none."""
    above = [i for i in range(first, day) if not PAGE_OF.match(lines[i].text)]
    return above[-2] if len(above) > 1 else above[0] if above else day


def read(text: str, lines: Sequence[DocumentLine]) -> DatabaseDocument:
    """The fields of a text that holds one document; what stands above and below it is chrome."""
    [first, *_] = openings(lines)
    fields = [*chrome(lines[:first], "nexis:beside")]
    start, end = _text_between(lines, first)
    header = lines[first:start]
    label = next((i for i, line in enumerate(header) if _labelled(line)), len(header))
    unlabelled = [*_unlabelled(header[:label])]
    titled = any(one.role is Role.HEADLINE for one in unlabelled)
    fields += unlabelled
    for name, group in (*_parts(header[label:]), *_parts(lines[end:])):
        fields += _valued(name, group, titled=titled)
    running = {one.span.of(text) for one in unlabelled if one.role is Role.HEADLINE}
    fields += _furniture(lines[start:end], running)
    return DatabaseDocument(tuple(sorted(fields)), tuple(_facts(text, sorted(fields))))


def _text_between(lines: Sequence[DocumentLine], first: int) -> tuple[int, int]:
    """The first line of the text, and the first below it."""
    stop = next((i for i in range(first, len(lines)) if END.match(lines[i].text)), len(lines))
    start = next((i + 1 for i in range(first, stop) if BODY.match(lines[i].text)), None)
    length = next((i for i in range(first, stop) if _is_length(lines[i])), first)
    if start is None or start > length + _HEADER_REACH:
        start = _behind_header(lines, length, stop)
    sure = next((i for i in range(start, stop) if _is_sure(lines[i])), stop)
    end = sure
    for index in range(sure - 1, start - 1, -1):  # labels that stand above those that are sure
        if _opens_tail(lines[index]):
            end = index
        elif _is_bare(lines[index - 1]) or COPYRIGHT.match(lines[index].text) or PAGE_OF.match(lines[index].text):
            continue
        elif lines[index].gap:
            break
    if sure == stop:
        below = (i for i in range(start, stop) if COPYRIGHT.match(lines[i].text) and lines[i].gap and stop - i <= 6)
        end = min(next(below, stop), end)
    return start, end


def _behind_header(lines: Sequence[DocumentLine], length: int, stop: int) -> int:
    """The first line behind the labels around that of the length, each with its value."""
    index = length + 1
    while index < stop:
        one = _labelled(lines[index])
        if one is None or one.label not in ABOVE_TEXT:
            return index
        index += 1
        while one.label in _WRAPPED and index < stop and not lines[index].gap and _labelled(lines[index]) is None:
            if not any(line.gap for line in lines[index + 1 : index + 3]):  # the text stands right below
                break
            index += 1
    return index


def _is_sure(line: DocumentLine) -> bool:
    one = _labelled(line)
    return one is not None and one.label in _SURE


def _is_bare(line: DocumentLine) -> bool:
    """Whether the line is a label alone, whose value stands below it."""
    one = _labelled(line)
    return one is not None and not one.value.length


def _opens_tail(line: DocumentLine) -> bool:
    one = _labelled(line)
    return one is not None and one.label in BELOW_TEXT


def _unlabelled(lines: Sequence[DocumentLine]) -> Iterator[FieldSpan]:
    """Counter, outlet, day, edition, headline and copyright, as they stand above the first label."""
    told = {i: "nexis:page" for i, line in enumerate(lines) if PAGE_OF.match(line.text) or COUNTER.match(line.text)}
    told |= {i: "nexis:copyright" for i, line in enumerate(lines) if COPYRIGHT.match(line.text)}
    day = next((i for i, line in enumerate(lines) if i not in told and date_in(line.text)), len(lines))
    above = [i for i in range(day) if i not in told]
    below = [i for i in range(day + 1, len(lines)) if i not in told]
    editions = [i for i in below if _EDITION.search(lines[i].text) and len(lines[i].text.split()) <= 6]
    apart = next((i for i in below if lines[i].gap), 0)  # what stands right below the day is of the edition
    below = [i for i in below if i not in editions and i >= apart]
    roles = dict.fromkeys(told, Role.CHROME) | dict.fromkeys(editions, Role.CHROME)
    if day < len(lines):
        roles[day] = Role.PUBLISHED
    titles = below or above[:-1]
    if above:
        roles[above[-1]] = Role.PUBLISHER
    for i in above[:-1] if below else []:
        roles[i] = Role.CHROME
    headline = next((i for i in titles if all(lines[i].text != lines[j].text for j in titles if j > i)), None)
    for i in titles:
        roles[i] = (
            Role.HEADLINE if i == headline else Role.CHROME if headline is None or i < headline else Role.STANDFIRST
        )
    wrapped = _wrapped(lines, roles, headline)
    for i, line in enumerate(lines):
        role = roles.get(i, Role.CHROME)
        if i == headline:
            yield FieldSpan(stretch(lines[i : wrapped + 1]), role, f"nexis:{role}")
        elif headline is None or not headline < i <= wrapped:
            yield FieldSpan(line.span, role, told.get(i, f"nexis:{role}"))


def _wrapped(lines: Sequence[DocumentLine], roles: dict[int, Role], headline: int | None) -> int:
    """The last line of the headline, which goes on in the lines right below it."""
    last = -1 if headline is None else headline
    while last >= 0 and roles.get(last + 1) is Role.STANDFIRST and not lines[last + 1].gap:
        last += 1
    return last


def _parts(lines: Sequence[DocumentLine]) -> Iterator[tuple[_Labelled | None, Sequence[DocumentLine]]]:
    """Each label with its lines, the first of which it opens; None with lines that belong to none."""
    starts = [
        i for i, line in enumerate(lines) if i == 0 or _begins_part(line) or (line.gap and not _is_bare(lines[i - 1]))
    ]
    for start, stop in pairwise([*starts, len(lines)]):
        yield _labelled(lines[start]), lines[start:stop]


def _begins_part(line: DocumentLine) -> bool:
    return bool(_labelled(line) or any(known.match(line.text) for known in (COPYRIGHT, BODY, PAGE_OF, END)))


def _valued(one: _Labelled | None, group: Sequence[DocumentLine], *, titled: bool) -> Iterator[FieldSpan]:
    """A label as chrome, and its value in its role."""
    if one is None:
        yield from chrome(group, "nexis:beside")
        return
    rule, first = f"nexis:{one.label}", group[0].span.start
    role = ROLES.get(one.label, Role.CHROME)
    if role is Role.HEADLINE and titled:
        role = Role.CHROME
    yield FieldSpan(Span(first, first + one.size), Role.CHROME, rule)
    if one.value.length:
        wrapped = one.label in _WRAPPED and role is not Role.CHROME
        yield FieldSpan(Span(one.value.start, group[-1].span.end) if wrapped else one.value, role, rule)
        yield from chrome(group[1:], rule) if not wrapped else ()
    elif len(group) > 1:
        if role is Role.CHROME:
            yield from chrome(group[1:], rule)
        else:
            yield FieldSpan(stretch(group[1:]), role, rule)


def _furniture(lines: Sequence[DocumentLine], running: set[str]) -> Iterator[FieldSpan]:
    """Numbers of pages within the text, and the headline that is printed anew below each."""
    for index, line in enumerate(lines):
        if PAGE_OF.match(line.text) or (index and PAGE_OF.match(lines[index - 1].text) and line.text in running):
            yield FieldSpan(line.span, Role.CHROME, "nexis:page")


def _facts(text: str, fields: Sequence[FieldSpan]) -> Iterator[Fact]:
    """What the fields say as metadata: of each the first."""
    names = {Role.HEADLINE: "headline", Role.BYLINE: "byline", Role.PUBLISHER: "site", Role.PUBLISHED: "published"}
    said: set[str] = set()
    for one in fields:
        field = names.get(one.role) or _FACTS.get(one.rule.removeprefix("nexis:"))
        if field is None or field in said or one.span.of(text).rstrip(":").upper() == one.rule.removeprefix("nexis:"):
            continue
        found = list(field_fact(field, text, one.span, one.rule))
        said.update(fact.field for fact in found)
        yield from found
