"""The tables of a Parquet corpus: those of the SQLite corpus, by the same declarations, and two of its own.

All rows that come from captures carry the chunk that wrote them: with it, and only then, a row can be told from an
outdated one that says the same of the same capture.
"""

from dataclasses import replace

from syria_iraq_archive.corpus.declare import Column, Table
from syria_iraq_archive.corpus.schema import portable
from syria_iraq_archive.corpus.tables import ARTICLES_FOLDED, TABLES

_CHUNK = Column("chunk", "TEXT", "what was written at once with this row", internal=True)

FOLDED = Table(
    ARTICLES_FOLDED.name,
    "The articles' words as they are sought, without diacritics, harakat, hamza and the article al-.",
    (
        Column("article_id", "TEXT", "the article", references="articles"),
        *(Column(name, "TEXT", f"folded words of articles.{name}", nullable=True) for name in ARTICLES_FOLDED.columns),
    ),
    key=("article_id",),
)

REJECTS = Table(
    "rejects",
    "Files that were looked at and aren't in the corpus.",
    (
        Column("item", "TEXT", "the file, or the part of one that holds several captures", internal=True),
        Column("folder", "TEXT", "the ingested folder"),
        Column("path", "TEXT", "the file's path in it"),
        Column("reason", "TEXT", "why it isn't in the corpus"),
        Column("failed", "INTEGER", "1 where the fault is the program's, not the file's"),
    ),
    key=("folder", "path"),
)

INPUTS = Table(
    "inputs",
    "What was looked at, by which later runs know what there is to do.",
    (
        Column("item", "TEXT", "the file, or the part of one that holds several captures"),
        Column("file", "TEXT", "the file"),
        Column("token", "TEXT", "what changes when the file does"),
        Column("folder", "TEXT", "the ingested folder"),
        Column("path", "TEXT", "the capture's path in it"),
        Column("sha256", "TEXT", "SHA-256 of the capture's bytes", nullable=True),
        Column("recipe", "TEXT", "what it was parsed by"),
        Column("outcome", "TEXT", "capture, rejected, failed (the program did), unread, or gone"),
        Column("reason", "TEXT", "why it isn't in the corpus", nullable=True),
    ),
    key=("item", "path"),
)


def chunked(table: Table) -> Table:
    """The table with the column that says which chunk wrote a row."""
    return replace(table, columns=(*table.columns, _CHUNK))


def _of_captures(table: Table) -> bool:
    return table.name == "captures" or table.columns[0].references == "captures" or _of_articles(table)


def _of_articles(table: Table) -> bool:
    return table.name == "articles" or table.key[0] == "article_id"


CAPTURE_TABLES = tuple(chunked(portable(each, internal=True)) for each in TABLES if _of_captures(each))
REGISTRY_TABLES = tuple(each for each in TABLES if not _of_captures(each))
STAGED_TABLES = (*CAPTURE_TABLES, chunked(FOLDED))
READ_TABLES = (*STAGED_TABLES, *REGISTRY_TABLES, REJECTS)
"""Those that a reader sees."""

CAPTURE_DIGITS = 16  # of a capture's hash: articles' keys begin with them


def capture_column(table: Table) -> str:
    """The column that begins with the first digits of the hash of the capture that a row comes from."""
    if table.name == "captures" or table.columns[0].references == "captures":
        return table.columns[0].name
    return "id" if table.name == "articles" else "article_id"


def capture_key(table: Table) -> str:
    """SQL for these digits."""
    return f"left({capture_column(table)}, {CAPTURE_DIGITS})"


def declared(name: str) -> Table:
    """The table of that name."""
    return next(each for each in READ_TABLES if each.name == name)
