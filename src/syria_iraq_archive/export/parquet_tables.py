"""Tables as Parquet, by pyarrow (the extra ``parquet``); descriptions go along as metadata."""

from collections.abc import Iterator
from pathlib import Path

from syria_iraq_archive.corpus.lake.arrow import arrow_schema
from syria_iraq_archive.corpus.rows import Row
from syria_iraq_archive.export.chosen import Chosen
from syria_iraq_archive.export.declare import Options
from syria_iraq_archive.export.tables import exported_rows, exported_tables
from syria_iraq_archive.extras import importing

_GROUP_ROWS = 50_000  # of a row group: what is held in memory at once
_GROUP_CHARACTERS = 16_000_000


def write_parquet(chosen: Chosen, options: Options, folder: Path) -> None:  # noqa: ARG001 - a writer's signature
    """A file for each table, in row groups of bounded size."""
    with importing("pyarrow", "parquet"):
        import pyarrow as pa
        import pyarrow.parquet as pq
    for table in exported_tables():
        schema = arrow_schema(table)
        with pq.ParquetWriter(folder / f"{table.name}.parquet", schema, compression="zstd") as writer:
            for rows in _groups(exported_rows(chosen, table.name)):
                columns = zip(schema.types, zip(*rows, strict=True), strict=True)
                batch = pa.record_batch([pa.array(values, type) for type, values in columns], schema=schema)
                writer.write_batch(batch, row_group_size=len(rows))


def _groups(rows: Iterator[Row]) -> Iterator[list[Row]]:
    """Rows in lists, none longer than a row group may be; at least one row in each."""
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
