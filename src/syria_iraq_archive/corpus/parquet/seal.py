"""From what chunks have committed to the next snapshot: each file as it was last seen, each capture once.

Of several files with the same bytes the first by path counts, as long as it is still there: the same rule as a local
ingest has. What is outdated stays in its files; the snapshot says so, and readers leave it out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from syria_iraq_archive.capture.containers.base import BETWEEN
from syria_iraq_archive.corpus.declare import Column, Table
from syria_iraq_archive.corpus.parquet.chunk import (
    ChunkRows,
    Input,
    commit,
    committed,
    parts_of,
    write_part,
)
from syria_iraq_archive.corpus.parquet.duck import as_corpus_errors, connect, scan
from syria_iraq_archive.corpus.parquet.snapshot import Snapshot, latest, publish
from syria_iraq_archive.corpus.parquet.store import Store
from syria_iraq_archive.corpus.parquet.tables import INPUTS, REGISTRY_TABLES, REJECTS
from syria_iraq_archive.corpus.recipe import Recipe
from syria_iraq_archive.corpus.registry_rows import actor_name_rows, actor_rows, source_rows
from syria_iraq_archive.corpus.rows import Row
from syria_iraq_archive.registry.load import Registry

_REGISTRY_ROWS = {"sources": source_rows, "actors": actor_rows, "actor_names": actor_name_rows}

_DROPPED = Table(
    "dropped",
    "Captures that a chunk holds and that don't count.",
    (
        Column("chunk", "TEXT", "the chunk"),
        Column("capture", "TEXT", "first 16 digits of the capture's hash"),
    ),
    key=("chunk", "capture"),
)
_MOVED = Table(
    "moved",
    "Captures that are now found elsewhere.",
    (
        Column("sha256", "TEXT", "the capture"),
        Column("folder", "TEXT", "its folder"),
        Column("path", "TEXT", "its path there"),
    ),
    key=("sha256",),
)

# What failed, or couldn't be read, doesn't make earlier rows wrong: of a whole file, or of what a container held there.
_LATEST = f"""
    CREATE TABLE latest AS
    WITH last AS (
        SELECT item, coalesce(max(chunk) FILTER (outcome NOT IN ('failed', 'unread')), max(chunk)) AS chunk
        FROM inputs GROUP BY item
    ), now AS (SELECT inputs.* FROM inputs JOIN last USING (item, chunk)),
    lost AS (
        SELECT item, chunk, path FROM now
        WHERE outcome IN ('failed', 'unread') OR outcome = 'rejected' AND sha256 IS NULL
    )
    SELECT * FROM now
    UNION
    SELECT inputs.* FROM inputs JOIN lost ON inputs.item = lost.item AND inputs.chunk < lost.chunk
        AND (inputs.path = lost.path OR starts_with(inputs.path, lost.path || '{BETWEEN}'))
    WHERE outcome = 'capture'
    QUALIFY inputs.chunk = max(inputs.chunk) OVER (PARTITION BY inputs.item, inputs.path)
"""
_STALE = """
    SELECT max(chunk) AS chunk, sha256, file, any_value(token) AS token, folder, path
    FROM latest LEFT JOIN corrected USING (sha256)
    WHERE outcome = 'capture' AND file NOT IN (SELECT value FROM listed_files)
    GROUP BY sha256, file, folder, path HAVING bool_and(recipe <> coalesce(corrected.digest, ?))
"""
_HELD = (Column("sha256", "TEXT", "a capture"), Column("chunk", "TEXT", "what was written at once with it"))
# The same bytes in a chunk are written once, by their first path there.
_WRITTEN = """
    CREATE TABLE written AS
    SELECT chunk, sha256, min({path: path, folder: folder}) AS place FROM inputs
    WHERE outcome = 'capture' GROUP BY chunk, sha256
"""
_WINNERS = """
    CREATE TABLE winners AS
    WITH found AS (SELECT sha256, chunk, {path: path, folder: folder} AS place FROM latest WHERE outcome = 'capture')
    SELECT sha256, place, max(chunk) AS chunk
    FROM found JOIN (SELECT sha256, min(place) AS place FROM found GROUP BY sha256) AS first USING (sha256, place)
    GROUP BY ALL
"""
_DROP = """
    SELECT chunk, left(sha256, 16) FROM written ANTI JOIN winners USING (chunk, sha256)
"""
_MOVE = """
    SELECT sha256, winners.place.folder, winners.place.path FROM winners JOIN written USING (chunk, sha256)
    WHERE winners.place <> written.place
"""


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
                "recipe = coalesce(corrected.digest, ?) || if(outcome = 'rejected', ?, ''))",
                [recipe.common, limits],
            )
        )

    def stale(self, recipe: Recipe, files: Iterable[str]) -> list[tuple[str, ...]]:
        """Captures of other files that another recipe parsed: part that holds it, hash, file, token, folder, path."""
        self._corrected(recipe)
        self._table("listed_files", files)
        self._connection.execute(f"CREATE OR REPLACE TABLE stale AS {_STALE}", [recipe.common])
        chunks = {chunk for (chunk,) in self.rows("SELECT DISTINCT chunk FROM stale")}
        parts = [part for chunk in chunks for part in self.parts[chunk] if part.table == "captures"]
        if not parts:
            return []
        names = {self.store.url(part.name): part.name for part in parts}
        held = scan(self.store, _HELD, names.values(), named=True)
        sql = f"SELECT filename, stale.* EXCLUDE (chunk) FROM stale JOIN ({held}) USING (chunk, sha256) ORDER BY ALL"
        with as_corpus_errors(self.store):
            return [(names[place], *rest) for place, *rest in self.rows(sql)]

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


def seal(store: Store, registry: Registry, listing: Listing) -> Snapshot:
    """Publish what all committed chunks come to; the new snapshot. Changes nothing where it would be the same."""
    ledger = Ledger(store)
    if gone := ledger.gone(listing):
        chunk = f"{ledger.next_run:06}-gone"
        rows = ChunkRows(chunk)
        for item, file, token, folder, path in gone:
            rows.look(Input(item, file, token, folder, path, None, "", "gone"))
        commit(store, chunk, rows.write(store), {})
        ledger.refresh()
    before = latest(store)
    if before.number and before.sealed == tuple(sorted(ledger.parts)):
        return before
    ledger.execute(_WRITTEN)
    ledger.execute(_WINNERS)
    dropped, moved = ledger.rows(f"{_DROP} ORDER BY ALL"), ledger.rows(f"{_MOVE} ORDER BY ALL")
    number = before.number + 1
    useful = {chunk for (chunk,) in ledger.rows("SELECT DISTINCT chunk FROM winners")}
    parts = [
        part for chunk, parts in ledger.parts.items() if chunk in useful for part in parts if part.table != "inputs"
    ]
    dropped = [row for row in dropped if row[0] in useful]
    stem = f"{number:08}"
    parts += (
        write_part(store, table, list(_REGISTRY_ROWS[table.name](registry)), None, stem) for table in REGISTRY_TABLES
    )
    parts.append(write_part(store, REJECTS, ledger.rows(_REJECTS), None, stem))
    snapshot = Snapshot(
        number,
        tuple(parts),
        tuple(sorted(ledger.parts)),
        _exceptions(store, _DROPPED, dropped, stem),
        _exceptions(store, _MOVED, moved, stem),
    )
    publish(store, snapshot)
    return snapshot


_REJECTS = """
    SELECT item, folder, path, reason, CAST(outcome = 'failed' AS INTEGER) FROM latest
    WHERE outcome IN ('rejected', 'failed', 'unread') ORDER BY folder, path
"""


def _exceptions(store: Store, table: Table, rows: Sequence[Row], stem: str) -> str | None:
    return write_part(store, table, rows, None, stem).name if rows else None
