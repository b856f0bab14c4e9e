"""Asking the corpus from a page: in one of Datasette's threads, and not for ever."""

import sqlite3
from collections.abc import Callable
from typing import TypeVar, cast

from datasette.app import Datasette
from datasette.utils import sqlite_timelimit

from syria_iraq_archive.web.served import ServedCorpus, whole_captures

T = TypeVar("T")

DATABASE = "archive"
"""What the corpus is called in addresses."""


async def ask(
    datasette: Datasette, question: Callable[[sqlite3.Connection], T], *, milliseconds: int | None = None
) -> T:
    """What `question` answers, given a read-only connection.

    Raises `sqlite3.OperationalError`, "interrupted", where it takes longer than this, or than the setting allows.
    """
    limit = milliseconds or datasette.setting("sql_time_limit_ms")

    def in_time(connection: sqlite3.Connection) -> T:
        with sqlite_timelimit(connection, limit), whole_captures(connection):
            return question(connection)

    database = cast(ServedCorpus, datasette.get_database(DATABASE))
    return await database.execute_fn(in_time, milliseconds=limit)
