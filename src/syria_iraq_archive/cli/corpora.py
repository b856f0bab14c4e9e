"""A corpus to be asked: a SQLite file, or a folder of Parquet tables. The commands that read both see one face."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from syria_iraq_archive.cli.filters import question
from syria_iraq_archive.cli.results import Found
from syria_iraq_archive.corpus import query, timeline
from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.corpus.query import Question
from syria_iraq_archive.corpus.timeline import PeriodCount

if TYPE_CHECKING:
    from syria_iraq_archive.corpus.parquet.duck import Reader


class Corpus(Protocol):
    """What query and timeline ask."""

    def question(self, **options: Any) -> Question:
        """What the options of a command ask."""

    def find(self, asked: Question) -> Iterator[Found]:
        """The articles the question finds."""

    def count(self, asked: Question) -> int:
        """How many, whatever its limit and offset."""

    def count_articles(self, asked: Question, by: str, group: str) -> list[PeriodCount]:
        """How many by period of publication."""

    def count_mentioned(self, asked: Question, by: str, group: str) -> list[PeriodCount]:
        """How often the periods are spoken of."""


@contextmanager
def opened(db: Path, folder: str | None) -> Iterator[Corpus]:
    """The corpus in `folder` where one is given, else in the file `db`; read-only."""
    if folder is None:
        with reading(db) as connection:
            yield _InSqlite(connection)
        return
    from syria_iraq_archive.corpus.parquet.duck import reading_folder

    with reading_folder(folder) as reader:
        yield _InParquet(reader)


@dataclass(frozen=True, slots=True)
class _InSqlite:
    connection: sqlite3.Connection

    def question(self, **options: Any) -> Question:
        return question(self.connection, **options)

    def find(self, asked: Question) -> Iterator[Found]:
        for row in query.find_articles(self.connection, asked):
            yield Found(row, query.passage(self.connection, asked, row["key"]))

    def count(self, asked: Question) -> int:
        return query.count_found(self.connection, asked)

    def count_articles(self, asked: Question, by: str, group: str) -> list[PeriodCount]:
        return timeline.count_articles(self.connection, asked, by, group)

    def count_mentioned(self, asked: Question, by: str, group: str) -> list[PeriodCount]:
        return timeline.count_mentioned(self.connection, asked, by, group)


@dataclass(frozen=True, slots=True)
class _InParquet:
    reader: "Reader"

    def question(self, **options: Any) -> Question:
        return question(self.reader, **options)

    def find(self, asked: Question) -> Iterator[Found]:
        from syria_iraq_archive.corpus.parquet.query import find_articles

        return (Found(answer.row, answer.snippet) for answer in find_articles(self.reader, asked))

    def count(self, asked: Question) -> int:
        from syria_iraq_archive.corpus.parquet.query import count_found

        return count_found(self.reader, asked)

    def count_articles(self, asked: Question, by: str, group: str) -> list[PeriodCount]:
        from syria_iraq_archive.corpus.parquet.query import count_articles

        return count_articles(self.reader, asked, by, group)

    def count_mentioned(self, asked: Question, by: str, group: str) -> list[PeriodCount]:
        from syria_iraq_archive.corpus.parquet.query import count_mentioned

        return count_mentioned(self.reader, asked, by, group)
