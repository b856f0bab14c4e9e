"""Another corpus, as a source of captures: their bytes, where they are as seen from ours, which were earlier ones."""

import os
import sqlite3
from collections.abc import Collection, Iterator
from pathlib import Path

from syria_iraq_archive.corpus import versions
from syria_iraq_archive.corpus.location import Location, locate_folder
from syria_iraq_archive.corpus.rows import original_bytes
from syria_iraq_archive.corpus.schema import insert_into
from syria_iraq_archive.corpus.tables import EARLIER_CAPTURES
from syria_iraq_archive.corpus.writer import Writer


class Merging:
    """The captures of another corpus, whose file is at `place`, on their way into ours, whose file is at `corpus`."""

    def __init__(self, connection: sqlite3.Connection, corpus: Path, other: sqlite3.Connection, place: Path) -> None:
        self._connection = connection
        self._corpus = corpus
        self._other = other
        self._place = place

    def captures(self) -> Iterator[tuple[str, bytes | str, Location]]:
        """Hash, bytes and location of each capture; in the place of bytes why there are none."""
        cursor = self._other.execute("SELECT * FROM captures ORDER BY sha256")
        cursor.row_factory = sqlite3.Row
        for row in cursor:
            location = Location(self._folder(row["folder"]), row["path"])
            try:
                yield row["sha256"], original_bytes(row), location
            except (ValueError, LookupError) as error:
                yield row["sha256"], f"{self._place} doesn't give its bytes: {error}", location

    def take_versions(self, writer: Writer, removed: Collection[str]) -> int:
        """Take in the earlier versions that ours hasn't, and what they became. Gives how many came."""
        taken = 0
        pairs = self._other.execute("SELECT later, earlier FROM versions ORDER BY later, earlier").fetchall()
        waiting = [(later, earlier) for later, earlier in pairs if not {later, earlier} & set(removed)]
        while ready := [pair for pair in waiting if self._has(pair[0])]:  # the later ones first
            waiting = [pair for pair in waiting if pair not in ready]
            for later, earlier in ready:
                if self._is_current(earlier):
                    if versions.current_of(self._connection, later) != earlier:
                        writer.retire(earlier, later)
                        taken += 1
                elif not versions.is_earlier(self._connection, earlier):
                    self._take(earlier, later)
                    taken += 1
        return taken

    def _take(self, earlier: str, later: str) -> None:
        """Take in an earlier version of a capture that ours has."""
        names = EARLIER_CAPTURES.names
        sql = f"SELECT {', '.join(names)} FROM earlier_captures WHERE sha256 = ?"
        row = dict(zip(names, self._other.execute(sql, (earlier,)).fetchone(), strict=True))
        row["folder"] = self._folder(row["folder"])
        self._connection.execute(insert_into(EARLIER_CAPTURES), tuple(row.values()))
        self._connection.execute("INSERT OR IGNORE INTO versions VALUES (?, ?)", (later, earlier))

    def _has(self, sha256: str) -> bool:
        return self._is_current(sha256) or versions.is_earlier(self._connection, sha256)

    def _is_current(self, sha256: str) -> bool:
        sql = "SELECT 1 FROM captures WHERE sha256 = ?"
        return self._connection.execute(sql, (sha256,)).fetchone() is not None

    def _folder(self, folder: str) -> str:
        """A folder that is seen from the other corpus, as it is seen from ours."""
        return locate_folder(self._corpus, Path(os.path.normpath(self._place.absolute().parent / folder)))
