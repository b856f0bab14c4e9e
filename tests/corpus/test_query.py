"""Questions find the articles they should, newest first, unknown dates last."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.corpus.query import (
    COLUMNS,
    Order,
    Question,
    count_found,
    find_articles,
    passage,
)
from syria_iraq_archive.corpus.snippet import plain
from syria_iraq_archive.records import Basis, ParsedCapture
from tests.factories import TEXT, dated, make_corpus, plain_run, undated

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
        (Question(text="hama", order=Order.NEWEST), [HAMA, LATER]),
        (Question(text="turkiye"), [DOHA]),
        (Question(text='"entered hama"', order=Order.NEWEST), [HAMA, LATER]),
        (Question(text='"hama entered"'), []),
        (Question(text="hama iran"), []),
        (Question(text="turk*", order=Order.NEWEST), [HAMA, LATER, DOHA]),
        (Question(text="turk"), []),
        (Question(text="  "), [HAMA, LATER, DOHA]),
        (Question(text="hama OR doha", order=Order.NEWEST), [HAMA, LATER, DOHA]),
        (Question(text="rebels NOT enter"), [LATER]),
        (Question(text="turkish NOT iran NOT later"), [HAMA]),
        (Question(text="army NOT iran NOT turkish"), []),
        (Question(text="NOT hama"), [DOHA]),
        (Question(text="NOT hama OR later"), [LATER, DOHA]),
        (Question(text="(hama OR doha) AND (iran OR zebra)"), [DOHA]),
        (Question(text="?!"), []),
        # text in FTS5's own syntax, over the words as printed
        (Question(text="headline: hama OR NEAR(iran talked, 2)", fts=True, order=Order.NEWEST), [HAMA, DOHA]),
        # what comes first, and from where on
        (Question(order=Order.OLDEST), [LATER, HAMA, DOHA]),
        (Question(text="army", order=Order.OLDEST), [LATER, HAMA]),
        (Question(order=Order.NEWEST, limit=1, offset=1), [LATER]),
        (Question(offset=2), [DOHA]),
        (Question(text="hama OR doha", limit=1, offset=1), [HAMA]),
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


def test_a_word_in_the_headline_weighs_more(tmp_path: Path) -> None:
    """And one said often more than one said once."""
    texts = ["War in Hama\n\nOne.\n", "News\n\nHama, they said.\n", "News\n\nHama and Hama and Hama, they said.\n"]
    captures = [plain_run(text.encode(), f"{number}.txt") for number, text in enumerate(texts)]
    with reading(make_corpus(tmp_path / "a.db", *captures)) as connection:
        found = [row["path"] for row in find_articles(connection, Question(text="hama"))]
    assert found == ["0.txt", "2.txt", "1.txt"]


def test_what_is_counted_is_all_that_is_found(three: sqlite3.Connection) -> None:
    """Not the page alone."""
    assert count_found(three, Question(text="hama OR doha", limit=1, offset=1)) == 3


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        (Question(text="turkish"), "Rebels entered Hama on Tuesday, [Turkish] officials said. The army falls back"),
        (Question(text="turkish NOT doha"), "Rebels entered Hama on Tuesday, [Turkish] officials said. The army"),
        (Question(text="enter"), "Rebels [Enter] Hama"),
        (Question(text="body: turk*", fts=True), "Rebels entered Hama on Tuesday, [Turkish] officials said. The army"),
        (Question(), ""),
        (Question(text="NOT doha"), ""),
    ],
)
def test_a_passage_shows_what_was_sought(three: sqlite3.Connection, question: Question, shown: str) -> None:
    """From the text, else from the headline; nothing where no word was sought."""
    key = three.execute("SELECT key FROM articles WHERE headline = ?", (HAMA,)).fetchone()[0]
    snippet = passage(three, question, key)
    marked = "".join(f"[{piece.text}]" if piece.sought else piece.text for piece in snippet)
    assert marked.startswith(shown)
    assert plain(snippet) == marked.replace("[", "").replace("]", "")
