"""Which files to take as captures, and reading them within limits."""

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

from syria_iraq_archive.capture.choice import EVERY_KNOWN_KIND, Choice, PassedOver
from syria_iraq_archive.errors import CaptureFailed, CaptureRejected
from syria_iraq_archive.patterns import later

MAX_BYTES = 20_000_000

_ESCAPED_BYTE = later(r"\\x(21|5c|[89a-f][0-9a-f])")
_AMBIGUOUS = later(r"!(?=/)|\\(?=x[0-9a-f]{2})")  # what stands between a container and its content; an escape


class CaptureFile(NamedTuple):
    """A file to be read as a capture, and its path as the corpus records it."""

    location: Path
    path: str  # relative to the ingested folder, with forward slashes
    refusal: str | None = None  # why it can't be one, if that shows without reading it
    passed_over: PassedOver | None = None  # why it isn't looked at; nothing is wrong with it
    unreadable: bool = False  # the refusal says nothing of what the file holds: it failed


def find_captures(places: Iterable[Path], choice: Choice = EVERY_KNOWN_KIND) -> Iterator[CaptureFile]:
    """The files among and below `places`, folder by folder, each folder's sorted by path.

    A file named outright is taken whatever its name; in a folder, hidden files are passed over, and so is the folder
    of images that a browser saves beside a page. What `choice` doesn't take is marked as passed over; links that lead
    out of the folder are refused, and folders that can't be read.
    """
    for place in places:
        if os.path.isdir(place):  # noqa: PTH112 - `Path.is_dir` raises for what is no folder
            yield from _below(place, choice)
        else:
            yield CaptureFile(place, storable(place.name))


def _below(folder: Path, choice: Choice) -> Iterator[CaptureFile]:
    """The files below a folder. Only of the folders on the way to the next file are the entries kept in memory."""
    top = folder.resolve()
    opened = [("", _entries(folder, "."))]  # each with what its paths begin with
    while opened:
        above, entries = opened[-1]
        entry = next(entries, None)
        if entry is None:
            opened.pop()
        elif isinstance(entry, CaptureFile):
            if not choice.excludes(entry.path):
                yield entry
        elif entry.is_dir(follow_symlinks=False):
            path = above + entry.name
            opened.append((f"{path}/", _entries(Path(entry.path), path)))
        elif not entry.is_symlink():
            yield _chosen(Path(entry.path), storable(above + entry.name), choice)
        elif not os.path.isdir(entry.path):  # noqa: PTH112 - links to folders aren't followed; nothing raised of others
            yield _linked(_chosen(Path(entry.path), storable(above + entry.name), choice), top)


def _entries(folder: Path, path: str) -> Iterator[os.DirEntry[str] | CaptureFile]:
    """What a folder holds and doesn't hide, in the order of the paths that it makes.

    Itself, refused, with its `path` below the first folder, if it can't be read.
    """
    try:
        with os.scandir(folder) as found:
            entries = [entry for entry in found if not entry.name.startswith(".")]
        names = {entry.name for entry in entries}
        entries = [entry for entry in entries if not _is_beside_page(entry, names)]
    except OSError as error:
        yield CaptureFile(folder, storable(path), f"can't be read: {error.strerror}", unreadable=True)
        return
    yield from sorted(entries, key=lambda entry: entry.name + "/" * entry.is_dir(follow_symlinks=False))


def _is_beside_page(entry: os.DirEntry[str], names: set[str]) -> bool:
    """Whether a browser made this folder when it saved one of the pages `names` whole."""
    stem = entry.name.removesuffix("_files")
    saved_page = any(f"{stem}{suffix}" in names for suffix in (".html", ".htm", ".xhtml"))
    return stem != entry.name and saved_page and entry.is_dir(follow_symlinks=False)


def _chosen(location: Path, path: str, choice: Choice) -> CaptureFile:
    """A file below a folder, with why it isn't read if its name says so."""
    try:
        choice.check(path)
    except PassedOver as reason:
        return CaptureFile(location, path, passed_over=reason)
    return CaptureFile(location, path)


def _linked(file: CaptureFile, top: Path) -> CaptureFile:
    """A file that is a link: refused if it leads out of the folder `top`."""
    if file.passed_over or Path(os.path.realpath(file.location)).is_relative_to(top):
        return file
    return file._replace(refusal="is a link that leads out of the folder")


def storable(path: str) -> str:
    r"""`path` with what isn't UTF-8 in it written as escapes, so that a database can hold it.

    So is what would make it the path of something else: `!/`, which leads into a container, and what looks like an
    escape. No two paths are stored alike.

    >>> storable(os.fsdecode(b"Hama \xff.txt")), storable("half a \ud83d")
    ('Hama \\xff.txt', 'half a \\ud83d')
    >>> storable("saved.zip!/page.html"), storable(r"Hama \xff.txt")
    ('saved.zip\\x21/page.html', 'Hama \\x5cxff.txt')
    """
    path = _AMBIGUOUS.sub(lambda found: f"\\x{ord(found[0]):02x}", path)
    try:
        return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    except UnicodeEncodeError:  # no bytes of a file's name, but half a surrogate pair
        return path.encode("utf-8", "backslashreplace").decode()


def spelt_in_bytes(path: str) -> str:
    r"""The path in which `storable` wrote escapes, as the file system knows it.

    >>> os.fsencode(spelt_in_bytes(r"Hama \xff.txt")), spelt_in_bytes(r"saved.zip\x21/page.html")
    (b'Hama \xff.txt', 'saved.zip!/page.html')
    """
    return _ESCAPED_BYTE.sub(lambda escape: _character(int(escape[1], 16)), path)


def _character(number: int) -> str:
    """An ASCII character; of other bytes, what Python makes of them in names of files."""
    return chr(number if number < 0x80 else 0xDC00 + number)


@contextmanager
def opened(file: CaptureFile) -> Iterator[BinaryIO]:
    """The file, open for reading.

    Raises `CaptureRejected` if it is refused, `PassedOver` if it isn't wanted, `CaptureFailed` if it can't be read.
    """
    if file.passed_over:
        raise file.passed_over
    if file.refusal:
        kind = CaptureFailed if file.unreadable else CaptureRejected
        raise kind(file.refusal, place=file.path)
    try:
        with open(file.location, "rb", opener=_without_waiting) as stream:
            if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                raise CaptureRejected("is not a regular file", place=file.path)
            yield stream
    except OSError as error:
        raise CaptureFailed(f"can't be read: {error.strerror}", place=file.path) from error


def _without_waiting(path: str, flags: int) -> int:
    """Open a file; a pipe, too, which would have us wait until somebody writes to it."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def within_limit(data: bytes, max_bytes: int, path: str) -> bytes:
    """`data`, unless it is longer than `max_bytes`: then `CaptureRejected`."""
    if len(data) > max_bytes:
        raise CaptureRejected(f"is larger than {max_bytes:,} bytes", place=path, hint="raise the limit with --max-size")
    return data
