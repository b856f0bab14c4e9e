"""From a declared table and its rows to Arrow; descriptions go along as metadata. Needs pyarrow."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from syria_iraq_archive.corpus.declare import Table
from syria_iraq_archive.corpus.rows import Row

if TYPE_CHECKING:
    import pyarrow as pa


def arrow_schema(table: Table) -> "pa.Schema":
    """The schema of a table's Parquet files."""
    import pyarrow as pa

    types = {"INTEGER": pa.int64(), "TEXT": pa.string(), "REAL": pa.float64(), "BLOB": pa.binary()}
    fields = [
        pa.field(column.name, types[column.type], column.nullable, {"description": column.description})
        for column in table.columns
    ]
    return pa.schema(fields, {"description": table.description})


def arrow_table(table: Table, rows: Sequence[Row]) -> "pa.Table":
    """Rows, whose values stand in the order of the table's columns; there must be one at least."""
    import pyarrow as pa

    schema = arrow_schema(table)
    columns = zip(schema.types, zip(*rows, strict=True), strict=True)
    return pa.table([pa.array(values, type) for type, values in columns], schema=schema)
