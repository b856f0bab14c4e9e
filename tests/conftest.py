"""What all tests share: the real registry and a pipeline compiled from it, each made once."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from syria_iraq_archive.parse import Vocabulary
from syria_iraq_archive.pipeline import Pipeline
from syria_iraq_archive.registry.load import Registry, load_registry, read_corrections

ROOT = Path(__file__).parents[1]

# A shell starts what runs in its background with SIGINT ignored, and commands that tests interrupt would inherit that.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# A machine with much to do is no failure: no deadline. `make long` looks at more examples (HYPOTHESIS_PROFILE).
settings.register_profile("quick", deadline=None, max_examples=50)
settings.register_profile("thorough", deadline=None, max_examples=400)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


@pytest.fixture(scope="session", autouse=True)
def _a_cache_of_their_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Tests read no compiled registry of the user's, and leave none behind."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp().parent / "cache"))
        yield


@pytest.fixture(scope="session")
def registry() -> Registry:
    """The packaged one, with the corrections of this repository's project."""
    packaged = load_registry(ROOT / "data")
    return packaged.with_corrections(read_corrections(ROOT / "corrections.yaml", packaged))


@pytest.fixture(scope="session")
def vocabulary(registry: Registry) -> Vocabulary:
    return Vocabulary(registry)


@pytest.fixture(scope="session")
def pipeline(registry: Registry) -> Pipeline:
    return Pipeline(registry)
