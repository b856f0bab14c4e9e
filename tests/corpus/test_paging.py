"""Page by page is the same as all at once, in every order, in both directions, whatever is asked."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.corpus.functions import add_functions
from syria_iraq_archive.corpus.paging import articles_after
from syria_iraq_archive.corpus.query import Order, Plan, Question, Walk, compile_question, find_articles
from syria_iraq_archive.corpus.question import Position
from tests.corpus.test_plan import ACTORS, DATES, SOURCES, TEXTS, copies
from tests.factories import make_corpus

QUESTIONS = [
    Question(text=text, sources=sources, order=order, **days, **actors)
    for text, days, sources, actors, order in product(TEXTS[:3], DATES, SOURCES, ACTORS, (None, *Order))
]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path: Path = tmp_path_factory.mktemp("paging") / "a.db"
    with reading(make_corpus(path, *copies())) as connection:
        yield connection


def pages(connection: sqlite3.Connection, question: Question, key: str | None, *, backwards: bool = False) -> list[str]:
    """The keys of all articles behind one, asked for two at a time."""
    found: list[str] = []
    while page := articles_after(connection, replace(question, limit=2), key, backwards=backwards):
        found += [row["key"] for row in page]
        key = found[-1]
    return found


def test_pages_hold_what_all_at_once_holds_in_the_same_order(corpus: sqlite3.Connection) -> None:
    for question in QUESTIONS:
        expected = [row["key"] for row in find_articles(corpus, question)]
        assert pages(corpus, question, None) == expected, question


def test_backwards_the_same_articles_come_in_reverse(corpus: sqlite3.Connection) -> None:
    for question in QUESTIONS:
        expected = [row["key"] for row in find_articles(corpus, question)]
        if expected:
            assert pages(corpus, question, expected[-1], backwards=True) == expected[-2::-1], question


def test_one_of_each_story_counts_across_pages(corpus: sqlite3.Connection) -> None:
    """What a first page shows isn't shown again by its copy on the next."""
    with closing(sqlite3.connect(":memory:")) as copy:
        corpus.backup(copy)
        copy.row_factory = sqlite3.Row
        add_functions(copy)
        first = "(SELECT id FROM articles WHERE source_id IS NULL ORDER BY key LIMIT 1)"
        copy.execute(f"INSERT INTO clusters SELECT id, {first}, row_number() OVER () FROM articles WHERE id % 3 = 0")
        question = Question(distinct=True)
        expected = [row["key"] for row in find_articles(copy, question)]
        assert pages(copy, question, None) == expected
        assert len(expected) < len(list(find_articles(copy, Question())))


def test_a_key_of_no_article_leads_nowhere(corpus: sqlite3.Connection) -> None:
    assert articles_after(corpus, Question(limit=2), "0000000000000000-1") == []


def test_a_deep_page_begins_in_the_index(corpus: sqlite3.Connection) -> None:
    """The walk is bounded by the day of the article that it goes on from."""
    after = Position("2024-12-05", "2024-12-05", "x")
    for question, plan in (
        (Question(limit=2), Plan()),
        (Question(limit=2, sources=("example-news",)), Plan(Walk.SOURCE)),
        (Question(limit=2, actors=("turkey",)), Plan(Walk.ACTOR, "turkey")),
        (Question(limit=2, earliest="2024-12-01", latest="2024-12-31"), Plan(widest=2)),
    ):
        for order, bound in ((Order.NEWEST, "<?"), (Order.OLDEST, ">?")):
            asked = replace(question, after=after, known=True, order=order)
            select = compile_question(asked, plan).select
            steps = [row["detail"] for row in corpus.execute(f"EXPLAIN QUERY PLAN {select[0]}", select[1])]
            assert any(f"published_latest{bound}" in step for step in steps), (question, order, steps)


def test_languages_and_bases_narrow_down_whatever_is_walked(corpus: sqlite3.Connection) -> None:
    for beside in ({}, {"actors": ("turkey",)}, {"text": "hama"}, {"actors": ("turkey", "iran"), "any_actor": True}):
        question = Question(bases=("inferred",), languages=("en",), **beside)
        found = [row["key"] for row in find_articles(corpus, question)]
        assert len(found) == 12
        assert not list(find_articles(corpus, replace(question, languages=("ar",))))
        assert not list(find_articles(corpus, replace(question, bases=("printed", "curated"))))
