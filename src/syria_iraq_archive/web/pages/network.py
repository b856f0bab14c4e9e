"""The network page: which actors are named in the same articles; of all, or around one of them."""

import sqlite3
from dataclasses import dataclass
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from syria_iraq_archive.corpus.query import Condition, Question, article_condition
from syria_iraq_archive.corpus.question import parse_days
from syria_iraq_archive.corpus.read import actor_index, list_sources
from syria_iraq_archive.corpus.schema import placeholders
from syria_iraq_archive.errors import ArchiveError
from syria_iraq_archive.web.ask import ask, day, number, one_of, words

Row = sqlite3.Row
SIZES = (10, 20, 30, 50, 80)
SHARED = (1, 2, 3, 5, 10, 20, 50)
STATE = "state"


@dataclass(frozen=True, slots=True)
class NetworkForm:
    """The form as filled in."""

    size: int = 30
    shared: int | None = None
    kind: str | None = None
    actor: str | None = None  # around whom it is drawn
    source: str | None = None
    since: str | None = None
    until: str | None = None
    states: bool = True  # whether states are drawn: they are named in most articles, and tie all to all


@dataclass(frozen=True, slots=True)
class Network:
    """The actors most named in the articles asked for, and the pairs that at least `shared` of these name.

    Who is tied to nobody isn't drawn: `loose` are so many.
    """

    asked: NetworkForm
    problem: str | None
    shared: int
    kinds: list[str]
    sources: list[Row]
    centre: str | None  # id of the actor around whom it is drawn
    actors: list[Row]
    pairs: list[Row]
    loose: int

    @property
    def names(self) -> dict[str, str]:
        """The actors' names by id."""
        return {actor["id"]: actor["name"] for actor in self.actors}

    def as_json(self) -> dict[str, Any]:
        """``nodes`` (actors) and ``links`` (pairs), as the page's script draws them."""
        return {
            "centre": self.centre,
            "nodes": [{name: actor[name] for name in ("id", "name", "kind", "articles")} for actor in self.actors],
            "links": [
                {"source": pair["actor"], "target": pair["other"], "articles": pair["articles"]} for pair in self.pairs
            ],
        }


def compose(connection: sqlite3.Connection, asked: NetworkForm) -> Network:
    """The network. Without `shared`: the least of `SHARED` with at most 3 × `size` pairs."""
    problem, question = None, Question()
    try:
        question = _question(connection, asked)
    except ArchiveError as error:
        problem = str(error)
    centre = question.actors[0] if question.actors else None
    among = None if question == Question() else article_condition(question)
    actors = _most_named(connection, asked, centre, among)
    pairs = _pairs(connection, tuple(actor["id"] for actor in actors), among)
    shared = asked.shared
    if shared is None:
        enough = (least for least in SHARED if sum(pair["articles"] >= least for pair in pairs) <= 3 * asked.size)
        shared = next(enough, SHARED[-1])
    pairs = [pair for pair in pairs if pair["articles"] >= shared]
    tied = {pair[end] for pair in pairs for end in ("actor", "other")}
    drawn = [actor for actor in actors if actor["id"] in tied or actor["id"] == centre]
    return Network(
        asked=asked,
        problem=problem,
        shared=shared,
        kinds=[row[0] for row in connection.execute("SELECT DISTINCT kind FROM actors ORDER BY kind")],
        sources=list(list_sources(connection, used=True)),
        centre=centre,
        actors=drawn,
        pairs=pairs,
        loose=len(actors) - len(drawn),
    )


def _question(connection: sqlite3.Connection, asked: NetworkForm) -> Question:
    """The articles that are asked for: an actor in the middle is named itself, since ties are of mentions."""
    return Question(
        earliest=parse_days(asked.since).first if asked.since else None,
        latest=parse_days(asked.until).last if asked.until else None,
        sources=(asked.source,) if asked.source else (),
        actors=(actor_index(connection).resolve(asked.actor),) if asked.actor else (),
        exact=bool(asked.actor),
    )


def _most_named(
    connection: sqlite3.Connection, asked: NetworkForm, centre: str | None, among: Condition | None
) -> list[Row]:
    """The actors that most of the articles name, of the kinds asked for; and the one in the middle."""
    within = f"article_id IN (SELECT articles.id FROM articles WHERE {among.sql})" if among else "TRUE"
    return connection.execute(
        f"""
        SELECT actors.id, name, kind, count(DISTINCT article_id) AS articles, count(*) AS mentions
        FROM mentions JOIN actors ON actors.id = actor_id
        WHERE {within} AND (actors.id = ? OR ((kind = ? OR ? IS NULL) AND (kind <> ? OR ?)))
        GROUP BY actors.id ORDER BY actors.id = ? DESC, articles DESC, mentions DESC, actors.id LIMIT ?
        """,
        (
            *(among.parameters if among else ()),
            centre,
            asked.kind,
            asked.kind,
            STATE,
            asked.states or asked.kind == STATE,
            centre,
            asked.size,
        ),
    ).fetchall()


def _pairs(connection: sqlite3.Connection, ids: tuple[str, ...], among: Condition | None) -> list[Row]:
    """Which of these actors the same articles name, and how many: each pair once, the most articles first."""
    within = f"AND article_id IN (SELECT articles.id FROM articles WHERE {among.sql})" if among else ""
    return connection.execute(
        f"""
        WITH named AS MATERIALIZED (
            SELECT DISTINCT article_id, actor_id FROM mentions WHERE actor_id IN ({placeholders(ids)}) {within}
        )
        SELECT one.actor_id AS actor, two.actor_id AS other, count(*) AS articles
        FROM named AS one JOIN named AS two ON two.article_id = one.article_id AND two.actor_id > one.actor_id
        GROUP BY one.actor_id, two.actor_id ORDER BY articles DESC, actor, other
        """,
        (*ids, *(among.parameters if among else ())),
    ).fetchall()


async def _asked(datasette: Datasette, request: Request) -> Network:
    kinds = await ask(datasette, lambda connection: [row[0] for row in connection.execute("SELECT kind FROM actors")])
    asked = NetworkForm(
        size=number(request, "size", 30, SIZES),
        shared=number(request, "shared", 0, SHARED) or None,
        kind=one_of(request, "kind", set(kinds)),
        actor=words(request, "actor"),
        source=words(request, "source"),
        since=day(request, "from"),
        until=day(request, "to"),
        states=one_of(request, "states", ("0",)) is None,
    )
    return await ask(datasette, lambda connection: compose(connection, asked))


async def network_page(datasette: Datasette, request: Request) -> Response:
    """``/-/archive/network?actor=…&from=…&to=…&source=…&size=30&shared=2&kind=…&states=0``: the page.

    A value not on offer counts as not given.
    """
    context = {"page": await _asked(datasette, request), "sizes": SIZES, "least": SHARED}
    return Response.html(await datasette.render_template("archive/network.html", context, request=request))


async def network_json(datasette: Datasette, request: Request) -> Response:
    """``/-/archive/network.json``, with the same parameters: `Network.as_json`."""
    return Response.json((await _asked(datasette, request)).as_json())
