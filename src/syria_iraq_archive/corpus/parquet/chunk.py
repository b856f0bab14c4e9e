"""Writing a chunk: the rows of many captures, by partition; seen by nobody before its commit names every file.

Whoever dies while writing leaves files that nothing names: they are as if they weren't there.
"""

import json
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, NamedTuple

from syria_iraq_archive.corpus.declare import Table
from syria_iraq_archive.corpus.location import Location
from syria_iraq_archive.corpus.parquet.arrow import arrow_schema
from syria_iraq_archive.corpus.parquet.extra import needing
from syria_iraq_archive.corpus.parquet.store import Store, damaged
from syria_iraq_archive.corpus.parquet.tables import CHUNK_TABLES, declared
from syria_iraq_archive.corpus.rows import Row, capture_row, capture_rows
from syria_iraq_archive.errors import InvariantBroken
from syria_iraq_archive.records import Article, ParsedCapture

COMMITS = "commits"
_NONE = "__HIVE_DEFAULT_PARTITION__"  # how Hive, Spark, DuckDB and pyarrow call NULL


class Partition(NamedTuple):
    """Where rows go: the month of the first day their article may have been published on, and its source."""

    month: str | None
    source: str | None

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

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> "Part":
        """The part as JSON has it."""
        partition = stored["partition"]
        return cls(**{**stored, "partition": Partition(*partition) if partition else None})


class Input(NamedTuple):
    """A row of ``inputs``, less its chunk."""

    item: str
    file: str
    token: str
    folder: str
    path: str
    sha256: str | None
    recipe: str
    outcome: str
    reason: str | None = None


@dataclass(slots=True)
class ChunkRows:
    """The rows of a chunk, by table and partition."""

    chunk: str
    _rows: dict[tuple[str, Partition | None], list[Row]] = field(default_factory=lambda: defaultdict(list))

    def add(self, parsed: ParsedCapture, location: Location, recipe: str) -> None:
        """Take a capture in, with all that was found in it: whole, or not at all.

        Raises `InvariantBroken` where a row isn't what its table declares: two with one key, NULL, or not text.
        """
        partitions = {article.seq: _partition(article) for article in parsed.articles}
        home = next(iter(partitions.values()), Partition(None, None))
        found = list(_rows_of(parsed, location, recipe))
        _check(found)
        for table, seq, row in found:
            self._rows[table, partitions.get(seq or 0, home)].append((*row, self.chunk))

    def look(self, given: Input) -> None:
        """Record what was looked at."""
        self._rows["inputs", None].append((*given, self.chunk))

    def write(self, store: Store) -> list[Part]:
        """Write all rows; the files they are in."""
        order = {table.name: place for place, table in enumerate(CHUNK_TABLES)}
        keys = sorted(self._rows, key=lambda key: (order[key[0]], key[1].folder if key[1] else ""))
        return [write_part(store, declared(name), self._rows[name, place], place, self.chunk) for name, place in keys]


def write_part(store: Store, table: Table, rows: Sequence[Row], partition: Partition | None, stem: str) -> Part:
    """Write rows to a new file, which nobody else writes to."""
    with needing("pyarrow"):
        import pyarrow as pa
    schema = arrow_schema(table)
    columns = zip(*rows, strict=True) if rows else ([] for _ in schema)
    arrays = [pa.array(values, type) for type, values in zip(schema.types, columns, strict=True)]
    return write_arrow(store, pa.Table.from_arrays(arrays, schema=schema), table.name, partition, stem)


def write_arrow(store: Store, content: Any, table: str, partition: Partition | None, stem: str) -> Part:
    """Write an Arrow table to a new file."""
    import pyarrow.parquet as pq

    folder = f"tables/{table}/{partition.folder}" if partition else f"tables/{table}"
    name = f"{folder}/{stem}-{uuid.uuid4().hex[:8]}.parquet"
    with store.create(name) as file:
        pq.write_table(content, file, compression="zstd", row_group_size=50_000)
        size = file.tell()
    return Part(table, name, content.num_rows, size, partition)


def commit(store: Store, chunk: str, parts: Iterable[Part], counts: Mapping[str, int]) -> None:
    """Let the files count: all of them, in one step."""
    content = {"chunk": chunk, "counts": dict(counts), "parts": [asdict(part) for part in parts]}
    store.publish(f"{COMMITS}/{chunk}.json", json.dumps(content, separators=(",", ":")).encode())


def committed(store: Store) -> list[str]:
    """The chunks that are committed, in the order of their names."""
    return [name.removesuffix(".json") for name in store.names(COMMITS, ".json")]


def parts_of(store: Store, chunk: str) -> list[Part]:
    """The files of a committed chunk."""
    name = f"{COMMITS}/{chunk}.json"
    try:
        return [Part.of(part) for part in store.read_json(name)["parts"]]
    except (KeyError, TypeError) as error:
        raise damaged(store.place(name), error) from error


def counts_of(store: Store, chunk: str) -> dict[str, int] | None:
    """What a chunk's commit says it did; None where it isn't committed."""
    try:
        counts: dict[str, int] = store.read_json(f"{COMMITS}/{chunk}.json")["counts"]
    except FileNotFoundError:
        return None
    return counts


def _partition(article: Article) -> Partition:
    return Partition(article.published_earliest and article.published_earliest[:7], article.source)


def _rows_of(parsed: ParsedCapture, location: Location, recipe: str) -> Iterator[tuple[str, int | None, Row]]:
    """Rows with the name of their table and the seq of their article; what has a number is called by hash or key."""
    sha256 = parsed.capture.sha256
    found = capture_rows(parsed)
    keys = {article.seq: parsed.key(article) for article in parsed.articles}
    yield "captures", None, (sha256, *capture_row(found.capture, location, recipe))
    for article, (key, _, *rest) in zip(parsed.articles, found.articles, strict=True):
        yield "articles", article.seq, (key, key, sha256, *rest)
    for name, of_capture in (("blocks", found.blocks), ("corrections", found.corrections)):
        for _, place, number, *rest in of_capture:
            yield name, number, (sha256, place, None if number is None else keys[number], *rest)
    for name, rows in {**found.parts, "articles_folded": found.folded}.items():
        for seq, *rest in rows:
            yield name, seq, (keys[seq], *rest)


def _check(found: Iterable[tuple[str, int | None, Row]]) -> None:
    """What SQLite checks when rows are written to it."""
    met: set[tuple[object, ...]] = set()
    for name, _, row in found:
        table = declared(name)
        key = (name, *(value for value, column in zip(row, table.names, strict=False) if column in table.key))
        if key in met:
            raise InvariantBroken(f"two rows of {name} have the same {', '.join(table.key)}")
        met.add(key)
        for value, column in zip(row, table.columns, strict=False):
            if value is None and not column.nullable:
                raise InvariantBroken(f"{name}.{column.name} is NULL")
            if isinstance(value, str):
                value.encode()
