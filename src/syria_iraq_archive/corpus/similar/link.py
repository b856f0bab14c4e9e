"""Brings the tables ``similar`` and ``clusters`` into step with the articles.

The writer notes which articles arrive and which leave, in the transactions that write and remove them. `link` then
compares what is new, lets go of what is gone, and finds anew the clusters that this concerns. The pairs depend on the
articles alone: not on the order in which they came, nor on how often this ran in between.

Articles that share a key are a bucket. All of a small bucket are compared with each other. Of a large one (a daily
report in a fixed form, a text printed by hundreds) each is compared with the first few by key alone; and a paragraph
that stands in many articles is boilerplate and leads to none. Both rules look at the whole bucket, so that it doesn't
matter in which order articles came; the price is that a bucket's newcomers may change which pairs its elders form.
`Bucket.changed` says whose.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, NamedTuple

from syria_iraq_archive.corpus.connection import transaction
from syria_iraq_archive.corpus.schema import insert_into
from syria_iraq_archive.corpus.similar.signature import BAND_KEY, BANDS, Comparison, each_key, signature
from syria_iraq_archive.corpus.tables import CLUSTERS, SIGNATURES, SIMILAR

FEW = 20_000  # articles whose keys are kept in memory: up to 100 MB

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
# If a pair shares several keys, it counts that one is of a paragraph which isn't boilerplate.
_CANDIDATE = {
    True: "INSERT OR REPLACE INTO candidates VALUES (?, ?, 1)",
    False: "INSERT OR IGNORE INTO candidates VALUES (?, ?, 0)",
}


@dataclass(frozen=True, slots=True)
class BucketLimits:
    """How many of a large bucket are compared with all of it, and in how many articles a paragraph may stand."""

    first: int = 20
    paragraph: int = 20


def link(connection: sqlite3.Connection, limits: BucketLimits | None = None, *, few: int = FEW) -> None:
    """Find the pairs and clusters of what has changed since this ran last: all of it or nothing; often nothing."""
    if is_linked(connection):
        return
    with transaction(connection), _temporary_tables(connection):
        _sign(connection)
        connection.execute("INSERT INTO wanted SELECT article_id FROM unlinked WHERE compare = 1")
        _find_candidates(connection, limits or BucketLimits(), few)
        connection.executemany(insert_into(SIMILAR), Comparison(connection).pairs("SELECT * FROM candidates"))
        connection.execute("INSERT OR IGNORE INTO unlinked SELECT article_id, 0 FROM changed")
        cluster_again(connection, "SELECT article_id AS id FROM unlinked")
        connection.execute("DELETE FROM unlinked")
        connection.execute("DELETE FROM departed")


@contextmanager
def _temporary_tables(connection: sqlite3.Connection) -> Iterator[None]:
    """The tables in which candidates are gathered, on disk if they are many. They go if the transaction is undone."""
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


def _find_candidates(connection: sqlite3.Connection, limits: BucketLimits, few: int) -> None:
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


# ------------------------------------------------------------------------------------------------------ clusters


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


# ------------------------------------------------------------------------------------------------------- buckets


class Member(NamedTuple):
    """An article of a bucket: `wanted` is one whose pairs are sought; without a number one that is gone."""

    key: str
    id: int | None
    wanted: int


class Bucket(NamedTuple):
    """All articles that share a key, by their own keys, those that are gone included."""

    paragraph: bool
    members: list[Member]

    def pairs(self, limits: BucketLimits) -> Iterator[tuple[int, int]]:
        """The pairs to be compared, of which one at least is wanted; first the one whose key comes first."""
        here = [member for member in self.members if member.id is not None]
        for place, one in enumerate(here[: self._leaders(len(here), limits)]):
            for other in here[place + 1 :]:
                if one.wanted or other.wanted:
                    assert one.id is not None
                    assert other.id is not None
                    yield one.id, other.id

    def changed(self, limits: BucketLimits) -> Iterator[int]:
        """The articles there before that have become, or ceased to be, among those compared with all."""
        before = [member.key for member in self.members if not member.wanted]  # those gone were there
        now = [member.key for member in self.members if member.id is not None]
        led, leading = set(before[: self._leaders(len(before), limits)]), set(now[: self._leaders(len(now), limits)])
        if led != leading:
            for member in self.members:
                if member.id is not None and not member.wanted and (member.key in led) != (member.key in leading):
                    yield member.id

    def _leaders(self, size: int, limits: BucketLimits) -> int:
        if self.paragraph:
            return size if size <= limits.paragraph else 0
        return min(size, limits.first)


Shelf = dict[str, list[Member]]  # by the key they share

_BANDS_AT = [slice(at, at + BAND_KEY) for at in range(0, BANDS * BAND_KEY, BAND_KEY)]
_BY_KEY = itemgetter(0)
# Those wanted are in the temporary table of that name; those gone are wanted, too: their buckets have changed.
_ALL = """
    SELECT signatures.key, signatures.article_id AS id, wanted.article_id IS NOT NULL AS wanted, bands, paragraphs
    FROM signatures LEFT JOIN wanted USING (article_id)
"""
_GONE = "SELECT key, NULL AS id, 0 AS wanted, bands, paragraphs FROM departed"
_TOUCHING = (
    "SELECT bands, paragraphs FROM signatures JOIN wanted USING (article_id)",
    "SELECT bands, paragraphs FROM departed",
)


def buckets(connection: sqlite3.Connection, *, gone: bool = True, few: int = FEW) -> Iterator[Bucket]:
    """The buckets with two or more members of which one at least is wanted or, if `gone` count, gone.

    Both ways give the same buckets. Memory is bounded by `few`, and by the largest bucket.
    """
    rows = f"{_ALL} UNION ALL {_GONE}" if gone else _ALL
    touching = " UNION ALL ".join(_TOUCHING if gone else _TOUCHING[:1])
    number = connection.execute(f"SELECT count(*) FROM ({touching} LIMIT {few + 1})").fetchone()[0]
    found = _by_looking_up(connection, rows, touching) if number <= few else _by_sorting(connection, rows)
    for bucket in found:
        if any(member.wanted or member.id is None for member in bucket.members):
            yield bucket


def _by_looking_up(connection: sqlite3.Connection, rows: str, touching: str) -> Iterator[Bucket]:
    """With the keys of the few in memory, in one pass over all."""
    bands: list[Shelf] = [{} for _ in range(BANDS)]
    paragraphs: Shelf = {}
    for own_bands, own_paragraphs in connection.execute(touching):
        for band, at in zip(bands, _BANDS_AT, strict=True):
            band[own_bands[at]] = []
        paragraphs.update((key, []) for key in each_key(own_paragraphs))
    each = list(zip(bands, _BANDS_AT, strict=True))
    for key, id, wanted, own_bands, own_paragraphs in connection.execute(rows):
        member = Member(key, id, wanted)
        for band, at in each:
            if own_bands[at] in band:
                band[own_bands[at]].append(member)
        for paragraph in each_key(own_paragraphs):
            if paragraph in paragraphs:
                paragraphs[paragraph].append(member)
    for band in bands:
        yield from _shelved(band, paragraph=False)
    yield from _shelved(paragraphs, paragraph=True)


def _shelved(shelf: Shelf, *, paragraph: bool) -> Iterator[Bucket]:
    for members in shelf.values():
        if len(members) > 1:
            yield Bucket(paragraph, sorted(members, key=_BY_KEY))


def _by_sorting(connection: sqlite3.Connection, rows: str) -> Iterator[Bucket]:
    """Band by band, sorted by SQLite, which does it on disk if it is much."""
    for at in _BANDS_AT:
        sql = f"SELECT substr(bands, ?, {BAND_KEY}) AS shared, key, id, wanted FROM ({rows}) ORDER BY shared, key"
        yield from _grouped(connection.execute(sql, (at.start + 1,)), paragraph=False)
    connection.execute("CREATE TEMP TABLE paragraph_keys (shared TEXT, key TEXT, id INTEGER, wanted INTEGER)")
    connection.executemany(
        "INSERT INTO paragraph_keys VALUES (?, ?, ?, ?)",
        (
            (shared, key, id, wanted)
            for key, id, wanted, _, paragraphs in connection.execute(rows)
            for shared in each_key(paragraphs)
        ),
    )
    yield from _grouped(connection.execute("SELECT * FROM paragraph_keys ORDER BY shared, key"), paragraph=True)
    connection.execute("DROP TABLE paragraph_keys")


def _grouped(sorted_rows: sqlite3.Cursor, *, paragraph: bool) -> Iterator[Bucket]:
    """The groups of two or more rows. `groupby` would cost twice as much: of millions of rows most are alone."""
    last: tuple[Any, ...] = (None,)
    members: list[Member] = []
    for row in sorted_rows:
        if row[0] == last[0]:
            members = members or [Member(*last[1:])]
            members.append(Member(*row[1:]))
        elif members:
            yield Bucket(paragraph, members)
            members = []
        last = row
    if members:
        yield Bucket(paragraph, members)
