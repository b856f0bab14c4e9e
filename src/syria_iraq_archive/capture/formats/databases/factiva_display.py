"""Factiva's documents as it displays them, without codes: headline, author, "112 words", the day, the outlet.

The line that counts the words is the sign, with the day below it. Above it stand the headline and perhaps the author;
below it the outlet, its code, the page, the language and the copyright. "Document" and a number end the document.
"""

import re
from collections.abc import Iterator, Sequence

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
    language_code,
)
from syria_iraq_archive.patterns import later
from syria_iraq_archive.records import Role

END = later(r"(?:Document|Dokument|Documento|الوثيقة|وثيقة|المستند|مستند)\s+[A-Z][A-Z0-9]{3,}[a-z0-9]{4,}$")
MAX_HEADER = 10  # lines below the day that may belong to the header
MAX_EDITION = 8  # words of a line of the header that isn't known
MAX_BYLINE = 9  # words
MAX_TITLES = 4  # lines of the header above the number of words

_TIME = later(r"\d{1,2}[:.h]\d\d(?:[:.]\d\d)?(?:\s*[AaPp]\.?[Mm]\.?)?(?:\s+[A-Z]{2,4})?$")
_CODE = later(r"[A-Z][A-Z0-9]{1,11}$")
_PAGE = later(r"(?:[A-Z]{0,2}\d{1,4}[A-Z]?(?:\s*[,-]\s*[A-Z]{0,2}\d{1,4})*|(?:Volume|Vol\.?|Issue)\s+.{1,40})$")
_CUED = later(r"(?:by|von|par|por|di|door)\s|(?:بقلم|كتب|كتبت|إعداد|تقرير)[\s:/]", re.IGNORECASE)
_NAME = later(r"[^\W\d_a-z][\w.'’-]*(?:\s+(?:and|&|de|bin|al-)?\s*[^\W\d_a-z][\w.'’-]*){1,4}(?:\s+in\s+\S+)?$")
_CONTENTS = later(r".*(?:\.\s?){4,}\s*\d*$|.*\t\d{1,4}$|\d{1,4}[.)]\s.*")


def openings(lines: Sequence[DocumentLine]) -> list[int]:
    """The lines at which documents begin: at the first line above the number of words that belongs to them."""
    found: list[int] = []
    ended = 0  # the line behind the document before
    for index, line in enumerate(lines):
        if END.match(line.text):
            ended = index + 1
        elif NUMBER_OF_WORDS.fullmatch(line.text) and _is_header(lines, index):
            titles = _titles(lines, ended, index)
            if titles:
                found.append(titles[0])
                ended = index + 1
    return found


def _is_header(lines: Sequence[DocumentLine], words: int) -> bool:
    """Whether the day stands below the number of words, and below it two of: a code, a language, a copyright."""
    if words + 2 >= len(lines) or date_in(lines[words + 1].text) is None:
        return False
    below = [line.text for line in lines[words + 2 : words + 2 + MAX_HEADER]]
    signs = (
        any(map(_CODE.match, below)),
        any(language_code(line) for line in below),
        any(map(COPYRIGHT.match, below)),
    )
    return sum(signs) >= 2 or (any(signs) and any(END.match(line.text) for line in lines[words:]))


def _titles(lines: Sequence[DocumentLine], first: int, words: int) -> list[int]:
    """The lines right above the number of words that belong to the document, back to the line `first` at most."""
    found: list[int] = []
    for index in range(words - 1, max(first, words - MAX_TITLES) - 1, -1):
        text = lines[index].text
        if PAGE_OF.match(text) or _CONTENTS.match(text) or text.lower() in ("table of contents", "contents"):
            break
        found.insert(0, index)
    return found


def read(text: str, lines: Sequence[DocumentLine]) -> DatabaseDocument:
    """The fields of a text that holds one document; what stands above and below it is chrome."""
    [first, *_] = openings(lines)
    words = next(i for i in range(first, len(lines)) if NUMBER_OF_WORDS.fullmatch(lines[i].text))
    titles = lines[first:words]
    fields = [*chrome(lines[:first], "factiva:beside"), *_titled(titles)]
    fields.append(FieldSpan(lines[words].span, Role.CHROME, "factiva:words"))
    fields.append(FieldSpan(lines[words + 1].span, Role.PUBLISHED, "factiva:day"))
    header = [*_header(lines, words + 2)]
    fields += header
    start = words + 2 + len(header)
    end = next((i for i in range(start, len(lines)) if END.match(lines[i].text)), len(lines))
    fields += chrome([line for line in lines[start:end] if PAGE_OF.match(line.text)], "factiva:page")
    fields += chrome(lines[end:], "factiva:beside")
    return DatabaseDocument(tuple(sorted(fields)), tuple(_facts(text, fields)))


def _titled(titles: Sequence[DocumentLine]) -> Iterator[FieldSpan]:
    """Section, headline and author, of which the headline alone is always there."""
    last = titles[-1].text
    signed = len(titles) > 1 and (bool(_CUED.match(last)) or (len(titles) > 2 and _is_name(last)) or _is_name(last))
    above = titles[:-1] if signed else titles
    # A section is a word or two; what is longer above a headline belongs to it, as its first line does.
    sections = above[:-1] if len(above) > 1 and len(above[0].text.split()) <= 3 else []
    rest = above[len(sections) :]
    yield from chrome(sections, "factiva:section")
    yield FieldSpan(rest[0].span, Role.HEADLINE, "factiva:headline")
    for line in rest[1:]:
        yield FieldSpan(line.span, Role.STANDFIRST, "factiva:standfirst")
    if signed:
        yield FieldSpan(titles[-1].span, Role.BYLINE, "factiva:author")


def _is_name(text: str) -> bool:
    return len(text.split()) <= MAX_BYLINE and bool(_NAME.match(text))


def _header(lines: Sequence[DocumentLine], first: int) -> Iterator[FieldSpan]:
    """The lines of the header from below the day on: the first that is no time names the outlet."""
    named = closed = False
    for line in lines[first : first + MAX_HEADER]:
        text = line.text
        is_known = any(p.match(text) for p in (_TIME, _CODE, _PAGE)) or language_code(text) is not None
        if COPYRIGHT.match(text):
            closed = True
        elif closed or (named and not is_known and (line.gap or len(text.split()) > MAX_EDITION)):
            return
        if not named and not _TIME.match(text):
            named = True
            yield FieldSpan(line.span, Role.PUBLISHER, "factiva:outlet")
        elif _TIME.match(text):
            yield FieldSpan(line.span, Role.PUBLISHED, "factiva:time")
        else:
            is_language = language_code(text) is not None
            yield FieldSpan(line.span, Role.CHROME, "factiva:language" if is_language else "factiva:header")


_FACTS = {
    "factiva:headline": "headline",
    "factiva:author": "byline",
    "factiva:day": "published",
    "factiva:outlet": "site",
    "factiva:language": "language",
}


def _facts(text: str, fields: Sequence[FieldSpan]) -> Iterator[Fact]:
    for one in fields:
        if field := _FACTS.get(one.rule):
            yield from field_fact(field, text, one.span, one.rule)
