"""A folder of captures, and what an ingest of it comes to that nobody disturbs."""

from pathlib import Path
from typing import NamedTuple

import pytest

from syria_iraq_archive.pipeline import Pipeline
from syria_iraq_archive.registry.load import Registry
from tests.faults.ingests import complete, faults_of, fingerprint_of, lay_captures

COUNT = 1000


class Undisturbed(NamedTuple):
    """Captures, and the fingerprint of their corpus."""

    captures: Path
    number: int
    fingerprint: str


@pytest.fixture(scope="session")
def undisturbed(tmp_path_factory: pytest.TempPathFactory, registry: Registry, pipeline: Pipeline) -> Undisturbed:
    """A thousand captures."""
    folder = tmp_path_factory.mktemp("faults")
    captures = lay_captures(folder / "captures", COUNT)
    complete(folder / "a.db", captures, registry, pipeline)
    assert faults_of(folder / "a.db", registry, pipeline) == []
    return Undisturbed(captures, COUNT, fingerprint_of(folder / "a.db"))


@pytest.fixture(scope="session")
def few(tmp_path_factory: pytest.TempPathFactory, registry: Registry, pipeline: Pipeline) -> Undisturbed:
    """A hundred, for what needs no more."""
    folder = tmp_path_factory.mktemp("few")
    captures = lay_captures(folder / "captures", 100)
    complete(folder / "a.db", captures, registry, pipeline)
    return Undisturbed(captures, 100, fingerprint_of(folder / "a.db"))
