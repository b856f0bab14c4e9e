"""Which articles a question finds, and in which order.

Newest first means by the last day an article may have been published on, unknown dates last; oldest first is the same
backwards, unknown dates still last.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace

from syria_iraq_archive.corpus.plan import plans
from syria_iraq_archive.corpus.question import (
    MEMBERS,
    Condition,
    Order,
    Question,
    article_condition,
    placeholders,
    search_of,
)
from syria_iraq_archive.corpus.search import Search
from syria_iraq_archive.corpus.snippet import Snippet, passage_by_fts5, passage_of
from syria_iraq_archive.corpus.views import ARTICLE_LIST
from syria_iraq_archive.corpus.walk import Plan, count_of, count_of_text, order_by, page_of, paged

__all__ = [
    "COLUMNS",
    "MEMBERS",
    "Condition",
    "Order",
    "Question",
    "article_condition",
    "compile_question",
    "count_found",
    "find_articles",
    "passage",
    "placeholders",
    "search_of",
]

COLUMNS = tuple(name for name, _ in ARTICLE_LIST.columns)

WEIGHTS = "8.0, 4.0, 1.0"  # of a word in headline, standfirst and body


def find_articles(connection: sqlite3.Connection, question: Question) -> Iterator[sqlite3.Row]:
    """The articles the question finds, with the columns `COLUMNS`."""
    search = search_of(question)
    if search and _ranked(question, search):
        return connection.execute(*compile_question(question, Plan()))
    *first, last = plans(connection, question)
    for plan in first:
        page = connection.execute(*compile_question(question, plan)).fetchall()
        if len(page) == question.limit:
            return iter(page)
    return connection.execute(*compile_question(question, last))


def count_found(connection: sqlite3.Connection, question: Question) -> int:
    """How many articles the question finds, whatever its limit and offset."""
    whole = replace(question, limit=None, offset=0, order=None)
    search = search_of(question)
    if search and whole == Question(text=question.text, fts=question.fts):
        select = count_of_text(search)
    else:
        *_, plan = plans(connection, whole)
        select = count_of(whole, plan)
    return int(connection.execute(select.sql, select.parameters).fetchone()[0])


def passage(connection: sqlite3.Connection, question: Question, key: str) -> Snippet:
    """What in the article with this key answers to the question's text; nothing where there is none."""
    search = search_of(question)
    if search is None or search.expression is None:
        return ()
    if question.fts:
        return passage_by_fts5(connection, key, search.expression)
    return passage_of(connection, key, search.phrases)


def compile_question(question: Question, plan: Plan) -> tuple[str, tuple[str | int, ...]]:
    """The SELECT that answers the question by this plan, and its parameters; ranked where that is asked for."""
    # What a user types is a parameter; the SQL is made of the constants here, in `walk` and in `views`.
    search = search_of(question)
    if search and _ranked(question, search):
        page, order = _most_relevant(question, search), f"score, {order_by(question, 'articles.')}"
    else:
        page, order = page_of(question, plan), order_by(question, "articles.")
    # The articles of this page are found first, so that of all the others only their days are read.
    sql = f"{ARTICLE_LIST.select} JOIN ({page.sql}) AS page ON page.id = articles.id ORDER BY {order}"
    return sql, page.parameters


def _ranked(question: Question, search: Search) -> bool:
    """Whether the most relevant come first."""
    return search.ranks and question.order in (None, Order.RELEVANCE)


def _most_relevant(question: Question, search: Search) -> Condition:
    """The numbers of the articles of this page, and their scores.

    CROSS JOIN keeps SQLite from asking the index again for each article that fulfils another condition.
    """
    where = article_condition(replace(question, text=None))
    select = f"""
        SELECT articles.id, bm25({search.index}, {WEIGHTS}) AS score
        FROM {search.index} CROSS JOIN articles ON articles.id = {search.index}.rowid
        WHERE {search.index} MATCH ? AND {where.sql} ORDER BY score, {order_by(question, "articles.")}
    """
    return paged(Condition(select, (search.expression or "", *where.parameters)), question)
