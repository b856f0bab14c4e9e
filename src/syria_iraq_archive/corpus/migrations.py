"""Bringing a file to the declared schema, step by step; each step is recorded in the file and runs once.

When a table changes, freeze here what the steps before it made, add a step that alters it, and raise
`connection.SCHEMA_VERSION`: a test compares the sum of all steps with the declaration.
"""

import sqlite3
from pathlib import Path

from sqlite_utils import Database, Migrations

from syria_iraq_archive.corpus.connection import APPLICATION_ID, SCHEMA_VERSION, transaction
from syria_iraq_archive.corpus.ddl import add_column
from syria_iraq_archive.corpus.tables import CAPTURES

MIGRATIONS = Migrations("syria_iraq_archive")


@MIGRATIONS()
def first_schema(db: Database) -> None:
    """The tables, indices, full-text index and views of the first release."""
    _, *frozen = Path(__file__).with_name("first_schema.sql").read_text(encoding="utf-8").split("\n\n")
    for statement in frozen:
        db.execute(statement)


@MIGRATIONS()
def formats_of_captures(db: Database) -> None:
    """What a capture of another format than plain text has besides: those known so far are plain text."""
    for name in ("format", "uri", "captured_at", "extractor", "content"):
        db.execute(add_column(CAPTURES, name))


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the database to the declared schema: whole, or not at all."""
    with transaction(connection):
        MIGRATIONS.apply(Database(connection, execute_plugins=False))
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
