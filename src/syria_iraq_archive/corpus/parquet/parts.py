"""The Parquet files of a corpus: where they lie, and writing them.

What readers see lies by month and source. What a chunk stages lies by year, with a row group for each month, and each
row says its source: few files, of which a merge reads only what it needs.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from syria_iraq_archive.corpus.declare import Table
from syria_iraq_archive.corpus.parquet.arrow import arrow_schema
from syria_iraq_archive.corpus.parquet.extra import needing
from syria_iraq_archive.corpus.parquet.store import Store
from syria_iraq_archive.corpus.rows import Row

if TYPE_CHECKING:
    import pyarrow as pa

SOURCE = "source"  # the column that only staged rows have
_NONE = "__HIVE_DEFAULT_PARTITION__"  # how Hive, Spark, DuckDB and pyarrow call NULL


class Partition(NamedTuple):
    """Where rows go: the month of the first day their article may have been published on, and its source."""

    month: str | None
    source: str | None

    @property
    def year(self) -> str | None:
        """The month's year."""
        return self.month and self.month[:4]

    @property
    def folder(self) -> str:
        """As Hive names it.

        >>> Partition("2024-12", None).folder
        'month=2024-12/source=__HIVE_DEFAULT_PARTITION__'
        """
        return f"month={self.month or _NONE}/source={self.source or _NONE}"


@dataclass(frozen=True, slots=True)
class Part:
    """A Parquet file of one table."""

    table: str
    name: str
    rows: int
    size: int  # bytes
    partition: Partition | None = None
    months: tuple[str | None, ...] = ()  # of its row groups, where it is staged

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> "Part":
        """The part as JSON has it."""
        partition = stored["partition"]
        own = {"partition": Partition(*partition) if partition else None, "months": tuple(stored["months"])}
        return cls(**{**stored, **own})


def write_part(store: Store, table: Table, rows: Sequence[Row], stem: str) -> Part:
    """Write rows of a table without partitions to a new file, which nobody else writes to."""
    with needing("pyarrow"):
        content = _arrow(rows, arrow_schema(table))
    return write_arrow(store, content, table.name, None, stem)


def write_arrow(store: Store, content: "pa.Table", table: str, partition: Partition | None, stem: str) -> Part:
    """Write an Arrow table to a new file."""
    import pyarrow.parquet as pq

    folder = f"tables/{table}/{partition.folder}" if partition else f"tables/{table}"
    name = _new_name(folder, stem)
    with store.create(name) as file:
        pq.write_table(content, file, compression="zstd", row_group_size=50_000)
        size = file.tell()
    return Part(table, name, content.num_rows, size, partition)


def stage(store: Store, table: Table, rows: Mapping[Partition, Sequence[Row]], stem: str) -> Part:
    """Write a year's rows of a table to a new file, for `merge` to read."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = arrow_schema(table).append(pa.field(SOURCE, pa.string()))
    by_month: dict[str | None, list[Row]] = {}
    for partition, own in rows.items():
        by_month.setdefault(partition.month, []).extend((*row, partition.source) for row in own)
    name = _new_name(f"staged/{table.name}", stem)
    with store.create(name) as file:
        with pq.ParquetWriter(file, schema, compression="zstd") as writer:
            for month in by_month.values():
                writer.write_table(_arrow(month, schema), row_group_size=len(month))
        size = file.tell()
    return Part(table.name, name, sum(map(len, by_month.values())), size, months=tuple(by_month))


def _new_name(folder: str, stem: str) -> str:
    return f"{folder}/{stem}-{uuid.uuid4().hex[:8]}.parquet"


def _arrow(rows: Sequence[Row], schema: "pa.Schema") -> "pa.Table":
    import pyarrow as pa

    columns = zip(*rows, strict=True) if rows else ([] for _ in schema)
    arrays = [pa.array(values, type) for type, values in zip(schema.types, columns, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)
