"""A run that brings a lake into step with files: list, have portions done, end. Whatever stops it, the next goes on.

What a run appends counts when it stands in ``runs`` as finished. Of a run that came to no end, the next takes over
what is still as it was found, and parses the rest.
"""

import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from typing import NamedTuple

from syria_iraq_archive.capture.choice import PassedOver
from syria_iraq_archive.corpus.corrections import Standing, standings
from syria_iraq_archive.corpus.lake.batch import BatchWriter, FileLook
from syria_iraq_archive.corpus.lake.counting import LakeState, among_runs
from syria_iraq_archive.corpus.lake.folder import Lake
from syria_iraq_archive.corpus.lake.ledger import Ledger
from syria_iraq_archive.corpus.lake.reader import as_corpus_errors, reading_lake
from syria_iraq_archive.corpus.lake.tables import RUNS
from syria_iraq_archive.corpus.lake.upkeep import KEEP_HOURS, keep_up, oldest
from syria_iraq_archive.corpus.rows import actor_name_rows, actor_rows, source_rows
from syria_iraq_archive.corpus.writer import Totals
from syria_iraq_archive.engine.cluster.places import ListedFile, Listing, Portion, list_places, portions_of
from syria_iraq_archive.engine.cluster.work import Counts, RunOrder
from syria_iraq_archive.engine.summary import PassedOverFiles
from syria_iraq_archive.errors import CorpusError

Workforce = Callable[[Sequence[Portion], RunOrder], Iterator[Counts]]  # has portions done
Progress = Callable[[Iterator[Counts], int], Iterable[Counts]]  # shows it; given the number of portions

_REGISTRY_ROWS = {"sources": source_rows, "actors": actor_rows, "actor_names": actor_name_rows}
_TRIES = 1_000  # to end, as long as others do at the same moment


class Refusal(NamedTuple):
    """A file that isn't in the corpus, and why; `failed`, if not by its own fault."""

    path: str
    reason: str
    failed: bool


@dataclass(frozen=True, slots=True)
class LakeSummary:
    """What a run did, and what the lake holds now."""

    counts: Counts
    unchanged: int  # files, or parts of files
    refused: list[Refusal]
    passed_over: PassedOverFiles
    totals: Totals
    corrections: list[Standing]  # of the registry, as they stand in the corpus

    def __str__(self) -> str:
        copies, failed = self.counts.get("copies", 0), sum(each.failed for each in self.refused)
        done = f"{self.counts.get('capture', 0) - copies} parsed, {self.unchanged} files unchanged"
        counts = f"{done}, {len(self.refused) - failed} rejected"
        more = (f"{failed} failed" if failed else "", f"{copies} copies of others" if copies else "")
        return ", ".join(filter(None, (counts, *more, str(self.passed_over))))


def ingest_into_lake(
    places: Iterable[str],
    order: RunOrder,
    workforce: Workforce,
    *,
    reparse: bool = False,
    progress: Progress = lambda done, _: done,
) -> LakeSummary:
    """Bring the lake into step with the files at `places`, then with the registry in what else it holds."""
    lake = Lake(order.folder)
    lake.begin()
    listing = list_places(places, order.choice, outside=lake)
    counts: Counter[str] = Counter()
    with as_corpus_errors(lake):
        todo, done_before, changed = _to_do(lake, order, listing, reparse=reparse)
        if todo or done_before or changed:
            order = replace(order, run_id=f"{oldest(0)}-{uuid.uuid4().hex[:8]}")
            with _running(lake, order):
                _take_over(lake, order, done_before)
                portions = portions_of(todo, order.most)
                for done in progress(workforce(portions, order), len(portions)) if portions else ():
                    counts.update(done)
                _end(lake, order, listing)
            keep_up(lake)
    return _summary(lake, order, listing, counts, len(listing.wanted) - sum(not file.sha256 for file in todo))


def _to_do(
    lake: Lake, order: RunOrder, listing: Listing, *, reparse: bool
) -> tuple[list[ListedFile], list[tuple[str, ...]], bool]:
    """What to look at and parse; what of it an unfinished run has done; and whether there is a run without either."""
    with closing(LakeState(lake)) as state:
        ledger = Ledger(state, order.recipe, order.limits)
        current = {} if reparse else ledger.current()
        todo = [file for file in listing.wanted if current.get(file.item) != file.token]
        for batch, sha256, file, token, folder, path in ledger.stale({file.file for file in listing.files}):
            todo.append(ListedFile(file, path, folder, token, sha256=sha256, batch=batch))
        # What is about to be deleted isn't taken over.
        tokens = () if reparse else ((file.item, file.token) for file in todo)
        rows = ledger.unfinished(tokens, oldest(KEEP_HOURS / 2))
        done = {row[0] for row in rows}
        changed = state.registry is None or state.registry[0] != order.recipe.common
        changed = changed or bool(ledger.gone(*listing.names))
        return [file for file in todo if file.item not in done], rows, changed


@contextmanager
def _running(lake: Lake, order: RunOrder) -> Iterator[None]:
    """Say in ``runs`` that a run has begun, and if it comes to no end that it is left, as far as one can say it."""
    lake.append(RUNS.name, [(order.run_id, "begun", None, order.recipe.common, None)])
    try:
        yield
    except BaseException:
        with suppress(Exception):  # it may be the lake that is gone
            lake.append(RUNS.name, [(order.run_id, "left", None, order.recipe.common, None)])
        raise


def _take_over(lake: Lake, order: RunOrder, rows: Iterable[tuple[str, ...]]) -> None:
    """Let what an unfinished run has looked at be ours, with the rows that it has written."""
    writer = BatchWriter(lake, order.run_id)
    for *look, batch in rows:
        writer.look(FileLook(*look), batch)
    writer.finish()


def _end(lake: Lake, order: RunOrder, listing: Listing) -> None:
    """Record what is gone, and the registry if it is another, and let the run count."""
    from deltalake.exceptions import CommitFailedError

    with closing(LakeState(lake, order.run_id)) as state:
        writer = BatchWriter(lake, order.run_id)
        for item, file, token, folder, path in Ledger(state, order.recipe, order.limits).gone(*listing.names):
            writer.look(FileLook(item, file, token, folder, path, None, "", "gone"))
        writer.finish()
        before = state.registry
    if before is None or before[0] != order.recipe.common:
        for name, rows_of in _REGISTRY_ROWS.items():
            lake.append(name, [(*row, order.run_id, order.run_id) for row in rows_of(order.registry)])
        before = (order.recipe.common, order.run_id)
    for _ in range(_TRIES):
        with suppress(CommitFailedError):  # another run ended first: of two none has the other's number
            runs = lake.table(RUNS.name)
            row = (order.run_id, "finished", 1 + among_runs(lake, runs, "max(number)"), *before)
            lake.append(RUNS.name, [row], after=runs)
            return
    raise CorpusError("too many runs end at once", place=lake.address, hint="run the same command again")


def _summary(lake: Lake, order: RunOrder, listing: Listing, counts: Counts, unchanged: int) -> LakeSummary:
    with closing(LakeState(lake)) as state:
        ledger = Ledger(state, order.recipe, order.limits)
        refused = ledger.refusals(file.item for file in listing.wanted)
        passed_over = PassedOverFiles()
        for file in listing.files:
            if file.passed_over:
                passed_over.add(file.path, file.passed_over)
        for path, reason in ledger.passed_over(file.item for file in listing.wanted):
            passed_over.add(path, PassedOver(reason))
    with reading_lake(order.folder) as reader:
        corrections = list(standings(reader, order.registry.corrections))
        ((captures, articles, repeats),) = reader.execute(
            "SELECT (SELECT count(*) FROM captures), (SELECT count(*) FROM articles), "
            "(SELECT count(*) FROM blocks WHERE role = 'repeat')"
        )
    return LakeSummary(
        dict(counts),
        unchanged,
        [Refusal(*row) for row in refused],
        passed_over,
        Totals(captures, articles, repeats),
        corrections,
    )
