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

from syria_iraq_archive.corpus import rollup
from syria_iraq_archive.corpus.connection import APPLICATION_ID, SCHEMA_VERSION, transaction

MIGRATIONS = Migrations("syria_iraq_archive")

_NEWEST_FIRST = (
    "DROP INDEX idx_articles_published_latest_published_earliest_key",
    """CREATE INDEX idx_articles_published_latest_published_earliest_key_source_id
    ON articles (published_latest DESC, published_earliest DESC, key, source_id)""",
    "CREATE INDEX idx_articles_range ON articles (julianday(published_latest) - julianday(published_earliest))",
    """CREATE TABLE actor_articles (
      actor_id TEXT NOT NULL,
      published_latest TEXT NOT NULL,
      published_earliest TEXT NOT NULL,
      key TEXT NOT NULL,
      article_id INTEGER NOT NULL,
      source_id TEXT,
      mentions INTEGER NOT NULL,
      PRIMARY KEY (actor_id, published_latest DESC, published_earliest DESC, key)
    ) STRICT, WITHOUT ROWID""",
)

_SAME_STORY_TWICE = (
    """CREATE TABLE similar (
      article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
      other_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
      score REAL NOT NULL,
      kind TEXT NOT NULL,
      PRIMARY KEY (article_id, other_id)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX idx_similar_other_id ON similar (other_id)",
    """CREATE TABLE clusters (
      article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
      first_id INTEGER NOT NULL,
      place INTEGER NOT NULL,
      PRIMARY KEY (article_id)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX idx_clusters_first_id_place ON clusters (first_id, place)",
    """CREATE TABLE signatures (
      article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
      key TEXT NOT NULL,
      bands TEXT NOT NULL,
      paragraphs TEXT NOT NULL,
      PRIMARY KEY (article_id)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE unlinked (
      article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
      compare INTEGER NOT NULL,
      PRIMARY KEY (article_id)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE departed (
      key TEXT NOT NULL,
      bands TEXT NOT NULL,
      paragraphs TEXT NOT NULL,
      PRIMARY KEY (key)
    ) STRICT, WITHOUT ROWID""",
    """CREATE VIEW similar_articles (key, other_key, kind, score, other_published, other_source, other_headline) AS
    SELECT articles.key, other.key AS other_key, similar.kind, score, other.published AS other_published,
           other.source_id AS other_source, other.headline AS other_headline
    FROM similar JOIN articles ON articles.id = article_id JOIN articles AS other ON other.id = other_id
    UNION ALL
    SELECT other.key, articles.key, similar.kind, score, articles.published, articles.source_id, articles.headline
    FROM similar JOIN articles ON articles.id = article_id JOIN articles AS other ON other.id = other_id""",
    "INSERT INTO unlinked (article_id, compare) SELECT id, 1 FROM articles",
)


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
def newest_first(db: Database) -> None:
    """Questions answered newest first without sorting: an actor's articles, and better indices of articles."""
    for statement in _NEWEST_FIRST:
        db.execute(statement)
    rollup.rebuild(db.conn)


@MIGRATIONS()
def same_story_twice(db: Database) -> None:
    """Pairs of similar articles, with what they are found by; the next ingest looks for them among all."""
    for statement in _SAME_STORY_TWICE:
        db.execute(statement)


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
