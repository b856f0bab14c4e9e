"""ZIP archives, and WACZ, which is a ZIP archive of web archives."""

import io
import stat
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from syria_iraq_archive.capture.containers.base import Container, Inner, Inside, Item, damaged
from syria_iraq_archive.capture.containers.limits import Meter
from syria_iraq_archive.capture.containers.names import cleaned, is_hidden, refusal
from syria_iraq_archive.capture.containers.streams import Metered, Peeked
from syria_iraq_archive.errors import ArchiveError, CaptureRejected

IN_MEMORY = 8_000_000  # bytes of an archive in an archive; more of it is kept on disk while it is read
MAX_CONTENTS = 10_000_000  # bytes of the table of contents of an archive in another; 200,000 entries
_COPIED_AT_ONCE = 1_000_000

_OTHERS = {
    "[Content_Types].xml": "an Office document",
    "mimetype": "an OpenDocument or EPUB file",
    "classes.dex": "an app",
}
"""Files of other types that are ZIP archives within, by an entry that they have."""


def _recognises(head: bytes, path: str) -> bool:  # noqa: ARG001 - a container's signature
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def _items(packed: Peeked, inside: Inside, inner: Inner) -> Iterator[Item]:
    with _seekable(packed) as (file, size), zipfile.ZipFile(_Contents(file, size, inside)) as archive:
        if not inside.depth:
            inside.budget.size = lambda: size
        entries = archive.infolist()
        names = {entry.filename for entry in entries}
        for name, what in _OTHERS.items():
            if name in names:
                raise CaptureRejected(f"is {what}, a type not known here")
        wacz = "datapackage.json" in names and any(name.startswith("archive/") for name in names)
        meter = Meter(inside.budget, inside.path, lambda: size)
        met: set[bytes] = set()
        for entry in entries:
            name = cleaned(entry.filename)
            inside.budget.count_entry(inside.path)
            if entry.is_dir() or is_hidden(name) or (wacz and not name.startswith("archive/")):
                continue
            if refused := refusal(inside, name, met) or _refusal(entry):
                yield Item(inside.member(name).path, None, refused)
            else:
                yield from _member(archive, entry, inside.member(name), inner, meter)


class _Contents(io.BufferedIOBase):
    """An archive's file that doesn't give its table of contents in one piece if that would fill the memory."""

    def __init__(self, file: IO[bytes], size: int, inside: Inside) -> None:
        self._file = file
        self._longest = MAX_CONTENTS if inside.depth else max(MAX_CONTENTS, size)

    def readable(self) -> bool:
        """Yes."""
        return True

    def seekable(self) -> bool:
        """Yes."""
        return True

    def read(self, size: int | None = -1, /) -> bytes:
        """As the file. Raises `CaptureRejected` if what is asked for is too long."""
        if size and size > self._longest:
            raise CaptureRejected(f"has a table of contents of {size:,} bytes, and isn't opened")
        return self._file.read(-1 if size is None else size)

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """As the file."""
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        """As the file."""
        return self._file.tell()


def _refusal(entry: zipfile.ZipInfo) -> CaptureRejected | None:
    if stat.S_ISLNK(entry.external_attr >> 16):
        return CaptureRejected("is a link")
    return CaptureRejected("is encrypted") if entry.flag_bits & 1 else None


def _member(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, inside: Inside, inner: Inner, meter: Meter
) -> Iterator[Item]:
    """What one entry holds. That it is damaged is its own fault; the next may be sound."""
    try:
        with archive.open(entry) as stream:
            yield from inner(io.BufferedReader(Metered(stream, meter)), inside)
    except ArchiveError:
        raise
    except Exception as error:  # noqa: BLE001 - as for any container
        yield Item(inside.path, None, damaged(error))


@contextmanager
def _seekable(packed: Peeked) -> Iterator[tuple[IO[bytes], int]]:
    """The archive as a file in which one can go back, and its size: its table of contents stands at its end."""
    source = packed.source
    # A file of ours: what an archive within another gives says that it can be sought in, and can't.
    if isinstance(source, io.BufferedReader) and isinstance(source.raw, io.FileIO) and source.seekable():
        size = source.seek(0, io.SEEK_END)
        source.seek(0)
        yield source, size
        return
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as copy:
        while part := packed.read(_COPIED_AT_ONCE):
            copy.write(part)
        size = copy.tell()
        copy.seek(0)
        yield copy, size


ZIP = Container("zip", _recognises, _items)
