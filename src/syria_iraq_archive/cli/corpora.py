"""A corpus to be asked: a SQLite file, or a lake. The commands that read both see one face."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from syria_iraq_archive.cli.filters import question
from syria_iraq_archive.cli.results import FoundArticle
from syria_iraq_archive.corpus import query, timeline
from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.corpus.query import Question
from syria_iraq_archive.corpus.snippet import Snippet
from syria_iraq_archive.corpus.timeline import PeriodCount


@dataclass(frozen=True, slots=True)
class AskedCorpus:
    """What query and timeline ask: for the question that options mean, and what answers to it."""

    question: Callable[..., Question]
    find: Callable[[Question], Iterator[FoundArticle]]
    count: Callable[[Question], int]  # whatever its limit and offset
    count_articles: Callable[[Question, str, str], list[PeriodCount]]
    count_time_expressions: Callable[[Question, str, str], list[PeriodCount]]
    has_passages: bool


@contextmanager
def opened(db: Path, folder: str | None) -> Iterator[AskedCorpus]:
    """The corpus in `folder` where one is given, else in the file `db`; read-only."""
    if folder is None:
        with reading(db) as connection:
            yield _corpus(connection, query, timeline, query.passage)
        return
    from syria_iraq_archive.corpus.lake import questions
    from syria_iraq_archive.corpus.lake.reader import reading_lake

    with reading_lake(folder) as reader:
        yield _corpus(reader, questions, questions, None)


def _corpus(asked: Any, articles: Any, counts: Any, passage: Callable[..., Snippet] | None) -> AskedCorpus:
    """The face of what is `asked`, by two modules of the same functions."""

    def find(question: Question) -> Iterator[FoundArticle]:
        for row in articles.find_articles(asked, question):
            yield FoundArticle(row, passage(asked, question, row["key"]) if passage else ())

    return AskedCorpus(
        partial(question, asked),
        find,
        partial(articles.count_found, asked),
        partial(counts.count_articles, asked),
        partial(counts.count_time_expressions, asked),
        passage is not None,
    )
