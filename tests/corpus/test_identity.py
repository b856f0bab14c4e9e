"""Another program's database is left alone, its log and journal included; a corpus of ours is known in every state."""

import hashlib
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from syria_iraq_archive.corpus.connection import check_is_corpus, reading, writing
from syria_iraq_archive.corpus.migrations import migrate
from syria_iraq_archive.errors import ArchiveError, CorpusError
from syria_iraq_archive.export.destination import new_corpus, new_file


def as_killed(path: Path, source: Path) -> None:
    """A copy of a database that is open, with its log or journal: as if its program had been killed."""
    for ending in ("", "-wal", "-journal"):
        if Path(f"{source}{ending}").exists():
            shutil.copy(f"{source}{ending}", f"{path}{ending}")


@pytest.fixture(params=["wal", "delete"])
def other(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """Another program's database, with a log or a hot journal beside it."""
    (tmp_path / "live").mkdir()
    source, path = tmp_path / "live" / "a.db", tmp_path / "other.db"
    with closing(sqlite3.connect(source, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA journal_mode = {request.param}")
        connection.execute("PRAGMA cache_size = 1")  # a transaction reaches the file before it ends
        connection.execute("CREATE TABLE songs (title)")
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO songs VALUES (?)", [("x" * 3_000,)] * 50)
        if request.param == "wal":
            connection.execute("COMMIT")
        as_killed(path, source)
    return path


def state(path: Path) -> dict[str, str]:
    """Hashes of a file and of what lies beside it."""
    return {
        each.name: hashlib.sha256(each.read_bytes()).hexdigest()
        for each in path.parent.glob(f"{path.name}*")
        if each.is_file()
    }


def test_another_programs_database_is_refused_untouched(other: Path) -> None:
    """For reading, for writing, and as what is to be replaced."""
    before = state(other)
    assert len(before) == 2
    with pytest.raises(CorpusError, match="not a corpus"), reading(other):
        pass
    with pytest.raises(CorpusError, match="not a corpus"), writing(other):
        pass
    with pytest.raises(CorpusError, match="not a corpus"), new_corpus(other, force=True):
        pass
    with pytest.raises(ArchiveError, match="is a database"), new_file(other, force=True):
        pass
    assert state(other) == before


def test_a_link_to_another_programs_database_is_no_way_around(other: Path, tmp_path: Path) -> None:
    """What it leads to counts."""
    before = state(other)
    (tmp_path / "link.db").symlink_to(other)
    with pytest.raises(CorpusError, match="not a corpus"), writing(tmp_path / "link.db"):
        pass
    with pytest.raises(CorpusError, match="not a corpus"), new_corpus(tmp_path / "link.db", force=True):
        pass
    assert state(other) == before


def test_a_file_that_is_no_database_is_not_replaced_by_a_corpus(tmp_path: Path) -> None:
    """Somebody's notes, say; an empty file holds nothing to lose."""
    notes, empty = tmp_path / "notes", tmp_path / "empty"
    notes.write_text("mine " * 1_000)
    empty.touch()
    with pytest.raises(CorpusError, match="not a database"), new_corpus(notes, force=True):
        pass
    with new_corpus(empty, force=True) as scratch:
        scratch.write_text("new")
    assert (notes.read_text()[:5], empty.read_text()) == ("mine ", "new")


def test_a_corpus_is_replaced_on_demand_alone(corpus: Path) -> None:
    """And what a killed writer left beside it goes."""
    log = corpus.with_name(f"{corpus.name}-wal")
    log.write_bytes(b"left")
    with pytest.raises(ArchiveError, match="--force"), new_corpus(corpus, force=False):
        pass
    assert log.exists()
    with new_corpus(corpus, force=True) as scratch:
        scratch.write_text("new")
    assert corpus.read_text() == "new"
    assert not log.exists()


def test_a_corpus_whose_first_writer_was_killed_is_ours(tmp_path: Path) -> None:
    """All of it is in the log; or nothing is written yet but the mark of logging."""
    with writing(tmp_path / "live.db") as connection:
        as_killed(tmp_path / "begun.db", tmp_path / "live.db")
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        migrate(connection)
        as_killed(tmp_path / "logged.db", tmp_path / "live.db")
    for name in ("begun.db", "logged.db"):
        check_is_corpus(tmp_path / name, new=True)
        with writing(tmp_path / name) as connection:
            migrate(connection)
            assert connection.execute("SELECT count(*) FROM captures").fetchone() == (0,)


def test_a_corpus_is_ours_if_a_full_disk_cut_short_what_its_log_brings_into_the_file(tmp_path: Path) -> None:
    """The first page says more pages than the file has; the log has them. Without the log it is damaged."""
    live, cut = tmp_path / "live.db", tmp_path / "cut.db"
    with writing(live) as connection:
        migrate(connection)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        connection.execute("CREATE TABLE padding AS SELECT zeroblob(100000) AS zeros")
        connection.commit()
        as_killed(cut, live)
    with cut.open("r+b") as file, live.open("rb") as whole:
        file.write(whole.read(4096))
    check_is_corpus(cut)
    with writing(cut) as connection:
        assert connection.execute("SELECT length(zeros) FROM padding").fetchone() == (100_000,)
    as_killed(tmp_path / "without.db", live)
    with (tmp_path / "without.db").open("r+b") as file:
        file.truncate(live.stat().st_size - 50_000)
    with pytest.raises(sqlite3.DatabaseError, match="malformed"):
        check_is_corpus(tmp_path / "without.db")


def test_to_look_at_a_corpus_takes_no_lock_from_who_writes_to_it(corpus: Path) -> None:
    """A file that is opened and closed loses a process its locks; SQLite's own ways don't."""
    with writing(corpus) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("BEGIN EXCLUSIVE")
        check_is_corpus(corpus)
        child = os.fork()
        if child == 0:
            with closing(sqlite3.connect(corpus, timeout=0)) as another:
                try:
                    another.execute("BEGIN IMMEDIATE")
                except sqlite3.OperationalError:
                    os._exit(0)
            os._exit(1)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        connection.execute("ROLLBACK")
