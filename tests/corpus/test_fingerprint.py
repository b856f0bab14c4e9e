"""The fingerprint hashes what a corpus says, and nothing of how it came about."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from syria_iraq_archive.corpus.connection import reading, writing
from syria_iraq_archive.corpus.fingerprint import fingerprint
from syria_iraq_archive.corpus.location import Location
from syria_iraq_archive.corpus.rows import capture_rows
from syria_iraq_archive.corpus.writer import Writer
from tests.factories import dated, make_corpus, undated


def of(path: Path) -> str:
    with reading(path) as connection:
        return fingerprint(connection)


def test_the_order_of_captures_does_not_matter(tmp_path: Path) -> None:
    """Rows get other numbers, and say the same."""
    assert of(make_corpus(tmp_path / "a.db", dated(), undated())) == of(
        make_corpus(tmp_path / "b.db", undated(), dated())
    )


def test_writing_again_does_not_matter(corpus: Path) -> None:
    """Nor by another recipe, in another folder."""
    before = of(corpus)
    with writing(corpus) as connection:
        Writer(connection).write(capture_rows(dated()), Location("/elsewhere", "a.txt"), "other recipe")
    assert of(corpus) == before


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE captures SET path = 'other.txt' WHERE path = 'a.txt'",
        "UPDATE articles SET headline = 'Other' WHERE headline LIKE 'Rebels%'",
        "UPDATE blocks SET rule = 'other' WHERE role = 'credit'",
        "UPDATE images SET occurrences = 3",
        "UPDATE claims SET warning = NULL",
        "UPDATE mentions SET rule = 'other' WHERE actor_id = 'turkey'",
        "UPDATE quotes SET speaker = NULL",
        "UPDATE dates SET timex = NULL",
        "UPDATE actors SET country = 'XX' WHERE id = 'iran'",
        "DELETE FROM actor_names WHERE name = 'TSK'",
        "UPDATE sources SET url = NULL",
        "UPDATE blocks SET article_id = (SELECT max(id) FROM articles) WHERE role = 'credit'",
    ],
)
def test_every_change_of_content_matters(corpus: Path, sql: str) -> None:
    """Each table has its part in it."""
    before = of(corpus)
    with closing(sqlite3.connect(corpus)) as connection, connection:
        assert connection.execute(sql).rowcount > 0
    assert of(corpus) != before
