"""Verification parses every capture again: what somebody changed in the corpus, however well it fits, shows."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import SEEDS, run


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("derivation") / "archive.db"
    run("ingest", SEEDS, "--db", path)
    return path


def changed(corpus: Path, folder: Path, sql: str) -> Path:
    path = folder / "changed.db"
    with closing(sqlite3.connect(corpus)) as source, closing(sqlite3.connect(path)) as target:
        source.backup(target)
        target.execute("PRAGMA foreign_keys = off")
        target.execute(sql)
        target.commit()
    return path


def test_an_untouched_corpus_is_what_its_bytes_yield(corpus: Path) -> None:
    done = run("verify", "--quiet", "--db", corpus)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE mentions SET actor_id = 'iran' WHERE actor_id = 'lebanon'",
        "DELETE FROM mentions WHERE actor_id = 'russia'",
        "DELETE FROM claims WHERE field = 'opening'",
        "UPDATE articles SET published_basis = 'metadata' WHERE published_basis = 'printed'",
        "UPDATE quotes SET speaker = 'Nobody' WHERE speaker = 'INA'",
        "UPDATE blocks SET rule = 'guess' WHERE role = 'kicker'",
        "UPDATE images SET credit = NULL",
        "DELETE FROM dates",
    ],
)
def test_a_change_that_fits_the_rest_is_found_all_the_same(corpus: Path, tmp_path: Path, sql: str) -> None:
    done = run("verify", "--quiet", "--db", changed(corpus, tmp_path, sql))
    assert done.returncode == 4
    assert "derivation: " in done.stdout


def test_captures_that_another_registry_parsed_are_passed_over_and_counted(corpus: Path, tmp_path: Path) -> None:
    done = run("verify", "--quiet", "--db", changed(corpus, tmp_path, "UPDATE captures SET recipe = 'another'"))
    assert done.returncode == 0
    assert "another version or registry made them: 5" in done.stderr
