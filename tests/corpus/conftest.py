"""A corpus of two captures, made by hand."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from syria_iraq_archive.corpus.connection import reading
from tests.factories import make_corpus


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """The file of a corpus with a dated and an undated article."""
    return make_corpus(tmp_path / "archive.db")


@pytest.fixture
def connection(corpus: Path) -> Iterator[sqlite3.Connection]:
    """A reading connection to `corpus`."""
    with reading(corpus) as connection:
        yield connection
