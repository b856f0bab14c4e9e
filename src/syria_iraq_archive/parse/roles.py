"""What each line of one article is: first what stands above the body, then the body and what follows it.

A line's shape says what it looks like; here its place decides. Everything ends as `Placed` spans, which tile.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from syria_iraq_archive.parse.body import place_body
from syria_iraq_archive.parse.header import find_body, place_header
from syria_iraq_archive.parse.layouts import recognise
from syria_iraq_archive.parse.layouts.base import Recognised
from syria_iraq_archive.parse.page import Page
from syria_iraq_archive.parse.placing import Placed
from syria_iraq_archive.parse.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class LaidOut:
    """An article's blocks-to-be, and the layout by which they were found."""

    placed: tuple[Placed, ...]
    layout: Recognised


def lay_out(page: Page, vocabulary: Vocabulary) -> LaidOut:
    """The roles of all that stands in `page`, the lines of one article."""
    layout = recognise(page, vocabulary)
    body = find_body(page)
    placed = (*place_header(page, body, layout.layout), *place_body(page, body, vocabulary))
    return LaidOut(tuple(_in_order(placed)), layout)


def _in_order(placed: Iterable[Placed]) -> Iterator[Placed]:
    yield from sorted(placed, key=lambda one: one.span)
