"""One hash of what a corpus says, whatever the numbers of its rows, the order of their making, and the engine."""

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from syria_iraq_archive.corpus.declare import Table
from syria_iraq_archive.corpus.tables import TABLES, table

_REGISTRY = ("sources", "actors", "actor_names")
_OF_CAPTURE = ("articles", "blocks", "corrections")
_OF_ARTICLE = tuple(each.name for each in TABLES if each.key[0] == "article_id")


def fingerprint(connection: sqlite3.Connection) -> str:
    """The SHA-256, in hexadecimal, of the corpus's logical content.

    Rows are taken by what identifies them everywhere (a capture's hash, an article's key, a span), and the columns
    declared internal are left out.
    """
    digest = hashlib.sha256()
    for line in _lines(connection):
        digest.update(line.encode())
        digest.update(b"\n")
    return digest.hexdigest()


def _lines(connection: sqlite3.Connection) -> Iterator[str]:
    for name in _REGISTRY:
        yield from _rows(connection, table(name), "TRUE", ())
    for (capture_id,) in connection.execute("SELECT id FROM captures ORDER BY sha256"):
        yield from _rows(connection, table("captures"), "id = ?", (capture_id,))
        for name in _OF_CAPTURE:
            yield from _rows(connection, table(name), "capture_id = ?", (capture_id,))
        for (article_id,) in connection.execute(
            "SELECT id FROM articles WHERE capture_id = ? ORDER BY seq", (capture_id,)
        ):
            for name in _OF_ARTICLE:
                yield from _rows(connection, table(name), "article_id = ?", (article_id,))


def _rows(connection: sqlite3.Connection, declared: Table, where: str, parameters: tuple[Any, ...]) -> Iterator[str]:
    columns = ", ".join(_logical(declared))
    order = "key" if declared.name == "articles" else ", ".join(declared.key)
    sql = f"SELECT {columns} FROM {declared.name} WHERE {where} ORDER BY {order}"
    for row in connection.execute(sql, parameters):
        yield json.dumps([declared.name, *row], ensure_ascii=True, separators=(",", ":"))


def _logical(declared: Table) -> Iterator[str]:
    """The columns with meaning outside this database; a number that refers to another table as what it stands for."""
    for column in declared.columns:
        if column.internal:
            continue
        if column.name == "article_id":
            yield "(SELECT key FROM articles WHERE articles.id = article_id)"
        elif column.name == "capture_id":
            yield "(SELECT sha256 FROM captures WHERE captures.id = capture_id)"
        else:
            yield column.name
