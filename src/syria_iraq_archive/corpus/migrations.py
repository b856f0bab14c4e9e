"""Bringing a file to the declared schema, step by step; each step is recorded in the file and runs once.

When a table changes, freeze here what the steps before it made, add a step that alters it, and raise
`connection.SCHEMA_VERSION`: a test compares the sum of all steps with the declaration.
"""

import sqlite3
from importlib.resources import files

from sqlite_utils import Database, Migrations

from syria_iraq_archive.corpus import rollup
from syria_iraq_archive.corpus.connection import APPLICATION_ID, SCHEMA_VERSION, transaction
from syria_iraq_archive.corpus.ddl import create_indices, create_table
from syria_iraq_archive.corpus.tables import ACTOR_ARTICLES, ARTICLES

MIGRATIONS = Migrations("syria_iraq_archive")


@MIGRATIONS()
def first_schema(db: Database) -> None:
    """The tables, indices, full-text index and views of the first release."""
    script = files(__package__).joinpath("first_schema.sql").read_text(encoding="utf-8")
    for statement in script.split(";\n"):
        db.execute(statement)


@MIGRATIONS()
def newest_first(db: Database) -> None:
    """Questions answered newest first without sorting: an actor's articles, and better indices of articles."""
    db.execute("DROP INDEX idx_articles_published_latest_published_earliest_key")
    for statement in (
        *create_indices(ARTICLES),
        create_table(ACTOR_ARTICLES),
        *create_indices(ACTOR_ARTICLES),
    ):
        db.execute(statement.replace("CREATE INDEX", "CREATE INDEX IF NOT EXISTS"))
    rollup.rebuild(db.conn)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the database to the declared schema: whole, or not at all."""
    with transaction(connection):
        MIGRATIONS.apply(Database(connection, execute_plugins=False))
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
