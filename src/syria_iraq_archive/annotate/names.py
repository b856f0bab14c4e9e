"""The folded names of a registry's actors, each with what it takes for a match to count.

A name's `Rule` is also what a mention records: how the actor was recognised.
"""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from syria_iraq_archive.fold import fold_key
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.registry.models import Actor, Kind
from syria_iraq_archive.registry.spellings import Spellings


class Rule(StrEnum):
    """How a name stands for its actor."""

    NAME = "name"
    ACRONYM = "acronym"  # letter for letter as in the registry
    BODY = "body-of-country"  # "Iraqi Ministry of Defense"
    DEMONYM = "demonym"
    CAPITAL = "capital-as-government"
    CONTEXTUAL = "contextual"  # a common word: only where the actor is named in full, too
    SURNAME = "surname"
    OFFICE = "office-and-surname"
    TAUGHT = "acronym-taught"  # explained in the article: "the Syrian Democratic Forces (SDF)"


class Meaning(NamedTuple):
    """What a folded name may mean."""

    actor: str
    rule: Rule
    exact: str | None = None  # the very characters an acronym must have


class Names:
    """All folded names with their meanings; the raw material of the matcher."""

    def __init__(self, registry: Registry) -> None:
        self.meanings: dict[str, list[Meaning]] = {}
        self._spellings = Spellings(registry.spellings)
        self._states = {actor.country: actor for actor in registry.actors.values() if actor.kind is Kind.STATE}
        for actor in registry.actors.values():
            self._add_actor(actor)

    def _add_actor(self, actor: Actor) -> None:
        self._add_full_names(actor)
        for demonym in _all(actor.demonyms):
            self._add(fold_key(demonym), Meaning(actor.id, Rule.DEMONYM))
        for capital in _all(actor.capitals):
            self._add(fold_key(capital), Meaning(actor.id, Rule.CAPITAL))
        self._add_spellings(self._body_names(actor), Meaning(actor.id, Rule.BODY))
        if actor.kind is Kind.PERSON:
            self._add_spellings(surnames(actor), Meaning(actor.id, Rule.SURNAME))

    def _add_full_names(self, actor: Actor) -> None:
        contextual = {fold_key(name) for name in actor.contextual}
        for name in full_names(actor):
            meaning = _meaning(actor, Rule.NAME, name)
            for spelling in self._spellings.of(name):
                if spelling not in contextual:
                    self._add(spelling, meaning)
        for name in actor.contextual:
            self._add(fold_key(name), _meaning(actor, Rule.CONTEXTUAL, name))

    def _add_spellings(self, names: Iterable[str], meaning: Meaning) -> None:
        for name in names:
            for spelling in self._spellings.of(name):
                self._add(spelling, meaning)

    def _add(self, folded: str, meaning: Meaning) -> None:
        if folded:
            meanings = self.meanings.setdefault(folded, [])
            if meaning not in meanings:
                meanings.append(meaning)

    def _body_names(self, actor: Actor) -> Iterator[str]:
        """A body's names with its country's: "Iraqi army", "Iraq's army", "army of Iraq", "الجيش العراقي"."""
        state = self._states.get(actor.country)
        if state is None or not actor.bodies:
            return
        for body in actor.bodies.get("en", ()):
            yield from _english_body(body, state)
        for body in actor.bodies.get("ar", ()):
            yield from _arabic_body(body, state)


def _meaning(actor: Actor, rule: Rule, name: str) -> Meaning:
    """What `name` means; an acronym must be printed letter for letter."""
    if not is_acronym(name):
        return Meaning(actor.id, rule)
    return Meaning(actor.id, Rule.ACRONYM if rule is Rule.NAME else rule, name)


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


_PARTICLE = re.compile(r"(?:al|abu|abd|ibn|bin|ben) \S+$")


def surnames(actor: Actor) -> Iterator[str]:
    """What a person is called after the first time: the registry's word, or the last one of each full name."""
    if actor.surnames is not None:
        yield from actor.surnames
        return
    for name in full_names(actor):
        folded = fold_key(name)
        if " " in folded:
            yield folded.split()[-1]
            if particle := _PARTICLE.search(folded):
                yield particle.group()
