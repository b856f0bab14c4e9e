"""What every page needs: the checked values of its address, and an answer from the corpus within a time limit.

Anybody may have typed an address, so a value that has the wrong form counts as not given.
"""

import sqlite3
from collections.abc import Callable, Collection
from typing import TypeVar, cast

from datasette.app import Datasette
from datasette.utils import sqlite_timelimit
from datasette.utils.asgi import Request

from syria_iraq_archive.patterns import later
from syria_iraq_archive.web.served import ServedCorpus, whole_captures

T = TypeVar("T")

DATABASE = "archive"
"""What the corpus is called in addresses."""


async def ask(
    datasette: Datasette, question: Callable[[sqlite3.Connection], T], *, milliseconds: int | None = None
) -> T:
    """The result of `question`, which is called with a read-only connection to the corpus.

    It may take `milliseconds`, or as long as Datasette's setting `sql_time_limit_ms` says. After that it raises
    `sqlite3.OperationalError`, "interrupted".
    """
    limit = milliseconds or datasette.setting("sql_time_limit_ms")

    def in_time(connection: sqlite3.Connection) -> T:
        with sqlite_timelimit(connection, limit), whole_captures(connection):
            return question(connection)

    database = cast(ServedCorpus, datasette.get_database(DATABASE))
    return await database.execute_fn(in_time, milliseconds=limit)


_DAY = later(r"\d{4}(-\d{2}(-\d{2})?)?")


def one_of(request: Request, name: str, among: Collection[str]) -> str | None:
    """The value given under `name` if it is one of `among`; else None."""
    value = request.args.get(name)
    return value if value in among else None


def words(request: Request, name: str) -> str | None:
    """The value given under `name`, without white space around it; None if that leaves nothing."""
    return (request.args.get(name) or "").strip() or None


def number(request: Request, name: str, default: int, among: Collection[int]) -> int:
    """The number given if it is one of `among`; else `default`."""
    value = request.args.get(name) or ""
    given = int(value) if value.isascii() and value.isdecimal() and len(value) < 10 else None
    return default if given is None or given not in among else given


def day(request: Request, name: str) -> str | None:
    """The value given if it has the form of a year, month or day; else None. It needn't be in the calendar."""
    value = words(request, name)
    return value if value and _DAY.fullmatch(value) else None
