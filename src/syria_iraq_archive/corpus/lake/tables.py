"""The tables of a lake: those of a SQLite corpus, by the same declarations, and what is known of files and of runs.

Every row names the run that wrote it; a capture's rows also name the batch in which they were appended together.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from syria_iraq_archive.corpus.declare import Column, Table
from syria_iraq_archive.corpus.rows import Row
from syria_iraq_archive.corpus.schema import portable
from syria_iraq_archive.corpus.tables import ARTICLES_FOLDED, TABLES

if TYPE_CHECKING:
    import pyarrow as pa

_RUN = Column("run_id", "TEXT", "the run that wrote this row", internal=True)
_BATCH = Column("batch", "TEXT", "what was appended at once with this row", internal=True)
_FOLDED = Table(
    ARTICLES_FOLDED.name,
    "The articles' words as they are sought, without diacritics, harakat, hamza and the article al-.",
    (
        Column("article_id", "TEXT", "the article", references="articles"),
        *(Column(name, "TEXT", f"folded words of articles.{name}", nullable=True) for name in ARTICLES_FOLDED.columns),
    ),
    key=("article_id",),
)


def _of_captures(table: Table) -> bool:
    return table.name in ("captures", "articles") or table.columns[0].references in ("captures", "articles")


def _with(table: Table, *columns: Column) -> Table:
    return table._replace(columns=(*table.columns, *columns))


CAPTURE_TABLES = tuple(
    _with(table, _BATCH, _RUN)
    for table in (*(portable(each, internal=True) for each in TABLES if _of_captures(each)), _FOLDED)
)
"""The tables whose rows come from captures; ``captures`` is the first."""

REGISTRY_TABLES = tuple(_with(each, _RUN) for each in TABLES if not _of_captures(each))
"""Every run writes its registry whole: that of the run that counts last is the lake's."""

FILES = Table(
    "files",
    "What runs looked at, and what became of it: one row for each capture in a file.",
    (
        Column("file", "TEXT", "the file's address"),
        Column("size", "INTEGER", "its size in bytes"),
        Column("times", "TEXT", "when it was changed, as its storage tells; with a tag of the content if it gives one"),
        Column("folder", "TEXT", "the address of the ingested folder"),
        Column("path", "TEXT", "the capture's path in it"),
        Column("sha256", "TEXT", "SHA-256 of the capture's bytes", nullable=True),
        Column("recipe", "TEXT", "digest of the program's version, registry and corrections"),
        Column("outcome", "TEXT", "capture, rejected, failed (not by its own fault), passed over, or gone"),
        Column("reason", "TEXT", "why it isn't in the corpus", nullable=True),
        _RUN,
    ),
    key=("file", "path"),
)
RUNS = Table(
    "runs",
    "The runs that have come to their end. Rows of others don't count.",
    (
        Column("run_id", "TEXT", "the time of its beginning, and chance"),
        Column("number", "INTEGER", "one more than any that had ended when it began; then `run_id` decides"),
        Column("recipe", "TEXT", "digest of the program's version and registry"),
    ),
    key=("run_id",),
)
UPKEEP = Table(
    "upkeep",
    "A lock: whose only row says until when somebody keeps the tables up.",
    (Column("until", "TEXT", "a time in the form of run_id; past if nobody does"),),
    key=("until",),
)
LAKE_TABLES = (*CAPTURE_TABLES, *REGISTRY_TABLES, FILES, UPKEEP, RUNS)
"""All of them. ``runs`` is made last, so that a lake that has it is whole."""

CAPTURE_DIGITS = 16  # of a capture's hash: the keys of its articles begin with them


def content_columns(table: Table) -> list[str]:
    """The columns that say something of a capture, not of who wrote the row."""
    return [name for name in table.names if name not in ("batch", "run_id")]


def capture_digits(table: Table, prefix: str = "") -> str:
    """SQL for the digits that name the capture a row comes from: `substr(article_id, 1, 16)`."""
    return f"substr({prefix}{table.names[0]}, 1, {CAPTURE_DIGITS})"


# ----------------------------------------------------------------------------------------------- Arrow, needs pyarrow


def arrow_schema(table: Table, *, days: bool = False) -> "pa.Schema":
    """The schema of a table's Parquet files; descriptions go along as metadata. If `days`, these are of their own type.

    In a lake they are text, so that the same SQL asks it and SQLite.
    """
    import pyarrow as pa

    types = {"INTEGER": pa.int64(), "TEXT": pa.string(), "REAL": pa.float64(), "BLOB": pa.binary()}
    fields = [
        pa.field(
            column.name,
            pa.date32() if days and column.day else types[column.type],
            column.nullable,
            {"description": column.description},
        )
        for column in table.columns
    ]
    return pa.schema(fields, {"description": table.description})


def arrow_table(table: Table, rows: Sequence[Row]) -> "pa.Table":
    """Rows, whose values stand in the order of the table's columns; there must be one at least."""
    import pyarrow as pa

    schema = arrow_schema(table)
    columns = zip(schema.types, zip(*rows, strict=True), strict=True)
    return pa.table([pa.array(values, type) for type, values in columns], schema=schema)
