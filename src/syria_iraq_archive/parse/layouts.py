"""The outlets' layouts: how each outlet prints an article in a capture, and by what it is recognised.

Each layout is drawn line by line in the function that recognises it. The first of `LAYOUTS` that knows an article lays
it out.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from syria_iraq_archive.parse.bylines import is_desk, names_outlet
from syria_iraq_archive.parse.datelines import find_dateline
from syria_iraq_archive.parse.page import ShapedPage
from syria_iraq_archive.parse.shapes import Shape
from syria_iraq_archive.parse.vocabulary import Vocabulary
from syria_iraq_archive.records import Role
from syria_iraq_archive.spans import Span

Recogniser = Callable[[ShapedPage, Vocabulary], Span | None]


@dataclass(frozen=True)
class Layout:
    """How an outlet prints an article in a capture.

    `recognise` gives the span that shows the layout, or None. If several titles stand above a body, `kicker` says
    whether the first is a kicker (None: its length decides); otherwise the first is the headline. A title of fewer
    words than `min_title_words` is a label of the site, unless no title is longer. `source` is the outlet, if the
    layout alone shows it. If `by_model` is true, a page that was saved whole is read by the page model instead.
    """

    name: str
    recognise: Recogniser
    kicker: bool | None = False
    min_title_words: int = 4
    source: str | None = None
    by_model: bool = False


class RecognisedLayout(NamedTuple):
    """The layout of an article, and the span that shows it."""

    layout: Layout
    evidence: Span


def _text_size_control(page: ShapedPage, vocabulary: Vocabulary) -> Span | None:
    """Asharq Al-Awsat: headline and photo captions above a text-size control, and both once more below it::

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


def _new_region_masthead(page: ShapedPage, vocabulary: Vocabulary) -> Span | None:
    """The New Region: masthead and date below the headline, the author at the foot::

        Articles / HEADLINE / The New Region / Dec. 01, 2024 • 3 min read / Image of HEADLINE caption Photo: credit
        standfirst / PLACE - body / Profile picture of AUTHOR / Author AUTHOR / NEWSLETTER

    The masthead shows it.
    """
    for line in page.lines:
        if line.shape is Shape.PUBLISHER and vocabulary.masthead(line.text) == "the-new-region":
            return line.line.span
    return None


_CRADLE = "the-cradle"
_DATE_IN_CAPITALS = re.compile(r"[A-Z]{3} \d{1,2}, \d{4}$")
_PHOTO_CREDIT = re.compile(r"\(Photo credit: ", re.IGNORECASE)


def _cradle_name(page: ShapedPage, vocabulary: Vocabulary) -> Span | None:
    """The Cradle, and the blogs that repost it: desk or author with the outlet's name below the standfirst::

        Friday, December 27, 2024 / HEADLINE / standfirst / News Desk - The Cradle / body / No comments:

    The byline shows it, or a masthead.
    """
    for line in page.lines:
        if line.shape is Shape.BYLINE and names_outlet(line.text, vocabulary) == _CRADLE:
            return line.line.span
        if line.shape is Shape.PUBLISHER and vocabulary.masthead(line.text) == _CRADLE:
            return line.line.span
    return None


def _cradle_desk(page: ShapedPage, vocabulary: Vocabulary) -> Span | None:
    """The Cradle's own pages, which may leave out the name, but not the rest of what they always print::

        HEADLINE / standfirst / News Desk / DEC 27, 2024 / (Photo credit: AFP) / body

    The desk shows it, above a date in capitals, with the outlet's form of photo credit below.
    """
    for index, line in enumerate(page.lines[:-2]):
        if is_desk(line.text) and _DATE_IN_CAPITALS.match(page.lines[index + 1].text):
            below = page.lines[index + 2 : index + 5]
            return line.line.span if any(_PHOTO_CREDIT.search(one.text) for one in below) else None
    return None


def _name_before_sentence(page: ShapedPage, vocabulary: Vocabulary) -> Span | None:
    """Shafaq News: the outlet's name opens the first paragraph, related titles stand below the body::

        HEADLINE / 2024-12-05T14:31:00+00:00 / Shafaq News/ body / crosshead / body / Related News / title / time

    The name before the first sentence shows it.
    """
    for line in page.lines:
        if line.leads == "publisher":
            return line.pieces[0].span
    return None


_964MEDIA = "964media"
_ABOVE_BODY = frozenset({Shape.TITLE, Shape.FURNITURE})
_PLACE = re.compile(r"[^\W\d_a-z]{3}")


def _964media_name_or_place(page: ShapedPage, vocabulary: Vocabulary) -> Span | None:
    """964media: a kicker above the headline, or none, and right below a paragraph that opens with its place::

        kicker / HEADLINE / PLACE – body

    The masthead shows it; or the place, in capitals and right below the titles, if the name stands anywhere.
    """
    first = page.lines[0]
    if first.shape is Shape.PUBLISHER and vocabulary.masthead(first.text) == _964MEDIA:
        return first.line.span
    if not any(_964MEDIA in line.text for line in page.lines):
        return None
    for line in page.lines:
        if line.leads == "dateline":
            place = line.pieces[0]
            bare = place.role is Role.DATELINE and "(" not in place.span.of(page.text)
            return place.span if bare and _PLACE.match(line.text) else None
        if line.shape not in _ABOVE_BODY:
            return None
    return None


def _agency_in_dateline(page: ShapedPage, vocabulary: Vocabulary) -> Span | None:
    """Wire copy of Reuters, AP and AFP: the agency in the dateline, the reporters signed off below the body::

        HEADLINE / By REPORTER / date / caption credit / PLACE, Dec 2 (Reuters) - body / Reporting by …; Editing by …

    The dateline shows it.
    """
    for line in page.lines:
        if line.leads == "dateline":
            dateline = find_dateline(line.text, vocabulary)
            return line.pieces[0].span if dateline and dateline.agency else None
    return None


def _first_line(page: ShapedPage, vocabulary: Vocabulary) -> Span | None:
    """Articles of no declared layout: the headline first, then a standfirst."""
    return page.lines[0].line.span


LAYOUTS: tuple[Layout, ...] = (
    Layout(name="asharq-al-awsat", recognise=_text_size_control, source="asharq-al-awsat"),
    Layout(name="the-new-region", recognise=_new_region_masthead),
    Layout(name="the-cradle", recognise=_cradle_name),
    Layout(name="the-cradle-page", recognise=_cradle_desk, source=_CRADLE),
    Layout(name="shafaq-news", recognise=_name_before_sentence),
    Layout(name="964media", recognise=_964media_name_or_place, kicker=True, min_title_words=1),
    Layout(name="wire", recognise=_agency_in_dateline, by_model=True),
    Layout(name="generic", recognise=_first_line, kicker=None, by_model=True),
)
"""All layouts, in the order in which they are asked; the last one knows every article."""


def recognise(page: ShapedPage, vocabulary: Vocabulary) -> RecognisedLayout:
    r"""The layout of an article's lines, with the span that shows it.

    >>> from syria_iraq_archive.parse.page import read_page
    >>> from syria_iraq_archive.registry.load import Registry
    >>> vocabulary = Vocabulary(Registry({}, {}))
    >>> recognise(read_page("Bridge Opens Again\nThe council opened it on Monday.", vocabulary), vocabulary).layout.name
    'generic'
    """
    for layout in LAYOUTS:
        evidence = layout.recognise(page, vocabulary)
        if evidence:
            return RecognisedLayout(layout, evidence)
    raise AssertionError("the generic layout knows every article")
