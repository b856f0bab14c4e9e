"""Brings ``clusters`` into step with ``similar``: what same-text and repost join, directly or through others."""

import sqlite3
from collections.abc import Iterator

from syria_iraq_archive.corpus.schema import insert_into
from syria_iraq_archive.corpus.tables import CLUSTERS

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
