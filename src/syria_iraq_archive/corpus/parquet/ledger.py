"""What the committed chunks of a folder looked at, and what of it was last: by this a run knows what there is to do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from syria_iraq_archive.capture.choice import BETWEEN
from syria_iraq_archive.corpus.declare import Column
from syria_iraq_archive.corpus.parquet.chunk import committed, parts_of
from syria_iraq_archive.corpus.parquet.duck import as_corpus_errors, connect, scan
from syria_iraq_archive.corpus.parquet.store import Store
from syria_iraq_archive.corpus.parquet.tables import INPUTS
from syria_iraq_archive.corpus.recipe import Recipe
from syria_iraq_archive.corpus.rows import Row

# What failed, or couldn't be read, doesn't make earlier rows wrong: of a whole file, or of what a container held there.
_LATEST = f"""
    CREATE TABLE latest AS
    WITH last AS (
        SELECT item, coalesce(max(chunk) FILTER (outcome NOT IN ('failed', 'unread')), max(chunk)) AS chunk
        FROM inputs GROUP BY item
    ), now AS (SELECT inputs.* FROM inputs JOIN last USING (item, chunk)),
    lost AS (
        SELECT item, chunk, path FROM now
        WHERE outcome IN ('failed', 'unread') OR outcome IN ('rejected', 'passed over') AND sha256 IS NULL
    )
    SELECT * FROM now
    UNION
    SELECT inputs.* FROM inputs JOIN lost ON inputs.item = lost.item AND inputs.chunk < lost.chunk
        AND (inputs.path = lost.path OR starts_with(inputs.path, lost.path || '{BETWEEN}'))
    WHERE outcome = 'capture'
    QUALIFY inputs.chunk = max(inputs.chunk) OVER (PARTITION BY inputs.item, inputs.path)
"""


_SHA256 = Column("sha256", "TEXT", "")


@dataclass(frozen=True, slots=True)
class Listing:
    """What a run found to look at: places with all their items, so that what is missing is known to be gone."""

    folders: frozenset[str]  # that were listed whole
    items: frozenset[str]
    files: frozenset[str]


class Ledger:
    """What the committed chunks of a folder looked at."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.refresh()

    def refresh(self) -> None:
        """Read what has been committed by now."""
        chunks = committed(self.store)
        self.parts = {chunk: parts_of(self.store, chunk) for chunk in chunks}
        self._connection = connect(self.store)
        names = [part.name for parts in self.parts.values() for part in parts if part.table == "inputs"]
        columns = (*INPUTS.columns, Column("chunk", "TEXT", ""))
        with as_corpus_errors(self.store):
            self._connection.execute(f"CREATE TABLE inputs AS {scan(self.store, columns, names)}")
        self._connection.execute(_LATEST)

    @property
    def next_run(self) -> int:
        """A number higher than that of any chunk."""
        return max((int(chunk.partition("-")[0]) for chunk in self.parts), default=0) + 1

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """What a SELECT over ``inputs`` and ``latest`` gives."""
        return self._connection.execute(sql, list(parameters)).fetchall()

    def execute(self, sql: str) -> None:
        """Run a statement over them."""
        self._connection.execute(sql)

    def current(self, recipe: Recipe, limits: str) -> dict[str, str]:
        """The tokens of the items in which there is nothing to do.

        What was rejected may be taken when the recipe or the `limits` are others.
        """
        self._corrected(recipe)
        return dict(
            self.rows(
                "SELECT item, any_value(token) FROM latest LEFT JOIN corrected USING (sha256) GROUP BY item "
                "HAVING bool_and(outcome NOT IN ('failed', 'unread') AND "
                "recipe = coalesce(corrected.digest, ?) || if(outcome IN ('rejected', 'passed over'), ?, ''))",
                [recipe.common, limits],
            )
        )

    def stale(self, recipe: Recipe, files: Iterable[str]) -> list[tuple[str, ...]]:
        """Captures of other files that another recipe parsed: hash, file, token, folder, path."""
        self._corrected(recipe)
        self._table("listed_files", files)
        return self.rows(
            "SELECT sha256, file, any_value(token), folder, path "
            "FROM latest LEFT JOIN corrected USING (sha256) "
            "WHERE outcome = 'capture' AND file NOT IN (SELECT value FROM listed_files) "
            "GROUP BY sha256, file, folder, path HAVING bool_and(recipe <> coalesce(corrected.digest, ?)) "
            "ORDER BY ALL",
            [recipe.common],
        )

    def holding(self, names: Sequence[str], captures: Iterable[str]) -> dict[str, str]:
        """In which of these files of ``captures`` each capture stands, by its hash."""
        by_url = {self.store.url(name): name for name in names}
        self._table("wanted", captures)
        rows = scan(self.store, [_SHA256], names, named=True)
        sql = f"SELECT sha256, any_value(filename) FROM ({rows}) JOIN wanted ON sha256 = value GROUP BY sha256"
        with as_corpus_errors(self.store):
            return {sha256: by_url[url] for sha256, url in self.rows(sql)}

    def gone(self, listing: Listing) -> list[tuple[Any, ...]]:
        """Items that a listing lacks: parts of a file that is shorter now, and files whose bytes are found elsewhere.

        A file that is gone leaves its captures behind, unless they have moved.
        """
        self._table("listed_items", listing.items)
        self._table("listed_files", listing.files)
        self._table("listed_folders", listing.folders)
        return self.rows(
            """
            SELECT DISTINCT item, file, token, folder, path FROM latest
            WHERE outcome <> 'gone' AND item NOT IN (SELECT value FROM listed_items) AND (
                file IN (SELECT value FROM listed_files)
                OR folder IN (SELECT value FROM listed_folders) AND (outcome <> 'capture' OR sha256 IN (
                    SELECT sha256 FROM latest WHERE outcome = 'capture' AND item IN (SELECT value FROM listed_items)
                ))
            ) ORDER BY item, path
            """
        )

    def passed_over(self, items: Iterable[str]) -> list[tuple[str, str]]:
        """Path and reason of what archives among the items hold and nobody wants."""
        self._table("listed_items", items)
        return self.rows(
            "SELECT path, reason FROM latest WHERE outcome = 'passed over' "
            "AND item IN (SELECT value FROM listed_items) ORDER BY path, folder"
        )

    def rejects(self, items: Iterable[str]) -> list[tuple[str, str]]:
        """Path and reason of those among the items that aren't in the corpus."""
        self._table("listed_items", items)
        return self.rows(
            "SELECT path, reason FROM latest WHERE outcome IN ('rejected', 'failed', 'unread') "
            "AND item IN (SELECT value FROM listed_items) ORDER BY path, folder"
        )

    def _corrected(self, recipe: Recipe) -> None:
        self.execute("CREATE OR REPLACE TABLE corrected (sha256 TEXT, digest TEXT)")
        self._insert("corrected", list(recipe.corrected()))

    def _table(self, name: str, values: Iterable[str]) -> None:
        self.execute(f"CREATE OR REPLACE TABLE {name} (value TEXT)")
        self._insert(name, [(value,) for value in sorted(values)])

    def _insert(self, name: str, rows: Sequence[Row]) -> None:
        if rows:
            import pyarrow as pa

            columns = {f"c{place}": values for place, values in enumerate(map(list, zip(*rows, strict=True)))}
            self._connection.register("given", pa.table(columns))
            self._connection.execute(f"INSERT INTO {name} SELECT * FROM given")
            self._connection.unregister("given")
