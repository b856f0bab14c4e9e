"""Which rows of a lake count: of each place the capture that was found there last, of each capture one batch of rows.

The rules, which any reader of the tables may apply:

- Rows count if their run stands in ``runs``. Of runs, the one with the higher number comes last, then the later id.
- A place is a path in a file. It holds the capture that a run found there last; what failed or was rejected since takes
  nothing away. What has only a number in a file may have moved: each capture that was found there stays.
- A place of which a run says later that it is gone holds nothing: its capture was found elsewhere.
- A file that has become an archive holds what is in it, and no longer what it was.
- A capture has the rows of the batch that was written last, and of its places the first by path.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from syria_iraq_archive.capture.choice import BETWEEN
from syria_iraq_archive.corpus.declare import Table
from syria_iraq_archive.corpus.lake.folder import Lake
from syria_iraq_archive.corpus.lake.tables import CAPTURE_DIGITS, LAKE_TABLES, RUNS, arrow_schema
from syria_iraq_archive.errors import CorpusError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_STATEMENTS = (
    """
    CREATE TABLE counting.finished AS
    SELECT *, row_number() OVER (ORDER BY number, run_id) AS turn FROM counting.ended
    """,
    "CREATE VIEW counting.looks AS SELECT * FROM stored_files JOIN counting.finished USING (run_id)",
    # What the last run saw of each file. Its worker may have been thought dead, and another have looked a second time.
    """
    CREATE VIEW counting.last AS
    SELECT DISTINCT * FROM counting.looks WHERE outcome <> 'gone' QUALIFY turn = max(turn) OVER (PARTITION BY file)
    """,
    f"""
    CREATE VIEW counting.places AS
    SELECT * FROM counting.looks WHERE outcome IN ('capture', 'gone')
    QUALIFY row_number() OVER (
        PARTITION BY file, path, if(regexp_matches(path, '{BETWEEN}[0-9]+$'), sha256, NULL) ORDER BY turn DESC, sha256
    ) = 1 AND (contains(path, '{BETWEEN}') OR turn >= coalesce(
        max(turn) FILTER (outcome = 'capture' AND contains(path, '{BETWEEN}')) OVER (PARTITION BY file), 0))
    """,
    "CREATE VIEW counting.counted AS SELECT * FROM counting.places WHERE outcome = 'capture'",
    f"""
    CREATE TABLE counting.winners AS
    SELECT sha256, substr(sha256, 1, {CAPTURE_DIGITS}) AS capture, batch, place.path AS path, place.folder AS folder
    FROM (
        SELECT sha256, batch FROM stored_captures JOIN counting.finished USING (run_id)
        QUALIFY row_number() OVER (PARTITION BY sha256 ORDER BY turn DESC, batch DESC) = 1
    ) JOIN (
        SELECT sha256, min({{path: path, folder: folder}}) AS place FROM counting.counted GROUP BY sha256
    ) USING (sha256)
    """,
)


@contextmanager
def counted(lake: Lake, ending: tuple[str, int] | None = None) -> Iterator["DuckDBPyConnection"]:
    """DuckDB with all tables of a lake as of one moment, ``stored_…``, and ``counting.…``, which of their rows count.

    With the id and number of a run that is `ending`, as if it had just ended. Raises `CorpusError` if files can't be
    read, there or by what is done with the connection.
    """
    import duckdb

    with duckdb.connect(":memory:") as connection:
        try:
            connection.register_filesystem(lake.fs)
            for table, files in _at_one_moment(lake).items():
                if files:
                    found = f"read_parquet({sql_list(files)}, hive_partitioning = false)"
                    connection.execute(f"CREATE VIEW stored_{table.name} AS FROM {found}")
                else:
                    connection.register(f"stored_{table.name}", arrow_schema(table).empty_table())
            connection.execute("CREATE SCHEMA counting")
            connection.execute("CREATE TABLE counting.ended AS SELECT DISTINCT run_id, number FROM stored_runs")
            if ending:
                connection.execute("INSERT INTO counting.ended VALUES (?, ?)", ending)
            for statement in _STATEMENTS:
                connection.execute(statement)
            yield connection
        except (duckdb.IOException, duckdb.InvalidInputException) as error:
            reason = str(error).partition("\n\n")[0]
            raise CorpusError(f"can't be read: {reason}", place=lake.address) from error


def _at_one_moment(lake: Lake) -> dict[Table, list[str]]:
    """The files of all tables at a time when no run ended: what upkeep deletes after it may have counted before."""
    while True:
        version = lake.table(RUNS).version()
        files = {table: lake.files(table) for table in LAKE_TABLES}
        if lake.table(RUNS).version() == version:
            return files


def sql_list(values: Sequence[str]) -> str:
    """A list of strings in SQL.

    >>> sql_list(["a", "it's"])
    "['a', 'it''s']"
    """
    return "[" + ", ".join("'" + value.replace("'", "''") + "'" for value in values) + "]"
