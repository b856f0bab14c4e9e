"""From what chunks stage to the files that readers see: the rows of each table and month brought together.

A chunk of captures in wild order has few rows for each of thousands of months and sources. Merged, all chunks of a run
make one file for each; and of earlier merges those that aren't much larger are merged with them, so that a corpus that
grows day by day has files by the logarithm of its size.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from syria_iraq_archive.corpus.parquet.parts import SOURCE, Part, Partition, write_arrow
from syria_iraq_archive.corpus.parquet.store import Store, another_run
from syria_iraq_archive.corpus.parquet.tables import CAPTURE_DIGITS, capture_column, declared

if TYPE_CHECKING:
    import pyarrow as pa

RECORDS = "merges"
MOST_BYTES = 256 * 2**20  # of rows held in memory at once: what is more goes into several files
MUCH_LARGER = 4  # times as many captures


class Group(NamedTuple):
    """A row group of a staged file."""

    name: str
    number: int


@dataclass(frozen=True, slots=True)
class Merge:
    """A task: the rows of a table and month that are to stand together. `dead` is a file that says which are not."""

    number: int
    table: str
    month: str | None
    groups: tuple[Group, ...]
    parts: tuple[Part, ...]
    dead: str | None

    @property
    def id(self) -> str:
        """What names it among the tasks of a run."""
        return f"merge-{self.number}-{self.table}-{self.month}"

    def halves(self) -> tuple["Merge", ...]:
        """It can't be divided."""
        return ()


@dataclass(frozen=True, slots=True)
class Merged:
    """What was merged at once: the chunks it took from what was staged, those it holds rows of, and its files."""

    number: int
    took: tuple[str, ...]
    holds: tuple[str, ...]
    replaces: tuple[int, ...]  # earlier merges, which no longer count
    parts: tuple[Part, ...]

    @property
    def captures(self) -> int:
        """How many there are in it."""
        return sum(part.rows for part in self.parts if part.table == "captures")


def plan(
    number: int, staged: Iterable[Part], earlier: Iterable[Part], dead: str | None
) -> tuple[list[Merge], list[Part]]:
    """What there is to merge, and which of the earlier files stay as they are."""
    groups: dict[tuple[str, str | None], list[Group]] = defaultdict(list)
    parts: dict[tuple[str, str | None], list[Part]] = defaultdict(list)
    for part in staged:
        for place, month in enumerate(part.months):
            groups[part.table, month].append(Group(part.name, place))
    for part in earlier:
        parts[part.table, part.partition and part.partition.month].append(part)
    merges, kept = [], []
    for table, month in sorted(groups.keys() | parts.keys(), key=str):
        new, old = groups[table, month], parts[table, month]
        if new or len({part.partition for part in old}) < len(old):
            merges.append(Merge(number, table, month, tuple(new), tuple(old), dead))
        else:
            kept += old
    return merges, kept


def merge(store: Store, task: Merge) -> list[Part]:
    """Do it; the files that were written. Raises `CorpusError` where another run did it meanwhile."""
    written: list[Part] = []
    held: list[pa.Table] = []
    size = 0
    dead = _dead(store, task)
    try:
        for content in _contents(store, task):
            alive = _alive(content, task.table, dead)
            held.append(alive)
            size += alive.nbytes
            if size > MOST_BYTES:
                written += _write(store, task, held)
                held, size = [], 0
    except FileNotFoundError as error:
        raise another_run(store) from error
    return written + _write(store, task, held)


def _contents(store: Store, task: Merge) -> Iterator["pa.Table"]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    for name, groups in groupby(task.groups, key=lambda group: group.name):
        with store.fs.open(store.place(name), "rb") as file:
            yield pq.ParquetFile(file).read_row_groups([group.number for group in groups])
    for part in task.parts:
        assert part.partition
        with store.fs.open(store.place(part.name), "rb") as file:
            content = pq.ParquetFile(file).read()
        yield content.append_column(
            pa.field(SOURCE, pa.string()), pa.array([part.partition.source] * part.rows, pa.string())
        )


def _dead(store: Store, task: Merge) -> "pa.Array | None":
    """The rows that no longer count, by chunk and capture."""
    if task.dead is None:
        return None
    import pyarrow.parquet as pq

    with store.fs.open(store.place(task.dead), "rb") as file:
        table = pq.ParquetFile(file).read()
    return _named(table["chunk"], table["capture"]).combine_chunks()


def _alive(content: "pa.Table", table: str, dead: "pa.Array | None") -> "pa.Table":
    if dead is None:
        return content
    import pyarrow.compute as pc

    captures = pc.utf8_slice_codeunits(content[capture_column(declared(table))], 0, CAPTURE_DIGITS)
    return content.filter(pc.invert(pc.is_in(_named(content["chunk"], captures), value_set=dead)))


def _named(chunks: "pa.ChunkedArray", captures: "pa.ChunkedArray") -> "pa.ChunkedArray":
    import pyarrow.compute as pc

    return pc.binary_join_element_wise(chunks, captures, "/")


def _write(store: Store, task: Merge, held: Sequence["pa.Table"]) -> list[Part]:
    """Write rows, a file for each source."""
    if not any(content.num_rows for content in held):
        return []
    import pyarrow as pa

    key = [(name, "ascending") for name in declared(task.table).key]
    content = pa.concat_tables(held).sort_by([(SOURCE, "ascending"), *key])
    rows, written, begin = content.drop_columns([SOURCE]), [], 0
    for source, run in groupby(content[SOURCE].to_pylist()):
        number = sum(1 for _ in run)
        partition = Partition(task.month, source)
        written.append(write_arrow(store, rows.slice(begin, number), task.table, partition, f"{task.number:08}"))
        begin += number
    return written


def record(store: Store, merged: Merged) -> None:
    """Let a merge count. Raises `CorpusError` where another run was quicker."""
    store.publish_new(_name(merged.number), asdict(merged))


def recorded(store: Store) -> list[Merged]:
    """All merges that count or did, in their order."""
    return [store.load(f"{RECORDS}/{name}", _made_of) for name in store.names(RECORDS, ".json")]


def _made_of(content: Mapping[str, Any]) -> Merged:
    lists = {key: tuple(content[key]) for key in ("took", "holds", "replaces")}
    return Merged(content["number"], parts=tuple(Part.of(part) for part in content["parts"]), **lists)


def living(merges: Sequence[Merged]) -> list[Merged]:
    """Those that no other replaces."""
    replaced = {number for merged in merges for number in merged.replaces}
    return [merged for merged in merges if merged.number not in replaced]


def not_much_larger(merges: Sequence[Merged], captures: int) -> list[Merged]:
    """The newest merges, as long as none is much larger than what came after it, with `captures` new ones."""
    chosen = []
    for merged in reversed(merges):
        if merged.captures > MUCH_LARGER * captures:
            break
        chosen.append(merged)
        captures += merged.captures
    return chosen


def forget(store: Store, merged: Merged, named: Iterable[Part]) -> None:
    """Remove a merge that another replaces, with its files, less those that are still `named`."""
    for part in set(merged.parts).difference(named):
        store.remove(part.name)
    store.remove(_name(merged.number))


def _name(number: int) -> str:
    return f"{RECORDS}/{number:08}.json"
