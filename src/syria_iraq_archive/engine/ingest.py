"""Ingest: from files to a corpus that holds exactly what is in them, however often and in whatever order it runs.

Three stages, of which only the middle one is dear: *look* reads and hashes what a file holds and says whether there is
anything to do; *work* runs the pipeline; *record* writes. What the corpus knows of a file that changed goes when the
run ends, unless the same bytes were met elsewhere.
"""

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from syria_iraq_archive.capture.containers.base import BETWEEN
from syria_iraq_archive.capture.containers.items import read_items
from syria_iraq_archive.capture.containers.limits import Limits
from syria_iraq_archive.capture.files import CaptureFile
from syria_iraq_archive.capture.formats.base import would_extract_alike
from syria_iraq_archive.corpus.location import Location, locate, ways_to
from syria_iraq_archive.corpus.original import original_bytes
from syria_iraq_archive.corpus.recipe import Recipe
from syria_iraq_archive.corpus.writer import Writer
from syria_iraq_archive.engine.local import in_order
from syria_iraq_archive.engine.work import Parsed, Rejected, Run, parse_bytes, rejected


@dataclass(slots=True)
class Summary:
    """What a run did."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    copies: int = 0  # files with the same bytes as one met before
    rejected: list[Rejected] = field(default_factory=list)

    def __str__(self) -> str:
        counts = (
            f"{self.added} added, {self.updated} updated, {self.unchanged} unchanged, {len(self.rejected)} rejected"
        )
        return f"{counts}, {self.copies} copies of others" if self.copies else counts


@dataclass(frozen=True, slots=True)
class Task:
    """Bytes to be parsed, and where they were found."""

    data: bytes
    sha256: str
    location: Location


@dataclass(frozen=True, slots=True)
class Done:
    """The result of a task; or, where there was nothing to do, the bytes' hash alone."""

    result: Parsed | Rejected | None
    sha256: str | None  # None: could not be read
    location: Location


Step = Task | Done
_LAST = "\U0010ffff"  # sorts behind all that a path may go on with
Watch = Callable[[Iterator[Done], int], Iterable[Done]]  # shows progress; given the number of files


class Ingest:
    """One run over files, into an open and migrated corpus."""

    def __init__(self, connection: sqlite3.Connection, corpus: Path, run: Run, recipe: Recipe, max_bytes: int) -> None:
        self._connection = connection
        self._corpus = corpus
        self._run = run
        self._recipe = recipe
        self._limits = Limits(member=max_bytes)
        self._writer = Writer(connection)
        self._met: set[str] = set()  # hashes looked at in this run
        self._superseded: set[str] = set()  # hashes whose file now holds something else
        self._rejections: dict[str, Rejected] = {}
        self._summary = Summary()

    def run(self, files: Iterable[CaptureFile], watch: Watch | None = None) -> Summary:
        """Bring the corpus into step with `files`, then with the registry in what it holds of other files."""
        listed = list(files)
        done = in_order(self._work, chain.from_iterable(map(self._look, listed)))
        for each in watch(done, len(listed)) if watch else done:
            self._record(each)
        self._drop_superseded()
        for each in in_order(self._work, self._stale()):
            self._record(each)
        return self._summary

    # look

    def _look(self, file: CaptureFile) -> Iterator[Step]:
        """What there is to do about each capture in a file."""
        place = locate(self._corpus, file.location, file.path)
        held: set[str] = set()
        refused: set[str] = set()  # what stood there may stand there still
        for item in read_items(file, self._limits):
            location = Location(place.folder, item.path)
            if item.data is None:
                assert item.refusal
                refused.add(item.path)
                yield Done(rejected(item.path, item.refusal), None, location)
                continue
            sha256 = hashlib.sha256(item.data).hexdigest()
            held.add(item.path)
            if sha256 in self._met or self._is_current(sha256):
                yield Done(None, sha256, location)
            else:
                self._met.add(sha256)
                yield Task(item.data, sha256, location)
        self._superseded.update(self._gone(place, held, refused))

    def _gone(self, place: Location, held: set[str], refused: set[str]) -> Iterator[str]:
        """Hashes of the captures recorded in a file at paths where it holds nothing any more."""
        sql = "SELECT sha256, path FROM captures WHERE folder = ? AND (path = ? OR path > ? AND path < ?)"
        inside = f"{place.path}{BETWEEN}"
        known = self._connection.execute(sql, (place.folder, place.path, inside, f"{inside}{_LAST}")).fetchall()
        for sha256, path in known:
            if path not in held and refused.isdisjoint(ways_to(path)):
                yield sha256

    def _is_current(self, sha256: str) -> bool:
        sql = "SELECT recipe, extractor FROM captures WHERE sha256 = ?"
        row = self._connection.execute(sql, (sha256,)).fetchone()
        return row is not None and row[0] == self._recipe.of(sha256) and would_extract_alike(row[1])

    def _stale(self) -> Iterator[Step]:
        """Captures of files not in this run that another registry or version had parsed: read from the corpus."""
        recipes = self._connection.execute("SELECT sha256, recipe, extractor FROM captures ORDER BY sha256").fetchall()
        stale = [
            sha256
            for sha256, recipe, extractor in recipes
            if recipe != self._recipe.of(sha256) or not would_extract_alike(extractor)
        ]
        for sha256 in stale:
            if sha256 in self._met:  # it has just failed
                continue
            cursor = self._connection.execute("SELECT * FROM captures WHERE sha256 = ?", (sha256,))
            cursor.row_factory = sqlite3.Row
            row = cursor.fetchone()
            yield Task(original_bytes(row), sha256, Location(row["folder"], row["path"]))

    # work

    def _work(self, step: Step) -> Done:
        if isinstance(step, Done):
            return step
        return Done(parse_bytes(self._run, step.data, step.location.path), step.sha256, step.location)

    # record

    def _record(self, done: Done) -> None:
        known = self._known_location(done.sha256)
        if isinstance(done.result, Rejected):
            self._reject(done, done.result)
        elif isinstance(done.result, Parsed):
            self._write(done, done.result, known)
        else:
            self._count_nothing_done(done, known)

    def _reject(self, done: Done, rejection: Rejected) -> None:
        self._summary.rejected.append(rejection)
        if done.sha256:
            self._rejections[done.sha256] = rejection
        if done.sha256 and not rejection.failed:
            self._writer.remove(done.sha256)  # an earlier version of the program may have taken it
            self._superseded.update(self._held_at(done.location))

    def _write(self, done: Done, parsed: Parsed, known: Location | None) -> None:
        assert done.sha256
        earlier = self._held_at(done.location) - {done.sha256}
        location = self._first(known, done.location, done.sha256)
        try:
            self._writer.write(parsed.capture, location, self._recipe.of(done.sha256))
        except (sqlite3.IntegrityError, UnicodeEncodeError) as error:
            reason = f"the program's result doesn't fit the corpus, please report: {error}"
            self._reject(done, Rejected(done.location.path, reason, failed=True))
            return
        self._superseded.update(earlier)
        if known or earlier:
            self._summary.updated += 1
        else:
            self._summary.added += 1

    def _count_nothing_done(self, done: Done, known: Location | None) -> None:
        assert done.sha256
        if done.sha256 in self._rejections:
            self._reject(done, replace(self._rejections[done.sha256], path=done.location.path))
            return
        if done.sha256 in self._met:
            self._summary.copies += 1
        else:
            self._summary.unchanged += 1
            self._met.add(done.sha256)
        self._superseded.update(self._held_at(done.location) - {done.sha256})
        if known:
            first = self._first(known, done.location, done.sha256)
            if first != known:
                self._writer.move(done.sha256, first)

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

    def _drop_superseded(self) -> None:
        for sha256 in sorted(self._superseded):
            location = self._known_location(sha256)
            if location and not location.holds(self._corpus, sha256):
                self._writer.remove(sha256)
