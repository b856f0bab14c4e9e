"""A question has the same answer from a lake as from SQLite: the same articles, newest first."""

import sqlite3
from collections.abc import Iterator

import pytest

from syria_iraq_archive.corpus import query, timeline
from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.corpus.declare import Table, View
from syria_iraq_archive.corpus.lake import questions
from syria_iraq_archive.corpus.lake.reader import LakeReader, reading_lake
from syria_iraq_archive.corpus.query import Order, Question
from syria_iraq_archive.corpus.question import parse_days
from syria_iraq_archive.corpus.tables import TABLES
from syria_iraq_archive.corpus.views import PORTABLE_VIEWS
from syria_iraq_archive.errors import ArchiveError
from syria_iraq_archive.pipeline import Pipeline
from syria_iraq_archive.registry.load import Registry
from tests.annotated import annotated_seeds, samples
from tests.factories import ingest
from tests.lakes import fill

Both = tuple[sqlite3.Connection, LakeReader]


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory, pipeline: Pipeline, registry: Registry) -> Iterator[Both]:
    """The seeds and samples, as a SQLite corpus and as a Parquet one."""
    folder = tmp_path_factory.mktemp("both")
    (folder / "captures").mkdir()
    for capture in (*annotated_seeds(), *samples()):
        (folder / "captures" / f"{capture.name}.txt").write_bytes(capture.data)
    ingest(folder / "a.db", folder / "captures", run=pipeline.run, knowledge=registry)
    fill(folder / "tables", folder / "captures", run=pipeline.run, knowledge=registry)
    with reading(folder / "a.db") as connection, reading_lake(str(folder / "tables")) as reader:
        yield connection, reader


QUESTIONS = [
    Question(),
    Question(limit=7),
    Question(limit=7, offset=5),
    Question(offset=100),
    Question(order=Order.OLDEST),
    Question(earliest="2024-12-01", latest="2024-12-05"),
    Question(earliest="2024-12-01", latest="2024-12-05", certain=True),
    Question(earliest="2024-12-01", latest="2024-12-05", undated=True),
    Question(latest="2024-11-30"),
    Question(certain=True),
    Question(sources=("shafaq-news", "asharq-al-awsat")),
    Question(actors=("turkey",)),
    Question(actors=("turkey",), exact=True),
    Question(actors=("turkey", "iraq")),
    Question(actors=("turkey", "iraq"), any_actor=True),
    Question(mentioned=parse_days("2024-12")),
    *(
        Question(text=text, order=Order.NEWEST)
        for text in ("iraq", "syria iraq", "bagh*", "syria AND (iraq AND border)", "al-Sham's", "العراق", "…", "US-led")
    ),
    Question(text="iraq (syria", order=Order.NEWEST),
    Question(text="it's a \\ 'quote'", order=Order.NEWEST),
    Question(text="iraq", earliest="2024-12-01", sources=("shafaq-news",), actors=("iraq",), order=Order.OLDEST),
]


@pytest.mark.parametrize("question", QUESTIONS, ids=str)
def test_the_same_articles_are_found(both: Both, question: Question) -> None:
    """In the same order; and as many are counted."""
    connection, reader = both
    expected = list(map(tuple, query.find_articles(connection, question)))
    assert list(map(tuple, questions.find_articles(reader, question))) == expected
    assert questions.count_found(reader, question) == query.count_found(connection, question)


def test_the_questions_find_something(both: Both) -> None:
    """Or their answers would be the same in any program; but for those that have none."""
    without = [str(q.text or q) for q in QUESTIONS if not questions.count_found(both[1], q)]
    assert without == ["…"]


@pytest.mark.parametrize("by", timeline.PERIODS)
@pytest.mark.parametrize("group", timeline.GROUPS)
@pytest.mark.parametrize("question", [Question(), Question(text="iraq", earliest="2024-12-01")], ids=str)
def test_timelines_are_the_same(both: Both, by: str, group: str, question: Question) -> None:
    """Of publication and of the days spoken of."""
    connection, reader = both
    expected = timeline.count_articles(connection, question, by, group)
    assert timeline.count_articles(reader, question, by, group, questions.lake_condition) == expected != []
    spoken = timeline.count_time_expressions(connection, question, by, group)
    assert timeline.count_time_expressions(reader, question, by, group, questions.lake_condition) == spoken != []


@pytest.mark.parametrize("view", PORTABLE_VIEWS, ids=lambda view: view.name)
def test_views_say_the_same(both: Both, view: View) -> None:
    """Row for row."""
    connection, reader = both
    names = ", ".join(name for name, _ in view.columns)
    expected = sorted(map(repr, map(tuple, connection.execute(f"SELECT {names} FROM {view.name}"))))
    assert sorted(map(repr, map(tuple, reader.execute(f"SELECT {names} FROM {view.name}")))) == expected != []


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_tables_have_the_same_columns_and_rows(both: Both, table: Table) -> None:
    """Though numbers give way to hashes and keys."""
    connection, reader = both
    _, rows = reader.ask(f"SELECT * FROM {table.name}", {}, 60)
    columns, _ = reader.ask(f"SELECT * FROM {table.name} LIMIT 0", {}, 60)
    assert columns == table.names
    ((number,),) = connection.execute(f"SELECT count(*) FROM {table.name}")
    assert len(rows) == number > 0


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (Question(text="a", fts=True), "has no index"),
        (Question(text="a", order=Order.RELEVANCE), "ranks nothing"),
        (Question(text='"security forces"'), "seeks no phrases"),
        (Question(text="«security forces»"), "seeks no phrases"),
        (Question(text="a OR b"), "knows no OR"),
        (Question(text="a (b NOT c)"), "knows no NOT"),
    ],
    ids=str,
)
def test_what_needs_an_index_is_refused(both: Both, question: Question, said: str) -> None:
    """With the way to have it."""
    with pytest.raises(ArchiveError, match=f"{said} .*archive build --corpus FOLDER"):
        list(questions.find_articles(both[1], question))


def test_small_words_of_these_names_are_words(both: Both) -> None:
    """Operators are written in capitals."""
    assert questions.count_found(both[1], Question(text="not or")) >= 0
