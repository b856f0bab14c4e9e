"""What all tests share: the real registry and a pipeline compiled from it, each made once."""

import os
import signal
from pathlib import Path

import pytest
from hypothesis import settings

from syria_iraq_archive.parse import Vocabulary
from syria_iraq_archive.pipeline import Pipeline
from syria_iraq_archive.registry.load import Registry, load_registry

ROOT = Path(__file__).parents[1]

# A shell starts what runs in its background with SIGINT ignored, and commands that tests interrupt would inherit that.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# A machine with much to do is no failure: no deadline. `make long` looks at more examples (HYPOTHESIS_PROFILE).
settings.register_profile("quick", deadline=None, max_examples=50)
settings.register_profile("thorough", deadline=None, max_examples=400)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


@pytest.fixture(scope="session")
def registry() -> Registry:
    return load_registry(ROOT / "data")


@pytest.fixture(scope="session")
def vocabulary(registry: Registry) -> Vocabulary:
    return Vocabulary(registry)


@pytest.fixture(scope="session")
def pipeline(registry: Registry) -> Pipeline:
    return Pipeline(registry)
