"""What a writer of exports is given: the chosen articles with their captures, outlets and actors, and some options.

The articles are chosen once. Their numbers are kept in temporary tables of the reading connection, so that a million of
them needn't fit in memory. Everything is read in one transaction: an export shows one state of the corpus, even if
another process is writing to it.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

from syria_iraq_archive.corpus.query import Question, article_condition
from syria_iraq_archive.corpus.read import Dossier, read_article

# For each table whose rows other rows refer to: how to read `identity` and `id`, and which rows a question chooses.
# `identity` names a row in every corpus, so rows are sorted by it; `id` names the row in this corpus only.
_CHOICES = {
    "captures": (
        "SELECT sha256, id FROM captures",
        "id IN (SELECT capture_id FROM articles WHERE id IN (SELECT id FROM chosen_articles))",
    ),
    "sources": (
        "SELECT id, id FROM sources",
        "id IN (SELECT source_id FROM articles WHERE id IN (SELECT id FROM chosen_articles))",
    ),
    "stories": (
        "SELECT id, id FROM stories",
        "id IN (SELECT story_id FROM story_articles WHERE article_id IN (SELECT id FROM chosen_articles))",
    ),
    "actors": (
        "SELECT id, id FROM actors",
        """
        id IN (
            WITH RECURSIVE named (id) AS (
                SELECT id FROM chosen_sources
                UNION SELECT actor_id FROM mentions WHERE article_id IN (SELECT id FROM chosen_articles)
                UNION SELECT actor_id FROM quotes WHERE article_id IN (SELECT id FROM chosen_articles)
                UNION SELECT told_to FROM quotes WHERE article_id IN (SELECT id FROM chosen_articles)
                UNION SELECT part_of FROM actors JOIN named ON actors.id = named.id
                UNION SELECT office_of FROM offices JOIN named ON actor_id = named.id
            )
            SELECT id FROM named
        )
        """,
    ),
    "places": (
        "SELECT id, id FROM places",
        """
        id IN (
            WITH RECURSIVE named (id) AS (
                SELECT place_id FROM place_mentions WHERE article_id IN (SELECT id FROM chosen_articles)
                UNION SELECT value FROM place_mentions, json_each(candidates)
                      WHERE article_id IN (SELECT id FROM chosen_articles)
                UNION SELECT part_of FROM places JOIN named ON places.id = named.id
            )
            SELECT id FROM named
        )
        """,
    ),
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """A connection with temporary tables: ``chosen_articles``, and those of captures, sources, stories, actors, places.

    Their columns are `id` and `identity`. `count` is the number of articles.
    """

    connection: sqlite3.Connection
    count: int

    def dossiers(self) -> Iterator[Dossier]:
        """Each article with all that is recorded of it; newest first, unknown dates last, as in `archive query`."""
        keys = self.connection.execute(
            "SELECT key FROM articles WHERE id IN (SELECT id FROM chosen_articles) "
            "ORDER BY published_latest DESC, published_earliest DESC, key"
        )
        for (key,) in keys:
            yield read_article(self.connection, key)

    def actors(self) -> dict[str, sqlite3.Row]:
        """The rows of ``actors``, by id."""
        return self._by_id("actors")

    def sources(self) -> dict[str, sqlite3.Row]:
        """The rows of ``sources``, by id."""
        return self._by_id("sources")

    def _by_id(self, table: str) -> dict[str, sqlite3.Row]:
        """The chosen rows of a table of the registry. What people curate fits in memory."""
        sql = f"SELECT * FROM {table} WHERE id IN (SELECT id FROM chosen_{table}) ORDER BY id"
        return {row["id"]: row for row in self.connection.execute(sql)}


class Out(Protocol):
    """What a text can be written to."""

    def write(self, text: str, /) -> object:
        """Write `text`."""


@dataclass(frozen=True, slots=True)
class Options:
    """What some formats may be told; `ExportFormat.takes` says which."""

    raw: bool = False  # leave cells that a spreadsheet would run as formulas
    network: str = "comentions"


@contextmanager
def choose(connection: sqlite3.Connection, question: Question, *, complete: bool = False) -> Iterator[Chosen]:
    """The articles that the question finds, with their captures, sources, actors and places.

    A `complete` export has all captures, sources, actors and places, also those that no article belongs to or names.
    """
    connection.execute("BEGIN")
    try:
        where = article_condition(question)
        _fill(connection, "articles", f"SELECT key, articles.id FROM articles WHERE {where.sql}", where.parameters)
        for table, (select, condition) in _CHOICES.items():
            _fill(connection, table, select if complete else f"{select} WHERE {condition}")
        (count,) = connection.execute("SELECT count(*) FROM chosen_articles").fetchone()
        yield Chosen(connection, count)
    finally:
        connection.rollback()  # with it the temporary tables go


def _fill(connection: sqlite3.Connection, table: str, select: str, parameters: tuple[str | float, ...] = ()) -> None:
    connection.execute(f"CREATE TEMP TABLE chosen_{table} (identity TEXT PRIMARY KEY, id UNIQUE) WITHOUT ROWID")
    connection.execute(f"INSERT INTO chosen_{table} {select}", parameters)
