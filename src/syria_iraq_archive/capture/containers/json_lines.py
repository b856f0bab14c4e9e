"""JSON Lines: each line an object with a field `text`, a capture of its own by the number of its line."""

import io
from collections.abc import Iterator

from syria_iraq_archive.capture.choice import without_suffix
from syria_iraq_archive.capture.containers.container import Container, Inside, Peeked, ReadInner, ReadItem
from syria_iraq_archive.capture.files import within_limit
from syria_iraq_archive.capture.formats.jsonl import NO_ARTICLE, article_object
from syria_iraq_archive.errors import CaptureRejected

SUFFIXES = (".jsonl", ".ndjson")


def _recognises(head: bytes, path: str) -> bool:
    """By its name, or by a first line that is such an object."""
    if without_suffix(path).lower().endswith(SUFFIXES):
        return True
    first, ended, _ = head.partition(b"\n")
    return bool(ended) and article_object(first) is not None


def _items(stream: Peeked, inside: Inside, inner: ReadInner) -> Iterator[ReadItem]:  # noqa: ARG001 - nothing nests in it
    limit = inside.budget.limits.member
    buffered = io.BufferedReader(stream)
    number = 0
    while line := buffered.readline(limit + 1):
        number += 1
        whole = line
        while len(whole) > limit and not whole.endswith(b"\n"):  # what follows of a line that is too long
            whole = buffered.readline(limit + 1)
            if not whole:
                break
        if not line.isspace():
            yield _item(line.rstrip(b"\r\n"), inside.member(number).path, limit)


def _item(line: bytes, path: str, limit: int) -> ReadItem:
    try:
        within_limit(line, limit, path)
    except CaptureRejected as error:
        return ReadItem(path, None, error)
    if article_object(line) is None:
        return ReadItem(path, None, CaptureRejected(NO_ARTICLE))
    return ReadItem(path, line)


LINES = Container("jsonl", _recognises, _items)
