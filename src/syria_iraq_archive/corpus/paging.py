"""Page by page through what a question finds, by the key of the article where a page ends: never by counting from 1.

The order has two parts: articles whose date is known, and those whose date isn't. Each is walked from the key on, along
an index. Of the most relevant, all scores are needed for any page.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace

from syria_iraq_archive.corpus.ordering import score_of
from syria_iraq_archive.corpus.query import find_articles
from syria_iraq_archive.corpus.question import Order, Position, Question

Rows = list[sqlite3.Row]


def articles_after(
    connection: sqlite3.Connection, question: Question, key: str | None, *, backwards: bool = False
) -> Rows:
    """As many articles as the question's limit says from behind the one with this `key`; the first ones if it is None.

    If `backwards`, those before it, the nearest first. Nothing, if no article has the key.
    """
    whole = replace(question, offset=0)
    if key is None:
        return list(find_articles(connection, whole))
    after = _position(connection, question, key)
    if after is None:
        return []
    if question.ranked:
        return list(find_articles(connection, replace(whole, after=after, backwards=backwards)))
    rows: Rows = []
    for part in _parts(whole, after, backwards=backwards):
        limit = None if question.limit is None else question.limit - len(rows)
        if limit != 0:
            rows += find_articles(connection, replace(part, limit=limit))
    return rows


def _position(connection: sqlite3.Connection, question: Question, key: str) -> Position | None:
    row = connection.execute(
        "SELECT published_latest, published_earliest, key, id FROM articles WHERE key = ?", (key,)
    ).fetchone()
    if row is None:
        return None
    latest, earliest, whole, id = row
    if not question.ranked:
        return Position(latest, earliest, whole)
    assert question.search
    score = score_of(connection, question.search, id)
    return None if score is None else Position(latest, earliest, whole, score)


def _parts(question: Question, after: Position, *, backwards: bool) -> Iterator[Question]:
    """What is asked of articles with a known date and of the others, from behind the position on."""
    oldest = (question.order is Order.OLDEST) != backwards
    order = Order.OLDEST if oldest else Order.NEWEST
    parts = (False, True) if backwards else (True, False)  # unknown dates stand last, so backwards first
    begun = after.latest is not None
    for known in parts[parts.index(begun) :]:
        if known or not question.dated or question.undated:
            yield replace(question, known=known, order=order, after=after if known is begun else None)
