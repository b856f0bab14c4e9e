"""How much may come out of a container, so that a small file can't fill memory or disk, or take all day."""

from collections.abc import Callable
from time import thread_time
from typing import NamedTuple

from syria_iraq_archive.capture.files import MAX_BYTES
from syria_iraq_archive.errors import ArchiveError, CaptureFailed, CaptureRejected

HARMLESS = 50_000_000  # bytes that may come out of any file, however small; only above this does the ratio count
HARMLESS_ENTRIES = 10_000  # files that any archive may hold, however small
BYTES_FOR_AN_ENTRY = 40  # bytes that each file beyond these takes in an archive at least; with less, it is an attack


class LimitPassed(CaptureRejected):
    """More comes out of a file than is allowed. Ends the reading of the whole file, not only of one member."""


class TimePassed(CaptureFailed):
    """Reading a file took far longer than its size warrants. It may succeed on a faster machine."""


ENDS_ALL = (LimitPassed, TimePassed)
"""Errors that end the reading of the whole file, however deep in it they were met."""


class ReadLimits(NamedTuple):
    """The limits for one ingested file, all containers in it together. `member` is set by `--max-size`."""

    member: int = MAX_BYTES  # bytes of one capture
    entries: int = 1_000_000  # files in archives
    refusals: int = 100_000  # members refused, each of which is reported by name
    depth: int = 6  # containers in containers; a compressed file counts as one
    ratio: int = 200  # bytes that may come out for each byte read, once more than `HARMLESS` have come out
    total: int = 1_000_000_000_000  # bytes that come out
    seconds: float = 60.0  # CPU seconds of the reading thread, before what `bytes_a_second` adds
    bytes_a_second: int = 200_000  # bytes, read or unpacked, that add one second to `seconds`


class Budget:
    """What one ingested file has used of its limits so far, all containers in it together. Its clock runs at once."""

    def __init__(self, limits: ReadLimits) -> None:
        self.limits = limits
        self.size: Callable[[], int] = lambda: 0  # bytes read so far of the file itself, the outermost
        self._entries = 0
        self._refusals = 0
        self._bytes = 0
        self._beyond = 0  # bytes out of those compressed files that, taken alone, exceed the ratio
        self._seconds = 0.0
        self._resumed = thread_time()

    def count_entry(self, path: str) -> None:
        """Count a file in the archive at `path`. Raises `LimitPassed` beyond `entries`, or what `size` allows."""
        self._entries += 1
        most = min(self.limits.entries, HARMLESS_ENTRIES + self.size() // BYTES_FOR_AN_ENTRY)
        if self._entries > most:
            raise LimitPassed(f"holds more than {most:,} files; the rest isn't taken", place=path)

    def count_refusal(self, path: str) -> None:
        """Count a member that was refused. Raises `LimitPassed` beyond `refusals`."""
        self._refusals += 1
        if self._refusals > self.limits.refusals:
            most = self.limits.refusals
            raise LimitPassed(f"holds more than {most:,} things that can't be taken; the rest isn't", place=path)

    def count_bytes(self, number: int, beyond: int, path: str) -> None:
        """Count `number` bytes out of the file at `path`, and add `beyond` to those out of files that exceed the ratio.

        `beyond` is negative if such a file is within the ratio again.

        Raises `LimitPassed` if either sum is too large for the ingested file.
        """
        self._bytes += number
        self._beyond += beyond
        ratio = self.limits.ratio
        if self._beyond > HARMLESS or self._bytes > max(HARMLESS, ratio * self.size()):
            reason = f"swells to more than {ratio} times its size; the rest isn't taken"
            raise LimitPassed(reason, place=path, hint="if you trust it, unpack it yourself")
        if self._bytes > self.limits.total:
            raise LimitPassed(f"holds more than {self.limits.total:,} bytes; the rest isn't taken", place=path)

    def resume(self) -> None:
        """Start the clock again, after `pause`. The time in between doesn't count."""
        self._resumed = thread_time()

    def pause(self) -> None:
        """Stop the clock while the caller uses what was read. A second `pause` without `resume` counts time twice."""
        self._seconds += thread_time() - self._resumed

    def check_time(self, path: str) -> None:
        """Raise `TimePassed` if the CPU time exceeds `seconds`, plus one for each `bytes_a_second` read or unpacked."""
        spent = self._seconds + thread_time() - self._resumed
        if spent > self.limits.seconds + (self._bytes + self.size()) / self.limits.bytes_a_second:
            raise TimePassed(f"took more than {spent:.0f} seconds to read; the rest isn't taken", place=path)


class Meter:
    """Counts what comes out of one compressed file or archive, and compares it with what was read of it."""

    def __init__(self, budget: Budget, path: str, read: Callable[[], int]) -> None:
        self.budget = budget
        self.path = path
        self._read = read
        self._made = 0
        self._beyond = 0

    def count(self, number: int) -> None:
        """Count `number` more unpacked bytes. Raises `LimitPassed` or `TimePassed`."""
        self._made += number
        beyond = self._made if self._made > self.budget.limits.ratio * max(1, self._read()) else 0
        grown, self._beyond = beyond - self._beyond, beyond
        self.budget.count_bytes(number, grown, self.path)
        self.budget.check_time(self.path)


def ended_by(error: ArchiveError, path: str) -> ArchiveError:
    """`error` as that of the whole file at `path`: without its place, which the message names if it is another one."""
    where = f" (in {error.place})" if error.place not in (None, path) else ""
    return type(error)(f"{error.message}{where}", hint=error.hint)
