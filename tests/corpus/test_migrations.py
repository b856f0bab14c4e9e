"""An old corpus is brought up to date, and then is what a new one would be."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlite_utils import Database

from syria_iraq_archive.corpus.connection import APPLICATION_ID, SCHEMA_VERSION, reading, writing
from syria_iraq_archive.corpus.fingerprint import fingerprint
from syria_iraq_archive.corpus.migrations import MIGRATIONS, migrate
from syria_iraq_archive.corpus.query import Question, find_articles
from syria_iraq_archive.corpus.schema import statements
from syria_iraq_archive.corpus.verify.checks import verify
from tests.factories import dated, make_corpus, registry, undated

TABLES = [
    "captures",
    "sources",
    "actors",
    "actor_names",
    "articles",
    "blocks",
    "images",
    "claims",
    "mentions",
    "quotes",
    "dates",
]


def make_first(path: Path, content: Path) -> None:
    """A corpus of schema 1 with the rows of another."""
    with closing(sqlite3.connect(path)) as connection:
        MIGRATIONS.apply(Database(connection, execute_plugins=False), stop_before="full_text_in_large_segments")
        connection.execute("ATTACH ? AS other", (str(content),))
        for table in TABLES:
            columns = ", ".join(row[1] for row in connection.execute(f"PRAGMA main.table_info({table})"))
            connection.execute(f"INSERT INTO {table} SELECT {columns} FROM other.{table}")
        connection.execute("INSERT INTO articles_folded SELECT * FROM other.articles_folded")
        connection.execute("INSERT INTO articles_fts (articles_fts) VALUES ('rebuild')")
        connection.commit()
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA user_version = 1")
        connection.commit()


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """One that a program could have made that knew neither places nor designations."""
    unplaced = [
        one.model_copy(
            update={
                "articles": tuple(each.model_copy(update={"places": (), "designations": ()}) for each in one.articles)
            }
        )
        for one in (dated(), undated())
    ]
    return make_corpus(tmp_path / "new.db", *unplaced, knowledge=replace(registry(), gazetteer={}))


@pytest.fixture
def old(tmp_path: Path, corpus: Path) -> Path:
    """A corpus of schema 1, brought up to date."""
    path = tmp_path / "old.db"
    make_first(path, corpus)
    with writing(path) as connection:
        migrate(connection)
    return path


def schema(path: Path) -> dict[str, str]:
    """What SQLite has of each table, index and view."""
    with reading(path) as connection:
        rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql NOT NULL AND name NOT LIKE 'sqlite%'")
        return {name: " ".join(sql.split()) for name, sql in rows}


def test_an_old_corpus_says_and_finds_what_it_did(old: Path, corpus: Path) -> None:
    """Nothing is lost on the way, and everything made of it is there; sentences are found by the next ingest."""
    with closing(sqlite3.connect(corpus)) as connection, connection:
        connection.execute("DELETE FROM sentences")
    with reading(old) as migrated, reading(corpus) as new:
        assert migrated.execute("PRAGMA user_version").fetchone()[0] == SCHEMA_VERSION
        assert fingerprint(migrated) == fingerprint(new)
        assert [verdict.findings for verdict in verify(migrated) if verdict.findings] == []
        assert [row["headline"] for row in find_articles(migrated, Question(actors=("turkey",)))] == [
            "Rebels Enter Hama",
            "Talks in Doha",
        ]


def test_all_steps_together_lead_to_the_declared_schema(old: Path, corpus: Path) -> None:
    """Tables, indices and views alike, whether the corpus is old or new."""
    declared = {" ".join(statement.split()) for statement in statements()}
    made = set(schema(corpus).values())
    assert declared <= made
    assert schema(old) == schema(corpus)
