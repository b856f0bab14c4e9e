"""What all tests share: the real registry and a pipeline compiled from it, each made once."""

from pathlib import Path

import pytest

from syria_iraq_archive.parse import Vocabulary
from syria_iraq_archive.pipeline import Pipeline
from syria_iraq_archive.registry.load import Registry, load_registry

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def registry() -> Registry:
    return load_registry(ROOT / "data")


@pytest.fixture(scope="session")
def vocabulary(registry: Registry) -> Vocabulary:
    return Vocabulary(registry)


@pytest.fixture(scope="session")
def pipeline(registry: Registry) -> Pipeline:
    return Pipeline(registry)
