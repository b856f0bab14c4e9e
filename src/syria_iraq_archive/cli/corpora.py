"""A corpus to be asked: a SQLite file, or a lake. The commands that read both see one face."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from syria_iraq_archive.cli.earlier import reading_versions
from syria_iraq_archive.corpus import query
from syria_iraq_archive.corpus.question import Condition, Question, article_condition

if TYPE_CHECKING:
    pass


class AskedCorpus(NamedTuple):
    """What query and timeline ask, and what answers to a question."""

    connection: Any
    find_articles: Callable[[Any, Question], Iterator[Any]]
    count_found: Callable[[Any, Question], int]  # whatever its limit and offset
    compiling: Callable[[Question], Condition]  # to what a row of ``articles`` must fulfil
    has_passages: bool


@contextmanager
def opened(db: Path, folder: str | None, *, all_versions: bool = False) -> Iterator[AskedCorpus]:
    """The corpus in `folder` if one is given, else in the file `db`; read-only."""
    if folder is not None and all_versions:
        raise click.UsageError("--all-versions asks a corpus in SQLite: it goes without --corpus")
    if folder is None:
        with reading_versions(db, all_versions=all_versions) as connection:
            yield AskedCorpus(connection, query.find_articles, query.count_found, article_condition, True)
        return
    from syria_iraq_archive.corpus.lake import questions
    from syria_iraq_archive.corpus.lake.reader import reading_lake

    with reading_lake(folder) as reader:
        yield AskedCorpus(reader, questions.find_articles, questions.count_found, questions.lake_condition, False)
