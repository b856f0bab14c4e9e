"""Writing to a lake: the rows of many captures, appended to all tables at once.

The row of ``captures`` comes after all that was found in the capture, so that whoever dies in between leaves no capture
without the rest of it. None of it counts before the run's row stands in ``runs``.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterator

from syria_iraq_archive.corpus.declare import Table
from syria_iraq_archive.corpus.lake.folder import Lake
from syria_iraq_archive.corpus.lake.tables import CAPTURE_TABLES, FILES
from syria_iraq_archive.corpus.location import Location
from syria_iraq_archive.corpus.rows import CaptureRows, Row, Value, capture_row
from syria_iraq_archive.errors import InvariantBroken


class BatchWriter:
    """Gathers rows for a run, and appends them."""

    def __init__(self, lake: Lake, run_id: str) -> None:
        self._lake = lake
        self._run_id = run_id
        self._begin()

    def _begin(self) -> None:
        self._batch = uuid.uuid4().hex[:16]
        self._looks: list[Row] = []
        self._rows: dict[str, list[Row]] = defaultdict(list)
        self.captures = 0
        self.characters = 0

    def add(self, rows: CaptureRows, location: Location, recipe: str) -> None:
        """Take a capture in, with all that was found in it: whole, or not at all.

        Raises `InvariantBroken` or `UnicodeEncodeError` if a row isn't what its table declares.
        """
        found: dict[str, list[Row]] = defaultdict(list)
        for name, row in _identified(rows, location, recipe):
            found[name].append((*row, self._batch, self._run_id))
        for table in CAPTURE_TABLES:
            _check(table, found[table.name])
        for name, some in found.items():
            self._rows[name] += some
        self.captures += 1
        self.characters += len(rows.capture.text)

    def look(self, *row: Value) -> None:
        """Record what became of something that was looked at: a row of ``files``, less its run."""
        self._looks.append((*row, self._run_id))

    def flush(self) -> None:
        """Append what was gathered."""
        for table in reversed(CAPTURE_TABLES):
            self._lake.append(table, self._rows[table.name])
        self._lake.append(FILES, self._looks)
        self._begin()


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


def _check(table: Table, rows: list[Row]) -> None:
    """What SQLite checks when rows are written to it: keys are unique, no value is missing, text is text."""
    key = [table.names.index(name) for name in table.key_names]
    if len({tuple(row[place] for place in key) for row in rows}) < len(rows):
        raise InvariantBroken(f"two rows of {table.name} have the same key")
    needed = [place for place, column in enumerate(table.columns) if not column.nullable]
    for row in rows:
        if any(row[place] is None for place in needed):
            raise InvariantBroken(f"a row of {table.name} lacks what it must have")
        for value in row:
            if isinstance(value, str) and not value.isascii():
                value.encode()
