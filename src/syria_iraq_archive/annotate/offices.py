"""Offices printed beside a surname: "President Assad", "Iraqi Prime Minister Sudani"."""

from collections.abc import Iterable

from syria_iraq_archive.fold import fold_key
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.spans import Span

_REACH = 60  # characters before a surname in which its office is looked for


class Offices:
    """Who of a registry's people held which office."""

    def __init__(self, registry: Registry) -> None:
        self._titles = {
            actor.id: tuple({fold_key(title) for office in actor.offices for title in office.titles})
            for actor in registry.actors.values()
            if actor.offices
        }

    def holder_beside(self, text: str, span: Span, people: Iterable[str]) -> str | None:
        """The one of `people` who held the office that `text` prints right before `span`."""
        before = fold_key(text[max(0, span.start - _REACH) : span.start])
        holders = {person for person in people if any(_ends_with(before, t) for t in self._titles.get(person, ()))}
        return holders.pop() if len(holders) == 1 else None


def _ends_with(text: str, title: str) -> bool:
    return text == title or text.endswith(f" {title}")
