"""Cleans a lake: deletes rows that don't count any more, joins small files and removes outdated ones.

The Delta library does the work; this module says what to delete. Rows are deleted only if no other run is under way,
because that run may still need them.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime, timedelta

from syria_iraq_archive.corpus.lake.counting import LakeState, among_runs, sql_list
from syria_iraq_archive.corpus.lake.folder import Lake, compressed
from syria_iraq_archive.corpus.lake.reader import as_corpus_errors
from syria_iraq_archive.corpus.lake.tables import CAPTURE_DIGITS, CAPTURE_TABLES, FILES, LAKE_TABLES, RUNS

KEEP_HOURS = 168
"""So long stay files that a table doesn't name any more, for readers, and rows of unfinished runs, for the next."""

_UPKEEP_HOURS = 24  # after which one that hasn't ended was killed
_MANY_FILES = 8  # of a table are joined after a run
_MUCH = 0.1  # of the captures' rows are deleted after a run, if they don't count any more

# A capture's rows are named by a look that counts, or by one of a run that may yet be finished.
_HELD = f"""
    WITH named AS (
        SELECT sha256, batch FROM counting.counted
        UNION SELECT sha256, batch FROM counting.files ANTI JOIN counting.finished USING (run_id) WHERE run_id >= $since
    )
    SELECT held.batch, left(held.sha256, {CAPTURE_DIGITS}),
           named.batch IS NULL AND (finished.turn IS NOT NULL OR held.run_id < $since) AS dead
    FROM counting.held LEFT JOIN named USING (sha256, batch) LEFT JOIN counting.finished USING (run_id) ORDER BY ALL
"""
_USEFUL = " UNION ALL ".join(
    f"SELECT {', '.join(FILES.names)} FROM counting.{rows}"
    for rows in (
        "last WHERE outcome <> 'gone'",
        "kept",
        "files ANTI JOIN counting.finished USING (run_id) WHERE run_id >= $since",
    )
)
_UNDER_WAY = """
    SELECT count(*) FROM (SELECT run_id, bool_and(state = 'begun') AS begun FROM counting.runs GROUP BY run_id)
    WHERE begun AND run_id >= $since
"""


def oldest(hours: float = KEEP_HOURS) -> str:
    """The least that the id of a run can be which began so many hours ago.

    >>> oldest(0) > oldest(1) > oldest()
    True
    """
    return f"{datetime.now(UTC) - timedelta(hours=hours):%Y%m%dT%H%M%S}"


def keep_up(lake: Lake, *, thorough: bool = False) -> bool:
    """Delete, compact and vacuum: `thorough`, whatever there is to do, else where it is much.

    Whether all could be done: not while another does it, and no rows are deleted while another run is under way.
    Raises `CorpusError`.
    """
    with _alone(lake) as alone:
        return alone and _keep_up(lake, thorough=thorough)


@contextmanager
def _alone(lake: Lake) -> Iterator[bool]:
    """Whether nobody else keeps the lake up meanwhile: of two that compact at once, deltalake lets both double rows."""
    from deltalake.exceptions import CommitFailedError

    name, runs = f"{oldest(0)}-{uuid.uuid4().hex[:8]}", lake.table(RUNS.name)
    since = oldest(_UPKEEP_HOURS)
    begun, ended = (f"count(*) FILTER (state = '{state}' AND run_id >= '{since}')" for state in ("upkeep", "kept up"))
    alone = among_runs(lake, runs, f"{begun} - {ended}") == 0
    try:
        if alone:
            lake.append(RUNS.name, [(name, "upkeep", None, "", None)], after=runs)
    except CommitFailedError:  # another run has begun or ended at this moment, or its upkeep: it is for the next
        alone = False
    try:
        yield alone
    finally:
        if alone:
            lake.append(RUNS.name, [(name, "kept up", None, "", None)])


def _keep_up(lake: Lake, *, thorough: bool) -> bool:
    from deltalake.exceptions import CommitFailedError

    with as_corpus_errors(lake), closing(LakeState(lake)) as state:
        ((others,),) = state.connection.execute(_UNDER_WAY, {"since": oldest()}).fetchall()
        if not others:
            with suppress(CommitFailedError):  # a run has begun meanwhile: the next upkeep does it
                _delete_captures(state, 0 if thorough else _MUCH)
                _delete_looks(state, 0 if thorough else _MUCH)
    for table in LAKE_TABLES:
        with suppress(CommitFailedError), lake.explained():
            delta = lake.table(table.name)
            if len(delta.file_uris()) > (1 if thorough else _MANY_FILES):
                delta.optimize.compact(writer_properties=compressed())
            elif not thorough:
                continue
            delta.vacuum(KEEP_HOURS, dry_run=False)
    return not others


def _delete_captures(state: LakeState, share: float) -> None:
    """Delete the rows of captures that don't count, if they are more than this share of all."""
    held = state.connection.execute(_HELD, {"since": oldest()}).fetchall()
    number = sum(dead for _, _, dead in held)
    if number <= share * len(held):
        return
    alive = {batch for batch, _, dead in held if not dead}
    whole = sorted({batch for batch, _, dead in held if dead and batch not in alive})
    parts: dict[str, list[str]] = defaultdict(list)
    for batch, digits, dead in held:
        if dead and batch in alive:
            parts[batch].append(digits)
    for table in CAPTURE_TABLES:
        digits = f"substr({table.names[0]}, 1, {CAPTURE_DIGITS})"
        several = [f"batch = '{batch}' AND {digits} IN ({_listed(some)})" for batch, some in parts.items()]
        several += [f"batch IN ({_listed(whole)})"] if whole else []
        state.lake.table(table.name).delete(" OR ".join(several), writer_properties=compressed())


def _delete_looks(state: LakeState, share: float) -> None:
    """Leave of ``files`` what counts or may yet, if what doesn't is more than this share of all."""
    useful = state.connection.sql(_USEFUL, params={"since": oldest()}).to_arrow_table()
    ((number,),) = state.connection.execute("SELECT count(*) FROM counting.files").fetchall()
    if number - len(useful) > share * number:
        state.lake.write(FILES.name, useful, "overwrite", table=state.tables[FILES.name])  # not what is appended since


def _listed(values: Sequence[str]) -> str:
    return sql_list(values)[1:-1]
