"""Somebody else's SQL can read the corpus, for a time, and nothing else."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from syria_iraq_archive.corpus.connection import SCHEMA_VERSION
from syria_iraq_archive.corpus.lake.reader import LakeReader, reading_lake
from syria_iraq_archive.errors import ArchiveError, CorpusError
from tests.lakes import fill


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[LakeReader]:
    """A corpus of one capture."""
    (tmp_path / "captures").mkdir()
    (tmp_path / "captures" / "a.txt").write_text("Alpha\n\nOne.\n")
    fill(tmp_path / "tables", tmp_path / "captures")
    with reading_lake(str(tmp_path / "tables")) as reader:
        yield reader


def test_a_select_is_answered(reader: LakeReader) -> None:
    """With its parameters."""
    columns, rows = reader.ask("SELECT headline, ':a' AS b FROM articles WHERE headline = :a", {"a": "Alpha"}, 60)
    assert (columns, rows) == (("headline", "b"), [("Alpha", ":a")])


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_text('{secret}')",
        "SELECT * FROM '{secret}'",
        "SELECT * FROM glob('/*')",
        "SELECT * FROM query('SELECT * FROM read_text(''{secret}'')')",
        "SELECT * FROM local_variable",
        "COPY (SELECT 1) TO '{secret}'",
        "ATTACH '{secret}'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "CREATE TABLE mine AS SELECT 1",
        "DROP VIEW articles",
        "EXPLAIN ANALYZE COPY (SELECT 1) TO '{secret}'",
        "SELECT 1; SELECT 2",
        "SELEKT",
        "",
    ],
)
def test_nothing_else_is_possible(reader: LakeReader, tmp_path: Path, sql: str) -> None:
    """No file beyond the corpus is read or written, no setting changed."""
    local_variable = [1]
    secret = tmp_path / "secret.csv"
    secret.write_text("secret\n")
    with pytest.raises(ArchiveError):
        reader.ask(sql.format(secret=secret), {}, 60)
    assert secret.read_text() == "secret\n"
    assert local_variable
    assert reader.ask("SELECT count(*) FROM articles", {}, 60)[1] == [(1,)]


def test_the_files_of_the_corpus_stay_as_they_are(reader: LakeReader, tmp_path: Path) -> None:
    """They may be read, not written."""
    part = next((tmp_path / "tables" / "captures").rglob("*.parquet"))
    before = part.read_bytes()
    with pytest.raises(ArchiveError, match="only reading is possible"):
        reader.ask(f"COPY (SELECT 1) TO '{part}'", {}, 60)
    assert part.read_bytes() == before


def test_a_long_statement_is_stopped(reader: LakeReader) -> None:
    """When its time is up."""
    with pytest.raises(ArchiveError, match=r"longer than 0\.2 seconds"):
        reader.ask("SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE a.range % 7 = b.range % 5", {}, 0.2)


@pytest.mark.parametrize("made", [False, True])
def test_a_folder_that_is_no_corpus_is_said_to_be_none(tmp_path: Path, made: bool) -> None:
    """Whether or not it is there."""
    if made:
        (tmp_path / "x").mkdir()
        (tmp_path / "x" / "file").touch()
    with pytest.raises(CorpusError, match="no corpus of Delta tables"), reading_lake(str(tmp_path / "x")):
        pass


def test_another_version_is_refused(tmp_path: Path) -> None:
    """With what to do about it."""
    (tmp_path / "a.txt").write_text("Alpha\n\nOne.\n")
    fill(tmp_path / "tables", tmp_path / "a.txt")
    first = tmp_path / "tables" / "runs" / "_delta_log" / f"{0:020}.json"
    first.write_text(first.read_text().replace(f"schema {SCHEMA_VERSION}", "schema 0"))
    with pytest.raises(CorpusError, match="made by another version"), reading_lake(str(tmp_path / "tables")):
        pass


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """Somebody deleted it, or cut it short."""
    (tmp_path / "a.txt").write_text("Alpha\n\nOne.\n")
    fill(tmp_path / "tables", tmp_path / "a.txt")
    part = next((tmp_path / "tables" / "captures").rglob("*.parquet"))
    part.unlink()
    with pytest.raises(CorpusError, match=part.name), reading_lake(str(tmp_path / "tables")) as reader:
        list(reader.execute("SELECT * FROM captures"))
