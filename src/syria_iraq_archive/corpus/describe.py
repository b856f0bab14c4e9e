"""The declared schema in words: for `archive schema` and ``docs/schema.md``."""

from collections.abc import Iterator
from dataclasses import dataclass

from syria_iraq_archive.corpus.declare import Column, Table
from syria_iraq_archive.corpus.tables import FULL_TEXTS, ROLLUPS, TABLES
from syria_iraq_archive.corpus.views import VIEWS


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
    for table in (*TABLES, *ROLLUPS):
        yield Relation("table", table.name, table.description, tuple(_field(table, column) for column in table.columns))
    for full_text in FULL_TEXTS:
        what = f"{full_text.table}.{{}}{', its folded words' if full_text.folded else ''}"
        indexed = tuple(Field(name, "TEXT", what.format(name)) for name in full_text.columns)
        yield Relation("full-text index", full_text.name, full_text.description, indexed)
    for view in VIEWS:
        fields = tuple(Field(name, "", description) for name, description in view.columns)
        yield Relation("view", view.name, view.description, fields)


def _field(table: Table, column: Column) -> Field:
    notes: list[str] = [column.type]
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
    for relation in chosen:
        yield from ("", f"## {relation.name} ({relation.kind})", "", relation.description, "")
        typed = any(field.type for field in relation.fields)
        yield f"| column |{' type |' * typed} what it holds |"
        yield f"| --- |{' --- |' * typed} --- |"
        for field in relation.fields:
            yield f"| `{field.name}` |{f' {field.type} |' * typed} {field.description} |"
