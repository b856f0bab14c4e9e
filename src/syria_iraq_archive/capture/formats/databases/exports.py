"""Texts that press databases export: which are, where each document of them begins, and each as a capture's format."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from syria_iraq_archive.capture.encodings import MARKED, Decoded, decode_and_doubt
from syria_iraq_archive.capture.formats.base import Extract, Format, extractor
from syria_iraq_archive.capture.formats.databases import factiva_codes, factiva_display, nexis
from syria_iraq_archive.capture.formats.databases.document_lines import (
    DatabaseDocument,
    DocumentLine,
    document_lines,
)
from syria_iraq_archive.errors import CaptureRejected
from syria_iraq_archive.patterns import later

_WIDE = tuple(marked.mark for marked in MARKED if "utf-8" not in marked.name)
_CODE = later(rb"^[ \t\xa0\xc2\xef\xbb\xbf]*HD(?:[ \t:]|\r?$)", re.MULTILINE)
_LABEL = later(rb"[Ll](?:ength|ENGTH)[ \t]*:")
_LONGEST_COUNT = 200  # bytes of a line that counts words
_COUNT = later(rb"\n[ \t\xc2\xa0]*\d[\d,.]*[ \t\xc2\xa0]\S{4,12}[ \t]*\r?$", re.MULTILINE)


class Dialect(NamedTuple):
    """A form in which a database exports: where its documents begin, and what the fields of one are."""

    name: str
    openings: Callable[[Sequence[DocumentLine]], list[int]]
    read: Callable[[str, Sequence[DocumentLine]], DatabaseDocument]


DIALECTS = (
    Dialect("factiva", factiva_codes.openings, factiva_codes.read),
    Dialect("nexis", nexis.openings, nexis.read),
    Dialect("factiva", factiva_display.openings, factiva_display.read),
)
"""The forms, in the order in which they are asked."""


def may_be_export(data: bytes) -> bool:
    r"""Whether bytes may be an export or its beginning: a quick check, for all others are read otherwise.

    Every export has the code of a headline, a label, or a line that counts words.

    >>> may_be_export(b"HD   Bridge opens again\r\n"), may_be_export(b"Bridge opens again\nBy Jane Roe\n")
    (True, False)
    """
    return data.startswith(_WIDE) or bool(
        (b"HD" in data and _CODE.search(data))
        or ((b"ength" in data or b"ENGTH" in data) and _LABEL.search(data))
        or _COUNT.search(data)
        or _COUNT.match(b"\n" + data[:_LONGEST_COUNT])
    )


def documents(text: str) -> list[int]:
    r"""Where the documents of an export begin, the first at 0 with what stands above it; none if it is no export.

    >>> documents("HD  Bridge opens\nWC  90 words\nPD  3 December 2024\nSN  Daily\nLP\nIt opened.\n")
    [0]
    """
    found = _dialect(text)
    if found is None:
        return []
    _, lines, starts = found
    return [0, *(_line_start(text, lines[index].span.start) for index in starts[1:])]


def _line_start(text: str, place: int) -> int:
    """Where the line begins that is seen from `place` on."""
    before = text[:place].rstrip(" \t\x0c\u00a0\ufeff\u200e\u200f")
    return len(before) if before.endswith(("\n", "\r")) else place


def read_document(text: str) -> tuple[str, DatabaseDocument] | None:
    """The database's name, and the fields of the document that the text is; None if it is none."""
    found = _dialect(text)
    return (found[0].name, found[0].read(text, found[1])) if found else None


def _dialect(text: str) -> tuple[Dialect, list[DocumentLine], list[int]] | None:
    lines = document_lines(text)
    for dialect in DIALECTS:
        if starts := dialect.openings(lines):
            return dialect, lines, starts
    return None


def _decoded(data: bytes) -> Decoded | None:
    try:
        return decode_and_doubt(data)
    except CaptureRejected:
        return None


def _name(data: bytes) -> str | None:
    """The database that the bytes of a capture are from; None if from none."""
    decoded = _decoded(data) if may_be_export(data) else None
    found = _dialect(decoded.text) if decoded else None
    return found[0].name if found else None


def _extract(data: bytes) -> Extract:
    text, encoding, warning = decode_and_doubt(data)
    return export_extract(text, encoding, warning)


def export_extract(text: str, encoding: str, warning: str | None = None, made_by: str | None = None) -> Extract:
    """What the text of a file says if it is a document of a database, or as it is if it is none.

    `made_by` names what made the text of a file that isn't plain text. If that has several documents, which are
    captures of their own, all of it is outside of the main text.
    """
    found = read_document(text)
    if made_by and len(documents(text)) > 1:
        lines = tuple(line.span for line in document_lines(text))
        return Extract(text=text, encoding=encoding, extractor=made_by, outside=lines, warning=warning)
    if found is None:
        return Extract(text=text, encoding=encoding, extractor=made_by, warning=warning)
    name, document = found
    makers = " ".join(filter(None, (made_by, extractor(name))))
    facts, fields = document.facts, document.fields
    return Extract(text=text, encoding=encoding, extractor=makers, facts=facts, fields=fields, warning=warning)


FACTIVA = Format("factiva", lambda data: _name(data) == "factiva", _extract)
NEXIS = Format("nexis", lambda data: _name(data) == "nexis", _extract)
