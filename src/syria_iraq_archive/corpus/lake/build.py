"""Makes an ordinary SQLite corpus of a slice of a lake; its fingerprint is that of a local ingest.

A slice is made of whole captures: all that hold an article that the question finds, with all their articles.
"""

import sqlite3
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from syria_iraq_archive.capture.files import spelt_in_bytes
from syria_iraq_archive.corpus import kept_digests, rollup
from syria_iraq_archive.corpus.connection import transaction, writing
from syria_iraq_archive.corpus.corrections import Kept, kept_corrections
from syria_iraq_archive.corpus.declare import Table
from syria_iraq_archive.corpus.lake.questions import lake_condition
from syria_iraq_archive.corpus.lake.reader import LakeReader
from syria_iraq_archive.corpus.lake.tables import CAPTURE_TABLES, REGISTRY_TABLES, content_columns
from syria_iraq_archive.corpus.location import locate_folder
from syria_iraq_archive.corpus.migrations import migrate
from syria_iraq_archive.corpus.query import Condition, Question
from syria_iraq_archive.corpus.schema import insert_into
from syria_iraq_archive.corpus.similar.link import link, note_arrived
from syria_iraq_archive.corpus.stories import link as stories
from syria_iraq_archive.corpus.tables import ARTICLES_FOLDED, table
from syria_iraq_archive.corpus.writer import Totals, Writer
from syria_iraq_archive.errors import CorpusError

_NUMBERED = ("captures", "articles")  # tables whose hashes and keys give way to numbers


def build(reader: LakeReader, question: Question | None, path: Path, corpus: Path) -> tuple[Totals, list[Kept]]:
    """Write what the question finds (without one, all there is) to a new SQLite file at `path`; what it holds then.

    Captures' folders are recorded as seen from `corpus`, the path that the file is going to have.
    """
    _number_captures(reader, question)
    with writing(path) as connection:
        migrate(connection)
        writer = Writer(connection)
        try:
            with transaction(connection):
                for declared in REGISTRY_TABLES:
                    connection.executemany(insert_into(table(declared.name)), _registered(reader, declared))
                for declared in CAPTURE_TABLES:
                    connection.executemany(_insert(declared), _numbered_rows(reader, declared))
                connection.create_function("seen_from_corpus", 1, partial(_seen_from, corpus), deterministic=True)
                connection.execute("UPDATE captures SET folder = seen_from_corpus(folder)")
                known = [
                    {id for (id,) in reader.execute(f"SELECT id FROM {name}")}
                    for name in ("sources", "actors", "places")
                ]
                writer.forget_unnamed(*known)
                connection.execute("INSERT INTO articles_fts (articles_fts) VALUES ('rebuild')")
                rollup.rebuild(connection)
                written = [id for (id,) in connection.execute("SELECT id FROM articles").fetchall()]
                note_arrived(connection, written)
                stories.note_arrived(connection, written)
        except sqlite3.IntegrityError as error:
            raise CorpusError(f"its rows don't fit together: {error}", hint="ingest again") from error
        link(connection)
        stories.link_stories(connection)
        kept_digests.renew(connection)
        writer.optimize()
        return writer.totals(), kept_corrections(connection)


def _number_captures(reader: LakeReader, question: Question | None) -> None:
    """Number the captures that hold what the question finds, or all, and their articles: tables ``chosen_…``."""
    where = lake_condition(question) if question else Condition("TRUE")
    found = f"id IN (SELECT capture_id FROM articles WHERE {where.sql})" if question else "TRUE"
    chosen = {"captures": found, "articles": "capture_id IN (SELECT id FROM chosen_captures)"}
    for name, condition in chosen.items():
        sql = f"SELECT id, row_number() OVER (ORDER BY id) AS number FROM {name} WHERE {condition}"
        reader.keep(f"chosen_{name}", sql, where.parameters if name == "captures" else ())


def _registered(reader: LakeReader, declared: Table) -> Iterator[tuple[Any, ...]]:
    """The rows of a table of the registry, and those of former ones that captures may still name."""
    columns = ", ".join(content_columns(declared))
    yield from reader.execute(f"SELECT {columns} FROM {declared.name}")
    if declared.key == ("id",):
        yield from reader.execute(
            f"SELECT {columns} FROM stored_{declared.name} ANTI JOIN {declared.name} USING (id) "
            "QUALIFY row_number() OVER (PARTITION BY id ORDER BY run_id DESC) = 1"
        )


def _insert(declared: Table) -> str:
    if declared.name == ARTICLES_FOLDED.name:
        return f"INSERT INTO {declared.name} (rowid, {', '.join(ARTICLES_FOLDED.columns)}) VALUES (?, ?, ?, ?)"
    return insert_into(table(declared.name), numbered=declared.name in _NUMBERED)


def _numbered_rows(reader: LakeReader, declared: Table) -> Iterator[tuple[Any, ...]]:
    """The chosen rows of a table, with numbers in place of hashes and keys."""
    columns, joins = [], []
    for name in content_columns(declared):
        target = declared.name if name == "id" else declared.column(name).references
        if target in _NUMBERED:
            joins.append(f"LEFT JOIN chosen_{target} AS of_{name} ON of_{name}.id = found.{name}")
            columns.append(f"of_{name}.number")
        else:
            columns.append(f"found.{name}")
    sql = f"SELECT {', '.join(columns)} FROM {declared.name} AS found {' '.join(joins)} WHERE {columns[0]} IS NOT NULL"
    return reader.execute(f"{sql} ORDER BY 1, 2")


def _seen_from(corpus: Path, folder: str) -> str:
    """A folder's address as a corpus records it: if it is on this machine, as seen from the corpus."""
    local = folder.removeprefix("file://")
    return folder if local == folder else locate_folder(corpus, Path(spelt_in_bytes(local)))
