"""Archives of files: ZIP, WACZ, which is a ZIP archive of web archives, and tar.

Each file in one is read by its name there, unless the name says that it is hidden, of no kind that is read, or that it
leads out of the archive.
"""

import hashlib
import io
import stat
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, cast

from syria_iraq_archive.capture.choice import PassedOver
from syria_iraq_archive.capture.containers.container import (
    Container,
    CutShort,
    Inside,
    Metered,
    OwnStream,
    Peeked,
    ReadInner,
    ReadItem,
    damaged,
)
from syria_iraq_archive.capture.containers.limits import Meter
from syria_iraq_archive.capture.files import storable
from syria_iraq_archive.errors import ArchiveError, CaptureRejected

# ----------------------------------------------------------------------------------------------------------------- ZIP

IN_MEMORY = 8_000_000  # bytes of an archive in an archive; more of it is kept on disk while it is read
MAX_CONTENTS = 10_000_000  # bytes of the table of contents of an archive in another; 200,000 entries
_COPIED_AT_ONCE = 1_000_000

_OTHERS = {
    "[Content_Types].xml": "an Office document",
    "mimetype": "an OpenDocument or EPUB file",
    "classes.dex": "an app",
}
"""Files of other types that are ZIP archives within, by an entry that they have."""


def _zip_items(packed: Peeked, inside: Inside, inner: ReadInner) -> Iterator[ReadItem]:
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
            if refused := refusal(inside, name, met) or _zip_refusal(entry):
                yield ReadItem(inside.member(name).path, None, refused)
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


def _zip_refusal(entry: zipfile.ZipInfo) -> CaptureRejected | None:
    if stat.S_ISLNK(entry.external_attr >> 16):
        return CaptureRejected("is a link")
    return CaptureRejected("is encrypted") if entry.flag_bits & 1 else None


def _member(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, inside: Inside, inner: ReadInner, meter: Meter
) -> Iterator[ReadItem]:
    """What one entry holds. That it is damaged is its own fault; the next may be sound."""
    try:
        with archive.open(entry) as stream:
            yield from inner(io.BufferedReader(Metered(stream, meter)), inside)
    except ArchiveError:
        raise
    except Exception as error:  # noqa: BLE001 - as for any container
        yield ReadItem(inside.path, None, damaged(error))


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


ZIP = Container("zip", lambda head, _: head.startswith((b"PK\x03\x04", b"PK\x05\x06")), _zip_items)


# ----------------------------------------------------------------------------------------------------------------- tar


MAX_HEADER = 16_384  # bytes of an entry's long name or further fields
MAX_HEADERS = 20  # of such headers before one entry; the library reads each inside the one before
_FURTHER = frozenset(
    (tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK, tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE)
)


def _tar_items(packed: Peeked, inside: Inside, inner: ReadInner) -> Iterator[ReadItem]:
    met: set[bytes] = set()
    stream = cast(IO[bytes], io.BufferedReader(_Ending(packed, inside)))
    with tarfile.open(fileobj=stream, mode="r|", errorlevel=1, tarinfo=_Entry) as archive:
        for entry in archive:
            archive.members = []  # type: ignore[attr-defined]  # it keeps all it has met
            name = cleaned(entry.name)
            inside.budget.count_entry(inside.path)
            if entry.isdir() or is_hidden(name):
                continue
            refused = refusal(inside, name, met) or _tar_refusal(entry)
            content = None if refused else archive.extractfile(entry)
            if content is None:
                yield ReadItem(inside.member(name).path, None, refused or CaptureRejected("is no file"))
            else:
                with content:
                    yield from inner(content, inside.member(name))


def _tar_refusal(entry: tarfile.TarInfo) -> CaptureRejected | None:
    if entry.issym() or entry.islnk():
        return CaptureRejected("is a link")
    return None if entry.isreg() and not entry.issparse() else CaptureRejected("is no regular file")


class _Ending(OwnStream):
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


TAR = Container("tar", lambda head, _: head[257:262] == b"ustar", _tar_items)


# ------------------------------------------------------------------------------------------ names of files in archives


def cleaned(name: str) -> str:
    r"""A name with forward slashes, without "./" before it, as a database can hold it.

    >>> cleaned(".\\saved\\page.html")
    'saved/page.html'
    """
    return storable(name.replace("\\", "/").removeprefix("./"))


def is_hidden(name: str) -> bool:
    """Whether a file, or a folder it is in, is hidden, as in a folder; what other systems put beside files, too.

    >>> is_hidden("saved/.git/config"), is_hidden("__MACOSX/page.html"), is_hidden("../page.html")
    (True, True, False)
    """
    parts = name.split("/")
    return parts[0] == "__MACOSX" or any(part.startswith(".") and part not in (".", "..") for part in parts)


def refusal(inside: Inside, name: str, met: set[bytes]) -> CaptureRejected | None:
    """Why an entry of the archive `inside` isn't taken, if its name says so.

    `met` are digests of the names of the entries before it: names may be long, and many.

    >>> from syria_iraq_archive.capture.choice import Choice
    >>> from syria_iraq_archive.capture.containers.limits import Budget, ReadLimits
    >>> str(refusal(Inside("a.zip", 0, Budget(ReadLimits()), Choice()), "../../etc/passwd", set()))
    'has a path that leads out of the archive'
    """
    if not name or name.startswith("/") or ".." in name.split("/") or name[1:2] == ":":
        return CaptureRejected("has a path that leads out of the archive")
    try:
        inside.choice.check(inside.member(name).path)
    except PassedOver as reason:
        return reason
    digest = hashlib.blake2b(name.encode(), digest_size=12).digest()
    if digest in met:
        return CaptureRejected("has the name of an entry before it")
    met.add(digest)
    return None
