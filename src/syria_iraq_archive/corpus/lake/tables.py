"""The tables of a lake: those of a SQLite corpus, by the same declarations, and what is known of files and runs.

Every row says which run wrote it, and in which batch, that is at once with which others. A capture's rows of one
batch belong together; another run may write the same capture anew.
"""

from dataclasses import replace

from syria_iraq_archive.corpus.declare import Column, Table
from syria_iraq_archive.corpus.schema import portable
from syria_iraq_archive.corpus.tables import ARTICLES_FOLDED, TABLES

_WRITTEN = (
    Column("batch", "TEXT", "what was written at once with this row", internal=True),
    Column("run_id", "TEXT", "the run that wrote this row", internal=True),
)
_FOLDED = Table(
    ARTICLES_FOLDED.name,
    "The articles' words as they are sought, without diacritics, harakat, hamza and the article al-.",
    (
        Column("article_id", "TEXT", "the article", references="articles"),
        *(Column(name, "TEXT", f"folded words of articles.{name}", nullable=True) for name in ARTICLES_FOLDED.columns),
    ),
    key=("article_id",),
)


def _written(table: Table) -> Table:
    return replace(table, columns=(*table.columns, *_WRITTEN))


def _of_captures(table: Table) -> bool:
    return table.name in ("captures", "articles") or table.columns[0].references in ("captures", "articles")


FILES = _written(
    Table(
        "files",
        "What runs looked at, and what became of it.",
        (
            Column("item", "TEXT", "the file, or the part of one that is read by itself"),
            Column("file", "TEXT", "the file's address"),
            Column("token", "TEXT", "made of its size and times: what changes when the file does"),
            Column("folder", "TEXT", "the address of the ingested folder"),
            Column("path", "TEXT", "the capture's path in it"),
            Column("sha256", "TEXT", "SHA-256 of the capture's bytes", nullable=True),
            Column("recipe", "TEXT", "digest of the program's version, registry and corrections"),
            Column("outcome", "TEXT", "capture, rejected, failed (the program did), unread, passed over, or gone"),
            Column("reason", "TEXT", "why it isn't in the corpus", nullable=True),
        ),
        key=("item", "path"),
    )
)
RUNS = Table(
    "runs",
    "The runs, by two rows each: one when they begin, one when they end. Rows of unfinished runs don't count.",
    (
        Column("run_id", "TEXT", "the time of its beginning, and chance"),
        Column("state", "TEXT", "begun, finished, or left unfinished; of what isn't a run: upkeep, or kept up"),
        Column("number", "INTEGER", "of those that are finished: 1 for the first", nullable=True),
        Column("recipe", "TEXT", "digest of the program's version and registry"),
        Column("registry", "TEXT", "the run that wrote this registry's sources and actors", nullable=True),
    ),
    key=("run_id", "state"),
)
CAPTURE_TABLES = tuple(
    _written(table) for table in (*(portable(each, internal=True) for each in TABLES if _of_captures(each)), _FOLDED)
)
"""The tables whose rows come from captures; ``captures`` is the first."""

REGISTRY_TABLES = tuple(_written(each) for each in TABLES if not _of_captures(each))
LAKE_TABLES = (*CAPTURE_TABLES, *REGISTRY_TABLES, FILES, RUNS)
"""All of them; ``runs`` is the last."""

CAPTURE_DIGITS = 16  # of a capture's hash: articles' keys begin with them


def lake_table(name: str) -> Table:
    """The declaration of the table of that name."""
    return next(each for each in LAKE_TABLES if each.name == name)


def said(table: Table) -> list[str]:
    """The columns that say something of a capture, not of who wrote the row."""
    return [name for name in table.names if name not in ("batch", "run_id")]


def capture_digits(table: Table) -> str:
    """SQL for the digits of the capture that a row comes from: `left(article_id, 16)`."""
    return f"left({table.names[0]}, {CAPTURE_DIGITS})"
