"""All folded names of the actors: the names that the registry lists, and those that rules make of them.

Rules make transliterations ("Golani", "Jolani"), bodies named with their country ("Iraqi army", "army of Iraq") and
surnames. The matcher looks for these names in texts; the checks of the registry ask whether two actors share one.
"""

from collections.abc import Iterable, Iterator
from enum import Enum, auto
from itertools import product
from typing import NamedTuple

from syria_iraq_archive.fold import fold_key
from syria_iraq_archive.patterns import later
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.registry.models import Actor, Kind
from syria_iraq_archive.registry.sounds import sound_key, writings

_JOINER = "\u200c"  # parts words of Persian and Kurdish without a space; folding lets it vanish
_COUNTRIES = "AE AF BH DZ EG IQ IR JO KW LB LY MA OM PK PS QA SA SD SY TN YE"
TRANSLITERATED = frozenset(_COUNTRIES.split())
"""Countries whose people's names are written in Arabic script, and in Latin letters in many ways."""
MAX_VARIANTS = 48  # of one name; the longest real names have fewer


class Way(Enum):
    """The field of an entry that a name comes from."""

    NAME = auto()
    CONTEXTUAL = auto()
    DEMONYM = auto()
    CAPITAL = auto()
    BODY = auto()
    SURNAME = auto()
    SOUND = auto()  # a surname, transliterated by rule
    ALONE = auto()


class Expanded(NamedTuple):
    """A folded name of an actor."""

    folded: str
    actor: str
    way: Way
    listed: str  # the name it is a spelling of: as the entry has it, or as made from a body and its country


class Expansion:
    """Makes the folded names of a registry's actors: all names of one actor, then those of the next."""

    def __init__(self, registry: Registry) -> None:
        self._actors = registry.actors
        self._spellings = Spellings(registry.spellings)
        self._states = {actor.country: actor for actor in registry.actors.values() if actor.kind is Kind.STATE}

    def __iter__(self) -> Iterator[Expanded]:
        """All names but those that fold to nothing. The same name may come more than once."""
        for actor in self._actors.values():
            yield from self.of(actor)

    def of(self, actor: Actor) -> Iterator[Expanded]:
        """The names of one actor."""
        for way, name, folded in self._names(actor):
            if folded:
                yield Expanded(folded, actor.id, way, name)

    def _names(self, actor: Actor) -> Iterator[tuple[Way, str, str]]:
        contextual = {spelling: name for name, spelling in self._spelt(actor.contextual)}
        for name, spelling in self._spelt(full_names(actor)):
            if spelling not in contextual:
                yield Way.NAME, name, spelling
        for name in (*full_names(actor), *actor.contextual):
            for dotted in _dotted(name):
                yield Way.CONTEXTUAL if name in actor.contextual else Way.NAME, dotted, fold_key(dotted)
        for spelling, name in contextual.items():
            yield Way.CONTEXTUAL, name, spelling
        for name in _all(actor.demonyms):
            yield Way.DEMONYM, name, fold_key(name)
        for name in _all(actor.capitals):
            yield Way.CAPITAL, name, fold_key(name)
        for name, spelling in self._spelt(self.body_names(actor)):
            yield Way.BODY, name, spelling
        yield from self._short(actor)

    def _short(self, actor: Actor) -> Iterator[tuple[Way, str, str]]:
        """What an actor is called after the first time."""
        if actor.kind is not Kind.PERSON:
            yield from ((Way.ALONE, alone.text, fold_key(alone.text)) for alone in actor.alone)
            return
        for name, spelling in self._spelt(surnames(actor)):
            yield Way.SURNAME, name, spelling
            if actor.country in TRANSLITERATED and spelling.isascii():
                yield from ((Way.SOUND, name, written) for written in _written_otherwise(spelling))

    def _spelt(self, names: Iterable[str]) -> Iterator[tuple[str, str]]:
        """The names, each with all its folded spellings."""
        for name in names:
            for spelling in self._spellings.of(name):
                yield name, spelling
                if spelling.startswith("ال"):  # "for" (li-) replaces the first letter of the Arabic article
                    yield name, f"لل{spelling.removeprefix('ال')}"

    def body_names(self, actor: Actor) -> Iterator[str]:
        """The names of a body with its country: "Iraqi army", "Iraq's army", "army of Iraq", "الجيش العراقي"."""
        state = self._states.get(actor.country)
        if state is None or not actor.bodies:
            return
        for body in actor.bodies.get("en", ()):
            yield from _english_body(body, state)
        for body in actor.bodies.get("ar", ()):
            yield from _arabic_body(body, state)


class Spellings:
    """The folded spellings of a name: inside it, words of one group of the registry's ``spellings.yaml`` are exchanged.

    So nobody has to list all transliterations of each name.

    >>> spellings = Spellings([("julani", "jolani", "golani")])
    >>> sorted(spellings.of("Abu Mohammad al-Julani"))
    ['abu mohammad al golani', 'abu mohammad al jolani', 'abu mohammad al julani']
    >>> sorted(Spellings([]).of("Hay'at Tahrir al-Sham"))
    ["hay'at tahrir al sham", 'hayat tahrir al sham']
    """

    def __init__(self, groups: Iterable[Iterable[str]]) -> None:
        self._alternatives: dict[str, tuple[str, ...]] = {}
        for group in groups:
            folded = tuple(dict.fromkeys(fold_key(word) for word in group))
            for word in folded:
                self._alternatives[word] = folded

    def of(self, name: str) -> Iterator[str]:
        """The folded name, and then its other spellings, each once."""
        seen: set[str] = set()
        apart = [fold_key(name.replace(_JOINER, " "))] if _JOINER in name else []
        for variant in (*self._variants(fold_key(name)), *apart):
            for spelling in (variant, variant.replace("'", "")):
                if spelling not in seen:
                    seen.add(spelling)
                    yield spelling

    def heard(self, name: str) -> tuple[str, ...]:
        """How a name sounds: a key for each of its words, articles aside; words of one group sound alike.

        >>> Spellings([("qassem", "qasim")]).heard("Qasim el-Suleymany") == Spellings([]).heard("Qassem Soleimani")
        True
        """
        words = (self._alternatives.get(word, (word,))[0] for word in fold_key(name).split())
        return tuple(sound_key(word) for word in words if word != "al")

    def _variants(self, folded: str) -> Iterator[str]:
        choices = [self._choices(word) for word in folded.split()]
        for count, words in enumerate(product(*choices)):
            if count >= MAX_VARIANTS:
                return
            yield " ".join(words)

    def _choices(self, word: str) -> tuple[str, ...]:
        others = self._alternatives.get(word, ())
        return (word, *(other for other in others if other != word))


BODY_LANGUAGES = ("en", "ar")
"""The languages in which `Expansion.body_names` knows how a body is named with its country."""


def _english_body(body: str, state: Actor) -> Iterator[str]:
    for demonym in state.demonyms.get("en", ()):
        yield f"{demonym} {body}"
    for name in (state.name, *(name.text for name in state.names.get("en", ()))):
        yield f"{name} {body}"
        yield f"{name}'s {body}"
        yield f"{body} of {name}"


def _arabic_body(body: str, state: Actor) -> Iterator[str]:
    for demonym in state.demonyms.get("ar", ()):
        yield f"{body} {demonym}"
        yield f"{body} ال{demonym.removeprefix('ال')}"


def _all(words: dict[str, tuple[str, ...]]) -> Iterator[str]:
    for listed in words.values():
        yield from listed


def full_names(actor: Actor) -> Iterator[str]:
    """The names that mean the actor wherever they stand."""
    yield actor.name
    for names in actor.names.values():
        yield from (name.text for name in names)


def is_acronym(name: str) -> bool:
    """Whether case matters in `name`: short, one word, all capitals ("US" is not "us").

    >>> [is_acronym(name) for name in ("HTS", "U.S.", "Iraq", "KDP-Iraq", "ISIS")]
    [True, True, False, False, True]
    """
    letters = [c for c in name if c.isalpha()]
    return len(name) <= 8 and " " not in name and all(c.isupper() for c in letters) and len(letters) >= 2


def _dotted(name: str) -> tuple[str, ...]:
    """An acronym of three letters or more with a full stop behind each, and without the last one.

    >>> _dotted("PKK"), _dotted("US"), _dotted("Isis")
    (('P.K.K.', 'P.K.K'), (), ())
    """
    if len(name) < _FEWEST_DOTTED or not name.isalpha() or not name.isascii() or not is_acronym(name):
        return ()
    return f"{'.'.join(name)}.", ".".join(name)


_FEWEST_DOTTED = 3  # letters: two with full stops are somebody's initials


def _written_otherwise(surname: str) -> Iterator[str]:
    """Other writings of a surname, its article as it is."""
    particles, _, word = surname.rpartition(" ")
    if len(word) >= _SHORTEST_SOUND:
        yield from (f"{particles} {written}".strip() for written in writings(word))


_SHORTEST_SOUND = 4  # letters of a surname that is written otherwise

_PARTICLE = later(r"(?:al|abu|abd|ibn|bin|ben) \S+$")


def surnames(actor: Actor) -> Iterator[str]:
    """What a person is called after the first time: as the registry says, or the last word of each full name."""
    if actor.surnames is not None:
        yield from actor.surnames
        return
    for name in full_names(actor):
        folded = fold_key(name)
        if " " in folded:
            yield folded.split()[-1]
            if particle := _PARTICLE.search(folded):
                yield particle.group()
