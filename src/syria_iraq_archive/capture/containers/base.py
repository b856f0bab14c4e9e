"""What reading a container yields, and what is known of the place where it stands."""

import errno
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from syria_iraq_archive.capture.containers.limits import Budget
from syria_iraq_archive.capture.containers.streams import Peeked, Readable
from syria_iraq_archive.errors import ArchiveError, CaptureFailed, CaptureRejected

BETWEEN = "!/"
"""Stands between the path of a container and the name of what is in it."""


_MAKE_ROOM = "make room where temporary files are kept, or set TMPDIR to a folder that has some"


@dataclass(frozen=True, slots=True)
class Item:
    """A capture's bytes, or why there are none, and the path that is recorded of it."""

    path: str
    data: bytes | None
    refusal: ArchiveError | None = None


def damaged(error: Exception) -> ArchiveError:
    """Why something can't be unpacked, in the words of whoever tried: that it is damaged, unless the system failed."""
    if isinstance(error, OSError) and error.strerror:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        return CaptureFailed(f"can't be read: {error.strerror}", hint=_MAKE_ROOM if full else None)
    if isinstance(error, MemoryError):
        return CaptureFailed("needs more memory than there is")
    return CaptureRejected(f"is damaged: {str(error) or type(error).__name__}")


class Inside(NamedTuple):
    """Where a stream stands: its path, how many containers it is in, and what is used of their limits."""

    path: str
    depth: int
    budget: Budget

    def member(self, name: str | int) -> "Inside":
        """Where the container here holds `name`."""
        return Inside(f"{self.path}{BETWEEN}{name}", self.depth + 1, self.budget)

    def unpacked(self) -> "Inside":
        """Where a compressed file's content stands: one deeper, by the same path."""
        return Inside(self.path, self.depth + 1, self.budget)


Inner = Callable[[Readable, Inside], Iterator[Item]]  # reads what a container holds, which may be a container


class Container(NamedTuple):
    """A kind of container: how it is told, and how it is read."""

    name: str
    recognises: Callable[[bytes, str], bool]  # the first bytes, and the path
    items: Callable[[Peeked, Inside, Inner], Iterator[Item]]
