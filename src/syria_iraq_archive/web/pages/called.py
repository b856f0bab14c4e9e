"""What the registry calls actors that a page names by id only."""

import sqlite3
from collections.abc import Iterable

from syria_iraq_archive.corpus.query import placeholders


def called(connection: sqlite3.Connection, ids: Iterable[str | None]) -> dict[str, str]:
    """The names of the actors with these ids."""
    wanted = sorted({id for id in ids if id})
    marks = placeholders(wanted)
    return dict(map(tuple, connection.execute(f"SELECT id, name FROM actors WHERE id IN ({marks})", wanted)))
