"""The map page: which places articles name, as circles by their number of articles, and the sentences of each place.

A place without a point of its own, such as a governorate, is a ring around the middle of what lies in it: it says that
something happened there, not where.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import NotFound, Request, Response

from syria_iraq_archive.corpus.read import actor_index, find_article
from syria_iraq_archive.errors import ArchiveError
from syria_iraq_archive.web.ask import ask, day, one_of, words
from syria_iraq_archive.web.names import Directory, directory

Row = sqlite3.Row
MOST = 400  # places that are drawn, those in most articles first
MOST_SENTENCES = 60
RINGS = ("governorate", "district", "region")

_KINDS = "SELECT DISTINCT kind FROM places ORDER BY kind"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: days of publication, an outlet, an actor, a kind of place. None excludes nothing."""

    since: str | None
    until: str | None
    source: str | None
    actor: str | None
    kind: str | None

    @property
    def condition(self) -> tuple[str, tuple[str, ...]]:
        """What the rows of ``articles`` and ``places`` must fulfil, in SQL."""
        terms, values = ["TRUE"], []
        for sql, value in (
            ("published_latest >= ?", self.since),
            ("published_earliest <= ?", self.until and f"{self.until}~"),
            ("source_id = ?", self.source),
            ("articles.id IN (SELECT article_id FROM actor_articles WHERE actor_id = ?)", self.actor),
            ("kind = ?", self.kind),
        ):
            if value:
                terms.append(sql)
                values.append(value)
        return " AND ".join(terms), tuple(values)

    @property
    def query(self) -> dict[str, str]:
        """The parameters of the address that were given."""
        given = {"from": self.since, "to": self.until, "source": self.source, "actor": self.actor, "kind": self.kind}
        return {name: value for name, value in given.items() if value}


@dataclass(frozen=True, slots=True)
class MapPage:
    """The places named, most articles first, each with where it is drawn, if that is known, and whether as a ring."""

    asked: Asked
    places: list[dict[str, Any]]
    sources: list[Row]
    kinds: list[str]
    undecided: int  # mentions that may mean several places

    def as_json(self) -> dict[str, Any]:
        """``places`` that can be drawn, as the page's script draws them."""
        return {"places": [place for place in self.places if place["latitude"] is not None]}


def compose(connection: sqlite3.Connection, asked: Asked) -> MapPage:
    """The places that the articles asked for name."""
    where, values = asked.condition
    rows = connection.execute(
        f"""
        SELECT places.id, places.name, kind, part_of, country, latitude, longitude,
               count(DISTINCT article_id) AS articles, count(*) AS mentions
        FROM place_mentions JOIN places ON places.id = place_id JOIN articles ON articles.id = article_id
        WHERE {where} GROUP BY places.id ORDER BY articles DESC, places.id LIMIT {MOST}
        """,
        values,
    ).fetchall()
    places = drawn(connection, rows)
    undecided = connection.execute("SELECT count(*) FROM place_mentions WHERE place_id IS NULL").fetchone()[0]
    return MapPage(
        asked,
        places,
        sources=connection.execute(
            "SELECT id, name FROM sources WHERE id IN (SELECT source_id FROM articles) ORDER BY name"
        ).fetchall(),
        kinds=[kind for (kind,) in connection.execute(_KINDS)],
        undecided=undecided,
    )


def drawn(connection: sqlite3.Connection, rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Places as the script draws them: each with a point, if one is known, and whether it is a ring around it."""
    middles = _middles(connection)
    places = []
    for row in rows:
        point = (row["latitude"], row["longitude"]) if row["latitude"] is not None else middles.get(row["id"])
        latitude, longitude = point or (None, None)
        ring = row["kind"] in RINGS or row["latitude"] is None
        places.append({**dict(row), "latitude": latitude, "longitude": longitude, "ring": ring})
    return places


async def article_map_json(datasette: Datasette, request: Request) -> Response:
    """``/-/archive/article/KEY/map.json``: the places that an article names, as the map has them."""

    def named(connection: sqlite3.Connection) -> list[dict[str, Any]]:
        article = find_article(connection, request.url_vars["key"])
        rows = connection.execute(
            """
            SELECT places.id, name, kind, country, latitude, longitude, count(*) AS mentions
            FROM place_mentions JOIN places ON places.id = place_id
            WHERE article_id = ? GROUP BY places.id ORDER BY mentions DESC, places.id
            """,
            (article["id"],),
        )
        return [place for place in drawn(connection, rows) if place["latitude"] is not None]

    return Response.json({"places": await ask(datasette, named)})


def _middles(connection: sqlite3.Connection) -> dict[str, tuple[float, float]]:
    """Of places without a point: the middle of what lies in them, or of what they lie in."""
    rows = {row["id"]: row for row in connection.execute("SELECT id, part_of, latitude, longitude FROM places")}
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for row in rows.values():
        above = row["part_of"]
        while row["latitude"] is not None and above is not None:
            points[above].append((row["latitude"], row["longitude"]))
            above = rows[above]["part_of"]
    middles = {
        id: (sum(one for one, _ in found) / len(found), sum(other for _, other in found) / len(found))
        for id, found in points.items()
    }
    for id, row in rows.items():
        above = row["part_of"]
        while id not in middles and above is not None:
            if rows[above]["latitude"] is not None:
                middles[id] = (rows[above]["latitude"], rows[above]["longitude"])
            elif above in middles:
                middles[id] = middles[above]
            above = rows[above]["part_of"]
    return middles


@dataclass(frozen=True, slots=True)
class PlacePage:
    """A place, and the sentences that name it."""

    place: Row
    names: list[Row]
    above: list[Row]
    sentences: list[Row]

    def as_json(self) -> dict[str, Any]:
        """``name``, ``kind`` and ``sentences``."""
        return {**dict(self.place), "sentences": [dict(row) for row in self.sentences]}


def compose_place(connection: sqlite3.Connection, id: str, asked: Asked) -> PlacePage | None:
    """The page of a place; None if there is no such place."""
    place = connection.execute("SELECT * FROM places WHERE id = ?", (id,)).fetchone()
    if place is None:
        return None
    above: list[Row] = []
    while (whole := (above[-1] if above else place)["part_of"]) is not None:
        above += connection.execute("SELECT * FROM places WHERE id = ?", (whole,)).fetchall()
    where, values = asked.condition
    sentences = connection.execute(
        f"""
        SELECT articles.key, published_earliest, published_latest, headline, articles.language, surface, precision,
               sources.name AS source_name, substr(text, max(start_char - 120, 0) + 1, min(start_char, 120)) AS before,
               substr(text, end_char + 1, 120) AS after
        FROM place_mentions JOIN places ON places.id = place_id JOIN articles ON articles.id = article_id
             JOIN captures ON captures.id = capture_id LEFT JOIN sources ON sources.id = source_id
        WHERE place_id = ? AND {where}
        ORDER BY published_latest DESC, published_earliest DESC, articles.key, start_char LIMIT {MOST_SENTENCES}
        """,
        (id, *values),
    ).fetchall()
    names = connection.execute(
        "SELECT language, name FROM place_names WHERE place_id = ? ORDER BY language != 'en', language, name", (id,)
    ).fetchall()
    return PlacePage(place, names, above, sentences)


async def _asked(datasette: Datasette, request: Request) -> Asked:
    known = await directory(datasette)
    typed = words(request, "actor")
    return Asked(
        since=day(request, "from"),
        until=day(request, "to"),
        source=one_of(request, "source", {entry.id for entry in known.entries["source"]}),
        actor=await ask(datasette, lambda connection: _actor(connection, typed, known)) if typed else None,
        kind=one_of(request, "kind", {entry.sort for entry in known.entries["place"]}),
    )


def _actor(connection: sqlite3.Connection, typed: str, known: Directory) -> str | None:
    """The id of the actor typed; None if nobody is called so."""
    if known.entry("actor", typed):
        return typed
    try:
        return actor_index(connection).resolve(typed)
    except ArchiveError:
        return None


async def map_page(datasette: Datasette, request: Request) -> Response:
    """``/-/archive/map?from=2024-12&to=…&source=…&actor=…&kind=town``: the page. What is unknown isn't given."""
    asked = await _asked(datasette, request)
    page = await ask(datasette, lambda connection: compose(connection, asked))
    return Response.html(await datasette.render_template("archive/map.html", {"page": page}, request=request))


async def map_json(datasette: Datasette, request: Request) -> Response:
    """``/-/archive/map.json``, with the same parameters: `MapPage.as_json`."""
    asked = await _asked(datasette, request)
    return Response.json((await ask(datasette, lambda connection: compose(connection, asked))).as_json())


async def _place(datasette: Datasette, request: Request) -> PlacePage:
    asked = await _asked(datasette, request)
    id = str(request.url_vars["id"])
    page = await ask(datasette, lambda connection: compose_place(connection, id, asked))
    if page is None:
        raise NotFound(f"No place has the id {id}")
    return page


async def place_page(datasette: Datasette, request: Request) -> Response:
    """``/-/archive/place/ID``: a place with the sentences that name it."""
    page = await _place(datasette, request)
    return Response.html(await datasette.render_template("archive/place.html", {"page": page}, request=request))


async def place_json(datasette: Datasette, request: Request) -> Response:
    """``/-/archive/place/ID.json``: `PlacePage.as_json`."""
    return Response.json((await _place(datasette, request)).as_json())
