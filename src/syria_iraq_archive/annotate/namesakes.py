"""Tells whether a person's name is that of a street, a lake, a ship or a town: then it mentions nobody.

"Sadr City", "Lake Assad", "the tanker Qasem Soleimani", بحيرة الأسد and قاعدة عين الأسد are no persons.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from syria_iraq_archive.annotate.name_matcher import MentionRule, Names
from syria_iraq_archive.fold import fold_key
from syria_iraq_archive.registry.expansion import surnames
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.spans import Span

_SURE = (
    "Lake|Library|Hospital|University|Bridge|Street|Square|Charity|Foundation|Airport|Mosque|Memorial|Dam|Airbase|"
    "Air Base|Institute|Park|Stadium|Museum|Boulevard|Avenue|Highway|Reservoir|Roundabout|Academy"
)
_KINDS = "National|International|Public|Central|Military|Teaching|General|Grand|University"
_SURE_AFTER = re.compile(rf"[ \u00a0]+(?:(?:{_KINDS})[ \u00a0])?(?:{_SURE})\b")
_PLACE_AFTER = re.compile(
    rf"[ \u00a0]+(?:{_SURE}|City|District|Base|Camp|School|Road|Village|Tower|Hotel|National Memorial|International|"
    rf"Presidential|(?:{_KINDS})[ \u00a0](?:{_SURE})|city|lake|dam|street|square|bridge|boulevard|avenue|highway|"
    r"airport|airbase|hospital|university|library|stadium|mosque|reservoir|neighbou?rhood)\b"
)
_SHIPS = "tanker|vessel|ship|corvette|frigate|warship|destroyer|carrier|ferry|yacht|icebreaker"
_PLACE_BEFORE = re.compile(
    r"\b(?:Lake|Camp|Fort|Mount|City of|battle of|Battle of)[ \u00a0]+(?:[Aa]l-)?$"
    rf"|\b(?:USS|HMS|MV|MT|(?i:{_SHIPS}))[ \u00a0]+[\"“‘'«]?$"
)
_PLACES_IN_ARABIC = (
    "بحيرة|سد|مدينة|جسر|شارع|ساحة|ميدان|مطار|قاعدة|مستشفى|مشفى|جامعة|مكتبة|حديقة|ملعب|استاد|دوار|طريق|حي|مدرسة|نصب|متحف|مسجد"
    "|جامع|كلية|أكاديمية|جادة|ناقلة|سفينة|فرقاطة|بارجة"
)
_BEFORE_IN_ARABIC = re.compile(
    rf"(?<!\w)[وفبلك]{{0,2}}(?:(?:{_PLACES_IN_ARABIC})(?:[ \u00a0][^\W\d_]+)?|عين)[ \u00a0]+$"  # not عيّن, "appointed"
)
_REACH_BEFORE = 24  # characters before a name


def names_place(text: str, span: Span) -> bool:
    """Whether the name at `span` is part of the name of a place, an institution or a ship ("Sadr City", "Lake Assad").

    >>> names_place("marched in Sadr City on Friday", Span(11, 15)), names_place("Sadr said", Span(0, 4))
    (True, False)
    """
    return bool(_PLACE_AFTER.match(text, span.end)) or _is_named_before(text, span)


def names_place_in_full(text: str, span: Span) -> bool:
    """Whether the full name at `span` is that of a place, an institution or a ship.

    It is asked more strictly: "Karim Sabri International" may go on with anything.

    >>> names_place_in_full("on Karim Sabri Street", Span(3, 14)), names_place_in_full("Karim Sabri Road", Span(0, 11))
    (True, False)
    """
    return bool(_SURE_AFTER.match(text, span.end)) or _is_named_before(text, span)


def _is_named_before(text: str, span: Span) -> bool:
    before = text[max(0, span.start - _REACH_BEFORE) : span.start]
    if "\u0600" <= text[span.start] <= "\u06ff":
        return bool(_BEFORE_IN_ARABIC.search(before))
    return bool(_PLACE_BEFORE.search(before))


_PLACED = re.compile(
    r"(?:\b(?:[Ii]n|[Nn]ear|[Aa]round|[Oo]utside)"
    r"|(?<!\w)(?:في|قرب|داخل|خارج|ريف|ناحية|بلدة|قضاء|أهالي|سكان))[ \u00a0]+$"
)


class Towns:
    """The surnames that are names of places, too."""

    def __init__(self, compiled: Mapping[str, Any]) -> None:
        """`compiled` is what `compiled_towns` makes of a registry."""
        self._listed = frozenset(compiled["listed"])
        self._by_rule = frozenset(compiled["by_rule"])

    def holds(self, folded: str, text: str, span: Span) -> bool:
        """Whether the surname at `span` is a town there.

        In a writing that no entry lists it always is ("Sulaimani"), otherwise behind "in", "near" and the like.
        """
        if folded in self._by_rule:
            return True
        return folded in self._listed and bool(_PLACED.search(text[max(0, span.start - _REACH_BEFORE) : span.start]))


def compiled_towns(registry: Registry, names: Names) -> dict[str, list[str]]:
    """What `Towns` must know of a registry, as JSON can hold it."""
    towns = {fold_key(name) for name in _names_of_places(registry)}
    listed: list[str] = []
    by_rule: list[str] = []
    for folded in sorted(towns & names.keys()):
        bearers = {meaning.actor for meaning in names[folded] if meaning.rule is MentionRule.SURNAME}
        if bearers:
            is_listed = any(folded in map(fold_key, surnames(registry.actors[bearer])) for bearer in bearers)
            (listed if is_listed else by_rule).append(folded)
    return {"listed": listed, "by_rule": by_rule}


def _names_of_places(registry: Registry) -> Iterable[str]:
    for place in registry.gazetteer.values():
        yield place.name
        for listed in place.names.values():
            yield from (name.text for name in listed)
