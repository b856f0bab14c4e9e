"""Brings a corpus file to the declared schema, step by step; each step is recorded in the file and runs once.

When a table changes, add a step that alters it, its SQL frozen in `steps/`, and raise `connection.SCHEMA_VERSION`: a
test compares the sum of all steps with the declaration. Never edit or rename a released step: files record its name.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.resources import files
from pathlib import Path

from syria_iraq_archive.corpus import kept_digests, rollup
from syria_iraq_archive.corpus.connection import APPLICATION_ID, SCHEMA_VERSION, database_file, transaction
from syria_iraq_archive.corpus.disk import exhausted, scratch_beside
from syria_iraq_archive.corpus.migrating import Connected, Database, Migrations
from syria_iraq_archive.corpus.similar import keys
from syria_iraq_archive.errors import CorpusError

MIGRATIONS = Migrations("syria_iraq_archive")


@MIGRATIONS()
def first_schema(db: Database) -> None:
    """The tables, indices, full-text index and views of the first release."""
    _run(db, "first_schema.sql")


@MIGRATIONS()
def full_text_in_large_segments(db: Database) -> None:
    """Let the full-text indices gather what one transaction brings in memory, and merge segments late."""
    for full_text in ("articles_fts", "articles_folded"):
        for option, value in (("hashsize", 64 * 2**20), ("automerge", 16)):
            db.execute(f"INSERT INTO {full_text} ({full_text}, rank) VALUES (?, ?)", (option, value))


@MIGRATIONS()
def newest_first(db: Database) -> None:
    """Questions answered newest first without sorting: an actor's articles, and better indices of articles."""
    _run(db, "newest_first.sql")
    rollup.rebuild(db.conn)


@MIGRATIONS()
def corrections(db: Database) -> None:
    """What became of each correction when it was replayed."""
    _run(db, "corrections.sql")


@MIGRATIONS()
def same_story_twice(db: Database) -> None:
    """Pairs of similar articles, with what they are found by; the next ingest looks for them among all."""
    _run(db, "same_story_twice.sql")


@MIGRATIONS()
def formats_of_captures(db: Database) -> None:
    """Columns and tables for captures that aren't plain text; all captures stored before are plain text."""
    _run(db, "formats_of_captures.sql")


@MIGRATIONS()
def ways_of_making(db: Database) -> None:
    """An index that finds the captures which an ingest would now make in another way, without reading all."""
    _run(db, "ways_of_making.sql")


@MIGRATIONS()
def failures_and_warnings(db: Database) -> None:
    """What a run couldn't parse, and doubts about a capture's text."""
    _run(db, "failures_and_warnings.sql")


@MIGRATIONS()
def no_pass_over_the_corpus(db: Database) -> None:
    """Stored counts and keys, so that a small change looks up totals and shared keys instead of reading all."""
    _run(db, "no_pass_over_the_corpus.sql")
    keys.rebuild(db.conn)


@MIGRATIONS()
def days_spoken_of(db: Database) -> None:
    """The view of expressions of time that mean a day, without those that mean none."""
    _run(db, "days_spoken_of.sql")


@MIGRATIONS()
def questions_in_sql(db: Database) -> None:
    """Offices, authors and sentences, and a view for each usual question; the next ingest fills the tables."""
    _run(db, "questions_in_sql.sql")


@MIGRATIONS()
def places_named(db: Database) -> None:
    """The gazetteer, the places that articles name, and two views of them; the next ingest finds them."""
    _run(db, "places_named.sql")
    db.execute("DELETE FROM capture_digests")  # they say nothing of places; who needs one makes it of the rows


@MIGRATIONS()
def stories_of_events(db: Database) -> None:
    """Which articles report the same event; the next ingest looks for them among all."""
    _run(db, "stories_of_events.sql")


@MIGRATIONS()
def who_calls_whom_what(db: Database) -> None:
    """The words by which articles label parties; the next ingest finds them.

    A capture's digest is now of one table more: those that are kept are dropped, and made anew of the rows.
    """
    counted = kept_digests.hold(db.conn)
    _run(db, "who_calls_whom_what.sql")
    db.execute("DELETE FROM capture_digests")
    kept_digests.release(db.conn, counted=counted)


@MIGRATIONS()
def what_it_was_built_with(db: Database) -> None:
    """The registry that the corpus was built with; of an older corpus nobody knows it."""
    _run(db, "what_it_was_built_with.sql")


@MIGRATIONS()
def earlier_versions(db: Database) -> None:
    """Earlier captures of a file or address, which until now were forgotten."""
    _run(db, "earlier_versions.sql")


@MIGRATIONS()
def evidence_outside(db: Database) -> None:
    """What a correction rests on that its capture doesn't hold.

    The digests that are kept say nothing of it: they are dropped, and made anew of the rows.
    """
    counted = kept_digests.hold(db.conn)
    _run(db, "evidence_outside.sql")
    db.execute("DELETE FROM capture_digests")
    kept_digests.release(db.conn, counted=counted)


def _run(db: Database, script: str) -> None:
    """Run a frozen script of `steps`, statement by statement: a script as a whole would end the transaction."""
    for statement in files(__package__).joinpath("steps", script).read_text(encoding="utf-8").split(";\n"):
        db.execute(statement)


def migrate(connection: sqlite3.Connection) -> Path | None:
    """Bring the database to the declared schema, in one transaction. Gives the backup's path if it was older.

    An older corpus on disk is first copied to ``<file>.schema-<version>``, unless that is there already, so that an
    older program can still read it; and each capture's recipe is emptied, so that the next ingest makes all anew.
    Raises `CorpusError` if the copy can't be made. It doesn't refuse a newer schema: whoever opens the corpus does.
    """
    backup = _back_up(connection)
    with transaction(connection):
        if 0 < _version(connection) < SCHEMA_VERSION:
            MIGRATIONS.upgrade(connection)
        else:
            MIGRATIONS.apply(Connected(connection))
        if backup:  # another schema means another parser, whatever the version: make every capture anew
            counted = kept_digests.hold(connection)
            connection.execute("UPDATE captures SET recipe = ''")
            kept_digests.release(connection, counted=counted)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    return backup


def _back_up(connection: sqlite3.Connection) -> Path | None:
    version = _version(connection)
    file = database_file(connection)
    if not 0 < version < SCHEMA_VERSION or not file:
        return None
    backup = Path(f"{file}.schema-{version}")
    with _scratch(backup) as folder:
        unfinished = folder / "copy"
        with closing(sqlite3.connect(unfinished)) as copy:
            connection.backup(copy)
            made = _version(copy) == version  # else another run has migrated it meanwhile, and made a backup before
        if made and not backup.exists():
            unfinished.replace(backup)
    return backup


@contextmanager
def _scratch(backup: Path) -> Iterator[Path]:
    try:
        with scratch_beside(backup) as folder:
            yield folder
    except OSError as error:
        cure = exhausted(backup.parent) or "let this user write there"
        raise CorpusError(f"can't be made: {error.strerror}", place=str(backup), hint=cure) from error


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
