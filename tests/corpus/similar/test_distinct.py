"""A distinct question finds a story once, however often it was printed, and never finds it less often than that."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.corpus.query import (
    LookUp,
    Order,
    Plan,
    Question,
    Walk,
    compile_question,
    count_found,
    find_articles,
)
from tests.corpus.similar.made_up import edited, linked, page, story, told

ONE, OTHER = "example-news", "other-news"
PARTS = [*story(3), story(1)[0]]


@pytest.fixture(scope="module")
def stories(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """A story printed by two outlets on three days, one printed once, and one that shares a paragraph."""
    path: Path = tmp_path_factory.mktemp("distinct") / "a.db"
    linked(
        path,
        told(page("First", story(1)), ONE, "2024-12-01"),
        told(page("Copied", edited(story(1), 0.02)), OTHER, "2024-12-02"),
        told(page("Again", story(1)), OTHER, "2024-12-03"),
        told(page("Own", story(2)), ONE, "2024-12-02"),
        told(page("Parts", PARTS), ONE, "2024-12-04"),
    )
    with reading(path) as connection:
        yield connection


WORD = story(1)[0].split()[0]  # stands in all but one

QUESTIONS = {
    "all": (Question(), ["Parts", "Own", "First"]),
    "oldest first": (Question(order=Order.OLDEST), ["First", "Own", "Parts"]),
    "the first is of another outlet": (Question(sources=(OTHER,)), ["Copied"]),
    "the first is of another day": (Question(earliest="2024-12-03"), ["Parts", "Again"]),
    "text": (Question(text=WORD, order=Order.NEWEST), ["Parts", "First"]),
    "text and outlet": (Question(text=WORD, sources=(OTHER,), order=Order.NEWEST), ["Copied"]),
    "a page": (Question(limit=1, offset=1), ["Own"]),
}


@pytest.mark.parametrize(("question", "found"), QUESTIONS.values(), ids=QUESTIONS)
def test_of_a_story_the_first_that_fulfils_all_else_is_found(
    stories: sqlite3.Connection, question: Question, found: list[str]
) -> None:
    """What only shares a paragraph is a story of its own."""
    asked = replace(question, distinct=True)
    assert [row["headline"] for row in find_articles(stories, asked)] == found


def test_the_most_relevant_are_distinct_too(stories: sqlite3.Connection) -> None:
    """However they rank, the first published is shown."""
    asked = Question(text=WORD, distinct=True)
    assert {row["headline"] for row in find_articles(stories, asked)} == {"First", "Parts"}


def test_the_count_is_of_what_is_found(stories: sqlite3.Connection) -> None:
    """With the limit left out."""
    assert count_found(stories, Question(distinct=True, limit=1)) == 3
    assert count_found(stories, Question(distinct=True, sources=(OTHER,))) == 1


@pytest.mark.parametrize(
    "plan",
    [
        Plan(Walk.TEXT),
        Plan(look_up=LookUp.EACH),
        Plan(look_up=LookUp.EACH, only_newest=100),
        Plan(Walk.SOURCE, look_up=LookUp.EACH),
    ],
    ids=["text", "each", "newest", "source"],
)
def test_any_plan_finds_the_same_distinct_articles(stories: sqlite3.Connection, plan: Plan) -> None:
    """Whether a text is listed or looked up, of a copy as of what it copies."""
    asked = Question(text=WORD, sources=(OTHER,), order=Order.NEWEST, distinct=True)
    found = stories.execute(*compile_question(asked, plan).select)
    assert [row["headline"] for row in found] == ["Copied"]


def test_a_cluster_is_looked_up_and_never_searched_through(stories: sqlite3.Connection) -> None:
    """So that a distinct page of a million articles costs little more than another."""
    sql, parameters = compile_question(Question(earliest="2024-12-01", limit=20, distinct=True), Plan()).select
    plan = [row["detail"] for row in stories.execute(f"EXPLAIN QUERY PLAN {sql}", parameters)]
    assert [step for step in plan if step.startswith(("SCAN own", "SCAN earlier", "SCAN articles"))] == []
    assert {"SEARCH own USING PRIMARY KEY (article_id=?)", "SEARCH articles USING INTEGER PRIMARY KEY (rowid=?)"} <= {
        *plan
    }
