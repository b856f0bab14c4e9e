"""Ingest into a folder of Parquet tables: list, have chunks processed, seal. Whatever stops it, the next run goes on.

What a run commits counts for later runs at once, and for readers when the run ends and its snapshot is published.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from syria_iraq_archive.capture.choice import PassedOver
from syria_iraq_archive.corpus.corrections import Standing, standings
from syria_iraq_archive.corpus.parquet.duck import Reader, reading_folder
from syria_iraq_archive.corpus.parquet.extra import need_all
from syria_iraq_archive.corpus.parquet.ledger import Ledger
from syria_iraq_archive.corpus.parquet.merge import living, recorded
from syria_iraq_archive.corpus.parquet.seal import seal, unmerged
from syria_iraq_archive.corpus.parquet.snapshot import begin, latest
from syria_iraq_archive.corpus.parquet.store import Store
from syria_iraq_archive.corpus.writer import Totals
from syria_iraq_archive.engine.cluster.items import CHUNK_CAPTURES, Stored, chunks_of, find_items, stored_chunks
from syria_iraq_archive.engine.cluster.work import Counts, Engine, Order, Session, Workshop, do
from syria_iraq_archive.engine.summary import PassedOverFiles

Watch = Callable[[Iterable[Any], int, str], Iterable[Any]]  # shows progress; given the number of tasks, and what it is


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
    passed_over: PassedOverFiles
    totals: Totals
    corrections: list[Standing]  # of the registry, as they stand in the corpus

    def __str__(self) -> str:
        copies = self.counts.get("copies", 0)
        done = f"{self.counts.get('capture', 0) - copies} parsed, {self.unchanged} files unchanged"
        counts = f"{done}, {len(self.rejected)} rejected"
        alike = f"{copies} copies of others" if copies else ""
        return ", ".join(filter(None, (counts, alike, str(self.passed_over))))


@contextmanager
def here(order: Order) -> Iterator[Session]:
    """The engine without a cluster: one task after the other, in this process."""
    workshop = Workshop.of(order)
    yield lambda tasks: (do(workshop, task) for task in tasks)


def unwatched(done: Iterable[Any], _number: int, _what: str) -> Iterable[Any]:
    """No progress is shown."""
    return done


def ingest_folder(
    places: Iterable[str],
    order: Order,
    engine: Engine,
    *,
    chunk: int = CHUNK_CAPTURES,
    reparse: bool = False,
    watch: Watch = unwatched,
) -> FolderSummary:
    """Bring the Parquet corpus into step with the files at `places`, then with the registry in what else it holds."""
    need_all()
    store = Store(order.folder)
    begin(store)
    items, listing = find_items(places, order.choice, outside=store)
    wanted = [item for item in items if not item.passed_over]
    ledger = Ledger(store)
    current = {} if reparse else ledger.current(order.recipe, order.limits)
    todo = [item for item in wanted if current.get(item.id) != item.token]
    run = ledger.next_run
    chunks = [
        *chunks_of(todo, run, chunk),
        *stored_chunks(_stale(ledger, order, listing.files), run, chunk),
    ]
    counts: Counter[str] = Counter()
    with ExitStack() as stack:
        session = cache(lambda: stack.enter_context(engine(order)))  # begun when there is something to do
        if chunks:
            for each in watch(session()(chunks), len(chunks), "chunks"):
                counts.update(each)
        seal(ledger, order.registry, listing, lambda tasks: watch(session()(tasks), len(tasks), "tables"))
    rejected = [Refusal(*row) for row in ledger.rejects(item.id for item in wanted)]
    passed_over = PassedOverFiles()
    for item in items:
        if item.passed_over:
            passed_over.add(item.path, item.passed_over)
    for path, reason in ledger.passed_over(item.id for item in wanted):
        passed_over.add(path, PassedOver(reason))
    with reading_folder(order.folder) as reader:
        totals, corrections = _totals(reader), list(standings(reader, order.registry.corrections))
    return FolderSummary(dict(counts), len(wanted) - len(todo), rejected, passed_over, totals, corrections)


def _stale(ledger: Ledger, order: Order, files: Iterable[str]) -> Iterator[Stored]:
    """Captures of files not in this run that another registry or version parsed; those of a file of ours together."""
    stale = ledger.stale(order.recipe, files)
    if not stale:
        return
    merges = recorded(ledger.store)
    parts = [part for merged in living(merges) for part in merged.parts]
    parts += (part for chunk in unmerged(ledger, latest(ledger.store), merges) for part in ledger.parts[chunk])
    names = [part.name for part in parts if part.table == "captures"]
    place = ledger.holding(names, {sha256 for sha256, *_ in stale})
    yield from sorted(Stored(place[sha256], sha256, *rest) for sha256, *rest in stale)


def _totals(reader: Reader) -> Totals:
    sql = (
        "SELECT (SELECT count(*) FROM captures), (SELECT count(*) FROM articles), "
        "(SELECT count(*) FROM blocks WHERE role = 'repeat')"
    )
    ((captures, articles, repeats),) = reader.execute(sql)
    return Totals(captures, articles, repeats)
