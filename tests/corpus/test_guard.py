"""Somebody else's SQL reads the corpus, for a time, within a memory, and does nothing else."""

import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.corpus.guard import guarded
from syria_iraq_archive.errors import CorpusError

ENDLESS = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"


@pytest.fixture
def asked(corpus: Path) -> Iterator[sqlite3.Connection]:
    """A guarded connection, with a second for all it is asked."""
    with reading(corpus) as connection, guarded(connection, 1):
        yield connection


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM articles",
        "INSERT INTO articles_fts (articles_fts) VALUES ('rebuild')",
        "CREATE TEMP TABLE mine (x)",
        "CREATE VIEW mine AS SELECT 1",
        "DROP VIEW article_list",
        "REINDEX",
        "ANALYZE",
        "VACUUM INTO 'copy.db'",
        "ATTACH 'other.db' AS other",
        "ATTACH 'file:other.db?mode=rwc' AS other",
        "ATTACH ':memory:' AS other",
        "DETACH main",
        "BEGIN IMMEDIATE",
        "SAVEPOINT here",
        "PRAGMA writable_schema = ON",
        "PRAGMA query_only = OFF",
        "PRAGMA journal_mode = DELETE",
        "PRAGMA hard_heap_limit = 0",
        "PRAGMA temp_store_directory = '/'",
        "SELECT * FROM pragma_journal_mode",
        "SELECT load_extension('anything')",
        "SELECT fts3_tokenizer('simple')",
        "SELECT fts3_tokenizer('simple', x'00')",
        "SELECT writefile('out', 'text')",
        "SELECT readfile('/etc/passwd')",
        "SELECT edit('text')",
        "CREATE VIRTUAL TABLE mine USING fts5 (x)",
        "SELECT 1; DELETE FROM articles",
    ],
)
def test_nothing_but_reading_is_possible(asked: sqlite3.Connection, sql: str) -> None:
    """It is refused before anything happens."""
    with pytest.raises((sqlite3.DatabaseError, sqlite3.Warning, sqlite3.ProgrammingError)):
        asked.execute(sql).fetchall()


@pytest.mark.parametrize(
    "sql",
    [
        f"{ENDLESS} SELECT count(*) FROM n",
        f"{ENDLESS} SELECT sum(length(randomblob(10000000))) FROM n",
        f"{ENDLESS} SELECT i FROM n ORDER BY i",
        "SELECT count(*) FROM " + ", ".join(f"mentions AS m{i}, blocks AS b{i}" for i in range(20)),
    ],
)
def test_nothing_runs_for_ever(asked: sqlite3.Connection, sql: str) -> None:
    """Whether its steps are many, or few and long."""
    begun = time.process_time()
    with pytest.raises(sqlite3.OperationalError, match="interrupted"):
        asked.execute(sql).fetchall()
    assert time.process_time() - begun < 10


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT zeroblob(2000000000)",
        "SELECT length(printf('%.*c', 2000000000, 'x'))",
        "SELECT replace(hex(zeroblob(40000000)), '0', 'xxxxxxxxxx')",
        "SELECT 'a' LIKE printf('%.*c', 40000, '%')",
        "SELECT " + ", ".join(["randomblob(90000000)"] * 20),
        "SELECT " + "(" * 100_000 + "1" + ")" * 100_000,
        "SELECT 1" + " UNION ALL SELECT 1" * 10_000,
    ],
)
def test_nothing_grows_without_end(asked: sqlite3.Connection, sql: str) -> None:
    """Neither a value, nor a row, nor the statement itself."""
    with pytest.raises((sqlite3.Error, MemoryError)):
        asked.execute(sql).fetchall()


def test_what_was_guarded_is_as_before(corpus: Path) -> None:
    """The time is over for the question, not for the connection."""
    with reading(corpus) as connection:
        with guarded(connection, 60):
            assert connection.execute("SELECT count(*) FROM articles").fetchone()[0] == 2
        assert connection.execute("SELECT count(*) FROM articles").fetchone()[0] == 2
        with pytest.raises(CorpusError), reading(corpus) as other:
            other.execute("DELETE FROM articles")


@pytest.mark.parametrize("seconds", [1e12, float("inf")])
def test_a_time_that_never_ends_is_allowed(corpus: Path, seconds: float) -> None:
    """Though it is more than a clock can count."""
    with reading(corpus) as connection, guarded(connection, seconds):
        assert connection.execute("SELECT count(*) FROM articles").fetchone()[0] == 2
