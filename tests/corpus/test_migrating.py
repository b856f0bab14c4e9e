"""The record of steps done is the one that sqlite-utils keeps, which made it in corpora of earlier releases."""

import sqlite3
from contextlib import closing

import sqlite_utils

from syria_iraq_archive.corpus.migrating import Connected, Migrations


def kept_by(apply: object) -> tuple[list[tuple[str]], list[tuple[str, str]]]:
    """The schema of a database that `apply` has brought up to date, and what it records."""
    with closing(sqlite3.connect(":memory:")) as connection:
        apply(connection)  # type: ignore[operator]
        schema = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name").fetchall()
        recorded = connection.execute("SELECT migration_set, name FROM _sqlite_migrations ORDER BY id").fetchall()
        return schema, recorded


def test_steps_are_recorded_as_sqlite_utils_records_them() -> None:
    """Table, index and rows."""
    ours, theirs = Migrations("example"), sqlite_utils.Migrations("example")
    for migrations in (ours, theirs):

        @migrations()
        def first(db: Connected) -> None:
            db.execute("CREATE TABLE words (word TEXT)")

        @migrations()
        def second(db: Connected) -> None:
            db.execute("ALTER TABLE words ADD COLUMN language TEXT")

    mine = kept_by(lambda connection: ours.apply(Connected(connection)))
    assert mine == kept_by(lambda connection: theirs.apply(sqlite_utils.Database(connection)))


def test_steps_that_sqlite_utils_did_are_not_done_again() -> None:
    """Those after them are."""
    ours, theirs = Migrations("example"), sqlite_utils.Migrations("example")

    def first(db: Connected) -> None:
        db.execute("CREATE TABLE words (word TEXT)")

    ours()(first)
    theirs()(first)  # type: ignore[type-var]  # it has what the step needs

    @ours()
    def second(db: Connected) -> None:
        db.execute("CREATE TABLE more (word TEXT)")

    with closing(sqlite3.connect(":memory:")) as connection:
        theirs.apply(sqlite_utils.Database(connection))
        assert ours.apply(Connected(connection), stop_before="second") == []
        assert ours.apply(Connected(connection)) == ["second"]
        assert ours.apply(Connected(connection)) == []
