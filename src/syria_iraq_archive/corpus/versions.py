"""Earlier captures of a file or address: kept apart from what the corpus says, and never in a circle.

Of two captures the later is told by when they were fetched or saved, if both say so, else by when they were ingested.
A capture is either current, among ``captures``, or earlier, among ``earlier_captures``; each earlier one has a later
one, and that leads to the current one.
"""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from syria_iraq_archive.corpus.rows import original_bytes
from syria_iraq_archive.corpus.tables import EARLIER_CAPTURES

_KEPT = ", ".join(EARLIER_CAPTURES.names)
_KEEP = f"INSERT OR REPLACE INTO earlier_captures ({_KEPT}) SELECT {_KEPT} FROM captures WHERE sha256 = ?"
_LATER = """
    WITH RECURSIVE later (sha256) AS (
        SELECT ?1 UNION SELECT versions.later FROM versions JOIN later ON versions.earlier = later.sha256
    )
    SELECT sha256 FROM later
"""
_EARLIER = """
    WITH RECURSIVE earlier (sha256) AS (
        SELECT ?1 UNION SELECT versions.earlier FROM versions JOIN earlier ON versions.later = earlier.sha256
    )
    SELECT sha256 FROM earlier JOIN earlier_captures USING (sha256) WHERE sha256 <> ?1
"""
_DATED = "SELECT uri, captured_at FROM captures WHERE sha256 = ?1 UNION ALL " + (
    "SELECT uri, captured_at FROM earlier_captures WHERE sha256 = ?1"
)


class Dated(NamedTuple):
    """A capture by its hash, and when it was fetched or saved."""

    time: datetime
    sha256: str


def moment(captured_at: str | None) -> datetime | None:
    """When a capture was fetched or saved; None if it doesn't say so to the second.

    >>> moment("2024-12-01T10:00:00Z") < moment("Mon, 2 Dec 2024 08:00:00 +0300")
    True
    >>> moment("yesterday"), moment("2024-12-01")
    (None, None)
    """
    if not captured_at or len(captured_at) <= len("2024-12-01"):
        return None
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            time = read(captured_at)
        except (ValueError, IndexError, TypeError, OverflowError):
            continue
        try:
            return (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC)
        except (ValueError, OverflowError):
            return None
    return None


def time_of(connection: sqlite3.Connection, sha256: str) -> datetime | None:
    """When a capture of the corpus, current or earlier, was fetched or saved; None if it doesn't say."""
    row = connection.execute(_DATED, (sha256,)).fetchone()
    return moment(row[1]) if row else None


def is_later(connection: sqlite3.Connection, one: str, other: str) -> bool:
    """Whether one capture was surely fetched or saved after the other."""
    mine, theirs = time_of(connection, one), time_of(connection, other)
    return mine is not None and theirs is not None and mine > theirs


def make_current(connection: sqlite3.Connection, sha256: str) -> None:
    """Note that a capture is current (again): nothing took its place, and what led here from it leads here no more."""
    connection.execute("DELETE FROM earlier_captures WHERE sha256 = ?", (sha256,))
    connection.execute("DELETE FROM versions WHERE earlier = ?", (sha256,))


def keep_earlier(connection: sqlite3.Connection, sha256: str, later: str) -> None:
    """Keep a current capture as the earlier version of another. The caller removes it from what the corpus says."""
    connection.execute(_KEEP, (sha256,))
    connection.execute("DELETE FROM versions WHERE earlier = ?", (sha256,))
    connection.execute("INSERT OR IGNORE INTO versions (later, earlier) VALUES (?, ?)", (later, sha256))


def forget(connection: sqlite3.Connection, sha256: str) -> list[str]:
    """Forget an earlier capture; of a current one all its earlier versions. Gives the hashes of all that is forgotten.

    What an earlier one had replaced is then an earlier version of what replaced it.
    """
    if not is_earlier(connection, sha256):
        gone = [sha256, *earlier_than(connection, sha256)]
    else:
        gone = [sha256]
        later = connection.execute("SELECT later FROM versions WHERE earlier = ?", (sha256,)).fetchone()
        if later:
            connection.execute("UPDATE OR IGNORE versions SET later = ? WHERE later = ?", (*later, sha256))
    for each in gone:
        connection.execute("DELETE FROM earlier_captures WHERE sha256 = ?", (each,))
        connection.execute("DELETE FROM versions WHERE earlier = ?1 OR later = ?1", (each,))
    return gone


def is_earlier(connection: sqlite3.Connection, sha256: str) -> bool:
    """Whether a capture is kept as an earlier version."""
    return connection.execute("SELECT 1 FROM earlier_captures WHERE sha256 = ?", (sha256,)).fetchone() is not None


def current_of(connection: sqlite3.Connection, sha256: str) -> str:
    """The hash of the capture that is current in the place of this one; its own if nothing took its place."""
    return [str(found) for (found,) in connection.execute(_LATER, (sha256,))][-1]


def earlier_than(connection: sqlite3.Connection, sha256: str) -> list[str]:
    """The hashes of all earlier versions of a capture."""
    return [str(found) for (found,) in connection.execute(_EARLIER, (sha256,))]


def outranked(connection: sqlite3.Connection, sha256: str) -> bool:
    """Whether a capture is an earlier version by its own date: whoever meets it again needn't make it current."""
    return is_earlier(connection, sha256) and is_later(connection, current_of(connection, sha256), sha256)


def out_of_date(connection: sqlite3.Connection, addresses: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Current captures that a later one of the same address replaces, each with the next later one, oldest first."""
    for uri in sorted(addresses):
        rows = connection.execute("SELECT captured_at, sha256 FROM captures WHERE uri = ?", (uri,)).fetchall()
        dated = sorted(Dated(time, sha256) for at, sha256 in rows if (time := moment(at)))
        for number, one in enumerate(dated):
            if following := next((later for later in dated[number + 1 :] if later.time > one.time), None):
                yield one.sha256, following.sha256


def faults(connection: sqlite3.Connection) -> Iterator[str]:
    """What is wrong with the versions: bytes that aren't those, or no way from each that leads to a current one."""
    yield from _other_bytes(connection)
    for (sha256,) in connection.execute("SELECT sha256 FROM captures JOIN earlier_captures USING (sha256)"):
        yield f"{sha256[:16]} is current and earlier at once"
    lost = "SELECT sha256 FROM earlier_captures WHERE sha256 NOT IN (SELECT earlier FROM versions)"
    for (sha256,) in connection.execute(lost):
        yield f"{sha256[:16]} is an earlier version of nothing"
    for later, earlier in connection.execute("SELECT later, earlier FROM versions").fetchall():
        after = [found for (found,) in connection.execute(_LATER, (later,))]
        if not is_earlier(connection, earlier):
            yield f"{earlier[:16]} is named as an earlier version, but isn't kept"
        if earlier in after:
            yield f"{earlier[:16]} is an earlier version of itself"
        elif connection.execute("SELECT 1 FROM captures WHERE sha256 = ?", (after[-1],)).fetchone() is None:
            yield f"{earlier[:16]} leads to no current capture"


def _other_bytes(connection: sqlite3.Connection) -> Iterator[str]:
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    for row in cursor.execute("SELECT * FROM earlier_captures"):
        try:
            given = hashlib.sha256(original_bytes(row)).hexdigest()
        except (ValueError, LookupError) as error:
            given = str(error)
        if given != row["sha256"]:
            yield f"{row['sha256'][:16]} doesn't give its bytes back: {given}"
