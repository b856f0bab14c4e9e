"""Bringing a file to the declared schema, step by step; each step is recorded in the file and runs once.

When a table changes, freeze here what the steps before it made, add a step that alters it, and raise
`connection.SCHEMA_VERSION`: a test compares the sum of all steps with the declaration.
"""

import sqlite3

from sqlite_utils import Database, Migrations

from syria_iraq_archive.corpus.connection import APPLICATION_ID, SCHEMA_VERSION, transaction
from syria_iraq_archive.corpus.ddl import create_indices, create_table, statements
from syria_iraq_archive.corpus.tables import CORRECTIONS

_LATER = frozenset({*create_indices(CORRECTIONS), create_table(CORRECTIONS)})
MIGRATIONS = Migrations("syria_iraq_archive")


@MIGRATIONS()
def first_schema(db: Database) -> None:
    """The tables, indices, full-text index and views of the first release."""
    for statement in statements():
        if statement not in _LATER:
            db.execute(statement)


@MIGRATIONS()
def corrections(db: Database) -> None:
    """What became of each correction when it was replayed."""
    for statement in (create_table(CORRECTIONS), *create_indices(CORRECTIONS)):
        db.execute(statement)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the database to the declared schema: whole, or not at all."""
    with transaction(connection):
        MIGRATIONS.apply(Database(connection, execute_plugins=False))
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
