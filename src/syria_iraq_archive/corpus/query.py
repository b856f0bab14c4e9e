"""Which articles a question finds, by text, day, source and actor; and in which order.

Newest first means by the last day an article may have been published on, unknown dates last; oldest first is the same
backwards, unknown dates still last.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from syria_iraq_archive.corpus.days import Days
from syria_iraq_archive.corpus.search import Search, parse_search, raw_search
from syria_iraq_archive.corpus.snippet import Snippet, passage_by_fts5, passage_of
from syria_iraq_archive.corpus.views import ARTICLE_LIST

COLUMNS = tuple(name for name, _ in ARTICLE_LIST.columns)

# An actor and all that is part of it, directly or not.
MEMBERS = """
    WITH RECURSIVE members (id) AS (
        VALUES {seeds} UNION SELECT actors.id FROM actors JOIN members ON actors.part_of = members.id
    )
    SELECT id FROM members
"""

WEIGHTS = "8.0, 4.0, 1.0"  # of a word in headline, standfirst and body

_NEWEST = "published_latest DESC, published_earliest DESC, articles.key"
_OLDEST = "published_latest ASC NULLS LAST, published_earliest, articles.key DESC"  # the same index, backwards


class Order(StrEnum):
    """In which order articles are listed."""

    RELEVANCE = "relevance"  # by bm25, the newest first among equals
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. Sources and actors are ids; days are ISO; nothing given excludes nothing.

    Of several sources any will do; of several actors all must be named, or any where `any_actor`. An article is found
    when its days overlap those asked for, or lie wholly inside where `certain`; `undated` adds the unknown ones.
    `text` is as a user types it, or FTS5's own syntax over ``articles_fts`` where `fts`. Without an `order`, the most
    relevant come first where there is a text, else the newest. With `distinct` an article isn't found where one before
    it in its cluster is.
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
    fts: bool = False
    order: Order | None = None
    offset: int = 0
    distinct: bool = False  # of a cluster's articles that fulfil all else, only the first published


@dataclass(frozen=True, slots=True)
class Condition:
    """A piece of a WHERE clause with its parameters."""

    sql: str
    parameters: tuple[str, ...] = ()


def find_articles(connection: sqlite3.Connection, question: Question) -> Iterator[sqlite3.Row]:
    """The articles the question finds, with the columns `COLUMNS`."""
    sql, parameters = compile_question(question)
    return connection.execute(sql, parameters)


def count_found(connection: sqlite3.Connection, question: Question) -> int:
    """How many articles the question finds, whatever its limit and offset."""
    where = article_condition(question)
    sql = f"SELECT count(*) FROM articles WHERE {where.sql}"
    return int(connection.execute(sql, where.parameters).fetchone()[0])


def passage(connection: sqlite3.Connection, question: Question, key: str) -> Snippet:
    """What in the article with this key answers to the question's text; nothing where there is none."""
    search = search_of(question)
    if search is None or search.expression is None:
        return ()
    if question.fts:
        return passage_by_fts5(connection, key, search.expression)
    return passage_of(connection, key, search.phrases)


def search_of(question: Question) -> Search | None:
    """What the question's text seeks; None where it has none."""
    if not question.text or not question.text.strip():
        return None
    return raw_search(question.text) if question.fts else parse_search(question.text)


def compile_question(question: Question) -> tuple[str, tuple[str | int, ...]]:
    """The SELECT that answers the question, and its parameters."""
    # What a user types is a parameter; the SQL is made of the constants here and in `views`.
    search = search_of(question)
    order = _OLDEST if question.order is Order.OLDEST else _NEWEST
    if search is None:
        where = article_condition(question)
        return _paged(f"{ARTICLE_LIST.select} WHERE {where.sql} ORDER BY {order}", where.parameters, question)
    if search.ranks and question.order in (None, Order.RELEVANCE):
        order = f"score, {order}"
        page, parameters = _most_relevant(question, search, order)
    else:
        page, parameters = _matching_in_order(question, order)
    # The articles of this page are found first, so that of all the others only their days are read.
    return f"{ARTICLE_LIST.select} JOIN ({page}) AS page ON page.id = articles.id ORDER BY {order}", parameters


def _most_relevant(question: Question, search: Search, order: str) -> tuple[str, tuple[str | int, ...]]:
    """The numbers of the articles of this page, and their scores.

    CROSS JOIN keeps SQLite from asking the index again for each article that fulfils another condition.
    """
    where = _all_of([*_conditions(replace(question, text=None, distinct=False)), *_distinct(question)])
    sql = f"""
        SELECT articles.id, bm25({search.index}, {WEIGHTS}) AS score
        FROM {search.index} CROSS JOIN articles ON articles.id = {search.index}.rowid
        WHERE {search.index} MATCH ? AND {where.sql} ORDER BY {order}
    """
    return _paged(sql, (search.expression or "", *where.parameters), question)


def _matching_in_order(question: Question, order: str) -> tuple[str, tuple[str | int, ...]]:
    """The numbers of the articles of this page."""
    where = article_condition(question)
    return _paged(f"SELECT articles.id FROM articles WHERE {where.sql} ORDER BY {order}", where.parameters, question)


def _paged(sql: str, parameters: tuple[str | int, ...], question: Question) -> tuple[str, tuple[str | int, ...]]:
    if question.limit is None and not question.offset:
        return sql, parameters
    return f"{sql} LIMIT ? OFFSET ?", (*parameters, -1 if question.limit is None else question.limit, question.offset)


def article_condition(question: Question) -> Condition:
    """What a row of ``articles`` must fulfil to be found by the question, whatever else is joined to it."""
    return _all_of(_conditions(question))


def _all_of(conditions: Iterable[Condition]) -> Condition:
    several = list(conditions)
    sql = " AND ".join(f"({condition.sql})" for condition in several) or "TRUE"
    return Condition(sql, tuple(value for condition in several for value in condition.parameters))


def _conditions(question: Question) -> Iterator[Condition]:
    search = search_of(question)
    if search:
        yield _matching(search)
    if question.earliest or question.latest or question.certain:
        yield _dated(question)
    if question.mentioned:
        yield _speaking_of(question.mentioned)
    if question.sources:
        yield Condition(f"articles.source_id IN ({placeholders(question.sources)})", question.sources)
    if question.any_actor and question.actors:
        yield _naming(question.actors, question.exact)
    elif question.actors:
        yield from (_naming((actor,), question.exact) for actor in question.actors)
    yield from _distinct(question)


def _distinct(question: Question, id: str = "articles.id") -> Iterator[Condition]:
    """Where that is asked for: that nothing before it in its cluster is found by the same question."""
    if question.distinct:
        same = article_condition(replace(question, distinct=False))
        earlier = f"""
            SELECT 1 FROM clusters AS own JOIN clusters AS earlier
            ON earlier.first_id = own.first_id AND earlier.place < own.place WHERE own.article_id = {id}
            AND EXISTS (SELECT 1 FROM articles WHERE articles.id = earlier.article_id AND {same.sql})
        """
        yield Condition(f"NOT EXISTS ({earlier})", same.parameters)


def _matching(search: Search) -> Condition:
    if search.expression is None:
        return Condition("FALSE")
    operator = "NOT IN" if search.excluded else "IN"
    matching = f"articles.id {operator} (SELECT rowid FROM {search.index} WHERE {search.index} MATCH ?)"
    return Condition(matching, (search.expression,))


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
    wanted = placeholders(actors) if exact else MEMBERS.format(seeds=", ".join("(?)" for _ in actors))
    return Condition(f"articles.id IN (SELECT article_id FROM mentions WHERE actor_id IN ({wanted}))", actors)


def placeholders(values: Collection[str]) -> str:
    """As many question marks as there are values, for ``IN (…)``."""
    return ", ".join("?" * len(values))
