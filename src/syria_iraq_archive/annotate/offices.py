"""Knows which offices a registry's people held, and who of them held the office that a text prints before a surname."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from syria_iraq_archive.fold import fold_key
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.registry.models import Kind
from syria_iraq_archive.spans import Span

Days = tuple[date, date]
"""The first and the last day on which an article may have been published."""

_OFFICE_REACH = 80  # characters before a surname that are searched for an office: the longest title with its state
_LONGEST_TITLE = 6  # words of a title that are compared
_FORMER = frozenset({"former", "ex", "late", "ousted", "deposed", "toppled", "then"})


def held_within(since: str | None, until: str | None, days: Days | None) -> bool:
    """Whether what lasted from `since` until `until` may have lasted on one of `days`; yes if they are unknown.

    The registry may give only a year or a month; such a date counts as held on all its days.

    >>> june = (date(2024, 6, 1), date(2024, 6, 30))
    >>> held_within("2024-06", None, june), held_within(None, "2024-05", june), held_within(None, "2023", None)
    (True, False, True)
    """
    if days is None:
        return True
    begun = since is None or since <= days[1].isoformat()[: len(since)]
    lasted = until is None or until >= days[0].isoformat()[: len(until)]
    return begun and lasted


class HeldOffice(NamedTuple):
    """A title of an office that a person held: the title folded, of which actor, and between which days, if known."""

    title: str
    of: str
    since: str | None
    until: str | None


class Offices:
    """Knows which of a registry's people held which office, and when."""

    def __init__(self, registry: Registry) -> None:
        compiled = registry.derived("offices", lambda: _compiled(registry))
        self._held = {person: tuple(HeldOffice(*each) for each in held) for person, held in compiled["held"].items()}
        self._states: dict[str, str | None] = compiled["states"]
        self._titles = {held.title for offices in self._held.values() for held in offices}
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

    def beside(self, text: str, span: Span) -> bool:
        """Whether `text` prints right before `span` an office that anybody held."""
        words = fold_key(text[max(0, span.start - _OFFICE_REACH) : span.start]).split()
        return any(" ".join(words[-count:]) in self._titles for count in range(1, _LONGEST_TITLE + 1))

    def _fits(self, held: HeldOffice, before: str, days: Days | None) -> bool:
        if before != held.title and not before.endswith(f" {held.title}"):
            return False
        words = before.removesuffix(held.title).split()
        if words and words[-1].removesuffix("'s") in self._states:
            state = self._states[words.pop().removesuffix("'s")]
            if self._country.get(held.of) not in (None, state):
                return False
        return held_within(held.since, held.until, None if words and words[-1] in _FORMER else days)


def _compiled(registry: Registry) -> dict[str, Any]:
    """Who held which offices, by what words states are named, and whose offices are which country's: for JSON."""
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
