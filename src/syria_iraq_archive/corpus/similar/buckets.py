"""Articles that share a key, and which pairs of them are compared.

All of a small bucket are compared with each other. Of a large one (a daily report in a fixed form, a text printed by
hundreds) each is compared with the first few by key alone; and a paragraph that stands in many articles is boilerplate
and leads to none. Both rules look at the whole bucket, so that it doesn't matter in which order articles came; the
price is that a bucket's newcomers may change which pairs its elders form. `changed` says whose.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, NamedTuple

from syria_iraq_archive.corpus.similar.signature import BAND_KEY, BANDS, PARAGRAPH_KEY

FEW = 20_000  # articles whose keys are kept in memory: up to 100 MB


@dataclass(frozen=True, slots=True)
class Limits:
    """How many of a large bucket are compared with all of it, and in how many articles a paragraph may stand."""

    first: int = 20
    paragraph: int = 20


class Member(NamedTuple):
    """An article of a bucket: `wanted` is one whose pairs are sought; without a number one that is gone."""

    key: str
    id: int | None
    wanted: int


class Bucket(NamedTuple):
    """All articles that share a key, by their own keys, those that are gone included."""

    paragraph: bool
    members: list[Member]

    def pairs(self, limits: Limits) -> Iterator[tuple[int, int]]:
        """The pairs to be compared, of which one at least is wanted; first the one whose key comes first."""
        here = [member for member in self.members if member.id is not None]
        for place, one in enumerate(here[: self._leaders(len(here), limits)]):
            for other in here[place + 1 :]:
                if one.wanted or other.wanted:
                    assert one.id is not None
                    assert other.id is not None
                    yield one.id, other.id

    def changed(self, limits: Limits) -> Iterator[int]:
        """The articles there before that have become, or ceased to be, among those compared with all."""
        before = [member.key for member in self.members if not member.wanted]  # those gone were there
        now = [member.key for member in self.members if member.id is not None]
        led, leading = set(before[: self._leaders(len(before), limits)]), set(now[: self._leaders(len(now), limits)])
        if led != leading:
            for member in self.members:
                if member.id is not None and not member.wanted and (member.key in led) != (member.key in leading):
                    yield member.id

    def _leaders(self, size: int, limits: Limits) -> int:
        if self.paragraph:
            return size if size <= limits.paragraph else 0
        return min(size, limits.first)


Shelf = dict[str, list[Member]]  # by the key they share

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
    """The buckets with two or more members of which one at least is wanted or (where `gone` count) gone.

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
        paragraphs.update((key, []) for key in _paragraph_keys(own_paragraphs))
    each = list(zip(bands, _BANDS_AT, strict=True))
    for key, id, wanted, own_bands, own_paragraphs in connection.execute(rows):
        member = Member(key, id, wanted)
        for band, at in each:
            if own_bands[at] in band:
                band[own_bands[at]].append(member)
        for paragraph in _paragraph_keys(own_paragraphs):
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
    """Band by band, sorted by SQLite, which does it on disk where it is much."""
    for at in _BANDS_AT:
        sql = f"SELECT substr(bands, ?, {BAND_KEY}) AS shared, key, id, wanted FROM ({rows}) ORDER BY shared, key"
        yield from _grouped(connection.execute(sql, (at.start + 1,)), paragraph=False)
    connection.execute("CREATE TEMP TABLE paragraph_keys (shared TEXT, key TEXT, id INTEGER, wanted INTEGER)")
    connection.executemany(
        "INSERT INTO paragraph_keys VALUES (?, ?, ?, ?)",
        (
            (shared, key, id, wanted)
            for key, id, wanted, _, paragraphs in connection.execute(rows)
            for shared in _paragraph_keys(paragraphs)
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


def _paragraph_keys(paragraphs: str) -> Iterator[str]:
    for at in range(0, len(paragraphs), PARAGRAPH_KEY):
        yield paragraphs[at : at + PARAGRAPH_KEY]


_BANDS_AT = [slice(at, at + BAND_KEY) for at in range(0, BANDS * BAND_KEY, BAND_KEY)]
_BY_KEY = itemgetter(0)
