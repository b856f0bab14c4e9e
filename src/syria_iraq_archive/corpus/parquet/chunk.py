"""Writing a chunk: the rows of many captures, staged; seen by nobody before its commit names every file.

Whoever dies while writing leaves files that nothing names: they are as if they weren't there.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from syria_iraq_archive.corpus.location import Location
from syria_iraq_archive.corpus.parquet.parts import Part, Partition, stage, write_part
from syria_iraq_archive.corpus.parquet.store import Store
from syria_iraq_archive.corpus.parquet.tables import INPUTS, STAGED_TABLES, chunked, declared
from syria_iraq_archive.corpus.rows import Row, capture_row, capture_rows
from syria_iraq_archive.errors import InvariantBroken
from syria_iraq_archive.records import Article, ParsedCapture

COMMITS = "commits"


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
    """The rows of a chunk, by table and partition, and what was looked at."""

    chunk: str
    _rows: dict[str, dict[Partition, list[Row]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    _looks: list[Row] = field(default_factory=list)

    def add(self, parsed: ParsedCapture, location: Location, recipe: str) -> None:
        """Take a capture in, with all that was found in it: whole, or not at all.

        Raises `InvariantBroken` where a row isn't what its table declares: two with one key, NULL, or not text.
        """
        partitions = {article.seq: _partition(article) for article in parsed.articles}
        home = next(iter(partitions.values()), Partition(None, None))
        found = list(_rows_of(parsed, location, recipe))
        _check(found)
        for table, seq, row in found:
            self._rows[table][partitions.get(seq or 0, home)].append((*row, self.chunk))

    def look(self, given: Input) -> None:
        """Record what was looked at."""
        self._looks.append((*given, self.chunk))

    def write(self, store: Store) -> list[Part]:
        """Write all rows; the files they are in: of each table one for each year."""
        parts = [write_part(store, chunked(INPUTS), self._looks, self.chunk)]
        for table in STAGED_TABLES:
            rows = self._rows[table.name]
            for _, places in groupby(sorted(rows, key=_in_order), key=attrgetter("year")):
                parts.append(stage(store, table, {place: rows[place] for place in places}, self.chunk))
        return parts


def commit(store: Store, chunk: str, parts: Iterable[Part], counts: Mapping[str, int]) -> None:
    """Let the files count: all of them, in one step."""
    content = {"chunk": chunk, "counts": dict(counts), "parts": [asdict(part) for part in parts]}
    store.publish(_name(chunk), content)


def committed(store: Store) -> list[str]:
    """The chunks that are committed, in the order of their names."""
    return [name.removesuffix(".json") for name in store.names(COMMITS, ".json")]


def parts_of(store: Store, chunk: str) -> list[Part]:
    """The files of a committed chunk."""
    return store.load(_name(chunk), lambda content: [Part.of(part) for part in content["parts"]])


def counts_of(store: Store, chunk: str) -> dict[str, int] | None:
    """What a chunk's commit says it did; None where it isn't committed."""
    try:
        return store.load(_name(chunk), lambda content: dict(content["counts"]))
    except FileNotFoundError:
        return None


def _name(chunk: str) -> str:
    return f"{COMMITS}/{chunk}.json"


def _in_order(partition: Partition) -> tuple[str, str]:
    return partition.month or "", partition.source or ""


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
