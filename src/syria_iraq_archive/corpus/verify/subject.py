"""What checks look at: a capture with all its rows; and what they report."""

import pickle
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from syria_iraq_archive.corpus import kept_digests
from syria_iraq_archive.corpus.disk import lacks_room
from syria_iraq_archive.records import Basis
from syria_iraq_archive.spans import Span

Rows = list[sqlite3.Row]


class Flaw(NamedTuple):
    """Something that isn't as promised: where (file and span, or table), and what."""

    where: str
    what: str


@dataclass(frozen=True, slots=True)
class ArticleRows:
    """An article's row with the rows that belong to it."""

    row: sqlite3.Row
    blocks: Rows
    images: Rows
    claims: Rows
    mentions: Rows
    quotes: Rows
    dates: Rows
    authors: Rows
    sentences: Rows
    place_mentions: Rows
    designations: Rows

    def of_role(self, *roles: str) -> Rows:
        """Its blocks of these roles, in order."""
        return [block for block in self.blocks if block["role"] in roles]

    def curated(self, field: str) -> bool:
        """Whether a correction overrides the field."""
        return any(claim["field"] == field and overrides(claim) for claim in self.claims)

    def by_metadata(self, field: str) -> bool:
        """Whether what counts of the field is what the capture's format says outside the text."""
        claims = (claim for claim in self.claims if claim["field"] == field and claim["basis"] != Basis.CURATED)
        return next((claim["basis"] == Basis.METADATA for claim in claims), False)


@dataclass(frozen=True, slots=True)
class Subject:
    """A capture's row with its blocks and articles."""

    row: sqlite3.Row
    blocks: Rows
    articles: list[ArticleRows]
    corrections: Rows = field(default_factory=list)
    digest: str | None = None  # as it is kept, if it counts

    @property
    def text(self) -> str:
        """The capture's text."""
        text: str = self.row["text"]
        return text

    def slice(self, row: sqlite3.Row) -> str:
        """The characters a row's span covers."""
        return span_of(row).of(self.text)

    def place(self, row: sqlite3.Row | None = None) -> str:
        """The file, with the span of `row` if given, as findings name it."""
        path = str(self.row["path"])
        return f"{path}:{row['start_char']}-{row['end_char']}" if row is not None else path

    def fits(self, row: sqlite3.Row) -> bool:
        """Whether a row's span lies in the text and isn't empty."""
        return bool(0 <= row["start_char"] < row["end_char"] <= len(self.text))


def overrides(claim: sqlite3.Row) -> bool:
    """Whether a claim is a correction that counts; one with a warning is stale and overrides nothing."""
    return bool(claim["basis"] == Basis.CURATED and claim["warning"] is None)


def span_of(row: sqlite3.Row) -> Span:
    """The span of a row with ``start_char`` and ``end_char``."""
    return Span(row["start_char"], row["end_char"])


def subjects(connection: sqlite3.Connection) -> Iterator[Subject | Flaw]:
    """Every capture with its rows, one after the other; a finding in the place of what can't be read."""
    try:
        ids = connection.execute("SELECT id FROM captures ORDER BY path, sha256").fetchall()
        counts = kept_digests.count(connection)
    except sqlite3.DatabaseError as error:
        if lacks_room(error):
            raise
        yield Flaw("captures", f"can't be read: {error}")
        return
    for (id,) in ids:
        try:
            yield read_subject(connection, id, counts=counts)
        except (
            sqlite3.DatabaseError,
            UnicodeDecodeError,
            IndexError,
        ) as error:  # the last by an index that names a row which isn't there
            yield Flaw(f"captures, row {id}", f"can't be read: {error}")


def read_subject(connection: sqlite3.Connection, id: int, *, counts: bool = False) -> Subject:
    """The capture numbered `id` with its rows, and with the digest that is kept, if those `counts`."""

    def rows(sql: str, number: int) -> Rows:
        return connection.execute(sql, (number,)).fetchall()

    blocks = rows("SELECT * FROM blocks WHERE capture_id = ? ORDER BY seq", id)
    items = [
        ArticleRows(
            row=article,
            blocks=[block for block in blocks if block["article_id"] == article["id"]],
            images=rows("SELECT * FROM images WHERE article_id = ? ORDER BY block_seq", article["id"]),
            claims=rows("SELECT * FROM claims WHERE article_id = ? ORDER BY seq, evidence", article["id"]),
            mentions=rows("SELECT * FROM mentions WHERE article_id = ? ORDER BY start_char", article["id"]),
            quotes=rows("SELECT * FROM quotes WHERE article_id = ? ORDER BY start_char", article["id"]),
            dates=rows("SELECT * FROM dates WHERE article_id = ? ORDER BY start_char", article["id"]),
            authors=rows("SELECT * FROM authors WHERE article_id = ? ORDER BY seq", article["id"]),
            sentences=rows("SELECT * FROM sentences WHERE article_id = ? ORDER BY start_char", article["id"]),
            place_mentions=rows("SELECT * FROM place_mentions WHERE article_id = ? ORDER BY start_char", article["id"]),
            designations=rows("SELECT * FROM designations WHERE article_id = ? ORDER BY start_char", article["id"]),
        )
        for article in rows("SELECT * FROM articles WHERE capture_id = ? ORDER BY seq", id)
    ]
    corrections = rows("SELECT * FROM corrections WHERE capture_id = ? ORDER BY seq", id)
    kept = rows("SELECT digest FROM capture_digests WHERE capture_id = ?", id) if counts else []
    row = rows("SELECT * FROM captures WHERE id = ?", id)[0]
    return Subject(row, blocks, items, corrections, kept[0]["digest"] if kept else None)


# ------------------------------------------------------------------------------------------ to another process and back

_PARTS = (
    "images", "claims", "mentions", "quotes", "dates", "authors", "sentences", "place_mentions", "designations"
)  # fmt: skip
Packed = tuple[tuple[str, ...], list[tuple[Any, ...]]]  # the columns' names, and the rows


def pack(subject: Subject) -> bytes:
    """The subject as bytes, for another process of this program."""
    articles = [(_packed([item.row]), [_packed(getattr(item, name)) for name in _PARTS]) for item in subject.articles]
    rows = [_packed(rows) for rows in ([subject.row], subject.blocks, subject.corrections)]
    return pickle.dumps((rows, articles, subject.digest), protocol=pickle.HIGHEST_PROTOCOL)


def unpack(data: bytes) -> Subject:
    """The subject that was packed: only what `pack` has just made is to be given."""
    rows, articles, digest = pickle.loads(data)
    [row], blocks, corrections = map(_unpacked, rows)
    items = []
    for own, parts in articles:
        [article] = _unpacked(own)
        mine = [block for block in blocks if block["article_id"] == article["id"]]
        items.append(ArticleRows(article, mine, *map(_unpacked, parts)))
    return Subject(row, blocks, items, corrections, digest)


def _packed(rows: Rows) -> Packed:
    return (_names(tuple(rows[0].keys())), list(map(tuple, rows))) if rows else ((), [])


@cache
def _names(names: tuple[str, ...]) -> tuple[str, ...]:
    """The same tuple for the same names, so that it is packed once."""
    return names


def _unpacked(packed: Packed) -> Rows:
    names, rows = packed
    cursor = _cursor(names) if rows else None
    return [sqlite3.Row(cursor, row) for row in rows] if cursor else []


@cache
def _cursor(names: tuple[str, ...]) -> sqlite3.Cursor:
    """One with these columns, by which rows are made."""
    columns = ", ".join('NULL AS "{}"'.format(name.replace('"', '""')) for name in names)
    return sqlite3.connect(":memory:").execute(f"SELECT {columns}")
