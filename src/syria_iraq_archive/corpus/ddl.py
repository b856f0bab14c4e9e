"""From the declared tables and views to SQL."""

from collections.abc import Iterator
from inspect import cleandoc

from syria_iraq_archive.corpus.declare import Column, FullText, Index, Table, View
from syria_iraq_archive.corpus.tables import FULL_TEXTS, ROLLUPS, TABLES
from syria_iraq_archive.corpus.views import VIEWS


def statements() -> Iterator[str]:
    """The statements that make an empty corpus, in order."""
    for table in (*TABLES, *ROLLUPS):
        yield create_table(table)
        yield from create_indices(table)
    yield from map(create_full_text, FULL_TEXTS)
    yield from map(create_view, VIEWS)


def create_table(table: Table) -> str:
    """``CREATE TABLE`` for a declared table: strict, and without rowid where the key isn't a number."""
    lines = [_column(table, column) for column in table.columns]
    if not table.numbered:
        lines.append(f"PRIMARY KEY ({', '.join(table.key)})")
    lines += [f"UNIQUE ({', '.join(names)})" for names in table.unique]
    options = "STRICT" if table.numbered else "STRICT, WITHOUT ROWID"
    body = ",\n".join(f"  {line}" for line in lines)
    return f"CREATE TABLE {table.name} (\n{body}\n) {options}"


def add_column(table: Table, name: str) -> str:
    """``ALTER TABLE … ADD COLUMN`` for a declared column."""
    return f"ALTER TABLE {table.name} ADD COLUMN {_column(table, table.column(name))}"


def _column(table: Table, column: Column) -> str:
    if table.numbered and column.name == "id":
        return "id INTEGER PRIMARY KEY"
    parts = [column.name, column.type]
    if not column.nullable:
        parts.append("NOT NULL")
    if column.default is not None:
        parts.append(f"DEFAULT '{column.default}'")
    if column.references:
        parts.append(f"REFERENCES {column.references}(id)")
        # What is said of a capture or article goes with it. The registry's rows stay as long as anything names them;
        # they may name each other in any order, hence the check at the transaction's end.
        owned = column.references in ("captures", "articles")
        parts.append("ON DELETE CASCADE" if owned else "DEFERRABLE INITIALLY DEFERRED")
    return " ".join(parts)


def create_indices(table: Table) -> Iterator[str]:
    """``CREATE INDEX`` for each declared index, named for its table and columns."""
    for index in table.indices:
        yield f"CREATE INDEX {index_name(table, index)} ON {table.name} ({', '.join(index.columns)})"


def index_name(table: Table, index: Index) -> str:
    """What an index is called: after its table and columns, or as declared."""
    return f"idx_{table.name}_{index.name or '_'.join(column.split()[0] for column in index.columns)}"


def create_full_text(full_text: FullText) -> str:
    """``CREATE VIRTUAL TABLE … USING FTS5``; over a table's own text so that Datasette and sqlite-utils detect it."""
    options = [*full_text.columns, f"tokenize='{full_text.tokenize}'"]
    if not full_text.folded:
        options[-1:-1] = [f'content="{full_text.table}"', 'content_rowid="id"']
    return f"CREATE VIRTUAL TABLE {full_text.name} USING FTS5 (\n  {', '.join(options)}\n)"


def create_view(view: View) -> str:
    """``CREATE VIEW`` for a declared view."""
    columns = ", ".join(name for name, _ in view.columns)
    return f"CREATE VIEW {view.name} ({columns}) AS\n{cleandoc(view.select)}"


def written_columns(table: Table) -> tuple[Column, ...]:
    """The columns that a writer gives: all, but not the ``id`` of a numbered table."""
    return table.columns[1:] if table.numbered else table.columns


def insert_into(table: Table, *, numbered: bool = False) -> str:
    """The prepared statement that writes one row, given `written_columns`; first its ``id`` where it is `numbered`."""
    names = [column.name for column in written_columns(table)]
    names[:0] = ["id"] if numbered else []
    return f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
