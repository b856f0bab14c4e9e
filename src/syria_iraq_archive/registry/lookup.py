"""Forgiving names: the source or actor of the registry that a user's words mean."""

from collections.abc import Iterable, Iterator

from syria_iraq_archive.fold import fold_key
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.registry.models import Actor, Source
from syria_iraq_archive.registry.name_index import NameIndex


def names_of(entry: Actor | Source) -> Iterator[tuple[str, str]]:
    """All names of a registry entry, each with its language; the English one first."""
    yield "en", entry.name
    for language, names in entry.names.items():
        for name in names:
            yield language, name.text


def resolve_actor(registry: Registry, text: str) -> str:
    """The id of the actor `text` names. Raises `UnknownName`."""
    return _index("actor", registry.actors.values(), registry).resolve(text)


def resolve_source(registry: Registry, text: str) -> str:
    """The id of the source `text` names. Raises `UnknownName`."""
    return _index("source", registry.sources.values(), registry).resolve(text)


def _index(what: str, entries: Iterable[Actor | Source], registry: Registry) -> NameIndex:
    names = ((entry.id, name) for entry in entries for _, name in names_of(entry))
    return NameIndex(what, names, lambda: registry.spellings)


def known_places(registry: Registry) -> frozenset[str]:
    """The folded names of towns and capitals: those of nobody."""
    towns = (town for towns in registry.places.values() for town in towns)
    capitals = (
        capital for actor in registry.actors.values() for listed in actor.capitals.values() for capital in listed
    )
    return frozenset(map(fold_key, (*towns, *capitals)))
