"""The fingerprint hashes what a corpus says, and nothing of how it came about."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from syria_iraq_archive.corpus import kept_digests
from syria_iraq_archive.corpus.connection import reading, writing
from syria_iraq_archive.corpus.fingerprint import fingerprint
from syria_iraq_archive.corpus.location import Location
from syria_iraq_archive.corpus.rows import capture_rows
from syria_iraq_archive.corpus.tables import OF_CAPTURES
from syria_iraq_archive.corpus.verify.checks import verify
from syria_iraq_archive.corpus.writer import MANY, Writer
from tests.factories import dated, ingest, make_corpus, undated


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


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM dates WHERE article_id = 1",
        "DELETE FROM dates",
        "INSERT INTO images VALUES (2, 1, 'Made up', NULL, 1)",
        "INSERT OR REPLACE INTO quotes (article_id, start_char, end_char, text, kind, rule) "
        "SELECT article_id, start_char, end_char, 'Other', kind, rule FROM quotes",
        "UPDATE articles SET rowid = 99 WHERE id = 2",
        "UPDATE captures SET path = 'other.txt' WHERE id = 1",
        "UPDATE capture_digests SET digest = 'other'",
        "UPDATE blocks SET rule = 'other' WHERE capture_id = 2; INSERT INTO untouched VALUES (2); "
        "DROP TRIGGER touch_blocks_update",
    ],
)
def test_a_fingerprint_that_is_kept_is_never_stale(corpus: Path, sql: str) -> None:
    """Whoever changes whatever row by whatever statement: then all rows are read."""
    with closing(sqlite3.connect(corpus)) as connection:
        connection.executescript(sql)
    found = of(corpus)
    with closing(sqlite3.connect(corpus)) as connection, connection:
        connection.execute("DELETE FROM untouched")
    assert found == of(corpus)


def test_of_a_corpus_that_has_not_changed_no_rows_are_read(corpus: Path) -> None:
    """Only what is kept of each capture."""
    read = set[str]()

    def note(action: int, table: str | None, *_: str | None) -> int:
        read.update([table] if action == sqlite3.SQLITE_READ and table else [])
        return sqlite3.SQLITE_OK

    with reading(corpus) as connection:
        connection.set_authorizer(note)
        kept = fingerprint(connection)
    assert read & {"articles", "blocks", "mentions", "capture_digests"} == {"capture_digests"}
    with closing(sqlite3.connect(corpus)) as connection, connection:
        connection.execute("DELETE FROM untouched")
    assert kept == of(corpus)


def test_a_capture_without_a_digest_is_read(corpus: Path) -> None:
    """As in a corpus of an earlier version, until it is parsed again."""
    before = of(corpus)
    with closing(sqlite3.connect(corpus)) as connection, connection:
        connection.execute("DELETE FROM capture_digests WHERE capture_id = 1")
        connection.execute("INSERT INTO untouched VALUES (1)")
    assert of(corpus) == before


def test_the_next_ingest_keeps_the_digests_again(tmp_path: Path) -> None:
    """Of what the corpus says then."""
    corpus, folder = tmp_path / "a.db", tmp_path / "captures"
    folder.mkdir()
    (folder / "a.txt").write_text("Headline\n\nText.\n")
    ingest(corpus, folder)
    with closing(sqlite3.connect(corpus)) as connection, connection:
        connection.execute("UPDATE blocks SET rule = 'other'")
    changed = of(corpus)
    ingest(corpus, folder)
    with closing(sqlite3.connect(corpus)) as connection:
        assert kept_digests.count(connection)
    assert of(corpus) == changed


def test_a_digest_that_is_not_what_the_rows_give_is_found(corpus: Path) -> None:
    """By `archive verify`, which reads them all."""
    with closing(sqlite3.connect(corpus)) as connection, connection:
        connection.execute("UPDATE capture_digests SET digest = 'other' WHERE capture_id = 1")
        connection.execute("INSERT INTO untouched VALUES (1)")
    with reading(corpus) as connection:
        assert [verdict.name for verdict in verify(connection) if verdict.findings] == ["digests"]


def test_digests_are_made_without_sorting(connection: sqlite3.Connection) -> None:
    """In a large corpus that would take more memory than there is."""
    for table in OF_CAPTURES:
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {kept_digests._select(table, None)}")]
        assert not [step for step in plan if "TEMP B-TREE" in step]


def noted(connection: sqlite3.Connection) -> set[str]:
    """The triggers that note new rows."""
    names = connection.execute("SELECT name FROM sqlite_master WHERE name LIKE 'touch%insert'")
    return {name for (name,) in names}


def test_a_large_batch_is_written_without_noting_each_row(corpus: Path) -> None:
    """With a trigger each row takes twice as long. After the batch whatever others write is noted again."""
    with writing(corpus) as connection:
        before = noted(connection)
        writer = Writer(connection)
        with writer.batch(MANY - 1):
            assert noted(connection) == before
        with writer.batch(MANY):
            assert noted(connection) == set()
            writer.write(capture_rows(dated()), Location("", "a.txt"), "other recipe")
        assert noted(connection) == before
        assert kept_digests.count(connection)
        connection.execute("INSERT INTO images VALUES (2, 1, 'Made up', NULL, 1)")
        assert not kept_digests.count(connection)


def test_a_large_batch_that_fails_leaves_the_triggers(corpus: Path) -> None:
    """They are part of what the transaction undoes."""
    with writing(corpus) as connection:
        before = noted(connection)
        with pytest.raises(ValueError, match="interrupted"), Writer(connection).batch(MANY):
            raise ValueError("interrupted")
        assert noted(connection) == before


def test_a_large_batch_brings_no_trigger_back_that_somebody_dropped(corpus: Path) -> None:
    """What they changed without it isn't known, so the digests may not count again."""
    with writing(corpus) as connection:
        connection.execute("DROP TRIGGER touch_images_insert")
        with Writer(connection).batch(MANY):
            pass
        assert "touch_images_insert" not in noted(connection)
        assert not kept_digests.count(connection)


@pytest.mark.parametrize(("captures", "aside"), [(1, False), (MANY, True)])
def test_an_ingest_of_many_captures_sets_triggers_aside(tmp_path: Path, captures: int, aside: bool) -> None:
    """Which counts as a change of the schema; for a few captures that costs more than it saves."""
    corpus, folder = tmp_path / "a.db", tmp_path / "captures"
    folder.mkdir()
    ingest(corpus, folder)
    before = schema_version(corpus)
    for number in range(captures):
        (folder / f"{number}.txt").write_text(f"Headline {number}\n\nText.\n")
    ingest(corpus, folder)
    assert (schema_version(corpus) > before) == aside


def schema_version(corpus: Path) -> int:
    with reading(corpus) as connection:
        return int(connection.execute("PRAGMA schema_version").fetchone()[0])
