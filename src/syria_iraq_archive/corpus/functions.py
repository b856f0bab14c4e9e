"""Functions for those who ask in SQL, beside SQLite's and DuckDB's own."""

import sqlite3
from typing import TYPE_CHECKING, Any

from syria_iraq_archive.corpus.words import folded

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def fold(value: Any) -> str | None:
    """Text as `articles_folded` holds it; NULL for NULL. Numbers count as their digits, bytes as nothing.

    >>> fold("الحشد الشعبي"), fold("Hay'at Tahrir al-Sham")
    ('حشد شعبي', 'hayat tahrir sham')
    """
    return None if value is None or isinstance(value, bytes) else folded(str(value))


def add_functions(connection: sqlite3.Connection) -> None:
    """Let SQL on this connection call ``fold(text)``."""
    connection.create_function("fold", 1, fold, deterministic=True)


def add_functions_to_duckdb(connection: "DuckDBPyConnection") -> None:
    """Let SQL on this connection call ``fold(text)``."""
    connection.create_function("fold", fold, ["VARCHAR"], "VARCHAR")
