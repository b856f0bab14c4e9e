"""What each line of one article is: first what stands above the body, then the body and what follows it.

A line's shape says what it looks like; here its place decides. Everything ends as `Placed` spans, which tile.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from syria_iraq_archive.parse.body import place_body
from syria_iraq_archive.parse.header import find_body, place_header
from syria_iraq_archive.parse.layouts import recognise
from syria_iraq_archive.parse.layouts.base import Recognised
from syria_iraq_archive.parse.page import Page
from syria_iraq_archive.parse.placing import Placed
from syria_iraq_archive.parse.saved_pages import is_page, place_saved
from syria_iraq_archive.parse.vocabulary import Vocabulary
from syria_iraq_archive.records import Role

FOLDED_ROLES = frozenset({Role.HEADLINE, Role.CAPTION})
"""The roles whose later copies are folded into the first."""


class LaidOut(NamedTuple):
    """An article's blocks-to-be, and the layout by which they were found."""

    placed: tuple[Placed, ...]
    layout: Recognised


def lay_out(page: Page, vocabulary: Vocabulary) -> LaidOut:
    """The roles of all that stands in `page`, the lines of one article."""
    layout = recognise(page, vocabulary)
    if layout.layout.by_model and is_page(page):
        placed = tuple(place_saved(page, vocabulary.page_model, vocabulary))
    else:
        body = find_body(page)
        placed = (*place_header(page, body, layout.layout), *place_body(page, body, vocabulary))
    return LaidOut(tuple(_settled(sorted(placed, key=lambda one: one.span))), layout)


def _settled(placed: Iterable[Placed]) -> Iterator[Placed]:
    """The blocks in order; a copy of a copy copies the first, and one of what isn't folded is what its original is."""
    ending_at: dict[int, Placed] = {}
    for one in placed:
        settled = one if one.copies is None else _as_original(one, ending_at.get(one.copies))
        ending_at[one.span.end] = settled
        yield settled


def _as_original(copy: Placed, original: Placed | None) -> Placed:
    if original is None:
        return copy._replace(role=Role.CHROME, rule="copy-of-unfolded", copies=None)
    if original.role is Role.REPEAT:
        return copy._replace(copies=original.copies)
    if original.role in FOLDED_ROLES:
        return copy
    return copy._replace(role=original.role, rule="copy-of-unfolded", copies=None)
