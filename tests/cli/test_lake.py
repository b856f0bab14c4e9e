"""The commands that write, slice and ask a corpus of Parquet tables."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import SEEDS, run


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seeds as Parquet tables."""
    lake = tmp_path_factory.mktemp("lake") / "tables"
    done = run("ingest", SEEDS, "--to", lake)
    assert (done.returncode, done.stdout) == (0, "")
    assert "captures: 5 parsed, 0 files unchanged, 0 rejected" in done.stderr
    assert "corpus: 5 captures, 6 articles, 9 repeats" in done.stderr
    return lake


def test_a_built_corpus_has_the_fingerprint_of_a_local_one(lake: Path, seed_corpus: Path, tmp_path: Path) -> None:
    """And verifies."""
    done = run("build", "--from", lake, "--db", tmp_path / "new" / "b.db")
    assert (done.returncode, done.stdout) == (0, "")
    assert "corpus: 5 captures, 6 articles" in done.stderr
    assert run("verify", "--db", tmp_path / "new" / "b.db").returncode == 0
    ours, theirs = (run("fingerprint", "--db", db).stdout for db in (tmp_path / "new" / "b.db", seed_corpus))
    assert ours == theirs


def test_a_file_is_replaced_on_demand_only(lake: Path, tmp_path: Path) -> None:
    """It may be somebody's work."""
    (tmp_path / "b.db").write_text("mine")
    refused = run("build", "--from", lake, "--db", tmp_path / "b.db")
    assert (refused.returncode, "replace it with --force" in refused.stderr) == (1, True)
    assert run("build", "--from", lake, "--db", tmp_path / "b.db", "--force").returncode == 0
    assert [path.name for path in tmp_path.iterdir()] == ["b.db"]


def test_a_file_is_replaced_with_what_a_killed_writer_left_beside_it(lake: Path, tmp_path: Path) -> None:
    """SQLite would write that over the new one."""
    db, other = tmp_path / "b.db", tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE mine (x)")
        connection.commit()
        shutil.copy(other, db)
        shutil.copy(f"{other}-wal", f"{db}-wal")
    assert run("build", "--from", lake, "--db", db, "--force").returncode == 0
    assert run("query", "--count", "--db", db).stdout == "6\n"


def test_a_slice_is_chosen_as_by_query(lake: Path, tmp_path: Path) -> None:
    """By text, days, source and actor."""
    slice = ("turk*", "--from-date", "2024-12-01", "--to-date", "2024-12", "--source", "Asharq Al-Awsat")
    done = run("build", *slice, "--actor", "turkey", "--from", lake, "--db", tmp_path / "b.db")
    assert "corpus: 1 captures, 2 articles" in done.stderr


@pytest.mark.parametrize(
    "question",
    [
        ("query", "--actor", "hts", "--source", "asharq-al-awsat"),
        ("query", "turk* AND syria", "--csv"),
        ("query", "--from", "2024-12-01", "--to", "2024-12-03", "--table"),
        ("query", "iraq", "--count"),
        ("query", "iraq (syria"),
        ("timeline", "--by", "week", "--group", "source"),
        ("timeline", "turk*", "--mentions", "--by", "month", "--csv"),
        ("sql", "SELECT key, headline FROM article_list WHERE source = :s", "--param", "s", "shafaq-news"),
    ],
)
def test_questions_have_the_answers_that_sqlite_gives(lake: Path, seed_corpus: Path, question: tuple[str, ...]) -> None:
    """Byte for byte, notes included."""
    expected = run(*question, "--db", seed_corpus)
    found = run(*question, "--corpus", lake)
    assert (found.returncode, found.stdout, found.stderr) == (expected.returncode, expected.stdout, expected.stderr)
    assert found.stdout.strip() not in ("", "[]", "0")


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("ingest", SEEDS, "--engine", "dask"), 2, "--engine dask needs --to FOLDER"),
        (("ingest", SEEDS, "--scheduler", "tcp://x:1"), 2, "--scheduler goes with --engine dask"),
        (("ingest", SEEDS, "--to", "{tmp}/x", "--db", "{tmp}/a.db"), 2, "two places for the corpus"),
        (("ingest", "s3://bucket/x"), 2, "an address can be ingested with --to FOLDER only"),
        (("ingest", "-", "--to", "{tmp}/x"), 2, "standard input can only be parsed: archive parse -"),
        (("ingest", "nowhere", "--to", "{tmp}/x"), 2, "no such file or folder: nowhere"),
        (("ingest", "memory://nowhere", "--to", "{tmp}/x"), 1, "memory://nowhere: can't be listed"),
        (("ingest", "nosuch://x", "--to", "{tmp}/x"), 1, "nosuch://x: the address can't be used"),
        (("ingest", SEEDS, "--to", SEEDS), 1, "is a folder with something else in it"),
        (
            ("ingest", SEEDS, "--engine", "dask", "--scheduler", "tcp://127.0.0.1:1", "--to", "{tmp}/x"),
            1,
            "tcp://127.0.0.1:1: no scheduler answers within 5 seconds",
        ),
        (("ingest", SEEDS, "--engine", "dask", "--scheduler", "here", "--to", "{tmp}/x"), 2, "here: not an address"),
        (("ingest", SEEDS, "--to", __file__), 1, f"{__file__}: isn't a folder"),
        (("query", "--corpus", "{tmp}"), 1, "there is no corpus of Parquet tables here"),
        (("query", "x", "--fts", "--corpus", "{lake}"), 2, "--fts asks an index of SQLite's"),
        (("build", "--from", "{tmp}", "--db", "{tmp}/a.db"), 1, "there is no corpus of Parquet tables here"),
        (("build", "--from", "{lake}", "--db", "{tmp}/a.db", "--actor", "nobody"), 2, "nobody"),
        (("build", "--from", "{lake}", "--db", "{lake}/corpus.json/a.db"), 1, "corpus.json: the folder can't be made"),
        (("sql", "DROP VIEW articles", "--corpus", "{lake}"), 1, "only reading is possible: one SELECT"),
        (("sql", "SELECT * FROM glob('/*')", "--corpus", "{lake}"), 1, "disabled by configuration"),
        (
            ("sql", "SELECT * FROM range(10000000000)", "--timeout", "0.5", "--corpus", "{lake}"),
            1,
            "took longer than 0.5 seconds (allow more with --timeout)",
        ),
    ],
)
def test_what_can_not_be_is_said_in_a_line(
    lake: Path, tmp_path: Path, arguments: tuple[str | Path, ...], status: int, said: str
) -> None:
    """With the exit status of its kind, and nothing left behind."""
    done = run(*(str(one).format(tmp=tmp_path, lake=lake) for one in arguments))
    assert (done.returncode, done.stdout) == (status, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "a.db").exists()


def test_a_rejected_file_is_said_and_exits_with_three(tmp_path: Path) -> None:
    """The rest is in the corpus; the next run says so again."""
    (tmp_path / "captures").mkdir()
    (tmp_path / "captures" / "a.txt").write_text("Alpha\n\nOne two three.\n")
    (tmp_path / "captures" / "empty.txt").touch()
    for _ in range(2):
        done = run("ingest", tmp_path / "captures", "--to", tmp_path / "lake")
        assert (done.returncode, "rejected empty.txt: is empty" in done.stderr) == (3, True)
        assert "corpus: 1 captures, 1 articles" in done.stderr
