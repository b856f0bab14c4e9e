"""Decides whom a surname alone means: the person the article names in full, or the one holder of the office beside it.

So "Fartousi said" is the Fartousi named in full above, and "President Assad" is the Assad who was president then.
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from syria_iraq_archive.annotate.name_matcher import MentionRule, NameMatch, NameMeaning, Names
from syria_iraq_archive.fold import fold_key
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.registry.models import Kind
from syria_iraq_archive.spans import Span, last_words

Days = tuple[date, date]
"""The first and the last day on which an article may have been published."""

_OFFICE_REACH = 80  # characters before a surname that are searched for an office: the longest title with its state
_FORMER = frozenset({"former", "ex", "late", "ousted", "deposed", "toppled", "then"})


class _HeldOffice(NamedTuple):
    """A title of an office that a person held: the title folded, of which actor, and between which days, if known."""

    title: str
    of: str
    since: str | None
    until: str | None

    def within(self, days: Days | None) -> bool:
        """Whether the office may have been held on one of `days`.

        The registry may give only a year or a month; such a date counts as held on all its days.
        """
        if days is None:
            return True
        begun = self.since is None or self.since <= days[1].isoformat()[: len(self.since)]
        lasted = self.until is None or self.until >= days[0].isoformat()[: len(self.until)]
        return begun and lasted


class _Offices:
    """Knows which of a registry's people held which office, and when."""

    def __init__(self, registry: Registry) -> None:
        compiled = registry.derived("offices", lambda: _offices(registry))
        self._held = {person: tuple(_HeldOffice(*each) for each in held) for person, held in compiled["held"].items()}
        self._states: dict[str, str | None] = compiled["states"]
        self._country: dict[str, str | None] = compiled["country"]

    def holder_beside(self, text: str, span: Span, people: Iterable[str], days: Days | None) -> str | None:
        """The one of `people` who held the office that `text` prints right before `span`; None if none did, or several.

        They must have held it on one of `days`, if `days` are known and the text doesn't say "former". If a state is
        named before the office, it must be the state of that office.
        """
        officials = [(person, self._held[person]) for person in people if person in self._held]
        if not officials:
            return None
        before = fold_key(text[max(0, span.start - _OFFICE_REACH) : span.start])
        holders = {person for person, offices in officials if any(self._fits(held, before, days) for held in offices)}
        return holders.pop() if len(holders) == 1 else None

    def _fits(self, held: _HeldOffice, before: str, days: Days | None) -> bool:
        if before != held.title and not before.endswith(f" {held.title}"):
            return False
        words = before.removesuffix(held.title).split()
        if words and words[-1].removesuffix("'s") in self._states:
            state = self._states[words.pop().removesuffix("'s")]
            if self._country.get(held.of) not in (None, state):
                return False
        return held.within(None if words and words[-1] in _FORMER else days)


def _offices(registry: Registry) -> dict[str, Any]:
    """Who held which offices, by what words states are named, and whose offices are which country's."""
    held = {
        actor.id: [
            [fold_key(title), office.of, office.since, office.until]
            for office in actor.offices
            for title in office.titles
        ]
        for actor in registry.actors.values()
        if actor.offices
    }
    states = [actor for actor in registry.actors.values() if actor.kind is Kind.STATE]
    named = {
        fold_key(word): state.country
        for state in states
        for word in (state.name, *state.demonyms.get("en", ()), *(name.text for name in state.names.get("en", ())))
    }
    country = {actor.id: actor.country for actor in registry.actors.values() if actor.country}
    return {"held": held, "states": named, "country": country}


_WORDS = """
mr mrs ms dr prof professor sir dame lord lady sheikh shaykh sayyid imam ayatollah mullah mufti pope patriarch
bishop king queen prince princess emir sultan general gen lieutenant lt colonel col major maj captain capt brigadier
brig sergeant admiral commander commodore marshal president vice premier minister pm secretary chancellor speaker
ambassador envoy governor mayor senator sen representative rep congressman congresswoman lawmaker mp deputy chairman
chairwoman chief director leader spokesman spokeswoman spokesperson judge justice attorney officer official analyst
expert journalist activist and but the with of for to by from as when while after before says said told under
against ally rival former late chef haji hajji mam kak comrade brother cleric adviser advisor coordinator head
"""

TITLES = frozenset(_WORDS.split())
"""Folded titles. Small words are among them because some headlines print all words with a capital."""

_OPENING_WORDS = """
then but yesterday meanwhile however later also still earlier today on in when while after before if as although instead
moreover since until now so and or yet because both even perhaps unlike like despite during following over with without
according asked speaking last this that these those there here his her its their the a an
"""

_OPENERS = frozenset(_OPENING_WORDS.split())
"""Folded words that often begin a sentence: their capital doesn't make them given names."""

_PLACE_AFTER = re.compile(
    r"[ \u00a0]+(?:City|Lake|Library|Hospital|University|Bridge|Street|Square|Charity|Foundation|Airport|Mosque|"
    r"Memorial|National Memorial|District|Dam|Airbase|Air Base|Base|Camp|School|Institute|Park|Road|Village|Stadium|"
    r"Museum)\b"
)

_PLACE_BEFORE = re.compile(r"\b(?:Lake|Camp|Fort|Mount|City of|battle of|Battle of)[ \u00a0]+(?:[Aa]l-)?$")


def names_place(text: str, span: Span) -> bool:
    """Whether the name at `span` is part of the name of a place or an institution ("Sadr City", "Lake Assad").

    >>> names_place("marched in Sadr City on Friday", Span(11, 15)), names_place("Sadr said", Span(0, 4))
    (True, False)
    """
    return bool(_PLACE_AFTER.match(text, span.end) or _PLACE_BEFORE.search(text[max(0, span.start - 20) : span.start]))


_NO_NAME = re.compile(r"['’]s$|..ing$")  # "Türkiye's Erdogan", "Toppling Assad"
_GIVEN_NAME_REACH = 60  # characters before a surname that are searched for a given name
_WORD_BEFORE = re.compile(r"(?P<word>[^\W\d_][\w'’\-]*)[\s\u00a0]+(?:[AaEe]l[-\s])?$")


class Surnames:
    """Decides whom the surnames of a registry's people mean in an article."""

    def __init__(self, registry: Registry, around: dict[str, list[str]]) -> None:
        self._offices = _Offices(registry)
        self._given_names = frozenset(around["given"])
        self._demonyms = frozenset(around["demonyms"])

    def resolve(self, text: str, match: NameMatch, named: set[str], days: Days | None) -> NameMeaning | None:
        """The meaning of `match`, a surname in `text`; None if it is unclear whom it means.

        `named` are the actors that the article names in full, `days` the days between which it was published.
        """
        bearers = [meaning for meaning in match.meanings if meaning.rule is MentionRule.SURNAME]
        if not bearers or names_place(text, match.span) or self._has_another_given_name(text, match):
            return None
        in_article = [meaning for meaning in bearers if meaning.actor in named]
        if len(in_article) == 1:
            return in_article[0]
        people = [meaning.actor for meaning in in_article or bearers]
        holder = self._offices.holder_beside(text, match.span, people, days)
        return NameMeaning(holder, MentionRule.OFFICE) if holder else None

    def _has_another_given_name(self, text: str, match: NameMatch) -> bool:
        """Whether somebody else's given name stands before the surname: then the two are that person's full name.

        Any word with a capital may be a given name, unless it is a title, a word that begins sentences, a demonym, a
        possessive or a gerund.
        """
        near = text[max(0, match.span.start - _GIVEN_NAME_REACH) : match.span.start]
        before = _WORD_BEFORE.search(near, last_words(near, 2))  # to search all of `near` is slow
        if before is None or not before["word"][:1].isupper() or _NO_NAME.search(before["word"]):
            return False
        word = fold_key(before["word"])
        return word in self._given_names or not (word in TITLES or word in _OPENERS or word in self._demonyms)


def around_surnames(names: Names) -> dict[str, list[str]]:
    """What may stand before a surname, of all names of a registry: given names, and demonyms. As JSON can hold it."""
    demonyms = [folded for folded, meanings in names.items() if any(m.rule is MentionRule.DEMONYM for m in meanings)]
    return {"given": sorted(_given_names(names)), "demonyms": sorted(demonyms)}


def _given_names(names: Names) -> frozenset[str]:
    """The first words of people's full names, without titles."""
    people = {meaning.actor for listed in names.values() for meaning in listed if meaning.rule is MentionRule.SURNAME}
    first = {
        folded.split()[0]
        for folded, meanings in names.items()
        if " " in folded and any(meaning.actor in people and meaning.rule is MentionRule.NAME for meaning in meanings)
    }
    return frozenset(first) - TITLES
