"""964media: a kicker above the headline, or none, and right below a paragraph that opens with its place::

kicker / HEADLINE / PLACE – body
"""

import re

from syria_iraq_archive.parse.layouts.base import Layout
from syria_iraq_archive.parse.page import Page
from syria_iraq_archive.parse.pieces import Shape
from syria_iraq_archive.parse.vocabulary import Vocabulary
from syria_iraq_archive.records import Role
from syria_iraq_archive.spans import Span

_OUTLET = "964media"
_ABOVE_BODY = frozenset({Shape.TITLE, Shape.FURNITURE})
_PLACE = re.compile(r"[^\W\d_a-z]{3}")


def _recognise(page: Page, vocabulary: Vocabulary) -> Span | None:
    """The outlet's masthead; or its name anywhere, and a place in capitals right below the titles."""
    first = page.lines[0]
    if first.shape is Shape.PUBLISHER and vocabulary.masthead(first.text) == _OUTLET:
        return first.line.span
    if not any(_OUTLET in line.text for line in page.lines):
        return None
    for line in page.lines:
        if line.leads == "dateline":
            place = line.pieces[0]
            bare = place.role is Role.DATELINE and "(" not in place.span.of(page.text)
            return place.span if bare and _PLACE.match(line.text) else None
        if line.shape not in _ABOVE_BODY:
            return None
    return None


LAYOUT = Layout(name="964media", recognise=_recognise, kicker=True, min_title_words=1)
