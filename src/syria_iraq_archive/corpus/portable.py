"""The tables as they leave a database: what means something in one only gives way to what is the same in all.

``captures.id`` is the capture's hash, ``articles.id`` the article's key, and so for ``capture_id`` and ``article_id``:
joins stay as they are.
"""

from dataclasses import replace

from syria_iraq_archive.corpus.declare import Column, Table
from syria_iraq_archive.corpus.tables import table


def portable(declared: Table, *, internal: bool = False) -> Table:
    """The declaration of a table elsewhere; with its other `internal` columns, or without.

    >>> from syria_iraq_archive.corpus.tables import BLOCKS, CAPTURES
    >>> portable(BLOCKS).column("article_id").type, "folder" in portable(CAPTURES).names
    ('TEXT', False)
    """
    kept = (column for column in declared.columns if internal or is_portable(column))
    return replace(declared, columns=tuple(map(_identified, kept)))


def is_portable(column: Column) -> bool:
    """Whether a column says something elsewhere."""
    return column.name == "id" or not column.internal


def is_numbered(name: str | None) -> bool:
    """Whether the rows of the table `name` are numbered, each database in its own way."""
    return name is not None and table(name).numbered


def _identified(column: Column) -> Column:
    if column.name == "id" and column.internal:
        return replace(column, type="TEXT", description="what identifies the row everywhere", internal=False)
    return replace(column, type="TEXT") if is_numbered(column.references) else column
