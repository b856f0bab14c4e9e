"""The one writer of a corpus. Everything it does is a transaction: a capture is in the corpus whole or not at all."""

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from syria_iraq_archive.corpus.connection import transaction
from syria_iraq_archive.corpus.ddl import insert_into
from syria_iraq_archive.corpus.location import Location
from syria_iraq_archive.corpus.registry_rows import actor_name_rows, actor_rows, source_rows
from syria_iraq_archive.corpus.rows import (
    ARTICLE_PARTS,
    Row,
    article_row,
    block_row,
    capture_row,
    correction_rows,
    folded_row,
)
from syria_iraq_archive.corpus.tables import ARTICLES_FOLDED, ARTICLES_FTS, TABLES, table
from syria_iraq_archive.records import ParsedCapture
from syria_iraq_archive.registry.load import Registry

_INSERT = {declared.name: insert_into(declared) for declared in TABLES}
_FTS_COLUMNS = ", ".join(ARTICLES_FTS.columns)
_FTS_ADD = (
    f"INSERT INTO articles_fts (rowid, {_FTS_COLUMNS}) SELECT id, {_FTS_COLUMNS} FROM articles WHERE capture_id = ?"
)
_FTS_REMOVE = (
    f"INSERT INTO articles_fts (articles_fts, rowid, {_FTS_COLUMNS}) "
    f"SELECT 'delete', id, {_FTS_COLUMNS} FROM articles WHERE capture_id = ?"
)
_FOLDED_ADD = f"INSERT INTO articles_folded (rowid, {', '.join(ARTICLES_FOLDED.columns)}) VALUES (?, ?, ?, ?)"
_FOLDED_REMOVE = "DELETE FROM articles_folded WHERE rowid IN (SELECT id FROM articles WHERE capture_id = ?)"

_NAMED_SOURCES = "SELECT source_id FROM articles WHERE source_id IS NOT NULL"
_NAMED_ACTORS = """
    WITH RECURSIVE named (id) AS (
        SELECT actor_id FROM mentions UNION SELECT actor_id FROM quotes UNION SELECT told_to FROM quotes
        UNION SELECT part_of FROM actors JOIN named USING (id)
    )
    SELECT id FROM named WHERE id IS NOT NULL
"""


class Totals(NamedTuple):
    """How much a corpus holds."""

    captures: int
    articles: int
    repeats: int

    def __str__(self) -> str:
        return f"{self.captures} captures, {self.articles} articles, {self.repeats} repeats folded"


class Writer:
    """Writes captures and the registry to a migrated corpus opened by `connection.writing`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def write_registry(self, registry: Registry) -> None:
        """Add what is new in the registry and change what changed; nothing is removed yet that rows may name."""
        with transaction(self._connection):
            self._connection.execute("DELETE FROM actor_names")
            self._upsert("sources", source_rows(registry))
            self._upsert("actors", actor_rows(registry))
            self._insert("actor_names", actor_name_rows(registry))

    def forget_recipes(self) -> None:
        """Take every capture for one that must be parsed again."""
        with transaction(self._connection):
            self._connection.execute("UPDATE captures SET recipe = ''")

    def forget_strangers(self, registry: Registry) -> None:
        """Remove the sources and actors that are no longer in the registry and that nothing names."""
        with transaction(self._connection):
            self._forget("sources", registry.sources, _NAMED_SOURCES)
            self._forget("actors", registry.actors, _NAMED_ACTORS)

    def write(self, parsed: ParsedCapture, location: Location, recipe: str) -> None:
        """Write a capture with all that was found in it, in place of what was known of the same bytes."""
        with transaction(self._connection):
            self._remove(parsed.capture.sha256)
            capture_id = self._insert_one("captures", capture_row(parsed.capture, location, recipe))
            article_ids = {
                article.seq: self._insert_one("articles", article_row(parsed, article, capture_id))
                for article in parsed.articles
            }
            self._insert("blocks", (block_row(block, capture_id, article_ids) for block in parsed.blocks))
            self._insert("corrections", correction_rows(parsed, capture_id, article_ids))
            for article in parsed.articles:
                for name, rows in ARTICLE_PARTS.items():
                    self._insert(name, rows(article, article_ids[article.seq]))
            self._connection.execute(_FTS_ADD, (capture_id,))
            words = (folded_row(article, article_ids[article.seq]) for article in parsed.articles)
            self._connection.executemany(_FOLDED_ADD, words)

    def move(self, sha256: str, location: Location) -> None:
        """Record that a capture is now found elsewhere."""
        with transaction(self._connection):
            self._connection.execute("UPDATE captures SET folder = ?, path = ? WHERE sha256 = ?", (*location, sha256))

    def remove(self, sha256: str) -> None:
        """Remove a capture with all that was found in it."""
        with transaction(self._connection):
            self._remove(sha256)

    def totals(self) -> Totals:
        """How much the corpus holds."""
        sql = (
            "SELECT (SELECT count(*) FROM captures), (SELECT count(*) FROM articles), "
            "(SELECT count(*) FROM blocks WHERE role = 'repeat')"
        )
        return Totals(*self._connection.execute(sql).fetchone())

    def optimize(self) -> None:
        """Leave the file tidy for readers: fresh statistics, the write-ahead log emptied into it."""
        with transaction(self._connection):  # it reads before it writes, and gives up if another wrote in between
            self._connection.execute("PRAGMA optimize")
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _remove(self, sha256: str) -> None:
        found = self._connection.execute("SELECT id FROM captures WHERE sha256 = ?", (sha256,)).fetchone()
        if found:
            # An external-content index needs the old text to forget it; the other one has its own.
            self._connection.execute(_FTS_REMOVE, tuple(found))
            self._connection.execute(_FOLDED_REMOVE, tuple(found))
            self._connection.execute("DELETE FROM captures WHERE id = ?", tuple(found))

    def _insert_one(self, name: str, row: Row) -> int:
        number = self._connection.execute(_INSERT[name], row).lastrowid
        assert number is not None
        return number

    def _insert(self, name: str, rows: Iterable[Row]) -> None:
        self._connection.executemany(_INSERT[name], rows)

    def _upsert(self, name: str, rows: Iterable[Row]) -> None:
        changes = ", ".join(f"{column} = excluded.{column}" for column in table(name).names)
        self._connection.executemany(f"{_INSERT[name]} ON CONFLICT (id) DO UPDATE SET {changes}", rows)

    def _forget(self, name: str, known: Iterable[str], named: str) -> None:
        existing = {id for (id,) in self._connection.execute(f"SELECT id FROM {name}")}
        still_named = {id for (id,) in self._connection.execute(named)}
        strangers = existing - set(known) - still_named
        self._connection.executemany(f"DELETE FROM {name} WHERE id = ?", ((id,) for id in sorted(strangers)))
