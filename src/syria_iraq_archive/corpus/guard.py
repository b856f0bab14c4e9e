"""A connection on which somebody else's SQL may run: it can read this database, for a time, and nothing else."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager

from syria_iraq_archive.corpus.alarm import alarm
from syria_iraq_archive.corpus.tables import FULL_TEXTS

_ALLOWED = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE})
_ALLOWED_PRAGMAS = frozenset(
    {
        "data_version",
        "foreign_key_list",
        "index_info",
        "index_list",
        "table_info",
        "table_list",
        "table_xinfo",
        "user_version",
    }
)
_REFUSED_FUNCTIONS = frozenset({"load_extension", "fts3_tokenizer", "readfile", "writefile", "edit"})
_LARGEST_VALUE = 100_000_000  # bytes; a capture with its page around it is far less
_MEMORY = 1_000_000_000  # bytes for SQLite in this process; what a query sorts beyond that lies in a temporary file
_LONGEST_PATTERN = 1_000  # of LIKE and GLOB, which may look at the text once for each of its signs
_STEPS_BETWEEN_LOOKS = 10_000  # virtual machine instructions: some 100 µs


@contextmanager
def guarded(connection: sqlite3.Connection, seconds: float) -> Iterator[None]:
    """Within, the connection refuses all but reading, and interrupts what runs longer than `seconds`.

    SQLite then raises `sqlite3.DatabaseError` ("not authorized") or `sqlite3.OperationalError` ("interrupted"); and
    `MemoryError` where a query needs more than there is for it. A call of a single function isn't interrupted: where
    it compares millions of characters with millions, the time can be long over when this returns.
    """
    # SQLite sets up a virtual table when it is first named, by statements that are refused to others.
    for full_text in FULL_TEXTS:
        connection.execute(f"SELECT 1 FROM {full_text.name} LIMIT 0").fetchall()
    connection.execute(f"PRAGMA hard_heap_limit = {_MEMORY}").fetchall()
    deadline = time.monotonic() + seconds
    connection.set_authorizer(_authorize)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LARGEST_VALUE)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, _LONGEST_PATTERN)
    connection.set_progress_handler(lambda: int(time.monotonic() > deadline), _STEPS_BETWEEN_LOOKS)
    try:
        with alarm(seconds, connection.interrupt):  # a few steps can make gigabytes, and take minutes
            yield
    finally:
        connection.set_progress_handler(None, 0)
        connection.set_authorizer(None)


def _authorize(action: int, first: str | None, second: str | None, _database: str | None, _trigger: str | None) -> int:
    if action in _ALLOWED:
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_FUNCTION and (second or "").lower() not in _REFUSED_FUNCTIONS:
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_PRAGMA and (first or "").lower() in _ALLOWED_PRAGMAS:
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY
