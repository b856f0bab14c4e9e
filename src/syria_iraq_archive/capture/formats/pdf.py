"""The text layer of PDF documents, page after page.

When a document was created or changed says nothing of when its article was published, so no date is taken from it.
"""

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from syria_iraq_archive.capture.encodings import check_is_text
from syria_iraq_archive.capture.formats.base import Extract, Fact, Format, extractor, plain_value
from syria_iraq_archive.errors import CaptureRejected
from syria_iraq_archive.extras import importing

if TYPE_CHECKING:
    from pypdf import PdfReader

_FIELDS = (("headline", "/Title"), ("byline", "/Author"))
_LONGEST_PREAMBLE = 1024  # bytes that may stand before the mark


def _extract(data: bytes) -> Extract:
    with importing("pypdf", "pdf"):
        from pypdf import PdfReader
        from pypdf.errors import FileNotDecryptedError, PyPdfError
    try:
        reader = PdfReader(io.BytesIO(data))
        text = "\n".join(page.extract_text().strip("\n") for page in reader.pages)
        facts = tuple(_facts(reader))
    except FileNotDecryptedError as error:
        raise CaptureRejected("is encrypted", hint="save it without a password") from error
    except PyPdfError as error:
        raise CaptureRejected(f"is damaged: {error}") from error
    text = text.replace("\0", "").encode("utf-8", "replace").decode()  # half surrogate pairs of broken fonts
    if not text.strip():
        raise CaptureRejected("has no text layer", hint="it may be a scan: let OCR add one")
    check_is_text(text)
    return Extract(text=text, encoding="binary", extractor=extractor("pdf", libraries=("pypdf",)), facts=facts)


def _facts(reader: "PdfReader") -> Iterator[Fact]:
    said = {key: str(value) for key, value in (reader.metadata or {}).items()}
    for field, key in _FIELDS:
        value = plain_value(said.get(key))
        if value:
            yield Fact(field, value, f"pdf:{key}")


PDF = Format("pdf", lambda data: b"%PDF-" in data[:_LONGEST_PREAMBLE], _extract)
