"""Tar archives, read from front to back."""

import io
import tarfile
from collections.abc import Iterator

from syria_iraq_archive.capture.containers.base import Container, Inner, Inside, Item
from syria_iraq_archive.capture.containers.names import cleaned, is_hidden, refusal
from syria_iraq_archive.capture.containers.streams import Peeked
from syria_iraq_archive.errors import CaptureRejected

_MAGIC = slice(257, 262)


def _recognises(head: bytes, path: str) -> bool:  # noqa: ARG001 - a container's signature
    return head[_MAGIC] == b"ustar"


def _items(packed: Peeked, inside: Inside, inner: Inner) -> Iterator[Item]:
    met: set[str] = set()
    with tarfile.open(fileobj=io.BufferedReader(packed), mode="r|", errorlevel=1) as archive:
        for entry in archive:
            archive.members = []  # type: ignore[attr-defined]  # it keeps all it has met
            name = cleaned(entry.name)
            if entry.isdir() or is_hidden(name):
                continue
            inside.budget.count_entry(inside.path)
            refused = refusal(inside, name, met) or _refusal(entry)
            stream = None if refused else archive.extractfile(entry)
            if stream is None:
                yield Item(inside.member(name).path, None, refused or CaptureRejected("is no file"))
            else:
                with stream:
                    yield from inner(stream, inside.member(name))


def _refusal(entry: tarfile.TarInfo) -> CaptureRejected | None:
    if entry.issym() or entry.islnk():
        return CaptureRejected("is a link")
    return None if entry.isreg() and not entry.issparse() else CaptureRejected("is no regular file")


TAR = Container("tar", _recognises, _items)
