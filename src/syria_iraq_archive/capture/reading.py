"""From the bytes of a capture to its text, whatever its format.

What a capture is shows in its bytes alone: the same bytes give the same text under every name.
"""

import hashlib
from typing import NamedTuple

from syria_iraq_archive.capture.doubts import warning_of
from syria_iraq_archive.capture.encodings import decode_and_doubt
from syria_iraq_archive.capture.formats.base import Extract, Fact, FieldSpan, Format, MarkedLine
from syria_iraq_archive.capture.formats.databases.exports import FACTIVA, NEXIS
from syria_iraq_archive.capture.formats.docx import DOCX
from syria_iraq_archive.capture.formats.html import HTML
from syria_iraq_archive.capture.formats.jsonl import JSONL
from syria_iraq_archive.capture.formats.mail import EML, MHTML
from syria_iraq_archive.capture.formats.pdf import PDF
from syria_iraq_archive.capture.formats.rtf import RTF
from syria_iraq_archive.capture.formats.warc import WARC_RESPONSE
from syria_iraq_archive.errors import ArchiveError, CaptureFailed, CaptureRejected
from syria_iraq_archive.records import Capture
from syria_iraq_archive.spans import Span


def _plain(data: bytes) -> Extract:
    text, encoding, warning = decode_and_doubt(data)
    return Extract(text=text, encoding=encoding, warning=warning)


MAX_LINES = 100_000
"""Of a capture. Each costs kilobytes of memory while it is parsed; no page has a tenth of that."""

TEXT = Format("text", lambda _: True, _plain)
FORMATS = (PDF, DOCX, RTF, WARC_RESPONSE, MHTML, EML, JSONL, HTML, FACTIVA, NEXIS, TEXT)
"""In the order in which they are asked; plain text is what none of the others is."""

OTHERS = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x28\xb5\x2f\xfd", "compressed by zstd"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"SQLite format 3\0", "a SQLite database"),
    (b"\x7fELF", "a program"),
)
"""The first bytes of types that aren't taken, and what to call them."""


class Reading(NamedTuple):
    """A capture, what its format says of it beside the text, and what it says of the lines of the text."""

    capture: Capture
    facts: tuple[Fact, ...] = ()
    outside: tuple[Span, ...] = ()  # lines that are no part of its main text
    marked: tuple[MarkedLine, ...] = ()  # all lines, each with its role, if the format shows that
    fields: tuple[FieldSpan, ...] = ()  # spans of which it says what they are; the rest is the body of one article


def read(data: bytes, path: str) -> Reading:
    """The capture that `data`, saved at `path`, is.

    Raises, naming `path`, `CaptureRejected` if the bytes hold no text of a known format or one of more than
    `MAX_LINES` lines; `MissingExtra` if the format needs a library that isn't installed; `CaptureFailed` if a library
    fails in a way that says nothing of the bytes.
    """
    format = next(format for format in FORMATS if format.recognises(data))
    extract = _extract(format, data, path)
    if len(extract.text.splitlines()) > MAX_LINES:
        raise CaptureRejected(f"has more than {MAX_LINES:,} lines", place=path, hint="divide it")
    capture = Capture(
        sha256=hashlib.sha256(data).hexdigest(),
        path=path,
        size=len(data),
        encoding=extract.encoding,
        text=extract.text,
        format=format.name,
        uri=extract.uri,
        captured_at=extract.captured_at,
        extractor=extract.extractor,
        content=None if format is TEXT else data,
        warning=warning_of(extract.text, extract.encoding, extract.warning, plain=format is TEXT),
    )
    return Reading(capture, extract.facts, extract.outside, extract.marked, extract.fields)


def _extract(format: Format, data: bytes, path: str) -> Extract:
    for magic, what in OTHERS:
        if format is not DOCX and data.startswith(magic):
            raise CaptureRejected(f"is {what}, a type not known here", place=path)
    try:
        return format.extract(data)
    except ArchiveError as error:
        raise type(error)(error.message, place=path, hint=error.hint) from error
    except Exception as error:
        if format is TEXT:
            raise
        # Whatever it is, nobody has said that the bytes are at fault: a library has a bug, or the memory is full.
        reason = f"couldn't be read as {format.name}: {type(error).__name__}: {error}"
        raise CaptureFailed(reason, place=path) from error
