"""The vocabulary in which `tables` and `views` declare the corpus. Pure data: DDL and documents are made from it."""

from typing import Literal, NamedTuple

Type = Literal["INTEGER", "TEXT", "REAL", "BLOB"]


class Column(NamedTuple):
    """One column: what it holds, and whether it may be NULL (the capture doesn't say)."""

    name: str
    type: Type
    description: str
    nullable: bool = False
    references: str | None = None  # the table whose `id` it holds
    internal: bool = False  # says how or where the row was made, not what it says: not part of the logical content
    default: str | None = None  # what rows have that were written before there was the column
    day: bool = False  # an ISO day, which other formats have a type for


class Index(NamedTuple):
    """An index for a query path; `columns` may carry ``DESC``, and be expressions if it has a `name`."""

    columns: tuple[str, ...]
    why: str
    name: str | None = None  # else it is called by its columns


class Table(NamedTuple):
    """One table. Its `key` identifies a row; if that is an INTEGER ``id``, SQLite numbers the rows.

    Else rows are kept in the order of the key, whose columns may carry ``DESC``.
    """

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    unique: tuple[tuple[str, ...], ...] = ()
    indices: tuple[Index, ...] = ()

    @property
    def numbered(self) -> bool:
        """Whether the key is a number that means nothing outside this database."""
        return self.key == ("id",) and self.column("id").type == "INTEGER"

    @property
    def key_names(self) -> tuple[str, ...]:
        """The names of the key's columns."""
        return tuple(column.split()[0] for column in self.key)

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names, in order."""
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        """The column of that name."""
        return next(column for column in self.columns if column.name == name)


class FullText(NamedTuple):
    """A full-text index over columns of a table: over the table's own text, or over a text of its own made of it."""

    name: str
    description: str
    table: str
    columns: tuple[str, ...]
    tokenize: str
    folded: bool = False  # keeps the folded words itself, which no other table does


class View(NamedTuple):
    """A question answered without joins: a SELECT whose columns are described in order."""

    name: str
    description: str
    columns: tuple[tuple[str, str], ...]  # name, description
    select: str
