"""What a container may hold at most, so that a small file can't fill the memory, the disk or the day."""

from collections.abc import Callable
from dataclasses import dataclass

from syria_iraq_archive.capture.files import MAX_BYTES
from syria_iraq_archive.errors import CaptureRejected

HARMLESS = 50_000_000  # bytes that may come out of anything, however small it is


class LimitPassed(CaptureRejected):
    """A file holds more than may come out of it. Unlike a bad member's, this ends the reading of the whole file."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one file that somebody ingests. `member` is that of `--max-size`."""

    member: int = MAX_BYTES  # bytes of one capture
    entries: int = 1_000_000  # files in archives
    depth: int = 6  # containers in containers; a compressed file counts as one
    ratio: int = 200  # bytes that come out for each byte read, once that is more than `HARMLESS`
    total: int = 1_000_000_000_000  # bytes that come out


class Budget:
    """What one file has used of its limits so far."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._entries = 0
        self._bytes = 0

    def count_entry(self, path: str) -> None:
        """Count a file in the archive at `path`. Raises `LimitPassed` where it is one too many."""
        self._entries += 1
        if self._entries > self.limits.entries:
            raise LimitPassed(f"holds more than {self.limits.entries:,} files; the rest isn't taken", place=path)

    def count_bytes(self, number: int, path: str) -> None:
        """Count bytes that came out of what is at `path`. Raises `LimitPassed` where they are too many."""
        self._bytes += number
        if self._bytes > self.limits.total:
            raise LimitPassed(f"holds more than {self.limits.total:,} bytes; the rest isn't taken", place=path)


class Meter:
    """What comes out of one compressed file, beside what was read of it."""

    def __init__(self, budget: Budget, path: str, read: Callable[[], int]) -> None:
        self._budget = budget
        self._path = path
        self._read = read
        self._made = 0

    def count(self, number: int) -> None:
        """Count `number` bytes more. Raises `LimitPassed` where a limit is passed."""
        self._made += number
        self._budget.count_bytes(number, self._path)
        ratio = self._budget.limits.ratio
        if self._made > HARMLESS and self._made > ratio * max(1, self._read()):
            reason = f"swells to more than {ratio} times its size; the rest isn't taken"
            raise LimitPassed(reason, place=self._path, hint="if you trust it, unpack it yourself")
