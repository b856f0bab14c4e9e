"""The actor page: who it is, when it is named, with whom, and what it said."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from datasette.app import Datasette
from datasette.utils.asgi import NotFound, Request, Response

from syria_iraq_archive.corpus.context import text_after, text_before
from syria_iraq_archive.corpus.query import MEMBERS, Question, find_articles
from syria_iraq_archive.corpus.quotes import QuoteQuestion, find_quotes
from syria_iraq_archive.corpus.schema import placeholders
from syria_iraq_archive.web.ask import ask, one_of
from syria_iraq_archive.web.asked import AskedArticles
from syria_iraq_archive.web.names import Directory, directory
from syria_iraq_archive.web.pages.timeline import Chart, publication_chart

Row = sqlite3.Row
_ARTICLES, _TOGETHER, _QUOTES, _CONTEXTS = 20, 15, 20, 8


@dataclass(frozen=True, slots=True)
class ActorPage:
    """What the template shows. Unless `exact`, what is part of the actor counts as the actor."""

    actor: Row
    exact: bool
    whole: Row | None  # what it is part of
    parts: list[Row]
    names: list[Row]
    publishes: int  # articles, if it is an outlet
    articles: int
    mentions: int
    newest: list[Row]
    together: list[Row]
    quotes: list[Row]
    told: list[Row]  # what was said to it
    contexts: list[Row]
    chart: Chart
    called: dict[str, str]  # names of those who speak or are spoken to


def compose(connection: sqlite3.Connection, id: str, known: Directory, *, exact: bool) -> ActorPage | None:
    """Everything the page shows of the actor; None if there is none with that id."""
    actor = connection.execute("SELECT * FROM actors WHERE id = ?", (id,)).fetchone()
    if actor is None:
        return None
    members = _members(connection, id, exact=exact)
    question = Question(actors=(id,), exact=exact)
    counts = connection.execute(
        f"SELECT count(DISTINCT article_id), count(*) FROM mentions WHERE actor_id IN ({placeholders(members)})",
        members,
    ).fetchone()
    quotes = list(find_quotes(connection, QuoteQuestion(speaker=id, limit=_QUOTES)))
    told = list(find_quotes(connection, QuoteQuestion(told_to=id, limit=_QUOTES)))
    return ActorPage(
        actor=actor,
        exact=exact,
        whole=connection.execute("SELECT id, name FROM actors WHERE id = ?", (actor["part_of"],)).fetchone(),
        parts=connection.execute(
            "SELECT id, name, kind FROM actors WHERE part_of = ? ORDER BY name, id", (id,)
        ).fetchall(),
        names=connection.execute(
            "SELECT name, language FROM actor_names WHERE actor_id = ? ORDER BY language <> 'en', language, name", (id,)
        ).fetchall(),
        publishes=connection.execute("SELECT count(*) FROM articles WHERE source_id = ?", (id,)).fetchone()[0],
        articles=counts[0],
        mentions=counts[1],
        newest=list(find_articles(connection, Question(actors=(id,), exact=exact, limit=_ARTICLES))),
        together=_together(connection, members),
        quotes=quotes,
        told=told,
        contexts=_contexts(connection, members),
        chart=publication_chart(connection, question, None, known, AskedArticles(actors=(id,), exact=exact)),
        called=names_of(connection, [quote[role] for quote in quotes + told for role in ("actor", "told_to")]),
    )


def _members(connection: sqlite3.Connection, id: str, *, exact: bool) -> tuple[str, ...]:
    return (id,) if exact else tuple(row[0] for row in connection.execute(MEMBERS.format(seeds="(?)"), (id,)))


def _together(connection: sqlite3.Connection, members: tuple[str, ...]) -> list[Row]:
    """Who else the same articles name, most articles first."""
    marks = placeholders(members)
    return connection.execute(
        f"""
        SELECT actors.id, name, kind, count(DISTINCT article_id) AS articles
        FROM mentions JOIN actors ON actors.id = actor_id
        WHERE article_id IN (SELECT article_id FROM mentions WHERE actor_id IN ({marks}))
              AND actor_id NOT IN ({marks})
        GROUP BY actors.id ORDER BY articles DESC, count(*) DESC, actors.id LIMIT {_TOGETHER}
        """,
        (*members, *members),
    ).fetchall()


def _contexts(connection: sqlite3.Connection, members: tuple[str, ...]) -> list[Row]:
    """The first mention in each of the newest articles, with the text around it."""
    return connection.execute(
        f"""
        SELECT articles.key, articles.language, published_earliest, published_latest, sources.name AS source_name,
               {text_before("mentions", 90)} AS text_before, surface,
               {text_after("mentions", 90)} AS text_after, min(mentions.start_char) AS start_char
        FROM mentions JOIN articles ON articles.id = mentions.article_id
             JOIN captures ON captures.id = articles.capture_id
             JOIN blocks ON blocks.article_id = mentions.article_id
                  AND blocks.start_char <= mentions.start_char AND blocks.end_char >= mentions.end_char
             LEFT JOIN sources ON sources.id = source_id
        WHERE actor_id IN ({placeholders(members)})
        GROUP BY mentions.article_id
        ORDER BY published_latest DESC, published_earliest DESC, articles.key LIMIT {_CONTEXTS}
        """,
        members,
    ).fetchall()


async def actor_page(datasette: Datasette, request: Request) -> Response:
    """``/-/archive/actor/ID``."""
    id, exact = _asked(request)
    known = await directory(datasette)
    page = await ask(datasette, lambda connection: compose(connection, id, known, exact=exact))
    if page is None:
        raise NotFound(f"No actor has the id {id!r}")
    return Response.html(await datasette.render_template("archive/actor.html", {"page": page}, request=request))


async def actor_json(datasette: Datasette, request: Request) -> Response:
    """``/-/archive/actor/ID.json``: the chart of the page."""
    id, exact = _asked(request)
    question, asked = Question(actors=(id,), exact=exact), AskedArticles(actors=(id,), exact=exact)
    known = await directory(datasette)
    chart = await ask(datasette, lambda connection: publication_chart(connection, question, None, known, asked))
    return Response.json(chart.as_json())


def _asked(request: Request) -> tuple[str, bool]:
    return request.url_vars["id"], one_of(request, "exact", ("1",)) is not None


def names_of(connection: sqlite3.Connection, ids: Iterable[str | None]) -> dict[str, str]:
    """The names of the actors with these ids, for pages that know them by their ids only."""
    wanted = sorted({id for id in ids if id})
    marks = placeholders(wanted)
    return dict(map(tuple, connection.execute(f"SELECT id, name FROM actors WHERE id IN ({marks})", wanted)))
