"""Ingest: from files to a corpus that holds exactly what is in them, however often and in whatever order it runs.

Three stages, of which only the middle one is slow: *look* reads and hashes what a file holds and says whether there is
anything to do; an engine *works*, here or in other processes; *record* writes, many captures in one transaction.

Nothing is forgotten. If other bytes, in which something was found, have taken the place of a capture, and its own were
met nowhere else, it is kept as their earlier version. One that fails or is rejected now stays as it was, and so does
one whose file is gone, unless it is to be pruned. What a curator has removed is passed over.
"""

import gc
import hashlib
import json
import os
import sqlite3
import time
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from syria_iraq_archive.capture.choice import BETWEEN, EVERY_KNOWN_KIND, Choice, PassedOver
from syria_iraq_archive.capture.containers.items import read_items
from syria_iraq_archive.capture.containers.limits import ReadLimits
from syria_iraq_archive.capture.files import CaptureFile, opened
from syria_iraq_archive.capture.formats.base import would_extract_alike
from syria_iraq_archive.corpus import kept_digests, versions
from syria_iraq_archive.corpus.location import Location, locate, locate_folder, with_containers
from syria_iraq_archive.corpus.recipe import Recipe
from syria_iraq_archive.corpus.rows import CaptureRows, original_bytes
from syria_iraq_archive.corpus.similar.link import link
from syria_iraq_archive.corpus.stories.link import link_stories
from syria_iraq_archive.corpus.writer import MISFITS, Writer
from syria_iraq_archive.engine.failures import Failures
from syria_iraq_archive.engine.merging import Merging
from syria_iraq_archive.engine.summary import Summary
from syria_iraq_archive.engine.work import Done, Engine, PackedRows, Rejected, Step, Task, failed, rejected
from syria_iraq_archive.errors import ArchiveError, InvariantBroken
from syria_iraq_archive.registry.load import Registry

MOST_BYTES = 2**62
Watch = Callable[[Iterator[Done]], Iterator[Done]]  # passes results on, and shows progress


class Build:
    """Brings a migrated corpus, open for writing by us alone, into step with captures and registry.

    `corpus` is the path of its file, which locations of captures are seen from; `version` the program's. Captures with
    the hashes in `removed` are passed over, and go if they are there. `begun` says that the corpus was just begun with
    this very registry, and holds nothing else.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        corpus: Path,
        engine: Engine,
        registry: Registry,
        version: str,
        removed: Collection[str] = (),
        *,
        begun: bool = False,
    ) -> None:
        self._connection = connection
        self._corpus = corpus
        self._engine = engine
        self._registry = registry
        self._begun = begun
        self._recipe = Recipe(registry, version)
        self._removed = removed

    def run(
        self,
        files: Iterable[CaptureFile],
        max_bytes: int,
        *,
        choice: Choice = EVERY_KNOWN_KIND,
        reparse: bool = False,
        watch: Watch = iter,
        folders: Iterable[Path] = (),
    ) -> Summary:
        """Read the files, parse what is new or was made in another way, link what is alike and what is of one story.

        Of archives among the files, what `choice` wants is taken. Captures of `folders` whose file is gone are counted.
        """
        with self._settled(reparse=reparse):
            return self._ingest(max_bytes, choice).run(files, watch, folders)

    def merge(self, other: sqlite3.Connection, place: Path, *, watch: Watch = iter) -> Summary:
        """Take in what another corpus, whose file is at `place`, holds; its versions come along."""
        with self._settled():
            return self._ingest(MOST_BYTES, EVERY_KNOWN_KIND).merge(other, place, watch)

    def again(self, sha256: str) -> Summary:
        """Parse one capture of the corpus once more, as after a correction of it."""
        with self._settled():
            return self._ingest(MOST_BYTES, EVERY_KNOWN_KIND).parse_again(sha256)

    def _ingest(self, max_bytes: int, choice: Choice) -> "_Ingest":
        return _Ingest(
            self._connection, self._corpus, self._engine, self._recipe, max_bytes, choice, removed=self._removed
        )

    @contextmanager
    def _settled(self, *, reparse: bool = False) -> Iterator[None]:
        """What comes before captures change, and after: the registry, what is alike, digests."""
        writer = Writer(self._connection)
        if not self._begun:
            writer.write_registry(self._registry)
        if reparse:
            writer.forget_recipes()
        yield
        if not self._begun:
            writer.forget_strangers(self._registry)
        self._begun = False
        link(self._connection)
        link_stories(self._connection)
        kept_digests.renew(self._connection)


def forget_captures(connection: sqlite3.Connection, hashes: Iterable[str]) -> None:
    """Remove these captures, with their earlier versions, from a migrated corpus that is open for writing."""
    writer = Writer(connection)
    with writer.batch():
        for sha256 in hashes:
            writer.forget(sha256)
    link(connection)
    kept_digests.renew(connection)
    writer.optimize()


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Don't look for reference cycles meanwhile: rows make none, and looking through them takes time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


_LAST = "\U0010ffff"  # sorts behind all that a path may go on with
_KNOWN_IN = """
    SELECT sha256, path, recipe, extractor FROM captures
    WHERE folder = ? AND (path = ? OR path > ? AND path < ?)
"""
_CURRENT = """
    SELECT recipe, extractor, folder, path,
           (SELECT count(*) FROM captures AS there WHERE there.path = found.path AND there.folder = found.folder)
    FROM captures AS found WHERE sha256 = ?
"""
_PERHAPS_STALE = """
    SELECT id FROM captures WHERE recipe < :common UNION SELECT id FROM captures WHERE recipe > :common
    UNION SELECT id FROM captures WHERE recipe = :common AND extractor IS NOT NULL
    UNION SELECT id FROM captures WHERE sha256 IN (SELECT value FROM json_each(:corrected))
"""


class _Known(NamedTuple):
    """A capture that the corpus has: its hash and path, and what it was made with."""

    sha256: str
    path: str
    recipe: str
    extractor: str | None


class _Ingest:
    """The part of a run that goes over files, and then over what the corpus holds of others."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        corpus: Path,
        engine: Engine,
        recipe: Recipe,
        max_bytes: int,
        choice: Choice = EVERY_KNOWN_KIND,
        *,
        removed: Collection[str] = (),
    ) -> None:
        self._removed = frozenset(removed)
        self._connection = connection
        self._corpus = corpus
        self._engine = engine
        self._recipe = recipe
        self._limits = ReadLimits(member=max_bytes)
        self._choice = choice
        self._writer = Writer(connection)
        self._met = _Met()  # hashes looked at in this run
        self._at_home: set[Location] = set()  # looked at, not recorded yet: what the corpus has there is what is there
        self._superseded: dict[str, str] = {}  # hashes in whose place something else was found, and what
        self._written_addresses: set[str] = set()  # of captures that were written in this run
        self._merged: set[str] = set()  # hashes that come out of another corpus
        self._outranked: set[str] = set()  # hashes of earlier versions that were met again
        self._outgrown: dict[str, Location] = {}  # hashes in whose place a container is now, and that place
        self._left: set[str] = set()  # hashes whose container doesn't hold them any more
        self._cured: set[Location] = set()  # places of failures that hold nothing any more
        self._failures = Failures(connection, self._writer, corpus)
        self._rejections: dict[str, Rejected] = {}
        self._summary = Summary()

    def run(self, files: Iterable[CaptureFile], watch: Watch = iter, folders: Iterable[Path] = ()) -> Summary:
        """Bring the corpus into step with `files`, then with the registry in what it holds of other files.

        Of captures in `folders`, those whose file is gone are counted.
        """
        with closing(self._met):
            self._forget_removed()
            self._record_all(watch(self._engine(chain.from_iterable(map(self._look, files)))))
            self._retire_superseded()
            self._record_all(self._engine(self._stale()))
            gone = sorted(self._gone(folders), key=lambda each: each[1])
            self._summary.gone = [path for _, path in gone]
            self._summary.gone_hashes = [sha256 for sha256, _ in gone]
        return self._summary

    def merge(self, other: sqlite3.Connection, place: Path, watch: Watch = iter) -> Summary:
        """Take in the captures of another corpus, whose file is at `place`, then its earlier versions."""
        with closing(self._met):
            self._forget_removed()
            merging = Merging(self._connection, self._corpus, other, place)
            self._record_all(watch(self._engine(self._look_into(merging))))
            self._retire_superseded()
            with self._writer.batch():
                self._summary.versions += merging.take_versions(self._writer, self._removed)
        return self._summary

    def parse_again(self, sha256: str) -> Summary:
        """Parse one capture of the corpus once more, if it would be made in another way now."""
        with closing(self._met):
            self._record_all(self._engine(iter([] if self._is_current(sha256) else [self._again(sha256)])))
        return self._summary

    # look

    def _look(self, file: CaptureFile) -> Iterator[Step]:
        """What there is to do about each capture in a file."""
        place = locate(self._corpus, file.location, file.path)
        if known_hash := self._as_known(file, place):
            self._at_home.add(place)
            yield Done(None, known_hash, place)
            return
        held: set[str] = set()
        refused: set[str] = set()  # what stood there may stand there still
        for item in read_items(file, self._limits, self._choice):
            location = Location(place.folder, item.path)
            if item.data is None:
                assert item.refusal
                refused.add(item.path)
                if isinstance(item.refusal, PassedOver):
                    self._summary.passed_over.add(item.path, item.refusal)
                    continue
                yield Done(rejected(item.path, item.refusal), None, location)  # or failed: the error's kind tells
                continue
            sha256 = hashlib.sha256(item.data).hexdigest()
            held.add(item.path)
            if sha256 in self._removed:
                self._summary.removed += 1
                self._cured.add(location)
            elif versions.outranked(self._connection, sha256):
                self._outranked.add(sha256)
                yield Done(None, sha256, location)
            elif sha256 in self._met:
                yield Done(None, sha256, location)
            elif known := self._current(sha256):
                if known == (location, 1):
                    self._at_home.add(location)
                yield Done(None, sha256, location)
            else:
                self._met.add(sha256)
                yield Task(item.data, sha256, location)
        self._note_what_left(place, held, refused)

    def _as_known(self, file: CaptureFile, place: Location) -> str | None:
        """The hash of a file that is, as a whole, what the corpus has there, and would make in the same way.

        Such a file isn't looked into again. None if it is another, if it can't be read, or if the corpus knows more in
        it: a run that was cut short may have left that.
        """
        known = self._known_in(place)
        if len(known) != 1 or known[0].path != place.path or self._failures.inside(place):
            return None
        [(sha256, _, recipe, extractor)] = known
        if not self._is_made_alike(sha256, recipe, extractor):
            return None
        try:
            with opened(file) as stream:
                size = os.fstat(stream.fileno()).st_size  # a read of the most that is taken would make room for that
                data = stream.read(size + 1) if size <= self._limits.member else b""
        except ArchiveError:
            return None  # the same comes of reading it as any file, and is told there
        return sha256 if hashlib.sha256(data).hexdigest() == sha256 else None

    def _look_into(self, merging: "Merging") -> Iterator[Step]:
        """What there is to do about each capture of another corpus."""
        for sha256, data, location in merging.captures():
            if sha256 in self._removed:
                self._summary.removed += 1
            elif versions.is_earlier(self._connection, sha256):
                self._summary.unchanged += 1  # its later version is here
            elif self._known_location(sha256):
                self._summary.unchanged += 1
                self._met.add(sha256)
            elif isinstance(data, str):
                yield Done(Rejected(location.path, data, failed=True), sha256, location)
            else:
                self._met.add(sha256)
                self._merged.add(sha256)
                yield Task(data, sha256, location)

    def _note_what_left(self, place: Location, held: set[str], refused: set[str]) -> None:
        """Note what the corpus knows at paths in a file that hold nothing any more."""
        for sha256, path, *_ in self._known_in(place):
            if path not in held and refused.isdisjoint(with_containers(path)):
                if path == place.path:
                    self._outgrown[sha256] = place
                else:
                    self._left.add(sha256)
        for failure in self._failures.inside(place):
            if failure.path not in held and refused.isdisjoint(with_containers(failure.path)):
                self._cured.add(failure)

    def _known_in(self, place: Location) -> "list[_Known]":
        """The captures recorded in the file at `place`: itself, or what it holds."""
        inside = f"{place.path}{BETWEEN}"
        found = self._connection.execute(_KNOWN_IN, (place.folder, place.path, inside, f"{inside}{_LAST}"))
        return [_Known(*row) for row in found]

    def _is_current(self, sha256: str) -> bool:
        return self._current(sha256) is not None

    def _current(self, sha256: str) -> tuple[Location, int] | None:
        """Where the corpus has a capture that would be made in the same way, and how many it has there."""
        row = self._connection.execute(_CURRENT, (sha256,)).fetchone()
        if row and self._is_made_alike(sha256, row[0], row[1]):
            return Location(row[2], row[3]), row[4]
        return None

    def _is_made_alike(self, sha256: str, recipe: str, extractor: str | None) -> bool:
        """Whether what was made of a capture by this recipe, out of this extractor's text, would be made so again."""
        return recipe == self._recipe.of(sha256) and (extractor is None or would_extract_alike(extractor))

    def _stale(self) -> Iterator[Step]:
        """Captures of files not in this run that another registry or version had parsed: read from the corpus."""
        corrected = json.dumps([sha256 for sha256, _ in self._recipe.corrected()])
        found = self._connection.execute(_PERHAPS_STALE, {"common": self._recipe.common, "corrected": corrected})
        for number in array("q", (number for (number,) in found)):  # all of them, before the first is written anew
            row = self._connection.execute("SELECT sha256 FROM captures WHERE id = ?", (number,)).fetchone()
            if row and not self._is_current(row[0]) and row[0] not in self._met:  # else it has just failed
                yield self._again(row[0])

    def _again(self, sha256: str) -> Step:
        """A capture that the corpus has, to be parsed once more."""
        cursor = self._connection.execute("SELECT * FROM captures WHERE sha256 = ?", (sha256,))
        cursor.row_factory = sqlite3.Row
        row = cursor.fetchone()
        location = Location(row["folder"], row["path"])
        try:
            return Task(original_bytes(row), sha256, location)
        except (ValueError, LookupError) as error:
            reason = f"can't be parsed again from the corpus: {error} (ingest its file again with --reparse)"
            return Done(Rejected(row["path"], reason, failed=True), sha256, location)

    # record

    def _record_all(self, results: Iterator[Done]) -> None:
        for batch in _batches(results):
            with self._writer.batch(len(batch)), _nothing_collected():
                for done in batch:
                    self._record(done)
            batch.clear()  # before the next one is gathered: of two there would be room for many captures more

    def _record(self, done: Done) -> None:
        if done.result is None and done.sha256 in self._outranked:
            self._count_unchanged(done)
            return
        if done.location in self._at_home:
            self._at_home.remove(done.location)
            self._count_unchanged(done)
            self._failures.forget(done.location)
            return
        known = self._known_location(done.sha256)
        if isinstance(done.result, Rejected):
            self._reject(done, done.result)
        elif isinstance(done.result, PackedRows):
            self._write(done, done.result.rows(), known)
        elif isinstance(done.result, CaptureRows):
            self._write(done, done.result, known)
        else:
            self._count_nothing_done(done, known)

    def _reject(self, done: Done, rejection: Rejected) -> None:
        """Report what wasn't taken. What the corpus knows of the same bytes, or of the same place, stays as it was."""
        known = self._known_location(done.sha256) is not None
        if known or self._known_in(done.location):
            rejection = rejection._replace(kept=True)
        if done.sha256:
            self._rejections[done.sha256] = rejection
        if not rejection.failed:
            self._summary.rejected.append(rejection)
            self._failures.forget(done.location)
            return
        self._summary.failed.append(rejection)
        if not known:
            self._failures.note(done.location, done.sha256, rejection.reason)

    def _write(self, done: Done, rows: CaptureRows, known: Location | None) -> None:
        assert done.sha256
        if self._is_current(done.sha256):  # another run was faster
            self._summary.unchanged += 1
            self._settle(done, done.sha256, known)
            return
        earlier = self._held_at(done.location) - {done.sha256}
        location = self._first(known, done.location, done.sha256)
        try:
            self._writer.write(rows, location, self._recipe.of(done.sha256))
        except (*MISFITS, InvariantBroken) as error:
            self._reject(done, failed(done.location.path, f"its result doesn't fit the corpus: {error}"))
            return
        self._failures.forget(done.location)
        if rows.capture.uri:
            self._written_addresses.add(rows.capture.uri)
        if done.sha256 in self._merged and earlier and not location.holds(self._corpus, done.sha256):
            self._superseded[done.sha256] = min(earlier)  # what is here came later than what comes
        else:
            self._supersede(done.location, earlier, done.sha256)
        if rows.capture.warning:
            self._summary.doubtful.append((location.path, rows.capture.warning))
        if known or earlier:
            self._summary.updated += 1
        else:
            self._summary.added += 1

    def _count_nothing_done(self, done: Done, known: Location | None) -> None:
        assert done.sha256
        if done.sha256 in self._rejections:
            self._reject(done, self._rejections[done.sha256]._replace(path=done.location.path))
            return
        self._count_unchanged(done)
        self._settle(done, done.sha256, known)

    def _count_unchanged(self, done: Done) -> None:
        assert done.sha256
        if self._met.add(done.sha256):
            self._summary.unchanged += 1
        else:
            self._summary.copies += 1

    def _settle(self, done: Done, sha256: str, known: Location | None) -> None:
        """Record where a capture that needn't be written is, and what isn't there any more."""
        self._failures.forget(done.location)
        self._supersede(done.location, self._held_at(done.location) - {sha256}, sha256)
        if known:
            first = self._first(known, done.location, sha256)
            if first != known:
                self._writer.move(sha256, first)

    def _supersede(self, location: Location, earlier: set[str], later: str) -> None:
        """Note that something else was found in the place of these. What had a number in a container may have moved."""
        if location.is_numbered:
            self._left.update(earlier)
        else:
            self._superseded.update(dict.fromkeys(earlier, later))

    def _first(self, known: Location | None, found: Location, sha256: str) -> Location:
        """Of two places with the same bytes, the first by path, as long as they are still there."""
        if known is None or known == found or not known.holds(self._corpus, sha256):
            return found
        return min(known, found, key=lambda location: (location.path, location.folder))

    def _known_location(self, sha256: str | None) -> Location | None:
        row = self._connection.execute("SELECT folder, path FROM captures WHERE sha256 = ?", (sha256,)).fetchone()
        return Location(*row) if row else None

    def _held_at(self, location: Location) -> set[str]:
        """Hashes of the captures recorded at a location."""
        rows = self._connection.execute("SELECT sha256 FROM captures WHERE folder = ? AND path = ?", location)
        return {sha256 for (sha256,) in rows}

    def _forget_removed(self) -> None:
        """Remove what the corpus holds though a curator has removed it."""
        held = [sha256 for sha256 in sorted(self._removed) if self._holds(sha256)]
        if held:
            with self._writer.batch():
                for sha256 in held:
                    self._writer.forget(sha256)
            self._summary.forgotten += len(held)

    def _holds(self, sha256: str) -> bool:
        return self._known_location(sha256) is not None or versions.is_earlier(self._connection, sha256)

    def _retire_superseded(self) -> None:
        """Make earlier versions of the captures in whose place others are now."""
        for sha256, place in self._outgrown.items():
            inside = sorted((each.path, each.sha256) for each in self._known_in(place) if each.path != place.path)
            if inside:
                self._superseded[sha256] = inside[0][1]
        with self._writer.batch():
            for sha256, later in sorted(self._superseded.items()):
                location = self._known_location(sha256)
                if location and not location.holds(self._corpus, sha256):
                    self._retire(sha256, later)
            for sha256, later in list(versions.out_of_date(self._connection, self._written_addresses)):
                self._retire(sha256, later)
            self._failures.forget_if(self._cured.__contains__)

    def _retire(self, sha256: str, later: str) -> None:
        """Keep a capture as the earlier version of another, or that as its own if it was surely saved before."""
        if versions.is_later(self._connection, sha256, later):
            sha256, later = later, sha256
        if self._known_location(sha256) and versions.current_of(self._connection, later) != sha256:
            self._writer.retire(sha256, later)
            self._summary.versions += 1

    def _gone(self, folders: Iterable[Path]) -> Iterator[tuple[str, str]]:
        """Hashes and paths of the captures that were not met in this run, and whose file is gone."""
        for folder in {locate_folder(self._corpus, folder) for folder in folders}:
            recorded = self._connection.execute("SELECT sha256, path FROM captures WHERE folder = ?", (folder,))
            unmet = (row for row in recorded if row[0] not in self._met and row[0] not in self._left)
            yield from (row for row in unmet if not Location(folder, row[1]).may_be_there(self._corpus))
        for sha256 in self._left:
            location = self._known_location(sha256)
            if location and sha256 not in self._met and not location.holds(self._corpus, sha256):
                yield sha256, location.path


def _characters(done: Done) -> int:
    if isinstance(done.result, PackedRows):
        return done.result.characters
    return len(done.result.capture.text) if isinstance(done.result, CaptureRows) else 0


_IN_MEMORY = 50_000  # hashes that a run has met: 5 MB
_BATCH_CAPTURES, _BATCH_CHARACTERS = 1_500, 10_000_000  # in smaller batches full-text search takes up to twice as long
_BATCH_SECONDS, _BATCH_SHARE = 1.0, 0.1  # what a loss of power may cost: a second, or a tenth of the run


def _batches(results: Iterable[Done]) -> Iterator[list[Done]]:
    """The results, as they come, in batches that are written in one transaction each: large, but never late.

    If the run is interrupted or can't go on, what had come is still a batch; the error is raised behind it.
    """
    batch: list[Done] = []
    size, begun = 0, time.monotonic()
    run_begun = begun
    try:
        for done in results:
            batch.append(done)
            size += _characters(done)
            now = time.monotonic()
            late = now - begun >= max(_BATCH_SECONDS, _BATCH_SHARE * (now - run_begun))
            if late or len(batch) >= _BATCH_CAPTURES or size >= _BATCH_CHARACTERS:
                yield batch
                batch, size, begun = [], 0, time.monotonic()
    except (KeyboardInterrupt, ArchiveError):  # nothing is wrong with what had come before
        yield batch
        raise
    if batch:
        yield batch


class _Met:
    """The hashes that a run has met: a set, to be closed, on disk when it is large, so that memory doesn't grow.

    There it lives in a temporary file of SQLite's, which is gone with it.
    """

    def __init__(self, most: int = _IN_MEMORY) -> None:
        self._most = most
        self._few: set[bytes] = set()
        self._many: sqlite3.Connection | None = None

    def add(self, sha256: str) -> bool:
        """Put a hash into the set. Whether it wasn't there before."""
        digest = bytes.fromhex(sha256)
        if self._many:
            return self._many.execute("INSERT OR IGNORE INTO met VALUES (?)", (digest,)).rowcount > 0
        before = len(self._few)
        self._few.add(digest)
        if len(self._few) > self._most:
            self._move_to_disk()
            return True
        return len(self._few) > before

    def _move_to_disk(self) -> None:
        self._many = sqlite3.connect("", isolation_level=None)  # no name: private, on disk as far as need be
        self._many.execute("PRAGMA journal_mode = OFF")
        self._many.execute("CREATE TABLE met (digest BLOB PRIMARY KEY) WITHOUT ROWID")
        self._many.executemany("INSERT INTO met VALUES (?)", ((digest,) for digest in sorted(self._few)))
        self._few.clear()

    def __contains__(self, sha256: str) -> bool:
        digest = bytes.fromhex(sha256)
        if self._many:
            return self._many.execute("SELECT 1 FROM met WHERE digest = ?", (digest,)).fetchone() is not None
        return digest in self._few

    def close(self) -> None:
        """Forget them all."""
        self._few.clear()
        if self._many:
            self._many.close()
