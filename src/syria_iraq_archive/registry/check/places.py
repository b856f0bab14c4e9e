"""Checks of the gazetteer: whether each place can be told from actors and from other places, and where it lies.

Each public function is a check. Its docstring states the rule; it yields a flaw for every entry that breaks the rule.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from syria_iraq_archive.fold import fold_key
from syria_iraq_archive.registry.check.curated import Curated, RegistryFlaw, at
from syria_iraq_archive.registry.expansion import Way
from syria_iraq_archive.registry.filed import Filed
from syria_iraq_archive.registry.lookup import names_of
from syria_iraq_archive.registry.models import Place, PlaceKind

# South, north, west and east of countries, in degrees, with a tenth to spare.
BOUNDS = {
    "IQ": (28.9, 37.5, 38.7, 48.8),
    "SY": (32.2, 37.5, 35.5, 42.5),
    "TR": (35.7, 42.3, 25.5, 45.0),
    "LB": (33.0, 34.8, 35.0, 36.8),
    "JO": (29.1, 33.5, 34.8, 39.4),
    "IL": (29.4, 33.5, 34.1, 36.0),
    "PS": (31.1, 32.7, 34.1, 35.7),
    "IR": (25.0, 39.9, 44.0, 63.5),
    "SA": (16.2, 32.3, 34.4, 55.8),
    "KW": (28.4, 30.2, 46.4, 48.6),
}
_NEVER_ALONE = frozenset({PlaceKind.DISTRICT})  # counts only beside the word


def place_ids(curated: Curated) -> Iterator[RegistryFlaw]:
    """No two places have one id."""
    first: dict[str, Filed[Place]] = {}
    for filed in curated.places:
        if (earlier := first.setdefault(filed.entry.id, filed)) is not filed:
            yield at(filed, f"stands twice; first in {earlier.file}:{earlier.line}")


def place_references(curated: Curated) -> Iterator[RegistryFlaw]:
    """What a place is part of is a place, and not the place itself; the actor of the same name is in the registry."""
    parts = {filed.entry.id: filed.entry.part_of for filed in curated.places}
    for filed in curated.places:
        place = filed.entry
        if place.part_of is not None and place.part_of not in parts:
            yield at(filed, f"is part of {place.part_of!r}, which isn't among the places")
        if place.same_as is not None and place.same_as not in curated.by_id:
            yield at(filed, f"names the actor {place.same_as!r}, who isn't in the registry")
        if place.id in _above(place.id, parts):
            yield at(filed, "is part of itself")


def places_and_actors(curated: Curated) -> Iterator[RegistryFlaw]:
    """No place has a name that means an actor wherever it stands, unless the entry says so by `same_as`."""
    for filed in curated.places:
        for name in _sought(filed.entry):
            for expanded in curated.names.get(fold_key(name), ()):
                if expanded.way in (Way.NAME, Way.BODY, Way.DEMONYM) and expanded.actor != filed.entry.same_as:
                    yield at(filed, f"{name!r} is a name of the actor {expanded.actor}, too")


def places_alike(curated: Curated) -> Iterator[RegistryFlaw]:
    """Of two places with one name, one holds the other, or they lie apart: in other governorates or countries."""
    parts = {filed.entry.id: filed.entry.part_of for filed in curated.places}
    named: dict[str, list[Filed[Place]]] = defaultdict(list)
    for filed in curated.places:
        if filed.entry.kind not in _NEVER_ALONE:
            for key in {fold_key(name) for name in _sought(filed.entry)}:
                named[key].append(filed)
    told: set[tuple[str, str]] = set()
    for key, several in named.items():
        for one, other in combinations(several, 2):
            pair = (one.entry.id, other.entry.id)
            if pair[0] != pair[1] and pair not in told and not _are_told_apart(one.entry, other.entry, parts):
                told.add(pair)
                yield at(one, f"{key!r} is a name of {other.entry.id}, too, which lies in the same governorate")


def contextual_names(curated: Curated) -> Iterator[RegistryFlaw]:
    """A name that needs words for a place beside it is one of the place's names."""
    for filed in curated.places:
        listed = {_bare(fold_key(name)) for _, name in names_of(filed.entry)}
        for name in filed.entry.contextual:
            if _bare(fold_key(name)) not in listed:
                yield at(filed, f"contextual: {name!r} is none of its names")


def points(curated: Curated) -> Iterator[RegistryFlaw]:
    """A point lies within its country, and comes with the address of what gives it."""
    for filed in curated.places:
        place = filed.entry
        if place.coordinates is None:
            continue
        latitude, longitude = place.coordinates
        bounds = BOUNDS.get(place.country or "")
        if bounds and not (bounds[0] <= latitude <= bounds[1] and bounds[2] <= longitude <= bounds[3]):
            yield at(filed, f"point: {place.point} isn't in {place.country}")
        if not place.source.startswith(("https://", "http://")):
            yield at(filed, "has a point, but no source for it")


def _bare(folded: str) -> str:
    """A folded name without its article."""
    return folded.removeprefix("al ").removeprefix("ال")


def _sought(place: Place) -> Iterator[str]:
    """The names that are sought of a place wherever they stand."""
    wary = {fold_key(name) for name in place.contextual}
    names = [name.text for listed in place.names.values() for name in listed] or [place.name]
    yield from (name for name in names if fold_key(name) not in wary)


def _are_told_apart(one: Place, other: Place, parts: dict[str, str | None]) -> bool:
    above, others = _above(one.id, parts), _above(other.id, parts)
    if one.id in others or other.id in above or one.country != other.country:
        return True
    if {one.kind, other.kind} & {PlaceKind.GOVERNORATE, PlaceKind.REGION} and one.kind != other.kind:
        return True
    return not (above & others) and bool(above) and bool(others)


def _above(id: str, parts: dict[str, str | None]) -> set[str]:
    """What a place lies in, by its id; with the place itself if it lies in itself."""
    found: set[str] = set()
    whole = parts.get(id)
    while whole is not None and whole not in found:
        found.add(whole)
        whole = parts.get(whole)
    return found
