"""Streams that can be looked into before they are read, and streams that are counted."""

import io
from typing import TYPE_CHECKING, Protocol

from syria_iraq_archive.capture.containers.limits import Meter
from syria_iraq_archive.errors import CaptureRejected

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

HEAD = 65_536  # bytes that are enough to tell what a stream holds
_AT_ONCE = 1_000_000  # a reader makes room for as much as it is asked for


class Damaged(CaptureRejected):
    """A stream is damaged here. Who reads on may get what stands behind the damage; most give up."""


class CutShort(Damaged):
    """A stream ends before its end, or what comes next can't be read. What was read before is as it was written."""


class Readable(Protocol):
    """What can be read from front to back."""

    def read(self, size: int, /) -> bytes | None:
        """At most `size` bytes; nothing at the end."""


class Source(io.RawIOBase):
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


class Peeked(Source):
    """A stream whose first bytes are known before they are read. Counts the bytes that were read from it.

    If reading the first bytes fails in their midst, what came before is their head; the error is raised behind it.
    """

    def __init__(self, source: Readable) -> None:
        self.source = source
        self.count = 0
        self._failed: Exception | None = None
        parts: list[bytes] = []
        wanted = HEAD
        try:
            while wanted > 0 and (part := source.read(wanted)):
                parts.append(part)
                wanted -= len(part)
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


class Metered(Source):
    """What comes out of a compressed stream, held to the limits: reading may raise `LimitPassed`."""

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
