"""Buckets: the articles that share a key, and which pairs of them are to be compared.

All of a small bucket are compared with each other. Of a large one (a daily report in a fixed form, a text printed by
hundreds) each is compared with the first few by key alone; and a paragraph that stands in many articles is boilerplate
and leads to none. Both rules look at the whole bucket, so that it doesn't matter in which order articles came; the
price is that a bucket's newcomers may change which pairs its elders form. `Bucket.changed` says whose.

Buckets are looked up: of a new article only those that its own keys name are read, however many articles there are.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from syria_iraq_archive.corpus.similar import keys


@dataclass(frozen=True, slots=True)
class BucketLimits:
    """How many of a large bucket are compared with all of it, and in how many articles a paragraph may stand."""

    first: int = 20
    paragraph: int = 20


class Member(NamedTuple):
    """An article of a bucket: `wanted` is one whose pairs are sought; without a number one that is gone."""

    key: str
    id: int | None
    wanted: int


class Bucket(NamedTuple):
    """The articles that share a key, by their own keys, those that are gone included."""

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


TEMPORARY = {
    "wanted": "(article_id INTEGER PRIMARY KEY)",
    "unsorted_keys": "(shared INTEGER, article_id INTEGER)",
    "new_keys": "(shared INTEGER, article_id INTEGER, PRIMARY KEY (shared, article_id)) WITHOUT ROWID",
    "gone_keys": "(shared INTEGER, key TEXT, PRIMARY KEY (shared, key)) WITHOUT ROWID",
    "touched": "(shared INTEGER PRIMARY KEY)",
}
"""The tables in which `buckets` keeps what it looks for, on disk if that is much.

`wanted` are the articles whose pairs are sought, `new_keys` the keys of those that the index hasn't yet, `gone_keys` of
those that are gone; a bucket is looked up for each key that is `touched`.
"""

# CROSS: SQLite would read all signatures, since it can't tell that few are wanted.
_SIGNED = "SELECT article_id, bands, paragraphs FROM wanted CROSS JOIN signatures USING (article_id)"
_DEPARTED = "SELECT key, bands, paragraphs FROM departed"
_SHARED = """
    SELECT shared FROM touched WHERE 1 < (
        SELECT count(*) FROM (
            SELECT 1 FROM signature_keys WHERE shared = touched.shared
            UNION ALL SELECT 1 FROM new_keys WHERE shared = touched.shared
            UNION ALL SELECT 1 FROM gone_keys WHERE shared = touched.shared LIMIT 2
        )
    )
"""
_THERE = """
    SELECT signatures.key, article_id, wanted.article_id IS NOT NULL
    FROM {table} JOIN signatures USING (article_id) LEFT JOIN wanted USING (article_id) WHERE shared = ?1 LIMIT ?2
"""
_OLD, _NEW = _THERE.format(table="signature_keys"), _THERE.format(table="new_keys")
_GONE = "SELECT key, NULL, 0 FROM gone_keys WHERE shared = ?1 LIMIT ?2"


def look_for_new(connection: sqlite3.Connection) -> None:
    """Look for the buckets of the articles that are `wanted`, which the index hasn't, and of those that are gone."""
    _gather_keys(connection)
    connection.execute("INSERT INTO new_keys SELECT DISTINCT shared, article_id FROM unsorted_keys ORDER BY 1, 2")
    gone = ((number, key) for number, key in keys.rows_of(connection.execute(_DEPARTED)))
    connection.executemany("INSERT OR IGNORE INTO gone_keys VALUES (?, ?)", gone)
    connection.execute("INSERT INTO touched SELECT DISTINCT shared FROM new_keys")
    connection.execute("INSERT OR IGNORE INTO touched SELECT shared FROM gone_keys")


def look_for_old(connection: sqlite3.Connection) -> None:
    """Look for the buckets of the articles that are `wanted` now, whether the index has them or not."""
    for table in ("unsorted_keys", "gone_keys", "touched"):
        connection.execute(f"DELETE FROM {table}")
    _gather_keys(connection)
    connection.execute("INSERT INTO touched SELECT DISTINCT shared FROM unsorted_keys ORDER BY 1")


def _gather_keys(connection: sqlite3.Connection) -> None:
    rows = keys.rows_of(connection.execute(_SIGNED))
    connection.executemany("INSERT INTO unsorted_keys VALUES (?, ?)", rows)


def buckets(connection: sqlite3.Connection, limits: BucketLimits) -> Iterator[Bucket]:
    """The buckets that were looked for, if they have two or more members.

    Of a paragraph's bucket that is larger than the limit no more is given than shows it. Memory is bounded by the
    largest bucket of a band.
    """
    for (shared,) in connection.execute(_SHARED):
        paragraph = keys.is_of_paragraph(shared)
        enough = limits.paragraph + 1 if paragraph else -1
        old = connection.execute(_OLD, (shared, enough)).fetchall()
        if paragraph and sum(not wanted for _, _, wanted in old) > limits.paragraph:
            continue  # boilerplate it was, and that it is
        rows = dict.fromkeys(old + connection.execute(_NEW, (shared, enough)).fetchall())
        gone = connection.execute(_GONE, (shared, enough)).fetchall()
        yield Bucket(paragraph, sorted((Member(*row) for row in (*rows, *gone)), key=_by_key))


def _by_key(member: Member) -> str:
    return member.key
