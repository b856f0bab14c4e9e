"""Headlines that read like sentences: a long question, two sentences, a line with a full stop.

By itself such a line is prose. Where it stands, above a body and below nothing but the head of a page, it is the
headline if one of the signs of a headline is in it. A first paragraph has none of them.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from syria_iraq_archive.parse.page import ShapedPage
from syria_iraq_archive.parse.shapes import HEADER_SHAPES, Shape, ShapedLine
from syria_iraq_archive.patterns import later

MAX_WORDS = 24  # of such a headline
MAX_SENTENCE_WORDS = 12  # of each sentence of a headline that is two
MAX_BARE_WORDS = 14  # of a sentence without an article that is a headline
MIN_CAPITALS = 0.7  # of the longer words, in a headline whose words are written so
MIN_CAPITALISED = 5  # longer words, of which that share says something
MIN_BODY_WORDS = 8  # of the paragraph below

_MARKS_AT_END = "\"'”’»)]"
_SENTENCES = later(r"(?<=[.!?؟…])[\"'”’»)]{0,2}\s+(?=[\"'“‘«(]?[A-Z\d\u0600-\u06ff])")
_SHORT_WORDS = later(r"\b(?:[A-Z]|Mrs?|Ms|Dr|Gen|Col|Lt|Maj|Sgt|Capt|Sen|Rep|Gov|Prof|St|No|vs|U\.S|U\.N)\.$")
_ARTICLES = later(r"\b(?:a|an|the|he|she|they|we|it|i|was|were|had|said|told|says)\b", re.IGNORECASE)
_ATTRIBUTED = later(r":\s+(?:\S+\s+){0,2}\S+\.?$")


class HeadlineSign(NamedTuple):
    """Something that headlines have and first paragraphs don't."""

    name: str
    shows: Callable[[str], bool]


def _asks(text: str) -> bool:
    """A question: stories don't begin with one that stands alone."""
    return text.rstrip(_MARKS_AT_END).endswith(("?", "؟"))


def _is_two_short_sentences(text: str) -> bool:
    """Two or three short sentences, as one line of headline has, and a paragraph hardly ever."""
    parts = _SENTENCES.split(text)
    if not 2 <= len(parts) <= 3 or any(_SHORT_WORDS.search(part) for part in parts[:-1]):
        return False
    return all(len(part.split()) <= MAX_SENTENCE_WORDS for part in parts)


def _is_in_capitals(text: str) -> bool:
    """Nearly all longer words begin with a capital, as in the titles of many sites."""
    longer = [word for word in re.findall(r"[A-Za-z][\w'’-]*", text) if len(word) > 3]
    return len(longer) >= MIN_CAPITALISED and sum(word[0].isupper() for word in longer) >= MIN_CAPITALS * len(longer)


def _is_bare(text: str) -> bool:
    """A short sentence without an article, a pronoun or a verb of the past, which most sentences have; in ASCII."""
    return len(text.split()) <= MAX_BARE_WORDS and text.isascii() and not _ARTICLES.search(text) and '"' not in text


def _names_who_says_so(text: str) -> bool:
    """Who says so stands behind a colon at the end: "Fire in Hit put out: mayor."."""
    return _ATTRIBUTED.search(text) is not None


SIGNS: tuple[HeadlineSign, ...] = (
    HeadlineSign("question", _asks),
    HeadlineSign("two-sentences", _is_two_short_sentences),
    HeadlineSign("capitals", _is_in_capitals),
    HeadlineSign("bare", _is_bare),
    HeadlineSign("says-who", _names_who_says_so),
)
"""The signs, in the order in which they are looked for."""


def sign_of_headline(page: ShapedPage, index: int) -> str | None:
    """The sign by which the line at `index`, though it reads like a sentence, is a headline; None if there is none.

    A paragraph must stand below it, right there or below lines that only headers have.
    """
    line = page.lines[index]
    if line.shape is not Shape.PROSE or line.pieces or line.line.words > MAX_WORDS:
        return None
    if not _stands_above_a_body(page, index):
        return None
    return next((sign.name for sign in SIGNS if sign.shows(line.text)), None)


def _stands_above_a_body(page: ShapedPage, index: int) -> bool:
    for line in page.lines[index + 1 : index + 8]:
        if line.shape is Shape.PROSE:
            return line.line.words >= MIN_BODY_WORDS
    return False


def _is_headline_of_link_form(page: ShapedPage, index: int) -> bool:
    """Whether a line such as "Video: Bridge opens in Hit" stands above a header or body, without another title."""
    for line in page.lines[index + 1 : index + 8]:
        if line.shape is Shape.PROSE:
            return line.line.words >= MIN_BODY_WORDS
        if line.shape is Shape.TITLE:
            return False
    return False


_ABOVE = HEADER_SHAPES | {Shape.FURNITURE, Shape.ITEM, Shape.CAPTION, Shape.CREDIT}
_MAX_LABEL_WORDS = 3  # of a title that may stand above a headline: the site's name, a section


def with_headline(page: ShapedPage) -> ShapedPage:
    """The lines of one article, its headline as a title though it reads like a sentence, or like a link.

    Nothing changes if a title stands above the first sentence, or a byline: below a byline no headline stands.
    """
    for index, line in enumerate(page.lines):
        if line.shape is Shape.BYLINE:
            return page
        if line.rule == "furniture:inline-related" and _is_headline_of_link_form(page, index):
            return page.with_line(index, ShapedLine(line.line, Shape.TITLE, "headline:link-form"))
        if line.shape is Shape.PROSE:
            sign = sign_of_headline(page, index)
            return page.with_line(index, ShapedLine(line.line, Shape.TITLE, f"headline:{sign}")) if sign else page
        if line.shape not in _ABOVE and not (line.shape is Shape.TITLE and line.line.words <= _MAX_LABEL_WORDS):
            return page
    return page
