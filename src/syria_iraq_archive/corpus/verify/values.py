"""Checks of single values: that each can be read, and is of its column's type; wherever it stands.

They look at bytes, so that text which isn't any is a finding in a row, not the end of a command.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from math import isfinite
from typing import Any

from syria_iraq_archive.corpus.declare import Column, Table
from syria_iraq_archive.corpus.tables import ROLLUPS, TABLES
from syria_iraq_archive.corpus.verify.subject import Finding

_SHOWN = 40  # bytes of a value that is no text
_TYPES = {"TEXT": ("text",), "INTEGER": ("integer",), "REAL": ("real", "integer"), "BLOB": ("blob",)}


def values(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Every value is of its column's type: text that is UTF-8, finite numbers, NULL only if it may be unknown."""
    for table in (*TABLES, *ROLLUPS):
        try:
            yield from _of_table(connection, table)
        except sqlite3.DatabaseError as error:
            yield Finding(table.name, f"can't be read: {error}")


def first_damage(connection: sqlite3.Connection) -> Finding | None:
    """Something that no sound corpus holds, or None if nothing is found soon; for a command that fell over it."""
    try:
        found = next(values(connection), None)
        if found is None and (broken := connection.execute("PRAGMA foreign_key_check").fetchone()):
            found = Finding(str(broken[0]), f"names a row of {broken[2]} that isn't there")
        if found is None and (said := connection.execute("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
            found = Finding("database", str(said))
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        return Finding("database", f"can't be read: {error}")
    return found


def _of_table(connection: sqlite3.Connection, table: Table) -> Iterator[Finding]:
    asked = ", ".join(f"typeof({name}), {name}" for name in table.names)
    with _as_bytes(connection) as cursor:
        for row in cursor.execute(f"SELECT {asked} FROM {table.name}"):
            kinds, held = row[::2], row[1::2]
            for column, kind, value in zip(table.columns, kinds, held, strict=True):
                if problem := _problem(column, kind.decode(), value):
                    yield Finding(f"{table.name}, {_row(table, held)}", f"its {column.name} {problem}")


@contextmanager
def _as_bytes(connection: sqlite3.Connection) -> Iterator[sqlite3.Cursor]:
    """A cursor that gives text as its bytes, whatever they are; rows as tuples."""
    factory, connection.text_factory = connection.text_factory, bytes
    cursor = connection.cursor()
    cursor.row_factory = None
    try:
        yield cursor
    finally:
        connection.text_factory = factory
        cursor.close()


def _problem(column: Column, kind: str, value: Any) -> str | None:
    """What is wrong with a value of a column."""
    if kind == "null":
        return None if column.nullable else "is NULL"
    if kind not in _TYPES[column.type]:
        return f"is {kind}, not {column.type}"
    if isinstance(value, float) and not isfinite(value):
        return f"is {value}"
    return _no_text(value) if kind == "text" else None


def _no_text(value: bytes) -> str | None:
    try:
        text = value.decode()
    except UnicodeDecodeError as error:
        return f"is no text: {value[max(0, error.start - 10) : error.start + _SHOWN]!r}"
    return "holds U+0000, at which functions of SQL stop" if "\0" in text else None


def _row(table: Table, held: tuple[Any, ...]) -> str:
    """What a row is called: by its key."""
    by_name = dict(zip(table.names, held, strict=True))
    return "row " + ", ".join(_shown(by_name[name]) for name in table.key_names)


def _shown(value: Any) -> str:
    return value[:_SHOWN].decode("utf-8", "backslashreplace") if isinstance(value, bytes) else str(value)
