"""The outlets' layouts: how each outlet prints an article in a capture, and by what it is recognised.

An outlet's entry in the registry declares its layouts; what they can be shown by is the table `SIGNS` here. The first
layout of the vocabulary that knows an article lays it out.
"""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from syria_iraq_archive.fold import fold_key
from syria_iraq_archive.parse.bylines import is_desk, names_outlet
from syria_iraq_archive.parse.datelines import find_dateline
from syria_iraq_archive.parse.layout_rows import AnySign, Layout
from syria_iraq_archive.parse.page import ShapedPage
from syria_iraq_archive.parse.shapes import Shape, ShapedLine
from syria_iraq_archive.parse.vocabulary import Vocabulary
from syria_iraq_archive.patterns import later
from syria_iraq_archive.records import Role
from syria_iraq_archive.registry.models import LayoutSign
from syria_iraq_archive.spans import Span

Recogniser = Callable[[ShapedPage, Vocabulary, Layout], Span | None]
"""Gives the span that shows the layout, or None."""


class RecognisedLayout(NamedTuple):
    """The layout of an article, and the span of the sign by which it was recognised."""

    layout: Layout
    evidence: Span


def _text_size_control(page: ShapedPage, vocabulary: Vocabulary, layout: Layout) -> Span | None:
    """Headline and photo captions stand above a text-size control, and both once more below it::

        HEADLINE / caption (credit) / caption (credit) / TT / HEADLINE / caption (credit) / caption (credit) / body

    The control shows it. Without a photo the copy may be missing: then nothing else stands between headline and body.
    """
    for index, line in enumerate(page.lines[1:-1], start=1):
        if line.rule == "furniture:text-size":
            below = _below_controls(page, index)
            copied = page.lines[below].shape is Shape.TITLE and page.first_print(below) < index
            alone = index == 1 and page.lines[0].shape is Shape.TITLE and page.is_solid(below)
            return line.line.span if copied or alone else None
    return None


def _below_controls(page: ShapedPage, index: int) -> int:
    """The first line below the control and the counts that may stand under it."""
    last = len(page.lines) - 1
    return next((i for i in range(index + 1, last) if page.lines[i].shape is not Shape.FURNITURE), last)


def _masthead(page: ShapedPage, vocabulary: Vocabulary, layout: Layout) -> Span | None:
    """The outlet's masthead stands on a line of its own, wherever that is::

    Articles / HEADLINE / The New Region / Dec. 01, 2024 • 3 min read / standfirst / PLACE - body / Author AUTHOR
    """
    for line in page.lines:
        if line.shape is Shape.PUBLISHER and vocabulary.masthead(line.text) == layout.outlet:
            return line.line.span
    return None


def _byline(page: ShapedPage, vocabulary: Vocabulary, layout: Layout) -> Span | None:
    """A byline joins a desk or author to the outlet's name, on its own pages and on blogs that repost it::

    Friday, December 27, 2024 / HEADLINE / standfirst / News Desk - The Cradle / body / No comments:
    """
    for line in page.lines:
        if line.shape is Shape.BYLINE and names_outlet(line.text, vocabulary) == layout.outlet:
            return line.line.span
    return None


_DATE_IN_CAPITALS = later(r"[A-Z]{3} \d{1,2}, \d{4}$")
_PHOTO_CREDIT = later(r"\(Photo credit: ", re.IGNORECASE)


def _desk_above_date(page: ShapedPage, vocabulary: Vocabulary, layout: Layout) -> Span | None:
    """A desk without a name stands above a date in capitals, with a photo credit in brackets right below::

    HEADLINE / standfirst / News Desk / DEC 27, 2024 / (Photo credit: AFP) / body
    """
    for index, line in enumerate(page.lines[:-2]):
        if is_desk(line.text) and _DATE_IN_CAPITALS.match(page.lines[index + 1].text):
            below = page.lines[index + 2 : index + 5]
            return line.line.span if any(_PHOTO_CREDIT.search(one.text) for one in below) else None
    return None


def _prefix(page: ShapedPage, vocabulary: Vocabulary, layout: Layout) -> Span | None:
    """The outlet's name opens the first paragraph; of any outlet, if none is asked for::

    HEADLINE / 2024-12-05T14:31:00+00:00 / Shafaq News/ body / crosshead / body / Related News / title / time
    """
    for line in page.lines:
        if line.leads == "publisher":
            name = line.pieces[0].span
            return name if layout.outlet in ("", vocabulary.prefix_outlet(name.of(page.text))) else None
    return None


def _first_masthead(page: ShapedPage, vocabulary: Vocabulary, layout: Layout) -> Span | None:
    """The outlet's masthead is the first line of the page."""
    first = page.lines[0]
    return (
        first.line.span if first.shape is Shape.PUBLISHER and vocabulary.masthead(first.text) == layout.outlet else None
    )


_ABOVE_BODY = frozenset({Shape.TITLE, Shape.FURNITURE})
_PLACE = later(r"[^\W\d_a-z]{3}")


def _place_below_titles(page: ShapedPage, vocabulary: Vocabulary, layout: Layout) -> Span | None:
    """A place in capitals opens the paragraph right below the titles, and the outlet's name stands anywhere::

    kicker / HEADLINE / PLACE – body
    """
    if not any(layout.outlet_name in line.text for line in page.lines):
        return None
    for line in page.lines:
        if line.leads == "dateline":
            place = line.pieces[0]
            bare = place.role is Role.DATELINE and "(" not in place.span.of(page.text)
            return place.span if bare and _PLACE.match(line.text) else None
        if line.shape not in _ABOVE_BODY:
            return None
    return None


def _agency_in_dateline(page: ShapedPage, vocabulary: Vocabulary, layout: Layout) -> Span | None:
    """Wire copy of Reuters, AP and AFP: the agency in the dateline, the reporters signed off below the body::

    HEADLINE / By REPORTER / date / caption credit / PLACE, Dec 2 (Reuters) - body / Reporting by …; Editing by …
    """
    for line in page.lines:
        if line.leads == "dateline":
            dateline = find_dateline(line.text, vocabulary)
            return line.pieces[0].span if dateline and dateline.agency else None
    return None


def _first_line(page: ShapedPage, vocabulary: Vocabulary, layout: Layout) -> Span | None:
    """Articles of no declared layout: the headline first, then a standfirst."""
    return page.lines[0].line.span


SIGNS: Mapping[LayoutSign | AnySign, Recogniser] = {
    LayoutSign.TEXT_SIZE_CONTROL: _text_size_control,
    LayoutSign.MASTHEAD: _masthead,
    LayoutSign.BYLINE: _byline,
    LayoutSign.DESK_ABOVE_DATE: _desk_above_date,
    LayoutSign.PREFIX: _prefix,
    LayoutSign.FIRST_MASTHEAD: _first_masthead,
    LayoutSign.PLACE_BELOW_TITLES: _place_below_titles,
    AnySign.PREFIX: _prefix,
    AnySign.AGENCY_IN_DATELINE: _agency_in_dateline,
    AnySign.FIRST_LINE: _first_line,
}
"""What shows a layout, by the name that rows give it."""


def recognise(page: ShapedPage, vocabulary: Vocabulary) -> RecognisedLayout:
    r"""The first layout of the vocabulary with a sign on the page; the generic one if no other has one.

    >>> from syria_iraq_archive.parse.page import read_page
    >>> from syria_iraq_archive.registry.load import Registry
    >>> vocabulary = Vocabulary(Registry({}, {}))
    >>> recognise(read_page("Bridge Opens Again\nThe council opened it on Monday.", vocabulary), vocabulary).layout.name
    'generic'
    """
    for layout in vocabulary.layouts:
        evidence = next((found for sign in layout.signs if (found := SIGNS[sign](page, vocabulary, layout))), None)
        if evidence:
            return RecognisedLayout(layout, evidence)
    raise AssertionError("the generic layout fits every article")


def with_furniture_marked(page: ShapedPage, layout: Layout) -> ShapedPage:
    """The page with the layout's furniture lines marked as `Shape.FURNITURE`; no line is removed."""
    if not layout.furniture:
        return page
    for index, line in enumerate(page.lines):
        if fold_key(line.text) in layout.furniture:
            page = page.with_line(index, ShapedLine(line.line, Shape.FURNITURE, f"{layout.name}:furniture"))
    return page
