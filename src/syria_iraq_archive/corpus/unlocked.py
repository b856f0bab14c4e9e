"""Finds what takes long without keeping others from writing, and writes it if it still holds.

What is found depends on other rows. So it is found in a snapshot, while others may write, and written in one
transaction; if another has written meanwhile, it is found anew, at last with the lock.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from syria_iraq_archive.corpus.connection import snapshot, transaction

_TRIES = 2  # without the lock, in which others keep writing; the next is made with it


def find_and_write(
    connection: sqlite3.Connection,
    tables: Mapping[str, str],
    find: Callable[[], None],
    write: Callable[[], None],
) -> None:
    """Call `find`, which fills temporary `tables`, by name with their columns, and `write`, which reads them."""
    for _ in range(_TRIES):
        with _temporary(connection, tables):
            version = _data_version(connection)
            with snapshot(connection):
                find()
            with transaction(connection):
                if _data_version(connection) == version:
                    write()
                    return
    with _temporary(connection, tables), transaction(connection):
        find()
        write()


def _data_version(connection: sqlite3.Connection) -> int:
    """A number that changes when another connection has written."""
    return int(connection.execute("PRAGMA data_version").fetchone()[0])


@contextmanager
def _temporary(connection: sqlite3.Connection, tables: Mapping[str, str]) -> Iterator[None]:
    """The tables in which is gathered what is found, on disk if that is much."""
    try:
        for name, columns in tables.items():
            connection.execute(f"CREATE TEMP TABLE {name} {columns}")
        yield
    finally:
        for name in tables:
            connection.execute(f"DROP TABLE IF EXISTS temp.{name}")
