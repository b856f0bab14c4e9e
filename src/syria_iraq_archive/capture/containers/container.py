"""What a kind of container declares, what reading one yields, and the streams it is read from.

A container is read from front to back, never whole. What it holds is handed back to the reader that was given to it,
since that may be a container, too.
"""

import errno
import io
from collections.abc import Callable, Iterator
from tarfile import TarError
from typing import TYPE_CHECKING, NamedTuple, Protocol

from syria_iraq_archive.capture.choice import BETWEEN, Choice
from syria_iraq_archive.capture.containers.limits import Budget, Meter
from syria_iraq_archive.errors import ArchiveError, CaptureFailed, CaptureRejected

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

HEAD = 65_536  # bytes that are enough to tell what a stream holds
_AT_ONCE = 1_000_000  # bytes asked of a stream at once: a reader makes room for as many as it is asked for

# ------------------------------------------------------------------------------------- what a container is and yields


class ReadItem(NamedTuple):
    """What was read as a capture: its bytes, or why there are none, and the path that is recorded of it."""

    path: str
    data: bytes | None
    refusal: ArchiveError | None = None


class Inside(NamedTuple):
    """Where a stream stands: its path, how many containers it is in, what is used of their limits, what is wanted."""

    path: str
    depth: int
    budget: Budget
    choice: Choice

    def member(self, name: str | int) -> "Inside":
        """Where the container here holds `name`."""
        return Inside(f"{self.path}{BETWEEN}{name}", self.depth + 1, self.budget, self.choice)

    def unpacked(self) -> "Inside":
        """Where a compressed file's content stands: one deeper, by the same path."""
        return Inside(self.path, self.depth + 1, self.budget, self.choice)


class Container(NamedTuple):
    """A kind of container: how it is told from others, and how it is read."""

    name: str
    recognises: Callable[[bytes, str], bool]  # the first bytes, and the path
    items: Callable[["Peeked", Inside, "ReadInner"], Iterator[ReadItem]]


# ----------------------------------------------------------------------------------------------------------- streams


class Readable(Protocol):
    """What can be read from front to back."""

    def read(self, size: int, /) -> bytes | None:
        """At most `size` bytes; nothing at the end."""


ReadInner = Callable[[Readable, Inside], Iterator[ReadItem]]  # reads what a container holds, which may be a container


class OwnStream(io.RawIOBase):
    """A stream of our own: what `_next` gives, as readers ask for it."""

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """As many bytes as there are, up to the buffer's length."""
        view = memoryview(buffer).cast("B")
        data = self._next(len(view))
        view[: len(data)] = data
        return len(data)

    def _next(self, size: int) -> bytes:
        raise NotImplementedError


class Peeked(OwnStream):
    """A stream whose first bytes, its `head`, are known before they are read. Counts the bytes that were read from it.

    It is `whole` if there is nothing behind them.

    If reading the first bytes fails in their midst, what came before is their head; the error is raised behind it.
    """

    def __init__(self, source: Readable) -> None:
        self.source = source
        self.count = 0
        self.whole = False
        self._failed: Exception | None = None
        parts: list[bytes] = []
        wanted = HEAD
        try:
            while wanted > 0 and (part := source.read(wanted)):
                parts.append(part)
                wanted -= len(part)
            self.whole = wanted > 0
        except Exception as error:
            if not parts and not isinstance(error, Damaged):
                raise
            self._failed = error
        self.head = b"".join(parts)

    def _next(self, size: int) -> bytes:
        if self.count < len(self.head):
            data = self.head[self.count : self.count + size]
        elif self._failed:
            error, self._failed = self._failed, None
            raise error
        else:
            data = self.source.read(size) or b""
        self.count += len(data)
        return data


class Metered(OwnStream):
    """What comes out of a compressed stream, held to the limits: reading may raise `LimitPassed` or `TimePassed`."""

    def __init__(self, unpacked: Readable, meter: Meter) -> None:
        self._unpacked = unpacked
        self._meter = meter

    def _next(self, size: int) -> bytes:
        data = self._unpacked.read(size) or b""
        self._meter.count(len(data))
        return data


def read_fully(stream: Readable, size: int) -> bytes:
    """`size` bytes, or as many as there are: some streams give less at a time."""
    parts: list[bytes] = []
    while size > 0 and (part := stream.read(min(size, _AT_ONCE))):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


# ------------------------------------------------------------------------------------------------------------ damage


class Damaged(CaptureRejected):
    """A stream is damaged here. Whoever reads on may get what stands behind the damage; most give up."""


class CutShort(Damaged):
    """A stream ends before its end, or what comes next can't be read. What was read before is as it was written."""


_OF_DAMAGE = (OSError, EOFError, ValueError, LookupError, NotImplementedError, TarError)
"""What libraries raise of damaged bytes. (Their own errors of damage are mostly kinds of these.)"""
_LIBRARIES_OWN = ("zlib.error", "_lzma.LZMAError", "zipfile.BadZipFile", "zipfile.LargeZipFile", "struct.error")
"""By name, so that nobody imports a library to name its errors."""
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)  # a full disk, a quota, `ulimit -f`
_MAKE_ROOM = "make room where temporary files are kept, or set TMPDIR to a folder that has some"


def damaged(error: Exception) -> ArchiveError:
    """Why something can't be unpacked: it is damaged, unless the system or a library is at fault: then it failed."""
    if isinstance(error, OSError) and error.strerror:
        no_room = error.errno in _NO_ROOM or "temporary directory" in error.strerror
        return CaptureFailed(f"can't be read: {error.strerror}", hint=_MAKE_ROOM if no_room else None)
    if isinstance(error, MemoryError):
        return CaptureFailed("needs more memory than there is")
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    if not isinstance(error, _OF_DAMAGE) and kind not in _LIBRARIES_OWN and not _asks_for_password(error):
        return CaptureFailed(f"couldn't be unpacked: {type(error).__name__}: {error}")
    return CaptureRejected(f"is damaged: {str(error) or type(error).__name__}")


def _asks_for_password(error: Exception) -> bool:
    return isinstance(error, RuntimeError) and "password" in str(error)
