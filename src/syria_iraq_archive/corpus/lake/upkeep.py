"""Keeps a lake small: deletes rows that don't count any more, joins small files and removes outdated ones.

The Delta library does the work; this module says what to delete. A row of a run that hasn't ended may yet count: it is
deleted if the run began a week ago, since then it must have died.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from syria_iraq_archive.corpus.declare import Table
from syria_iraq_archive.corpus.lake.counting import counted
from syria_iraq_archive.corpus.lake.folder import Lake, compressed
from syria_iraq_archive.corpus.lake.tables import (
    CAPTURE_TABLES,
    FILES,
    LAKE_TABLES,
    REGISTRY_TABLES,
    UPKEEP,
    capture_digits,
)

if TYPE_CHECKING:
    import pyarrow as pa
    from duckdb import DuckDBPyConnection

KEEP_HOURS = 168
"""So long stay files that a table doesn't name any more, for readers, and rows of runs that haven't ended."""

_LOCK_HOURS = 24  # after which whoever keeps the lake up was killed

_LOOKS = "SELECT {named} FROM counting.last UNION SELECT {named} FROM counting.places"
_NEWEST_OF_KEY = """
    SELECT {named} FROM {stored} JOIN counting.finished USING (run_id)
    QUALIFY row_number() OVER (PARTITION BY {key} ORDER BY turn DESC) = 1
"""


def run_id_from(hours: float = 0) -> str:
    """The beginning of the id of a run that began so many hours ago: those of later runs are greater.

    >>> run_id_from(hours=1) < run_id_from()
    True
    """
    return f"{datetime.now(UTC) - timedelta(hours=hours):%Y%m%dT%H%M%S}"


def keep_up(lake: Lake, *, deleting: bool = False) -> bool:
    """Compact and vacuum all tables, and before that, if wanted, delete what doesn't count any more.

    Whether all was done: not if another keeps the lake up, or a run wrote in between. Raises `CorpusError`.
    """
    from deltalake.exceptions import CommitFailedError

    steps = [_delete_dead, _compact] if deleting else [_compact]
    done = True
    with _lock(lake) as is_ours:
        for step in steps if is_ours else ():
            try:
                with lake.explained():
                    step(lake)
            except CommitFailedError:
                done = False
        return is_ours and done


def _compact(lake: Lake) -> None:
    """Join each table's small files, and remove those that it no longer names."""
    for declared in LAKE_TABLES:
        table = lake.table(declared)
        table.optimize.compact(writer_properties=compressed())
        table.vacuum(KEEP_HOURS, dry_run=False)


def _delete_dead(lake: Lake) -> None:
    """Delete the rows that don't count, nor may count yet."""
    with counted(lake) as connection:
        for declared in (*CAPTURE_TABLES, *REGISTRY_TABLES, FILES):
            dead = _dead(connection, declared)
            if len(dead):
                same = (f"{sql} = dead.{name}" for name, sql in _named(declared, "found.").items())
                merging = lake.table(declared).merge(
                    dead,
                    " AND ".join(same),
                    source_alias="dead",
                    target_alias="found",
                    writer_properties=compressed(),
                )
                merging.when_matched_delete().execute()


def _named(table: Table, prefix: str = "") -> dict[str, str]:
    """SQL of what names the rows of a table that are deleted together, by the columns of `_dead`."""
    if table in CAPTURE_TABLES:
        return {"batch": f"{prefix}batch", "capture": capture_digits(table, prefix)}
    return {name: f"{prefix}{name}" for name in (*table.key, "run_id")}


def _dead(connection: "DuckDBPyConnection", table: Table) -> "pa.Table":
    """What names the rows of a table that don't count, nor may count yet."""
    named = ", ".join(f"{sql} AS {name}" for name, sql in _named(table).items())
    stored = f"stored_{table.name}"
    stay = "SELECT batch, capture FROM counting.winners"
    if table not in CAPTURE_TABLES:
        form = _LOOKS if table is FILES else _NEWEST_OF_KEY
        stay = form.format(named=named, stored=stored, key=", ".join(table.key))
    has_ended = f"run_id IN (SELECT run_id FROM counting.finished) OR run_id < '{run_id_from(KEEP_HOURS)}'"
    return connection.sql(f"SELECT DISTINCT {named} FROM {stored} WHERE {has_ended} EXCEPT ({stay})").to_arrow_table()


@contextmanager
def _lock(lake: Lake) -> Iterator[bool]:
    """Whether nobody else keeps the lake up meanwhile: if two compact at once, deltalake lets both double rows."""
    from deltalake.exceptions import CommitFailedError

    with lake.explained():
        state = lake.table(UPKEEP)
        is_free = all(until <= run_id_from() for until in state.to_pyarrow_table()["until"].to_pylist())
        if is_free:
            try:
                lake.exchange(UPKEEP, state, [(run_id_from(-_LOCK_HOURS),)])
            except CommitFailedError:
                is_free = False
    try:
        yield is_free
    finally:
        if is_free:
            with suppress(CommitFailedError):  # it took so long that another thought us dead
                lake.exchange(UPKEEP, lake.table(UPKEEP), [(run_id_from(),)])
