"""Reads the captures of a file one after the other: the file itself or, if it is a container, what it holds.

Only one capture is in memory at a time. What can't be taken is an item, too, with the reason in place of the bytes.
"""

from collections.abc import Iterator

from syria_iraq_archive.capture.choice import EVERY_KNOWN_KIND, Choice, PassedOver
from syria_iraq_archive.capture.containers.archives import TAR, ZIP
from syria_iraq_archive.capture.containers.compressed import BZIP2, GZIP, XZ
from syria_iraq_archive.capture.containers.container import (
    Container,
    Inside,
    Peeked,
    Readable,
    ReadItem,
    damaged,
    read_fully,
)
from syria_iraq_archive.capture.containers.documents import RTF_DOCUMENT, WORD_DOCUMENT
from syria_iraq_archive.capture.containers.json_arrays import ARRAY
from syria_iraq_archive.capture.containers.json_lines import LINES
from syria_iraq_archive.capture.containers.limits import ENDS_ALL, Budget, LimitPassed, ReadLimits, ended_by
from syria_iraq_archive.capture.containers.mails import MAIL
from syria_iraq_archive.capture.containers.press_exports import PRESS_EXPORT
from syria_iraq_archive.capture.containers.web_archives import WARC
from syria_iraq_archive.capture.files import CaptureFile, opened, within_limit
from syria_iraq_archive.errors import ArchiveError, CaptureFailed, CaptureRejected

CONTAINERS = (GZIP, BZIP2, XZ, WORD_DOCUMENT, RTF_DOCUMENT, ZIP, TAR, WARC, MAIL, LINES, ARRAY, PRESS_EXPORT)
"""The kinds of container. The first that recognises the beginning of a file reads it."""


def read_items(
    file: CaptureFile, limits: ReadLimits | None = None, choice: Choice = EVERY_KNOWN_KIND
) -> Iterator[ReadItem]:
    """The captures in `file`: the file itself, or what it holds if it is a container, at any depth.

    Raises nothing for what can't be taken: it is an item with a refusal. What `choice` leaves out of an archive is an
    item whose refusal is `PassedOver`.
    """
    try:
        with opened(file) as stream:
            yield from stream_items(stream, file.path, limits, choice)
    except (CaptureRejected, CaptureFailed) as error:
        yield ReadItem(file.path, None, error)


def stream_items(
    stream: Readable, path: str, limits: ReadLimits | None = None, choice: Choice = EVERY_KNOWN_KIND
) -> Iterator[ReadItem]:
    """The captures in a stream that is called `path`."""
    budget = Budget(limits or ReadLimits())
    items = _items(stream, Inside(path, 0, budget, choice))
    budget.resume()
    try:
        for item in items:
            if item.refusal and not isinstance(item.refusal, PassedOver):
                budget.count_refusal(path)
            budget.pause()
            yield item
            budget.resume()
    except LimitPassed as error:
        yield ReadItem(path, None, error)


def _items(stream: Readable, inside: Inside) -> Iterator[ReadItem]:
    """What `stream` holds. If a container is damaged, an item that says so follows what could be read before."""
    try:
        peeked = Peeked(stream)
        if not inside.depth:
            inside.budget.size = lambda: peeked.count
        container = next((each for each in CONTAINERS if each.recognises(peeked.head, inside.path)), None)
        if container is None:
            limit = inside.budget.limits.member
            data = peeked.head if peeked.whole else read_fully(peeked, limit + 1)
            yield ReadItem(inside.path, within_limit(data, limit, inside.path))
        else:
            yield from _items_of_container(container, peeked, inside)
    except ENDS_ALL as error:
        if inside.depth:
            raise
        yield ReadItem(inside.path, None, ended_by(error, inside.path))
    except ArchiveError as error:
        yield ReadItem(inside.path, None, error)
    except Exception as error:  # noqa: BLE001 - what unpacks fails on damage in more ways than it declares
        yield ReadItem(inside.path, None, damaged(error))


def _items_of_container(container: Container, peeked: Peeked, inside: Inside) -> Iterator[ReadItem]:
    """What a container holds. Raises `CaptureRejected` if it lies too deep, or holds nothing."""
    if inside.depth >= inside.budget.limits.depth:
        raise CaptureRejected(f"lies {inside.depth} containers deep, and isn't opened")
    empty = True
    for item in container.items(peeked, inside, _items):
        empty = False
        yield item
    if empty:
        raise CaptureRejected("holds nothing that could be taken")
