"""What a lake knows of files: by this a run tells what there is to do, and what of it an unfinished run has done."""

from collections.abc import Iterable, Sequence
from typing import Any

from syria_iraq_archive.corpus.lake.counting import LakeState
from syria_iraq_archive.corpus.lake.tables import FILES, said
from syria_iraq_archive.corpus.recipe import Recipe

_LOOK = ", ".join(said(FILES))


class Ledger:
    """The questions of a run to the state of a lake."""

    def __init__(self, state: LakeState, recipe: Recipe, limits: str) -> None:
        """With the recipe that captures are made by, and what else decides which are taken."""
        self._connection = state.connection
        self._recipe = recipe
        self._parameters = {"common": recipe.common, "limits": limits}
        self._connection.execute("CREATE OR REPLACE TABLE corrected (sha256 TEXT, digest TEXT)")
        self._insert("corrected", list(recipe.corrected()))

    def current(self) -> dict[str, str]:
        """The tokens of the items in which there is nothing to do.

        What was rejected may be taken when the recipe or the limits are others.
        """
        return dict(self._rows(f"SELECT item, any_value(token) FROM counting.last {_CORRECTED} {_IS_CURRENT}", True))

    def stale(self, files: Iterable[str]) -> list[tuple[str, ...]]:
        """Captures of other files that another recipe parsed: batch, hash, file, token, folder, path."""
        self._table("listed_files", files)
        return self._rows(
            "SELECT winners.batch, sha256, file, any_value(token), folder, path "
            f"FROM counting.counted JOIN counting.winners USING (sha256) {_CORRECTED} "
            "WHERE file NOT IN (SELECT value FROM listed_files) GROUP BY sha256, file, folder, path, winners.batch "
            "HAVING bool_and(recipe <> coalesce(corrected.digest, $common)) ORDER BY ALL",
            {"common": self._recipe.common},
        )

    def unfinished(self, tokens: Iterable[tuple[str, str]], since: str) -> list[tuple[str, ...]]:
        """Rows of ``files``, less their run, of items with these tokens in which an unfinished run left nothing to do.

        Only runs that began `since` then are asked.
        """
        self._connection.execute("CREATE OR REPLACE TABLE wanted (item TEXT, token TEXT)")
        self._insert("wanted", list(tokens))
        return self._rows(
            f"""
            WITH begun AS (
                SELECT files.*, held.batch IS NULL AND outcome = 'capture' AS lost
                FROM counting.files ANTI JOIN counting.finished USING (run_id) JOIN wanted USING (item, token)
                LEFT JOIN counting.held ON held.sha256 = files.sha256 AND held.batch = files.batch
                WHERE files.run_id >= $since QUALIFY files.run_id = max(files.run_id) OVER (PARTITION BY item)
            ), done AS (SELECT item FROM begun {_CORRECTED} {_IS_CURRENT} AND NOT bool_or(lost))
            SELECT {_LOOK}, batch FROM begun SEMI JOIN done USING (item) ORDER BY item, path
            """,
            {**self._parameters, "since": since},
        )

    def gone(self, items: Iterable[str], files: Iterable[str], folders: Iterable[str]) -> list[tuple[str, ...]]:
        """Item, file, token, folder and path of what these lists lack, though they should have it.

        That is, of parts of files that are shorter now, and of files whose bytes are found elsewhere in a folder that
        was listed whole. A file that is gone leaves its captures behind, unless they have moved.
        """
        for name, values in (("listed_items", items), ("listed_files", files), ("listed_folders", folders)):
            self._table(name, values)
        return self._rows(
            """
            WITH known AS (SELECT * FROM counting.last UNION BY NAME SELECT * FROM counting.kept), unread AS (
                SELECT last.file FROM counting.last JOIN counting.doubts USING (item, turn)
                WHERE doubts.file = last.file
            )
            SELECT DISTINCT item, file, token, folder, path FROM known
            WHERE outcome <> 'gone' AND item NOT IN (SELECT value FROM listed_items) AND (
                file IN (SELECT value FROM listed_files) AND file NOT IN (SELECT file FROM unread)
                OR folder IN (SELECT value FROM listed_folders) AND (outcome <> 'capture' OR sha256 IN (
                    SELECT sha256 FROM known WHERE outcome = 'capture' AND item IN (SELECT value FROM listed_items)
                ))
            ) ORDER BY item, path
            """
        )

    def refusals(self, items: Iterable[str]) -> list[tuple[str, str, bool]]:
        """Path and reason of those among the items that aren't in the corpus; and whether it isn't their own fault."""
        self._table("listed_items", items)
        return self._rows(
            "SELECT path, reason, untaken FROM counting.last WHERE outcome IN ('rejected', 'failed', 'unread') "
            "AND item IN (SELECT value FROM listed_items) ORDER BY path, folder"
        )

    def passed_over(self, items: Iterable[str]) -> list[tuple[str, str]]:
        """Path and reason of what isn't wanted of the archives among the items."""
        self._table("listed_items", items)
        return self._rows(
            "SELECT path, reason FROM counting.last WHERE outcome = 'passed over' "
            "AND item IN (SELECT value FROM listed_items) ORDER BY path, folder"
        )

    def _rows(self, sql: str, parameters: dict[str, Any] | bool = False) -> list[Any]:
        given = self._parameters if parameters is True else parameters or None
        return self._connection.execute(sql, given).fetchall()

    def _table(self, name: str, values: Iterable[str]) -> None:
        self._connection.execute(f"CREATE OR REPLACE TABLE {name} (value TEXT)")
        self._insert(name, [(value,) for value in sorted(values)])

    def _insert(self, name: str, rows: Sequence[Sequence[str]]) -> None:
        if rows:
            import pyarrow as pa

            columns = {f"c{place}": values for place, values in enumerate(map(list, zip(*rows, strict=True)))}
            self._connection.register("given", pa.table(columns))
            self._connection.execute(f"INSERT INTO {name} SELECT * FROM given")
            self._connection.unregister("given")


_CORRECTED = "LEFT JOIN corrected USING (sha256)"
_IS_CURRENT = """
    GROUP BY item HAVING bool_and(outcome IN ('capture', 'rejected', 'passed over') AND
        recipe = coalesce(corrected.digest, $common) || if(outcome IN ('rejected', 'passed over'), $limits, ''))
"""
