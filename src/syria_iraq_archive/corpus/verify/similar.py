"""Checks of what is said of articles with the same words. That no pair is missing isn't checked: only how it is sought.

What an interrupted ingest has still to do is left out of account; the next one does it.
"""

import sqlite3
from collections.abc import Iterator

from syria_iraq_archive.corpus.similar.compare import Comparison, compare
from syria_iraq_archive.corpus.similar.link import JOINING, cluster_of, is_linked
from syria_iraq_archive.corpus.similar.signature import share_a_paragraph, signature
from syria_iraq_archive.corpus.verify.subject import Finding

_SIGNED = """
    SELECT articles.key, articles.body, articles_folded.body, signatures.key, bands, paragraphs
    FROM articles JOIN articles_folded ON articles_folded.rowid = articles.id
         LEFT JOIN signatures ON signatures.article_id = articles.id
    WHERE signatures.article_id IS NOT NULL OR articles.id NOT IN (SELECT article_id FROM unlinked)
"""
_PAIRS = """
    SELECT one.key AS one_key, other.key AS other_key, similar.*
    FROM similar JOIN articles AS one ON one.id = article_id JOIN articles AS other ON other.id = other_id
    ORDER BY article_id, other_id
"""
_CLUSTERS = "SELECT article_id, first_id, place FROM clusters ORDER BY first_id, place"
_JOINED = f"SELECT article_id AS id FROM similar WHERE {JOINING} UNION SELECT other_id FROM similar WHERE {JOINING}"


def signatures(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Every article of enough words has the signature that its text gives, and no other has one."""
    for key, body, words, own_key, *stored in connection.execute(_SIGNED):
        made = signature(body, words)
        if (list(made) if made else [None, None]) != stored or (made and own_key != key):
            yield Finding(f"signatures, {key}", "isn't what the article's text gives")


def pairs(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Similar articles have the score and kind that their texts give; the one whose key comes first stands first."""
    texts = Comparison(connection)
    for row in connection.execute(_PAIRS):
        where = f"similar, {row['one_key']} and {row['other_key']}"
        one, other = texts.text(row["article_id"]), texts.text(row["other_id"])
        shared = one is not None and other is not None and share_a_paragraph(one.paragraphs, other.paragraphs)
        found = compare(one, other, shared=shared)
        if found != (row["score"], row["kind"]):
            yield Finding(where, f"is {row['kind']} of {row['score']}; their texts give {found}")
        if row["one_key"] >= row["other_key"]:
            yield Finding(where, "the keys aren't in order")


def clusters(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Clusters are what pairs of the same text and reposts join, numbered in the order of publication."""
    if not is_linked(connection):
        return
    stored = {id: (first, place) for id, first, place in connection.execute(_CLUSTERS)}
    expected: dict[int, tuple[int, int]] = {}
    for (id,) in connection.execute(_JOINED):
        if id not in expected:
            cluster = cluster_of(connection, id)
            expected |= {member: (cluster[0], place) for place, member in enumerate(cluster, start=1)}
    for id in sorted(stored.keys() | expected.keys()):
        if stored.get(id) != expected.get(id):
            yield Finding(f"clusters, article {id}", f"is {stored.get(id)}; its pairs give {expected.get(id)}")
