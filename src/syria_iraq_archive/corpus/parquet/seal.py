"""From what chunks have committed to the next snapshot: each file as it was last seen, each capture once.

Of several files with the same bytes the first by path counts, as long as it is still there: the same rule as a local
ingest has. What is outdated stays in its files until these are merged with others; the snapshot says so, and readers
leave it out.
"""

from collections.abc import Callable, Iterable, Sequence

from syria_iraq_archive.corpus.declare import Column, Table
from syria_iraq_archive.corpus.parquet.chunk import ChunkRows, Input, commit
from syria_iraq_archive.corpus.parquet.ledger import Ledger, Listing
from syria_iraq_archive.corpus.parquet.merge import (
    Merge,
    Merged,
    forget,
    living,
    not_much_larger,
    plan,
    record,
    recorded,
)
from syria_iraq_archive.corpus.parquet.parts import Part, write_part
from syria_iraq_archive.corpus.parquet.snapshot import Snapshot, latest, publish
from syria_iraq_archive.corpus.parquet.store import Store
from syria_iraq_archive.corpus.parquet.tables import REGISTRY_TABLES, REJECTS
from syria_iraq_archive.corpus.rows import Row, actor_name_rows, actor_rows, source_rows
from syria_iraq_archive.registry.load import Registry

Merging = Callable[[Sequence[Merge]], Iterable[list[Part]]]  # has tasks done, by whomever

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
# A look that is no longer the last never is again; of two that are, one may count when the other's file changes.
_DEAD = """
    SELECT DISTINCT chunk, left(sha256, 16) FROM written ANTI JOIN latest USING (chunk, sha256)
"""
_DROP = """
    SELECT chunk, left(sha256, 16) FROM written ANTI JOIN winners USING (chunk, sha256)
"""
_MOVE = """
    SELECT sha256, winners.place.folder, winners.place.path FROM winners JOIN written USING (chunk, sha256)
    WHERE winners.place <> written.place
"""


def seal(ledger: Ledger, registry: Registry, listing: Listing, merging: Merging) -> Snapshot:
    """Publish what all committed chunks come to, which the ledger then knows; the new snapshot.

    Changes nothing where it would be the same.
    """
    store = ledger.store
    ledger.refresh()
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
    merges = _merge_what_is_new(store, ledger, before, merging)
    ledger.execute(_WINNERS)
    useful = {chunk for (chunk,) in ledger.rows("SELECT DISTINCT chunk FROM winners")}
    shown = [merged for merged in living(merges) if not useful.isdisjoint(merged.holds)]
    held = {chunk for merged in shown for chunk in merged.holds}
    dropped = [row for row in ledger.rows(f"{_DROP} ORDER BY ALL") if row[0] in held]
    stem = f"{before.number + 1:08}"
    parts = [part for merged in shown for part in merged.parts]
    parts += (write_part(store, table, list(_REGISTRY_ROWS[table.name](registry)), stem) for table in REGISTRY_TABLES)
    parts.append(write_part(store, REJECTS, ledger.rows(_REJECTS), stem))
    snapshot = Snapshot(
        before.number + 1,
        tuple(parts),
        tuple(sorted(ledger.parts)),
        _exceptions(store, _DROPPED, dropped, stem),
        _exceptions(store, _MOVED, ledger.rows(f"{_MOVE} ORDER BY ALL"), stem),
    )
    publish(store, snapshot)
    _tidy(store, ledger, merges, before, snapshot)
    return snapshot


def unmerged(ledger: Ledger, before: Snapshot, merges: Iterable[Merged]) -> list[str]:
    """The committed chunks whose rows are staged only."""
    taken = {*before.sealed, *(chunk for merged in merges for chunk in merged.took)}
    return [chunk for chunk in ledger.parts if chunk not in taken]


def _merge_what_is_new(store: Store, ledger: Ledger, before: Snapshot, merging: Merging) -> list[Merged]:
    """Merge what no run has merged yet, with earlier merges where that is worth it; all merges there are."""
    merges = recorded(store)
    new = unmerged(ledger, before, merges)
    staged = [part for chunk in new for part in ledger.parts[chunk] if part.months]
    if not staged:
        return merges
    number = max((merged.number for merged in merges), default=before.number) + 1
    earlier = not_much_larger(living(merges), sum(part.rows for part in staged if part.table == "captures"))
    dead = _exceptions(store, _DROPPED, ledger.rows(f"{_DEAD} ORDER BY ALL"), f"merge-{number:08}")
    tasks, carried = plan(number, staged, (part for merged in earlier for part in merged.parts), dead)
    written = [part for parts in (merging(tasks) if tasks else ()) for part in parts]
    alive = {chunk for (chunk,) in ledger.rows("SELECT DISTINCT chunk FROM latest WHERE outcome = 'capture'")}
    holds = {*new, *(chunk for merged in earlier for chunk in merged.holds)}
    if not carried:  # files that aren't written anew hold what they held
        holds &= alive
    replaced = tuple(sorted(merged.number for merged in earlier))
    merged = Merged(number, tuple(new), tuple(sorted(holds)), replaced, tuple(sorted(carried + written, key=_place)))
    record(store, merged)
    if dead:
        store.remove(dead)
    return [*merges, merged]


def _tidy(store: Store, ledger: Ledger, merges: Sequence[Merged], before: Snapshot, now: Snapshot) -> None:
    """Remove what was staged, and merges that have been replaced; but nothing that a reader may still be reading."""
    for chunk in set(now.sealed).difference(before.sealed):
        for part in ledger.parts[chunk]:
            if part.months:
                store.remove(part.name)
    live = living(merges)
    named = {*now.parts, *(part for merged in live for part in merged.parts)}
    for merged in merges:
        if merged not in live and set(merged.parts).difference(named).isdisjoint(before.parts):
            forget(store, merged, named)


def _place(part: Part) -> str:
    return part.name


_REJECTS = """
    SELECT item, folder, path, reason, CAST(outcome = 'failed' AS INTEGER) FROM latest
    WHERE outcome IN ('rejected', 'failed', 'unread') ORDER BY folder, path
"""


def _exceptions(store: Store, table: Table, rows: Sequence[Row], stem: str) -> str | None:
    return write_part(store, table, rows, stem).name if rows else None
