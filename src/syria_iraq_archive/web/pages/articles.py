"""The page of articles: what a question finds, page by page, with what was asked as chips, as a command and as SQL.

It asks what `archive query` asks. The hits come alone and soon; how many there are and on which days follows by a
request of its own, which may take longer and may give up.
"""

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from syria_iraq_archive import phrases
from syria_iraq_archive.corpus.paging import articles_after
from syria_iraq_archive.corpus.query import article_condition, count_days, passage
from syria_iraq_archive.corpus.question import DATED_BY, Order, Question
from syria_iraq_archive.corpus.search import Search
from syria_iraq_archive.corpus.snippet import Snippet
from syria_iraq_archive.corpus.timeline import DaysCount, fitting_period, in_periods
from syria_iraq_archive.corpus.widening import OtherNames, keys_of
from syria_iraq_archive.phrases import BASES, LANGUAGES, language_name
from syria_iraq_archive.web.ask import ask
from syria_iraq_archive.web.asked import AskedArticles, Understood, read_address, understand
from syria_iraq_archive.web.names import Directory, KnownName, directory
from syria_iraq_archive.web.pages.colours import colours_of

Row = sqlite3.Row
ARTICLE = "/-/archive/article/"
PAGE = 25
MANY = 20_000  # of so many articles with the words, the newest come first: to rank them all takes too long
OFFERED = 8  # actors, places and sources that the words may name
MOST_BARS = 200
LONGEST_SQL = 9_000  # characters; Datasette takes a thousand more
MOST_ROWS, MOST_REFERENCES = 1_000, 200  # of a download
DAYS_MILLISECONDS = 4_000


@dataclass(frozen=True, slots=True)
class Chip:
    """Something that was asked for, and the address that asks for the rest."""

    what: str
    value: str
    without: str


@dataclass(frozen=True, slots=True)
class Hit:
    """An article found, and the passage that has what was sought."""

    row: Row
    passage: Snippet
    address: str


@dataclass(frozen=True, slots=True)
class ArticlesPage:
    """What the template shows."""

    asked: AskedArticles
    order: Order
    told: tuple[str, ...]
    problems: tuple[str, ...]
    hits: list[Hit]
    next: str | None
    previous: str | None
    chips: list[Chip]
    offered: list[KnownName]  # that the words may name
    also_sought: list[tuple[str, list[str]]]  # ids, names that widen the words
    many: bool  # so many have the words that the newest come first
    sql: str | None
    whole: bool  # whether these are all


def compose(
    connection: sqlite3.Connection, understood: Understood, known: Directory, after: str | None, before: str | None
) -> ArticlesPage:
    """The page of hits behind the article with one key, or before that with another."""
    asked = understood.asked
    question, widening = widened(understood.question, asked, known)
    many = is_frequent(connection, question)
    order = order_of(question, many=many)
    question = replace(question, order=order, limit=PAGE + 1)
    rows = articles_after(connection, question, before or after, backwards=before is not None)
    further = len(rows) > PAGE
    rows = rows[:PAGE]
    if before:
        rows.reverse()
        has_next, has_previous = True, further
    else:
        has_next, has_previous = further, after is not None
    here = {"after": after} if after and not before else {"before": before} if before else {}
    pinned = replace(asked, order=order)  # so that the article's page knows what stands beside it
    return ArticlesPage(
        asked=asked,
        order=order,
        told=understood.told,
        problems=(*understood.problems, *_problem(question.search)),
        hits=[
            Hit(row, passage(connection, question, row["key"]), pinned.address(f"{ARTICLE}{row['key']}", **here))
            for row in rows
        ],
        next=asked.address(after=rows[-1]["key"]) if rows and has_next else None,
        previous=asked.address(before=rows[0]["key"]) if rows and has_previous else None,
        chips=list(_chips(asked, known)),
        offered=_offered(asked, widening, known),
        also_sought=[
            (", ".join(other.ids), further_names)
            for other in widening
            if (further_names := [name for name in other.names if keys_of(name) != other.keys])
        ],
        many=many,
        sql=_sql(question, order),
        whole=not (after or before or further),
    )


def widened(question: Question, asked: AskedArticles, known: Directory) -> tuple[Question, tuple[OtherNames, ...]]:
    """The question with its words widened by names, as the command widens them, and by which."""
    if question.search is None or asked.literal:
        return question, ()
    others = known.sought.among(question.text or "", question.search)
    return (replace(question, others=others) if others else question), others


def is_frequent(connection: sqlite3.Connection, question: Question) -> bool:
    """Whether so many articles have the words that to rank them all would take long."""
    search = question.search
    if search is None or not search.ranks:
        return False
    some = f"SELECT count(*) FROM (SELECT 1 FROM {search.index} WHERE {search.index} MATCH ? LIMIT ?)"
    return bool(connection.execute(some, (search.expression, MANY + 1)).fetchone()[0] > MANY)


def order_of(question: Question, *, many: bool) -> Order:
    """The order asked for; without one the most relevant first, if there is a text that isn't in very many."""
    if question.order and (question.order is not Order.RELEVANCE or question.ranked):
        return question.order
    return Order.RELEVANCE if question.ranked and not many else Order.NEWEST


def _problem(search: Search | None) -> Iterator[str]:
    if search and search.problem:
        yield f"{search.problem[:1].upper()}{search.problem[1:]}: articles that have all of the words are sought"
    elif search and search.expression is None:
        yield "There is no word in what you typed"


def _chips(asked: AskedArticles, known: Directory) -> Iterator[Chip]:
    """What was asked for, as a reader says it."""

    def chip(what: str, value: str, less: AskedArticles) -> Chip:
        return Chip(what, value, less.address())

    for field, what in _PLAIN_CHIPS.items():
        if value := getattr(asked, field):
            yield chip(what, value, asked.less(field))
    for field, what, kind in _NAMED_CHIPS:
        for id in getattr(asked, field):
            entry = known.entry(kind, id)
            yield chip(what, entry.name if entry else id, asked.less(field, id))
    yield from (chip("language", language_name(code), asked.less("languages", code)) for code in asked.languages)
    yield from (chip("date", BASES[basis], asked.less("bases", basis)) for basis in asked.bases)
    for field, said in FLAGS_IN_WORDS.items():
        if getattr(asked, field):
            yield chip("", said, asked.less(field))


_PLAIN_CHIPS = {"text": "words", "since": "from", "until": "to", "mentioned": "speaking of"}
_NAMED_CHIPS = (
    ("sources", "source", "source"),
    ("actors", "naming", "actor"),
    ("places", "place", "place"),
    ("not_actors", "not naming", "actor"),
)
ORDERS = {
    Order.RELEVANCE: "most relevant first",
    Order.NEWEST: "newest first",
    Order.OLDEST: "oldest first",
}
FLAGS_IN_WORDS = {
    "certain": "date certain only",
    "undated": "undated ones, too",
    "one_per_story": "one of each story",
    "distinct": "no copies",
    "any_actor": "any of the actors or places",
    "exact": "without what is part of them",
    "literal": "words as typed",
}


def _offered(asked: AskedArticles, widening: tuple[OtherNames, ...], known: Directory) -> list[KnownName]:
    """The actors, places and sources that the words may name, the surest first, less those that are asked for."""
    if not asked.text:
        return []
    ids = [id for other in widening for id in other.ids]
    sure = [entry for id in ids for kind in ("actor", "place") if (entry := known.entry(kind, id))]
    found = dict.fromkeys(
        (*sure, *(entry for entry in known.finding(asked.text, within_words=False) if entry.articles))
    )
    chosen = {"actor": asked.actors, "place": asked.places, "source": asked.sources}
    return [entry for entry in found if entry.id not in chosen[entry.what]][:OFFERED]


def _sql(question: Question, order: Order) -> str | None:
    """The question in SQL, whole, with its values in it; None if it is longer than anybody may ask."""
    condition = article_condition(question)
    parts = re.sub(r"\s+", " ", condition.sql).strip().split("?")
    values = [str(v) if not isinstance(v, str) else "'" + v.replace("'", "''") + "'" for v in condition.parameters]
    where = "".join(text + value for text, value in zip(parts, [*values, ""], strict=True))
    direction = ("", "") if order is Order.OLDEST else (" DESC", " DESC")
    sql = (
        "SELECT article_list.*\nFROM articles JOIN article_list USING (key)\n"
        f"WHERE {where}\n"
        f"ORDER BY articles.published_latest{direction[0]}, articles.published_earliest{direction[1]}, key\nLIMIT 100"
    )
    return sql if len(sql) <= LONGEST_SQL else None


# ----------------------------------------------------------------------------------------------------- answers


async def understood_of(datasette: Datasette, request: Request) -> tuple[Understood, Directory]:
    """What the address asks, and the names of the corpus."""
    asked, known = read_address(request), await directory(datasette)
    return await ask(datasette, lambda connection: understand(connection, asked, known)), known


async def articles_page(datasette: Datasette, request: Request) -> Response:
    """``/-/archive/articles?q=…&from=…&to=…&source=…&actor=…&place=…``: names in the address become ids."""
    understood, known = await understood_of(datasette, request)
    after, before = key_of(request, "after"), key_of(request, "before")
    if understood.asked != read_address(request) and not understood.problems and not understood.told:
        return Response.redirect(understood.asked.address(**({"after": after} if after else {})))
    page = await ask(datasette, lambda connection: compose(connection, understood, known, after, before))
    context = {
        "page": page,
        "languages": sorted(LANGUAGES.items(), key=lambda pair: pair[1]),
        "bases": {basis: BASES[basis] for basis in DATED_BY},
        "orders": ORDERS,
        "flags": FLAGS_IN_WORDS,
        "known": known,
        "colours": colours_of(known),
        "most": MOST_ROWS,
        "most_references": MOST_REFERENCES,
    }
    return Response.html(await datasette.render_template("archive/articles.html", context, request=request))


def key_of(request: Request, name: str) -> str | None:
    """The key of an article that the address gives; None if it can't be one."""
    value = request.args.get(name) or ""
    return value if len(value) <= 40 and value.replace("-", "").isalnum() and value.isascii() else None


async def days_json(datasette: Datasette, request: Request) -> Response:
    """``/-/archive/articles/days.json?…``: how many articles there are, and how many of each period.

    ``counts`` have a period's first and last day, how many were published then, and how many may have been.
    """
    understood, known = await understood_of(datasette, request)
    question, _ = widened(understood.question, understood.asked, known)
    try:
        counts = await ask(
            datasette, lambda connection: count_days(connection, question), milliseconds=DAYS_MILLISECONDS
        )
    except sqlite3.OperationalError:
        return Response.json({"ok": False, "error": "There are too many to count in time."}, status=503)
    return Response.json(days_of(counts))


def days_of(counts: list[DaysCount]) -> dict[str, Any]:
    """The numbers of the histogram."""
    by = fitting_period(counts, MOST_BARS)
    undated = sum(count.articles for count in counts if count.earliest is None)
    return {
        "by": by,
        "articles": sum(count.articles for count in counts),
        "undated": undated,
        "counts": [
            {
                "period": count.period,
                "label": phrases.period_in_words(count.period, by),
                **dict(zip(("first", "last"), phrases.days_of_period(count.period, by), strict=True)),
                "certain": count.certain,
                "possible": count.possible,
            }
            for count in in_periods(counts, by)
        ],
    }
