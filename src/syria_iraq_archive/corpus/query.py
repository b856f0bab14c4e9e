"""Which articles a question finds: by text, day, source and actor, newest first, unknown dates last."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from syria_iraq_archive.corpus.days import Days
from syria_iraq_archive.corpus.search import match_expression
from syria_iraq_archive.corpus.views import ARTICLE_LIST

COLUMNS = tuple(name for name, _ in ARTICLE_LIST.columns)

# An actor and all that is part of it, directly or not.
MEMBERS = """
    WITH RECURSIVE members (id) AS (
        VALUES {seeds} UNION SELECT actors.id FROM actors JOIN members ON actors.part_of = members.id
    )
    SELECT id FROM members
"""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. Sources and actors are ids; days are ISO; nothing given excludes nothing.

    Of several sources any will do; of several actors all must be named, or any where `any_actor`. An article is found
    when its days overlap those asked for, or lie wholly inside where `certain`; `undated` adds the unknown ones.
    """

    text: str | None = None
    earliest: str | None = None
    latest: str | None = None
    certain: bool = False
    undated: bool = False
    sources: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    any_actor: bool = False
    exact: bool = False
    limit: int | None = None
    mentioned: Days | None = None  # days of which the article must speak


@dataclass(frozen=True, slots=True)
class Condition:
    """A piece of a WHERE clause with its parameters."""

    sql: str
    parameters: tuple[str, ...] = ()


def find_articles(connection: sqlite3.Connection, question: Question) -> Iterator[sqlite3.Row]:
    """The articles the question finds, with the columns `COLUMNS`."""
    sql, parameters = compile_question(question)
    yield from connection.execute(sql, parameters)


def compile_question(question: Question) -> tuple[str, tuple[str | int, ...]]:
    """The SELECT that answers the question, and its parameters."""
    where = article_condition(question)
    parameters: tuple[str | int, ...] = where.parameters
    # What a user types is a parameter; the SQL is made of the constants here and in `views`.
    order = "published_latest DESC, published_earliest DESC, articles.key"
    sql = f"{ARTICLE_LIST.select} WHERE {where.sql} ORDER BY {order}"
    return (sql, parameters) if question.limit is None else (sql + " LIMIT ?", (*parameters, question.limit))


def article_condition(question: Question) -> Condition:
    """What a row of ``articles`` must fulfil to be found by the question, whatever else is joined to it."""
    conditions = list(_conditions(question))
    sql = " AND ".join(f"({condition.sql})" for condition in conditions) or "TRUE"
    return Condition(sql, tuple(value for condition in conditions for value in condition.parameters))


def _conditions(question: Question) -> Iterator[Condition]:
    if question.text and question.text.strip():
        matching = "articles.id IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?)"
        yield Condition(matching, (match_expression(question.text),))
    if question.earliest or question.latest or question.certain:
        yield _dated(question)
    if question.mentioned:
        yield _speaking_of(question.mentioned)
    if question.sources:
        yield Condition(f"articles.source_id IN ({_marks(question.sources)})", question.sources)
    if question.any_actor and question.actors:
        yield _naming(question.actors, question.exact)
    elif question.actors:
        yield from (_naming((actor,), question.exact) for actor in question.actors)


def _dated(question: Question) -> Condition:
    """Unknown days compare as NULL, so that they fail any condition here unless asked for."""
    first, last = question.earliest or "0000-01-01", question.latest or "9999-12-31"
    if question.certain:
        condition = Condition("published_earliest >= ? AND published_latest <= ?", (first, last))
    else:
        condition = Condition("published_earliest <= ? AND published_latest >= ?", (last, first))
    if question.undated:
        return Condition(f"({condition.sql}) OR published_earliest IS NULL", condition.parameters)
    return condition


def _speaking_of(days: Days) -> Condition:
    """An expression of time that means days asked for and no others: "2014" doesn't speak of each of its days."""
    within = "SELECT article_id FROM dates WHERE earliest >= ? AND latest <= ?"
    return Condition(f"articles.id IN ({within})", days)


def _naming(actors: tuple[str, ...], exact: bool) -> Condition:
    wanted = _marks(actors) if exact else MEMBERS.format(seeds=", ".join("(?)" for _ in actors))
    return Condition(f"articles.id IN (SELECT article_id FROM mentions WHERE actor_id IN ({wanted}))", actors)


def _marks(values: tuple[str, ...]) -> str:
    return ", ".join("?" * len(values))
