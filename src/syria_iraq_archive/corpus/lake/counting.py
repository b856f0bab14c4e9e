"""Which rows of a lake count: for each file what a run found there last, for each capture one batch of rows.

The rules, which any reader of the tables may apply:

- Rows of ``files`` count if their run is finished. Of runs, the one that finished last comes last.
- An item (a file, or a part of one) holds what its last run saw. If that run failed on it, couldn't read it, passed
  over it or didn't take what was taken before, what stood there before still counts.
- A capture's rows are those of the batch that the last such run names. Its place is the first of those by path.
"""

from collections.abc import Sequence
from contextlib import closing
from typing import TYPE_CHECKING

from syria_iraq_archive.capture.choice import BETWEEN
from syria_iraq_archive.corpus.declare import Column
from syria_iraq_archive.corpus.lake.folder import Lake
from syria_iraq_archive.corpus.lake.tables import CAPTURE_DIGITS, CAPTURE_TABLES, FILES, LAKE_TABLES, RUNS

if TYPE_CHECKING:
    import duckdb
    from deltalake import DeltaTable

_TYPES = {"TEXT": "VARCHAR", "INTEGER": "BIGINT", "REAL": "DOUBLE", "BLOB": "BLOB"}
_UNTAKEN = "'failed', 'unread', 'passed over'"

_STATEMENTS = (
    """
    CREATE TABLE counting.finished AS
    SELECT run_id, row_number() OVER (ORDER BY max(number), run_id) AS turn
    FROM counting.runs WHERE state = 'finished' GROUP BY run_id
    """,
    # A look whose rows are missing is as good as none.
    f"""
    CREATE TABLE counting.looks AS
    SELECT files.* REPLACE (if(outcome = 'capture' AND held.batch IS NULL, 'failed', outcome) AS outcome,
                            if(outcome = 'capture' AND held.batch IS NULL, 'its rows are missing', reason) AS reason),
           turn, outcome IN ({_UNTAKEN}) AS untaken
    FROM counting.files JOIN counting.finished USING (run_id)
    LEFT JOIN counting.held ON held.sha256 = files.sha256 AND held.batch = files.batch
    """,
    # A worker that was thought dead may have looked at the same a second time; what is gone the run has seen last.
    """
    CREATE TABLE counting.last AS
    SELECT * FROM counting.looks
    QUALIFY turn = max(turn) OVER (PARTITION BY item)
        AND row_number() OVER (PARTITION BY item, turn, path, sha256 ORDER BY batch DESC) = 1
        AND (outcome = 'gone' OR NOT bool_or(outcome = 'gone') OVER (PARTITION BY item, turn, path))
    """,
    # What says nothing against what was taken before: of a whole file, of what a container held, of the same bytes.
    f"""
    CREATE TABLE counting.doubts AS
    SELECT item, turn, path, folder || '/' || path AS file FROM counting.looks
    WHERE outcome IN ({_UNTAKEN}) OR outcome = 'rejected' AND (
        sha256 IS NULL OR (item, path, sha256) IN (
            SELECT (item, path, sha256) FROM counting.looks WHERE outcome = 'capture'))
    """,
    f"""
    CREATE TABLE counting.kept AS
    WITH earlier AS (
        SELECT looks.* FROM counting.looks
        JOIN (SELECT item, max(turn) AS final FROM counting.looks GROUP BY item) USING (item)
        WHERE outcome = 'capture' AND turn < final QUALIFY turn = max(turn) OVER (PARTITION BY item, path)
    ), later AS (
        SELECT DISTINCT earlier.item, earlier.path, earlier.file, looks.turn
        FROM earlier JOIN counting.looks ON looks.item = earlier.item AND looks.turn > earlier.turn
    ), doubted AS (
        SELECT DISTINCT later.item, later.path, later.turn FROM later
        JOIN counting.doubts ON doubts.item = later.item AND doubts.turn = later.turn AND (
            doubts.path = later.path OR starts_with(later.path, doubts.path || '{BETWEEN}') OR doubts.file = later.file)
    )
    SELECT * FROM earlier ANTI JOIN (SELECT * FROM later ANTI JOIN doubted USING (item, path, turn)) USING (item, path)
    """,
    """
    CREATE TABLE counting.counted AS
    SELECT * FROM counting.last WHERE outcome = 'capture' UNION ALL BY NAME SELECT * FROM counting.kept
    """,
    f"""
    CREATE TABLE counting.winners AS
    SELECT sha256, left(sha256, {CAPTURE_DIGITS}) AS capture, min({{path: path, folder: folder}}) AS place,
           max({{turn: turn, batch: batch}}).batch AS batch
    FROM counting.counted GROUP BY sha256
    """,
)


class LakeState:
    """All tables of a lake as they are at one moment, and which of their rows count, in DuckDB."""

    def __init__(self, lake: Lake, run_id: str | None = None, *, whole: bool = False) -> None:
        """With a `run_id`, as if that run had just finished; `whole`, with all tables, not those of ``files`` alone.

        Raises `CorpusError` if files can't be read.
        """
        self.lake = lake
        self.tables = _at_one_moment(lake, [each.name for each in LAKE_TABLES] if whole else ["captures", FILES.name])
        self.connection = connect(lake)
        self.connection.execute("CREATE SCHEMA counting")
        for table in (RUNS, FILES):
            self.connection.execute(f"CREATE TABLE counting.{table.name} AS {self.scan(table.name, table.columns)}")
        captures = CAPTURE_TABLES[0]
        keys = [captures.column(name) for name in ("sha256", "batch", "run_id")]
        self.connection.execute(f"CREATE TABLE counting.held AS SELECT DISTINCT * FROM ({self.scan('captures', keys)})")
        if run_id:
            last = "SELECT ?, 'finished', 1 + coalesce(max(number), 0), '', NULL FROM counting.runs"
            self.connection.execute(f"INSERT INTO counting.runs {last}", [run_id])
        for statement in _STATEMENTS:
            self.connection.execute(statement)

    @property
    def registry(self) -> tuple[str, str] | None:
        """The recipe of the run that finished last, and the run whose sources and actors it had."""
        finished = "SELECT recipe, registry FROM counting.runs WHERE registry IS NOT NULL"
        row = self.connection.execute(f"{finished} ORDER BY number DESC, run_id DESC LIMIT 1").fetchone()
        return row and (row[0], row[1])

    def close(self) -> None:
        """Let it all go."""
        self.connection.close()

    def scan(self, name: str, columns: Sequence[Column]) -> str:
        """A SELECT of all rows of a table, whether they count or not."""
        return _scan(self.lake.files(name, self.tables[name]), columns)


def connect(lake: Lake) -> "duckdb.DuckDBPyConnection":
    """DuckDB in memory, which finds the lake's files."""
    import duckdb

    connection = duckdb.connect(":memory:")
    if not lake.here:
        connection.register_filesystem(lake.fs)
    return connection


def among_runs(lake: Lake, runs: "DeltaTable", expression: str) -> int:
    """An aggregate over this state of ``runs``; 0 where it is NULL."""
    with closing(connect(lake)) as connection:
        sql = f"SELECT {expression} FROM ({_scan(lake.files(RUNS.name, runs), RUNS.columns)})"
        return int(connection.execute(sql).fetchall()[0][0] or 0)


def _scan(files: Sequence[str], columns: Sequence[Column]) -> str:
    if not files:
        empty = ", ".join(f"CAST(NULL AS {_TYPES[column.type]}) AS {column.name}" for column in columns)
        return f"SELECT {empty} WHERE false"
    chosen = ", ".join(column.name for column in columns)
    return f"SELECT {chosen} FROM read_parquet({sql_list(files)}, hive_partitioning = false)"


def sql_list(values: Sequence[str]) -> str:
    """A list of strings in SQL.

    >>> sql_list(["a", "it's"])
    "['a', 'it''s']"
    """
    return "[" + ", ".join("'" + value.replace("'", "''") + "'" for value in values) + "]"


def _at_one_moment(lake: Lake, names: Sequence[str]) -> dict[str, "DeltaTable"]:
    """These tables, all of a time at which no run ended: what it removes afterwards may have counted before."""
    while True:
        runs = lake.table(RUNS.name)
        tables = {name: lake.table(name) for name in names}
        if lake.table(RUNS.name).version() == runs.version():
            return {**tables, RUNS.name: runs}
