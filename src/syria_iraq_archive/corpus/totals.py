"""How much a corpus holds: the table ``totals``, counted by triggers, and what counting anew says."""

import sqlite3
from collections.abc import Iterator

COUNTED = (
    "SELECT 'captures' AS name, count(*) AS number FROM captures "
    "UNION ALL SELECT 'articles', count(*) FROM articles "
    "UNION ALL SELECT 'repeats', count(*) FROM blocks WHERE role = 'repeat'"
)


def recount(connection: sqlite3.Connection) -> None:
    """Count anew, all there is."""
    connection.execute(f"INSERT OR REPLACE INTO totals (name, number) {COUNTED}")


def differences(connection: sqlite3.Connection) -> Iterator[tuple[str, int | None, int]]:
    """What is kept otherwise than it is: its name, what is kept, and what there is."""
    yield from map(
        tuple,
        connection.execute(
            f"SELECT counted.name, totals.number, counted.number FROM ({COUNTED}) AS counted "
            "LEFT JOIN totals USING (name) WHERE totals.number IS NOT counted.number"
        ),
    )
