"""Brings the tables ``similar`` and ``clusters`` into step with the articles.

The writer notes which articles arrive and which leave, in the transactions that write and remove them. `link` then
compares what is new, lets go of what is gone, and finds anew the clusters that this concerns. The pairs depend on the
articles alone: not on the order in which they came, nor on how often this ran in between.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from syria_iraq_archive.corpus.connection import transaction
from syria_iraq_archive.corpus.ddl import insert_into
from syria_iraq_archive.corpus.similar.buckets import FEW, Limits, buckets
from syria_iraq_archive.corpus.similar.compare import Comparison
from syria_iraq_archive.corpus.similar.signature import signature
from syria_iraq_archive.corpus.tables import CLUSTERS, SIGNATURES, SIMILAR

_ARRIVED = "INSERT OR REPLACE INTO unlinked (article_id, compare) VALUES (?, 1)"
_OURS = "SELECT id FROM articles WHERE capture_id = :capture"
_LEFT_BEHIND = f"""
    INSERT OR IGNORE INTO unlinked (article_id, compare)
    SELECT other_id, 0 FROM similar WHERE article_id IN ({_OURS}) AND other_id NOT IN ({_OURS})
    UNION SELECT article_id, 0 FROM similar WHERE other_id IN ({_OURS}) AND article_id NOT IN ({_OURS})
"""
_DEPARTED = f"""
    INSERT OR REPLACE INTO departed (key, bands, paragraphs)
    SELECT key, bands, paragraphs FROM signatures WHERE article_id IN ({_OURS})
    AND article_id NOT IN (SELECT article_id FROM unlinked WHERE compare = 1)
"""


def note_arrived(connection: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """Note articles that were just written, so that `link` compares them."""
    connection.executemany(_ARRIVED, ((number,) for number in numbers))


def note_leaving(connection: sqlite3.Connection, capture_id: int) -> None:
    """Note the articles of a capture that is about to be removed. One that was never compared leaves nothing behind."""
    connection.execute(_LEFT_BEHIND, {"capture": capture_id})
    connection.execute(_DEPARTED, {"capture": capture_id})


def is_linked(connection: sqlite3.Connection) -> bool:
    """Whether nothing is left to be compared or let go."""
    waiting = "SELECT 1 FROM unlinked UNION ALL SELECT 1 FROM departed LIMIT 1"
    return connection.execute(waiting).fetchone() is None


JOINING = "kind IN ('same-text', 'repost')"

# Articles without a date come last: nobody knows whether they were first.
ORDER = "published_earliest IS NULL, published_earliest, published_latest, key"

_NEIGHBOURS = (
    f"SELECT other_id FROM similar WHERE article_id = ?1 AND {JOINING} "
    f"UNION ALL SELECT article_id FROM similar WHERE other_id = ?1 AND {JOINING}"
)
_CONCERNED = """
    SELECT id FROM ({seeds}) AS seeds WHERE EXISTS (SELECT 1 FROM similar WHERE article_id = id)
    OR EXISTS (SELECT 1 FROM similar WHERE other_id = id) OR EXISTS (SELECT 1 FROM clusters WHERE article_id = id)
"""
_SORT_KEY = f"SELECT {ORDER} FROM articles WHERE id = ?"


def cluster_again(connection: sqlite3.Connection, seeds: str) -> None:
    """Find the clusters of the articles that this SELECT gives, by their `id`, anew."""
    seen: set[int] = set()
    for (seed,) in connection.execute(_CONCERNED.format(seeds=seeds)).fetchall():
        if seed not in seen:
            cluster = cluster_of(connection, seed)
            seen.update(cluster)
            connection.executemany("DELETE FROM clusters WHERE article_id = ?", ((id,) for id in cluster))
            if len(cluster) > 1:
                rows = ((id, cluster[0], place) for place, id in enumerate(cluster, start=1))
                connection.executemany(insert_into(CLUSTERS), rows)


def cluster_of(connection: sqlite3.Connection, seed: int) -> list[int]:
    """The articles of a cluster, the first published first."""
    reached, ahead = {seed}, [seed]
    while ahead:
        new = [id for id in _neighbours(connection, ahead.pop()) if id not in reached]
        reached.update(new)
        ahead.extend(new)
    if len(reached) == 1:
        return [seed]
    return sorted(reached, key=lambda id: _comparable(connection, id))


def _neighbours(connection: sqlite3.Connection, id: int) -> Iterator[int]:
    for (neighbour,) in connection.execute(_NEIGHBOURS, (id,)):
        yield neighbour


def _comparable(connection: sqlite3.Connection, id: int) -> tuple[int, str, str, str]:
    unknown, earliest, latest, key = connection.execute(_SORT_KEY, (id,)).fetchone()
    return unknown, earliest or "", latest or "", key


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
    if is_linked(connection):
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
