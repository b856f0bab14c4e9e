"""The writer puts a capture into the corpus whole or not at all, and keeps everything in step."""

import sqlite3
from pathlib import Path

import pytest

from syria_iraq_archive.corpus.connection import reading, transaction, writing
from syria_iraq_archive.corpus.fingerprint import fingerprint
from syria_iraq_archive.corpus.location import Location
from syria_iraq_archive.corpus.rows import capture_rows
from syria_iraq_archive.corpus.writer import Writer
from syria_iraq_archive.registry.models import Actor, Kind
from tests.factories import dated, make_corpus, registry, undated

HERE = Location("../captures", "a.txt")


def count(connection: sqlite3.Connection, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def matching(connection: sqlite3.Connection, word: str) -> int:
    return len(connection.execute("SELECT 1 FROM articles_fts WHERE articles_fts MATCH ?", (word,)).fetchall())


def test_writing_a_capture_again_leaves_one_of_everything(corpus: Path) -> None:
    """Rows of the same bytes are replaced."""
    with writing(corpus) as connection:
        tables = ("captures", "articles", "blocks", "images", "claims", "mentions", "quotes", "dates")
        before = [count(connection, table) for table in tables]
        Writer(connection).write(capture_rows(dated()), HERE, "other recipe")
        assert [count(connection, table) for table in tables] == before
        assert min(before) > 0


def folded_matching(connection: sqlite3.Connection, word: str) -> int:
    return len(connection.execute("SELECT 1 FROM articles_folded WHERE articles_folded MATCH ?", (word,)).fetchall())


def test_the_folded_words_follow_what_is_written_and_removed(corpus: Path) -> None:
    """Also where the program folded in another way when they were written."""
    with writing(corpus) as connection:
        writer = Writer(connection)
        assert folded_matching(connection, "turkiye") == 1
        writer.write(capture_rows(undated()), HERE, "other recipe")
        assert folded_matching(connection, "turkiye") == 1
        connection.execute("UPDATE articles_folded SET body = 'folded otherwise' WHERE articles_folded MATCH 'doha'")
        connection.commit()
        writer.remove(undated().capture.sha256)
        assert [folded_matching(connection, word) for word in ("turkiye", "otherwise", "hama")] == [0, 0, 1]


def test_full_text_follows_what_is_written_and_removed(corpus: Path) -> None:
    """No trigger keeps it in step: the writer does."""
    with writing(corpus) as connection:
        writer = Writer(connection)
        assert matching(connection, "hama") == 1
        writer.write(capture_rows(dated()), HERE, "other recipe")
        assert matching(connection, "hama") == 1
        writer.remove(dated().capture.sha256)
        assert matching(connection, "hama") == 0
        assert matching(connection, "doha") == 1


def test_removing_a_capture_removes_all_that_was_found_in_it(tmp_path: Path) -> None:
    """What belongs to a capture or its articles goes with it."""
    with writing(make_corpus(tmp_path / "a.db", dated())) as connection:
        Writer(connection).remove(dated().capture.sha256)
        tables = ("captures", "articles", "blocks", "images", "claims", "mentions", "quotes", "dates")
        assert [count(connection, table) for table in tables] == [0] * len(tables)


def test_a_capture_that_cannot_be_written_whole_changes_nothing(corpus: Path) -> None:
    """Here its last rows name an actor that isn't in the registry."""
    with writing(corpus) as connection:
        before = fingerprint(connection)
        parsed = undated()
        mention = parsed.articles[0].mentions[0].model_copy(update={"actor": "nobody"})
        article = parsed.articles[0].model_copy(update={"mentions": (mention,), "headline": "Changed"})
        with pytest.raises(sqlite3.IntegrityError):
            Writer(connection).write(capture_rows(parsed.model_copy(update={"articles": (article,)})), HERE, "recipe")
        assert fingerprint(connection) == before


def test_names_of_the_registry_are_written_once_each(connection: sqlite3.Connection) -> None:
    """The English name counts among an actor's names."""
    names = connection.execute(
        "SELECT name, language FROM actor_names WHERE actor_id = 'turkey' ORDER BY name"
    ).fetchall()
    assert [tuple(row) for row in names] == [("Turkey", "en"), ("Türkiye", "tr")]


def test_an_actor_that_left_the_registry_stays_while_something_names_it(tmp_path: Path) -> None:
    """And so does what it is part of; the others go."""
    group = Actor(id="group", name="Group", kind=Kind.ARMED_GROUP, part_of="union")
    union = Actor(id="union", name="Union", kind=Kind.ALLIANCE)
    stranger = Actor(id="stranger", name="Stranger", kind=Kind.PERSON, part_of="union")
    parsed = undated()
    mention = parsed.articles[0].mentions[0].model_copy(update={"actor": "group"})
    article = parsed.articles[0].model_copy(update={"mentions": (mention,)})
    corpus = make_corpus(
        tmp_path / "a.db",
        parsed.model_copy(update={"articles": (article,)}),
        knowledge=registry(extra_actors=(group, union, stranger)),
    )
    with writing(corpus) as connection:
        writer = Writer(connection)
        writer.write_registry(registry())
        writer.forget_strangers(registry())
        found = {row[0] for row in connection.execute("SELECT id FROM actors")}
        assert found & {"group", "union", "stranger"} == {"group", "union"}
        writer.remove(parsed.capture.sha256)
        writer.forget_strangers(registry())
        found = {row[0] for row in connection.execute("SELECT id FROM actors")}
        assert found & {"group", "union", "stranger"} == set()


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM actor_names WHERE actor_id = 'iran'",
        "INSERT INTO actor_names SELECT actor_id, name || char(31), language FROM actor_names LIMIT 1",
        "UPDATE actor_names SET name = name || '!' WHERE actor_id = 'iran'",
    ],
)
def test_names_that_somebody_else_changed_are_put_right(corpus: Path, change: str) -> None:
    """Whoever did it: the names themselves are compared, not a note of what was written."""
    with writing(corpus) as connection:
        writer = Writer(connection)
        writer.write_registry(registry())
        before = set(connection.execute("SELECT * FROM actor_names"))
        assert writer._has_all_names(registry(), "actor_names")  # told by a digest, in the order in which the rows lie
        assert not any(writer._registry_changes(registry()))
        with transaction(connection):
            assert connection.execute(change).rowcount
        assert set(connection.execute("SELECT * FROM actor_names")) != before
        writer.write_registry(registry())
        assert set(connection.execute("SELECT * FROM actor_names")) == before


def test_a_corpus_keeps_its_rules_for_whoever_writes(corpus: Path) -> None:
    """Foreign keys are on, the log is written ahead."""
    with writing(corpus) as connection:
        assert connection.execute("PRAGMA foreign_keys").fetchone()[0] == 1
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


def test_readers_see_the_state_before_a_transaction_until_it_ends(corpus: Path) -> None:
    """An ingest under way disturbs nobody."""
    with writing(corpus) as connection, reading(corpus) as reader:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE articles SET headline = 'Changed'")
        assert reader.execute("SELECT count(*) FROM articles WHERE headline = 'Changed'").fetchone()[0] == 0
        connection.rollback()
