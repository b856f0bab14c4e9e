"""What an ingest would find: captures that are new, changed, as they were, or gone. Nothing is parsed or written."""

import hashlib
import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from syria_iraq_archive.capture.choice import EVERY_KNOWN_KIND, Choice, PassedOver
from syria_iraq_archive.capture.containers.items import read_items
from syria_iraq_archive.capture.containers.limits import ReadLimits
from syria_iraq_archive.capture.files import CaptureFile
from syria_iraq_archive.corpus.location import Location, locate, locate_folder


@dataclass(slots=True)
class Survey:
    """Paths of captures by what became of them; of those that are as they were only how many there are."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)  # other bytes stand where the corpus knows some
    gone: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)  # too large, unreadable
    unchanged: int = 0
    removed: int = 0  # taken out before, and there still
    passed_over: int = 0  # of kinds that aren't read

    def __str__(self) -> str:
        counts = [f"{len(self.new)} new", f"{len(self.changed)} changed", f"{self.unchanged} unchanged"]
        counts.append(f"{len(self.gone)} gone")
        more = ((len(self.refused), "refused"), (self.removed, "removed"), (self.passed_over, "passed over"))
        return ", ".join([*counts, *(f"{number} {what}" for number, what in more if number)])


def survey(
    connection: sqlite3.Connection | None,
    corpus: Path,
    files: Iterable[CaptureFile],
    max_bytes: int,
    *,
    choice: Choice = EVERY_KNOWN_KIND,
    folders: Iterable[Path] = (),
    removed: Collection[str] = (),
) -> Survey:
    """Look at the files, and at what the corpus has of `folders`; None for a corpus that isn't there yet."""
    looking = _Looking(connection, corpus, removed)
    for file in files:
        place = locate(corpus, file.location, file.path)
        for item in read_items(file, ReadLimits(member=max_bytes), choice):
            if item.data is not None:
                looking.note(hashlib.sha256(item.data).hexdigest(), Location(place.folder, item.path))
            elif isinstance(item.refusal, PassedOver):
                looking.found.passed_over += 1
            else:
                looking.found.refused.append(item.path)
    looking.note_gone(folders)
    return looking.found


class _Looking:
    """Goes over captures, and remembers what it met."""

    def __init__(self, connection: sqlite3.Connection | None, corpus: Path, removed: Collection[str]) -> None:
        self.found = Survey()
        self._connection = connection
        self._corpus = corpus
        self._removed = removed
        self._met: set[str] = set()
        self._places: set[Location] = set()

    def note(self, sha256: str, location: Location) -> None:
        """Count a capture that is there."""
        if sha256 in self._met:
            return
        self._met.add(sha256)
        self._places.add(location)
        if sha256 in self._removed:
            self.found.removed += 1
        elif self._has("sha256 = ?", sha256):
            self.found.unchanged += 1
        elif self._has("folder = ? AND path = ?", *location):
            self.found.changed.append(location.path)
        else:
            self.found.new.append(location.path)

    def note_gone(self, folders: Iterable[Path]) -> None:
        """Name the captures of these folders that are there no more."""
        for folder in {locate_folder(self._corpus, folder) for folder in folders} if self._connection else ():
            sql = "SELECT sha256, path FROM captures WHERE folder = ?"
            for sha256, path in self._connection.execute(sql, (folder,)).fetchall() if self._connection else ():
                location = Location(folder, path)
                unmet = sha256 not in self._met and location not in self._places
                if unmet and not location.may_be_there(self._corpus):
                    self.found.gone.append(path)
        self.found.gone.sort()

    def _has(self, condition: str, *values: str) -> bool:
        sql = f"SELECT 1 FROM captures WHERE {condition}"
        return self._connection is not None and self._connection.execute(sql, values).fetchone() is not None
