"""What reading a container yields, and what is known of the place where it stands."""

import errno
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from tarfile import TarError
from typing import NamedTuple

from syria_iraq_archive.capture.choice import BETWEEN, Choice
from syria_iraq_archive.capture.containers.limits import Budget
from syria_iraq_archive.capture.containers.streams import Peeked, Readable
from syria_iraq_archive.errors import ArchiveError, CaptureFailed, CaptureRejected

_MAKE_ROOM = "make room where temporary files are kept, or set TMPDIR to a folder that has some"


@dataclass(frozen=True, slots=True)
class Item:
    """A capture's bytes, or why there are none, and the path that is recorded of it."""

    path: str
    data: bytes | None
    refusal: ArchiveError | None = None


_OF_DAMAGE = (OSError, EOFError, ValueError, LookupError, NotImplementedError)
"""What libraries raise of damaged bytes. (Their own errors of damage are mostly kinds of these.)"""
_LIBRARIES_OWN = ("zlib.error", "_lzma.LZMAError", "zipfile.BadZipFile", "zipfile.LargeZipFile", "struct.error")


def damaged(error: Exception) -> ArchiveError:
    """Why something can't be unpacked: it is damaged, unless the system or a library is at fault: then it failed."""
    if isinstance(error, OSError) and error.strerror:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        return CaptureFailed(f"can't be read: {error.strerror}", hint=_MAKE_ROOM if full else None)
    if isinstance(error, MemoryError):
        return CaptureFailed("needs more memory than there is")
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    if not isinstance(error, (*_OF_DAMAGE, TarError)) and kind not in _LIBRARIES_OWN and not _is_password(error):
        return CaptureFailed(f"couldn't be unpacked: {type(error).__name__}: {error}")
    return CaptureRejected(f"is damaged: {str(error) or type(error).__name__}")


def _is_password(error: Exception) -> bool:
    return isinstance(error, RuntimeError) and "password" in str(error)


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


Inner = Callable[[Readable, Inside], Iterator[Item]]  # reads what a container holds, which may be a container


class Container(NamedTuple):
    """A kind of container: how it is told, and how it is read."""

    name: str
    recognises: Callable[[bytes, str], bool]  # the first bytes, and the path
    items: Callable[[Peeked, Inside, Inner], Iterator[Item]]
