"""A run that brings a lake into step with files: list them, have those looked at that are new or changed, and end.

What a run appends counts when its row stands in ``runs``. A run that dies before is never seen, and its rows are
deleted later; the next looks at its files again.
"""

import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from syria_iraq_archive.capture.choice import PassedOver
from syria_iraq_archive.corpus.corrections import Standing, standings
from syria_iraq_archive.corpus.lake.counting import counted
from syria_iraq_archive.corpus.lake.folder import Lake
from syria_iraq_archive.corpus.lake.reader import reading_lake
from syria_iraq_archive.corpus.lake.tables import FILES, REGISTRY_TABLES, RUNS
from syria_iraq_archive.corpus.lake.upkeep import keep_up, run_id_from
from syria_iraq_archive.corpus.rows import REGISTRY_ROWS
from syria_iraq_archive.corpus.writer import Totals
from syria_iraq_archive.engine.cluster.places import ListedFile, list_places
from syria_iraq_archive.engine.cluster.work import PASSED_OVER, RunOrder
from syria_iraq_archive.engine.summary import Summary
from syria_iraq_archive.engine.work import Rejected

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Workforce = Callable[[Sequence[ListedFile], RunOrder], Iterator[str]]  # looks at files; see `carry_out`

# Files in which there is nothing to do. What was rejected may be taken when the recipe or the limits are others.
_TOTALS = """
    SELECT (SELECT count(*) FROM captures), (SELECT count(*) FROM articles),
           (SELECT count(*) FROM blocks WHERE role = 'repeat')
"""
_CURRENT = """
    SELECT file, any_value(size), any_value(times) FROM counting.last LEFT JOIN corrected USING (sha256)
    WHERE turn >= ALL (SELECT turn FROM counting.places WHERE places.file = last.file AND outcome = 'gone')
    GROUP BY file
    HAVING bool_and(outcome IN ('capture', 'rejected', 'passed over')
                    AND recipe = coalesce(digest, $common) || if(outcome = 'capture', '', $limits))
"""
# Places that aren't there any more, neither the file nor the path in it, and whose capture is found elsewhere. Else the
# capture stays where it was.
_GONE = """
    WITH seen AS (SELECT * FROM counting.last WHERE sha256 IS NOT NULL AND file IN (FROM listed))
    SELECT DISTINCT file, size, times, folder, path, sha256 FROM counting.counted
    WHERE (folder IN (FROM folders) OR file IN (FROM listed))
      AND (file, path, sha256) NOT IN (SELECT (file, path, sha256) FROM seen)
      AND sha256 IN (SELECT sha256 FROM seen WHERE outcome = 'capture')
"""
_REFUSED = """
    SELECT DISTINCT path, reason, outcome, file IN (SELECT file FROM counting.counted)
    FROM counting.last WHERE reason IS NOT NULL AND file IN (FROM wanted) ORDER BY ALL
"""


class LakeSummary(NamedTuple):
    """What a run did, what the lake holds now, and how the registry's corrections stand in it."""

    summary: Summary
    totals: Totals
    corrections: list[Standing]


class LakeRun:
    """A run. When it is made, it finds out what there is to do: `todo`."""

    def __init__(self, places: Iterable[str], order: RunOrder, *, reparse: bool = False) -> None:
        """Raises `ArchiveError` if a place can't be listed, or the lake be read."""
        self._lake = Lake(order.folder)
        self._lake.begin()
        self._listed, self._folders = list_places(places, order.choice, outside=self._lake)
        self._wanted = [file for file in self._listed if not file.found.passed_over]
        self._order = replace(order, run_id=f"{run_id_from()}-{uuid.uuid4().hex[:8]}")
        with self._state() as state:
            parameters = {"common": order.recipe.common, "limits": order.limits}
            current = {} if reparse else {row[0]: row[1:] for row in state.execute(_CURRENT, parameters).fetchall()}
            known = {file for (file,) in state.execute("SELECT DISTINCT file FROM counting.counted").fetchall()}
            wanted = (file._replace(is_known=file.file in known) for file in self._wanted)
            self.todo = [file for file in wanted if current.get(file.file) != (file.size, file.times)]
            ended = state.execute("SELECT number, recipe FROM stored_runs ORDER BY number DESC, run_id DESC").fetchone()
            self._number = ended[0] + 1 if ended else 1
            same_registry = ended and ended[1] == order.recipe.common
            self._is_needed = bool(self.todo or not same_registry or state.execute(_GONE).fetchall())

    def run(self, workforce: Workforce, watch: Callable[[Iterator[str]], Iterator[str]] = iter) -> LakeSummary:
        """Do it, and end; nothing is written if there is nothing to do. Raises `ArchiveError`."""
        counts: Counter[str] = Counter()
        if self._is_needed:
            if self.todo:
                counts.update(watch(workforce(self.todo, self._order)))
            self._end()
            keep_up(self._lake)
        return self._summary(counts)

    def _end(self) -> None:
        """Record what is gone, and the registry, and let the run count."""
        run_id, recipe = self._order.run_id, self._order.recipe.common
        with self._state((run_id, self._number)) as state:
            gone = state.execute(_GONE).fetchall()
        self._lake.append(FILES, [(*row, recipe, "gone", None, run_id) for row in gone])
        for table in REGISTRY_TABLES:
            rows = REGISTRY_ROWS[table.name](self._order.registry)
            self._lake.append(table, [(*row, run_id) for row in rows])
        self._lake.append(RUNS, [(run_id, self._number, recipe)])

    def _summary(self, counts: Counter[str]) -> LakeSummary:
        summary = Summary(counts["added"], counts["updated"], len(self._wanted) - len(self.todo))
        summary.copies = counts["copies"]
        for file in self._listed:
            if file.found.passed_over:
                summary.passed_over.add(file.found.path, file.found.passed_over)
        with self._state() as state:
            for path, reason, outcome, kept in state.execute(_REFUSED).fetchall():
                if outcome == PASSED_OVER:
                    summary.passed_over.add(path, PassedOver(reason))
                else:
                    failed = outcome == "failed"
                    (summary.failed if failed else summary.rejected).append(Rejected(path, reason, failed, kept))
        with reading_lake(self._order.folder) as reader:
            ((*totals,),) = reader.execute(_TOTALS)
            return LakeSummary(summary, Totals(*totals), list(standings(reader, self._order.registry.corrections)))

    @contextmanager
    def _state(self, ending: tuple[str, int] | None = None) -> Iterator["DuckDBPyConnection"]:
        """What counts in the lake; and as tables what was ``listed`` and ``wanted``, ``folders``, and ``corrected``."""
        import pyarrow as pa

        corrected = list(self._order.recipe.corrected())
        tables = {
            "listed": {"file": [file.file for file in self._listed]},
            "wanted": {"file": [file.file for file in self._wanted]},
            "folders": {"folder": sorted(self._folders)},
            "corrected": {"sha256": [one for one, _ in corrected], "digest": [digest for _, digest in corrected]},
        }
        with counted(self._lake, ending) as connection:
            for name, columns in tables.items():
                connection.register(name, pa.table({key: pa.array(some, pa.string()) for key, some in columns.items()}))
            yield connection
