"""One article of the corpus with all that is recorded of it."""

import re
import sqlite3
from dataclasses import dataclass

from syria_iraq_archive.errors import UnknownName

_KEY = re.compile(r"([0-9a-f]{1,64})(?:-([0-9]{1,6}))?")
Rows = list[sqlite3.Row]


@dataclass(frozen=True, slots=True)
class Dossier:
    """An article's row, its capture's, and the rows that belong to either."""

    article: sqlite3.Row
    capture: sqlite3.Row
    blocks: Rows  # of the capture
    images: Rows
    claims: Rows
    mentions: Rows
    quotes: Rows
    dates: Rows
    corrections: Rows  # of the article, and those of its capture that belong to none


def read_article(connection: sqlite3.Connection, key: str) -> Dossier:
    """Everything recorded of the article with this key; its hash may be cut short, its number left out.

    Raises `UnknownName` where that fits no article, or more than one.
    """
    article = _find(connection, key)

    def rows(sql: str, number: int) -> Rows:
        return connection.execute(sql, (number,)).fetchall()

    id, capture_id = article["id"], article["capture_id"]
    return Dossier(
        article=article,
        capture=rows("SELECT * FROM captures WHERE id = ?", capture_id)[0],
        blocks=rows("SELECT * FROM blocks WHERE capture_id = ? ORDER BY seq", capture_id),
        images=rows("SELECT * FROM images WHERE article_id = ? ORDER BY block_seq", id),
        claims=rows("SELECT * FROM claims WHERE article_id = ? ORDER BY seq, evidence", id),
        mentions=rows(
            "SELECT mentions.*, actors.name FROM mentions JOIN actors ON actors.id = actor_id "
            "WHERE article_id = ? ORDER BY start_char, end_char",
            id,
        ),
        quotes=rows("SELECT * FROM quotes WHERE article_id = ? ORDER BY start_char, end_char", id),
        dates=rows("SELECT * FROM dates WHERE article_id = ? ORDER BY start_char, end_char", id),
        corrections=connection.execute(
            "SELECT * FROM corrections WHERE capture_id = ? AND (article_id = ? OR article_id IS NULL) ORDER BY seq",
            (capture_id, id),
        ).fetchall(),
    )


def _find(connection: sqlite3.Connection, key: str) -> sqlite3.Row:
    form = _KEY.fullmatch(key.strip().lower())
    if not form:
        raise UnknownName(f"not an article's key: {key!r}", hint="keys look like 53541dcb351478c4-1")
    beginning, seq = form[1][:16], int(form[2]) if form[2] else None
    found: Rows = connection.execute(
        "SELECT articles.*, sources.name AS source_name FROM articles LEFT JOIN sources ON sources.id = source_id "
        "WHERE key >= ? AND key < ? AND (seq = ? OR ? IS NULL) ORDER BY key LIMIT 6",
        (beginning, beginning + "~", seq, seq),
    ).fetchall()
    if len(found) == 1:
        return found[0]
    if not found:
        raise UnknownName(f"no article's key begins with {key!r}", hint="see: archive query")
    several = ", ".join(row["key"] for row in found)
    raise UnknownName(f"several articles' keys begin with {key!r}", hint=f"say which: {several}")
