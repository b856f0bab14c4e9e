"""Bringing ``similar`` and ``clusters`` into step with the articles: what is new is compared, what is gone is let go.

The pairs depend on the articles alone, not on the order they came in, nor on how often this ran meanwhile.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from syria_iraq_archive.corpus.connection import transaction
from syria_iraq_archive.corpus.ddl import insert_into
from syria_iraq_archive.corpus.similar import queue
from syria_iraq_archive.corpus.similar.buckets import FEW, Limits, buckets
from syria_iraq_archive.corpus.similar.clusters import cluster_again
from syria_iraq_archive.corpus.similar.compare import Comparison
from syria_iraq_archive.corpus.similar.signature import signature
from syria_iraq_archive.corpus.tables import SIGNATURES, SIMILAR

_TEMPORARY = {
    "wanted": "(article_id INTEGER PRIMARY KEY)",
    "changed": "(article_id INTEGER PRIMARY KEY)",
    "candidates": "(article_id INTEGER, other_id INTEGER, paragraph INTEGER, PRIMARY KEY (article_id, other_id)) "
    "WITHOUT ROWID",
}
_UNSIGNED = """
    SELECT articles.id, articles.key, articles.body, articles_folded.body AS words
    FROM unlinked JOIN articles ON articles.id = article_id JOIN articles_folded ON articles_folded.rowid = articles.id
    WHERE article_id NOT IN (SELECT article_id FROM signatures)
"""
# Where a pair shares several keys, it counts that one is of a paragraph which isn't boilerplate.
_CANDIDATE = {
    True: "INSERT OR REPLACE INTO candidates VALUES (?, ?, 1)",
    False: "INSERT OR IGNORE INTO candidates VALUES (?, ?, 0)",
}


def link(connection: sqlite3.Connection, limits: Limits | None = None, *, few: int = FEW) -> None:
    """Find the pairs and clusters of what has changed since this ran last: all of it or nothing; often nothing."""
    if queue.is_empty(connection):
        return
    with transaction(connection), _temporary_tables(connection):
        _sign(connection)
        connection.execute("INSERT INTO wanted SELECT article_id FROM unlinked WHERE compare = 1")
        _find_candidates(connection, limits or Limits(), few)
        connection.executemany(insert_into(SIMILAR), Comparison(connection).pairs("SELECT * FROM candidates"))
        connection.execute("INSERT OR IGNORE INTO unlinked SELECT article_id, 0 FROM changed")
        cluster_again(connection, "SELECT article_id AS id FROM unlinked")
        connection.execute("DELETE FROM unlinked")
        connection.execute("DELETE FROM departed")


@contextmanager
def _temporary_tables(connection: sqlite3.Connection) -> Iterator[None]:
    """Where candidates are gathered: on disk where they are many. They go with the transaction, if that is undone."""
    for name, columns in _TEMPORARY.items():
        connection.execute(f"CREATE TEMP TABLE {name} {columns}")
    yield
    for name in _TEMPORARY:
        connection.execute(f"DROP TABLE temp.{name}")


def _sign(connection: sqlite3.Connection) -> None:
    """Sign what was written without a signature; articles of few words get none."""
    connection.executemany(
        insert_into(SIGNATURES),
        (
            (id, key, *signed)
            for id, key, body, words in connection.execute(_UNSIGNED)
            if (signed := signature(body, words))
        ),
    )


def _find_candidates(connection: sqlite3.Connection, limits: Limits, few: int) -> None:
    """The pairs to be compared: of what is new, then of those whose part in a bucket that has changed.

    What such articles were linked with before is let go, and found again if it is still to be.
    """
    for bucket in buckets(connection, few=few):
        connection.executemany(_CANDIDATE[bucket.paragraph], bucket.pairs(limits))
        connection.executemany("INSERT OR IGNORE INTO changed VALUES (?)", ((id,) for id in bucket.changed(limits)))
    if connection.execute("SELECT 1 FROM changed LIMIT 1").fetchone() is None:
        return
    for column in ("article_id", "other_id"):
        other = "other_id" if column == "article_id" else "article_id"
        ended = f"similar WHERE {column} IN (SELECT article_id FROM changed)"
        connection.execute(f"INSERT OR IGNORE INTO unlinked SELECT {other}, 0 FROM {ended}")
        connection.execute(f"DELETE FROM {ended}")
    connection.execute("DELETE FROM wanted")
    connection.execute("INSERT INTO wanted SELECT article_id FROM changed")
    for bucket in buckets(connection, gone=False, few=few):
        connection.executemany(_CANDIDATE[bucket.paragraph], bucket.pairs(limits))
