"""In which order articles are listed, and what stands behind a position in it.

Newest first means by the last day an article may have been published on, unknown dates last; oldest first is the same
backwards, unknown dates still last. Of the most relevant, those with equal scores are in the order of the newest.
"""

import sqlite3
from collections.abc import Iterator

from syria_iraq_archive.corpus.question import Condition, Order, Position, Question
from syria_iraq_archive.corpus.search import Search

_NEWEST = "{days}published_latest DESC, {days}published_earliest DESC, {days}key"
_OLDEST = "{latest} ASC NULLS LAST, {days}published_earliest, {days}key DESC"  # the same order, backwards
_LEAST = "{days}published_latest, {days}published_earliest, {days}key DESC"  # the same, unknown dates first

WEIGHTS = "8.0, 4.0, 1.0"  # of a word in headline, standfirst and body


def order_by(question: Question, days: str, known: str | None = None) -> str:
    """The ORDER BY of a question, the most relevant first excepted; columns have the prefix `days`."""
    if question.order is Order.OLDEST:
        return _OLDEST.format(days=days, latest=known or f"{days}published_latest")
    return _NEWEST.format(days=days)


def by_score(question: Question, days: str) -> str:
    """The ORDER BY of the most relevant first, or last; columns have the prefix `days`."""
    if question.backwards:
        return f"score DESC, {_LEAST.format(days=days)}"
    return f"score, {_NEWEST.format(days=days)}"


def paged(select: Condition, question: Question) -> Condition:
    """The question's page of what a SELECT gives."""
    if question.limit is None and not question.offset:
        return select
    limit = -1 if question.limit is None else question.limit
    return Condition(f"{select.sql} LIMIT ? OFFSET ?", (*select.parameters, limit, question.offset))


def behind(question: Question, unknown: str) -> Iterator[Condition]:
    """That an article is among those whose date is known, or isn't, and stands behind the one that is given."""
    if question.known is not None:
        yield Condition("+s.published_latest > ''" if question.known else f"+s.published_latest {unknown}")
    after = question.after
    if after is None:
        return
    less, more = (">", "<") if question.order is Order.OLDEST else ("<", ">")
    if after.latest is None or after.earliest is None:
        yield Condition(f"+s.key {more} ?", (after.key,))
        return
    yield Condition(
        f"+s.published_latest {less}= ? AND (+s.published_latest {less} ? OR +s.published_earliest {less} ? "
        f"OR (+s.published_earliest = ? AND +s.key {more} ?))",
        (after.latest, after.latest, after.earliest, after.earliest, after.key),
    )


def behind_score(question: Question, after: Position) -> Condition:
    """That an article stands behind this one, by its score, among equals by its days and key."""
    score, less, key = ("<", ">", "<") if question.backwards else (">", "<", ">")
    sql = (
        f"score {score} ? OR (score = ? AND (ifnull(published_latest, '') {less} ? "
        f"OR (ifnull(published_latest, '') = ? AND (ifnull(published_earliest, '') {less} ? "
        f"OR (ifnull(published_earliest, '') = ? AND key {key} ?)))))"
    )
    latest, earliest = after.latest or "", after.earliest or ""
    number = after.score or 0.0
    return Condition(sql, (number, number, latest, latest, earliest, earliest, after.key))


def score_of(connection: sqlite3.Connection, search: Search, id: int) -> float | None:
    """How relevant the article numbered `id` is to what is sought; None if it isn't found by it."""
    found = f"SELECT bm25({search.index}, {WEIGHTS}) FROM {search.index} WHERE {search.index} MATCH ? AND rowid = ?"
    row = connection.execute(found, (search.expression or "", id)).fetchone()
    return float(row[0]) if row else None
