"""Bringing a file to the declared schema, step by step; each step is recorded in the file and runs once.

When a table changes, freeze here what the steps before it made, add a step that alters it, and raise
`connection.SCHEMA_VERSION`: a test compares the sum of all steps with the declaration.
"""

import sqlite3

from sqlite_utils import Database, Migrations

from syria_iraq_archive.corpus.connection import APPLICATION_ID, SCHEMA_VERSION, transaction
from syria_iraq_archive.corpus.ddl import statements

MIGRATIONS = Migrations("syria_iraq_archive")


@MIGRATIONS()
def first_schema(db: Database) -> None:
    """The tables, indices, full-text index and views of the first release."""
    for statement in statements():
        db.execute(statement)


@MIGRATIONS()
def full_text_in_large_segments(db: Database) -> None:
    """Let the full-text indices gather what one transaction brings in memory, and merge segments late."""
    for full_text in ("articles_fts", "articles_folded"):
        for option, value in (("hashsize", 64 * 2**20), ("automerge", 16)):
            db.execute(f"INSERT INTO {full_text} ({full_text}, rank) VALUES (?, ?)", (option, value))


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the database to the declared schema: whole, or not at all."""
    with transaction(connection):
        MIGRATIONS.apply(Database(connection, execute_plugins=False))
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
