"""What a worker does: of a chunk read, parse, write, commit; and merge. Nothing travels back but numbers and names."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

from syria_iraq_archive.capture.choice import EVERY_KNOWN_KIND, Choice, PassedOver
from syria_iraq_archive.corpus.location import Location
from syria_iraq_archive.corpus.parquet.chunk import ChunkRows, Input, commit, counts_of
from syria_iraq_archive.corpus.parquet.merge import Merge, merge
from syria_iraq_archive.corpus.parquet.store import Store, file_system
from syria_iraq_archive.corpus.recipe import Recipe
from syria_iraq_archive.corpus.rows import original_bytes
from syria_iraq_archive.engine.cluster.items import Chunk, Item, Stored
from syria_iraq_archive.engine.cluster.readers import CAPTURE, READERS, Source
from syria_iraq_archive.engine.work import Parsed, Rejected, Run, parse_bytes, rejected
from syria_iraq_archive.errors import ArchiveError, CaptureFailed, CaptureRejected, InvariantBroken, MissingExtra
from syria_iraq_archive.pipeline import Pipeline
from syria_iraq_archive.registry.load import Registry

Task = Chunk | Merge
Session = Callable[[Iterable[Task]], Iterator[Any]]  # has tasks done; what each comes to, in any order
Counts = dict[str, int]  # by outcome, and `copies`: of bytes met before in the chunk


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be done with all chunks of a run: this travels."""

    registry: Registry
    recipe: Recipe
    folder: str
    max_bytes: int
    choice: Choice = EVERY_KNOWN_KIND

    @property
    def limits(self) -> str:
        """What beside the recipe decides which captures are taken."""
        wanted = "" if self.choice == EVERY_KNOWN_KIND else f"/{self.choice}"
        return f"/{self.max_bytes}{wanted}"


Engine = Callable[[Order], AbstractContextManager[Session]]


@dataclass(frozen=True, slots=True)
class Workshop:
    """An order with the pipeline compiled for it: this doesn't travel."""

    run: Run
    order: Order

    @classmethod
    def of(cls, order: Order) -> Self:
        """The workshop for an order."""
        return cls(Pipeline(order.registry).run, order)


class _Look(NamedTuple):
    """A capture met: where, in which item, and its bytes or why there are none."""

    item: str
    file: str
    token: str
    folder: str
    path: str
    data: bytes | Rejected
    outcome: str = "rejected"  # where there are none


def do(workshop: Workshop, task: Task) -> Any:
    """Do a task: the counts of a chunk, the files of a merge."""
    if isinstance(task, Merge):
        return merge(Store(workshop.order.folder), task)
    return process(workshop, task)


def process(workshop: Workshop, chunk: Chunk) -> Counts:
    """Write and commit what the chunk holds; its counts. Of one that is committed, only these.

    Raises what the folder's file system raises when it can't be written to; of a capture, nothing.
    """
    order = workshop.order
    store = Store(order.folder)
    if (done := counts_of(store, chunk.id)) is not None:  # by a worker that died before it could say so
        return done
    rows = ChunkRows(chunk.id)
    counts: Counter[str] = Counter()
    looks = list(_looks(chunk, order))
    met: dict[str, tuple[str, str | None]] = {}
    # Of several with the same bytes the first by path is written.
    for look in sorted(looks, key=lambda look: (look.path, look.folder)):
        sha256 = None if isinstance(look.data, Rejected) else hashlib.sha256(look.data).hexdigest()
        if sha256 in met:
            outcome, reason = met[sha256]
            counts["copies"] += outcome == "capture"
        else:
            outcome, reason = _outcome(workshop, rows, look)
            if sha256:
                met[sha256] = (outcome, reason)
        counts[outcome] += 1
        recipe = order.recipe.of(sha256 or "") + (order.limits if outcome in ("rejected", "passed over") else "")
        rows.look(Input(look.item, look.file, look.token, look.folder, look.path, sha256, recipe, outcome, reason))
    commit(store, chunk.id, rows.write(store), counts)
    return dict(counts)


def give_up(order: Order, chunk: Task, reason: str) -> Counts:
    """Commit that the chunk's captures aren't in the corpus, for a reason that is the program's.

    Raises `ArchiveError` of what isn't a chunk: without it the corpus can't be made.
    """
    if isinstance(chunk, Merge):
        hint = "give workers more memory, and run the same command again"
        raise ArchiveError(f"workers died on merging {chunk.table}", place=order.folder, hint=hint)
    rows = ChunkRows(chunk.id)
    recipe = order.recipe.common
    for item in chunk.items:
        rows.look(Input(item.id, item.file, item.token, item.folder, item.path, None, recipe, "failed", reason))
    for each in chunk.stored:
        rows.look(
            Input(each.item, each.file, each.token, each.folder, each.path, each.sha256, recipe, "failed", reason)
        )
    counts = {"failed": len(chunk.items) + len(chunk.stored)}
    store = Store(order.folder)
    commit(store, chunk.id, rows.write(store), counts)
    return counts


def _outcome(workshop: Workshop, rows: ChunkRows, look: _Look) -> tuple[str, str | None]:
    """Parse a capture and take it in: what became of it, and why."""
    if isinstance(look.data, Rejected):
        return look.outcome, look.data.reason
    result = parse_bytes(workshop.run, look.data, look.path)
    if isinstance(result, Parsed):
        sha256 = result.capture.capture.sha256
        try:
            rows.add(result.capture, Location(look.folder, look.path), workshop.order.recipe.of(sha256))
        except (InvariantBroken, UnicodeEncodeError) as error:
            return "failed", f"the program's result doesn't fit the corpus, please report: {error}"
        return "capture", None
    return "failed" if result.failed else "rejected", result.reason


def _looks(chunk: Chunk, order: Order) -> Iterator[_Look]:
    for item in chunk.items:
        try:
            yield from _look(item, order)
        except Exception as error:  # noqa: BLE001 - a file that can't be read to its end doesn't stop the rest
            rejection = Rejected(item.path, f"can't be read: {type(error).__name__}: {error}")
            yield _Look(item.id, item.file, item.token, item.folder, item.path, rejection, "unread")
    yield from _stored(chunk, order.folder)


def _look(item: Item, order: Order) -> Iterator[_Look]:
    fs, place = file_system(item.address)
    reader = READERS[item.reader]
    empty = True
    for path, data in reader.read(
        Source(fs, place, item.path, item.piece, item.refusal, order.choice), order.max_bytes
    ):
        empty = False
        folder = item.folder if item.reader == CAPTURE else item.file
        if isinstance(data, CaptureRejected):
            unread = isinstance(data.__cause__, OSError | MissingExtra | CaptureFailed)
            outcome = "unread" if unread else "passed over" if isinstance(data, PassedOver) else "rejected"
            yield _Look(item.id, item.file, item.token, folder, path, rejected(path, data), outcome)
        else:
            yield _Look(item.id, item.file, item.token, folder, path, data)
    if empty:
        nothing = Rejected(item.path, "holds nothing that could be taken")
        yield _Look(item.id, item.file, item.token, item.folder, item.path, nothing)


def _stored(chunk: Chunk, folder: str) -> Iterator[_Look]:
    """Captures of files that aren't at hand, from the text that a corpus holds of them."""
    import pyarrow.parquet as pq

    store = Store(folder)
    for part in sorted({each.part for each in chunk.stored}):
        wanted: dict[str, list[Stored]] = {}  # of the same bytes there may be several files
        for each in chunk.stored:
            if each.part == part:
                wanted.setdefault(each.sha256, []).append(each)
        with store.fs.open(store.place(part), "rb") as file:
            filters = [("sha256", "in", list(wanted))]
            columns = ["sha256", "text", "encoding", "content"]
            texts = pq.read_table(file, columns=columns, filters=filters).to_pylist()
        for row in texts:
            for each in wanted[row["sha256"]]:
                data = _kept_bytes(row, each)
                outcome = "failed" if isinstance(data, Rejected) else "capture"
                yield _Look(each.item, each.file, each.token, each.folder, each.path, data, outcome)


def _kept_bytes(row: Mapping[str, Any], stored: Stored) -> bytes | Rejected:
    try:
        return original_bytes(row)
    except (ValueError, LookupError) as error:
        return Rejected(stored.path, f"can't be parsed again from the corpus: {error}", failed=True)
