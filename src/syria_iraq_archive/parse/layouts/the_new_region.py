"""The New Region: section, headline, masthead, date and reading time, image line, standfirst, author at the foot::

Articles / HEADLINE / The New Region / Dec. 01, 2024 • 3 min read / Image of HEADLINE caption Photo: credit
standfirst / PLACE - body / Profile picture of AUTHOR / Author AUTHOR / NEWSLETTER
"""

from syria_iraq_archive.parse.layouts.base import Layout
from syria_iraq_archive.parse.page import Page
from syria_iraq_archive.parse.pieces import Shape
from syria_iraq_archive.parse.vocabulary import Vocabulary
from syria_iraq_archive.spans import Span


def _recognise(page: Page, vocabulary: Vocabulary) -> Span | None:
    """The masthead line."""
    for line in page.lines:
        if line.shape is Shape.PUBLISHER and vocabulary.masthead(line.text) == "the-new-region":
            return line.line.span
    return None


LAYOUT = Layout(name="the-new-region", recognise=_recognise)
