"""CSV and Parquet: the tables of the corpus, read back by DuckDB."""

import csv
import sqlite3
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from pyarrow import parquet

from syria_iraq_archive.corpus.query import Question
from syria_iraq_archive.corpus.tables import OF_STORIES, TABLES
from syria_iraq_archive.corpus.views import VIEWS
from syria_iraq_archive.export.tables import _groups, exported_tables
from tests.export.conftest import ExportTables
from tests.export.corpora import FIRST, SECOND

# Written in the SQL that SQLite and DuckDB have in common.
PORTABLE = [
    "article_list", "article_sources", "actors_together", "timeline", "claim_evidence", "block_texts",
    "quotes_by_speaker", "mentions_in_context", "actors_in_sentence", "image_captions",
    "article_fields", "days_spoken_of",
]  # fmt: skip


def rows(folder: Path, sql: str) -> list[tuple[Any, ...]]:
    """What DuckDB answers, a view standing for each file of the folder."""
    with duckdb.connect() as duck:
        for file in folder.iterdir():
            read = f"read_csv('{file}', all_varchar = true)" if file.suffix == ".csv" else f"'{file}'"
            duck.execute(f"CREATE VIEW {file.stem} AS SELECT * FROM {read}")
        return duck.execute(sql).fetchall()


EXPORTED = (*TABLES, *OF_STORIES)


def flat(found: Any) -> list[Any]:
    """The first column."""
    return [row[0] for row in found]


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_every_table_is_there_with_its_columns(export_tables: ExportTables, form: str) -> None:
    """One declaration serves both formats; what is internal stays behind."""
    folder = export_tables(form)
    assert sorted(file.name for file in folder.iterdir()) == sorted(f"{table.name}.{form}" for table in EXPORTED)
    for table in exported_tables():
        assert flat(rows(folder, f"DESCRIBE {table.name}")) == list(table.names)
    assert flat(rows(folder, "DESCRIBE captures")) == [
        *("id", "sha256", "path", "size", "encoding", "text", "format", "uri", "captured_at", "warning")
    ]


@pytest.mark.parametrize("form", ["csv", "parquet"])
@pytest.mark.parametrize("table", [table.name for table in EXPORTED])
def test_nothing_asked_exports_every_row(
    export_tables: ExportTables, connection: sqlite3.Connection, form: str, table: str
) -> None:
    """With captures that hold no article, and actors that nobody mentions."""
    (count,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    assert rows(export_tables(form), f"SELECT count(*) FROM {table}") == [(count,)]


@pytest.mark.parametrize("view", [view for view in VIEWS if view.name in PORTABLE], ids=lambda view: view.name)
def test_sql_written_for_the_corpus_answers_alike_on_parquet(
    export_tables: ExportTables, connection: sqlite3.Connection, view: Any
) -> None:
    """Joins and offsets hold, though numbers have given way to keys."""
    expected = {tuple(row) for row in connection.execute(view.select)}
    assert expected
    found = rows(export_tables("parquet"), view.select)
    assert {tuple(str(value) if isinstance(value, date) else value for value in row) for row in found} == expected


def test_parquet_carries_types_nullability_and_descriptions(export_tables: ExportTables) -> None:
    """They come from the declaration of the tables."""
    folder = export_tables("parquet")
    for table in exported_tables():
        schema = parquet.read_schema(folder / f"{table.name}.parquet")
        assert schema.metadata[b"description"].decode() == table.description
        for column, field in zip(table.columns, schema, strict=True):
            text = "date32[day]" if column.day else "string"
            assert str(field.type) == {"INTEGER": "int64", "TEXT": text, "REAL": "double"}[column.type]
            assert field.nullable == column.nullable
            assert field.metadata[b"description"].decode() == column.description


def test_days_can_be_counted_with_in_parquet(export_tables: ExportTables) -> None:
    """They are days for whoever reads them, not text."""
    found = rows(export_tables("parquet"), "SELECT max(published_latest) - min(published_earliest) FROM articles")
    assert isinstance(found[0][0], int)


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_filters_choose_rows_of_all_tables(export_tables: ExportTables, form: str) -> None:
    """Those of the articles chosen, of their captures, outlets and actors, and of nothing else."""
    folder = export_tables(form, Question(sources=("example-news",), earliest="2024-11-01", latest="2024-11-30"))
    assert flat(rows(folder, "SELECT key FROM articles")) == [SECOND]
    assert flat(rows(folder, "SELECT path FROM captures")) == ["c.txt"]
    assert flat(rows(folder, "SELECT DISTINCT article_id FROM blocks")) == [SECOND]
    assert flat(rows(folder, "SELECT id FROM sources")) == ["example-news"]
    # The army it mentions, the state that is part of, and the outlet.
    assert flat(rows(folder, "SELECT id FROM actors ORDER BY id")) == ["example-news", "turkey", "turkish-army"]
    assert rows(folder, "SELECT * FROM quotes") == []


@pytest.mark.parametrize("question", [Question(actors=("iran",)), Question(text="hama"), Question(undated=True)])
def test_no_reference_leads_nowhere(export_tables: ExportTables, question: Question) -> None:
    """That holds for every choice of articles."""
    folder = export_tables("parquet", question)
    for table in exported_tables():
        for column in (column for column in table.columns if column.references):
            missing = f"{column.name} NOT IN (SELECT id FROM {column.references})"
            assert rows(folder, f"SELECT {column.name} FROM {table.name} WHERE {missing}") == []


def test_rows_are_sorted_by_what_identifies_them(export_tables: ExportTables) -> None:
    """So they don't depend on the order of ingestion."""
    folder = export_tables("csv")
    for name, key in {"articles": "key", "captures": "sha256", "actors": "id", "mentions": "article_id"}.items():
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            values = [row[key] for row in csv.DictReader(file)]
        assert values == sorted(values)


def test_cells_that_a_spreadsheet_would_run_are_neutralised(export_tables: ExportTables) -> None:
    """An apostrophe stands before them."""
    headline = f"SELECT headline FROM articles WHERE key = '{FIRST}'"
    assert rows(export_tables("csv"), headline) == [("'=Talks, and @more",)]


def test_raw_leaves_cells_as_they_are(export_tables: ExportTables, connection: sqlite3.Connection) -> None:
    """So offsets are right in the text of every capture."""
    texts = {row["text"] for row in connection.execute("SELECT text FROM captures")}
    assert set(flat(rows(export_tables("csv", raw=True), "SELECT text FROM captures"))) == texts


def test_row_groups_are_bounded_by_rows_and_by_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    """So a table never has to fit in memory."""
    monkeypatch.setattr("syria_iraq_archive.export.tables._GROUP_ROWS", 3)
    monkeypatch.setattr("syria_iraq_archive.export.tables._GROUP_CHARACTERS", 10)
    texts = ["a", "b", "c", "d", "e" * 20, "f"]
    assert [len(group) for group in _groups((text, 1) for text in texts)] == [3, 2, 1]
