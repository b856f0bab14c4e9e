"""What a corpus holds of places: which is meant by a name, what lies within it, its card, and the list of all.

A town and its governorate often share a name. Asked by that name, the governorate is meant, which holds the town.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from itertools import chain, combinations

from syria_iraq_archive.corpus.read import AnyConnection, Rows
from syria_iraq_archive.errors import UnknownName
from syria_iraq_archive.fold import fold_key
from syria_iraq_archive.registry.location import default_spellings
from syria_iraq_archive.registry.lookup import NameIndex, Taken

PLACE_COLUMNS = (
    "id", "name", "kind", "part_of", "country", "latitude", "longitude", "names", "articles", "mentions"
)  # fmt: skip
MOST = 10  # of sources, actors, days and sentences on a card
_MOST_TOGETHER = 5  # places with one name; more are never the candidates of a mention


class PlaceIndex:
    """The places of a corpus by all their names, each with what it lies in."""

    def __init__(self, connection: AnyConnection) -> None:
        rows = list(map(tuple, connection.execute("SELECT id, name, part_of FROM places ORDER BY id")))
        self._connection = connection
        self._title = {id: name for id, name, _ in rows}
        self._whole = {id: part_of for id, _, part_of in rows}
        self._named: dict[str, set[str]] = defaultdict(set)
        listed = map(tuple, connection.execute("SELECT place_id, name FROM place_names"))
        for id, name in (*listed, *((id, id) for id in self._title)):
            key = fold_key(name)
            for written in {key, key.removeprefix("al "), key.removeprefix("ال")}:
                self._named[written].add(id)

    def asking(self, connection: AnyConnection) -> "PlaceIndex":
        """The same places, asked by another connection to the same corpus."""
        other = copy(self)
        other._connection = connection
        return other

    def take(self, typed: str, *, exact: bool = False) -> Taken:
        """The place that a name is taken for; if `exact`, an id means that very place. Raises `UnknownName`."""
        if exact and typed in self._title:
            return Taken(typed, as_typed=True)
        key = fold_key(typed)
        found = self._named.get(key) or self._named.get(key.removeprefix("al ")) or set()
        if (one := self._largest(found)) is not None:
            return Taken(one, as_typed=True)
        if typed in self._title:
            return Taken(typed, as_typed=True)
        if found:
            raise UnknownName(f"several are called {typed!r}", hint=f"say which: {', '.join(sorted(found))}")
        return self._forgiving().take(typed)

    def told(self, id: str) -> str:
        """How to say what a name was taken for: "place: Bukamal (bukamal)"."""
        return f"place: {self._title[id]} ({id})"

    def above(self, id: str) -> Iterator[str]:
        """What a place lies in, the smallest first."""
        whole = self._whole[id]
        while whole is not None:
            yield whole
            whole = self._whole[whole]

    def within(self, id: str) -> tuple[str, ...]:
        """The place and all that lies in it."""
        return tuple(sorted(other for other in self._whole if other == id or id in self.above(other)))

    def undecided(self, ids: Iterable[str]) -> tuple[str, ...]:
        """The lists of candidates, as ``place_mentions`` has them, all of which are among `ids`."""
        among = set(ids)
        together = {tuple(sorted(named & among)) for named in self._named.values()}
        groups = [group for group in together if 1 < len(group) <= _MOST_TOGETHER]
        lists = chain.from_iterable(combinations(group, size) for group in groups for size in range(2, len(group) + 1))
        return tuple(sorted({"[" + ",".join(f'"{id}"' for id in each) + "]" for each in lists}))

    def _largest(self, found: set[str]) -> str | None:
        """The one of several places that holds the others."""
        return next(
            (id for id in sorted(found) if all(other == id or id in self.above(other) for other in found)), None
        )

    def _meant(self, found: set[str]) -> list[str]:
        """The one of several places that holds the others, or all."""
        one = self._largest(found)
        return sorted(found) if one is None else [one]

    def _forgiving(self) -> NameIndex:
        names = [(id, name) for name, found in self._named.items() for id in self._meant(found)]
        counting = (
            "SELECT place_id, count(DISTINCT article_id) FROM place_mentions WHERE place_id IS NOT NULL GROUP BY 1"
        )
        return NameIndex(
            "place",
            names,
            default_spellings,
            counts=lambda: dict(map(tuple, self._connection.execute(counting))),
        )


@dataclass(frozen=True, slots=True)
class PlaceCard:
    """One place, with what lies within it. Counts are of articles that name either."""

    place: sqlite3.Row  # of `places`
    names: Rows  # language, name
    above: tuple[str, ...]  # names of what it lies in, the smallest first
    parts: Rows  # id, name, kind, articles of what lies directly in it
    counts: sqlite3.Row  # articles, mentions, earliest, latest
    months: Rows  # month, articles
    sources: Rows  # id, name, articles
    beside: Rows  # id, name, articles: the actors that the same articles name
    days: Rows  # earliest, latest, articles: days that most of the articles speak of
    sentences: Rows  # key, published, text_before, surface, text_after


def read_place(connection: sqlite3.Connection, index: PlaceIndex, id: str, *, exact: bool = False) -> PlaceCard:
    """The card of the place `id`, which the corpus holds; if `exact`, without what lies within it."""
    ids = (id,) if exact else index.within(id)
    marks = ", ".join("?" * len(ids))
    named = f"SELECT DISTINCT article_id FROM place_mentions WHERE place_id IN ({marks})"

    def rows(sql: str, values: tuple[str, ...] = ids) -> Rows:
        return connection.execute(sql, values).fetchall()

    (place,) = rows("SELECT * FROM places WHERE id = ?", (id,))
    (counts,) = rows(
        f"""
        SELECT count(DISTINCT article_id) AS articles, count(*) AS mentions,
               min(published_earliest) AS earliest, max(published_latest) AS latest
        FROM place_mentions JOIN articles ON articles.id = article_id WHERE place_id IN ({marks})
        """
    )
    return PlaceCard(
        place,
        names=rows(
            "SELECT language, name FROM place_names WHERE place_id = ? ORDER BY language != 'en', language, name", (id,)
        ),
        above=tuple(rows("SELECT name FROM places WHERE id = ?", (one,))[0]["name"] for one in index.above(id)),
        parts=rows(
            """
            SELECT places.id, name, kind, count(DISTINCT article_id) AS articles
            FROM places LEFT JOIN place_mentions ON place_id = places.id
            WHERE part_of = ? GROUP BY places.id ORDER BY articles DESC, places.id LIMIT 10
            """,
            (id,),
        ),
        counts=counts,
        months=rows(
            f"""
            SELECT substr(published_earliest, 1, 7) AS month, count(*) AS articles FROM articles
            WHERE id IN ({named}) AND substr(published_earliest, 1, 7) = substr(published_latest, 1, 7)
            GROUP BY month ORDER BY month
            """
        ),
        sources=rows(
            f"""
            SELECT source_id AS id, sources.name, count(*) AS articles
            FROM articles LEFT JOIN sources ON sources.id = source_id WHERE articles.id IN ({named})
            GROUP BY source_id ORDER BY articles DESC, source_id LIMIT {MOST}
            """
        ),
        beside=rows(
            f"""
            SELECT actors.id, name, count(DISTINCT article_id) AS articles
            FROM mentions JOIN actors ON actors.id = actor_id WHERE article_id IN ({named})
            GROUP BY actors.id ORDER BY articles DESC, actors.id LIMIT {MOST}
            """
        ),
        days=rows(
            f"""
            SELECT earliest, latest, count(DISTINCT article_id) AS articles FROM dates
            WHERE earliest IS NOT NULL AND article_id IN ({named})
            GROUP BY earliest, latest ORDER BY articles DESC, earliest, latest LIMIT {MOST}
            """
        ),
        sentences=rows(
            f"""
            SELECT articles.key, published, surface,
                   substr(text, max(start_char - 80, 0) + 1, min(start_char, 80)) AS text_before,
                   substr(text, end_char + 1, 80) AS text_after
            FROM place_mentions JOIN articles ON articles.id = article_id JOIN captures ON captures.id = capture_id
            WHERE place_id IN ({marks})
            ORDER BY published_latest DESC, published_earliest DESC, articles.key, start_char LIMIT {MOST}
            """
        ),
    )


def list_places(
    connection: sqlite3.Connection, within: tuple[str, ...] | None = None, *, used: bool = False
) -> Iterator[sqlite3.Row]:
    """The places with their numbers of articles and mentions, most first; columns `PLACE_COLUMNS`.

    Of those `within`, if that is given; with `used`, only those that articles name. Names are joined by `` | ``.
    """
    chosen = f"WHERE places.id IN ({', '.join('?' * len(within))})" if within else ""
    return connection.execute(
        f"""
        SELECT places.id, name, kind, part_of, country, latitude, longitude,
               (SELECT group_concat(name, ' | ') FROM place_names WHERE place_id = places.id) AS names,
               count(DISTINCT article_id) AS articles, count(article_id) AS mentions
        FROM places LEFT JOIN place_mentions ON place_id = places.id {chosen}
        GROUP BY places.id {"HAVING articles > 0" if used else ""} ORDER BY articles DESC, places.id
        """,
        within or (),
    )


def names_of_places(connection: AnyConnection) -> Mapping[str, list[str]]:
    """All names of each place, by its id."""
    names: dict[str, list[str]] = defaultdict(list)
    for id, name in map(tuple, connection.execute("SELECT place_id, name FROM place_names")):
        names[id].append(name)
    return names
