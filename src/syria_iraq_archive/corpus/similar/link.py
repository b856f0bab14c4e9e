"""Brings the tables ``similar`` and ``clusters`` into step with the articles.

The writer notes which articles arrive and which leave, in the transactions that write and remove them. `link` then
compares what is new, lets go of what is gone, and finds anew the clusters that this concerns. The pairs depend on the
articles alone: not on the order in which they came, nor on how often this ran in between. What is compared with what,
`buckets` says.

What takes long, to find pairs and compare them, is done while others may write (`unlocked`).
"""

import sqlite3
from collections.abc import Iterable

from syria_iraq_archive.corpus.connection import transaction
from syria_iraq_archive.corpus.schema import insert_into
from syria_iraq_archive.corpus.similar import keys
from syria_iraq_archive.corpus.similar.buckets import TEMPORARY, BucketLimits, buckets, look_for_new, look_for_old
from syria_iraq_archive.corpus.similar.clusters import cluster_again
from syria_iraq_archive.corpus.similar.signature import Comparison, signature
from syria_iraq_archive.corpus.tables import SIGNATURES
from syria_iraq_archive.corpus.unlocked import find_and_write

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
_FOUND = {
    "changed": "(article_id INTEGER PRIMARY KEY)",
    "candidates": "(article_id INTEGER, other_id INTEGER, paragraph INTEGER, PRIMARY KEY (article_id, other_id)) "
    "WITHOUT ROWID",
    "found": "(article_id INTEGER, other_id INTEGER, score REAL, kind TEXT)",
}
# CROSS: SQLite would begin with the folded words of all articles, of which it can't tell how many there are.
_UNSIGNED = """
    SELECT articles.id, articles.key, articles.body, articles_folded.body AS words
    FROM unlinked CROSS JOIN articles ON articles.id = article_id
         CROSS JOIN articles_folded ON articles_folded.rowid = articles.id
    WHERE article_id NOT IN (SELECT article_id FROM signatures)
"""
# If a pair shares several keys, it counts that one is of a paragraph which isn't boilerplate.
_CANDIDATE = {
    True: "INSERT OR REPLACE INTO candidates VALUES (?, ?, 1)",
    False: "INSERT OR IGNORE INTO candidates VALUES (?, ?, 0)",
}


def link(connection: sqlite3.Connection, limits: BucketLimits | None = None) -> None:
    """Find the pairs and clusters of what has changed since this ran last: all of it or nothing; often nothing."""
    if is_linked(connection):
        return
    _sign(connection)
    find_and_write(
        connection,
        TEMPORARY | _FOUND,
        lambda: _find(connection, limits or BucketLimits()),
        lambda: _apply(connection),
    )


def _sign(connection: sqlite3.Connection) -> None:
    """Sign what was written without a signature; articles of few words get none."""
    if connection.execute(f"{_UNSIGNED} LIMIT 1").fetchone() is None:
        return
    with transaction(connection):
        connection.executemany(
            insert_into(SIGNATURES),
            (
                (id, key, *signed)
                for id, key, body, words in connection.execute(_UNSIGNED)
                if (signed := signature(body, words))
            ),
        )


def _find(connection: sqlite3.Connection, limits: BucketLimits) -> None:
    """Find the pairs of what is new, then of those whose part in a bucket has changed, and compare them."""
    connection.execute("INSERT INTO wanted SELECT article_id FROM unlinked WHERE compare = 1")
    look_for_new(connection)
    for bucket in buckets(connection, limits):
        connection.executemany(_CANDIDATE[bucket.paragraph], bucket.pairs(limits))
        connection.executemany("INSERT OR IGNORE INTO changed VALUES (?)", ((id,) for id in bucket.changed(limits)))
    if connection.execute("SELECT 1 FROM changed LIMIT 1").fetchone():
        connection.execute("DELETE FROM wanted")
        connection.execute("INSERT INTO wanted SELECT article_id FROM changed")
        look_for_old(connection)
        for bucket in buckets(connection, limits):
            connection.executemany(_CANDIDATE[bucket.paragraph], bucket.pairs(limits))
    pairs = Comparison(connection).pairs("SELECT * FROM candidates")
    connection.executemany("INSERT INTO found VALUES (?, ?, ?, ?)", pairs)


def _apply(connection: sqlite3.Connection) -> None:
    """Write what was found. What articles were linked with before whose part has changed was found again, or goes."""
    for column, other in (("article_id", "other_id"), ("other_id", "article_id")):
        ended = f"similar WHERE {column} IN (SELECT article_id FROM changed)"
        connection.execute(f"INSERT OR IGNORE INTO unlinked SELECT {other}, 0 FROM {ended}")
        connection.execute(f"DELETE FROM {ended}")
    connection.execute("INSERT INTO similar (article_id, other_id, score, kind) SELECT * FROM found")
    connection.execute("INSERT OR IGNORE INTO unlinked SELECT article_id, 0 FROM changed")
    cluster_again(connection, "SELECT article_id AS id FROM unlinked")
    connection.execute("INSERT OR IGNORE INTO signature_keys SELECT shared, article_id FROM new_keys")
    connection.execute("DELETE FROM unlinked")
    connection.execute("DELETE FROM departed")


def note_arrived(connection: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """Note articles that were just written, so that `link` compares them."""
    connection.executemany(_ARRIVED, ((number,) for number in numbers))


def note_leaving(connection: sqlite3.Connection, capture_id: int) -> None:
    """Note the articles of a capture that is about to be removed. One that was never compared leaves nothing behind."""
    connection.execute(_LEFT_BEHIND, {"capture": capture_id})
    connection.execute(_DEPARTED, {"capture": capture_id})
    keys.forget(connection, capture_id)


def is_linked(connection: sqlite3.Connection) -> bool:
    """Whether nothing is left to be compared or let go."""
    waiting = "SELECT 1 FROM unlinked UNION ALL SELECT 1 FROM departed LIMIT 1"
    return connection.execute(waiting).fetchone() is None
