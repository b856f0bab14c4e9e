"""The ways to walk through articles, newest first, and the SQL that takes from one what a question asks for.

A `Stream` yields rows that have an article's number, days, key and source. Each is an index or table that has them in
order already, so that a page is full after a few steps; but for the few articles of a short list, which are sorted.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from syria_iraq_archive.corpus.ddl import index_name
from syria_iraq_archive.corpus.question import (
    SPEAKING,
    Condition,
    Order,
    Question,
    all_of,
    dated,
    matching,
    placeholders,
    search_of,
    speaking_of,
)
from syria_iraq_archive.corpus.search import Search
from syria_iraq_archive.corpus.tables import ARTICLES

_ANY = Condition("TRUE")
_NEWEST = "{days}published_latest DESC, {days}published_earliest DESC, {days}key"
_OLDEST = "{latest} ASC NULLS LAST, {days}published_earliest, {days}key DESC"  # the same order, backwards


class Walk(Enum):
    """Along what the articles are walked."""

    ALL = auto()
    SOURCE = auto()  # those of one outlet; of several, sorted
    ACTOR = auto()  # those that name one actor
    ANY_ACTOR = auto()  # those that name any of several actors, sorted
    TEXT = auto()  # those found by full-text search, which are few
    SPEAKING = auto()  # those that speak of certain days, which are few


_OF_ACTORS = (Walk.ACTOR, Walk.ANY_ACTOR)  # here an unknown day is empty


class LookUp(Enum):
    """How it is learnt whether an article has the text sought."""

    LIST = auto()  # from a list of all that have it
    EACH = auto()  # by asking the index for each article that fulfils the other conditions


@dataclass(frozen=True, slots=True)
class Plan:
    """How a question is answered. Any plan gives the same answer, unless only the newest are looked at."""

    walk: Walk = Walk.ALL
    actor: str = ""  # whose articles are walked
    look_up: LookUp = LookUp.LIST
    only_newest: int | None = None  # of those that fulfil all conditions but the text, so many are looked up
    widest: int | None = None  # days of the widest range of any article


@dataclass(frozen=True, slots=True)
class Stream:
    """What is walked: the FROM clause, its condition, and how its rows name an article and an unknown day."""

    table: Condition
    where: Condition
    id: str = "s.id"
    unknown: str = "IS NULL"


def page_of(question: Question, plan: Plan) -> Condition:
    """A SELECT of the numbers of the articles of this page, in order."""
    stream = stream_of(question, plan)
    order = order_by(question, "s.", known="nullif(s.published_latest, '')" if plan.walk in _OF_ACTORS else None)
    if plan.only_newest is not None:
        return paged(_among_newest(question, plan, stream, order), question)
    where = all_of((stream.where, *_others(question, plan, stream), *_texts(question, plan, stream)))
    sql = f"SELECT {stream.id} AS id FROM {stream.table.sql} WHERE {where.sql} ORDER BY {order}"
    return paged(Condition(sql, (*stream.table.parameters, *where.parameters)), question)


def count_of(question: Question, plan: Plan, *, text: bool = True, most: int | None = None) -> Condition:
    """A SELECT of how many articles the question finds; without its `text`; or `most` where they are more."""
    stream = stream_of(question, plan)
    texts = _texts(question, plan, stream) if text else ()
    where = all_of((stream.where, *_others(question, plan, stream), *texts))
    parameters = (*stream.table.parameters, *where.parameters)
    if most is None:
        return Condition(f"SELECT count(*) FROM {stream.table.sql} WHERE {where.sql}", parameters)
    some = f"SELECT 1 FROM {stream.table.sql} WHERE {where.sql} LIMIT ?"
    return Condition(f"SELECT count(*) FROM ({some})", (*parameters, most))


def count_of_text(search: Search) -> Condition:
    """A SELECT of how many articles have the text, whatever else they are: asked of the index alone."""
    if search.expression is None:
        return Condition("SELECT 0")
    found = f"SELECT count(*) FROM {search.index} WHERE {search.index} MATCH ?"
    if search.excluded:
        return Condition(f"SELECT (SELECT count(*) FROM articles) - ({found})", (search.expression,))
    return Condition(found, (search.expression,))


def order_by(question: Question, days: str, known: str | None = None) -> str:
    """The ORDER BY of a question, the most relevant first excepted; columns have the prefix `days`."""
    if question.order is Order.OLDEST:
        return _OLDEST.format(days=days, latest=known or f"{days}published_latest")
    return _NEWEST.format(days=days)


def _among_newest(question: Question, plan: Plan, stream: Stream, order: str) -> Condition:
    """Those that have the text, of the first that fulfil the other conditions: SQLite keeps the order of a FROM."""
    search = search_of(question)
    assert search
    where = all_of((stream.where, *_others(question, plan, stream)))
    first = f"SELECT {stream.id} AS id FROM {stream.table.sql} WHERE {where.sql} ORDER BY {order} LIMIT ?"
    found = _looked_up(search, "newest.id")
    sql = f"SELECT newest.id FROM ({first}) AS newest WHERE {found.sql}"
    return Condition(sql, (*stream.table.parameters, *where.parameters, plan.only_newest or 0, *found.parameters))


def paged(select: Condition, question: Question) -> Condition:
    """The question's page of what a SELECT gives."""
    if question.limit is None and not question.offset:
        return select
    limit = -1 if question.limit is None else question.limit
    return Condition(f"{select.sql} LIMIT ? OFFSET ?", (*select.parameters, limit, question.offset))


# ------------------------------------------------------------------------------------------------------- streams


def stream_of(question: Question, plan: Plan) -> Stream:
    """What is walked by the plan."""
    if plan.walk is Walk.ACTOR:
        named = f"s.actor_id = ?{' AND s.mentions > 0' if question.exact else ''}"
        where = all_of((Condition(named, (plan.actor,)), *_bounds(question, plan)))
        return Stream(Condition("actor_articles AS s"), where, "s.article_id", "= ''")
    if plan.walk is Walk.SOURCE:
        several = f"IN ({placeholders(question.sources)})" if len(question.sources) > 1 else "= ?"
        where = all_of((Condition(f"s.source_id {several}", question.sources), *_bounds(question, plan)))
        return Stream(_by_index("source_id"), where)
    if plan.walk is Walk.ANY_ACTOR:
        return Stream(_of_any(question), all_of(_bounds(question, plan)), "s.article_id", "= ''")
    if plan.walk is Walk.TEXT:
        search = search_of(question)
        assert search
        few = f"SELECT rowid AS id FROM {search.index} WHERE {search.index} MATCH ?"
        return _few(few, (search.expression or "",))
    if plan.walk is Walk.SPEAKING:
        assert question.mentioned
        return _few(SPEAKING.replace("article_id", "DISTINCT article_id AS id"), question.mentioned)
    return Stream(_by_index("published_latest"), all_of(_bounds(question, plan)))


def _by_index(first: str) -> Condition:
    """The articles along the index that begins with this column: newest first (of an outlet)."""
    index = next(each for each in ARTICLES.indices if each.columns[0].split()[0] == first)
    return Condition(f"articles AS s INDEXED BY {index_name(ARTICLES, index)}")


def _of_any(question: Question) -> Condition:
    """The articles that name any of the actors, each once."""
    own = " AND mentions > 0" if question.exact else ""
    named = f"actor_id IN ({placeholders(question.actors)}){own}"
    columns = "published_latest, published_earliest, key, article_id, source_id"
    return Condition(f"(SELECT DISTINCT {columns} FROM actor_articles WHERE {named}) AS s", question.actors)


def _few(select: str, parameters: tuple[str, ...]) -> Stream:
    return Stream(Condition(f"({select}) AS few CROSS JOIN articles AS s ON s.id = few.id", parameters), _ANY)


def _bounds(question: Question, plan: Plan) -> Iterator[Condition]:
    """Where to begin and to end in an index of days; `dated` says which of these are asked for."""
    if not question.dated or question.undated:
        return
    first, last = question.days
    yield Condition("s.published_latest >= ?", (first,))
    if question.certain:
        yield Condition("s.published_latest <= ?", (last,))
    elif plan.widest is not None:
        yield Condition("s.published_latest <= ifnull(date(?, ?), '9999-12-31')", (last, f"+{plan.widest} days"))


# ---------------------------------------------------------------------------------------------------- conditions


def _others(question: Question, plan: Plan, stream: Stream) -> Iterator[Condition]:
    """What is asked beside the text and what the stream fulfils by itself."""
    if question.dated:
        yield dated(question, "s", stream.unknown)
    if question.mentioned and plan.walk is not Walk.SPEAKING:
        yield speaking_of(question.mentioned, f"+{stream.id}")
    if question.sources and plan.walk is not Walk.SOURCE:
        yield Condition(f"+s.source_id IN ({placeholders(question.sources)})", question.sources)
    if plan.walk is Walk.ANY_ACTOR:
        return
    if question.any_actor and question.actors:
        yield _named(question.actors, question.exact)
    else:
        yield from (_named((actor,), question.exact) for actor in question.actors if actor != plan.actor)


def _named(actors: tuple[str, ...], exact: bool) -> Condition:
    """That one of the actors is named: looked up by the whole key."""
    own = " AND named.mentions > 0" if exact else ""
    return Condition(
        f"EXISTS (SELECT 1 FROM actor_articles AS named WHERE named.actor_id IN ({placeholders(actors)}) "
        "AND named.published_latest = ifnull(s.published_latest, '') "
        f"AND named.published_earliest = ifnull(s.published_earliest, '') AND named.key = s.key{own})",
        actors,
    )


def _texts(question: Question, plan: Plan, stream: Stream) -> Iterator[Condition]:
    search = search_of(question)
    if search is None or plan.walk is Walk.TEXT:
        return
    yield _looked_up(search, stream.id) if plan.look_up is LookUp.EACH else matching(search, f"+{stream.id}")


def _looked_up(search: Search, id: str) -> Condition:
    """That the article with this `id` has the text; the index is asked for each."""
    if search.expression is None:
        return Condition("FALSE")
    sought = f"EXISTS (SELECT 1 FROM {search.index} AS f WHERE f.{search.index} MATCH ? AND f.rowid = {id})"
    return Condition(f"{'NOT ' if search.excluded else ''}{sought}", (search.expression,))
