"""The text layer of PDF documents, page after page.

When a document was created or changed says nothing of when its article was published, so no date is taken from it.
"""

import io
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any

from syria_iraq_archive.capture.encodings import check_is_text
from syria_iraq_archive.capture.formats.base import Extract, Fact, Format, extractor, plain_value
from syria_iraq_archive.capture.formats.pdf_layout import Piece, in_columns, running_lines, with_words_joined
from syria_iraq_archive.errors import CaptureRejected, MissingExtra
from syria_iraq_archive.extras import importing

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MAX_PAGES = 3_000
MAX_STEPS = 400_000  # that show text or move to where it is shown: a page of a newspaper has some thousand
MAX_TEXT = 20_000_000  # characters
_FIELDS = (("headline", "/Title"), ("byline", "/Author"))
_LONGEST_PREAMBLE = 1024  # bytes that may stand before the mark
_LIMITS = {
    "zlib_maximum_output_length": 20_000_000,
    "lzw_maximum_output_length": 20_000_000,
    "run_length_maximum_output_length": 20_000_000,
    "array_based_stream_maximum_output_length": 20_000_000,
    "stream_decoding_work_maximum_length": 40_000_000,
    "stream_parsing_work_maximum_count": 600_000,
    "xform_maximum_invocations_per_extraction": 1_000,
    "page_tree_maximum_entries": 10_000,
    "page_tree_maximum_page_entries": 100_000,
}
"""Of pypdf, the limits that are set lower here: bytes, and counts of what a content stream holds."""


def _extract(data: bytes) -> Extract:
    with importing("pypdf", "pdf"):
        from pypdf import PdfReader
        from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError
    try:
        with _within_limits():
            reader = PdfReader(io.BytesIO(data))
            if reader.is_encrypted and not reader.decrypt(""):
                raise FileNotDecryptedError
            texts = list(_texts(reader))
            facts = tuple(_facts(reader))
    except DependencyError as error:
        cure = 'run: pip install "syria-iraq-archive[pdf]"'
        raise MissingExtra("is encrypted, and this needs cryptography to read it", hint=cure) from error
    except FileNotDecryptedError as error:
        raise CaptureRejected("is encrypted, and needs a password", hint="save it without one") from error
    except PyPdfError as error:
        raise CaptureRejected(f"is damaged: {error}") from error
    unread = [f"page {number}: {why}" for number, (_, why) in enumerate(texts, start=1) if why]
    if unread and len(unread) == len(texts):
        raise CaptureRejected(f"is damaged: none of its pages can be read; {unread[0]}")
    pages = [_writable(text) for text, why in texts if not why]
    text = "\n".join(pages)
    if not text.strip():
        raise CaptureRejected("has no text layer", hint="it may be a scan: let OCR add one")
    check_is_text(text)
    return Extract(
        text=text,
        encoding="binary",
        extractor=extractor("pdf", libraries=("pypdf",)),
        facts=facts,
        outside=tuple(running_lines(pages)),
        warning=f"without what can't be read: {'; '.join(unread[:3])}" if unread else None,
    )


def _writable(text: str) -> str:
    """A page's text with its cut words joined, and without what no database keeps."""
    text = text.replace("\0", "").encode("utf-8", "replace").decode()  # half surrogate pairs of broken fonts
    return with_words_joined(text)


def _within_limits() -> AbstractContextManager[object]:
    """Have pypdf keep to the limits above, as far as it knows them; its versions before 7 have limits of their own."""
    try:
        from pypdf import apply_configuration
    except ImportError:
        return nullcontext()
    return apply_configuration(None, **_LIMITS)


class _Work:
    """What reading a document has taken so far, in steps and characters. Both depend on the document alone."""

    def __init__(self) -> None:
        self._steps = 0
        self._characters = 0

    def step(self, operator: object, operands: Any, *_: object) -> None:
        """Count a step of a page. Raises `CaptureRejected` if it is one too many."""
        self._steps += 1 + len(operands[0]) if operator == b"TJ" and operands else 1
        if self._steps > MAX_STEPS:
            raise _Beyond(f"takes more than {MAX_STEPS:,} steps to read")

    def text(self, text: str) -> str:
        """Count a page's text, and give it. Raises `CaptureRejected` if it is too much."""
        self._characters += len(text)
        if self._characters > MAX_TEXT:
            raise CaptureRejected(f"holds more than {MAX_TEXT:,} characters")
        return text


def _texts(reader: "PdfReader") -> Iterator[tuple[str, str | None]]:
    """The text of each page, or why it can't be read."""
    from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

    work = _Work()
    for number, page in enumerate(reader.pages, start=1):
        if number > MAX_PAGES:
            raise CaptureRejected(f"has more than {MAX_PAGES:,} pages", hint="divide it")
        try:
            yield work.text(_text(page, work)), None
        except (DependencyError, FileNotDecryptedError):
            raise
        except PyPdfError as error:
            yield "", str(error) or type(error).__name__


class _Beyond(BaseException):
    """The way out of the library, which passes over what else is raised within a form."""


def _text(page: "PageObject", work: _Work) -> str:
    pieces: list[Piece] = []

    def keep(text: str, around: list[float], matrix: list[float], _: object, size: float) -> None:
        if text.strip():
            x = matrix[4] * around[0] + matrix[5] * around[2] + around[4]
            y = matrix[4] * around[1] + matrix[5] * around[3] + around[5]
            scale = abs(matrix[0] * around[0]) or abs(matrix[1] * around[2]) or 1.0
            pieces.append(Piece(x, y, max(1.0, size * scale), text))

    try:
        text = page.extract_text(visitor_operand_before=work.step, visitor_text=keep).strip("\n")
        return in_columns(pieces) or text
    except _Beyond as beyond:
        raise CaptureRejected(str(beyond), hint="divide it") from None


def _facts(reader: "PdfReader") -> Iterator[Fact]:
    said = {key: str(value) for key, value in (reader.metadata or {}).items()}
    for field, key in _FIELDS:
        value = plain_value(said.get(key))
        if value:
            yield Fact(field, value, f"pdf:{key}")


PDF = Format("pdf", lambda data: b"%PDF-" in data[:_LONGEST_PREAMBLE], _extract)
