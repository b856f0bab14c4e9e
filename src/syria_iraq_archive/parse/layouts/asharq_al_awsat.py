"""Asharq Al-Awsat: headline and photo captions above a text-size control, and both once more below it::

HEADLINE / caption (credit) / caption (credit) / TT / HEADLINE / caption (credit) / caption (credit) / body
"""

from syria_iraq_archive.parse.layouts.base import Layout
from syria_iraq_archive.parse.page import Page
from syria_iraq_archive.parse.pieces import Shape
from syria_iraq_archive.parse.vocabulary import Vocabulary
from syria_iraq_archive.spans import Span

_TEXT_SIZE = "furniture:text-size"


def _recognise(page: Page, vocabulary: Vocabulary) -> Span | None:
    """The text-size control, where the headline stands above it and is printed again right below.

    Without a photo the copy may be missing: then the control stands between the headline and the body alone.
    """
    for index, line in enumerate(page.lines[1:-1], start=1):
        if line.rule == _TEXT_SIZE:
            below = _below_controls(page, index)
            copied = page.lines[below].shape is Shape.TITLE and page.first_print(below) < index
            alone = index == 1 and page.lines[0].shape is Shape.TITLE and page.is_solid(below)
            return line.line.span if copied or alone else None
    return None


def _below_controls(page: Page, index: int) -> int:
    """The first line below the control and the counts that may stand under it."""
    last = len(page.lines) - 1
    return next((i for i in range(index + 1, last) if page.lines[i].shape is not Shape.FURNITURE), last)


LAYOUT = Layout(name="asharq-al-awsat", recognise=_recognise, source="asharq-al-awsat")
