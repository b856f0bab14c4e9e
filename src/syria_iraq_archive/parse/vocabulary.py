"""What the registry says about single lines: names of outlets and bodies, places of datelines, site furniture.

A `Vocabulary` is built once for a registry and asked for every line, so each question is a look-up or one compiled
pattern.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any

from syria_iraq_archive.fold import fold_key
from syria_iraq_archive.parse.furniture import Furniture
from syria_iraq_archive.parse.layout_rows import layouts_of
from syria_iraq_archive.parse.learned.model import PageModel, packaged_model
from syria_iraq_archive.parse.shapes import LineLook
from syria_iraq_archive.patterns import later
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.registry.models import PlaceKind, Source

MAX_REMEMBERED_LINES = 1 << 14
MAX_REMEMBERED_LENGTH = 200  # characters; longer lines are prose, which comes once


class Vocabulary:
    """Look-ups over a registry. All keys are folded, so that spelling makes no difference."""

    def __init__(self, registry: Registry, page_model: PageModel | None = None) -> None:
        compiled = registry.derived("vocabulary", lambda: _compiled(registry))
        self.furniture = Furniture(registry.furniture)
        self.mastheads: dict[str, str] = compiled["mastheads"]
        self.bylines: dict[str, str] = compiled["bylines"]
        self.agencies: dict[str, str] = compiled["agencies"]
        self.prefixes: dict[str, str] = compiled["prefixes"]
        self.prefix = later(compiled["prefix"], re.IGNORECASE)
        self.signatures: dict[str, str] = compiled["signatures"]
        self.notices: dict[str, str] = compiled["notices"]
        self.notice = later(compiled["notice"], re.IGNORECASE)
        self.notice_starts = tuple(compiled["notice_starts"])
        self.layouts = layouts_of(registry.sources[id] for id in compiled["with_layouts"])
        self.looks = LineMemory()
        self.page_model = page_model or packaged_model()
        self.bodies = frozenset(compiled["bodies"])
        self.places = frozenset(compiled["places"])

    def masthead(self, text: str) -> str | None:
        """The source whose name is the whole of `text`."""
        return self.mastheads.get(outlet_key(text))

    def prefix_outlet(self, text: str) -> str | None:
        """The source that prints `text` before a first sentence, with or without the mark behind it."""
        return self.prefixes.get(outlet_key(text.rstrip(" /-–—―:|\u00a0")))

    def notice_outlet(self, text: str) -> str | None:
        """The source that prints the notice with which `text` begins."""
        found = self.notice.match(text) if self.notice_starts and text.startswith(self.notice_starts) else None
        words = " ".join(found.group().split()).casefold() if found else ""
        return next((source for notice, source in self.notices.items() if notice.casefold() == words), None)

    def signature_outlet(self, text: str) -> str | None:
        """The source that signs its stories with `text`, in brackets behind the last sentence."""
        return self.signatures.get(outlet_key(text))

    def is_body(self, text: str) -> bool:
        """Whether the whole of `text` names a body or group of the registry, as the head of its own page does."""
        return outlet_key(text) in self.bodies

    def dateline_outlet(self, text: str) -> str | None:
        """The source that a part of a dateline names: an agency, or an outlet by its masthead."""
        return self.agency(text) or self.masthead(text)

    def byline_outlet(self, text: str) -> str | None:
        """The source that `text`, a part of a byline, names."""
        return self.bylines.get(outlet_key(text))

    def agency(self, text: str) -> str | None:
        """The agency that `text` names: the inside of a dateline's brackets, or a photo credit."""
        return self.agencies.get(outlet_key(text))


def outlet_key(text: str) -> str:
    """The folded name of an outlet, without the punctuation that sites put around it.

    >>> outlet_key("«الشرق الأوسط»") == outlet_key("الشرق الأوسط")
    True
    """
    return fold_key(text).strip(" \"'.,:;|/()®™").removeprefix("the ")


def _compiled(registry: Registry) -> dict[str, Any]:
    """What a registry says about lines, as JSON can hold it."""
    sources = registry.sources.values()
    notices = {notice: source.id for source in sources for notice in source.marks.notice}
    return {
        "mastheads": _index(sources, lambda s: (*s.marks.masthead, *s.marks.byline, *_names(s))),
        "bylines": _index(sources, lambda s: (*s.marks.byline, *s.marks.masthead, *_names(s))),
        "agencies": _index(sources, lambda s: (*s.marks.dateline, *s.marks.credit, *_names(s))),
        "prefixes": _index(sources, lambda s: s.marks.prefix),
        "prefix": _any_of(prefix for source in sources for prefix in source.marks.prefix),
        "signatures": _index(sources, lambda s: s.marks.signature),
        "notices": notices,
        "notice": _any_of(notices),
        "with_layouts": [source.id for source in sources if source.layouts],
        "notice_starts": sorted({notice.split()[0] for notice in notices}),
        "bodies": sorted({outlet_key(name) for name in _bodies(registry)}),
        "places": sorted({fold_key(place) for place in _places(registry)}),
    }


def _index(sources: Iterable[Source], names_of: Callable[[Source], Iterable[str]]) -> dict[str, str]:
    index: dict[str, str] = {}
    for source in sources:
        for name in names_of(source):
            index.setdefault(outlet_key(name), source.id)
    return index


def _names(source: Source) -> Iterator[str]:
    """The names that show the outlet by themselves."""
    yield source.name
    yield from (name.text for names in source.names.values() for name in names)


def _any_of(names: Iterable[str]) -> str:
    """A pattern of the names as printed, with any white space between their words; it matches nothing without names."""
    longest_first = sorted(set(names), key=lambda name: (-len(name), name))
    alternatives = "|".join(r"\s+".join(map(re.escape, name.split())) for name in longest_first)
    return alternatives or r"(?!)"


def _bodies(registry: Registry) -> Iterator[str]:
    """The names of more than one word of whatever may print a page of its own: no persons and no states."""
    for actor in registry.actors.values():
        if actor.kind not in ("person", "state"):
            names = (actor.name, *(name.text for named in actor.names.values() for name in named))
            yield from (name for name in names if " " in name)


_OF_DATELINES = frozenset({PlaceKind.TOWN, PlaceKind.GOVERNORATE, PlaceKind.REGION})
"""The kinds of places that datelines begin with."""


def _places(registry: Registry) -> Iterator[str]:
    """The places that datelines begin with: the curated towns, and the states and their capitals."""
    yield from chain.from_iterable(registry.places.values())
    for place in registry.gazetteer.values():
        if place.kind in _OF_DATELINES:
            names = (name.text for listed in place.names.values() for name in listed)
            yield from (name for name in (*names, place.name) if name not in place.contextual)
    for actor in registry.actors.values():
        if actor.kind == "state":
            yield from (actor.name, *chain.from_iterable(actor.capitals.values()))


class LineMemory:
    """What the short lines seen lately look like, by their text: a site prints its menus and notices on every page.

    >>> from syria_iraq_archive.parse.shapes import Shape
    >>> memory = LineMemory()
    >>> memory.keep("Share this", LineLook(Shape.FURNITURE, "furniture:sharing", "share this"))
    >>> memory.get("Share this").rule, memory.get("Hama falls")
    ('furniture:sharing', None)
    """

    def __init__(self) -> None:
        self._looks: dict[str, LineLook] = {}

    def get(self, line: str) -> LineLook | None:
        """What `line` looks like, if it is remembered."""
        return self._looks.get(line)

    def keep(self, line: str, look: LineLook) -> None:
        """Remember what `line` looks like, unless it is long. A full memory is emptied first."""
        if len(line) <= MAX_REMEMBERED_LENGTH:
            if len(self._looks) >= MAX_REMEMBERED_LINES:
                self.forget()
            self._looks[line] = look

    def forget(self) -> None:
        """Empty the memory."""
        self._looks.clear()
