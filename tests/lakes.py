"""Lakes for tests, made in this process."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.corpus.fingerprint import fingerprint
from syria_iraq_archive.corpus.lake.build import build
from syria_iraq_archive.corpus.lake.reader import reading_lake
from syria_iraq_archive.corpus.query import Question
from syria_iraq_archive.corpus.recipe import Recipe
from syria_iraq_archive.engine.cluster.places import Portion
from syria_iraq_archive.engine.cluster.run import LakeSummary, ingest_into_lake
from syria_iraq_archive.engine.cluster.work import Counts, RunOrder, carry_out
from syria_iraq_archive.engine.local import Local
from syria_iraq_archive.engine.work import Run
from syria_iraq_archive.registry.load import Registry
from tests.factories import plain_run, registry

MAX_BYTES = 1_000_000


def fill(
    folder: Path | str,
    *places: Path | str,
    run: Run = plain_run,
    knowledge: Registry | None = None,
    version: str = "1",
    max_bytes: int = MAX_BYTES,
    chunk: int = 2_000,
    apart: bool = False,
) -> LakeSummary:
    """Ingest into `folder` as `archive ingest --to` does, with another pipeline; `apart`, each portion by itself."""
    knowledge = knowledge or registry()
    order = RunOrder(knowledge, Recipe(knowledge, version), str(folder), max_bytes, most=chunk)

    def workforce(portions: Sequence[Portion], order: RunOrder) -> Iterator[Counts]:
        for some in [[portion] for portion in portions] if apart else [portions]:
            yield from carry_out(some, order, Local(lambda: run, jobs=1))

    return ingest_into_lake(map(str, places), order, workforce)


def built(folder: Path | str, path: Path, question: Question | None = None) -> Path:
    """A SQLite corpus of a slice of the one in `folder`, at `path`."""
    path.unlink(missing_ok=True)
    with reading_lake(str(folder), locked=False) as reader:
        build(reader, question, path, path.parent)
    return path


def print_of(corpus: Path) -> str:
    """The fingerprint of a SQLite corpus."""
    with reading(corpus) as connection:
        return fingerprint(connection)
