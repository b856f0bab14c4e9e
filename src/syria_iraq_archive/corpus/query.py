"""Which articles a question finds, and in which order.

What is asked for may stand in ten articles or in most of a million. So the way to the answer is chosen first, the
`Plan`, and then question and plan are compiled to SQL, the `CompiledQuestion`. Few articles are sorted. Of many, the
newest are walked, along an index or table that has them in order and leaves fewest, until the page is full. A text that
stands in many articles is looked up for the newest that fulfil the other conditions, and all that have it are listed
only if that doesn't fill the page. SQLite can't know these numbers beforehand, so they are counted here, none further
than it matters.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

from syria_iraq_archive.corpus.ordering import WEIGHTS, behind, behind_score, by_score, order_by, paged
from syria_iraq_archive.corpus.question import (
    MEMBERS,
    SPEAKING,
    Condition,
    Order,
    Position,
    Question,
    all_of,
    article_condition,
    conditions_beside_text,
    dated,
    first_of_several,
    located,
    matching,
    of_kind,
    speaking_of,
)
from syria_iraq_archive.corpus.schema import index_name, placeholders
from syria_iraq_archive.corpus.search import Search
from syria_iraq_archive.corpus.snippet import Snippet, passage_by_fts5, passage_of
from syria_iraq_archive.corpus.tables import ARTICLES
from syria_iraq_archive.corpus.timeline import DaysCount
from syria_iraq_archive.corpus.views import ARTICLE_LIST

__all__ = [
    "COLUMNS",
    "MEMBERS",
    "CompiledQuestion",
    "Condition",
    "DaysCount",
    "LookUp",
    "Order",
    "Plan",
    "Position",
    "Question",
    "Walk",
    "article_condition",
    "compile_question",
    "count_days",
    "count_found",
    "find_articles",
    "passage",
    "plans",
]

COLUMNS = tuple(name for name, _ in ARTICLE_LIST.columns)

FEW = 800  # so many articles are sorted sooner than walked to
MANY = 50_000  # that so many have a text isn't listed, unless it must be
LOOK_UPS = 1_000  # of a text in single articles cost less than such a list
COUNTED = 20_000  # to learn which of two are fewer

_ANY = Condition("TRUE")


class Walk(Enum):
    """Along what the articles are walked."""

    ALL = auto()
    SOURCE = auto()  # those of one outlet; of several, sorted
    ACTOR = auto()  # those that name one actor
    ANY_ACTOR = auto()  # those that name any of several actors, sorted
    TEXT = auto()  # those found by full-text search, which are few
    SPEAKING = auto()  # those that speak of certain days, which are few


_OF_ACTORS = (Walk.ACTOR, Walk.ANY_ACTOR)  # here an unknown day is empty
_EMPTY = "= ''"


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


# ------------------------------------------------------------------------------------------------------- answers


def find_articles(connection: sqlite3.Connection, question: Question) -> Iterator[sqlite3.Row]:
    """The articles the question finds, with the columns `COLUMNS`."""
    if question.ranked:
        return connection.execute(*compile_question(question, Plan()).select)
    *first, last = plans(connection, question)
    for plan in first:
        page = connection.execute(*compile_question(question, plan).select).fetchall()
        if len(page) == question.limit:
            return iter(page)
    return connection.execute(*compile_question(question, last).select)


def count_found(connection: sqlite3.Connection, question: Question) -> int:
    """How many articles the question finds, whatever its limit and offset."""
    whole = replace(question, limit=None, offset=0, order=None, after=None, backwards=False, known=None)
    if question.search and whole == Question(text=question.text, fts=question.fts, others=question.others):
        return _number(connection, _count_of_text(question.search))
    *_, plan = plans(connection, question)
    return _number(connection, compile_question(question, plan).count())


def count_days(connection: sqlite3.Connection, question: Question) -> list[DaysCount]:
    """How many articles the question finds of each range of days, in order; those of unknown days first."""
    whole = replace(question, limit=None, offset=0, order=None)
    *_, plan = plans(connection, whole)
    select = compile_question(whole, plan).days
    rows = connection.execute(select.sql, select.parameters)
    return [DaysCount(earliest or None, latest or None, articles) for earliest, latest, articles in rows]


def passage(connection: sqlite3.Connection, question: Question, key: str) -> Snippet:
    """What in the article with this key answers to the question's text; empty if there is none."""
    search = question.search
    if search is None or search.expression is None:
        return ()
    if question.fts:
        return passage_by_fts5(connection, key, search.expression)
    return passage_of(connection, key, search.phrases)


# ------------------------------------------------------------------------------------------------- choice of a plan


def plans(connection: sqlite3.Connection, question: Question) -> Iterator[Plan]:
    """The plans by which to look for a page, one after the other until it is full."""
    plan = _shortest_plan(connection, question)
    if plan.look_up is LookUp.EACH and plan.only_newest is not None:
        if question.limit is not None:
            yield plan
        plan = replace(plan, look_up=LookUp.LIST, only_newest=None)
    yield plan


def _shortest_plan(connection: sqlite3.Connection, question: Question) -> Plan:
    """The plan by which the newest are found soonest."""
    search = question.search
    if search and search.expression is None:
        return Plan()  # nothing is found
    having = _having(connection, search) if search else 0
    if search and not search.excluded and having <= FEW:
        return Plan(Walk.TEXT)
    if question.mentioned and _speaking(connection, question) <= FEW:
        return Plan(Walk.SPEAKING)
    plan = _shortest_walk(connection, question)
    if having <= MANY:
        return plan
    others = _number(connection, compile_question(question, plan).count(text=False, most=LOOK_UPS + 1))
    return replace(plan, look_up=LookUp.EACH, only_newest=LOOK_UPS if others > LOOK_UPS else None)


def _shortest_walk(connection: sqlite3.Connection, question: Question) -> Plan:
    """The walk that is the shortest, whatever text is sought."""
    widest = _widest(connection) if question.dated and not question.undated else None
    ways = [Plan(Walk.ACTOR, actor, widest=widest) for actor in question.actors if not question.any_actor]
    if question.sources:
        ways.append(Plan(Walk.SOURCE, widest=widest))
    if question.actors and question.any_actor:
        ways.append(Plan(Walk.ANY_ACTOR, widest=widest))
    if len(ways) == 1 and not _sorts(question, ways[0]):
        return ways[0]
    lengths = {plan: _length(connection, question, plan) for plan in ways}
    ways = [plan for plan in ways if lengths[plan] < COUNTED or not _sorts(question, plan)]
    return min(ways, key=lambda plan: lengths[plan], default=Plan(widest=widest))


def _sorts(question: Question, plan: Plan) -> bool:
    """Whether the walk has its articles out of order, so that all must be seen before the first is known."""
    return plan.walk is Walk.ANY_ACTOR or (plan.walk is Walk.SOURCE and len(question.sources) > 1)


def _length(connection: sqlite3.Connection, question: Question, plan: Plan) -> int:
    """How many steps the walk has within the days asked for, counted up to `COUNTED`."""
    alone = replace(
        question,
        actors=question.actors if plan.walk is Walk.ANY_ACTOR else tuple(filter(None, [plan.actor])),
        sources=question.sources if plan.walk is Walk.SOURCE else (),
        mentioned=None,
    )
    return _number(connection, compile_question(alone, plan).count(text=False, most=COUNTED))


def _having(connection: sqlite3.Connection, search: Search) -> int:
    """How many articles have the text, counted until they are many."""
    some = f"SELECT 1 FROM {search.index} WHERE {search.index} MATCH ? LIMIT ?"
    return _number(connection, Condition(f"SELECT count(*) FROM ({some})", (search.expression or "", MANY + 1)))


def _speaking(connection: sqlite3.Connection, question: Question) -> int:
    assert question.mentioned
    some = f"SELECT count(*) FROM ({SPEAKING} LIMIT ?)"
    return _number(connection, Condition(some, (*question.mentioned, FEW + 1)))


def _widest(connection: sqlite3.Connection) -> int:
    """Days from the first to the last of the widest range that an article may have been published in."""
    width = "julianday(published_latest) - julianday(published_earliest)"
    row = connection.execute(f"SELECT {width} FROM articles WHERE {width} IS NOT NULL ORDER BY {width} DESC LIMIT 1")
    return int((row.fetchone() or (0,))[0])


def _number(connection: sqlite3.Connection, select: Condition) -> int:
    return int(connection.execute(select.sql, select.parameters).fetchone()[0])


# ------------------------------------------------------------------------------------------- from question to SQL


@dataclass(frozen=True, slots=True)
class Stream:
    """What is walked: the FROM clause, its condition, and how its rows name an article and an unknown day."""

    table: Condition
    where: Condition
    id: str = "s.id"
    unknown: str = "IS NULL"


@dataclass(frozen=True, slots=True)
class CompiledQuestion:
    """A question and its plan as the pieces of SQL that answer it: what is walked, and what each article must fulfil.

    What a user types is a parameter; the SQL is made of the constants of this package.
    """

    question: Question
    plan: Plan
    stream: Stream
    others: tuple[Condition, ...]  # beside the text, less what the stream fulfils by itself
    texts: tuple[Condition, ...]  # that it has the text, and is the first of its cluster or story that is found

    @property
    def select(self) -> tuple[str, tuple[str | float, ...]]:
        """The SELECT of the page's articles with the columns `COLUMNS`, and its parameters."""
        order = order_by(self.question, "articles.")
        page = self.page
        if self.question.ranked:
            page, order = _most_relevant(self.question), by_score(self.question, "articles.")
        # The articles of this page are found first, so that of all the others only their days are read.
        sql = f"{ARTICLE_LIST.select} JOIN ({page.sql}) AS page ON page.id = articles.id ORDER BY {order}"
        return sql, page.parameters

    @property
    def page(self) -> Condition:
        """A SELECT of the numbers of the articles of this page, in order; the most relevant aren't asked here."""
        known = "nullif(s.published_latest, '')" if self.plan.walk in _OF_ACTORS else None
        order = order_by(self.question, "s.", known)
        if self.plan.only_newest is not None:
            return paged(self._among_newest(order), self.question)
        where = all_of((self.stream.where, *self.others, *self.texts))
        sql = f"SELECT {self.stream.id} AS id FROM {self.stream.table.sql} WHERE {where.sql} ORDER BY {order}"
        return paged(Condition(sql, (*self.stream.table.parameters, *where.parameters)), self.question)

    def _among_newest(self, order: str) -> Condition:
        """Those that have the text, of the first that fulfil the other conditions: SQLite keeps the order of a FROM."""
        question, plan, stream = self.question, self.plan, self.stream
        assert question.search
        where = all_of((stream.where, *self.others))
        first = f"SELECT {stream.id} AS id FROM {stream.table.sql} WHERE {where.sql} ORDER BY {order} LIMIT ?"
        found = all_of((_looked_up(question.search, "newest.id"), *_distinct(question, plan, "newest.id")))
        sql = f"SELECT newest.id FROM ({first}) AS newest WHERE {found.sql}"
        return Condition(sql, (*stream.table.parameters, *where.parameters, plan.only_newest or 0, *found.parameters))

    def count(self, *, text: bool = True, most: int | None = None) -> Condition:
        """A SELECT of how many articles the question finds, or would without its `text`; `most` if they are more."""
        where = all_of((self.stream.where, *self.others, *(self.texts if text else ())))
        parameters = (*self.stream.table.parameters, *where.parameters)
        if most is None:
            return Condition(f"SELECT count(*) FROM {self.stream.table.sql} WHERE {where.sql}", parameters)
        some = f"SELECT 1 FROM {self.stream.table.sql} WHERE {where.sql} LIMIT ?"
        return Condition(f"SELECT count(*) FROM ({some})", (*parameters, most))

    @property
    def days(self) -> Condition:
        """A SELECT of the first and the last days of the articles found, and how many have these."""
        where = all_of((self.stream.where, *self.others, *self.texts))
        columns = "s.published_earliest, s.published_latest"
        rows = f"{self.stream.table.sql} WHERE {where.sql}"
        sql = f"SELECT {columns}, count(*) FROM {rows} GROUP BY {columns} ORDER BY {columns}"
        return Condition(sql, (*self.stream.table.parameters, *where.parameters))


def compile_question(question: Question, plan: Plan) -> CompiledQuestion:
    """The question as it is answered by this plan."""
    stream = _stream(question, plan)
    texts = (*_texts(question, plan, stream), *_distinct(question, plan, stream.id))
    return CompiledQuestion(question, plan, stream, tuple(_others(question, plan, stream)), texts)


def _most_relevant(question: Question) -> Condition:
    """The numbers of the articles of this page, and their scores.

    CROSS JOIN keeps SQLite from asking the index again for each article that fulfils another condition.
    """
    search = question.search
    assert search
    others = tuple(conditions_beside_text(question))
    same = all_of((matching(search, "articles.id"), *others))
    where = all_of((all_of(others), *first_of_several(question, "articles.id", same)))
    parameters = (search.expression or "", *where.parameters)
    beside = ", published_latest, published_earliest, articles.key" if question.after else ""
    select = f"""
        SELECT articles.id, bm25({search.index}, {WEIGHTS}) AS score{beside}
        FROM {search.index} CROSS JOIN articles ON articles.id = {search.index}.rowid
        WHERE {search.index} MATCH ? AND {where.sql}
    """
    if question.after:
        beyond = behind_score(question, question.after)
        select = f"WITH scored AS MATERIALIZED ({select}) SELECT id, score FROM scored WHERE {beyond.sql}"
        order = by_score(question, "")
        return paged(Condition(f"{select} ORDER BY {order}", (*parameters, *beyond.parameters)), question)
    return paged(Condition(f"{select} ORDER BY {by_score(question, 'articles.')}", parameters), question)


def _count_of_text(search: Search) -> Condition:
    """A SELECT of how many articles have the text, whatever else they are: asked of the index alone."""
    if search.expression is None:
        return Condition("SELECT 0")
    found = f"SELECT count(*) FROM {search.index} WHERE {search.index} MATCH ?"
    if search.excluded:
        return Condition(f"SELECT (SELECT count(*) FROM articles) - ({found})", (search.expression,))
    return Condition(found, (search.expression,))


# ------------------------------------------------------------------------------------------------------- streams


def _stream(question: Question, plan: Plan) -> Stream:
    """What is walked by the plan."""
    if plan.walk is Walk.ACTOR:
        named = f"s.actor_id = ?{' AND s.mentions > 0' if question.exact else ''}"
        where = all_of((Condition(named, (plan.actor,)), *_bounds(question, plan)))
        return Stream(Condition("actor_articles AS s"), where, "s.article_id", _EMPTY)
    if plan.walk is Walk.SOURCE:
        several = f"IN ({placeholders(question.sources)})" if len(question.sources) > 1 else "= ?"
        where = all_of((Condition(f"s.source_id {several}", question.sources), *_bounds(question, plan)))
        return Stream(_by_index("source_id"), where)
    if plan.walk is Walk.ANY_ACTOR:
        return Stream(_of_any(question), all_of(_bounds(question, plan)), "s.article_id", _EMPTY)
    if plan.walk is Walk.TEXT:
        search = question.search
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
    """The days at which to begin and to end in an index; of what lies between, `dated` says what is asked for.

    One condition for each end: of two SQLite would take either, and walk the rest.
    """
    if question.known is False:
        yield Condition(f"s.published_latest {_EMPTY if plan.walk in _OF_ACTORS else 'IS NULL'}")
        return
    lowest, highest = [], []
    if question.dated and not question.undated:
        first, last = question.days
        lowest.append(Condition("?", (first,)))
        if question.certain:
            highest.append(Condition("?", (last,)))
        elif plan.widest is not None:
            highest.append(Condition("ifnull(date(?, ?), '9999-12-31')", (last, f"+{plan.widest} days")))
    if question.after and question.after.latest:
        ends = lowest if question.order is Order.OLDEST else highest
        ends.append(Condition("?", (question.after.latest,)))
    for ends, comparison, nearest in ((lowest, ">=", "max"), (highest, "<=", "min")):
        if ends:
            several = ", ".join(end.sql for end in ends)
            end = f"{nearest}({several})" if len(ends) > 1 else several
            yield Condition(f"s.published_latest {comparison} {end}", tuple(v for end in ends for v in end.parameters))


# ---------------------------------------------------------------------------------------------------- conditions


def _others(question: Question, plan: Plan, stream: Stream) -> Iterator[Condition]:
    """What is asked beside the text and what the stream fulfils by itself."""
    yield from behind(question, stream.unknown)
    if question.dated:
        yield dated(question, "s", stream.unknown)
    if question.mentioned and plan.walk is not Walk.SPEAKING:
        yield speaking_of(question.mentioned, f"+{stream.id}")
    if question.sources and plan.walk is not Walk.SOURCE:
        yield Condition(f"+s.source_id IN ({placeholders(question.sources)})", question.sources)
    yield from _of_kind(question, plan, stream)
    if question.not_actors:
        named = _named(question.not_actors, question.exact)
        yield Condition(f"NOT ({named.sql})", named.parameters)
    yield from located(question, f"+{stream.id}")
    if plan.walk is Walk.ANY_ACTOR:
        return
    if question.any_actor and question.actors:
        yield _named(question.actors, question.exact)
    else:
        yield from (_named((actor,), question.exact) for actor in question.actors if actor != plan.actor)


def _of_kind(question: Question, plan: Plan, stream: Stream) -> Iterator[Condition]:
    """That it is in the language, on the basis: what the rows of actors don't say, and indices neither."""
    if plan.walk not in _OF_ACTORS:
        yield from of_kind(question, "s")
    elif question.languages or question.bases:
        where = all_of(of_kind(question, "kinds"))
        sql = f"EXISTS (SELECT 1 FROM articles AS kinds WHERE kinds.id = {stream.id} AND {where.sql})"
        yield Condition(sql, where.parameters)


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
    if question.search is None or plan.walk is Walk.TEXT:
        return
    if plan.look_up is LookUp.EACH:
        yield _looked_up(question.search, stream.id)
    else:
        yield matching(question.search, f"+{stream.id}")


def _distinct(question: Question, plan: Plan, id: str) -> Iterator[Condition]:
    """That it is the first of its cluster, or story, that is found; its mates' text is sought as its own."""
    if question.distinct or question.one_per_story:
        same = all_of(conditions_beside_text(question))
        if question.search:
            look_up = _looked_up if plan.look_up is LookUp.EACH else matching
            same = all_of((same, look_up(question.search, "articles.id")))
        yield from first_of_several(question, id, same)


def _looked_up(search: Search, id: str) -> Condition:
    """That the article with this `id` has the text; the index is asked for each."""
    if search.expression is None:
        return Condition("FALSE")
    sought = f"EXISTS (SELECT 1 FROM {search.index} AS f WHERE f.{search.index} MATCH ? AND f.rowid = {id})"
    return Condition(f"{'NOT ' if search.excluded else ''}{sought}", (search.expression,))
