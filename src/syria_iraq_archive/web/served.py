"""The corpus as Datasette asks it: read-only, and within limits that hold for every visitor's query.

A value, an answer, a statement and a time are bounded for each question; SQLite's memory is bounded for the process. A
question that gets no memory while others run is asked again when they are done: none fails by what somebody else asks.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import AsyncExitStack, contextmanager
from pathlib import Path
from typing import Any, TypeVar
from weakref import ref

from datasette.app import Datasette
from datasette.database import Database

from syria_iraq_archive.corpus.guard import alarm, bound_functions, may_read
from syria_iraq_archive.corpus.tables import FULL_TEXTS

T = TypeVar("T")

MEMORY = 400_000_000  # bytes for SQLite in the process
LARGEST_VALUE = 24_000_000  # bytes; `archive ingest` takes captures of 20 MB
LARGEST_CAPTURE = 500_000_000  # bytes of a text that a page of ours reads
LARGEST_ANSWER = 60_000_000  # characters and bytes of all rows of a question
LONGEST_SQL = 10_000  # characters; a longer expression may run long before the clock is looked at again
LONGEST_PATTERN = 100  # of LIKE and GLOB, which may look at a text once for each of its signs
MOST_COLUMNS = 200
QUESTIONS_AT_ONCE = 3

# Datasette asks these of every database; what files it lies in isn't among them.
_PRAGMAS = frozenset({"schema_version"})
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: LARGEST_VALUE,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 4 * LONGEST_SQL,  # bytes
    sqlite3.SQLITE_LIMIT_COLUMN: MOST_COLUMNS,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: LONGEST_PATTERN,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}


class TooLarge(sqlite3.OperationalError):
    """An answer of more than `LARGEST_ANSWER`."""


class _Rows:
    """Makes a question's rows, and counts what they hold: SQLite's limits don't count the memory of Python."""

    def __init__(self) -> None:
        self._of: Callable[[], sqlite3.Cursor | None] = lambda: None
        self._held = 0

    def __call__(self, cursor: sqlite3.Cursor, values: Sequence[Any]) -> sqlite3.Row:
        if self._of() is not cursor:
            self._of, self._held = ref(cursor), 0
        self._held += sum(len(value) for value in values if isinstance(value, str | bytes))
        if self._held > LARGEST_ANSWER:
            raise TooLarge(f"the answer is larger than {LARGEST_ANSWER // 1_000_000} MB: ask for fewer rows or columns")
        return sqlite3.Row(cursor, tuple(values))


class ServedCorpus(Database):  # type: ignore[misc]  # Datasette has no types
    """The corpus in the file `path`, taken not to change unless it is said to be `edited`."""

    def __init__(self, datasette: Datasette, path: str, *, edited: bool = False) -> None:
        super().__init__(datasette, path, is_mutable=edited)
        self._room = asyncio.Semaphore(QUESTIONS_AT_ONCE)
        self._alone = asyncio.Lock()

    @property
    def version(self) -> tuple[int, ...]:
        """Other numbers whenever the corpus has changed; the same for ever if it isn't edited."""
        if not self.is_mutable:
            return ()
        files = [file for name in (self.path, f"{self.path}-wal") if (file := Path(name)).exists()]
        return tuple(number for file in files for number in (file.stat().st_mtime_ns, file.stat().st_size))

    async def execute_fn(self, fn: Callable[[sqlite3.Connection], T], *, milliseconds: int | None = None) -> T:
        """What `fn` gives of a connection; interrupted after so long, by default as long as any question may take."""
        seconds = (milliseconds or self.ds.setting("sql_time_limit_ms")) / 1000

        def in_time(connection: sqlite3.Connection) -> T:
            with alarm(
                seconds, connection.interrupt
            ):  # SQLite looks at the clock every few steps, and a step may take minutes
                return fn(connection)

        try:
            async with self._room:
                return await super().execute_fn(in_time)  # type: ignore[no-any-return]
        except MemoryError:
            return await self._asked_alone(in_time)

    async def _asked_alone(self, fn: Callable[[sqlite3.Connection], T]) -> T:
        async with self._alone, AsyncExitStack() as places:  # who stops waiting gives back what he had
            for _ in range(QUESTIONS_AT_ONCE):
                await places.enter_async_context(self._room)
            return await super().execute_fn(fn)  # type: ignore[no-any-return]

    async def attached_databases(self) -> list[Any]:
        """None. Datasette would ask for their files."""
        return []


def limit(connection: sqlite3.Connection) -> None:
    """Set the limits of a connection on which anybody's SQL may run."""
    # SQLite sets up a virtual table when it is first named, by statements that are refused to others.
    for full_text in FULL_TEXTS:
        connection.execute(f"SELECT 1 FROM {full_text.name} LIMIT 0").fetchall()
    connection.execute(f"PRAGMA hard_heap_limit = {MEMORY}").fetchall()
    for name, value in _LIMITS.items():
        connection.setlimit(name, value)
    sqlite3.enable_callback_tracebacks(False)  # Datasette turns them on: our own functions refuse on purpose
    bound_functions(connection)
    connection.row_factory = _Rows()
    connection.set_authorizer(lambda action, first, *rest: may_read(action, first, *rest, pragmas=_PRAGMAS))


@contextmanager
def whole_captures(connection: sqlite3.Connection) -> Iterator[None]:
    """Within, a text may be as long as any capture: for SQL of our own."""
    before = connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST_CAPTURE)
    try:
        yield
    finally:
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, before)
