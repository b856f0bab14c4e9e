"""All folded names of the gazetteer's places, each with the places that it may mean."""

from collections.abc import Iterator
from typing import Any

from syria_iraq_archive.annotate.name_matcher import MentionRule, NameMeaning, Names, name_table
from syria_iraq_archive.fold import fold_key
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.registry.lookup import names_of
from syria_iraq_archive.registry.models import Kind, Place, PlaceKind
from syria_iraq_archive.registry.sounds import writings

_SHORTEST = 6  # letters of a name that is written otherwise by rule
_THEATRE = ("IQ", "SY")
_ARTICLES = ("al", "ar", "as", "ash", "ad", "an", "at", "az", "el")
_ENDINGS = ("iyyah", "iyya", "iyeh", "iyah", "iya", "ieh")
_TEH = "ة"
_SHORT = 5  # letters of a name whose last letter must be printed as it is: جدة is a town, جده "his grandfather"
_FREE = ("ah", "eh", "ii", "iy")  # ends of names that may be written without their last letter
_FEMININE = ("ah", "eh", "a")


def place_names(registry: Registry) -> Names:
    """The folded names, each with the places that it may mean; contextual are those that are other words, too.

    So are those of districts, which need the word.
    """
    names: Names = {}
    by_rule: list[tuple[str, NameMeaning]] = []
    for place in registry.gazetteer.values():
        contextual = {_bare(fold_key(name)) for name in place.contextual}
        for folded in spellings(place):
            wary = place.kind is PlaceKind.DISTRICT or _bare(folded) in contextual
            rule = MentionRule.CONTEXTUAL if wary else MentionRule.NAME
            _add(names, folded, NameMeaning(place.id, rule))
        if place.country in _THEATRE and place.kind is not PlaceKind.DISTRICT:
            by_rule += [(other, NameMeaning(place.id, MentionRule.NAME)) for other in _written_otherwise(place)]
    listed = frozenset(names)
    for folded, meaning in by_rule:
        if folded not in listed:
            _add(names, folded, meaning)
    return names


def _add(names: Names, folded: str, meaning: NameMeaning) -> None:
    meanings = names.setdefault(folded, [])
    if all(each.actor != meaning.actor for each in meanings):
        meanings.append(meaning)


def _bare(folded: str) -> str:
    """A folded name without its article."""
    return folded.removeprefix("al ").removeprefix("لل").removeprefix("ال")


def spellings(place: Place) -> Iterator[str]:
    """The folded names of a place, each once: as listed, with and without their article, with either ending.

    >>> place = Place(id="raqqa", name="Raqqa", kind="town", names={"ar": ["الرقة"]}, source="curated")
    >>> {"raqqa", "al raqqah", "ar raqqeh", "الرقه", "للرقه"} <= set(spellings(place))
    True
    """
    seen: set[str] = set()
    definite = any(name.text.startswith("ال") for name in place.names.get("ar", ()))
    feminine = any(name.text.endswith(("ة", "ه")) for name in place.names.get("ar", ()))
    listed = [name.text for names in place.names.values() for name in names]
    # "Aleppo Governorate" isn't sought if there are names: words such as this one are read beside the name.
    for name in listed if place.names.get("en") else [*listed, place.name]:
        for folded in _folded(fold_key(name), definite=definite, feminine=feminine):
            for spelling in (folded, folded.replace("'", "")):
                if spelling and spelling not in seen:
                    seen.add(spelling)
                    yield spelling


def _folded(key: str, *, definite: bool, feminine: bool) -> Iterator[str]:
    yield key
    if key.startswith("ال"):
        yield f"لل{key.removeprefix('ال')}"
    if not key.isascii():
        return
    bare = key.removeprefix("al ")
    for name in _endings(bare) if feminine else (bare,):
        if key == bare:
            yield name
        if definite or key != bare:
            yield from (f"{article} {name}" for article in _ARTICLES)


def _endings(name: str) -> Iterator[str]:
    """A name whose last letter is tāʾ marbūṭa, as it may be written."""
    yield name
    for ending in _ENDINGS:
        if name.endswith(ending):
            yield from (name.removesuffix(ending) + other for other in _ENDINGS)
            return
    for ending in _FEMININE:
        if name.endswith(ending):
            yield from (name.removesuffix(ending) + other for other in _FEMININE)
            return


def _written_otherwise(place: Place) -> Iterator[str]:
    contextual = {fold_key(name) for name in place.contextual}
    for name in place.names.get("en", ()):
        key = fold_key(name.text).removeprefix("al ").replace("'", "")
        if len(key) >= _SHORTEST and key.isascii() and " " not in key and key not in contextual:
            yield from (written for written in writings(key) if written[-1] == key[-1] or key[-2:] in _FREE)


def compiled_places(registry: Registry) -> dict[str, Any]:
    """What `PlaceFinder` must know of a registry, as JSON can hold it."""
    capitals = {
        fold_key(name)
        for actor in registry.actors.values()
        if actor.kind is Kind.STATE
        for listed in actor.capitals.values()
        for name in listed
    }
    short = {
        fold_key(name): name.endswith(_TEH)
        for place in sorted(registry.gazetteer.values(), key=lambda place: place.id)
        for _, name in names_of(place)
        if len(name) <= _SHORT and name.endswith(("ه", _TEH))
    }
    # A last letter that is ى: بصرى is a town, but بصري "of Basra".
    yeh = {fold_key(name) for place in registry.gazetteer.values() for _, name in names_of(place) if name.endswith("ى")}
    return {
        "marked": sorted({name for name, marked in short.items() if marked} | yeh),
        "table": name_table(place_names(registry)),
        "places": {
            place.id: [
                place.kind.value,
                place.part_of,
                place.country,
                place.coordinates and list(place.coordinates),
                place.same_as,
            ]
            for place in registry.gazetteer.values()
        },
        "countries": {
            actor.id: actor.country
            for actor in registry.actors.values()
            if actor.kind in (Kind.STATE, Kind.PUBLIC_BODY) and actor.country
        },
        "seats": sorted(
            place.id
            for place in registry.gazetteer.values()
            if place.kind is PlaceKind.TOWN and any(fold_key(name) in capitals for _, name in names_of(place))
        ),
    }
