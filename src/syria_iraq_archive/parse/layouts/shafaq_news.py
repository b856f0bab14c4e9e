"""Shafaq News: the outlet's name opens the first paragraph, crossheads stand in the body, related titles below::

HEADLINE / 2024-12-05T14:31:00+00:00 / Shafaq News/ body / crosshead / body / Related News / title / time
"""

from syria_iraq_archive.parse.layouts.base import Layout
from syria_iraq_archive.parse.page import Page
from syria_iraq_archive.parse.vocabulary import Vocabulary
from syria_iraq_archive.spans import Span


def _recognise(page: Page, vocabulary: Vocabulary) -> Span | None:
    """The outlet's name before the first sentence."""
    for line in page.lines:
        if line.leads == "publisher":
            return line.pieces[0].span
    return None


LAYOUT = Layout(name="shafaq-news", recognise=_recognise)
