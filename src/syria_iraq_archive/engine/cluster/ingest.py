"""Ingest into a folder of Parquet tables: list, have chunks processed, seal. Whatever stops it, the next run goes on.

What a run commits counts for later runs at once, and for readers when the run ends and its snapshot is published.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from syria_iraq_archive.corpus.corrections import Standing, standings
from syria_iraq_archive.corpus.parquet.duck import Reader, reading_folder
from syria_iraq_archive.corpus.parquet.extra import need_all
from syria_iraq_archive.corpus.parquet.seal import Ledger, seal
from syria_iraq_archive.corpus.parquet.snapshot import begin
from syria_iraq_archive.corpus.parquet.store import Store
from syria_iraq_archive.corpus.writer import Totals
from syria_iraq_archive.engine.cluster.items import CHUNK_CAPTURES, Chunk, Stored, chunks_of, find_items, stored_chunks
from syria_iraq_archive.engine.cluster.work import Counts, Order, Workshop, process

Engine = Callable[[Iterable[Chunk], Order], Iterable[Counts]]
Watch = Callable[[Iterable[Counts], int], Iterable[Counts]]  # shows progress; given the number of chunks


class Refusal(NamedTuple):
    """A file that isn't in the corpus, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class FolderSummary:
    """What a run did, and what the corpus holds now."""

    counts: Counts
    unchanged: int  # files, or parts of files
    rejected: list[Refusal]
    totals: Totals
    corrections: list[Standing]  # of the registry, as they stand in the corpus

    def __str__(self) -> str:
        copies = self.counts.get("copies", 0)
        done = f"{self.counts.get('capture', 0) - copies} parsed, {self.unchanged} files unchanged"
        counts = f"{done}, {len(self.rejected)} rejected"
        return f"{counts}, {copies} copies of others" if copies else counts


def run_here(chunks: Iterable[Chunk], order: Order) -> Iterator[Counts]:
    """The engine without a cluster: one chunk after the other, in this process."""
    workshop = Workshop.of(order)
    return (process(workshop, chunk) for chunk in chunks)


def ingest_folder(
    places: Iterable[str],
    order: Order,
    engine: Engine,
    *,
    chunk: int = CHUNK_CAPTURES,
    reparse: bool = False,
    watch: Watch | None = None,
) -> FolderSummary:
    """Bring the Parquet corpus into step with the files at `places`, then with the registry in what else it holds."""
    need_all()
    store = Store(order.folder)
    begin(store)
    items, listing = find_items(places, outside=store)
    ledger = Ledger(store)
    current = {} if reparse else ledger.current(order.recipe, order.limits)
    todo = [item for item in items if current.get(item.id) != item.token]
    run = ledger.next_run
    chunks = [
        *chunks_of(todo, run, chunk),
        *stored_chunks(_stale(ledger, order, listing.files), run, chunk),
    ]
    counts: Counter[str] = Counter()
    if chunks:
        done = engine(chunks, order)
        for each in watch(done, len(chunks)) if watch else done:
            counts.update(each)
    seal(store, order.registry, listing)
    rejected = [Refusal(*row) for row in Ledger(store).rejects(listing.items)]
    with reading_folder(order.folder) as reader:
        totals, corrections = _totals(reader), list(standings(reader, order.registry.corrections))
    return FolderSummary(dict(counts), len(items) - len(todo), rejected, totals, corrections)


def _stale(ledger: Ledger, order: Order, files: Iterable[str]) -> Iterator[Stored]:
    """Captures of files not in this run that another registry or version parsed."""
    return (Stored(*row) for row in ledger.stale(order.recipe, files))


def _totals(reader: Reader) -> Totals:
    sql = (
        "SELECT (SELECT count(*) FROM captures), (SELECT count(*) FROM articles), "
        "(SELECT count(*) FROM blocks WHERE role = 'repeat')"
    )
    ((captures, articles, repeats),) = reader.execute(sql)
    return Totals(captures, articles, repeats)
