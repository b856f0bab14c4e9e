"""Corpora of Parquet tables for tests, made in this process."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.corpus.fingerprint import fingerprint
from syria_iraq_archive.corpus.parquet.build import build
from syria_iraq_archive.corpus.parquet.duck import reading_folder
from syria_iraq_archive.corpus.query import Question
from syria_iraq_archive.corpus.recipe import Recipe
from syria_iraq_archive.engine.cluster.ingest import FolderSummary, ingest_folder
from syria_iraq_archive.engine.cluster.work import Order, Session, Workshop, do
from syria_iraq_archive.engine.work import Run
from syria_iraq_archive.registry.load import Registry
from tests.factories import plain_run, registry

MAX_BYTES = 1_000_000


def fill(
    folder: Path,
    *places: Path | str,
    run: Run = plain_run,
    knowledge: Registry | None = None,
    version: str = "1",
    max_bytes: int = MAX_BYTES,
    chunk: int = 2_000,
) -> FolderSummary:
    """Ingest into `folder` as `archive ingest --to` does, with another pipeline."""
    knowledge = knowledge or registry()
    order = Order(knowledge, Recipe(knowledge, version), str(folder), max_bytes)

    @contextmanager
    def engine(order: Order) -> Iterator[Session]:
        workshop = Workshop(run, order)
        yield lambda tasks: (do(workshop, task) for task in tasks)

    return ingest_folder(map(str, places), order, engine, chunk=chunk)


def built(folder: Path, path: Path, question: Question | None = None) -> Path:
    """A SQLite corpus of a slice of the one in `folder`, at `path`."""
    path.unlink(missing_ok=True)
    with reading_folder(str(folder), locked=False) as reader:
        build(reader, question, path, path.parent)
    return path


def print_of(corpus: Path) -> str:
    """The fingerprint of a SQLite corpus."""
    with reading(corpus) as connection:
        return fingerprint(connection)
