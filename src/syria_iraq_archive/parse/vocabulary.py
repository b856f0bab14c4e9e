"""What the parser knows from the registry: how outlets print their names, furniture, places of datelines.

Built once for a registry and asked for every line, so each question is a look-up or one compiled pattern.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from syria_iraq_archive.fold import fold_key
from syria_iraq_archive.parse.furniture import Furniture
from syria_iraq_archive.parse.learned.model import PageModel, packaged_model
from syria_iraq_archive.parse.memory import Memory
from syria_iraq_archive.parse.pieces import Look
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.registry.models import Actor, Source


class Vocabulary:
    """Look-ups over a registry; all keys are folded."""

    def __init__(self, registry: Registry, page_model: PageModel | None = None) -> None:
        sources = registry.sources.values()
        self.furniture = Furniture(registry.furniture)
        self.mastheads = _index(sources, lambda s: (*s.marks.masthead, *s.marks.byline, *_names(s)))
        self.bylines = _index(sources, lambda s: (*s.marks.byline, *s.marks.masthead, *_names(s)))
        self.agencies = _index(sources, lambda s: (*s.marks.dateline, *s.marks.credit, *_names(s)))
        self.prefixes = _index(sources, lambda s: s.marks.prefix)
        self.prefix = _any_of(prefix for source in sources for prefix in source.marks.prefix)
        self.looks = Memory[Look]()
        self.page_model = page_model or packaged_model()
        self.places = frozenset(fold_key(place) for place in _places(registry))

    def masthead(self, text: str) -> str | None:
        """The source whose name is the whole of `text`."""
        return self.mastheads.get(outlet_key(text))

    def prefix_outlet(self, text: str) -> str | None:
        """The source whose prefix `text` is, with or without the mark behind it."""
        return self.prefixes.get(outlet_key(text.rstrip(" /-–—―:|\u00a0")))

    def dateline_outlet(self, text: str) -> str | None:
        """The source that a part of a dateline names: an agency, or an outlet by its masthead."""
        return self.agency(text) or self.masthead(text)

    def byline_outlet(self, text: str) -> str | None:
        """The source that `text`, a part of a byline, names."""
        return self.bylines.get(outlet_key(text))

    def agency(self, text: str) -> str | None:
        """The agency that `text`, the inside of a dateline's brackets or a photo credit, names."""
        return self.agencies.get(outlet_key(text))


def outlet_key(text: str) -> str:
    """The folded name of an outlet, without the punctuation that sites put around it.

    >>> outlet_key("«الشرق الأوسط»") == outlet_key("الشرق الأوسط")
    True
    """
    return fold_key(text).strip(" \"'.,:;|/()®™").removeprefix("the ")


def _index(sources: Iterable[Source], names_of: Callable[[Source], Iterable[str]]) -> dict[str, str]:
    index: dict[str, str] = {}
    for source in sources:
        for name in names_of(source):
            index.setdefault(outlet_key(name), source.id)
    return index


def _names(source: Source) -> Iterator[str]:
    """The names that show the outlet by themselves."""
    yield source.name
    for names in source.names.values():
        yield from (name.text for name in names)


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    """A pattern of the names as printed, with any white space between their words."""
    longest_first = sorted(set(names), key=lambda name: (-len(name), name))
    alternatives = "|".join(r"\s+".join(map(re.escape, name.split())) for name in longest_first)
    return re.compile(alternatives or r"(?!)", re.IGNORECASE)


def _places(registry: Registry) -> Iterator[str]:
    """Places that datelines begin with: the curated towns, and the states and capitals of the registry."""
    for places in registry.places.values():
        yield from places
    for actor in registry.actors.values():
        if actor.kind == "state":
            yield from (actor.name, *_capitals(actor))


def _capitals(actor: Actor) -> Iterator[str]:
    for capitals in actor.capitals.values():
        yield from capitals
