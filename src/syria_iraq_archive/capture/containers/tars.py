"""Tar archives, read from front to back."""

import io
import tarfile
from collections.abc import Iterator
from typing import IO, cast

from syria_iraq_archive.capture.containers.base import Container, Inner, Inside, Item
from syria_iraq_archive.capture.containers.names import cleaned, is_hidden, refusal
from syria_iraq_archive.capture.containers.streams import CutShort, Peeked, Source
from syria_iraq_archive.errors import CaptureRejected

MAX_HEADER = 16_384  # bytes of an entry's long name or further fields
MAX_HEADERS = 20  # of such headers before one entry; the library reads each inside the one before
_MAGIC = slice(257, 262)
_FURTHER = frozenset(
    (tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK, tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE)
)


def _recognises(head: bytes, path: str) -> bool:  # noqa: ARG001 - a container's signature
    return head[_MAGIC] == b"ustar"


class _Ending(Source):
    """A stream that is done with after its end: the library asks on as long as a header claims more."""

    def __init__(self, packed: Peeked, inside: Inside) -> None:
        self._packed = packed
        self._inside = inside
        self._ended = 0

    def _next(self, size: int) -> bytes:
        self._inside.budget.check_time(self._inside.path)
        data = self._packed.read(size) or b""
        self._ended = 0 if data else self._ended + 1
        if self._ended > 3:
            raise CutShort("is cut short: an entry claims to be longer than what is there")
        return data


class _Entry(tarfile.TarInfo):
    """An entry whose headers are of a size that names and numbers have."""

    def _proc_member(self, archive: tarfile.TarFile) -> "tarfile.TarInfo":
        further = getattr(archive, "further", 0) + 1 if self.type in _FURTHER else 0
        archive.further = further  # type: ignore[attr-defined]
        if further and self.size > MAX_HEADER:
            raise CaptureRejected(f"has a header of {self.size:,} bytes; from there it isn't taken")
        if further > MAX_HEADERS:
            raise CaptureRejected(f"has more than {MAX_HEADERS} headers of one entry; from there it isn't taken")
        return cast(tarfile.TarInfo, super()._proc_member(archive))  # type: ignore[misc]


def _items(packed: Peeked, inside: Inside, inner: Inner) -> Iterator[Item]:
    met: set[bytes] = set()
    stream = cast(IO[bytes], io.BufferedReader(_Ending(packed, inside)))
    with tarfile.open(fileobj=stream, mode="r|", errorlevel=1, tarinfo=_Entry) as archive:
        for entry in archive:
            archive.members = []  # type: ignore[attr-defined]  # it keeps all it has met
            name = cleaned(entry.name)
            inside.budget.count_entry(inside.path)
            if entry.isdir() or is_hidden(name):
                continue
            refused = refusal(inside, name, met) or _refusal(entry)
            content = None if refused else archive.extractfile(entry)
            if content is None:
                yield Item(inside.member(name).path, None, refused or CaptureRejected("is no file"))
            else:
                with content:
                    yield from inner(content, inside.member(name))


def _refusal(entry: tarfile.TarInfo) -> CaptureRejected | None:
    if entry.issym() or entry.islnk():
        return CaptureRejected("is a link")
    return None if entry.isreg() and not entry.issparse() else CaptureRejected("is no regular file")


TAR = Container("tar", _recognises, _items)
