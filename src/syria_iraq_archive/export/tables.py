"""The tables of the corpus as CSV and Parquet: a folder with a file for each table.

Both formats have the same tables and columns: those of the corpus, without internal columns; see `portable`.
"""

import csv
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

from syria_iraq_archive.corpus.declare import Column, Table
from syria_iraq_archive.corpus.lake.tables import arrow_schema
from syria_iraq_archive.corpus.rows import Row, Value
from syria_iraq_archive.corpus.schema import is_numbered, is_portable, portable
from syria_iraq_archive.corpus.tables import OF_STORIES, TABLES, table
from syria_iraq_archive.export.chosen import Chosen, Options
from syria_iraq_archive.extras import importing
from syria_iraq_archive.harmless import no_formula

_GROUP_ROWS = 50_000  # of a Parquet row group, which is held in memory
_GROUP_CHARACTERS = 16_000_000


def write_csv(chosen: Chosen, options: Options, folder: Path) -> None:
    """CSV (RFC 4180, UTF-8); NULL is an empty cell.

    A cell that a spreadsheet would run as a formula gets an apostrophe, unless `raw`.
    """
    for declared in exported_tables():
        with (folder / f"{declared.name}.csv").open("x", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\r\n")  # so that cells with \r or \n are quoted
            writer.writerow(declared.names)
            for row in exported_rows(chosen, declared.name):
                writer.writerow(row if options.raw else map(no_formula, row))


def write_parquet(chosen: Chosen, options: Options, folder: Path) -> None:  # noqa: ARG001 - a writer's signature
    """Parquet, by pyarrow (the extra ``parquet``), in row groups of bounded size, with descriptions as metadata.

    Days are of the type DATE.
    """
    with importing("pyarrow", "parquet"):
        import pyarrow as pa
        import pyarrow.parquet as pq
    for declared in exported_tables():
        schema = arrow_schema(declared, days=True)
        read = [date.fromisoformat if column.day else None for column in declared.columns]
        with pq.ParquetWriter(folder / f"{declared.name}.parquet", schema, compression="zstd") as writer:
            for rows in _groups(exported_rows(chosen, declared.name)):
                columns = zip(schema.types, read, zip(*rows, strict=True), strict=True)
                batch = pa.record_batch(
                    [pa.array(_typed(values, reader), type) for type, reader, values in columns], schema=schema
                )
                writer.write_batch(batch, row_group_size=len(rows))


def _typed(values: tuple[Value, ...], read: Callable[[str], date] | None) -> Sequence[Value | date]:
    """The values of a column; its days read as such."""
    return [None if value is None else read(str(value)) for value in values] if read else values


def _groups(rows: Iterator[Row]) -> Iterator[list[Row]]:
    """The rows in lists, each of at least one row and short enough for a row group."""
    group: list[Row] = []
    characters = 0
    for row in rows:
        group.append(row)
        characters += sum(len(value) for value in row if isinstance(value, str))
        if len(group) == _GROUP_ROWS or characters >= _GROUP_CHARACTERS:
            yield group
            group, characters = [], 0
    if group:
        yield group


def exported_tables() -> tuple[Table, ...]:
    """The declarations of the exported tables, in order."""
    return tuple(map(portable, (*TABLES, *OF_STORIES)))


def exported_rows(chosen: Chosen, name: str) -> Iterator[Row]:
    """The chosen rows of a table, sorted by what identifies them, with the columns of the exported declaration."""
    declared = table(name)
    first = declared.column(declared.key[0])
    driver = f"chosen_{first.references or name}"  # SQLite reads it in order, and finds our rows by their key
    columns = ", ".join(
        f"{driver}.identity" if column == first else _expression(declared, column)
        for column in filter(is_portable, declared.columns)
    )
    order = ", ".join([f"{driver}.identity", *(f"{name}.{column}" for column in declared.key[1:])])
    yield from map(
        tuple,
        chosen.connection.execute(
            f"SELECT {columns} FROM {driver} CROSS JOIN {name} ON {name}.{first.name} = {driver}.id "
            f"WHERE {_belonging(declared)} ORDER BY {order}"
        ),
    )


def _expression(declared: Table, column: Column) -> str:
    """The SQL for a column. For the number of a row in another table, it is the identity of that row."""
    if column.references is None or not is_numbered(column.references):
        return f"{declared.name}.{column.name}"
    identity = table(column.references).unique[0][0]
    return f"(SELECT {identity} FROM {column.references} WHERE id = {declared.name}.{column.name})"


def _belonging(declared: Table) -> str:
    """The SQL that leaves out blocks of articles that aren't chosen. Chrome belongs to no article, and stays."""
    optional = [column for column in declared.columns if column.references == "articles" and column.nullable]
    conditions = [f"({c.name} IS NULL OR {c.name} IN (SELECT id FROM chosen_articles))" for c in optional]
    return " AND ".join(conditions) or "TRUE"
