"""Steps that change a database, each done once and recorded in it.

An older database is brought up to date by the migrations of sqlite-utils. That library takes a quarter of a second to
import, so a new database, which lacks every step, is made without it, and gets the record that the library would keep.
"""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

_RECORD = (
    'CREATE TABLE IF NOT EXISTS "_sqlite_migrations" (\n   "id" INTEGER PRIMARY KEY,\n   "migration_set" TEXT,\n'
    '   "name" TEXT,\n   "applied_at" TEXT\n)',
    'CREATE UNIQUE INDEX IF NOT EXISTS "idx__sqlite_migrations_migration_set_name"\n'
    '    ON "_sqlite_migrations" ("migration_set", "name")',
)


class Database(Protocol):
    """What a step changes: of a connection, or of a database of sqlite-utils, as much as steps need."""

    @property
    def conn(self) -> sqlite3.Connection:
        """The connection."""

    def execute(self, sql: str, parameters: Any = ..., /) -> sqlite3.Cursor:
        """Execute one statement."""


@dataclass(frozen=True, slots=True)
class Connected:
    """A database by its connection alone."""

    conn: sqlite3.Connection

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        """Execute one statement."""
        return self.conn.execute(sql, parameters)


Step = Callable[[Any], None]


class Migrations:
    """Steps in their order, under a name for all of them.

    >>> migrations = Migrations("example")
    >>> @migrations()
    ... def first(db):
    ...     db.execute("CREATE TABLE words (word TEXT)")
    >>> database = Connected(sqlite3.connect(":memory:"))
    >>> migrations.apply(database)
    ['first']
    >>> migrations.apply(database)
    []
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._steps: dict[str, Step] = {}

    def __call__(self) -> Callable[[Step], Step]:
        """A decorator that adds a step, by the name of its function."""

        def add(step: Step) -> Step:
            self._steps[step.__name__] = step
            return step

        return add

    def upgrade(self, connection: sqlite3.Connection) -> None:
        """Do the steps that an older database lacks, by sqlite-utils. The caller holds a transaction."""
        import sqlite_utils

        library = sqlite_utils.Migrations(self._name)
        for step in self._steps.values():
            library()(step)
        library.apply(sqlite_utils.Database(connection, execute_plugins=False))

    def apply(self, db: Database, *, stop_before: str | None = None) -> list[str]:
        """Do the steps that weren't done yet, up to one that isn't to be done. Gives their names.

        The caller holds a transaction if all is to be done or nothing.
        """
        for statement in _RECORD:
            db.execute(statement)
        known = db.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = ?", (self._name,))
        done = {name for (name,) in known.fetchall()}
        new = []
        for name, step in self._steps.items():
            if name == stop_before:
                break
            if name not in done:
                step(db)
                told = (self._name, name, str(datetime.now(UTC)))
                db.execute("INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES (?, ?, ?)", told)
                new.append(name)
        return new
