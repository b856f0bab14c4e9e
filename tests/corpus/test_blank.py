"""A new corpus begins as a copy of a blank one, which is kept; it is the very corpus that would be made anew."""

import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from syria_iraq_archive.corpus import blank
from syria_iraq_archive.corpus.blank import ENDING, begin
from syria_iraq_archive.corpus.connection import in_memory, writing
from syria_iraq_archive.corpus.migrations import migrate
from syria_iraq_archive.corpus.writer import Writer
from syria_iraq_archive.engine.ingest import Build
from syria_iraq_archive.engine.local import Local
from syria_iraq_archive.registry.compiled import CompiledRegistry, Origin, pack, unpack
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.user_cache import cache_folder
from tests.factories import plain_run
from tests.factories import registry as small_registry

_TABLES = "SELECT name, sql FROM sqlite_schema WHERE sql NOT NULL AND name NOT GLOB 'sqlite_*' ORDER BY name"
Content = dict[str, list[tuple[object, ...]]]


def knowledge(files: str = "files") -> CompiledRegistry:
    """A small registry, as it is read back from its compiled file."""
    read = unpack(pack(small_registry(), Origin(files, "program")), Origin(files, "program"))
    assert read
    return read


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's cache, empty."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return cache_folder()


def content(connection: sqlite3.Connection) -> Content:
    """All tables with their rows, but for the statistics, and when the tables were made."""
    tables = connection.execute(_TABLES).fetchall()
    rows = {
        name: sorted(connection.execute(f"SELECT * FROM {name}"), key=repr)
        for name, sql in tables
        if sql.startswith("CREATE TABLE")
    }
    rows["_sqlite_migrations"] = [row[:3] for row in rows["_sqlite_migrations"]]
    version, application = (
        connection.execute(f"PRAGMA {name}").fetchone() for name in ("user_version", "application_id")
    )
    return rows | {"schema": tables, "versions": [version, application]}


def made_anew(registry: Registry) -> Content:
    """What a corpus of a registry holds before its first capture."""
    with in_memory() as connection:
        migrate(connection)
        Writer(connection).write_registry(registry)
        return content(connection)


@contextmanager
def nothing_is_made(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patch:
        patch.setattr(blank, "_made", lambda *_: pytest.fail("it is made anew"))
        yield


def test_the_copy_is_what_would_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At first, and when it comes out of the cache; as a file, and in memory."""
    expected = made_anew(knowledge())
    with writing(tmp_path / "first.db") as connection:
        assert begin(connection, knowledge())
        assert content(connection) == expected
    with nothing_is_made(monkeypatch):
        with writing(tmp_path / "second.db") as connection:
            assert begin(connection, knowledge())
            assert content(connection) == expected
            assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        with in_memory() as connection:
            assert begin(connection, knowledge())
            assert content(connection) == expected
    with closing(sqlite3.connect(tmp_path / "second.db")) as connection:
        assert content(connection) == expected
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_it_is_not_written_into_the_log_first_unless_another_reads_the_file(tmp_path: Path) -> None:
    """Only its tables' age is."""
    expected = made_anew(knowledge())
    for name, read in (("alone.db", False), ("read.db", True)):
        with writing(tmp_path / name) as connection, closing(sqlite3.connect(tmp_path / name)) as reader:
            if read:
                reader.execute("SELECT * FROM sqlite_schema").fetchall()
            assert begin(connection, knowledge())
            log = (tmp_path / f"{name}-wal").stat().st_size
            assert log > 200_000 if read else log < 50_000
            assert content(connection) == expected
            assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_its_tables_are_as_old_as_the_copy(tmp_path: Path) -> None:
    """Not as old as what was copied."""
    made = []
    for name in ("first.db", "second.db"):
        with writing(tmp_path / name) as connection:
            assert begin(connection, knowledge())
            made.append(connection.execute("SELECT min(applied_at) FROM _sqlite_migrations").fetchone())
    assert made[0] < made[1]


def test_a_corpus_with_tables_is_left_alone(tmp_path: Path) -> None:
    """It may hold captures."""
    with writing(tmp_path / "old.db") as connection:
        migrate(connection)
        before = content(connection)
        assert not begin(connection, knowledge())
        assert content(connection) == before


def test_another_registry_has_another_blank_corpus(tmp_path: Path) -> None:
    """Each is found by what its registry was compiled from."""
    for name in ("one", "two"):
        with writing(tmp_path / f"{name}.db") as connection:
            assert begin(connection, knowledge(name))
    assert len(list(cache_folder().glob(f"*{ENDING}"))) == 2


def test_what_is_damaged_or_could_be_anothers_is_made_anew(cache: Path) -> None:
    """And is kept again."""
    expected = made_anew(knowledge())
    with in_memory() as connection:
        begin(connection, knowledge())
    (file,) = cache.glob(f"*{ENDING}")
    whole = file.read_bytes()
    for damaged in (b"", whole[:-1], whole[:200] + b"\0" + whole[201:], whole):
        file.write_bytes(damaged)
        if damaged == whole:
            file.chmod(file.stat().st_mode | stat.S_IWGRP)
        with in_memory() as connection:
            assert begin(connection, knowledge())
            assert content(connection) == expected
        assert not file.stat().st_mode & stat.S_IWGRP
        assert len(file.read_bytes()) == len(whole)


def test_without_a_place_to_keep_it_or_a_known_origin_nothing_is_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then the corpus is made as ever."""
    with in_memory() as connection:
        assert not begin(connection, small_registry())
        assert not begin(connection, CompiledRegistry(knowledge()._own))
        (tmp_path / "a file").touch()
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "a file"))
        assert not begin(connection, knowledge())
        assert connection.execute("SELECT count(*) FROM sqlite_schema").fetchone() == (0,)


def test_what_was_just_begun_is_not_compared_with_its_registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once: whatever comes after the first run is."""
    compared: list[Registry] = []
    monkeypatch.setattr(Writer, "write_registry", lambda _, registry: compared.append(registry))
    with writing(tmp_path / "a.db") as connection:
        migrate(connection)
        build = Build(connection, tmp_path / "a.db", Local(lambda: plain_run, 1), small_registry(), "1", begun=True)
        build.run([], 1)
        assert compared == []
        build.run([], 1)
        assert len(compared) == 1
