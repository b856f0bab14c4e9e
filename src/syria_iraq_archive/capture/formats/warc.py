"""Records of web archives: an HTML page with the address it was fetched from, and when."""

import io
import re
import zlib
from typing import TYPE_CHECKING

from syria_iraq_archive.capture.formats.base import Extract, Format, extractor
from syria_iraq_archive.capture.formats.html import decode_page, extract_page, is_html
from syria_iraq_archive.errors import CaptureRejected
from syria_iraq_archive.extras import importing
from syria_iraq_archive.patterns import later

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

_SAID = later(rb"^([\w-]+)[ \t]*:", re.MULTILINE)  # the names of a record's header lines
_HEADER_END = later(rb"\r?\n\r?\n")
_NUMBER = later(r"[0-9]{1,18}")
_NEEDED = {b"warc-type", b"warc-target-uri"}
MAX_PAGE = 50_000_000  # bytes of a page that was sent compressed


def _extract(data: bytes) -> Extract:
    record = _record(data)
    if record.rec_type != "response" or record.http_headers is None:
        raise CaptureRejected("is no response of a web server")
    uri = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ") or None
    doubt = _doubt_of_length(record, len(_payload(data, record)))
    extract = extract_page(decode_page(_body(record), _charset(record)), uri)
    return extract._replace(
        extractor=f"{extractor('warc', libraries=('warcio',))} {extract.extractor}",
        uri=uri,
        captured_at=record.rec_headers.get_header("WARC-Date"),
        warning="; ".join(filter(None, (doubt, extract.warning))) or None,
    )


def _record(data: bytes) -> "ArcWarcRecord":
    with importing("warcio", "warc"):
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
        from warcio.statusandheaders import StatusAndHeadersParserException
    said = {name.lower() for name in _SAID.findall(data.partition(b"\r\n\r\n")[0])}
    if not said >= _NEEDED:  # warcio takes them for granted
        raise CaptureRejected("is damaged: its record doesn't say of what type it is, or from what address")
    try:
        return next(iter(ArchiveIterator(io.BytesIO(data), verify_http=False)))
    except (ArchiveLoadFailed, StatusAndHeadersParserException, EOFError, ValueError, StopIteration) as error:
        raise CaptureRejected(f"is damaged: {str(error) or 'holds no record'}".strip()) from error


def _payload(data: bytes, record: "ArcWarcRecord") -> bytes:
    """What the server sent behind its header, as the record has it."""
    block = _HEADER_END.split(data, 1)[-1]
    length = record.rec_headers.get_header("Content-Length") or ""
    return _HEADER_END.split(block[: int(length)] if _NUMBER.fullmatch(length) else block, 1)[-1]


def _doubt_of_length(record: "ArcWarcRecord", length: int) -> str | None:
    """What shows that a page isn't whole, or isn't what was sent: it has another length than was announced.

    What is longer may have been unpacked by whoever saved it; then the length is that of what was sent.
    """
    if reason := (record.rec_headers.get_header("WARC-Truncated") or "").strip():
        return f"was cut short when it was fetched ({reason})"
    written = (record.http_headers.get_header("Content-Length") or "").strip()
    is_chunked = "chunked" in (record.http_headers.get_header("Transfer-Encoding") or "").lower()
    announced = int(written) if _NUMBER.fullmatch(written) and not is_chunked else length
    if length < announced:
        return f"holds {length:,} of the {announced:,} bytes that the server announced"
    if length > announced and _how(record) in ("", "identity"):
        return f"holds {length:,} bytes, though the server announced {announced:,}"
    return None


def _charset(record: "ArcWarcRecord") -> str | None:
    """The encoding that the server gave; some name it where they should say how the page is compressed."""
    _, named, charset = (record.http_headers.get_header("Content-Type") or "").lower().partition("charset=")
    return charset.strip(" \"';").partition(";")[0] if named else _how(record) or None


def _how(record: "ArcWarcRecord") -> str:
    """How the server says that the page is compressed, in small letters; empty if it doesn't say."""
    return (record.http_headers.get_header("Content-Encoding") or "").strip(" \t,").lower()


def _body(record: "ArcWarcRecord") -> bytes:
    """The page as it was before the server compressed it and cut it in chunks.

    What a server says of compression counts if it is so: a page that can be read as it stands isn't compressed.
    """
    how = _how(record)
    if how == "br":  # warcio asks an attribute of it that it hasn't
        body = _unbrotlied(record)
    elif how in ("", "identity", "gzip", "x-gzip", "deflate"):
        try:
            body = record.content_stream().read(MAX_PAGE + 1)
        except zlib.error as error:
            raise CaptureRejected(f"is damaged: can't be unpacked as {how}: {error}") from error
    else:
        record.http_headers.replace_header("Content-Encoding", "identity")
        body = record.content_stream().read(MAX_PAGE + 1)
        if not is_html(body):
            raise CaptureRejected(f"was sent compressed by {how}, which isn't read here")
    if len(body) > MAX_PAGE:
        raise CaptureRejected(f"unpacks to more than {MAX_PAGE:,} bytes")
    return body


def _unbrotlied(record: "ArcWarcRecord") -> bytes:
    with importing("brotli", "warc"):
        import brotli
    record.http_headers.replace_header("Content-Encoding", "identity")
    packed: bytes = record.content_stream().read()
    try:
        unpacked: bytes = brotli.Decompressor().process(packed, output_buffer_limit=MAX_PAGE + 1)
    except brotli.error as error:
        if is_html(packed):
            return packed
        raise CaptureRejected("can't be unpacked by brotli") from error
    return unpacked


WARC_RESPONSE = Format("warc-response", lambda data: data.startswith(b"WARC/"), _extract)
