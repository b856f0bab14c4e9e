"""The questions of `corpus.query` and `corpus.timeline` to a lake: each one SELECT, the newest first, without ranks.

Words are sought in all texts, since there is no index. Phrases, alternatives, ranks and passages are for a corpus in
SQLite, which `archive build` makes of a slice.
"""

from collections.abc import Iterator

from syria_iraq_archive.corpus.lake.reader import LakeReader, NamedRow
from syria_iraq_archive.corpus.query import MEMBERS, Condition, Order, Question, placeholders
from syria_iraq_archive.corpus.question import all_of, dated
from syria_iraq_archive.corpus.search import Node, Phrase
from syria_iraq_archive.corpus.timeline import (
    PUBLISHED,
    SPOKEN_OF,
    DayColumns,
    PeriodCount,
    certain_alone,
    select_periods,
    tally,
)
from syria_iraq_archive.corpus.views import ARTICLE_LIST
from syria_iraq_archive.errors import ArchiveError

_ORDERS = {
    Order.NEWEST: "published_latest DESC NULLS LAST, published_earliest DESC NULLS LAST, articles.key",
    Order.OLDEST: "published_latest ASC NULLS LAST, published_earliest ASC NULLS LAST, articles.key DESC",
}
_PERIODS = {
    "day": "{0}",
    "week": "strftime(date_trunc('week', CAST({0} AS DATE)), '%Y-%m-%d')",
    "month": "substr({0}, 1, 7)",
}
_MARKS = frozenset('"“”„«»')
_HAVING = " OR ".join(f"contains(' ' || coalesce({name}, '') || ' ', ?)" for name in ("headline", "standfirst", "body"))


def find_articles(reader: LakeReader, question: Question) -> Iterator[NamedRow]:
    """The articles the question finds, with the columns of `query.COLUMNS`.

    Raises `ArchiveError` of a question that only a corpus in SQLite answers.
    """
    if question.order is Order.RELEVANCE:
        raise _too_much("ranks nothing")
    where = _condition(question)
    page = f"LIMIT {'ALL' if question.limit is None else question.limit} OFFSET {question.offset}"
    order = _ORDERS[question.order or Order.NEWEST]
    return reader.execute(f"{ARTICLE_LIST.select} WHERE {where.sql} ORDER BY {order} {page}", where.parameters)


def count_found(reader: LakeReader, question: Question) -> int:
    """How many articles the question finds, whatever its limit and offset."""
    where = _condition(question)
    ((number,),) = reader.execute(f"SELECT count(*) FROM articles WHERE {where.sql}", where.parameters)
    return int(number)


def count_articles(reader: LakeReader, question: Question, by: str, group: str) -> list[PeriodCount]:
    """As `timeline.count_articles`."""
    return _count(reader, question, by, group, PUBLISHED)


def count_time_expressions(reader: LakeReader, question: Question, by: str, group: str) -> list[PeriodCount]:
    """As `timeline.count_time_expressions`."""
    return certain_alone(_count(reader, question, by, group, SPOKEN_OF))


def choose_captures(reader: LakeReader, question: Question | None) -> None:
    """Number the captures that hold what the question finds, or all, and their articles: tables ``chosen_…``."""
    where = Condition("TRUE") if question is None else _condition(question)
    found = f"id IN (SELECT capture_id FROM articles WHERE {where.sql})" if question else "TRUE"
    reader.keep("chosen_captures", f"SELECT id, row_number() OVER (ORDER BY id) FROM captures WHERE {found}", where)
    chosen = "capture_id IN (SELECT id FROM chosen_captures)"
    reader.keep("chosen_articles", f"SELECT id, row_number() OVER (ORDER BY id) FROM articles WHERE {chosen}")


def _count(reader: LakeReader, question: Question, by: str, group: str, days: DayColumns) -> list[PeriodCount]:
    where = _condition(question)
    return tally(reader.execute(select_periods(days, _PERIODS[by], group, where.sql), where.parameters), by)


def _condition(question: Question) -> Condition:
    """What a row of ``articles`` must fulfil; as in `corpus.question`, less what is said there for SQLite's sake."""
    return all_of(_conditions(question))


def _conditions(question: Question) -> Iterator[Condition]:
    yield from _having_words(question)
    if question.dated:
        yield dated(question)
    if question.mentioned:
        spoken = "SELECT article_id FROM dates WHERE earliest >= ? AND latest <= ?"
        yield Condition(f"articles.id IN ({spoken})", question.mentioned)
    if question.sources:
        yield Condition(f"articles.source_id IN ({placeholders(question.sources)})", question.sources)
    together = [question.actors] if question.any_actor else [(actor,) for actor in question.actors]
    for actors in filter(None, together):
        wanted = placeholders(actors) if question.exact else MEMBERS.format(seeds=", ".join("(?)" for _ in actors))
        yield Condition(f"articles.id IN (SELECT article_id FROM mentions WHERE actor_id IN ({wanted}))", actors)


def _having_words(question: Question) -> Iterator[Condition]:
    """That each word stands in one of the texts, whole, or as the beginning of another if it ends in a star."""
    search = question.search
    if search is None:
        return
    if question.fts or not _MARKS.isdisjoint(question.text or ""):
        raise _too_much("has no index for --fts" if question.fts else "seeks no phrases")
    if search.node is None:
        yield Condition("FALSE")
        return
    for word in _words(search.node):
        sought = f" {' '.join(word.keys)}{'' if word.begins_word else ' '}"
        yield Condition(f"articles.id IN (SELECT article_id FROM articles_folded WHERE {_HAVING})", (sought,) * 3)


def _words(node: Node) -> Iterator[Phrase]:
    if isinstance(node, Phrase):
        yield node
    elif node.operator != "AND":
        raise _too_much(f"knows no {node.operator}")
    else:
        for operand in node.operands:
            yield from _words(operand)


def _too_much(problem: str) -> ArchiveError:
    """What to raise of a question that needs an index."""
    hint = "make a corpus of a slice, by dates, sources or actors, and ask that: archive build --from FOLDER --db FILE"
    return ArchiveError(f"a folder of tables finds plain words, newest first, and {problem}", hint=hint)
