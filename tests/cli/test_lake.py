"""The commands that write, slice, ask and compact a corpus of Delta tables."""

import json
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import SEEDS, run


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seeds as Delta tables."""
    lake = tmp_path_factory.mktemp("lake") / "tables"
    done = run("ingest", SEEDS, "--to", lake)
    assert (done.returncode, done.stdout) == (0, "")
    assert "captures: 5 added, 0 updated, 0 unchanged, 0 rejected, 0 failed" in done.stderr
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
    """A corpus, that is: what is none stays even then, since it may be somebody's work."""
    db = tmp_path / "b.db"
    assert run("build", "--from", lake, "--db", db).returncode == 0
    refused = run("build", "--from", lake, "--db", db)
    assert (refused.returncode, "replace it with --force" in refused.stderr) == (1, True)
    assert run("build", "--from", lake, "--db", db, "--force").returncode == 0
    assert [path.name for path in tmp_path.iterdir()] == ["b.db"]
    db.write_text("mine")
    assert run("build", "--from", lake, "--db", db, "--force").returncode == 1
    assert db.read_text() == "mine"


def test_a_file_is_replaced_with_what_a_killed_writer_left_beside_it(lake: Path, tmp_path: Path) -> None:
    """SQLite would write that over the new one."""
    db, other = tmp_path / "b.db", tmp_path / "other.db"
    run("build", "--from", lake, "--db", other)
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("DELETE FROM images")
        connection.commit()
        shutil.copy(other, db)
        shutil.copy(f"{other}-wal", f"{db}-wal")
    assert run("build", "--from", lake, "--db", db, "--force").returncode == 0
    assert run("query", "--count", "--db", db).stdout == "6\n"


def test_a_slice_is_chosen_as_by_query(lake: Path, tmp_path: Path) -> None:
    """By text, days, source and actor."""
    slice = ("turk*", "--from-date", "2024-12-01", "--to-date", "2024-12", "--source", "Asharq Al-Awsat")
    done = run("build", *slice, "--actor", "turkey", "--from", lake, "--db", tmp_path / "b.db")
    assert "corpus: 1 capture, 2 articles" in done.stderr


@pytest.mark.parametrize(
    "question",
    [
        ("query", "--actor", "hts", "--source", "asharq-al-awsat"),
        ("query", "--from", "2024-12-01", "--to", "2024-12-03", "--table"),
        ("query", "iraq", "--count", "--literal"),
        ("query", "--place", "aleppo", "--count"),
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
        (("ingest", SEEDS, "--engine", "dask"), 2, "--engine dask needs --corpus FOLDER"),
        (("ingest", SEEDS, "--scheduler", "tcp://x:1"), 2, "--scheduler goes with --engine dask"),
        (("ingest", SEEDS, "--to", "{tmp}/x", "--db", "{tmp}/a.db"), 2, "name two places for it"),
        (("ingest", "s3://bucket/x"), 2, "an address can be ingested with --corpus FOLDER only"),
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
        (("query", "--corpus", "{tmp}"), 1, "there is no corpus of Delta tables here"),
        (("query", "x", "--fts", "--corpus", "{lake}"), 1, "has no index for --fts (make a corpus of a slice"),
        (("query", "a OR b", "--corpus", "{lake}"), 1, "archive build --corpus FOLDER --db FILE"),
        (("query", "x", "--sort", "relevance", "--corpus", "{lake}"), 1, "ranks nothing"),
        (("build", '"a b"', "--from", "{lake}", "--db", "{tmp}/a.db"), 1, "seeks no phrases"),
        (("compact", "{tmp}"), 1, "there is no corpus of Delta tables here"),
        (("ingest", SEEDS, "--to", "{tmp}/a[1]"), 1, "Delta tables can't lie in a folder of such a name"),
        (("build", "--from", "{tmp}", "--db", "{tmp}/a.db"), 1, "there is no corpus of Delta tables here"),
        (("build", "--from", "{lake}", "--db", "{tmp}/a.db", "--actor", "nobody"), 2, "nobody"),
        (
            ("build", "--from", "{lake}", "--db", "{lake}/runs/_delta_log/00000000000000000000.json/a.db"),
            1,
            "json: the folder can't be made",
        ),
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
        assert "corpus: 1 capture, 1 article," in done.stderr


def test_words_are_found_newest_first_without_passages(lake: Path, seed_corpus: Path) -> None:
    """The same articles that SQLite finds."""
    expected = run("query", "turk*", "syria", "--sort", "newest", "--nl", "--db", seed_corpus)
    found = run("query", "turk*", "syria", "--nl", "--corpus", lake)
    assert (
        [json.loads(line) | {"snippet": ""} for line in found.stdout.splitlines()]
        == [json.loads(line) | {"snippet": ""} for line in expected.stdout.splitlines()]
        != []
    )
    assert "snippet" not in found.stdout


def test_a_lake_can_be_compacted(lake: Path, seed_corpus: Path, tmp_path: Path) -> None:
    """It says the same as before."""
    shutil.copytree(lake, tmp_path / "lake")
    done = run("compact", tmp_path / "lake")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", f"compacted: {tmp_path / 'lake'}\n")
    assert run("build", "--from", tmp_path / "lake", "--db", tmp_path / "b.db").returncode == 0
    ours, theirs = (run("fingerprint", "--db", db).stdout for db in (tmp_path / "b.db", seed_corpus))
    assert ours == theirs


def test_few_open_files_are_enough_for_many_months_and_sources(tmp_path: Path) -> None:
    """Seventy months; tables aren't cut by them."""
    (tmp_path / "captures").mkdir()
    for number in range(70):
        year, month = 2015 + number // 12, 1 + number % 12
        text = f"Bridge number {number} opens\n\nPublished {year}-{month:02}-05\n\nBAGHDAD (Reuters) - It opened.\n"
        (tmp_path / "captures" / f"{number}.txt").write_text(text)
    command = '"$0" -m syria_iraq_archive ingest "$1" --to "$2" --jobs 1'
    done = subprocess.run(
        ["bash", "-c", f"ulimit -n 64; exec {command}", sys.executable, tmp_path / "captures", tmp_path / "lake"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, "corpus: 70 captures" in done.stderr) == (0, True), done.stderr
    sql = "SELECT count(DISTINCT substr(published_earliest, 1, 7)) AS months FROM articles"
    assert json.loads(run("sql", sql, "--corpus", tmp_path / "lake").stdout) == [{"months": 70}]


def test_two_runs_at_once_end_with_both_runs_captures(tmp_path: Path) -> None:
    """What both hold stands there once; neither is told to run again, and local ingest says the same."""
    both = []
    for name in ("a", "b"):
        (tmp_path / name / "captures").mkdir(parents=True)
        for number in range(30):
            text = (
                f"Bridge {number} of {name if number % 2 else 'both'} opens\n\nIt opened on Monday, officials said.\n"
            )
            (tmp_path / name / "captures" / f"{number:02}.txt").write_text(text)
        arguments: list[str | Path] = [
            "ingest",
            tmp_path / name / "captures",
            "--to",
            tmp_path / "lake",
            "--chunk",
            "5",
            "--jobs",
            "1",
        ]
        both.append(
            subprocess.Popen(
                [sys.executable, "-m", "syria_iraq_archive", *arguments], stderr=subprocess.PIPE, text=True
            )
        )
    said = [process.communicate(timeout=300)[1] for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    sql = "SELECT count(*) AS n, count(DISTINCT sha256) AS different FROM captures"
    assert json.loads(run("sql", sql, "--corpus", tmp_path / "lake").stdout) == [{"n": 45, "different": 45}]
    assert json.loads(run("sql", "SELECT count(*) AS n FROM runs", "--corpus", tmp_path / "lake").stdout) == [{"n": 2}]
    done = run("build", "--from", tmp_path / "lake", "--db", tmp_path / "built.db")
    assert done.returncode == 0, done.stderr
    run("ingest", tmp_path / "a" / "captures", tmp_path / "b" / "captures", "--db", tmp_path / "local.db")
    ours, theirs = (run("fingerprint", "--db", tmp_path / db).stdout for db in ("built.db", "local.db"))
    assert ours == theirs


@pytest.mark.long
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_a_run_that_is_stopped_is_gone_on_with(tmp_path: Path, number: signal.Signals) -> None:
    """Readers don't see it; the next run does its work, and all is as if there had been one."""
    lake = tmp_path / "lake"
    assert run("ingest", SEEDS, "--to", lake).returncode == 0
    (tmp_path / "captures").mkdir()
    for count in range(400):
        (tmp_path / "captures" / f"{count:03}.txt").write_text(f"Bridge {count} opens\n\nIt opened, officials said.\n")
    command: list[str | Path] = ["ingest", SEEDS, tmp_path / "captures", "--to", lake, "--chunk", "20", "--jobs", "1"]
    process = subprocess.Popen(
        [sys.executable, "-m", "syria_iraq_archive", *command], stderr=subprocess.PIPE, text=True
    )
    commits = lake / "files" / "_delta_log"
    before = len(list(commits.glob("*.json")))
    deadline = time.monotonic() + 100
    while len(list(commits.glob("*.json"))) < before + 3 and time.monotonic() < deadline:
        time.sleep(0.005)
    process.send_signal(number)
    said = process.communicate(timeout=100)[1]
    assert process.returncode in (1, -number), said
    assert run("query", "--count", "--corpus", lake).stdout == "6\n"
    done = run(*command)
    assert (done.returncode, "corpus: 405 captures" in done.stderr) == (0, True), done.stderr
    assert "400 added, 0 updated, 5 unchanged" in done.stderr
    run("ingest", SEEDS, tmp_path / "captures", "--db", tmp_path / "local.db")
    run("build", "--from", lake, "--db", tmp_path / "built.db")
    ours, theirs = (run("fingerprint", "--db", tmp_path / db).stdout for db in ("built.db", "local.db"))
    assert ours == theirs
