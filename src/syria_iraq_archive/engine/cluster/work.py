"""What is done with portions: read, parse, append. The same here and on a worker of a cluster."""

import hashlib
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import Any, NamedTuple

from syria_iraq_archive.capture.choice import EVERY_KNOWN_KIND, Choice, PassedOver
from syria_iraq_archive.corpus.lake.batch import BatchWriter, FileLook
from syria_iraq_archive.corpus.lake.counting import connect, sql_list
from syria_iraq_archive.corpus.lake.folder import Lake
from syria_iraq_archive.corpus.location import Location
from syria_iraq_archive.corpus.recipe import Recipe
from syria_iraq_archive.corpus.rows import CaptureRows, original_bytes
from syria_iraq_archive.engine.cluster.places import PORTION_BYTES, ListedFile, Portion
from syria_iraq_archive.engine.cluster.readers import holds_rows, read_file, read_rows
from syria_iraq_archive.engine.work import Done, Engine, Rejected, Step, Task, rejected
from syria_iraq_archive.errors import CaptureFailed, InvariantBroken, MissingExtra
from syria_iraq_archive.registry.load import Registry

Counts = dict[str, int]  # by outcome, and `copies`: of bytes met before


@dataclass(frozen=True, slots=True)
class RunOrder:
    """What is to be done with all portions of a run: this travels."""

    registry: Registry
    recipe: Recipe
    folder: str
    max_bytes: int
    choice: Choice = EVERY_KNOWN_KIND
    run_id: str = ""
    most: int = 2_000  # captures that are appended at once

    @property
    def limits(self) -> str:
        """What beside the recipe decides which captures are taken."""
        wanted = "" if self.choice == EVERY_KNOWN_KIND else f"/{self.choice}"
        return f"/{self.max_bytes}{wanted}"


class _Met(NamedTuple):
    """A capture met: in which item, where, and its bytes or why there are none."""

    file: ListedFile
    location: Location
    data: bytes | Rejected
    unread: bool = False  # there are none for a reason that isn't the file's
    passed_over: bool = False  # it isn't wanted

    def look(self, order: RunOrder, sha256: str | None, outcome: str, reason: str | None) -> FileLook:
        """What is recorded of it."""
        recipe = order.recipe.of(sha256 or "") + (order.limits if outcome in ("rejected", "passed over") else "")
        file = self.file
        return FileLook(file.item, file.file, file.token, *self.location, sha256, recipe, outcome, reason)


def carry_out(portions: Iterable[Portion], order: RunOrder, engine: Engine) -> Iterator[Counts]:
    """Have the engine parse what the portions hold, and append it; what was done, each time that much is appended.

    Raises `CorpusError` if the lake can't be written to; of a capture, nothing.
    """
    lake = Lake(order.folder)
    writer = BatchWriter(lake, order.run_id)
    waiting: deque[tuple[_Met, str | None]] = deque()  # what the engine has, in its order
    asked: set[str] = set()
    known: dict[str, tuple[str, str | None, str]] = {}  # what became of these bytes, why, and in which batch
    counts: Counter[str] = Counter()

    def steps() -> Iterator[Step]:
        for met in (each for portion in portions for each in _contents(portion, order, lake)):
            if isinstance(met.data, Rejected):
                waiting.append((met, None))
                yield Done(met.data, None, met.location)
                continue
            sha256 = hashlib.sha256(met.data).hexdigest()
            waiting.append((met, sha256))
            if sha256 in asked:
                yield Done(None, sha256, met.location)
                continue
            asked.add(sha256)
            yield Task(met.data, sha256, met.location)

    for done in engine(steps()):
        met, sha256 = waiting.popleft()
        if done.result is None and sha256:
            outcome, reason, batch = known[sha256]
            counts["copies"] += outcome == "capture"
        else:
            outcome, reason = _taken(writer, done, met, order)
            batch = writer.batch
            if sha256:
                known[sha256] = (outcome, reason, batch)
        writer.look(met.look(order, sha256, outcome, reason), batch)
        counts[outcome] += 1
        if writer.captures >= order.most or writer.characters >= PORTION_BYTES:
            writer.flush()
            asked = {sha256 for _, sha256 in waiting if sha256}
            known = {sha256: known[sha256] for sha256 in asked & known.keys()}
            yield dict(counts)
            counts.clear()
    writer.finish()
    yield dict(counts)


def give_up(order: RunOrder, portion: Portion, reason: str) -> Counts:
    """Record that the program failed on what the portion holds."""
    writer = BatchWriter(Lake(order.folder), order.run_id)
    for file in portion.files:
        met = _Met(file, Location(file.folder, file.path), Rejected(file.path, reason))
        writer.look(met.look(order, file.sha256, "failed", reason))
    writer.finish()
    return {"failed": len(portion.files)}


def _taken(writer: BatchWriter, done: Done, met: _Met, order: RunOrder) -> tuple[str, str | None]:
    """Take in what came of a capture: the outcome, and why it isn't taken."""
    result = done.result
    if isinstance(result, CaptureRows):
        try:
            writer.add(result, met.location, order.recipe.of(result.capture.sha256))
        except (InvariantBroken, UnicodeEncodeError) as error:
            return "failed", f"the program's result doesn't fit the corpus, please report: {error}"
        return "capture", None
    assert isinstance(result, Rejected)
    if met.passed_over:
        return "passed over", result.reason
    if met.unread:
        return "unread", result.reason
    return "failed" if result.failed else "rejected", result.reason


def _contents(portion: Portion, order: RunOrder, lake: Lake) -> Iterator[_Met]:
    for file in portion.files:
        try:
            if not file.sha256:
                yield from _contents_of(file, order)
        except Exception as error:  # noqa: BLE001 - a file that can't be read to its end doesn't stop the rest
            refusal = Rejected(file.path, f"can't be read: {type(error).__name__}: {error}")
            yield _Met(file, Location(file.folder, file.path), refusal, unread=True)
    yield from _kept([file for file in portion.files if file.sha256], lake)


def _contents_of(file: ListedFile, order: RunOrder) -> Iterator[_Met]:
    in_rows = holds_rows(file.path) and not file.refusal
    if in_rows:
        items = read_rows(file.address, file.path, order.max_bytes, file.group)
    else:
        items = read_file(file.address, file.path, order.max_bytes, file.refusal, order.choice)
    empty = True
    for item in items:
        empty = False
        location = Location(file.file if in_rows and item.path != file.path else file.folder, item.path)
        if item.data is not None:
            yield _Met(file, location, item.data)
        elif item.refusal:
            of_system = isinstance(item.refusal.__cause__, OSError)
            unread = of_system or isinstance(item.refusal, MissingExtra | CaptureFailed)
            unwanted = isinstance(item.refusal, PassedOver)
            yield _Met(file, location, rejected(item.path, item.refusal), unread, unwanted)
    if empty:
        nothing = Rejected(file.path, "holds nothing that could be taken")
        yield _Met(file, Location(file.folder, file.path), nothing)


def _kept(files: Iterable[ListedFile], lake: Lake) -> Iterator[_Met]:
    """Captures of files that aren't at hand, from what the lake holds of them."""
    wanted: dict[tuple[str, str], list[ListedFile]] = {}  # of the same bytes there may be several files
    for file in files:
        wanted.setdefault((str(file.sha256), str(file.batch)), []).append(file)
    if not wanted:
        return
    sha256s, batches = (sql_list(sorted(set(values))) for values in zip(*wanted, strict=True))
    sql = (
        "SELECT sha256, batch, text, encoding, content "
        f"FROM read_parquet({sql_list(lake.files('captures', lake.table('captures')))}) "
        f"WHERE batch IN {batches} AND sha256 IN {sha256s}"
    )
    with closing(connect(lake)) as connection:
        cursor = connection.execute(sql)
        while rows := cursor.fetchmany(100):
            for sha256, batch, text, encoding, content in rows:
                for file in wanted.pop((sha256, batch), []):
                    data = _bytes_of({"text": text, "encoding": encoding, "content": content}, file.path)
                    yield _Met(file, Location(file.folder, file.path), data)


def _bytes_of(row: Mapping[str, Any], path: str) -> bytes | Rejected:
    try:
        return original_bytes(row)
    except (ValueError, LookupError) as error:
        return Rejected(path, f"can't be parsed again from the corpus: {error}", failed=True)
