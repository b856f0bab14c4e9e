"""Which way to answer a question is the shortest, by how many articles each of its conditions leaves.

What is asked for may stand in ten articles or in most of a million. Few are sorted. Of many, the newest are walked,
along whatever leaves fewest, until the page is full. A text that stands in many articles is looked up for the newest
that fulfil the other conditions, and all that have it are listed only where that doesn't fill the page. SQLite can't
know these numbers beforehand, so they are counted here, none further than it matters.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace

from syria_iraq_archive.corpus.question import SPEAKING, Condition, Question, search_of
from syria_iraq_archive.corpus.search import Search
from syria_iraq_archive.corpus.walk import LookUp, Plan, Walk, count_of

FEW = 800  # so many articles are sorted sooner than walked to
MANY = 50_000  # that so many have a text isn't listed, unless it must be
LOOK_UPS = 1_000  # of a text in single articles cost less than such a list
COUNTED = 20_000  # to learn which of two are fewer


def plans(connection: sqlite3.Connection, question: Question) -> Iterator[Plan]:
    """The plans by which to look for a page, one after the other until it is full."""
    plan = plan_of(connection, question)
    if plan.look_up is LookUp.EACH and plan.only_newest is not None:
        if question.limit is not None:
            yield plan
        plan = replace(plan, look_up=LookUp.LIST, only_newest=None)
    yield plan


def plan_of(connection: sqlite3.Connection, question: Question) -> Plan:
    """The plan by which the newest are found soonest."""
    search = search_of(question)
    if search and search.expression is None:
        return Plan()  # nothing is found
    having = _having(connection, search) if search else 0
    if search and not search.excluded and having <= FEW:
        return Plan(Walk.TEXT)
    if question.mentioned and _speaking(connection, question) <= FEW:
        return Plan(Walk.SPEAKING)
    plan = _shortest(connection, replace(question, text=None))
    if having <= MANY:
        return plan
    others = _number(connection, count_of(question, plan, text=False, most=LOOK_UPS + 1))
    return replace(plan, look_up=LookUp.EACH, only_newest=LOOK_UPS if others > LOOK_UPS else None)


def _shortest(connection: sqlite3.Connection, question: Question) -> Plan:
    """The walk that is the shortest for a question without text."""
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
    return _number(connection, count_of(alone, plan, most=COUNTED))


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
