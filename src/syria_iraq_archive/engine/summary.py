"""What a run did: how many captures it added and updated, what it didn't take and why, and what it passed over."""

from dataclasses import dataclass, field

from syria_iraq_archive.capture.choice import LeftOut, PassedOver
from syria_iraq_archive.engine.work import Rejected


@dataclass(slots=True)
class PassedOverFiles:
    """Files of kinds that aren't read, and files that were left out on demand: neither is a failure.

    As text, how many there are.

    >>> files = PassedOverFiles()
    >>> files.add("photo.jpg", PassedOver("is of a type not known here (.jpg)"))
    >>> str(files)
    '1 file of another kind passed over'
    """

    named: list[tuple[str, str]] = field(default_factory=list)
    kinds: int = 0
    left_out: int = 0

    def add(self, path: str, reason: PassedOver) -> None:
        """Count a file, and keep its name."""
        self.named.append((path, reason.message))
        if isinstance(reason, LeftOut):
            self.left_out += 1
        else:
            self.kinds += 1

    def __str__(self) -> str:
        kinds = "1 file of another kind" if self.kinds == 1 else f"{self.kinds} files of other kinds"
        counts = [f"{kinds} passed over"] if self.kinds else []
        if self.left_out:
            counts.append(f"{self.left_out} left out")
        return ", ".join(counts)


@dataclass(slots=True)
class Summary:
    """What a run did."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    copies: int = 0  # files with the same bytes as one met before
    rejected: list[Rejected] = field(default_factory=list)  # for what they are
    failed: list[Rejected] = field(default_factory=list)  # not by their own fault: the next run tries them again
    doubtful: list[tuple[str, str]] = field(default_factory=list)  # paths of captures written, and what to doubt
    passed_over: PassedOverFiles = field(default_factory=PassedOverFiles)
    gone: list[str] = field(default_factory=list)  # paths of captures that stay, though their file is gone
    gone_hashes: list[str] = field(default_factory=list)  # of the same, in the same order
    versions: int = 0  # captures that became earlier versions
    removed: int = 0  # files passed over, since a curator has removed their captures
    pruned: bool = False  # whether the captures whose file is gone were removed
    forgotten: int = 0  # captures that went, since a curator has removed them

    @property
    def found_any(self) -> bool:
        """Whether there was any capture to be found."""
        return bool(self.added + self.updated + self.unchanged + self.copies + len(self.rejected) + len(self.failed))

    def __str__(self) -> str:
        done = f"{self.added} added, {self.updated} updated, {self.unchanged} unchanged"
        counts = f"{done}, {len(self.rejected)} rejected, {len(self.failed)} failed"
        doubtful = f"{len(self.doubtful)} with doubtful text" if self.doubtful else ""
        copies = f"{self.copies} copies of others" if self.copies else ""
        earlier = f"{self.versions} kept as earlier versions" if self.versions else ""
        removed = f"{self.removed} passed over that were removed" if self.removed else ""
        forgotten = f"{self.forgotten} taken out that were removed" if self.forgotten else ""
        more = (doubtful, copies, earlier, removed, forgotten, str(self.passed_over))
        return ", ".join(filter(None, (counts, *more)))
