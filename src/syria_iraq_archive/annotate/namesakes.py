"""Tells whether a person's name is that of a street, a lake, a ship or a town: then it mentions nobody.

"Sadr City", "Lake Assad", "the tanker Qasem Soleimani", بحيرة الأسد and قاعدة عين الأسد are no persons.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from syria_iraq_archive.annotate.name_matcher import MentionRule, Names
from syria_iraq_archive.fold import fold_key
from syria_iraq_archive.patterns import later
from syria_iraq_archive.registry.expansion import surnames
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.registry.models import Actor, Place
from syria_iraq_archive.spans import Span

_SURE = (
    "Lake|Library|Hospital|University|Bridge|Street|Square|Charity|Foundation|Airport|Mosque|Memorial|Dam|Airbase|"
    "Air Base|Institute|Park|Stadium|Museum|Boulevard|Avenue|Highway|Reservoir|Roundabout|Academy"
)
_KINDS = "National|International|Public|Central|Military|Teaching|General|Grand|University"
_SURE_AFTER = later(rf"[ \u00a0]+(?:(?:{_KINDS})[ \u00a0])?(?:{_SURE})\b")
_OTHERS = (
    "City|District|Base|Camp|School|Road|Village|Tower|Hotel|National Memorial|International|Presidential|city|lake|"
    "dam|street|square|bridge|boulevard|avenue|highway|airport|airbase|hospital|university|library|stadium|mosque|"
    "reservoir|neighborhood|neighbourhood"
)
_PLACE_AFTER = later(rf"[ \u00a0]+(?:(?:{_KINDS})[ \u00a0](?:{_SURE})|{_SURE}|{_OTHERS})\b")
_HEADS_AFTER = frozenset(word[:3] for word in f"{_KINDS}|{_SURE}|{_OTHERS}".split("|"))
"""The first letters of these words: most words behind a name have others, which is told fast."""
_SHIPS = "tanker|vessel|ship|corvette|frigate|warship|destroyer|carrier|ferry|yacht|icebreaker"
_PLACE_BEFORE = later(
    r"\b(?:Lake|Camp|Fort|Mount|City of|battle of|Battle of)[ \u00a0]+(?:[Aa]l-)?$"
    rf"|\b(?:USS|HMS|MV|MT|(?i:{_SHIPS}))[ \u00a0]+[\"“‘'«]?$"
)
_ENDS_BEFORE = ("lake", "camp", "fort", "mount", " of", "uss", "hms", "mv", "mt", *_SHIPS.split("|"))
"""Whatever `_PLACE_BEFORE` finds ends so, in small letters and without what may stand between it and the name."""
_PLACES_IN_ARABIC = (
    "بحيرة|سد|مدينة|جسر|شارع|ساحة|ميدان|مطار|قاعدة|مستشفى|مشفى|جامعة|مكتبة|حديقة|ملعب|استاد|دوار|طريق|حي|مدرسة|نصب|متحف|مسجد"
    "|جامع|كلية|أكاديمية|جادة|ناقلة|سفينة|فرقاطة|بارجة"
)
_BEFORE_IN_ARABIC = later(
    rf"(?<!\w)[وفبلك]{{0,2}}(?:(?:{_PLACES_IN_ARABIC})(?:[ \u00a0][^\W\d_]+)?|عين)[ \u00a0]+$"  # not عيّن, "appointed"
)
_REACH_BEFORE = 24  # characters before a name


def names_place(text: str, span: Span) -> bool:
    """Whether the name at `span` is part of the name of a place, an institution or a ship ("Sadr City", "Lake Assad").

    >>> names_place("marched in Sadr City on Friday", Span(11, 15)), names_place("Sadr said", Span(0, 4))
    (True, False)
    """
    return _goes_on_as_place(text, span.end) or _is_named_before(text, span)


def _goes_on_as_place(text: str, end: int) -> bool:
    """Whether a word for a place stands behind a name, which ends at `end`."""
    if text[end + 1 : end + 4] not in _HEADS_AFTER and not text[end + 1 : end + 2].isspace():
        return False
    return _PLACE_AFTER.match(text, end) is not None


def names_place_in_full(text: str, span: Span) -> bool:
    """Whether the full name at `span` is that of a place, an institution or a ship.

    It is asked more strictly: "Karim Sabri International" may go on with anything.

    >>> names_place_in_full("on Karim Sabri Street", Span(3, 14)), names_place_in_full("Karim Sabri Road", Span(0, 11))
    (True, False)
    """
    follows = text[span.end : span.end + 2]  # most names are followed by a small letter or a mark, and this is fast
    if follows[1:].isupper() and _SURE_AFTER.match(text, span.end):
        return True
    return _is_named_before(text, span)


def _is_named_before(text: str, span: Span) -> bool:
    before = text[max(0, span.start - _REACH_BEFORE) : span.start]
    if "\u0600" <= text[span.start] <= "\u06ff":
        return bool(_BEFORE_IN_ARABIC.search(before))
    if before.isascii() and not before.lower().rstrip().removesuffix("al-").rstrip(" \"'").endswith(_ENDS_BEFORE):
        return False
    return bool(_PLACE_BEFORE.search(before))


_PLACED = later(
    r"(?:\b(?:[Ii]n|[Nn]ear|[Aa]round|[Oo]utside)"
    r"|(?<!\w)(?:في|قرب|داخل|خارج|ريف|ناحية|بلدة|قضاء|أهالي|سكان))[ \u00a0]+$"
)


# What shows that a town's name is somebody's surname: a title in front, or that he speaks.
_SPEAKS = later(
    r"[ \u00a0](?:also |has |had |later |himself |herself )?(?:said|says|told|tells|added|wrote|warned|urged|denied)\b"
    r"|, who\b"
)
_BEFORE_PERSON = later(
    r"\b(?:Mr|Mrs|Ms|Dr|Gen|Commander|General|King|Prince|Sheikh|Minister|President|spokes(?:wo)?man)\.?[ \u00a0]+$"
    r"|(?<!\w)[وف]?(?:قال|أضاف|أكد|أوضح|أشار|ذكر|شدد|تابع|لفت|أعلن|رأى|اعتبر)ت?[ \u00a0]+$"
    r"|(?<!\w)(?:القائد|الجنرال|السيد|الوزير|المتحدث)ة?[ \u00a0]+$"
)


class Towns:
    """The surnames that are names of places, too."""

    def __init__(self, compiled: Mapping[str, Any]) -> None:
        """`compiled` is what `compiled_towns` makes of a registry."""
        self._families = frozenset(compiled["families"])
        self._taken = frozenset(compiled["taken"])
        self._by_rule = frozenset(compiled["by_rule"])

    def holds(self, folded: str, text: str, span: Span) -> bool:
        """Whether the surname at `span` is a town there.

        In a writing that no entry lists it always is ("Sulaimani"); another is behind "in" and the like. A name that
        was taken from a town ("Mazloum Kobani") is the town unless he speaks, or has a title.
        """
        if folded in self._by_rule:
            return True
        if folded not in self._families and folded not in self._taken:
            return False
        before = text[max(0, span.start - _REACH_BEFORE) : span.start]
        if folded in self._families:
            return bool(_PLACED.search(before))
        return not (_SPEAKS.match(text, span.end) or _BEFORE_PERSON.search(before))


def compiled_towns(registry: Registry, names: Names) -> dict[str, list[str]]:
    """What `Towns` must know of a registry, as JSON can hold it."""
    towns = Counter(folded for place in registry.gazetteer.values() for folded in set(_names_of(place)))
    compiled: dict[str, list[str]] = {"families": [], "taken": [], "by_rule": []}
    for folded in sorted(towns.keys() & names.keys()):
        bearers = [registry.actors[one.actor] for one in names[folded] if one.rule is MentionRule.SURNAME]
        if not bearers:
            continue
        if not any(folded in map(fold_key, surnames(bearer)) for bearer in bearers):
            compiled["by_rule"].append(folded)
        elif _is_taken(folded, bearers, names, places=towns[folded]):
            compiled["taken"].append(folded)
        else:
            compiled["families"].append(folded)
    return compiled


def _is_taken(folded: str, bearers: Iterable[Actor], names: Names, *, places: int) -> bool:
    """Whether a surname was taken from the town, as fighters do: it is no part of the main name, or the town is large.

    Of a large town there is a district, too. A surname that is also written with an article is a family's.
    """
    if folded.startswith(("al ", "ال")) or not names.keys().isdisjoint((f"al {folded}", f"ال{folded}")):
        return False
    return places > 1 or not any(fold_key(bearer.name).endswith(folded) for bearer in bearers if folded.isascii())


def _names_of(place: Place) -> Iterable[str]:
    yield fold_key(place.name)
    for listed in place.names.values():
        yield from (fold_key(name.text) for name in listed)
