"""Lakes for tests, made in this process."""

from functools import partial
from pathlib import Path

from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.corpus.fingerprint import fingerprint
from syria_iraq_archive.corpus.lake.build import build
from syria_iraq_archive.corpus.lake.reader import reading_lake
from syria_iraq_archive.corpus.query import Question
from syria_iraq_archive.corpus.recipe import Recipe
from syria_iraq_archive.engine.cluster.run import LakeRun, LakeSummary
from syria_iraq_archive.engine.cluster.work import RunOrder, carry_out
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
) -> LakeSummary:
    """Ingest into `folder` as `archive ingest --to` does, with another pipeline."""
    knowledge = knowledge or registry()
    order = RunOrder(knowledge, Recipe(knowledge, version), str(folder), max_bytes, most=chunk)
    return LakeRun(map(str, places), order).run(partial(carry_out, engine=Local(lambda: run, jobs=1)))


def built(folder: Path | str, path: Path, question: Question | None = None) -> Path:
    """A SQLite corpus of a slice of the one in `folder`, at `path`."""
    path.unlink(missing_ok=True)
    with reading_lake(str(folder), locked=False) as reader:
        build(reader, question, path, path)
    return path


def print_of(corpus: Path) -> str:
    """The fingerprint of a SQLite corpus."""
    with reading(corpus) as connection:
        return fingerprint(connection)
