"""The articles that go into an export, and with them their captures, outlets and actors.

They are chosen once, and held as temporary tables of the reading connection: of a million articles no list is made in
memory. All is read in one transaction, so that an export shows one state of the corpus while another is writing.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from syria_iraq_archive.corpus.query import Question, article_condition
from syria_iraq_archive.corpus.read import Dossier, read_article

# For each table whose rows others refer to: what is chosen of it where a question is asked. `identity` is what names a
# row in every corpus, and so what rows are sorted by; `id` is what they are called in this one.
_CHOICES = {
    "captures": (
        "SELECT sha256, id FROM captures",
        "id IN (SELECT capture_id FROM articles WHERE id IN (SELECT id FROM chosen_articles))",
    ),
    "sources": (
        "SELECT id, id FROM sources",
        "id IN (SELECT source_id FROM articles WHERE id IN (SELECT id FROM chosen_articles))",
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
            )
            SELECT id FROM named
        )
        """,
    ),
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """A connection with the temporary tables ``chosen_articles``, ``_captures``, ``_sources`` and ``_actors``.

    Their columns are `id` and `identity`. `count` is the number of articles.
    """

    connection: sqlite3.Connection
    count: int

    def dossiers(self) -> Iterator[Dossier]:
        """Each article with all that is recorded of it: newest first, unknown dates last, as `archive query` does."""
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
        """The rows of a table of the registry: it is curated, and so it fits in memory."""
        sql = f"SELECT * FROM {table} WHERE id IN (SELECT id FROM chosen_{table}) ORDER BY id"
        return {row["id"]: row for row in self.connection.execute(sql)}


@contextmanager
def choose(connection: sqlite3.Connection, question: Question, *, complete: bool = False) -> Iterator[Chosen]:
    """The articles that the question finds.

    Where it is `complete`, with all captures, sources and actors: those that hold no article and appear in none, too.
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


def _fill(connection: sqlite3.Connection, table: str, select: str, parameters: tuple[str | int, ...] = ()) -> None:
    connection.execute(f"CREATE TEMP TABLE chosen_{table} (identity TEXT PRIMARY KEY, id UNIQUE) WITHOUT ROWID")
    connection.execute(f"INSERT INTO chosen_{table} {select}", parameters)
