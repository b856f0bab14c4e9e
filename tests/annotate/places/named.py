"""Reads the places that a text names, as tests write them: "hama 2", or "aleppo|aleppo-governorate 3" if both fit."""

from functools import lru_cache
from pathlib import Path

from syria_iraq_archive.annotate.mentions import MentionFinder
from syria_iraq_archive.annotate.places.finder import PlaceFinder
from syria_iraq_archive.records import Block, PlaceMention, Role
from syria_iraq_archive.registry.load import load_registry
from syria_iraq_archive.spans import Span

_DATA = Path(__file__).parents[3] / "data"


@lru_cache
def _finders() -> tuple[MentionFinder, PlaceFinder]:
    registry = load_registry(_DATA)
    return MentionFinder(registry), PlaceFinder(registry)


def mentions_in(text: str, role: Role = Role.PARAGRAPH) -> tuple[PlaceMention, ...]:
    """The place mentions of a text whose lines are blocks of one role."""
    actors, places = _finders()
    blocks: list[Block] = []
    start = 0
    for line in text.split("\n"):
        span = Span(start, start + len(line))
        blocks.append(Block(seq=len(blocks), role=role, span=span, rule="test", article=1))
        start += len(line) + 1
    return places.find(text, blocks, actors.find(text, blocks))


def places_in(text: str) -> list[str]:
    """Each place named, with its precision."""
    return [f"{one.place or '|'.join(one.candidates)} {one.precision}" for one in mentions_in(text)]


def surfaces_in(text: str) -> list[str]:
    """Each place named, as printed."""
    return [one.surface for one in mentions_in(text)]
