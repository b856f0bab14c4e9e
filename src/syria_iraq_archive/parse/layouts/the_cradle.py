"""The Cradle, and the blogs that repost it: headline, standfirst, then desk or author with the outlet's name::

    Friday, December 27, 2024 / HEADLINE / standfirst / News Desk - The Cradle / body / No comments:

Its own pages may leave the name out, but not the rest of what they always print::

    HEADLINE / standfirst / News Desk / DEC 27, 2024 / (Photo credit: AFP) / body
"""

import re

from syria_iraq_archive.parse.bylines import is_desk, names_outlet
from syria_iraq_archive.parse.layouts.base import Layout
from syria_iraq_archive.parse.page import Page
from syria_iraq_archive.parse.pieces import Shape
from syria_iraq_archive.parse.vocabulary import Vocabulary
from syria_iraq_archive.spans import Span

_OUTLET = "the-cradle"
_DATE_IN_CAPITALS = re.compile(r"[A-Z]{3} \d{1,2}, \d{4}$")
_PHOTO_CREDIT = re.compile(r"\(Photo credit: ", re.IGNORECASE)


def _names_itself(page: Page, vocabulary: Vocabulary) -> Span | None:
    """A byline or masthead that names the outlet."""
    for line in page.lines:
        if line.shape is Shape.BYLINE and names_outlet(line.text, vocabulary) == _OUTLET:
            return line.line.span
        if line.shape is Shape.PUBLISHER and vocabulary.masthead(line.text) == _OUTLET:
            return line.line.span
    return None


def _own_page(page: Page, vocabulary: Vocabulary) -> Span | None:
    """The desk's line above a date in capitals, with the outlet's form of photo credit below."""
    for index, line in enumerate(page.lines[:-2]):
        if is_desk(line.text) and _DATE_IN_CAPITALS.match(page.lines[index + 1].text):
            below = page.lines[index + 2 : index + 5]
            return line.line.span if any(_PHOTO_CREDIT.search(one.text) for one in below) else None
    return None


LAYOUT = Layout(name="the-cradle", recognise=_names_itself)
OWN_PAGE = Layout(name="the-cradle-page", recognise=_own_page, source=_OUTLET)
