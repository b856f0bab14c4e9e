"""Keeping ``actor_articles`` in step with what it is made of: mentions, articles, and what is part of what.

It repeats, in the order in which questions are answered, what would else be counted and sorted at every question.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from syria_iraq_archive.corpus.tables import ACTOR_ARTICLES

_COLUMNS = ", ".join(ACTOR_ARTICLES.names)

# Each actor named in the articles chosen, with all that it is part of: the actor counts, what stands above it doesn't.
_ROWS = """
    WITH RECURSIVE named (article_id, actor_id, mentions) AS (
        SELECT article_id, actor_id, count(*) FROM mentions WHERE {chosen} GROUP BY article_id, actor_id
    ), above (id, ancestor) AS (
        SELECT DISTINCT actor_id, actor_id FROM named
        UNION SELECT above.id, actors.part_of FROM above JOIN actors ON actors.id = above.ancestor
        WHERE actors.part_of IS NOT NULL
    )
    SELECT above.ancestor AS actor_id, ifnull(published_latest, '') AS published_latest,
           ifnull(published_earliest, '') AS published_earliest, articles.key, articles.id AS article_id, source_id,
           sum(CASE WHEN above.ancestor = named.actor_id THEN named.mentions ELSE 0 END) AS mentions
    FROM named JOIN above ON above.id = named.actor_id JOIN articles ON articles.id = named.article_id
    GROUP BY above.ancestor, articles.id
"""
_OF_SOME = _ROWS.format(chosen="article_id BETWEEN ? AND ?")
_OF_ALL = _ROWS.format(chosen="TRUE")
_KEY = ", ".join(ACTOR_ARTICLES.key_names)
_ADD = f"INSERT INTO actor_articles ({_COLUMNS}) {_OF_SOME}"
_REMOVE = f"DELETE FROM actor_articles WHERE ({_KEY}) IN (SELECT {_KEY} FROM ({_OF_SOME}))"
_IN_ORDER = ", ".join(ACTOR_ARTICLES.key)
_FILL = f"INSERT INTO actor_articles ({_COLUMNS}) SELECT {_COLUMNS} FROM ({_OF_ALL}) ORDER BY {_IN_ORDER}"


class Difference(NamedTuple):
    """A row that is missing, or that there should not be."""

    actor: str
    key: str
    what: str


def add(connection: sqlite3.Connection, first: int, last: int) -> None:
    """Add what the articles numbered from `first` to `last` say, which have just been written."""
    connection.execute(_ADD, (first, last))


def remove(connection: sqlite3.Connection, articles: Iterable[tuple[int]]) -> None:
    """Remove what articles say, before they are removed themselves."""
    connection.executemany(_REMOVE, ((number, number) for (number,) in articles))


def rebuild(connection: sqlite3.Connection) -> None:
    """Make it anew, in order: much faster than capture by capture if much is new."""
    connection.execute("DELETE FROM actor_articles")
    connection.execute(_FILL)


def differences(connection: sqlite3.Connection) -> Iterator[Difference]:
    """What the table says otherwise than what it is made of."""
    kept, expected = f"SELECT {_COLUMNS} FROM actor_articles", f"SELECT {_COLUMNS} FROM ({_OF_ALL})"
    for sql, what in (
        (f"{expected} EXCEPT {kept}", "isn't there, or says something else"),
        (f"{kept} EXCEPT {expected}", "isn't what the mentions say"),
    ):
        for row in connection.execute(sql):
            yield Difference(row[0], row[3], what)
