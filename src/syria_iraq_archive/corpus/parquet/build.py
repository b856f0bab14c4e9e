"""From a slice of a Parquet corpus to an ordinary SQLite corpus, whose fingerprint is that of a local ingest.

A slice is made of whole captures: all that hold an article that the question finds, with all their articles. The
tables are read side by side, each sorted by capture, so that a capture that lies in several files comes together again
and memory stays flat.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from syria_iraq_archive.corpus.connection import transaction, writing
from syria_iraq_archive.corpus.corrections import Kept, kept_corrections
from syria_iraq_archive.corpus.declare import Table
from syria_iraq_archive.corpus.location import Location
from syria_iraq_archive.corpus.migrations import migrate
from syria_iraq_archive.corpus.parquet.duck import Reader
from syria_iraq_archive.corpus.parquet.query import condition
from syria_iraq_archive.corpus.parquet.tables import CAPTURE_TABLES, FOLDED, REGISTRY_TABLES, capture_key
from syria_iraq_archive.corpus.query import Question
from syria_iraq_archive.corpus.rows import ARTICLE_PARTS, BlockRow, CaptureRows, PartRow, Row, unpacked
from syria_iraq_archive.corpus.schema import insert_into
from syria_iraq_archive.corpus.similar.link import link
from syria_iraq_archive.corpus.tables import table
from syria_iraq_archive.corpus.writer import Totals, Writer
from syria_iraq_archive.errors import CorpusError
from syria_iraq_archive.records import Capture

_BATCH = 1_000  # captures in a transaction
_TABLES = (*CAPTURE_TABLES, FOLDED)

Tables = dict[str, list[Row]]


class Built(NamedTuple):
    """What a new corpus holds, and the corrections among it."""

    totals: Totals
    corrections: list[Kept]


def build(reader: Reader, question: Question | None, path: Path, home: Path) -> Built:
    """Write what the question finds (without one, all there is) to a new SQLite file at `path`.

    Captures' folders are recorded as seen from `home`, the folder in which the file is going to lie.
    """
    with writing(path) as connection:
        migrate(connection)
        with transaction(connection):
            for declared in REGISTRY_TABLES:
                rows = reader.execute(f"SELECT {', '.join(declared.names)} FROM {declared.name}")
                connection.executemany(insert_into(declared), rows)
        writer = Writer(connection)
        captures = _captures(reader, question)
        while batch := list(islice(captures, _BATCH)):
            with writer.batch():
                for tables in batch:
                    _write(writer, tables, home)
        link(connection)
        writer.optimize()
        return Built(writer.totals(), kept_corrections(connection))


def _captures(reader: Reader, question: Question | None) -> Iterator[Tables]:
    """The rows of each capture, by table."""
    chosen = "SELECT id FROM captures"
    parameters: tuple[str | int, ...] = ()
    if question is not None:
        where = condition(question)
        chosen, parameters = f"SELECT DISTINCT capture_id FROM articles WHERE {where.sql}", where.parameters
    reader.choose(f"SELECT left(id, 16) AS capture FROM ({chosen}) AS chosen (id)", parameters)
    others = {each.name: _Following(_sorted(reader, each)) for each in _TABLES if each.name != "captures"}
    for key, rows in _sorted(reader, CAPTURE_TABLES[0]):
        yield {"captures": rows, **{name: following.of(key) for name, following in others.items()}}


def _sorted(reader: Reader, declared: Table) -> Iterator[tuple[str, list[Row]]]:
    """The chosen rows of a table, in order, by capture."""
    names = [name for name in declared.names if name != "chunk"]
    rows = reader.execute(
        f"SELECT {capture_key(declared)} AS capture, {', '.join(names)} FROM {declared.name} "
        f"WHERE {capture_key(declared)} IN (SELECT capture FROM chosen) ORDER BY capture, {', '.join(declared.key)}"
    )
    for key, group in groupby(rows, key=lambda row: row[0]):
        yield key, [tuple(row)[1:] for row in group]


class _Following:
    """Groups of rows, taken out by keys that come in order."""

    def __init__(self, groups: Iterable[tuple[str, list[Row]]]) -> None:
        self._groups = iter(groups)
        self._next = next(self._groups, None)

    def of(self, key: str) -> list[Row]:
        """The rows of this key: none where there are none."""
        if self._next is None or self._next[0] != key:
            return []
        rows = self._next[1]
        self._next = next(self._groups, None)
        return rows


def _write(writer: Writer, tables: Tables, home: Path) -> None:
    """Write a capture's rows, its hash and its articles' keys made the numbers that a writer expects."""
    seqs = {str(row[0]): int(str(row[3])) for row in tables["articles"]}
    captures = dict(zip((column.name for column in table("captures").columns), tables["captures"][0], strict=True))
    location = Location(seen_from(home, str(captures["folder"])), str(captures["path"]))
    content = captures["content"]
    assert content is None or isinstance(content, bytes)
    fields = {name: captures[name] for name in Capture.model_fields} | {"content": unpacked(content)}
    capture = Capture.model_validate(fields)

    def parts(name: str) -> list[PartRow]:
        return [(seqs[str(key)], *rest) for key, *rest in tables[name]]

    def of_capture(name: str) -> list[BlockRow]:
        return [(0, int(str(seq)), seqs[str(key)] if key else None, *rest) for _, seq, key, *rest in tables[name]]

    rows = CaptureRows(
        capture,
        [(str(key), 0, *rest) for _, key, _, *rest in tables["articles"]],
        of_capture("blocks"),
        of_capture("corrections"),
        {name: parts(name) for name in ARTICLE_PARTS},
        parts(FOLDED.name),
    )
    try:
        writer.write(rows, location, str(captures["recipe"]))
    except sqlite3.IntegrityError as error:
        raise CorpusError(
            f"a capture doesn't fit a corpus: {error}", place=capture.path, hint="ingest again"
        ) from error


def seen_from(home: Path, folder: str) -> str:
    """A folder's address as a corpus in the folder `home` records it: a path from there, if both are on this machine.

    >>> seen_from(Path("/archive/data"), "file:///archive/seeds"), seen_from(Path("/archive"), "s3://bucket/seeds")
    ('../seeds', 's3://bucket/seeds')
    """
    parts = urlsplit(folder)
    if parts.scheme != "file":
        return folder
    return Path(os.path.relpath(folder.removeprefix("file://"), home)).as_posix()
