"""The folded names of a registry's actors, each with what it takes for a match to count.

A name's `Rule` is also what a mention records: how the actor was recognised.
"""

from enum import StrEnum
from typing import NamedTuple

from syria_iraq_archive.registry.expansion import Expanded, Expansion, Way, is_acronym
from syria_iraq_archive.registry.load import Registry


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


_RULES = {
    Way.NAME: Rule.NAME,
    Way.CONTEXTUAL: Rule.CONTEXTUAL,
    Way.DEMONYM: Rule.DEMONYM,
    Way.CAPITAL: Rule.CAPITAL,
    Way.BODY: Rule.BODY,
    Way.SURNAME: Rule.SURNAME,
}


class Meaning(NamedTuple):
    """What a folded name may mean."""

    actor: str
    rule: Rule
    exact: str | None = None  # the very characters an acronym must have


class Names:
    """All folded names with their meanings; the raw material of the matcher."""

    def __init__(self, registry: Registry) -> None:
        self.meanings: dict[str, list[Meaning]] = {}
        for expanded in Expansion(registry):
            meanings = self.meanings.setdefault(expanded.folded, [])
            meaning = _meaning(expanded)
            if meaning not in meanings:
                meanings.append(meaning)


def _meaning(name: Expanded) -> Meaning:
    """What a name means; an acronym must be printed letter for letter."""
    rule = _RULES[name.way]
    if name.way not in (Way.NAME, Way.CONTEXTUAL) or not is_acronym(name.listed):
        return Meaning(name.actor, rule)
    return Meaning(name.actor, Rule.ACRONYM if rule is Rule.NAME else rule, name.listed)
