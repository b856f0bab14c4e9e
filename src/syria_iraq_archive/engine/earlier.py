"""Earlier captures, parsed when somebody asks for them, in a corpus that lasts as long as it is asked."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from syria_iraq_archive.corpus.connection import in_memory
from syria_iraq_archive.corpus.location import Location
from syria_iraq_archive.corpus.migrations import migrate
from syria_iraq_archive.corpus.rows import CaptureRows, capture_rows, original_bytes
from syria_iraq_archive.corpus.writer import MISFITS, Writer
from syria_iraq_archive.engine.work import Rejected, Run, parse_bytes
from syria_iraq_archive.errors import CorpusError
from syria_iraq_archive.registry.load import Registry


@contextmanager
def earlier_alone(
    connection: sqlite3.Connection, sha256: str, run: Run, registry: Registry
) -> Iterator[sqlite3.Connection]:
    """A corpus in memory that holds one earlier capture. Raises `CorpusError` if it can't be parsed any more."""
    with in_memory() as alone:
        migrate(alone)
        Writer(alone).write_registry(registry)
        _add(alone, connection, [sha256], run)
        alone.row_factory = sqlite3.Row
        yield alone


@contextmanager
def all_versions(connection: sqlite3.Connection, run: Run) -> Iterator[sqlite3.Connection]:
    """A copy of a corpus that holds its earlier captures, too, as if they were current; nothing is left behind.

    Raises `CorpusError` if one can't be parsed any more.
    """
    copy = sqlite3.connect("")  # no name: private, on disk as far as need be
    try:
        connection.backup(copy)
        hashes = [sha256 for (sha256,) in copy.execute("SELECT sha256 FROM earlier_captures ORDER BY sha256")]
        _add(copy, connection, hashes, run)
        copy.row_factory = sqlite3.Row
        yield copy
    finally:
        copy.close()


def _add(corpus: sqlite3.Connection, connection: sqlite3.Connection, hashes: Iterable[str], run: Run) -> None:
    writer = Writer(corpus)
    with writer.batch():
        for sha256 in hashes:
            rows, location = _rows(connection, sha256, run)
            try:
                writer.write(rows, location, "")
            except MISFITS as error:
                raise _unreadable(sha256, f"it doesn't fit the corpus: {error}") from error


def _rows(connection: sqlite3.Connection, sha256: str, run: Run) -> tuple[CaptureRows, Location]:
    """What is found in an earlier capture, and where it was."""
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    row = cursor.execute("SELECT * FROM earlier_captures WHERE sha256 = ?", (sha256,)).fetchone()
    try:
        data = original_bytes(row)
    except (ValueError, LookupError) as error:
        raise _unreadable(sha256, str(error)) from error
    parsed = parse_bytes(run, data, row["path"])
    if isinstance(parsed, Rejected):
        raise _unreadable(sha256, parsed.reason)
    return capture_rows(parsed.capture), Location(row["folder"], row["path"])


def _unreadable(sha256: str, why: str) -> CorpusError:
    return CorpusError(f"the earlier version {sha256[:16]} can't be parsed: {why}")
