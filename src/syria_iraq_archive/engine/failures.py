"""What a run couldn't parse, though not by its own fault: the table ``failures``, kept in step with each try."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from syria_iraq_archive.capture.choice import BETWEEN
from syria_iraq_archive.corpus.location import Location
from syria_iraq_archive.corpus.writer import Writer


class Failures:
    """The places whose last try failed, and that hold nothing the corpus knows."""

    def __init__(self, connection: sqlite3.Connection, writer: Writer, corpus: Path) -> None:
        self._writer = writer
        self._corpus = corpus
        rows = connection.execute("SELECT folder, path FROM failures")
        self._places = {Location(*row) for row in rows}

    def note(self, location: Location, sha256: str | None, reason: str) -> None:
        """Record a failure, in place of an earlier one there. A file that is gone leaves none."""
        if location.may_be_there(self._corpus):
            self._writer.note_failure(location, sha256, reason)
            self._places.add(location)

    def forget(self, location: Location) -> None:
        """A try was no failure."""
        if location in self._places:
            self._writer.forget_failure(location)
            self._places.discard(location)

    def inside(self, place: Location) -> list[Location]:
        """Those in the file at `place`."""
        inside = f"{place.path}{BETWEEN}"
        return [
            each
            for each in self._places
            if each.folder == place.folder and (each.path == place.path or each.path.startswith(inside))
        ]

    def forget_if(self, gone: Callable[[Location], bool]) -> None:
        """Forget those of which that is so, and those whose file is gone."""
        for location in sorted(self._places):
            if gone(location) or not location.may_be_there(self._corpus):
                self.forget(location)
