"""The keys by which articles are compared, in an index: who shares a key with a new article is looked up.

`signatures` keeps an article's keys in one row; ``signature_keys`` has a row for each. A key is a number: that of a
band tells its place, that of a paragraph is below 0. Articles whose pairs aren't found yet aren't in it: `link` adds
them, many at once and in the index's order.
"""

import base64
import sqlite3
import struct
from collections.abc import Iterator

from syria_iraq_archive.corpus.similar.signature import BAND_KEY, each_key

_PARAGRAPH = -(1 << 63)  # the sign of a paragraph's key
_LINKED = """
    SELECT article_id, bands, paragraphs FROM signatures
    WHERE article_id NOT IN (SELECT article_id FROM unlinked WHERE compare = 1)
"""
_OF_CAPTURE = """
    SELECT article_id, bands, paragraphs FROM signatures
    WHERE article_id IN (SELECT id FROM articles WHERE capture_id = ?)
"""


def numbers(bands: str, paragraphs: str) -> Iterator[int]:
    """The keys of a signature's `bands` and `paragraphs`.

    >>> list(numbers("", "00000" * 2))
    [-9223372036854775808]
    """
    for place, band in enumerate(struct.unpack(f">{len(bands) // BAND_KEY}I", base64.b85decode(bands))):
        yield place << 32 | band
    for paragraph in each_key(paragraphs):
        yield _PARAGRAPH | struct.unpack(">q", base64.b85decode(paragraph))[0]


def is_of_paragraph(number: int) -> bool:
    """Whether a key is a paragraph's, not a band's."""
    return number < 0


def rows_of(signatures: sqlite3.Cursor) -> Iterator[tuple[int, int]]:
    """The rows of the index, of rows with an article's number, bands and paragraphs."""
    for id, bands, paragraphs in signatures:
        for number in numbers(bands, paragraphs):
            yield number, id


def forget(connection: sqlite3.Connection, capture_id: int) -> None:
    """Take the articles of a capture that is about to be removed out of the index."""
    rows = rows_of(connection.execute(_OF_CAPTURE, (capture_id,)))
    connection.executemany("DELETE FROM signature_keys WHERE shared = ? AND article_id = ?", list(rows))


def rebuild(connection: sqlite3.Connection) -> None:
    """Make the index anew, of all articles whose pairs were found."""
    connection.execute("DELETE FROM signature_keys")
    connection.execute("CREATE TEMP TABLE unsorted (shared INTEGER, article_id INTEGER)")
    connection.executemany("INSERT INTO unsorted VALUES (?, ?)", rows_of(connection.execute(_LINKED)))
    connection.execute("INSERT INTO signature_keys SELECT shared, article_id FROM unsorted ORDER BY 1, 2")
    connection.execute("DROP TABLE temp.unsorted")


def differences(connection: sqlite3.Connection) -> Iterator[tuple[int, str]]:
    """Articles of which the index says otherwise than their signatures, and in what way."""
    kept = _sum(connection.execute("SELECT shared, article_id FROM signature_keys"))
    if kept == _sum(rows_of(connection.execute(_LINKED))):
        return
    stored: dict[int, set[int]] = {}
    for number, id in connection.execute("SELECT shared, article_id FROM signature_keys"):
        stored.setdefault(id, set()).add(number)
    for id, bands, paragraphs in connection.execute(_LINKED):
        if stored.pop(id, set()) != set(numbers(bands, paragraphs)):
            yield id, "isn't found by the keys of its signature"
    for id in stored:
        yield id, "is found by keys, but has no signature, or isn't linked yet"


def _sum(rows: Iterator[tuple[int, int]] | sqlite3.Cursor) -> tuple[int, int]:
    """How many rows there are, and a sum by which sets of rows that differ are told apart, in whatever order."""
    count = total = 0
    for number, id in rows:
        count += 1
        total += hash((number, id))
    return count, total
