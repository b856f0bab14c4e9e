"""What a container may hold at most, so that a small file can't fill the memory, the disk or the day."""

from collections.abc import Callable
from dataclasses import dataclass
from time import thread_time

from syria_iraq_archive.capture.files import MAX_BYTES
from syria_iraq_archive.errors import ArchiveError, CaptureFailed, CaptureRejected

HARMLESS = 50_000_000  # bytes that may come out of anything, however small it is
HARMLESS_ENTRIES = 10_000  # files that may be in anything
BYTES_FOR_AN_ENTRY = 40  # that an archive can't do without; what has more entries for its size is made to do harm


class LimitPassed(CaptureRejected):
    """A file holds more than may come out of it. Unlike a bad member's, this ends the reading of the whole file."""


class TimePassed(CaptureFailed):
    """Reading a file took far longer than its size asks for. On another machine it may not."""


ENDS_ALL = (LimitPassed, TimePassed)
"""Errors that end the reading of the whole file, however deep in it they were met."""


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """The limits of one file that somebody ingests. `member` is that of `--max-size`."""

    member: int = MAX_BYTES  # bytes of one capture
    entries: int = 1_000_000  # files in archives
    refusals: int = 100_000  # of what can't be taken; each is reported by its name
    depth: int = 6  # containers in containers; a compressed file counts as one
    ratio: int = 200  # bytes that come out for each byte read, once that is more than `HARMLESS`
    total: int = 1_000_000_000_000  # bytes that come out
    seconds: float = 60.0  # of work of the thread that reads a file: the last resort
    bytes_a_second: int = 200_000  # that come in or out: more seconds for a larger file


class Budget:
    """What one file has used of its limits so far: one allowance, however many containers stand in it."""

    def __init__(self, limits: ReadLimits) -> None:
        self.limits = limits
        self.size: Callable[[], int] = lambda: 0  # bytes read so far of the file itself, the outermost
        self._entries = 0
        self._refusals = 0
        self._bytes = 0
        self._beyond = 0  # bytes of containers that swell beyond the ratio, each by itself
        self._seconds = 0.0
        self._resumed = thread_time()

    def count_entry(self, path: str) -> None:
        """Count a file in the archive at `path`. Raises `LimitPassed` if it is one too many."""
        self._entries += 1
        most = min(self.limits.entries, HARMLESS_ENTRIES + self.size() // BYTES_FOR_AN_ENTRY)
        if self._entries > most:
            raise LimitPassed(f"holds more than {most:,} files; the rest isn't taken", place=path)

    def count_refusal(self, path: str) -> None:
        """Count what can't be taken. Raises `LimitPassed` if that is one too many."""
        self._refusals += 1
        if self._refusals > self.limits.refusals:
            most = self.limits.refusals
            raise LimitPassed(f"holds more than {most:,} things that can't be taken; the rest isn't", place=path)

    def count_bytes(self, number: int, beyond: int, path: str) -> None:
        """Count bytes that came out of what is at `path`; `beyond` are those that now count as of what swells too much.

        Raises `LimitPassed` if either is too many for the file.
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
        """Go on counting the time; what was done meanwhile with what was read doesn't count."""
        self._resumed = thread_time()

    def pause(self) -> None:
        """Stop counting the time until something is done with what was read."""
        self._seconds += thread_time() - self._resumed

    def check_time(self, path: str) -> None:
        """Raise `TimePassed` if reading has taken far too long."""
        spent = self._seconds + thread_time() - self._resumed
        if spent > self.limits.seconds + (self._bytes + self.size()) / self.limits.bytes_a_second:
            raise TimePassed(f"took more than {spent:.0f} seconds to read; the rest isn't taken", place=path)


class Meter:
    """What comes out of one compressed file, beside what was read of it."""

    def __init__(self, budget: Budget, path: str, read: Callable[[], int]) -> None:
        self.budget = budget
        self.path = path
        self._read = read
        self._made = 0
        self._beyond = 0

    def count(self, number: int) -> None:
        """Count `number` bytes more. Raises `LimitPassed` or `TimePassed` if a limit is passed."""
        self._made += number
        beyond = self._made if self._made > self.budget.limits.ratio * max(1, self._read()) else 0
        grown, self._beyond = beyond - self._beyond, beyond
        self.budget.count_bytes(number, grown, self.path)
        self.budget.check_time(self.path)


def ended_by(error: ArchiveError, path: str) -> ArchiveError:
    """The error that ended the reading of the file at `path`, with the place in it that was reached."""
    where = f" (in {error.place})" if error.place not in (None, path) else ""
    return type(error)(f"{error.message}{where}", hint=error.hint)
