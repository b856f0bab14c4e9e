"""Opening a corpus: readers leave no trace, and what can't be opened is said helpfully."""

import hashlib
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from importlib.resources import files
from pathlib import Path

import pytest
from sqlite_utils import Database

from syria_iraq_archive.corpus.connection import APPLICATION_ID, SCHEMA_VERSION, reading, writing
from syria_iraq_archive.corpus.migrations import migrate
from syria_iraq_archive.errors import CorpusError


def change(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(sql)


def test_a_missing_corpus_is_not_created(tmp_path: Path) -> None:
    """The error says what to run."""
    with pytest.raises(CorpusError, match="archive ingest"), reading(tmp_path / "none.db"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_reader_left_is_removed_by_the_next(corpus: Path) -> None:
    """An empty log, which nobody needs."""
    left = sqlite3.connect(f"file:{corpus}?mode=ro", uri=True)
    left.execute("SELECT count(*) FROM articles").fetchone()
    assert corpus.with_name(f"{corpus.name}-wal").exists()
    left.close()  # as if it had been killed: what may only read may not remove it
    assert corpus.with_name(f"{corpus.name}-wal").exists()
    with reading(corpus) as connection:
        connection.execute("SELECT count(*) FROM articles").fetchone()
    assert [path.name for path in corpus.parent.iterdir()] == [corpus.name]


def test_reading_leaves_the_folder_as_it_was(corpus: Path) -> None:
    """Neither the file's bytes nor its neighbours change."""
    before = hashlib.sha256(corpus.read_bytes()).hexdigest()
    with reading(corpus) as connection:
        connection.execute("SELECT count(*) FROM articles").fetchone()
    assert hashlib.sha256(corpus.read_bytes()).hexdigest() == before
    assert [path.name for path in corpus.parent.iterdir()] == [corpus.name]


@pytest.mark.parametrize("sql", ["DELETE FROM articles", "CREATE TABLE mine (x)", "PRAGMA user_version = 7"])
def test_a_reader_cannot_write(corpus: Path, sql: str) -> None:
    """SQLite itself refuses."""
    with pytest.raises(CorpusError, match="may not be written"), reading(corpus) as connection:
        connection.execute(sql)


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_corpus_in_a_folder_where_nobody_may_write_can_be_read(corpus: Path) -> None:
    """On a medium that was burnt, say."""
    corpus.parent.chmod(0o555)
    try:
        with reading(corpus) as connection:
            assert connection.execute("SELECT count(*) FROM articles").fetchone()[0] == 2
    finally:
        corpus.parent.chmod(0o755)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    """For reading and for writing."""
    path = tmp_path / "a.db"
    path.write_text("not a database, though long enough to look like one\n" * 100)
    with pytest.raises(CorpusError, match="not a database"), reading(path):
        pass
    with pytest.raises(CorpusError, match="not a database"), writing(path):
        pass


def test_somebody_elses_database_is_refused(tmp_path: Path) -> None:
    """And gets no tables of ours."""
    path = tmp_path / "a.db"
    change(path, "CREATE TABLE songs (title)")
    with pytest.raises(CorpusError, match="not a corpus"), reading(path):
        pass
    with pytest.raises(CorpusError, match="not a corpus"), writing(path):
        pass


def test_a_corpus_of_a_newer_version_is_refused(corpus: Path) -> None:
    """Its tables may mean something else."""
    change(corpus, f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    with pytest.raises(CorpusError, match="newer version"), reading(corpus):
        pass
    with pytest.raises(CorpusError, match="newer version"), writing(corpus):
        pass


def test_a_corpus_of_an_older_version_asks_for_an_ingest(tmp_path: Path) -> None:
    """Readers can't migrate it; a writer may open it to do so."""
    path = tmp_path / "a.db"
    change(path, f"PRAGMA application_id = {APPLICATION_ID}")
    with pytest.raises(CorpusError, match="older version"), reading(path):
        pass
    with writing(path) as connection:
        migrate(connection)
    with reading(path) as connection:
        assert connection.execute("SELECT count(*) FROM articles").fetchone()[0] == 0


def test_a_corpus_of_an_older_schema_is_copied_before_it_is_changed(tmp_path: Path) -> None:
    """An older program can go on with the copy."""
    path = tmp_path / "a.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(files("syria_iraq_archive.corpus").joinpath("steps/first_schema.sql").read_text())
        connection.execute("INSERT INTO sources VALUES ('example-news', 'Example News', 'GB', 'en', NULL)")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA user_version = 1")
        Database(connection).table("_sqlite_migrations").insert(
            {"migration_set": "syria_iraq_archive", "name": "first_schema", "applied_at": "2026-11-20"}
        )
        connection.commit()
    with writing(path) as connection:
        assert migrate(connection) == tmp_path / "a.db.schema-1"
        assert connection.execute("PRAGMA user_version").fetchone()[0] == SCHEMA_VERSION
        assert connection.execute("SELECT id FROM sources").fetchall() == [("example-news",)]
        assert migrate(connection) is None
    with closing(sqlite3.connect(tmp_path / "a.db.schema-1")) as copy:
        assert copy.execute("PRAGMA user_version").fetchone()[0] == 1
        assert copy.execute("SELECT id FROM sources").fetchall() == [("example-news",)]


def test_migrating_twice_changes_nothing(corpus: Path) -> None:
    """Each step is recorded and runs once."""
    with writing(corpus) as connection:
        before = connection.execute("PRAGMA schema_version").fetchone()[0]
        migrate(connection)
        assert connection.execute("PRAGMA schema_version").fetchone()[0] == before


def test_a_path_with_odd_characters_is_opened_as_it_is(tmp_path: Path) -> None:
    """It becomes part of an address, where ``?`` and ``#`` mean something."""
    path = tmp_path / "a?b#c%20d é.db"
    with writing(path) as connection:
        migrate(connection)
    with reading(path) as connection:
        assert connection.execute("SELECT count(*) FROM articles").fetchone()[0] == 0


def test_a_locked_corpus_is_said_to_be_locked(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After waiting for the other."""
    monkeypatch.setattr("syria_iraq_archive.corpus.connection.BUSY_SECONDS", 0)
    with writing(corpus) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(CorpusError, match="is writing to it"), writing(corpus) as connection:
            migrate(connection)
        other.rollback()


_HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""


@pytest.mark.skipif(not Path("/proc/locks").exists(), reason="this system doesn't tell who holds a lock")
def test_who_holds_the_lock_is_named(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By process and command, so that one knows whom to wait for."""
    monkeypatch.setattr("syria_iraq_archive.corpus.connection.BUSY_SECONDS", 0)
    command = [sys.executable, "-c", _HOLD, str(corpus)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout
        assert other.stdout.readline() == "held\n"
        named = rf"process {other.pid} \({sys.executable} -c"
        with pytest.raises(CorpusError, match=named), writing(corpus) as connection:
            migrate(connection)
        other.communicate()
