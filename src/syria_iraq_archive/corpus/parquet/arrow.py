"""From a declared table to its Arrow schema; descriptions go along as metadata."""

from typing import TYPE_CHECKING

from syria_iraq_archive.corpus.declare import Table

if TYPE_CHECKING:
    import pyarrow as pa


def arrow_schema(table: Table) -> "pa.Schema":
    """The schema of a table's Parquet files. Needs pyarrow."""
    import pyarrow as pa

    types = {"INTEGER": pa.int64(), "TEXT": pa.string(), "REAL": pa.float64(), "BLOB": pa.binary()}
    fields = [
        pa.field(column.name, types[column.type], column.nullable, {"description": column.description})
        for column in table.columns
    ]
    return pa.schema(fields, {"description": table.description})
