"""The questions of `corpus.query` and `corpus.timeline`, answered by DuckDB: same filters, same rows, same order."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from syria_iraq_archive.corpus.parquet.duck import Reader, Row
from syria_iraq_archive.corpus.parquet.search import matching, ranked
from syria_iraq_archive.corpus.query import COLUMNS, MEMBERS, Condition, Order, Question, placeholders
from syria_iraq_archive.corpus.search import Search
from syria_iraq_archive.corpus.snippet import Snippet, snippet_of
from syria_iraq_archive.corpus.timeline import (
    PUBLISHED,
    SPOKEN_OF,
    DayRange,
    PeriodCount,
    certain_alone,
    counting,
    tally,
)
from syria_iraq_archive.corpus.views import ARTICLE_LIST
from syria_iraq_archive.errors import ArchiveError

_NEWEST = "published_latest DESC NULLS LAST, published_earliest DESC NULLS LAST, articles.key"
_OLDEST = "published_latest ASC NULLS LAST, published_earliest ASC NULLS LAST, articles.key DESC"

_PERIODS = {
    "day": "{0}",
    "week": "strftime(date_trunc('week', CAST({0} AS DATE)), '%Y-%m-%d')",
    "month": "substr({0}, 1, 7)",
}


class Answer(NamedTuple):
    """An article's row with the columns `query.COLUMNS`, and the passage that answers to the words sought."""

    row: Row
    snippet: Snippet


def find_articles(reader: Reader, question: Question) -> Iterator[Answer]:
    """The articles the question finds."""
    order = _OLDEST if question.order is Order.OLDEST else _NEWEST
    search = _search(question)
    if search and search.node and search.ranks and question.order in (None, Order.RELEVANCE):
        order = f"score, {order}"
        where = condition(replace(question, text=None))
        page = (
            f"SELECT articles.id, score FROM articles JOIN ({ranked(search.node)}) AS scored "
            f"ON scored.id = articles.id WHERE {where.sql} ORDER BY {order}"
        )
    else:
        where = condition(question)
        page = f"SELECT articles.id FROM articles WHERE {where.sql} ORDER BY {order}"
    if question.limit is not None or question.offset:
        page = f"{page} LIMIT {'ALL' if question.limit is None else question.limit} OFFSET {question.offset}"
    select = ARTICLE_LIST.select.replace("SELECT", "SELECT standfirst, body,", 1)
    rows = reader.execute(f"{select} JOIN ({page}) AS page ON page.id = articles.id ORDER BY {order}", where.parameters)
    for standfirst, body, *values in rows:
        row = Row.of(COLUMNS, values)
        yield Answer(row, _passage(search, standfirst, body, row["headline"]))


def count_found(reader: Reader, question: Question) -> int:
    """How many articles the question finds, whatever its limit and offset."""
    where = condition(question)
    ((number,),) = reader.execute(f"SELECT count(*) FROM articles WHERE {where.sql}", where.parameters)
    return int(number)


def condition(question: Question) -> Condition:
    """What a row of ``articles`` must fulfil to be found by the question.

    The same as in `corpus.question`, less what is said there for SQLite's sake, which must find its way by indices.
    """
    several = list(_conditions(question))
    sql = " AND ".join(f"({each.sql})" for each in several) or "TRUE"
    return Condition(sql, tuple(value for each in several for value in each.parameters))


def _conditions(question: Question) -> Iterator[Condition]:
    search = _search(question)
    if search:
        yield Condition(f"articles.id IN ({matching(search.node)})" if search.node else "FALSE")
    first, last = question.earliest or "0000-01-01", question.latest or "9999-12-31"
    if question.earliest or question.latest or question.certain:
        within = "published_earliest >= ? AND published_latest <= ?", (first, last)
        overlapping = "published_earliest <= ? AND published_latest >= ?", (last, first)
        sql, days = within if question.certain else overlapping
        yield Condition(f"({sql}) OR published_earliest IS NULL" if question.undated else sql, days)
    if question.mentioned:
        spoken = "SELECT article_id FROM dates WHERE earliest >= ? AND latest <= ?"
        yield Condition(f"articles.id IN ({spoken})", question.mentioned)
    if question.sources:
        yield Condition(f"articles.source_id IN ({placeholders(question.sources)})", question.sources)
    if question.any_actor and question.actors:
        yield _naming(question.actors, exact=question.exact)
    elif question.actors:
        yield from (_naming((actor,), exact=question.exact) for actor in question.actors)


def _naming(actors: tuple[str, ...], *, exact: bool) -> Condition:
    wanted = placeholders(actors) if exact else MEMBERS.format(seeds=", ".join("(?)" for _ in actors))
    return Condition(f"articles.id IN (SELECT article_id FROM mentions WHERE actor_id IN ({wanted}))", actors)


def count_articles(reader: Reader, question: Question, by: str, group: str) -> list[PeriodCount]:
    """As `timeline.count_articles`."""
    return _count(reader, question, by, group, PUBLISHED)


def count_mentioned(reader: Reader, question: Question, by: str, group: str) -> list[PeriodCount]:
    """As `timeline.count_mentioned`."""
    return certain_alone(_count(reader, question, by, group, SPOKEN_OF))


def _count(reader: Reader, question: Question, by: str, group: str, days: DayRange) -> list[PeriodCount]:
    where = condition(question)
    return tally(reader.execute(counting(days, _PERIODS[by], group, where.sql), where.parameters), by)


def _search(question: Question) -> Search | None:
    if question.fts and question.text:
        raise ArchiveError("--fts asks an index of SQLite's, and a folder of tables has none", hint="leave out --fts")
    return question.search


def _passage(search: Search | None, standfirst: str | None, body: str, headline: str | None) -> Snippet:
    if search is None or search.expression is None:
        return ()
    text = f"{standfirst}\n{body}" if standfirst is not None else body
    return snippet_of(text, search.phrases) or snippet_of(headline or "", search.phrases)
