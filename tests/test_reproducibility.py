"""The same captures give the same fingerprint, whatever else is different."""

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from syria_iraq_archive.corpus.compiling import program_version
from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.corpus.fingerprint import fingerprint
from syria_iraq_archive.pipeline import Pipeline
from syria_iraq_archive.registry.load import Registry
from tests.cli.conftest import SEEDS, run
from tests.factories import ingest

# Processes are started for however little.
EAGER = "from syria_iraq_archive.engine import local; local.MUCH = 1; from syria_iraq_archive.cli import main; main()"

FOLDED = {"LC_ALL": "C", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "PYTHONUTF8": "0"}
UNFOLDED = {"LC_ALL": "C.UTF-8", "TZ": "America/Adak", "PYTHONHASHSEED": "4294967295"}


@pytest.fixture(scope="module")
def captures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seeds, and copies of them that end otherwise."""
    folder = tmp_path_factory.mktemp("captures")
    for seed in sorted(SEEDS.glob("*.txt")):
        shutil.copy(seed, folder)
        text = seed.read_text(encoding="utf-8")
        (folder / f"again-{seed.name}").write_text(f"{text}\n\nThey said so on Monday.\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def expected(captures: Path, tmp_path_factory: pytest.TempPathFactory, registry: Registry, pipeline: Pipeline) -> str:
    """The fingerprint, from nothing and all at once."""
    return made(tmp_path_factory.mktemp("once") / "a.db", [[captures]], registry, pipeline)


def made(corpus: Path, runs: list[list[Path]], registry: Registry, pipeline: Pipeline) -> str:
    """The fingerprint after some runs, each over some places."""
    for places in runs:
        ingest(corpus, *places, run=pipeline.run, knowledge=registry, version=program_version())
    with reading(corpus) as connection:
        return fingerprint(connection)


@pytest.mark.parametrize("seed", [1, 2])
def test_in_any_order(
    captures: Path, expected: str, tmp_path: Path, registry: Registry, pipeline: Pipeline, seed: int
) -> None:
    """Files named one by one."""
    files = sorted(captures.iterdir())
    random.Random(seed).shuffle(files)
    assert made(tmp_path / "a.db", [files], registry, pipeline) == expected


def test_bit_by_bit_or_from_nothing(
    captures: Path, expected: str, tmp_path: Path, registry: Registry, pipeline: Pipeline
) -> None:
    """A run for each file, and some of them twice."""
    files = sorted(captures.iterdir(), reverse=True)
    assert made(tmp_path / "a.db", [*([file] for file in files), files[:3]], registry, pipeline) == expected


@pytest.mark.parametrize(
    ("jobs", "environment"),
    [("1", FOLDED), ("2", UNFOLDED), pytest.param("4", {}, marks=pytest.mark.long)],
    ids=["one", "two", "four"],
)
def test_by_any_number_of_processes_anywhere(
    captures: Path, expected: str, tmp_path: Path, jobs: str, environment: dict[str, str]
) -> None:
    """In any locale and time zone, however sets are ordered."""

    command = [sys.executable, "-c", EAGER, "ingest", str(captures), "--db", str(tmp_path / "a.db"), "--jobs", jobs]
    subprocess.run(command, env={**os.environ, **environment}, check=True, capture_output=True)
    assert run("fingerprint", "--db", tmp_path / "a.db").stdout.strip() == expected
