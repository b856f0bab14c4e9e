"""Exports of press databases: each document a capture, by its number.

Its bytes are its slice of the file's, so that the slices of all documents are the file. If a slice doesn't say by
itself in what encoding it is, its bytes are its text in UTF-8. A file of one document is that document's capture.
"""

from collections.abc import Iterator
from itertools import pairwise

from syria_iraq_archive.capture.containers.container import Container, Inside, Peeked, ReadInner, ReadItem, read_fully
from syria_iraq_archive.capture.encodings import decode_and_doubt, encode
from syria_iraq_archive.capture.files import within_limit
from syria_iraq_archive.capture.formats.databases.exports import documents, may_be_export
from syria_iraq_archive.errors import CaptureRejected


def _recognises(head: bytes, path: str) -> bool:  # noqa: ARG001 - by its lines
    return not head.startswith((b"<", b"{", b"%PDF", b"PK")) and may_be_export(head)


def _items(stream: Peeked, inside: Inside, inner: ReadInner) -> Iterator[ReadItem]:  # noqa: ARG001 - nothing nests in it
    limit = inside.budget.limits.member
    data = within_limit(read_fully(stream, limit + 1), limit, inside.path)
    try:
        text, encoding, _ = decode_and_doubt(data)
    except CaptureRejected:  # which says more when it is read as a capture
        text, encoding = "", ""
    slices = slices_of(text)
    if len(slices) < 2:
        yield ReadItem(inside.path, data)
        return
    yield from sliced(slices, encoding, inside)


def slices_of(text: str) -> list[str]:
    """The slices of an export's text, one for each document; none if it is no export."""
    return [text[start:end] for start, end in pairwise([*documents(text), len(text)])]


def sliced(slices: list[str], encoding: str, inside: Inside) -> Iterator[ReadItem]:
    """A capture for each slice of a text that was read in the encoding."""
    marked = encoding
    for number, one in enumerate(slices, start=1):
        inside.budget.count_entry(inside.path)
        yield ReadItem(inside.member(number).path, _bytes_of(one, marked))
        marked = encoding.removesuffix("-sig")


def _bytes_of(text: str, encoding: str) -> bytes:
    data = encode(text, encoding)
    try:
        return data if decode_and_doubt(data).text == text else text.encode()
    except CaptureRejected:
        return text.encode()


PRESS_EXPORT = Container("press database", _recognises, _items)
