"""A corpus with everything that makes exporting hard, and exports of it."""

import io
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.corpus.query import Question
from syria_iraq_archive.export.chosen import Options, choose
from syria_iraq_archive.export.formats import FORMATS, FileFormat, FolderFormat
from tests.export.corpora import make

Export = Callable[..., str]
ExportTables = Callable[..., Path]


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a corpus that tests only read."""
    return make(tmp_path_factory.mktemp("export") / "archive.db")


@pytest.fixture
def connection(corpus: Path) -> Iterator[sqlite3.Connection]:
    """A reading connection to `corpus`."""
    with reading(corpus) as connection:
        yield connection


@pytest.fixture
def export(connection: sqlite3.Connection) -> Export:
    """The text of an export."""

    def text(name: str, question: Question | None = None, network: str = "comentions") -> str:
        form = FORMATS[name]
        assert isinstance(form, FileFormat)
        out = io.StringIO()
        with choose(connection, question or Question()) as chosen:
            form.write(chosen, Options(network=network), out)
        return out.getvalue()

    return text


@pytest.fixture
def export_tables(connection: sqlite3.Connection, tmp_path: Path) -> ExportTables:
    """The folder of an export."""

    def folder(name: str, question: Question | None = None, *, raw: bool = False) -> Path:
        form = FORMATS[name]
        assert isinstance(form, FolderFormat)
        path = tmp_path / f"{name}-tables"
        path.mkdir()
        with choose(connection, question or Question(), complete=question is None) as chosen:
            form.write(chosen, Options(raw=raw), path)
        return path

    return folder
