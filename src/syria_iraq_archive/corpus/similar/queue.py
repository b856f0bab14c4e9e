"""What is to be done when pairs are found next: noted in the very transactions that write and remove articles."""

import sqlite3
from collections.abc import Iterable

_ARRIVED = "INSERT OR REPLACE INTO unlinked (article_id, compare) VALUES (?, 1)"
_OURS = "SELECT id FROM articles WHERE capture_id = :capture"
_LEFT_BEHIND = f"""
    INSERT OR IGNORE INTO unlinked (article_id, compare)
    SELECT other_id, 0 FROM similar WHERE article_id IN ({_OURS}) AND other_id NOT IN ({_OURS})
    UNION SELECT article_id, 0 FROM similar WHERE other_id IN ({_OURS}) AND article_id NOT IN ({_OURS})
"""
_DEPARTED = f"""
    INSERT OR REPLACE INTO departed (key, bands, paragraphs)
    SELECT key, bands, paragraphs FROM signatures WHERE article_id IN ({_OURS})
    AND article_id NOT IN (SELECT article_id FROM unlinked WHERE compare = 1)
"""


def arrived(connection: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """Note articles that were written."""
    connection.executemany(_ARRIVED, ((number,) for number in numbers))


def leaving(connection: sqlite3.Connection, capture_id: int) -> None:
    """Note the articles of a capture that is about to be removed: one never compared leaves nothing behind."""
    connection.execute(_LEFT_BEHIND, {"capture": capture_id})
    connection.execute(_DEPARTED, {"capture": capture_id})


def is_empty(connection: sqlite3.Connection) -> bool:
    """Whether all pairs are found."""
    waiting = "SELECT 1 FROM unlinked UNION ALL SELECT 1 FROM departed LIMIT 1"
    return connection.execute(waiting).fetchone() is None
