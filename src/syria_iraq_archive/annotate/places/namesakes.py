"""Decides which of several places with one name an article means: the one whose neighbours it names.

Neighbours are the governorate or district that a place lies in, the other places there, and those within an hour's
drive. A country that stands right beside the name decides, too: "Salamiyah, Syria". Without any of these nothing is
decided: the mention keeps all that fit as candidates.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, product
from typing import Any, NamedTuple

from syria_iraq_archive.patterns import later

NEAR = 60.0  # kilometres between two places that are neighbours
# By country: its name, and its adjectives, in both languages.
_COUNTRIES = {
    "IQ": ("Iraq|العراق", "Iraqi|Iraq['’]s|عراقي\\w*|العراقي\\w*"),
    "SY": ("Syria|سوريا|سورية", "Syrian|Syria['’]s|سوري\\w*|السوري\\w*"),
    "LB": ("Lebanon|لبنان", "Lebanese|Lebanon['’]s|اللبناني\\w*"),
    "LY": ("Libya|ليبيا", "Libyan|Libya['’]s|الليبي\\w*"),
    "EG": ("Egypt|مصر", "Egyptian|Egypt['’]s|المصري\\w*"),
    "IL": ("Israel|إسرائيل", "Israeli|Israel['’]s|الإسرائيلي\\w*"),
    "PS": ("Palestine|West Bank|فلسطين|الضفة", "Palestinian|الفلسطيني\\w*"),
    "JO": ("Jordan|الأردن", "Jordanian|Jordan['’]s|الأردني\\w*"),
    "SA": ("Saudi Arabia|السعودية", "Saudi|السعودي\\w*"),
    "TR": ("Turkey|Türkiye|Turkiye|تركيا", "Turkish|Turkey['’]s|التركي\\w*"),
    "IR": ("Iran|إيران", "Iranian|Iran['’]s|الإيراني\\w*"),
}
_OF = r"(?:(?:\w+[ ]){0,2}(?:towns?|villages?|city|cities|port|district)[ ](?:of[ ])?)?(?:al-|Al-)?$"
_BEFORE = {country: later(rf"(?<!\w)(?:{own})[ ]{_OF}") for country, (_, own) in _COUNTRIES.items()}
_BEHIND = {
    country: later(
        rf"(?:,[ ]|[ ]in[ ]|[ ]\(|[ ]في[ ]|[ ])(?:(?:northern|southern|eastern|western)[ ])?(?:{name}|{own})(?!\w)"
    )
    for country, (name, own) in _COUNTRIES.items()
}
_KILOMETRES = 111.2  # of one degree of latitude


class Located(NamedTuple):
    """What is known of where a place lies."""

    kind: str
    part_of: str | None
    country: str | None
    point: tuple[float, float] | None
    same_as: str | None


class _Places(dict[str, Located]):
    """The places by their ids, each made when it is first asked for: texts name few of them."""

    def __init__(self, places: Mapping[str, Sequence[Any]]) -> None:
        super().__init__()
        self._all = places

    def __missing__(self, id: str) -> Located:
        kind, part, country, point, same = self._all[id]
        self[id] = place = Located(kind, part, country, tuple(point) if point else None, same)
        return place


class Gazetteer:
    """The places of a registry, with what they lie in."""

    def __init__(self, places: Mapping[str, Sequence[Any]]) -> None:
        self._places = _Places(places)
        self._above: dict[str, frozenset[str]] = {}

    def __getitem__(self, id: str) -> Located:
        return self._places[id]

    def above(self, id: str) -> frozenset[str]:
        """The places that a place lies in, nearest or not."""
        found = self._above.get(id)
        if found is None:
            above = self._places[id].part_of
            found = frozenset() if above is None else self.above(above) | {above}
            self._above[id] = found
        return found

    def are_neighbours(self, one: str, other: str) -> bool:
        """Whether one lies in the other, both in one governorate or district, or both near each other."""
        if other in self.above(one) or one in self.above(other):
            return True
        if {id for id in self.above(one) & self.above(other) if self._places[id].kind != "region"}:
            return True
        here, there = self._places[one].point, self._places[other].point
        return here is not None and there is not None and _distance(here, there) <= NEAR

    def is_bounded(self, id: str) -> bool:
        """Whether it is known what lies in a place: a region's bounds aren't."""
        place = self._places[id]
        return place.kind != "region" and place.country in ("IQ", "SY")

    def pairs(self, unclear: Sequence[Sequence[str]]) -> set[str]:
        """The places that names with several meanings have by each other: of each two names the only neighbours."""
        towns = [ids for ids in dict.fromkeys(map(tuple, unclear)) if not any(self._is_governorate(id) for id in ids)]
        found: set[str] = set()
        for one, other in combinations(towns, 2):
            near = [pair for pair in product(one, other) if self.are_neighbours(*pair)]
            if len(near) == 1 and not set(one) & set(other):
                found.update(near[0])
        return found

    def _is_governorate(self, id: str) -> bool:
        return self._places[id].kind == "governorate"

    def resolve(self, candidates: Sequence[str], named: Iterable[str], before: str, behind: str) -> str | None:
        """The one of the candidates that is meant by an article that names certain places; None if that isn't clear.

        `before` and `behind` are the texts right beside the name.
        """
        if one := _only(candidates, lambda id: _beside(self._places[id].country, before, behind)):
            return one
        others = set(named) - set(candidates)
        return _only(candidates, lambda id: any(self.are_neighbours(id, other) for other in others))

    def only_country(self, candidates: Sequence[str], countries: Iterable[str]) -> str | None:
        """The one candidate that lies in the only country, of those of the candidates, that an article names."""
        mine = {self._places[id].country for id in candidates}
        met = mine & set(countries)
        return _only(candidates, lambda id: self._places[id].country in met) if len(met) == 1 else None


def _only(candidates: Sequence[str], holds: Any) -> str | None:
    found = [id for id in candidates if holds(id)]
    return found[0] if len(found) == 1 else None


def _beside(country: str | None, before: str, behind: str) -> bool:
    """Whether a country is named right beside a name: "Salamiyah, Syria", "the Syrian town of Salamiyah"."""
    if country not in _BEFORE:
        return False
    return bool(_BEFORE[country].search(before) or _BEHIND[country].match(behind))


def _distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres between two points, well enough for near ones."""
    north = (one[0] - other[0]) * _KILOMETRES
    east = (one[1] - other[1]) * _KILOMETRES * math.cos(math.radians((one[0] + other[0]) / 2))
    return math.hypot(north, east)
