"""What SQLite does by itself when a row changes, whoever changes it: it counts, and it notes that others wrote.

`totals` is counted row by row. ``untouched`` loses its one row with the first change of what a capture says; the writer
puts it back at the end of its own transactions, if it was there before, since it keeps ``capture_digests`` in step.
Where it writes much, it does so without the triggers that note new rows (`new_rows_not_noted`).
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from syria_iraq_archive.corpus.tables import CAPTURE_DIGESTS, OF_CAPTURES

_COUNTED = (("captures", "captures", ""), ("articles", "articles", ""), ("repeats", "blocks", "{row}.role = 'repeat'"))
_COUNT = "UPDATE totals SET number = number {change} WHERE name = '{name}'"

_NOTED = (*OF_CAPTURES, CAPTURE_DIGESTS)
_NOTE_NEW_ROWS = frozenset(f"touch_{table.name}_insert" for table in _NOTED)


class Trigger(NamedTuple):
    """A trigger by its name, and the statement that makes it."""

    name: str
    sql: str


def triggers() -> Iterator[Trigger]:
    """All triggers of a corpus."""
    for name, counted, condition in _COUNTED:
        for event, row, change in (("INSERT", "NEW", "+ 1"), ("DELETE", "OLD", "- 1")):
            when = f" WHEN {condition.format(row=row)}" if condition else ""
            yield _trigger(f"count_{name}", counted, event, when, _COUNT.format(change=change, name=name))
    change = "+ (NEW.role = 'repeat') - (OLD.role = 'repeat')"
    when = " WHEN (NEW.role = 'repeat') <> (OLD.role = 'repeat')"
    yield _trigger("count_repeats", "blocks", "UPDATE OF role", when, _COUNT.format(change=change, name="repeats"))
    for table in _NOTED:
        for event in ("INSERT", "DELETE", "UPDATE"):
            yield _trigger("touch", table.name, event, "", "DELETE FROM untouched")


def _trigger(name: str, table: str, event: str, when: str, do: str) -> Trigger:
    full = f"{name}_{table}_{event.split(maxsplit=1)[0].lower()}"
    return Trigger(full, f"CREATE TRIGGER {full} AFTER {event} ON {table}{when} BEGIN {do}; END")


def missing(connection: sqlite3.Connection) -> Iterator[Trigger]:
    """The triggers that the corpus hasn't as they are declared."""
    found = dict(map(tuple, connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")))
    return (trigger for trigger in triggers() if found.get(trigger.name) != trigger.sql)


@contextmanager
def new_rows_not_noted(connection: sqlite3.Connection) -> Iterator[None]:
    """Inside a transaction: nothing notes that rows are new, which takes SQLite as long as to write them.

    The triggers that do it, those that are there, are dropped and made again. If the transaction fails, they stay.
    """
    found = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    aside = {name: sql for name, sql in found if name in _NOTE_NEW_ROWS}
    for name in aside:
        connection.execute(f"DROP TRIGGER {name}")
    yield
    for sql in aside.values():
        connection.execute(sql)
