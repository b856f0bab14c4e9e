"""Web archives: each HTML response a capture, by the number of its record.

A capture's bytes are those of its record, header and all, so that they tell its address and when it was fetched; of the
header's lines the white space around names and values isn't kept.
"""

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from syria_iraq_archive.capture.containers.base import Container, Inner, Inside, Item
from syria_iraq_archive.capture.containers.streams import Peeked
from syria_iraq_archive.capture.files import within_limit
from syria_iraq_archive.errors import CaptureRejected
from syria_iraq_archive.extras import importing

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

_HTML = ("text/html", "application/xhtml+xml")


def _recognises(head: bytes, path: str) -> bool:  # noqa: ARG001 - a container's signature
    return head.startswith(b"WARC/")


def _items(stream: Peeked, inside: Inside, inner: Inner) -> Iterator[Item]:  # noqa: ARG001 - nothing nests in it
    with importing("warcio", "warc"):
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    records = enumerate(ArchiveIterator(io.BufferedReader(stream), no_record_parse=True), start=1)
    try:
        for number, record in records:
            if record.rec_type == "response":
                yield from _response(record, inside.member(number))
    except ArchiveLoadFailed as error:
        raise CaptureRejected(f"is damaged, and read up to there: {error}".strip()) from error


def _response(record: "ArcWarcRecord", inside: Inside) -> Iterator[Item]:
    """The record, if it is a page that was found. Raises `CaptureRejected` where the file ends within it."""
    limit = inside.budget.limits.member
    block = record.raw_stream.read(limit + 1) or b""
    if not is_page(block):
        return
    declared = record.rec_headers.get_header("Content-Length")
    if not declared or len(block) < min(int(declared), limit):
        raise CaptureRejected("is cut short")
    try:
        yield Item(inside.path, _header(record) + within_limit(block, limit, inside.path))
    except CaptureRejected as error:
        yield Item(inside.path, None, error)


def is_page(block: bytes) -> bool:
    r"""Whether an HTTP response has the status of success, and HTML for its content.

    >>> is_page(b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Hama fell.")
    True
    """
    status, *fields = block.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
    succeeded = status.startswith("HTTP/") and status.partition(" ")[2].startswith("2")
    headers = (field.lower().partition(":") for field in fields)
    return succeeded and any(name == "content-type" and value.strip().startswith(_HTML) for name, _, value in headers)


def _header(record: "ArcWarcRecord") -> bytes:
    headers = record.rec_headers
    lines = [headers.protocol, *(f"{name}: {value}" for name, value in headers.headers), "", ""]
    return "\r\n".join(lines).encode("utf-8", "surrogateescape")


WARC = Container("warc", _recognises, _items)
