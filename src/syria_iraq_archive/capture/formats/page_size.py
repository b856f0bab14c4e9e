"""How much of trafilatura a page can bear: some of its steps compare each element with all before it or around it.

A page that is larger than any news page isn't handed over, or not to the slow steps. That depends on the page alone, so
the same bytes give the same text everywhere.
"""

from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# The largest of a thousand pages of news sites has 5,000 elements, 2,700 of them paragraphs, 60 in each other, and
# 20 million characters counted once for each element around them.
MAX_ELEMENTS = 20_000
MAX_DEPTH = 150
MAX_ENCLOSED = 100_000_000  # characters, each counted once for each element around it
MAX_PARAGRAPHS = 3_500  # beyond, only by the steps that take each paragraph by itself
MAX_HEADINGS = 1_000

_PARAGRAPHS = frozenset(
    [
        "blockquote",
        "caption",
        "center",
        "col",
        "colgroup",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "form",
        "legend",
        "optgroup",
        "option",
        "p",
        "pre",
        "table",
        "td",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "br",
    ]
)
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])


class Extraction(Enum):
    """How trafilatura is asked for the main text of a page."""

    WHOLE = "by all its steps"
    FAST = "by its own rules alone"
    NONE = "not at all"


def extraction_of(tree: "HtmlElement") -> Extraction:
    """How to ask for the main text of a page, by its size.

    >>> from syria_iraq_archive.capture.formats.pages import tree_of
    >>> extraction_of(tree_of("<p>Hama fell.")), extraction_of(tree_of("<b>" * 200 + "Hama fell."))
    (<Extraction.WHOLE: 'by all its steps'>, <Extraction.NONE: 'not at all'>)
    """
    elements = paragraphs = headings = enclosed = 0
    stack = [(tree, 1)]
    while stack:
        element, depth = stack.pop()
        elements += 1
        paragraphs += element.tag in _PARAGRAPHS
        headings += element.tag in _HEADINGS
        enclosed += len(element.text or "") * depth + len(element.tail or "") * (depth - 1)
        if elements > MAX_ELEMENTS or depth > MAX_DEPTH or enclosed > MAX_ENCLOSED:
            return Extraction.NONE
        stack.extend((child, depth + 1) for child in element)
    return Extraction.FAST if paragraphs > MAX_PARAGRAPHS or headings > MAX_HEADINGS else Extraction.WHOLE
