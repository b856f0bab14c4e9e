"""The questions of `corpus.query` to a lake: each one SELECT, the newest first, without ranks.

Words are sought in all texts, since there is no index. Phrases, alternatives, ranks and passages are for a corpus in
SQLite, which `archive build` makes of a slice.
"""

from collections.abc import Iterator

from syria_iraq_archive.corpus.lake.reader import LakeReader, NamedRow
from syria_iraq_archive.corpus.query import Condition, Order, Question
from syria_iraq_archive.corpus.question import all_of, conditions_beside_text
from syria_iraq_archive.corpus.search import Node, Phrase
from syria_iraq_archive.corpus.views import ARTICLE_LIST
from syria_iraq_archive.errors import ArchiveError

_NEWEST = "published_latest DESC NULLS LAST, published_earliest DESC NULLS LAST, articles.key"
_OLDEST = "published_latest ASC NULLS LAST, published_earliest ASC NULLS LAST, articles.key DESC"
_MARKS = frozenset('"“”„«»')
_HAVING = " OR ".join(f"contains(' ' || coalesce({name}, '') || ' ', ?)" for name in ("headline", "standfirst", "body"))


def find_articles(reader: LakeReader, question: Question) -> Iterator[NamedRow]:
    """The articles the question finds, with the columns of `query.COLUMNS`.

    Raises `ArchiveError` of a question that only a corpus in SQLite answers.
    """
    if question.order is Order.RELEVANCE:
        raise _too_much("ranks nothing")
    where = lake_condition(question)
    page = f"LIMIT {'ALL' if question.limit is None else question.limit} OFFSET {question.offset}"
    order = _OLDEST if question.order is Order.OLDEST else _NEWEST
    return reader.execute(f"{ARTICLE_LIST.select} WHERE {where.sql} ORDER BY {order} {page}", where.parameters)


def count_found(reader: LakeReader, question: Question) -> int:
    """How many articles the question finds, whatever its limit and offset."""
    where = lake_condition(question)
    ((number,),) = reader.execute(f"SELECT count(*) FROM articles WHERE {where.sql}", where.parameters)
    return int(number)


def lake_condition(question: Question) -> Condition:
    """What a row of ``articles`` must fulfil to be found: as `question.article_condition`, in a lake.

    Raises `ArchiveError` of a question that only a corpus in SQLite answers.
    """
    return all_of((*_having_words(question), *conditions_beside_text(question)))


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
    hint = (
        "make a corpus of a slice, by dates, sources or actors, and ask that: archive build --corpus FOLDER --db FILE"
    )
    return ArchiveError(f"a folder of tables finds plain words, newest first, and {problem}", hint=hint)
