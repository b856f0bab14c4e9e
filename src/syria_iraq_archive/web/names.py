"""The names of actors, places and sources in the corpus that is served: read once, and asked by lists and search boxes.

A corpus that nobody edits doesn't change while it is served. One that is edited is read anew after each change.
"""

import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import cast
from weakref import WeakKeyDictionary

from datasette.app import Datasette
from datasette.database import Database
from datasette.utils.asgi import Request, Response

from syria_iraq_archive.corpus.names_sought import SoughtNames
from syria_iraq_archive.corpus.places import PlaceIndex, list_places
from syria_iraq_archive.corpus.read import list_actors, list_sources
from syria_iraq_archive.fold import fold_key
from syria_iraq_archive.web.ask import DATABASE, ask, one_of, words
from syria_iraq_archive.web.served import ServedCorpus

KINDS = ("actor", "place", "source")
MOST = 12  # that a search box offers
LONGEST = 80  # characters of a name that are looked at
_PATIENCE = 10 * 60 * 1000  # milliseconds


@dataclass(frozen=True, slots=True)
class KnownName:
    """An actor, place or source, with the number of articles that name it, or that it published."""

    what: str  # of `KINDS`
    id: str
    name: str
    sort: str  # person, town, …; of a source nothing
    country: str | None
    articles: int
    names: tuple[str, ...]
    keys: tuple[str, ...]  # the names, folded

    @property
    def label(self) -> str:
        """What tells it from others of its name."""
        sort = self.sort.replace("-", " ") or self.what
        return f"{self.name} ({sort}{', ' + self.country if self.country else ''}): {self.articles:,} articles"


class Directory:
    """All that have names, those in most articles first; and the names by which words that are sought are widened."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.sought = SoughtNames(connection)
        self.places = PlaceIndex(connection)
        self.entries = {
            "actor": [_named("actor", row, row["kind"]) for row in list_actors(connection)],
            "place": [_named("place", row, row["kind"]) for row in list_places(connection)],
            "source": [_named("source", row, "") for row in list_sources(connection)],
        }
        self._by_id = {(entry.what, entry.id): entry for what in KINDS for entry in self.entries[what]}

    def entry(self, what: str, id: str) -> KnownName | None:
        """The one with this id."""
        return self._by_id.get((what, id))

    def finding(self, typed: str, kinds: Collection[str] = KINDS, *, within_words: bool = True) -> list[KnownName]:
        """Those with a name that begins like what is typed; then those with a word in it that does; then the rest.

        Unless `within_words`, what is typed has to begin a word.
        """
        key = fold_key(typed[:LONGEST])
        if not key:
            return []
        worst = _NOT if within_words else _WITHIN_A_WORD
        found = [(rank, entry) for kind in kinds for entry in self.entries[kind] if (rank := _rank(key, entry)) < worst]
        return [entry for _, entry in sorted(found, key=lambda pair: (pair[0], -pair[1].articles, pair[1].id))]


_WITHIN_A_WORD, _NOT = 3, 4


def _rank(key: str, entry: KnownName) -> int:
    """How well what is typed fits the best of its names; `_NOT` if none."""
    best = _NOT
    for name in entry.keys:
        at = name.find(key)
        if at == 0:
            return 0 if name == key else 1
        if at > 0:
            best = min(best, 2 if name[at - 1] == " " else _WITHIN_A_WORD)
    return best


def _named(what: str, row: sqlite3.Row, sort: str) -> KnownName:
    listed = row["names"].split(" | ") if what != "source" and row["names"] else []
    names = tuple(dict.fromkeys((row["name"], *listed)))
    keys = tuple(dict.fromkeys(fold_key(name) for name in names))
    return KnownName(what, row["id"], row["name"], sort, row["country"], row["articles"], names, keys)


_DIRECTORIES: WeakKeyDictionary[Database, tuple[tuple[int, ...], Directory]] = WeakKeyDictionary()


async def directory(datasette: Datasette) -> Directory:
    """The directory of the corpus as it is now, however long it takes to make one."""
    database = cast(ServedCorpus, datasette.get_database(DATABASE))
    version = database.version
    made_of, known = _DIRECTORIES.get(database, (None, None))
    if known is None or made_of != version:
        known = await ask(datasette, Directory, milliseconds=_PATIENCE)
        _DIRECTORIES[database] = (version, known)
    return known


async def names_json(datasette: Datasette, request: Request) -> Response:
    """``/-/archive/names.json?what=actor&q=hayat``: the names that a search box offers, at most `MOST`."""
    what, typed = one_of(request, "what", KINDS), words(request, "q") or ""
    known = await directory(datasette)
    found = known.finding(typed, (what,) if what else KINDS)[:MOST]
    named = ((entry.name if what is None else value, entry) for value, entry in _values(found))
    offered = [{"value": value, "label": entry.label} for value, entry in named]
    return Response.json({"names": offered})


def _values(found: list[KnownName]) -> Iterator[tuple[str, KnownName]]:
    """Each with the name that means it alone, or its id if others among these share the name."""
    shared = [fold_key(entry.name) for entry in found]
    for entry, key in zip(found, shared, strict=True):
        yield (entry.name if shared.count(key) == 1 else entry.id), entry
