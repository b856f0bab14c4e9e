"""Captures are verified in other processes as they are here, and none keeps the rest from it."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.corpus.recipe import Recipe
from syria_iraq_archive.corpus.verify.checks import Verdict, verify
from syria_iraq_archive.corpus.verify.derivation import Derivation
from syria_iraq_archive.corpus.verify.subject import Subject, pack, subjects, unpack
from syria_iraq_archive.engine.examining import examined_elsewhere, parsed_elsewhere
from syria_iraq_archive.engine.work import Run
from tests.engine.runs import make_deadly, make_endless, make_plain
from tests.factories import ingest, make_corpus, plain_run, registry

RECIPE = Recipe(registry(), "1")


@pytest.fixture
def corpus(folder: Path, tmp_path: Path) -> Path:
    """Six captures; four of them aren't what their bytes yield."""
    for number, word in enumerate(("deadly", "endless", "plain")):
        (folder / f"{number}.txt").write_text(f"Headline\n\nThis is {word}.\n")
    ingest(tmp_path / "a.db", folder)
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection, connection:
        connection.execute("UPDATE captures SET recipe = 'other' WHERE path = 'b.txt'")
        others = "SELECT id FROM captures WHERE path NOT IN ('a.txt', 'b.txt')"
        connection.execute(f"UPDATE blocks SET rule = 'other' WHERE seq = 1 AND capture_id IN ({others})")
    return tmp_path / "a.db"


def verdicts(corpus: Path, make_run: Callable[[], Run], jobs: int = 2, seconds: float = 60) -> list[Verdict]:
    derivation = Derivation(parsed_elsewhere, RECIPE)
    with reading(corpus) as connection:
        found = verify(connection, derivation, None, partial(examined_elsewhere, make_run, RECIPE, jobs, seconds))
    assert derivation.passed_over == 1
    return found


@pytest.mark.parametrize("jobs", [1, 2])
def test_processes_find_what_one_finds_in_the_same_order(
    corpus: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    """Whatever their number."""
    monkeypatch.setattr("syria_iraq_archive.engine.local.MUCH", 1)
    monkeypatch.setattr("syria_iraq_archive.engine.pool.CHUNK_STEPS", 1)
    with reading(corpus) as connection:
        here = verify(connection, Derivation(plain_run, RECIPE))
    assert verdicts(corpus, make_plain, jobs) == here
    assert sum(len(verdict.findings) for verdict in here) == 8


@pytest.mark.parametrize(
    ("make_run", "path", "what"), [(make_deadly, "0.txt", "died"), (make_endless, "1.txt", "longer than 1 s")]
)
def test_a_capture_that_ends_or_outlives_its_process_is_a_finding(
    corpus: Path, make_run: Callable[[], Run], path: str, what: str
) -> None:
    """By its name; the others are examined."""
    [found] = [each for each in verdicts(corpus, make_run, seconds=1) if each.name == "derivation"]
    assert [(flaw.where, what in flaw.what) for flaw in found.findings if "can't be examined" in flaw.what] == [
        (path, True)
    ]
    assert {flaw.where for flaw in found.findings} >= {"0.txt", "1.txt", "2.txt"}


def test_a_subject_is_the_same_after_its_journey(tmp_path: Path) -> None:
    """Row by row, with the names of the columns."""
    with reading(make_corpus(tmp_path / "a.db")) as connection:
        for subject in subjects(connection):
            assert isinstance(subject, Subject)
            arrived = unpack(pack(subject))
            assert arrived == subject
            assert arrived.row.keys() == subject.row.keys()
