"""Bringing a file to the declared schema, step by step; each step is recorded in the file and runs once.

When a table changes, freeze here what the steps before it made, add a step that alters it, and raise
`connection.SCHEMA_VERSION`: a test compares the sum of all steps with the declaration.
"""

import os
import sqlite3
from contextlib import closing
from importlib.resources import files
from pathlib import Path

from sqlite_utils import Database, Migrations

from syria_iraq_archive.corpus.connection import APPLICATION_ID, SCHEMA_VERSION, transaction
from syria_iraq_archive.corpus.ddl import create_indices, create_table, create_view
from syria_iraq_archive.corpus.tables import CLUSTERS, DEPARTED, SIGNATURES, SIMILAR, UNLINKED
from syria_iraq_archive.corpus.views import SIMILAR_ARTICLES

MIGRATIONS = Migrations("syria_iraq_archive")


@MIGRATIONS()
def first_schema(db: Database) -> None:
    """The tables, indices, full-text index and views of the first release."""
    script = files(__package__).joinpath("first_schema.sql").read_text(encoding="utf-8")
    for statement in script.split(";\n"):
        db.execute(statement)


@MIGRATIONS()
def full_text_in_large_segments(db: Database) -> None:
    """Let the full-text indices gather what one transaction brings in memory, and merge segments late."""
    for full_text in ("articles_fts", "articles_folded"):
        for option, value in (("hashsize", 64 * 2**20), ("automerge", 16)):
            db.execute(f"INSERT INTO {full_text} ({full_text}, rank) VALUES (?, ?)", (option, value))


@MIGRATIONS()
def same_story_twice(db: Database) -> None:
    """Pairs of similar articles, with what they are found by; the next ingest looks for them among all."""
    for table in (SIMILAR, CLUSTERS, SIGNATURES, UNLINKED, DEPARTED):
        for statement in (create_table(table), *create_indices(table)):
            db.execute(statement)
    db.execute(create_view(SIMILAR_ARTICLES))
    db.execute("INSERT INTO unlinked (article_id, compare) SELECT id, 1 FROM articles")


def migrate(connection: sqlite3.Connection) -> Path | None:
    """Bring the database to the declared schema: whole, or not at all. Gives the backup, where it made one.

    A corpus of an older schema is copied first, beside it, so that an older program can still read it.
    """
    backup = _back_up(connection)
    with transaction(connection):
        MIGRATIONS.apply(Database(connection, execute_plugins=False))
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    return backup


def _back_up(connection: sqlite3.Connection) -> Path | None:
    version = _version(connection)
    name = connection.execute("PRAGMA database_list").fetchone()[2]
    if not 0 < version < SCHEMA_VERSION or not name:
        return None
    backup = Path(f"{name}.schema-{version}")
    unfinished = Path(f"{backup}.{os.getpid()}.tmp")
    try:
        with closing(sqlite3.connect(unfinished)) as copy:
            connection.backup(copy)
            made = _version(copy) == version  # else another run has migrated it meanwhile, and made a backup before
        if made and not backup.exists():
            unfinished.replace(backup)
    finally:
        unfinished.unlink(missing_ok=True)
    return backup


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
