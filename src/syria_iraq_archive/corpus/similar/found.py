"""Reads what `link` found: the pairs of one article, all pairs, and the clusters."""

import sqlite3
from collections.abc import Collection, Iterator

from syria_iraq_archive.corpus.schema import placeholders
from syria_iraq_archive.corpus.similar.signature import KINDS

PAIR_COLUMNS = (
    "key", "published", "source", "headline", "kind", "score", "other_key", "other_published", "other_source",
    "other_headline",
)  # fmt: skip
CLUSTER_COLUMNS = ("first_key", "place", "key", "published", "source", "headline")

_SIMILAR = """
    SELECT other_key AS key, kind, score, other_published AS published, other_source AS source,
           other_headline AS headline
    FROM similar_articles WHERE key = ? ORDER BY score DESC, other_key
"""
_PAIRS = """
    SELECT one.key, one.published, one.source_id, one.headline, similar.kind, score,
           other.key, other.published, other.source_id, other.headline
    FROM similar JOIN articles AS one ON one.id = article_id JOIN articles AS other ON other.id = other_id
    WHERE similar.kind IN ({kinds}) ORDER BY score DESC, one.key, other.key LIMIT ?
"""
_OF_ONE = """
    SELECT one.key, one.published, one.source_id, one.headline, similar.kind, score,
           similar.other_key, other_published, other_source, other_headline
    FROM similar_articles AS similar JOIN articles AS one USING (key)
    WHERE one.key = ? AND similar.kind IN ({kinds}) ORDER BY score DESC, similar.other_key LIMIT ?
"""
_CLUSTERS = """
    SELECT first.key, place, articles.key, articles.published, articles.source_id, articles.headline
    FROM clusters JOIN articles ON articles.id = article_id JOIN articles AS first ON first.id = first_id
    {where} ORDER BY first.key, place LIMIT ?
"""
_SAME_CLUSTER = """
    WHERE first_id = (SELECT first_id FROM clusters JOIN articles ON articles.id = article_id WHERE articles.key = ?)
"""


def similar_to(connection: sqlite3.Connection, key: str) -> list[sqlite3.Row]:
    """The other articles of an article's pairs, the most alike first: key, kind, score, published, source, headline."""
    return connection.execute(_SIMILAR, (key,)).fetchall()


def list_pairs(
    connection: sqlite3.Connection, key: str | None = None, kinds: Collection[str] = KINDS, limit: int | None = None
) -> Iterator[sqlite3.Row]:
    """The pairs, or those of one article, which then stands first; columns `PAIR_COLUMNS`. The most alike first."""
    sql = (_PAIRS if key is None else _OF_ONE).format(kinds=placeholders(kinds))
    return connection.execute(sql, (*([] if key is None else [key]), *kinds, _most(limit)))


def list_clusters(
    connection: sqlite3.Connection, key: str | None = None, limit: int | None = None
) -> Iterator[sqlite3.Row]:
    """The articles of all clusters, or of one article's, in the clusters' order; columns `CLUSTER_COLUMNS`."""
    sql = _CLUSTERS.format(where="" if key is None else _SAME_CLUSTER)
    return connection.execute(sql, (*([] if key is None else [key]), _most(limit)))


def _most(limit: int | None) -> int:
    return -1 if limit is None else limit
