"""The digests of captures in ``capture_digests``: read, made of the rows, and whether they count.

The writer keeps them in step. They count as long as nobody else has changed what the corpus says, which the table
``untouched`` tells: with the first row that changes, whoever changes it, it loses its own (`triggers`).
"""

import sqlite3
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from syria_iraq_archive.corpus.connection import transaction
from syria_iraq_archive.corpus.declare import Table
from syria_iraq_archive.corpus.digests import Row, digest
from syria_iraq_archive.corpus.schema import written_columns
from syria_iraq_archive.corpus.tables import OF_CAPTURES
from syria_iraq_archive.corpus.triggers import missing


class Digest(NamedTuple):
    """A capture by its number, and its digest."""

    capture: int
    digest: str


def digests(connection: sqlite3.Connection, capture: int | None = None) -> Iterator[Digest]:
    """The digests of all captures, in the order of their hashes, or of one, made of its rows."""
    streams = {declared.name: _Stream(connection, declared, capture) for declared in OF_CAPTURES}
    for id in streams["captures"]:
        rows = {name: stream.of(id) for name, stream in streams.items()}
        keys = {number: key for number, (key, *_) in zip(streams["articles"].numbers, rows["articles"], strict=True)}
        yield Digest(id, digest(rows, keys))


class _Stream:
    """The rows of a table, capture by capture: read once, in the order of the captures' hashes."""

    def __init__(self, connection: sqlite3.Connection, declared: Table, capture: int | None) -> None:
        cursor = connection.cursor()
        cursor.row_factory = None
        self._groups = groupby(cursor.execute(_select(declared, capture), _only(capture)), itemgetter(0))
        self._next: tuple[int, Iterator[Row]] | None = next(self._groups, None)
        self.numbers: list[int] = []  # of the rows given last

    def __iter__(self) -> Iterator[int]:
        """The captures that have rows. Each is to be asked for in turn, by `of`."""
        while self._next:
            yield self._next[0]

    def of(self, capture: int) -> list[Row]:
        """The rows of a capture, without their numbers."""
        if self._next is None or self._next[0] != capture:
            self.numbers = []
            return []
        found = list(self._next[1])
        self._next = next(self._groups, None)
        self.numbers = [row[1] for row in found]
        return [row[2:] for row in found]


def _select(declared: Table, capture: int | None) -> str:
    """The rows of a table in the order of the captures' hashes, which indices give: nothing is sorted."""
    name = declared.name
    number = f"{name}.id" if declared.numbered else "NULL"
    columns = ", ".join(f"{name}.{column.name}" for column in written_columns(declared))
    joins, order = "", "captures.sha256"
    if name == "articles" or "capture_id" in declared.key:
        joins = f" CROSS JOIN {name} ON {name}.capture_id = captures.id"
        order += f", {name}.seq"
    elif name != "captures":
        joins = (
            " CROSS JOIN articles ON articles.capture_id = captures.id"
            f" CROSS JOIN {name} ON {name}.article_id = articles.id"
        )
        order += ", articles.seq"
    chosen = "" if capture is None else " WHERE captures.id = ?"
    return f"SELECT captures.id, {number}, {columns} FROM captures{joins}{chosen} ORDER BY {order}"


def _only(capture: int | None) -> tuple[int, ...]:
    return () if capture is None else (capture,)


def count(connection: sqlite3.Connection) -> bool:
    """Whether the digests that are kept are right: nobody but the writer has changed what the corpus says."""
    return connection.execute("SELECT 1 FROM untouched").fetchone() is not None and not any(missing(connection))


def kept(connection: sqlite3.Connection) -> Iterator[tuple[str, str, str]]:
    """Hash, path and digest of every capture, in the order of the hashes; what isn't kept is made of its rows."""
    if not count(connection):
        places = connection.execute("SELECT id, sha256, path FROM captures ORDER BY sha256")
        for (id, sha256, path), made in zip(places, digests(connection), strict=True):
            assert id == made.capture
            yield sha256, path, made.digest
        return
    for id, sha256, path, held in connection.execute(
        "SELECT id, sha256, path, digest FROM captures LEFT JOIN capture_digests ON capture_id = id ORDER BY sha256"
    ):
        yield sha256, path, held or next(digests(connection, id)).digest


def renew(connection: sqlite3.Connection) -> None:
    """Make them anew if somebody else has changed what the corpus says, so that they count again."""
    if count(connection):
        return
    with transaction(connection):
        connection.execute("DELETE FROM capture_digests")
        connection.executemany("INSERT INTO capture_digests VALUES (?, ?)", digests(connection))
        connection.execute("INSERT OR IGNORE INTO untouched VALUES (1)")


def hold(connection: sqlite3.Connection) -> bool:
    """Note that the writer begins to change what the corpus says. Whether the digests counted until now."""
    return connection.execute("DELETE FROM untouched").rowcount > 0


def release(connection: sqlite3.Connection, *, counted: bool) -> None:
    """Note that the writer has kept the digests in step: they count as they did before."""
    if counted:
        connection.execute("INSERT OR IGNORE INTO untouched VALUES (1)")
