"""The corpus's own lists of sources and actors: counts, and the names by which a question may call them."""

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any, Protocol

from syria_iraq_archive.corpus.query import MEMBERS
from syria_iraq_archive.registry.location import default_spellings
from syria_iraq_archive.registry.lookup import NameIndex

SOURCE_COLUMNS = ("id", "name", "country", "language", "url", "articles", "earliest", "latest")
ACTOR_COLUMNS = ("id", "name", "kind", "part_of", "country", "wikidata", "names", "articles", "mentions")


_HAVING = {True: "HAVING articles > 0", False: ""}


class Asked(Protocol):
    """A connection to a corpus, in SQLite or DuckDB."""

    def execute(self, sql: str, parameters: Any = ..., /) -> Iterable[Any]:
        """The rows of a SELECT."""


def actor_index(connection: Asked) -> NameIndex:
    """The actors by all their names."""
    return NameIndex("actor", _names(connection, "actors"), default_spellings)


def source_index(connection: Asked) -> NameIndex:
    """The sources by all their names; a source is an actor with the same id."""
    return NameIndex("source", _names(connection, "sources"), default_spellings)


def _names(connection: Asked, table: str) -> Iterator[tuple[str, str]]:
    yield from map(tuple, connection.execute(f"SELECT id, name FROM {table}"))
    yield from map(
        tuple, connection.execute(f"SELECT actor_id, actor_names.name FROM actor_names JOIN {table} ON id = actor_id")
    )


def list_sources(connection: sqlite3.Connection, *, used: bool = False) -> Iterator[sqlite3.Row]:
    """The sources with their numbers of articles, most first; columns `SOURCE_COLUMNS`. `used`: those that have any."""
    return connection.execute(
        f"""
        SELECT sources.id, name, country, sources.language, url, count(articles.id) AS articles,
               min(published_earliest) AS earliest, max(published_latest) AS latest
        FROM sources LEFT JOIN articles ON source_id = sources.id
        GROUP BY sources.id {_HAVING[used]} ORDER BY articles DESC, sources.id
        """
    )


def list_actors(
    connection: sqlite3.Connection, within: str | None = None, *, used: bool = False
) -> Iterator[sqlite3.Row]:
    """The actors with their numbers of articles and mentions, most first; columns `ACTOR_COLUMNS`.

    With `within`, that actor first, and only what is part of it; with `used`, only those with articles.
    Names are joined by `` | ``.
    """
    chosen = f"WHERE actors.id IN ({MEMBERS.format(seeds='(:within)')})" if within else ""
    return connection.execute(
        f"""
        SELECT actors.id, name, kind, part_of, country, wikidata,
               (SELECT group_concat(name, ' | ') FROM actor_names WHERE actor_id = actors.id) AS names,
               count(article_id) AS articles, ifnull(sum(mentions), 0) AS mentions
        FROM actors LEFT JOIN actor_articles ON actor_articles.actor_id = actors.id AND mentions > 0 {chosen}
        GROUP BY actors.id {_HAVING[used]}
        ORDER BY actors.id IS :within DESC, articles DESC, mentions DESC, actors.id
        """,
        {"within": within},
    )
