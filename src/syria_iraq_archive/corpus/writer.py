"""The one writer of a corpus. Everything it does is a transaction: a capture is in the corpus whole or not at all."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from typing import NamedTuple

from syria_iraq_archive.corpus import kept_digests, kept_registry, rollup, versions
from syria_iraq_archive.corpus.connection import savepoint, transaction
from syria_iraq_archive.corpus.location import Location
from syria_iraq_archive.corpus.rows import (
    ARTICLE_PARTS,
    NAME_TABLES,
    REGISTRY_ROWS,
    CaptureRows,
    PartRow,
    Row,
    capture_row,
    digest_of,
    digest_of_text,
    names_as_text,
    names_digest,
    renumbered,
)
from syria_iraq_archive.corpus.schema import insert_into, written_columns
from syria_iraq_archive.corpus.similar.link import note_arrived, note_leaving
from syria_iraq_archive.corpus.stories import link as stories
from syria_iraq_archive.corpus.tables import ARTICLES_FOLDED, ARTICLES_FTS, OF_CAPTURES, ROLLUPS, TABLES, table
from syria_iraq_archive.corpus.totals import recount
from syria_iraq_archive.corpus.triggers import new_rows_not_noted
from syria_iraq_archive.phrases import how_many
from syria_iraq_archive.registry.load import Registry

_INSERT = {declared.name: insert_into(declared) for declared in (*TABLES, *ROLLUPS)}
_INSERT_ARTICLE = insert_into(table("articles"), numbered=True)
_FTS_COLUMNS = ", ".join(ARTICLES_FTS.columns)
_FTS_ADD = f"INSERT INTO articles_fts (rowid, {_FTS_COLUMNS}) SELECT id, {_FTS_COLUMNS} FROM articles WHERE id = ?"
_FTS_REMOVE = (
    f"INSERT INTO articles_fts (articles_fts, rowid, {_FTS_COLUMNS}) "
    f"SELECT 'delete', id, {_FTS_COLUMNS} FROM articles WHERE id = ?"
)
_FOLDED_ADD = (
    f"INSERT INTO articles_folded (rowid, {', '.join(ARTICLES_FOLDED.columns)}) "
    "SELECT ?1, ?2, ?3, ?4 WHERE EXISTS (SELECT 1 FROM articles WHERE id = ?1)"
)
_FOLDED_REMOVE = "DELETE FROM articles_folded WHERE rowid = ?"

_NAMED_TABLES = ("sources", "actors", "places")
"""The tables of the registry that rows of captures refer to by id."""

# By table: the columns that name a row of the registry, their positions in the rows we are given, and the table named.
_REFERENCES = {
    name: [
        (column.name, position, column.references)
        for position, column in enumerate(written_columns(table(name)))
        if column.references in _NAMED_TABLES
    ]
    for name in ("articles", *ARTICLE_PARTS)
}

# Whether a row of a capture refers to a row of the registry: each column that may is looked up in its index.
_NAMED = {
    target: " UNION ALL ".join(
        f"SELECT 1 FROM {declared.name} WHERE {column.name} = ?1"
        for declared in OF_CAPTURES
        for column in declared.columns
        if column.references == target
    )
    for target in _NAMED_TABLES
}
_ABOVE = """
    WITH RECURSIVE above (id) AS (
        SELECT part_of FROM {name} WHERE id = ? UNION SELECT part_of FROM {name} JOIN above USING (id)
    )
    SELECT id FROM above WHERE id IS NOT NULL
"""
_LISTS = (*NAME_TABLES, "offices")  # tables of the registry that nothing names: what it drops can go at once
_DELETE = {
    name: f"DELETE FROM {name} WHERE {' AND '.join(f'{column} IS ?' for column in table(name).names)}"
    for name in _LISTS
}

MISFITS = (
    sqlite3.IntegrityError,
    sqlite3.DataError,
    sqlite3.InterfaceError,
    sqlite3.ProgrammingError,
    UnicodeEncodeError,
    OverflowError,
    ValueError,
)
"""What SQLite and Python raise of rows that no table takes: of their values, not of the database."""

MANY = 20  # captures of a batch: to do without triggers costs less than what they do

TOTALS = """
    SELECT (SELECT count(*) FROM captures), (SELECT count(*) FROM articles),
           (SELECT count(*) FROM blocks WHERE role = 'repeat')
"""
"""The values of `Totals`."""


class Totals(NamedTuple):
    """How much a corpus holds."""

    captures: int
    articles: int
    repeats: int

    def __str__(self) -> str:
        parts = (
            how_many(self.captures, "capture"),
            how_many(self.articles, "article"),
            how_many(self.repeats, "repeat"),
        )
        return f"{', '.join(parts)} folded"


class Writer:
    """Writes captures and the registry to a migrated corpus opened by `connection.writing`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._registered: dict[str, set[str]] = {}  # ids of the registry's rows, as this batch found them
        self._last_article = 0  # number of the last article, as this batch goes on
        self._unindexed: dict[int, PartRow] = {}  # articles that this batch has written: number → folded row

    def write_registry(self, registry: Registry) -> None:
        """Add what is new in the registry and change what changed; what rows may refer to isn't removed yet."""
        kept = kept_registry.kept_digest(self._connection) == kept_registry.registry_digest(registry)
        if kept and not any(self._registry_changes(registry)):
            return
        with transaction(self._connection):
            if not kept:
                kept_registry.keep_registry(self._connection, registry)
            above = self._above()
            for name, rows, stale in self._registry_changes(registry):
                if name in _LISTS:
                    self._connection.executemany(_DELETE[name], stale)
                    self._insert(name, rows)
                else:
                    self._upsert(name, rows)
            if above - self._above():  # an actor is part of another now: so are its articles
                rollup.rebuild(self._connection)

    def forget_recipes(self) -> None:
        """Mark all captures as needing to be parsed again."""
        with self.batch():
            self._connection.execute("UPDATE captures SET recipe = ''")
            recount(self._connection)

    def forget_strangers(self, registry: Registry) -> None:
        """Remove the sources, actors and places that are no longer in the registry and that nothing names."""
        known = (registry.sources, registry.actors, registry.gazetteer)
        if not any(self._strangers(*known)):
            return
        with transaction(self._connection):
            if self._holds(registry):  # else another run has written its own since, and that counts
                self.forget_unnamed(*known)

    def forget_unnamed(self, sources: Collection[str], actors: Collection[str], places: Collection[str]) -> None:
        """Remove all other sources, actors and places than these, by id, that nothing names."""
        for name, ids in zip(_NAMED_TABLES, self._strangers(sources, actors, places), strict=True):
            self._connection.executemany(f"DELETE FROM {name} WHERE id = ?", ((id,) for id in ids))

    @contextmanager
    def batch(self, captures: int = 1) -> Iterator[None]:
        """One transaction for what is written and removed inside, about so many `captures`: all of it or nothing.

        The full-text indices get what is new at its end, in one go: article by article they cost twice as much.
        """
        if self._connection.in_transaction:
            yield
            return
        noting = new_rows_not_noted(self._connection) if captures >= MANY else nullcontext()
        with transaction(self._connection), noting:
            counted = kept_digests.hold(self._connection)
            before = self._last_article = self._max_article()
            self._registered = {name: self._ids(name) for name in _NAMED_TABLES}
            self._unindexed.clear()
            yield
            rollup.add(self._connection, before + 1, self._last_article)
            self._connection.executemany(_FTS_ADD, ((number,) for number in self._unindexed))
            self._connection.executemany(_FOLDED_ADD, self._unindexed.values())
            kept_digests.release(self._connection, counted=counted)

    def write(self, rows: CaptureRows, location: Location, recipe: str) -> None:
        """Write a capture with all that was found in it, in place of what was parsed of the same bytes before.

        Raises one of `MISFITS`, and has changed nothing, if the rows don't fit.
        """
        with self.batch():
            self._check_references(rows)
            with savepoint(self._connection):
                self._remove(rows.capture.sha256)
                versions.make_current(self._connection, rows.capture.sha256)
                capture_id = self._insert_one("captures", capture_row(rows.capture, location, recipe))
                ours = renumbered(rows, capture_id, self._last_article)
                numbers = [number for number, *_ in ours.folded]
                articles = ((number, *row) for number, row in zip(numbers, ours.articles, strict=True))
                self._connection.executemany(_INSERT_ARTICLE, articles)
                self._insert("blocks", ours.blocks)
                self._insert("corrections", ours.corrections)
                for name, part in ours.parts.items():
                    self._insert(name, part)
                self._insert("signatures", ours.signatures)
                self._insert("story_traits", ours.stories)
                self._insert_one("capture_digests", (capture_id, rows.digest or digest_of(rows)))
                note_arrived(self._connection, numbers)
                stories.note_arrived(self._connection, numbers)
            self._last_article = max(numbers, default=self._last_article)
            self._unindexed.update(zip(numbers, ours.folded, strict=True))

    def move(self, sha256: str, location: Location) -> None:
        """Record that a capture is now found elsewhere."""
        with self.batch():
            self._connection.execute("UPDATE captures SET folder = ?, path = ? WHERE sha256 = ?", (*location, sha256))

    def remove(self, sha256: str) -> None:
        """Remove a capture with all that was found in it; its earlier versions stay."""
        with self.batch():
            self._remove(sha256)

    def retire(self, sha256: str, later: str) -> None:
        """Keep a capture as an earlier version of another, which has taken its place."""
        with self.batch():
            versions.keep_earlier(self._connection, sha256, later)
            self._remove(sha256)

    def forget(self, sha256: str) -> list[str]:
        """Remove a capture with all its earlier versions, or an earlier version alone. Gives all their hashes."""
        with self.batch():
            gone = versions.forget(self._connection, sha256)
            for each in gone:
                self._remove(each)
        return gone

    def note_failure(self, location: Location, sha256: str | None, reason: str) -> None:
        """Record that what is at a location couldn't be parsed, in place of what was recorded of it."""
        with self.batch():
            self._connection.execute("DELETE FROM failures WHERE folder = ? AND path = ?", location)
            self._insert("failures", [(location.path, location.folder, sha256, _as_text(reason))])

    def forget_failure(self, location: Location) -> None:
        """Delete the note that something failed at a location."""
        with self.batch():
            self._connection.execute("DELETE FROM failures WHERE folder = ? AND path = ?", location)

    def totals(self) -> Totals:
        """How much the corpus holds."""
        return Totals(**dict(self._connection.execute("SELECT name, number FROM totals").fetchall()))

    def optimize(self) -> None:
        """Leave the file tidy for readers: fresh statistics, the write-ahead log emptied into it."""
        with transaction(self._connection):  # it reads before it writes, and gives up if another wrote in between
            self._connection.execute("PRAGMA optimize")
        # A reader in the middle of something keeps the log from being emptied; whoever comes next does it.
        [(waiting,)] = self._connection.execute("PRAGMA busy_timeout").fetchall()
        self._connection.execute("PRAGMA busy_timeout = 500")
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._connection.execute(f"PRAGMA busy_timeout = {waiting}")

    def _above(self) -> set[tuple[str, str | None]]:
        """Each actor with what it is part of."""
        return set(self._connection.execute("SELECT id, part_of FROM actors"))

    def _holds(self, registry: Registry) -> bool:
        """Whether this registry was written last: then the corpus has no names but its names."""
        named = self._connection.execute("SELECT DISTINCT actor_id FROM actor_names").fetchall()
        return {id for (id,) in named} <= set(registry.actors) | set(registry.sources)

    def _check_references(self, rows: CaptureRows) -> None:
        """Refuse here, by name, what would fail only at the commit, and take the whole batch with it."""
        for name, references in _REFERENCES.items():
            for row in rows.articles if name == "articles" else rows.parts[name]:
                for column, position, target in references:
                    if row[position] is not None and row[position] not in self._registered[target]:
                        raise sqlite3.IntegrityError(
                            f"FOREIGN KEY: {name}.{column} is {row[position]!r}, which isn't among the {target}"
                        )

    def _remove(self, sha256: str) -> None:
        found = self._connection.execute("SELECT id FROM captures WHERE sha256 = ?", (sha256,)).fetchone()
        if found:
            articles = self._connection.execute("SELECT id FROM articles WHERE capture_id = ?", found).fetchall()
            indexed = [article for article in articles if article[0] not in self._unindexed]
            # An external-content index needs the old text to forget it; the other one has its own.
            rollup.remove(self._connection, indexed)
            self._connection.executemany(_FTS_REMOVE, indexed)
            self._connection.executemany(_FOLDED_REMOVE, indexed)
            note_leaving(self._connection, *found)
            stories.note_leaving(self._connection, *found)
            self._connection.execute("DELETE FROM captures WHERE id = ?", found)

    def _max_article(self) -> int:
        return int(self._connection.execute("SELECT coalesce(max(id), 0) FROM articles").fetchone()[0])

    def _ids(self, name: str) -> set[str]:
        return {id for (id,) in self._connection.execute(f"SELECT id FROM {name}")}

    def _insert_one(self, name: str, row: Row) -> int:
        number = self._connection.execute(_INSERT[name], row).lastrowid
        assert number is not None
        return number

    def _insert(self, name: str, rows: Iterable[Row]) -> None:
        self._connection.executemany(_INSERT[name], rows)

    def _upsert(self, name: str, rows: Iterable[Row]) -> None:
        changes = ", ".join(f"{column} = excluded.{column}" for column in table(name).names)
        self._connection.executemany(f"{_INSERT[name]} ON CONFLICT (id) DO UPDATE SET {changes}", rows)

    def _registry_changes(self, registry: Registry) -> Iterator[tuple[str, list[Row], list[Row]]]:
        """By table: rows of the registry that the corpus lacks, and rows of lists that the registry no longer has."""
        for name, rows_of in REGISTRY_ROWS.items():
            if name in NAME_TABLES and self._has_all_names(registry, name):
                continue
            columns = ", ".join(table(name).names)
            stored = set(self._connection.execute(f"SELECT {columns} FROM {name}"))
            made = list(rows_of(registry))
            missing = [row for row in made if row not in stored]
            stale = sorted(stored - set(made), key=str) if name in _LISTS else []
            if missing or stale:
                yield name, missing, stale

    def _has_all_names(self, registry: Registry, name: str) -> bool:
        """Whether a table has the registry's names and no others, told without reading them row by row."""
        held = digest_of_text(*self._connection.execute(names_as_text(name)).fetchone())
        return held == names_digest(registry, name)

    def _strangers(
        self, sources: Collection[str], actors: Collection[str], places: Collection[str]
    ) -> tuple[list[str], list[str], list[str]]:
        """The sources, actors and places that aren't among the known ones and that nothing names."""
        others = self._ids("sources") - set(sources)
        unnamed = sorted(id for id in others if not self._is_named("sources", id))
        return unnamed, self._strange("actors", actors), self._strange("places", places)

    def _strange(self, name: str, known: Collection[str]) -> list[str]:
        """The ids of a table of the registry that aren't known, and that nothing names."""
        others = self._ids(name) - set(known)
        kept = {id for id in others if self._is_named(name, id)}
        for id in sorted(kept):  # what a named one is part of stays with it
            kept.update(above for (above,) in self._connection.execute(_ABOVE.format(name=name), (id,)))
        return sorted(others - kept)

    def _is_named(self, name: str, id: str) -> bool:
        return self._connection.execute(_NAMED[name], (id,)).fetchone() is not None


def _as_text(reason: str) -> str:
    """Text that a database can hold: an error may quote bytes that are no text."""
    return reason.encode("utf-8", "backslashreplace").decode().replace("\0", "\\x00")
