"""JSON arrays of objects: each object with a field `text` a capture of its own, by its number in the array.

The array is read piece by piece, one object in memory at a time. A file that is called `.json` and holds neither such
an array nor such an object is passed over: beside captures there are many of other uses.
"""

import codecs
import json
from collections.abc import Iterator

from syria_iraq_archive.capture.choice import PassedOver, without_suffix
from syria_iraq_archive.capture.containers.container import (
    Container,
    Inside,
    Peeked,
    ReadInner,
    ReadItem,
    read_fully,
)
from syria_iraq_archive.capture.files import within_limit
from syria_iraq_archive.capture.formats.jsonl import NO_ARTICLE, article_object
from syria_iraq_archive.errors import CaptureRejected
from syria_iraq_archive.patterns import later

SUFFIX = ".json"
_AT_ONCE = 65_536  # bytes asked of the stream
_ARRAY = later(r'\s*\[\s*\{\s*"(?:[^"\\]|\\.)*"\s*:')
_BETWEEN = later(r"[\s,]*")


def _recognises(head: bytes, path: str) -> bool:
    return without_suffix(path).lower().endswith(SUFFIX) or _is_array(head)


def _is_array(head: bytes) -> bool:
    return bool(_ARRAY.match(_decoder(head).decode(head[:4096])))


def _decoder(head: bytes) -> codecs.IncrementalDecoder:
    encoding = json.detect_encoding(head[:4]) if head else "utf-8"
    return codecs.getincrementaldecoder(encoding)(errors="replace")


def _items(stream: Peeked, inside: Inside, inner: ReadInner) -> Iterator[ReadItem]:  # noqa: ARG001 - nothing nests in it
    limit = inside.budget.limits.member
    if _is_array(stream.head):
        yield from _objects(stream, inside, limit)
        return
    data = within_limit(read_fully(stream, limit + 1), limit, inside.path)
    if article_object(data) is None:
        raise PassedOver(f"{NO_ARTICLE}, nor an array of such")
    yield ReadItem(inside.path, data)


def _objects(stream: Peeked, inside: Inside, limit: int) -> Iterator[ReadItem]:
    """The objects of the array in `stream`, and what is wrong with it if it is damaged."""
    decoder, scanner = _decoder(stream.head), json.JSONDecoder()
    ahead, wanted, is_all = "", _AT_ONCE, False
    number, opened = 0, False
    while True:
        inside.budget.check_time(inside.path)
        while len(ahead) < wanted and not is_all:
            part = stream.read(_AT_ONCE) or b""
            is_all = not part
            ahead += decoder.decode(part, final=is_all)
        if not opened:
            ahead, opened = ahead[ahead.index("[") + 1 :], True
        start = _end_of_gap(ahead)
        if ahead.startswith("]", start):
            return
        try:
            _, end = scanner.raw_decode(ahead, start)
        except (ValueError, RecursionError) as error:
            if is_all or len(ahead) > limit:
                yield ReadItem(inside.path, None, CaptureRejected(_damage(error, number, limit, cut=is_all)))
                return
            wanted = 2 * len(ahead)
            continue
        if end == len(ahead) and not is_all:  # a number may go on
            wanted = 2 * len(ahead)
            continue
        number += 1
        yield _item(ahead[start:end].encode("utf-8", "replace"), inside.member(number).path, limit)
        ahead, wanted = ahead[end:], _AT_ONCE


def _end_of_gap(ahead: str) -> int:
    found = _BETWEEN.match(ahead)
    return found.end() if found else 0


def _damage(error: Exception, number: int, limit: int, *, cut: bool) -> str:
    where = f"behind its object {number}" if number else "at its beginning"
    return f"is damaged {where}: {error}" if cut else f"holds an object of more than {limit:,} characters, {where}"


def _item(data: bytes, path: str, limit: int) -> ReadItem:
    try:
        within_limit(data, limit, path)
    except CaptureRejected as error:
        return ReadItem(path, None, error)
    if article_object(data) is None:
        return ReadItem(path, None, CaptureRejected(NO_ARTICLE))
    return ReadItem(path, data)


ARRAY = Container("json", _recognises, _items)
