"""The outlets' layouts: how each outlet prints an article in a capture, and by what it is recognised.

An outlet's entry in the registry declares its layouts; what they can be shown by is the table `SIGNS` here. The first
of `layouts_of` that knows an article lays it out.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from syria_iraq_archive.fold import fold_key
from syria_iraq_archive.parse.bylines import is_desk, names_outlet
from syria_iraq_archive.parse.datelines import find_dateline
from syria_iraq_archive.parse.page import ShapedPage
from syria_iraq_archive.parse.shapes import Shape, ShapedLine
from syria_iraq_archive.parse.vocabulary import Vocabulary
from syria_iraq_archive.records import Role
from syria_iraq_archive.registry.models import LayoutSign, OutletLayout, Source
from syria_iraq_archive.spans import Span

MIN_TITLE_WORDS = 4  # of a title that is no label of the site, unless the layout has shorter ones


@dataclass(frozen=True, slots=True)
class Outlet:
    """Whose layout is looked for: the id of a source, and its name as its pages print it; both empty for any."""

    id: str = ""
    name: str = ""


Recogniser = Callable[[ShapedPage, Vocabulary, Outlet], Span | None]
"""Gives the span that shows a layout of the outlet, or None."""


@dataclass(frozen=True, eq=False)
class Layout:
    """How an outlet prints an article in a capture.

    `signs` are asked in order for the span that shows the layout. If several titles stand above a body, `header` gives
    their roles in order (None: their lengths decide); of a single one it gives the headline. A title of fewer words
    than `min_title_words` is a label of the site, unless no title is longer. `source` is the outlet, if the layout
    alone shows it. `furniture` are folded lines that are furniture here. If `by_model` is true, a page that was saved
    whole is read by the page model instead.
    """

    name: str
    signs: tuple[Recogniser, ...]
    outlet: Outlet = Outlet()
    header: tuple[Role, ...] | None = (Role.HEADLINE, Role.STANDFIRST)
    min_title_words: int = MIN_TITLE_WORDS
    source: str | None = None
    furniture: frozenset[str] = frozenset()
    by_model: bool = False


class RecognisedLayout(NamedTuple):
    """The layout of an article, and the span that shows it."""

    layout: Layout
    evidence: Span


def _text_size_control(page: ShapedPage, vocabulary: Vocabulary, outlet: Outlet) -> Span | None:
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


def _masthead(page: ShapedPage, vocabulary: Vocabulary, outlet: Outlet) -> Span | None:
    """The outlet's masthead stands on a line of its own, wherever that is::

    Articles / HEADLINE / The New Region / Dec. 01, 2024 • 3 min read / standfirst / PLACE - body / Author AUTHOR
    """
    for line in page.lines:
        if line.shape is Shape.PUBLISHER and vocabulary.masthead(line.text) == outlet.id:
            return line.line.span
    return None


def _byline(page: ShapedPage, vocabulary: Vocabulary, outlet: Outlet) -> Span | None:
    """A byline joins a desk or author to the outlet's name, on its own pages and on blogs that repost it::

    Friday, December 27, 2024 / HEADLINE / standfirst / News Desk - The Cradle / body / No comments:
    """
    for line in page.lines:
        if line.shape is Shape.BYLINE and names_outlet(line.text, vocabulary) == outlet.id:
            return line.line.span
    return None


_DATE_IN_CAPITALS = re.compile(r"[A-Z]{3} \d{1,2}, \d{4}$")
_PHOTO_CREDIT = re.compile(r"\(Photo credit: ", re.IGNORECASE)


def _desk_above_date(page: ShapedPage, vocabulary: Vocabulary, outlet: Outlet) -> Span | None:
    """A desk without a name stands above a date in capitals, with a photo credit in brackets right below::

    HEADLINE / standfirst / News Desk / DEC 27, 2024 / (Photo credit: AFP) / body
    """
    for index, line in enumerate(page.lines[:-2]):
        if is_desk(line.text) and _DATE_IN_CAPITALS.match(page.lines[index + 1].text):
            below = page.lines[index + 2 : index + 5]
            return line.line.span if any(_PHOTO_CREDIT.search(one.text) for one in below) else None
    return None


def _prefix(page: ShapedPage, vocabulary: Vocabulary, outlet: Outlet) -> Span | None:
    """The outlet's name opens the first paragraph; of any outlet, if none is asked for::

    HEADLINE / 2024-12-05T14:31:00+00:00 / Shafaq News/ body / crosshead / body / Related News / title / time
    """
    for line in page.lines:
        if line.leads == "publisher":
            name = line.pieces[0].span
            return name if outlet.id in ("", vocabulary.prefix_outlet(name.of(page.text))) else None
    return None


def _first_masthead(page: ShapedPage, vocabulary: Vocabulary, outlet: Outlet) -> Span | None:
    """The outlet's masthead is the first line of the page."""
    first = page.lines[0]
    return first.line.span if first.shape is Shape.PUBLISHER and vocabulary.masthead(first.text) == outlet.id else None


_ABOVE_BODY = frozenset({Shape.TITLE, Shape.FURNITURE})
_PLACE = re.compile(r"[^\W\d_a-z]{3}")


def _place_below_titles(page: ShapedPage, vocabulary: Vocabulary, outlet: Outlet) -> Span | None:
    """A place in capitals opens the paragraph right below the titles, and the outlet's name stands anywhere::

    kicker / HEADLINE / PLACE – body
    """
    if not any(outlet.name in line.text for line in page.lines):
        return None
    for line in page.lines:
        if line.leads == "dateline":
            place = line.pieces[0]
            bare = place.role is Role.DATELINE and "(" not in place.span.of(page.text)
            return place.span if bare and _PLACE.match(line.text) else None
        if line.shape not in _ABOVE_BODY:
            return None
    return None


SIGNS: Mapping[LayoutSign, Recogniser] = {
    LayoutSign.TEXT_SIZE_CONTROL: _text_size_control,
    LayoutSign.MASTHEAD: _masthead,
    LayoutSign.BYLINE: _byline,
    LayoutSign.DESK_ABOVE_DATE: _desk_above_date,
    LayoutSign.PREFIX: _prefix,
    LayoutSign.FIRST_MASTHEAD: _first_masthead,
    LayoutSign.PLACE_BELOW_TITLES: _place_below_titles,
}
"""What a layout can be shown by. Layouts are tried in the order of their first signs here."""


def _agency_in_dateline(page: ShapedPage, vocabulary: Vocabulary, outlet: Outlet) -> Span | None:
    """Wire copy of Reuters, AP and AFP: the agency in the dateline, the reporters signed off below the body::

    HEADLINE / By REPORTER / date / caption credit / PLACE, Dec 2 (Reuters) - body / Reporting by …; Editing by …
    """
    for line in page.lines:
        if line.leads == "dateline":
            dateline = find_dateline(line.text, vocabulary)
            return line.pieces[0].span if dateline and dateline.agency else None
    return None


def _first_line(page: ShapedPage, vocabulary: Vocabulary, outlet: Outlet) -> Span | None:
    """Articles of no declared layout: the headline first, then a standfirst."""
    return page.lines[0].line.span


OF_ANY_OUTLET: tuple[Layout, ...] = (
    Layout(name="prefixed", signs=(_prefix,)),
    Layout(name="wire", signs=(_agency_in_dateline,), by_model=True),
    Layout(name="generic", signs=(_first_line,), header=None, by_model=True),
)
"""The layouts of no one outlet, asked after those that are declared; the last one knows every article."""


_ORDER = {sign: place for place, sign in enumerate(SIGNS)}


def layouts_of(vocabulary: Vocabulary) -> tuple[Layout, ...]:
    """The layouts that outlets declare, in the order of `SIGNS` and of the outlets' ids, and those of any outlet."""
    declared = [
        (min(_ORDER[sign] for sign in row.shown_by), source.id, number, _declared(source, row))
        for source in vocabulary.with_layouts
        for number, row in enumerate(source.layouts)
    ]
    return (*(layout for *_, layout in sorted(declared, key=lambda one: one[:3])), *OF_ANY_OUTLET)


def _declared(source: Source, row: OutletLayout) -> Layout:
    return Layout(
        name=row.name,
        signs=tuple(SIGNS[sign] for sign in row.shown_by),
        outlet=Outlet(source.id, source.name),
        header=tuple(map(Role, row.header)),
        min_title_words=1 if row.short_titles else MIN_TITLE_WORDS,
        source=source.id if source.marks.layout == row.name else None,
        furniture=frozenset(map(fold_key, row.furniture)),
    )


def recognise(page: ShapedPage, vocabulary: Vocabulary) -> RecognisedLayout:
    r"""The layout of an article's lines, with the span that shows it.

    >>> from syria_iraq_archive.parse.page import read_page
    >>> from syria_iraq_archive.registry.load import Registry
    >>> vocabulary = Vocabulary(Registry({}, {}))
    >>> recognise(read_page("Bridge Opens Again\nThe council opened it on Monday.", vocabulary), vocabulary).layout.name
    'generic'
    """
    for layout in layouts_of(vocabulary):
        evidence = next((found for sign in layout.signs if (found := sign(page, vocabulary, layout.outlet))), None)
        if evidence:
            return RecognisedLayout(layout, evidence)
    raise AssertionError("the generic layout knows every article")


def without_furniture(page: ShapedPage, layout: Layout) -> ShapedPage:
    """The page with the lines that the layout declares as furniture."""
    if not layout.furniture:
        return page
    for index, line in enumerate(page.lines):
        if fold_key(line.text) in layout.furniture:
            page = page.with_line(index, ShapedLine(line.line, Shape.FURNITURE, f"{layout.name}:furniture"))
    return page
