"""From a slice of a lake to an ordinary SQLite corpus, whose fingerprint is that of a local ingest.

A slice is made of whole captures: all that hold an article that the question finds, with all their articles.
"""

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from syria_iraq_archive.corpus import rollup
from syria_iraq_archive.corpus.connection import transaction, writing
from syria_iraq_archive.corpus.corrections import Kept, kept_corrections
from syria_iraq_archive.corpus.declare import Table
from syria_iraq_archive.corpus.lake.questions import choose_captures
from syria_iraq_archive.corpus.lake.reader import LakeReader
from syria_iraq_archive.corpus.lake.tables import CAPTURE_TABLES, REGISTRY_TABLES, said
from syria_iraq_archive.corpus.migrations import migrate
from syria_iraq_archive.corpus.query import Question
from syria_iraq_archive.corpus.schema import insert_into
from syria_iraq_archive.corpus.similar.link import link, note_arrived
from syria_iraq_archive.corpus.tables import ARTICLES_FOLDED, table
from syria_iraq_archive.corpus.writer import Totals, Writer
from syria_iraq_archive.errors import CorpusError

_NUMBERED = ("captures", "articles")  # tables whose hashes and keys give way to numbers


class Built(NamedTuple):
    """What a new corpus holds, and the corrections among it."""

    totals: Totals
    corrections: list[Kept]


def build(reader: LakeReader, question: Question | None, path: Path, home: Path) -> Built:
    """Write what the question finds (without one, all there is) to a new SQLite file at `path`.

    Captures' folders are recorded as seen from `home`, the folder in which the file is going to lie.
    """
    choose_captures(reader, question)
    with writing(path) as connection:
        migrate(connection)
        try:
            with transaction(connection):
                for declared in REGISTRY_TABLES:
                    rows = reader.execute(f"SELECT {', '.join(said(declared))} FROM {declared.name}")
                    connection.executemany(insert_into(table(declared.name)), rows)
                    connection.executemany(insert_into(table(declared.name)), _strangers(reader, declared))
                for declared in CAPTURE_TABLES:
                    connection.executemany(_insert(declared), _rows(reader, declared, home))
                connection.execute("INSERT INTO articles_fts (articles_fts) VALUES ('rebuild')")
                rollup.rebuild(connection)
                note_arrived(connection, [id for (id,) in connection.execute("SELECT id FROM articles").fetchall()])
        except sqlite3.IntegrityError as error:
            raise CorpusError(f"its rows don't fit together: {error}", hint="ingest again") from error
        link(connection)
        writer = Writer(connection)
        writer.optimize()
        return Built(writer.totals(), kept_corrections(connection))


def _insert(declared: Table) -> str:
    if declared.name == ARTICLES_FOLDED.name:
        return f"INSERT INTO {declared.name} (rowid, {', '.join(ARTICLES_FOLDED.columns)}) VALUES (?, ?, ?, ?)"
    return insert_into(table(declared.name), numbered=declared.name in _NUMBERED)


def _rows(reader: LakeReader, declared: Table, home: Path) -> Iterator[tuple[Any, ...]]:
    """The chosen rows of a table, with numbers; folders as seen from `home`."""
    columns, joins = [], []
    for name in said(declared):
        target = declared.name if name == "id" else declared.column(name).references
        if target in _NUMBERED:
            joins.append(f"LEFT JOIN chosen_{target} AS of_{name} ON of_{name}.id = found.{name}")
            columns.append(f"of_{name}.number")
        else:
            columns.append(f"found.{name}")
    sql = f"SELECT {', '.join(columns)} FROM {declared.name} AS found {' '.join(joins)} WHERE {columns[0]} IS NOT NULL"
    folder = said(declared).index("folder") if "folder" in declared.names else None
    for row in reader.execute(f"{sql} ORDER BY 1, 2"):
        yield row if folder is None else (*row[:folder], seen_from(home, row[folder]), *row[folder + 1 :])


def _strangers(reader: LakeReader, declared: Table) -> Iterator[tuple[Any, ...]]:
    """What the registry doesn't hold any more and captures name, with what that is part of."""
    names = said(declared)
    former = {row[0]: row for row in reader.execute(f"SELECT {', '.join(names)} FROM counting.{declared.name}")}
    if not former or declared.key != ("id",):
        return
    named = ((each.name, column) for each in CAPTURE_TABLES for column in each.columns)
    waiting = [
        id
        for name, column in named
        if column.references == declared.name
        for (id,) in reader.execute(f"SELECT DISTINCT {column.name} FROM {name}")
    ]
    while waiting:
        if row := former.pop(waiting.pop(), None):
            yield row
            waiting += [value for name, value in zip(names, row, strict=True) if declared.column(name).references]


def seen_from(home: Path, folder: str) -> str:
    """A folder's address as a corpus in the folder `home` records it: a path from there, if both are on this machine.

    >>> seen_from(Path("/archive/data"), "file:///archive/seeds"), seen_from(Path("/archive"), "s3://bucket/seeds")
    ('../seeds', 's3://bucket/seeds')
    """
    parts = urlsplit(folder)
    if parts.scheme != "file":
        return folder
    return Path(os.path.relpath(folder.removeprefix("file://"), home)).as_posix()
