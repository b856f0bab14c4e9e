"""What a run passed over: files of kinds that aren't read, and what whoever asked left out. Neither is a failure."""

from dataclasses import dataclass, field

from syria_iraq_archive.capture.choice import LeftOut, PassedOver


@dataclass(slots=True)
class PassedOverFiles:
    """The files passed over so far, each with the reason; as text, how many there are.

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
