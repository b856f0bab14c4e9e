"""The network page: which actors are named in the same articles."""

import sqlite3
from dataclasses import dataclass
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from syria_iraq_archive.corpus.query import placeholders
from syria_iraq_archive.web.ask import ask, number, one_of
from syria_iraq_archive.web.pages.home import most_named

Row = sqlite3.Row
SIZES = (10, 20, 30, 50, 80)
SHARED = (1, 2, 3, 5, 10, 20, 50)


@dataclass(frozen=True, slots=True)
class Network:
    """The `size` most named actors (of `kind`, if given), and the pairs that at least `shared` articles name."""

    size: int
    shared: int
    kind: str | None
    kinds: list[str]
    actors: list[Row]
    pairs: list[Row]

    @property
    def names(self) -> dict[str, str]:
        """The actors' names by id."""
        return {actor["id"]: actor["name"] for actor in self.actors}

    def as_json(self) -> dict[str, Any]:
        """``nodes`` (actors) and ``links`` (pairs), as the page's script draws them."""
        return {
            "nodes": [{name: actor[name] for name in ("id", "name", "kind", "articles")} for actor in self.actors],
            "links": [
                {"source": pair["actor"], "target": pair["other"], "articles": pair["articles"]} for pair in self.pairs
            ],
        }


def compose(connection: sqlite3.Connection, size: int, shared: int | None, kind: str | None) -> Network:
    """The network of the most named actors. Without `shared`: the least of `SHARED` with at most 3 × `size` pairs."""
    actors = most_named(connection, size, kind)
    ids = tuple(actor["id"] for actor in actors)
    pairs = _pairs(connection, ids)
    if shared is None:
        enough = (least for least in SHARED if sum(pair["articles"] >= least for pair in pairs) <= 3 * size)
        shared = next(enough, SHARED[-1])
    return Network(
        size=size,
        shared=shared,
        kind=kind,
        kinds=[row[0] for row in connection.execute("SELECT DISTINCT kind FROM actors ORDER BY kind")],
        actors=actors,
        pairs=[pair for pair in pairs if pair["articles"] >= shared],
    )


def _pairs(connection: sqlite3.Connection, ids: tuple[str, ...]) -> list[Row]:
    """Which of these actors the same articles name, and how many: each pair once, the most articles first."""
    return connection.execute(
        f"""
        WITH named AS MATERIALIZED (
            SELECT DISTINCT article_id, actor_id FROM mentions WHERE actor_id IN ({placeholders(ids)})
        )
        SELECT one.actor_id AS actor, two.actor_id AS other, count(*) AS articles
        FROM named AS one JOIN named AS two ON two.article_id = one.article_id AND two.actor_id > one.actor_id
        GROUP BY one.actor_id, two.actor_id ORDER BY articles DESC, actor, other
        """,
        ids,
    ).fetchall()


async def _asked(datasette: Datasette, request: Request) -> Network:
    size = number(request, "size", 30, SIZES)
    shared = number(request, "shared", 0, SHARED) or None
    kinds = await ask(datasette, lambda connection: [row[0] for row in connection.execute("SELECT kind FROM actors")])
    kind = one_of(request, "kind", set(kinds))
    return await ask(datasette, lambda connection: compose(connection, size, shared, kind))


async def network_page(datasette: Datasette, request: Request) -> Response:
    """``/-/archive/network?size=30&shared=2&kind=…``: the page. A value not on offer counts as not given."""
    context = {"page": await _asked(datasette, request), "sizes": SIZES, "least": SHARED}
    return Response.html(await datasette.render_template("archive/network.html", context, request=request))


async def network_json(datasette: Datasette, request: Request) -> Response:
    """``/-/archive/network.json``, with the same parameters: `Network.as_json`."""
    return Response.json((await _asked(datasette, request)).as_json())
