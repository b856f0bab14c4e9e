"""Writing to a lake: the rows of many captures, appended to all tables at once, and then what was looked at.

The rows of ``files`` come last. A capture counts when one of these names it, of a run that is finished: whoever dies
before leaves rows that are as if they weren't there.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from syria_iraq_archive.corpus.lake.folder import Lake
from syria_iraq_archive.corpus.lake.tables import CAPTURE_TABLES, FILES
from syria_iraq_archive.corpus.location import Location
from syria_iraq_archive.corpus.rows import CaptureRows, Row, capture_row
from syria_iraq_archive.errors import InvariantBroken


class FileLook(NamedTuple):
    """A row of ``files``, less its batch and run."""

    item: str
    file: str
    token: str
    folder: str
    path: str
    sha256: str | None
    recipe: str
    outcome: str
    reason: str | None = None


class _Rules(NamedTuple):
    """What SQLite checks of a table's rows."""

    key: tuple[int, ...]  # the places of its columns
    needed: tuple[int, ...]  # the places of those that mustn't be NULL


_RULES = {
    table.name: _Rules(
        tuple(table.names.index(name) for name in table.key_names),
        tuple(place for place, column in enumerate(table.columns[:-2]) if not column.nullable),
    )
    for table in CAPTURE_TABLES
}


class BatchWriter:
    """Gathers rows for a run, and appends them. What is looked at comes item by item."""

    def __init__(self, lake: Lake, run_id: str) -> None:
        self._lake = lake
        self._run_id = run_id
        self._looks: list[Row] = []  # of items that are looked through
        self._open: list[Row] = []  # of the item that may go on
        self._begin()

    def _begin(self) -> None:
        self.batch = uuid.uuid4().hex[:16]
        self.captures = 0
        self.characters = 0
        self._rows: dict[str, list[Row]] = defaultdict(list)

    def add(self, rows: CaptureRows, location: Location, recipe: str) -> None:
        """Take a capture in, with all that was found in it: whole, or not at all.

        Raises `InvariantBroken` or `UnicodeEncodeError` if a row isn't what its table declares.
        """
        found = list(_identified(rows, location, recipe))
        _check(found)
        for name, row in found:
            self._rows[name].append((*row, self.batch, self._run_id))
        self.captures += 1
        self.characters += len(rows.capture.text)

    def look(self, look: FileLook, batch: str | None = None) -> None:
        """Record what was looked at; its rows are those of another `batch`, where it was written before."""
        if self._open and self._open[0][0] != look.item:
            self._close()
        self._open.append((*look, batch or self.batch, self._run_id))

    def flush(self) -> None:
        """Append what was gathered; of an item that may go on, all but what was looked at."""
        for table in CAPTURE_TABLES:  # captures first: rows that nobody names are found by them, and removed
            self._lake.append(table.name, self._rows[table.name])
        self._lake.append(FILES.name, self._looks)
        self._looks = []
        self._begin()

    def finish(self) -> None:
        """Append the rest."""
        self._close()
        self.flush()

    def _close(self) -> None:
        self._looks += self._open
        self._open = []


def _identified(rows: CaptureRows, location: Location, recipe: str) -> Iterator[tuple[str, Row]]:
    """Rows with the name of their table; what has a number is called by its hash or key."""
    sha256 = rows.capture.sha256
    keys = {int(key.rpartition("-")[2]): key for key, *_ in rows.articles}
    yield "captures", (sha256, *capture_row(rows.capture, location, recipe))
    for key, _, *rest in rows.articles:
        yield "articles", (key, key, sha256, *rest)
    for name, of_capture in (("blocks", rows.blocks), ("corrections", rows.corrections)):
        for _, place, number, *rest in of_capture:
            yield name, (sha256, place, None if number is None else keys[number], *rest)
    for name, parts in {**rows.parts, "articles_folded": rows.folded}.items():
        for seq, *rest in parts:
            yield name, (keys[seq], *rest)


def _check(found: Iterable[tuple[str, Row]]) -> None:
    """What SQLite checks when rows are written to it."""
    met: set[tuple[object, ...]] = set()
    for name, row in found:
        rules = _RULES[name]
        key = (name, *(row[place] for place in rules.key))
        if key in met:
            raise InvariantBroken(f"two rows of {name} have the same key")
        met.add(key)
        for place in rules.needed:
            if row[place] is None:
                raise InvariantBroken(f"a row of {name} lacks what it must have")
        for value in row:
            if isinstance(value, str) and not value.isascii():
                value.encode()
