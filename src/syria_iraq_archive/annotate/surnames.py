"""Whom a surname means: the person named in full in the article, or the one holder of the office beside it.

Offices printed beside a surname: "President Assad", "Iraqi Prime Minister Sudani", and who held them when.

Words around a name that say what it is: titles before a surname, words that sentences begin with, places.
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from syria_iraq_archive.annotate.names import MentionRule, NameMatch, NameMeaning, Names
from syria_iraq_archive.fold import fold_key
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.registry.models import Kind
from syria_iraq_archive.spans import Span, last_words

Days = tuple[date, date]

_OFFICE_REACH = 80  # characters before a surname in which its office is looked for

_FORMER = frozenset({"former", "ex", "late", "ousted", "deposed", "toppled", "then"})


class HeldOffice(NamedTuple):
    """An office held: the folded title, whose it is, and the days between which it was held, as far as known."""

    title: str
    of: str
    since: str | None
    until: str | None

    def within(self, days: Days | None) -> bool:
        """Whether it may have been held on one of `days`; partial days of the registry reach as far as they can."""
        if days is None:
            return True
        begun = self.since is None or self.since <= days[1].isoformat()[: len(self.since)]
        lasted = self.until is None or self.until >= days[0].isoformat()[: len(self.until)]
        return begun and lasted


class Offices:
    """Who of a registry's people held which office."""

    def __init__(self, registry: Registry) -> None:
        self._held = {
            actor.id: tuple(
                HeldOffice(fold_key(title), office.of, office.since, office.until)
                for office in actor.offices
                for title in office.titles
            )
            for actor in registry.actors.values()
            if actor.offices
        }
        states = [actor for actor in registry.actors.values() if actor.kind is Kind.STATE]
        self._states = {
            fold_key(word): state.country
            for state in states
            for word in (state.name, *state.demonyms.get("en", ()), *(name.text for name in state.names.get("en", ())))
        }
        self._country = {actor.id: actor.country for actor in registry.actors.values()}

    def holder_beside(self, text: str, span: Span, people: Iterable[str], days: Days | None) -> str | None:
        """The one of `people` who held the office that `text` prints right before `span`, on `days` if they are known.

        A state named before the office must be the office's own; "former" lifts the question of when.
        """
        officials = [(person, self._held[person]) for person in people if person in self._held]
        if not officials:
            return None
        before = fold_key(text[max(0, span.start - _OFFICE_REACH) : span.start])
        holders = {person for person, offices in officials if any(self._fits(held, before, days) for held in offices)}
        return holders.pop() if len(holders) == 1 else None

    def _fits(self, held: HeldOffice, before: str, days: Days | None) -> bool:
        if before != held.title and not before.endswith(f" {held.title}"):
            return False
        words = before.removesuffix(held.title).split()
        if words and words[-1].removesuffix("'s") in self._states:
            state = self._states[words.pop().removesuffix("'s")]
            if self._country.get(held.of) not in (None, state):
                return False
        return held.within(None if words and words[-1] in _FORMER else days)


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
"""Folded; small words are there for headlines that capitalise all."""

_OPENING_WORDS = """
then but yesterday meanwhile however later also still earlier today on in when while after before if as although instead
moreover since until now so and or yet because both even perhaps unlike like despite during following over with without
according asked speaking last this that these those there here his her its their the a an
"""

OPENERS = frozenset(_OPENING_WORDS.split())
"""Words that begin sentences, and are no given names for it."""

_PLACE_AFTER = re.compile(
    r"[ \u00a0]+(?:City|Lake|Library|Hospital|University|Bridge|Street|Square|Charity|Foundation|Airport|Mosque|"
    r"Memorial|National Memorial|District|Dam|Airbase|Air Base|Base|Camp|School|Institute|Park|Road|Village|Stadium|"
    r"Museum)\b"
)

_PLACE_BEFORE = re.compile(r"\b(?:Lake|Camp|Fort|Mount|City of|battle of|Battle of)[ \u00a0]+(?:[Aa]l-)?$")


def names_place(text: str, span: Span) -> bool:
    """Whether the name at `span` is part of the name of a place or an institution ("Sadr City", "Lake Assad").

    >>> names_place("marched in Sadr City on Friday", Span(11, 15))
    True
    """
    return bool(_PLACE_AFTER.match(text, span.end) or _PLACE_BEFORE.search(text[max(0, span.start - 20) : span.start]))


_NO_NAME = re.compile(r"['’]s$|..ing$")  # "Türkiye's Erdogan", "Toppling Assad"

_GIVEN_NAME_REACH = 60  # characters before a surname in which a given name is looked for

_WORD_BEFORE = re.compile(r"(?P<word>[^\W\d_][\w'’\-]*)[\s\u00a0]+(?:[AaEe]l[-\s])?$")


class Surnames:
    """Resolves the surnames of a registry's people."""

    def __init__(self, registry: Registry, names: Names) -> None:
        self._offices = Offices(registry)
        self._given_names = _given_names(names)
        self._demonyms = frozenset(
            folded for folded, meanings in names.items() if any(m.rule is MentionRule.DEMONYM for m in meanings)
        )

    def resolve(self, text: str, match: NameMatch, named: set[str], days: Days | None) -> NameMeaning | None:
        """The person whom `match` in `text` means, where `named` are those named in full; None: nobody for sure."""
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
        """Whether a given name stands before the surname: then it is the full name of somebody else.

        Any capitalised word may be one that isn't a title, a word that sentences begin with, a possessive or a gerund.
        """
        near = text[max(0, match.span.start - _GIVEN_NAME_REACH) : match.span.start]
        before = _WORD_BEFORE.search(near, last_words(near, 2))  # it is one of them; to search all is slow
        if before is None or not before["word"][:1].isupper() or _NO_NAME.search(before["word"]):
            return False
        word = fold_key(before["word"])
        return word in self._given_names or not (word in TITLES or word in OPENERS or word in self._demonyms)


def _given_names(names: Names) -> frozenset[str]:
    """The first words of people's full names, less titles."""
    people = _of_rule(names, MentionRule.SURNAME)
    first = {
        folded.split()[0]
        for folded, meanings in names.items()
        if " " in folded and any(meaning.actor in people and meaning.rule is MentionRule.NAME for meaning in meanings)
    }
    return frozenset(first) - TITLES


def _of_rule(names: Names, rule: MentionRule) -> set[str]:
    meanings: Iterable[NameMeaning] = (meaning for listed in names.values() for meaning in listed)
    return {meaning.actor for meaning in meanings if meaning.rule is rule}
