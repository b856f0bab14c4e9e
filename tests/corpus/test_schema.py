"""The declared schema is what a corpus has, and every part of it is described."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from syria_iraq_archive.corpus.declare import Table, View
from syria_iraq_archive.corpus.migrations import MIGRATIONS, migrate
from syria_iraq_archive.corpus.tables import TABLES
from syria_iraq_archive.corpus.views import VIEWS

PROMISED = {
    "captures": "id sha256 path size encoding text",
    "articles": (
        "id key capture_id seq source_id headline kicker standfirst byline dateline language published "
        "published_earliest published_latest published_basis body words"
    ),
    "blocks": "capture_id seq article_id role start_char end_char rule repeats",
    "images": "article_id caption credit occurrences block_seq",
    "claims": "article_id field value basis rule start_char end_char warning",
    "sources": "id name country language url",
    "actors": "id name kind part_of country wikidata",
    "actor_names": "actor_id name language",
    "mentions": "article_id actor_id start_char end_char surface rule",
    "quotes": "article_id start_char end_char text kind speaker actor_id told_to cue rule",
    "dates": "article_id start_char end_char surface earliest latest timex",
}


@pytest.mark.parametrize("name", PROMISED)
def test_the_tables_have_the_columns_researchers_were_promised(connection: sqlite3.Connection, name: str) -> None:
    """Design §7: others may be added, none may go."""
    found = {row["name"] for row in connection.execute(f"PRAGMA table_info({name})")}
    assert set(PROMISED[name].split()) <= found


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_migrated_corpus_has_the_declared_columns(connection: sqlite3.Connection, table: Table) -> None:
    """The migrations, one after the other, lead to the declaration."""
    found = [(row["name"], row["type"]) for row in connection.execute(f"PRAGMA table_info({table.name})")]
    assert found == [(column.name, column.type) for column in table.columns]


def test_a_corpus_of_the_first_release_is_brought_up_to_date(tmp_path: Path) -> None:
    """What it holds is plain text; its rows stay."""
    with closing(sqlite3.connect(tmp_path / "old.db")) as connection:
        MIGRATIONS.apply(Database(connection, execute_plugins=False), stop_before="formats_of_captures")
        connection.execute(
            "INSERT INTO captures (sha256, path, size, encoding, text, folder, recipe) "
            "VALUES ('00', 'a.txt', 4, 'utf-8', 'Hama', '.', '')"
        )
        connection.commit()
        migrate(connection)
        rows = connection.execute("SELECT path, text, format, uri, content FROM captures").fetchall()
    assert rows == [("a.txt", "Hama", "text", None, None)]


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_a_view_can_be_read_and_has_the_declared_columns(connection: sqlite3.Connection, view: View) -> None:
    """A view's SELECT gives its columns in the declared order."""
    cursor = connection.execute(f"SELECT * FROM {view.name}")
    assert [name for name, *_ in cursor.description] == [name for name, _ in view.columns]


def test_every_table_view_and_column_is_described() -> None:
    """`archive schema` leaves nothing unexplained."""
    described = [(table.name, table.description) for table in TABLES] + [
        (view.name, view.description) for view in VIEWS
    ]
    described += [(column.name, column.description) for table in TABLES for column in table.columns]
    described += [column for view in VIEWS for column in view.columns]
    assert [name for name, description in described if not description.strip()] == []


@pytest.mark.parametrize("table", [each for each in TABLES if not each.numbered], ids=lambda table: table.name)
def test_the_key_comes_first_where_there_is_no_rowid(table: Table) -> None:
    """SQLite 3.40's integrity check reports NULLs that aren't there otherwise."""
    assert set(table.names[: len(table.key)]) == set(table.key)


def test_the_full_text_index_is_detected_by_sqlite_utils(corpus: Path) -> None:
    """Datasette looks in the same way."""
    database = Database(sqlite3.connect(corpus))
    assert database.table("articles").detect_fts() == "articles_fts"
    database.close()


def test_text_can_be_cut_by_sql_with_the_offsets_stored(connection: sqlite3.Connection) -> None:
    """``substr(text, start_char + 1, end_char - start_char)`` is the span."""
    rows = connection.execute(
        """SELECT surface, substr(text, start_char + 1, end_char - start_char) AS cut
        FROM mentions JOIN articles ON articles.id = article_id JOIN captures ON captures.id = capture_id"""
    ).fetchall()
    assert rows
    assert all(row["surface"] == row["cut"] for row in rows)


def test_days_spoken_of_are_the_dates_that_mean_days(corpus: Path) -> None:
    """What is "now" or "for years" stays in the table alone."""
    with closing(sqlite3.connect(corpus)) as connection:
        before = connection.execute("SELECT surface, earliest FROM days_spoken_of ORDER BY earliest").fetchall()
        article, start = connection.execute("SELECT article_id, end_char FROM dates").fetchone()
        connection.execute(
            "INSERT INTO dates (article_id, start_char, end_char, surface, timex) VALUES (?, ?, ?, '.', 'PRESENT_REF')",
            (article, start, start + 1),
        )
        found = connection.execute("SELECT surface, earliest FROM days_spoken_of ORDER BY earliest").fetchall()
    assert found == before != []


def test_views_answer_without_joins(connection: sqlite3.Connection) -> None:
    """The evidence of a source, the articles of an actor, the months of an outlet, the words of a speaker."""
    source = connection.execute("SELECT * FROM article_sources WHERE source = 'example-news'").fetchone()
    assert source["evidence_text"] == "told Example News"
    articles = connection.execute("SELECT headline FROM articles_by_actor WHERE actor = 'turkey'").fetchall()
    assert [row["headline"] for row in articles] == ["Rebels Enter Hama"]
    month = connection.execute("SELECT * FROM timeline").fetchone()
    assert tuple(month) == ("2024-12", "example-news", 1, 17)
    quote = connection.execute("SELECT speaker, told_to FROM quotes_by_speaker").fetchone()
    assert tuple(quote) == ("Abu Omar", "example-news")
    mention = connection.execute("SELECT * FROM mentions_in_context WHERE actor = 'iran'").fetchone()
    assert (mention["text_before"], mention["text_after"]) == ("", " and Türkiye talked.")
    day = connection.execute("SELECT surface, earliest, latest, passage FROM days_spoken_of").fetchone()
    assert day["earliest"] <= day["latest"]
    assert day["surface"] in day["passage"]
    together = connection.execute("SELECT * FROM actors_together WHERE actor = 'iran'").fetchone()
    assert tuple(together) == ("iran", "turkish-army", 1)
    block = connection.execute("SELECT block_text FROM block_texts WHERE role = 'credit'").fetchone()
    assert block["block_text"] == "(AP)"
    claims = connection.execute("SELECT evidence_text FROM claim_evidence WHERE field = 'published'").fetchall()
    assert {row["evidence_text"] for row in claims} == {"December 3, 2024", "on Tuesday", None}
