"""What a run couldn't parse, though not by its own fault: the table ``failures``, kept in step with each try."""

import sqlite3
from collections import defaultdict
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
        # By their files, which are asked about one by one: a library that is missing makes as many failures as files.
        self._by_file: defaultdict[Location, set[Location]] = defaultdict(set)
        for row in connection.execute("SELECT folder, path FROM failures"):
            location = Location(*row)
            self._by_file[_file_of(location)].add(location)

    def note(self, location: Location, sha256: str | None, reason: str) -> None:
        """Record a failure, in place of an earlier one there. A file that is gone leaves none."""
        if location.may_be_there(self._corpus):
            self._writer.note_failure(location, sha256, reason)
            self._by_file[_file_of(location)].add(location)

    def forget(self, location: Location) -> None:
        """A try was no failure."""
        if location in (there := self._by_file.get(_file_of(location), set())):
            self._writer.forget_failure(location)
            there.discard(location)

    def inside(self, file: Location) -> frozenset[Location]:
        """Those in a file: itself, or what it holds."""
        return frozenset(self._by_file.get(file, ()))

    def forget_if(self, gone: Callable[[Location], bool]) -> None:
        """Forget those of which that is so, and those whose file is gone."""
        for location in sorted(set().union(*self._by_file.values())):
            if gone(location) or not location.may_be_there(self._corpus):
                self.forget(location)


def _file_of(location: Location) -> Location:
    """The file itself, of what lies in a container."""
    return Location(location.folder, location.path.partition(BETWEEN)[0])
