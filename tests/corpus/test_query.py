"""Questions find the articles they should, newest first, unknown dates last."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.corpus.query import COLUMNS, Question, compile_question, find_articles
from syria_iraq_archive.corpus.search import match_expression
from syria_iraq_archive.records import Basis, ParsedCapture
from tests.factories import TEXT, dated, make_corpus, undated

HAMA, DOHA, LATER = "Rebels Enter Hama", "Talks in Doha", "Later"


def later() -> ParsedCapture:
    """The dated capture, published on a later day by the other outlet."""
    parsed = dated("c.txt", TEXT + "\n")
    article = parsed.articles[0].model_copy(
        update={
            "headline": LATER,
            "source": "other-news",
            "published": "2024-12-08",
            "published_earliest": "2024-12-08",
            "published_latest": "2024-12-08",
            "published_basis": Basis.PRINTED,
        }
    )
    return parsed.model_copy(update={"articles": (article,)})


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """A corpus of three articles: one of 3 to 9 December 2024, one of the 8th, one undated."""
    path: Path = tmp_path_factory.mktemp("query") / "a.db"
    with reading(make_corpus(path, undated(), later(), dated())) as connection:
        yield connection


@pytest.mark.parametrize(
    ("question", "found"),
    [
        (Question(), [HAMA, LATER, DOHA]),
        (Question(limit=1), [HAMA]),
        # days: overlap, containment, the unknown
        (Question(earliest="2024-12-04", latest="2024-12-05"), [HAMA]),
        (Question(earliest="2024-12-09", latest="2024-12-31"), [HAMA]),
        (Question(earliest="2024-12-10"), []),
        (Question(latest="2024-12-02"), []),
        (Question(latest="2024-12-03"), [HAMA]),
        (Question(earliest="2024-12-04", certain=True), [LATER]),
        (Question(earliest="2024-12-03", latest="2024-12-09", certain=True), [HAMA, LATER]),
        (Question(earliest="2024-12-08", latest="2024-12-08", certain=True, undated=True), [LATER, DOHA]),
        (Question(earliest="2025-01-01", undated=True), [DOHA]),
        (Question(certain=True), [HAMA, LATER]),
        # sources
        (Question(sources=("other-news",)), [LATER]),
        (Question(sources=("other-news", "example-news")), [HAMA, LATER]),
        # actors: one, what is part of it, several
        (Question(actors=("iran",)), [DOHA]),
        (Question(actors=("turkey",)), [HAMA, LATER, DOHA]),
        (Question(actors=("turkey",), exact=True), [HAMA, LATER]),
        (Question(actors=("turkish-army",)), [DOHA]),
        (Question(actors=("turkey", "iran")), [DOHA]),
        (Question(actors=("turkey", "iran"), exact=True), []),
        (Question(actors=("turkey", "iran"), any_actor=True, exact=True), [HAMA, LATER, DOHA]),
        # text
        (Question(text="hama"), [HAMA, LATER]),
        (Question(text="turkiye"), [DOHA]),
        (Question(text='"entered hama"'), [HAMA, LATER]),
        (Question(text='"hama entered"'), []),
        (Question(text="hama iran"), []),
        (Question(text="turk*"), [HAMA, LATER, DOHA]),
        (Question(text="turk"), []),
        (Question(text="  "), [HAMA, LATER, DOHA]),
        # all together
        (Question(text="go on", earliest="2024-12-08", sources=("example-news",), actors=("turkey",)), [HAMA]),
    ],
)
def test_a_question_finds(three: sqlite3.Connection, question: Question, found: list[str]) -> None:
    """What is asked, and the headlines found, in order."""
    assert [row["headline"] for row in find_articles(three, question)] == found


def test_an_answer_has_the_promised_columns(three: sqlite3.Connection) -> None:
    """Those of the view ``article_list``."""
    assert tuple(next(find_articles(three, Question())).keys()) == COLUMNS


@given(st.text(alphabet=st.characters(exclude_characters="\0", codec="utf-8")))
def test_no_text_is_a_syntax_error(text: str) -> None:
    """Whatever is typed is words to look for."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE f USING fts5 (body)")
    expression = match_expression(text)
    if expression:
        connection.execute("SELECT * FROM f WHERE f MATCH ?", (expression,)).fetchall()
    connection.close()


@pytest.mark.parametrize(
    "question",
    [Question(limit=20), Question(sources=("example-news",), limit=20)],
    ids=["newest", "newest of a source"],
)
def test_the_first_page_is_read_off_an_index(three: sqlite3.Connection, question: Question) -> None:
    """Without sorting all articles."""
    sql, parameters = compile_question(question)
    plan = [row["detail"] for row in three.execute(f"EXPLAIN QUERY PLAN {sql}", parameters)]
    assert any("idx_articles_" in step for step in plan)
    assert not any("TEMP B-TREE" in step for step in plan)


def test_an_actors_articles_are_found_by_index(three: sqlite3.Connection) -> None:
    """Mentions are never read through."""
    sql, parameters = compile_question(Question(actors=("turkey",)))
    plan = [row["detail"] for row in three.execute(f"EXPLAIN QUERY PLAN {sql}", parameters)]
    assert any("idx_mentions_actor_id_article_id" in step for step in plan)
