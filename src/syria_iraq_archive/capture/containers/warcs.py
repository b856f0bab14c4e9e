"""Web archives: each HTML response a capture, by the number of its record.

A capture's bytes are those of its record, header and all, so that they tell its address and when it was fetched; of the
header's lines the white space around names and values isn't kept.
"""

import io
from collections.abc import Iterator

from syria_iraq_archive.capture.choice import without_suffix
from syria_iraq_archive.capture.containers.base import Container, Inner, Inside, Item
from syria_iraq_archive.capture.containers.records import OPENING, Record, Records
from syria_iraq_archive.capture.containers.streams import Peeked
from syria_iraq_archive.capture.files import within_limit
from syria_iraq_archive.errors import CaptureRejected
from syria_iraq_archive.extras import importing

_HTML = ("text/html", "application/xhtml+xml")


def _recognises(head: bytes, path: str) -> bool:
    """By its first bytes; if they are damaged, by its name and any record in what can be read."""
    if head.startswith(b"WARC/"):
        return True
    return without_suffix(path).lower().endswith(".warc") and (not head or bool(OPENING.search(head)))


def _items(stream: Peeked, inside: Inside, inner: Inner) -> Iterator[Item]:  # noqa: ARG001 - nothing nests in it
    with importing("warcio", "warc"):
        import warcio.statusandheaders  # noqa: F401 - asked before the first record is
    for record in Records(stream, inside.budget.limits.member + 1):
        inside.budget.check_time(inside.path)
        if record.problem:
            yield Item(inside.path, None, CaptureRejected(_said_of(record)))
        elif item := _response(record, inside.member(record.number)):
            yield item


def _said_of(record: Record) -> str:
    """What is wrong, in words of the whole archive: whatever was known of its records may still stand in it."""
    return record.problem if record.stray else f"is damaged in its record {record.number}, which {record.problem}"


def _response(record: Record, inside: Inside) -> Item | None:
    """The record, if it is a page that was found."""
    type, lines = _header(record.header)
    if type != "response" or not is_page(record.block):
        return None
    try:
        return Item(inside.path, lines + within_limit(record.block, inside.budget.limits.member, inside.path))
    except CaptureRejected as error:
        return Item(inside.path, None, error)


def is_page(block: bytes) -> bool:
    r"""Whether an HTTP response has the status of success, and HTML for its content.

    >>> is_page(b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Hama fell.")
    True
    """
    status, *fields = block.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
    succeeded = status.startswith("HTTP/") and status.partition(" ")[2].startswith("2")
    headers = (field.lower().partition(":") for field in fields)
    return succeeded and any(name == "content-type" and value.strip().startswith(_HTML) for name, _, value in headers)


def _header(written: bytes) -> tuple[str | None, bytes]:
    """The type of a record, and its header as it is kept."""
    from warcio.statusandheaders import StatusAndHeadersParser

    version = written.partition(b"\n")[0].strip().decode("latin-1")
    headers = StatusAndHeadersParser([version]).parse(io.BytesIO(written))
    lines = [headers.protocol, *(f"{name}: {value}" for name, value in headers.headers), "", ""]
    return headers.get_header("WARC-Type"), "\r\n".join(lines).encode("utf-8", "surrogateescape")


WARC = Container("warc", _recognises, _items)
