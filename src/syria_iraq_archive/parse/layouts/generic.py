"""Articles of no declared layout: headline first, then a standfirst."""

from syria_iraq_archive.parse.layouts.base import Layout
from syria_iraq_archive.parse.page import Page
from syria_iraq_archive.parse.vocabulary import Vocabulary
from syria_iraq_archive.spans import Span


def _recognise(page: Page, vocabulary: Vocabulary) -> Span | None:
    return page.lines[0].line.span


LAYOUT = Layout(name="generic", recognise=_recognise, kicker=None, by_model=True)
