"""Offices printed beside a surname: "President Assad", "Iraqi Prime Minister Sudani", and who held them when."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from syria_iraq_archive.fold import fold_key
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.registry.models import Kind
from syria_iraq_archive.spans import Span

_REACH = 80  # characters before a surname in which its office is looked for
_FORMER = frozenset({"former", "ex", "late", "ousted", "deposed", "toppled", "then"})

Days = tuple[date, date]


class Held(NamedTuple):
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
                Held(fold_key(title), office.of, office.since, office.until)
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
        before = fold_key(text[max(0, span.start - _REACH) : span.start])
        holders = {person for person, offices in officials if any(self._fits(held, before, days) for held in offices)}
        return holders.pop() if len(holders) == 1 else None

    def _fits(self, held: Held, before: str, days: Days | None) -> bool:
        if before != held.title and not before.endswith(f" {held.title}"):
            return False
        words = before.removesuffix(held.title).split()
        if words and words[-1].removesuffix("'s") in self._states:
            state = self._states[words.pop().removesuffix("'s")]
            if self._country.get(held.of) not in (None, state):
                return False
        return held.within(None if words and words[-1] in _FORMER else days)
