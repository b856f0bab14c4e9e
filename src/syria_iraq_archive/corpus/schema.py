"""The declared schema as others see it: as SQL, in words, and as tables outside of a database."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from inspect import cleandoc

from syria_iraq_archive.corpus.declare import Column, FullText, Index, Table, View
from syria_iraq_archive.corpus.tables import FULL_TEXTS, ROLLUPS, TABLES, table
from syria_iraq_archive.corpus.triggers import triggers
from syria_iraq_archive.corpus.views import VIEWS


def statements() -> Iterator[str]:
    """The statements that make an empty corpus, in order."""
    for declared in (*TABLES, *ROLLUPS):
        yield create_table(declared)
        yield from create_indices(declared)
    yield from map(create_full_text, FULL_TEXTS)
    yield from map(create_view, VIEWS)
    yield from (trigger.sql for trigger in triggers())


def create_table(table: Table) -> str:
    """``CREATE TABLE`` for a declared table: strict, and without rowid if the key isn't a number."""
    lines = [_column(table, column) for column in table.columns]
    if not table.numbered:
        lines.append(f"PRIMARY KEY ({', '.join(table.key)})")
    lines += [f"UNIQUE ({', '.join(names)})" for names in table.unique]
    options = "STRICT" if table.numbered else "STRICT, WITHOUT ROWID"
    body = ",\n".join(f"  {line}" for line in lines)
    return f"CREATE TABLE {table.name} (\n{body}\n) {options}"


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
        # they may name each other in any order, so they are checked at the transaction's end.
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
    """The prepared statement that writes one row, given `written_columns`; first its ``id`` if it is `numbered`."""
    names = [column.name for column in written_columns(table)]
    names[:0] = ["id"] if numbered else []
    return f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"


def placeholders(values: Collection[str]) -> str:
    """As many question marks as there are values, for ``IN (…)``."""
    return ", ".join("?" * len(values))


# ------------------------------------------------------------------------------------------------------- in words


@dataclass(frozen=True, slots=True)
class Field:
    """A column as a reader sees it."""

    name: str
    type: str
    description: str


@dataclass(frozen=True, slots=True)
class Relation:
    """A table or view as a reader sees it."""

    kind: str  # table, full-text index, view
    name: str
    description: str
    fields: tuple[Field, ...]


def relations() -> Iterator[Relation]:
    """Everything a SELECT may name, in the order of the declaration."""
    for declared in (*TABLES, *ROLLUPS):
        fields = tuple(_field(declared, column) for column in declared.columns)
        yield Relation("table", declared.name, declared.description, fields)
    for full_text in FULL_TEXTS:
        what = f"{full_text.table}.{{}}{', its folded words' if full_text.folded else ''}"
        indexed = tuple(Field(name, "TEXT", what.format(name)) for name in full_text.columns)
        yield Relation("full-text index", full_text.name, full_text.description, indexed)
    for view in VIEWS:
        fields = tuple(Field(name, "", description) for name, description in view.columns)
        yield Relation("view", view.name, view.description, fields)


def _field(table: Table, column: Column) -> Field:
    notes: list[str] = [f"{column.type} (day)" if column.day else column.type]
    if column.name in table.key_names:
        notes.append("key")
    if (column.name,) in table.unique:
        notes.append("unique")
    if column.nullable:
        notes.append("or NULL")
    if column.references:
        notes.append(f"→ {column.references}")
    return Field(column.name, ", ".join(notes), column.description)


def as_text(chosen: list[Relation]) -> Iterator[str]:
    """For a terminal."""
    for relation in chosen:
        width = max(len(field.name) for field in relation.fields)
        yield f"{relation.name} ({relation.kind})"
        yield f"  {relation.description}"
        for field in relation.fields:
            type = f" [{field.type}]" if field.type else ""
            yield f"    {field.name:<{width}}  {field.description}{type}"
        yield ""


def as_markdown(chosen: list[Relation]) -> Iterator[str]:
    """For ``docs/schema.md``."""
    yield "# The corpus's schema"
    yield ""
    yield "Made by `archive schema --md` from the declaration in `corpus/tables.py` and `corpus/views.py`."
    yield ""
    yield "Offsets count code points from 0: `substr(text, start_char + 1, end_char - start_char)` is the span."
    yield "Days are ISO text. NULL says that the capture doesn't tell."
    yield ""
    yield (
        "Exports (CSV, Parquet) and Delta tables have the same tables and columns, but no numbers of this database: "
        "there `captures.id` and every `capture_id` is the capture's SHA-256, `articles.id` and every `article_id` the "
        "article's key, both TEXT, so that joins stay as they are. In Parquet, columns of whole days are of the type "
        "DATE; they are marked as “day” below."
    )
    for relation in chosen:
        yield from ("", f"## {relation.name} ({relation.kind})", "", relation.description, "")
        typed = any(field.type for field in relation.fields)
        yield f"| column |{' type |' * typed} what it holds |"
        yield f"| --- |{' --- |' * typed} --- |"
        for field in relation.fields:
            yield f"| `{field.name}` |{f' {field.type} |' * typed} {field.description} |"


# --------------------------------------------------------------------------------------------- outside a database
# What means something in one database only gives way to what is the same everywhere: ``captures.id`` is the capture's
# hash, ``articles.id`` the article's key, and so for ``capture_id`` and ``article_id``. Joins stay as they are.


def portable(declared: Table, *, internal: bool = False) -> Table:
    """The declaration of a table elsewhere; with its other `internal` columns, or without.

    >>> from syria_iraq_archive.corpus.tables import BLOCKS, CAPTURES
    >>> portable(BLOCKS).column("article_id").type, "folder" in portable(CAPTURES).names
    ('TEXT', False)
    """
    kept = (column for column in declared.columns if internal or is_portable(column))
    return declared._replace(columns=tuple(map(_identified, kept)))


def is_portable(column: Column) -> bool:
    """Whether a column says something elsewhere."""
    return column.name == "id" or not column.internal


def is_numbered(name: str | None) -> bool:
    """Whether the rows of the table `name` are numbered, each database in its own way."""
    return name is not None and table(name).numbered


def _identified(column: Column) -> Column:
    if column.name == "id" and column.internal:
        return column._replace(type="TEXT", description="what identifies the row everywhere", internal=False)
    return column._replace(type="TEXT") if is_numbered(column.references) else column
