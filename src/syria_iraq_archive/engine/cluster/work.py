"""What is done with the files of a run: read, parse, append. The same here and on a worker of a cluster."""

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from syria_iraq_archive.capture.choice import EVERY_KNOWN_KIND, Choice, PassedOver
from syria_iraq_archive.capture.containers.container import ReadItem
from syria_iraq_archive.capture.containers.items import read_items, stream_items
from syria_iraq_archive.capture.containers.limits import ReadLimits
from syria_iraq_archive.corpus.lake.folder import Lake, file_system, is_local
from syria_iraq_archive.corpus.lake.write import BatchWriter
from syria_iraq_archive.corpus.location import Location
from syria_iraq_archive.corpus.recipe import Recipe
from syria_iraq_archive.corpus.rows import CaptureRows
from syria_iraq_archive.engine.cluster.places import ListedFile
from syria_iraq_archive.engine.work import Done, Engine, Rejected, Step, Task, failed, rejected
from syria_iraq_archive.errors import CaptureFailed, InvariantBroken
from syria_iraq_archive.registry.load import Registry

BATCH_CHARACTERS = 32_000_000
"""How much is appended at once: enough for files of a useful size, few enough to lose little."""

PASSED_OVER = "passed over"


@dataclass(frozen=True, slots=True)
class RunOrder:
    """What is to be done with all files of a run: this travels."""

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


def carry_out(files: Iterable[ListedFile], order: RunOrder, engine: Engine) -> Iterator[str]:
    """Have the engine parse what the files hold, and append it; for each capture met, what became of it.

    That is `added`, `updated`, `copies` (of bytes met before), or the outcome in ``files``. Raises `CorpusError` if the
    lake can't be written to; of a capture, nothing.
    """
    writer = BatchWriter(Lake(order.folder), order.run_id)
    waiting: deque[tuple[ListedFile, bool]] = deque()  # what the engine has; whether it is passed over
    met: dict[str, Rejected | None] = {}  # hashes, and why they weren't taken

    def steps() -> Iterator[Step]:
        for file in files:
            for item in _items(file, order):
                location = Location(file.folder, item.path)
                waiting.append((file, isinstance(item.refusal, PassedOver)))
                if item.data is None:
                    assert item.refusal
                    yield Done(rejected(item.path, item.refusal), None, location)
                    continue
                sha256 = hashlib.sha256(item.data).hexdigest()
                yield Done(None, sha256, location) if sha256 in met else Task(item.data, sha256, location)
                met.setdefault(sha256)

    for done in engine(steps()):
        file, is_passed_over = waiting.popleft()
        refusal = met[str(done.sha256)] if done.result is None else _take(writer, done, order)
        if done.sha256:
            met[done.sha256] = refusal
        outcome = "capture"
        if refusal:
            outcome = PASSED_OVER if is_passed_over else "failed" if refusal.failed else "rejected"
        recipe = order.recipe.of(done.sha256 or "") + (order.limits if refusal else "")
        reason = refusal.reason if refusal else None
        writer.look(*file.known, done.location.path, done.sha256, recipe, outcome, reason)
        taken = "copies" if done.result is None else "updated" if file.is_known else "added"
        yield outcome if refusal else taken
        if writer.captures >= order.most or writer.characters >= BATCH_CHARACTERS:
            writer.flush()
    writer.flush()


def give_up(file: ListedFile, order: RunOrder, reason: str) -> str:
    """Record that the program failed on a file; return what became of it."""
    writer = BatchWriter(Lake(order.folder), order.run_id)
    writer.look(*file.known, file.found.path, None, "", "failed", failed(file.found.path, reason).reason)
    writer.flush()
    return "failed"


def _take(writer: BatchWriter, done: Done, order: RunOrder) -> Rejected | None:
    """Take in what came of a capture; or why it isn't taken."""
    if isinstance(done.result, Rejected):
        return done.result
    assert isinstance(done.result, CaptureRows)
    try:
        writer.add(done.result, done.location, order.recipe.of(done.result.capture.sha256))
    except (InvariantBroken, UnicodeEncodeError) as error:
        return failed(done.location.path, f"its result doesn't fit the corpus: {error}")
    return None


def _items(file: ListedFile, order: RunOrder) -> Iterator[ReadItem]:
    """The captures in a file. A file that can't be read to its end doesn't stop the rest."""
    limits = ReadLimits(member=order.max_bytes)
    try:
        fs, place = file_system(file.address)
        if is_local(fs):
            yield from read_items(file.found._replace(location=Path(place)), limits, order.choice)
        else:
            with fs.open(place, "rb") as stream:
                yield from stream_items(stream, file.found.path, limits, order.choice)
    except Exception as error:  # noqa: BLE001 - storages fail in more ways than they declare
        yield ReadItem(file.found.path, None, CaptureFailed(f"can't be read: {type(error).__name__}: {error}"))
