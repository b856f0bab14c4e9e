"""Where each article of a capture begins, and why: an ordered table of rules over the lines between two bodies.

A gap alone opens nothing: one story may have long gaps. An opening is a line that looks like a headline, below a
body that has begun, for which one of these rules speaks; or the first line of the capture.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from syria_iraq_archive.fold import fold_key
from syria_iraq_archive.parse.page import Page
from syria_iraq_archive.parse.pieces import HEADER_SHAPES, Shape

MIN_TITLE_WORDS = 3
MIN_BODY_WORDS = 8
MIN_HEADLINE_WORDS = 6  # as against a crosshead
MAX_SHARED = 0.1  # of the longer words of the shorter story, those that the other has, too
MAX_SHARED_BELOW_SHORT = 0.02
MAX_LINES_COMPARED = 500
MIN_SUBJECT_GAP = 3  # blank lines
MIN_CONTENT_LETTERS = 5
REACH_ABOVE = 100  # lines up to the last paragraph of the story above
REACH = 12  # lines from a headline to the first paragraph below it

_WORD = re.compile(r"[^\W\d_]+")
_HEADER_RULES = frozenset({"byline:author", "furniture:text-size"})
_END_RULES = frozenset({"furniture:comments"})


class Opening(NamedTuple):
    """The number of an article's first line, and the rule by which it begins there."""

    line: int
    rule: str


OpeningRule = Callable[[Page, int], bool]


def find_openings(page: Page) -> list[Opening]:
    """The openings of the page's articles in order; the first is the first line.

    >>> find_openings(Page("", (), ()))
    []
    """
    if not page.lines:
        return []
    openings = [Opening(0, "opening:first-line")]
    has_body = False
    for index in range(1, len(page.lines)):
        has_body = has_body or page.is_solid(index - 1)
        if not has_body or page.first_print(index) in range(openings[-1].line, index):
            continue
        for name, rule in RULES if _may_open(page, index) else ():
            if rule(page, index):
                openings.append(Opening(_with_date_above(page, index), f"opening:{name}"))
                has_body = page.is_solid(index)
                break
    return openings


def _with_date_above(page: Page, index: int) -> int:
    """The line above the headline, where that is a date line and none follows below."""
    above = index - 1
    dated_below = any(page.lines[i].shape is Shape.PUBLISHED for i in _header_below(page, index))
    if page.lines[above].shape is Shape.PUBLISHED and not dated_below:
        return above
    return index


def _repeated_headline(page: Page, index: int) -> bool:
    """A headline that the page prints again above the body, as a page does whose photo stands between."""
    if not _is_title(page, index):
        return False
    copies = page.copies_near(index)
    return bool(copies) and not any(
        page.is_solid(i) and _is_long(page, i) for i in range(index + 1, copies[0]) if i > index + 4
    )


def _header_lines(page: Page, index: int) -> bool:
    """A headline above a date line, byline or masthead, with a body below those."""
    if not _is_title(page, index):
        return False
    below = list(_header_below(page, index))
    heads = [i for i in below if _is_head(page, i)]
    if not heads or not _body_begins(page, below[-1] + 1):
        return False
    if not _in_link_list(page, index):
        return True
    signed = any(page.lines[i].shape is not Shape.PUBLISHED for i in heads)  # links have dates, too, but no authors
    return signed and not any(_is_title(page, i) for i in below)


def _led_paragraph(page: Page, index: int) -> bool:
    """A headline above a paragraph that opens as stories do: with a dateline or the outlet's name."""
    if page.lines[index].leads == "publisher":
        return True
    if page.lines[index].leads == "dateline":
        return _ended_above(page, index)
    if not _is_title(page, index):
        return False
    below = list(_header_below(page, index))
    first = (below[-1] if below else index) + 1
    return first < len(page.lines) and page.lines[first].leads is not None


def _after_the_end(page: Page, index: int) -> bool:
    """A headline below a sign-off or the comments of the story above, with two paragraphs below it."""
    if not _is_title(page, index) or not _ended_above(page, index) or _in_link_list(page, index):
        return False
    below = list(_header_below(page, index))
    first = (below[-1] if below else index) + 1
    return _body_begins(page, first) and _body_begins(page, first + 1)


def _new_subject(page: Page, index: int) -> bool:
    """A title below the widest gap, taken up by the text below it, which shares hardly a word with that above."""
    line = page.lines[index].line
    if not _is_title(page, index) or line.gap < MIN_SUBJECT_GAP or line.gap < page.widest_gap:
        return False
    if not _body_begins(page, index + 1) or not _body_begins(page, index + 2) or len(page.lines) > MAX_LINES_COMPARED:
        return False
    above, below = _content_words(page, 0, index), _content_words(page, index + 1, len(page.lines))
    title = _content_words(page, index, index + 1)
    most = MAX_SHARED if line.words >= MIN_HEADLINE_WORDS else MAX_SHARED_BELOW_SHORT
    return len(title & below) > 1 and not title & above and len(above & below) <= most * min(len(above), len(below))


RULES: tuple[tuple[str, OpeningRule], ...] = (
    ("repeated-headline", _repeated_headline),
    ("header-lines", _header_lines),
    ("led-paragraph", _led_paragraph),
    ("after-the-end", _after_the_end),
    ("new-subject", _new_subject),
)
"""The rules, in the order in which they are asked of each line."""


def _may_open(page: Page, index: int) -> bool:
    """Whether the line is one of which the rules know."""
    return _is_title(page, index) or page.lines[index].leads is not None


def _is_title(page: Page, index: int) -> bool:
    line = page.lines[index]
    return line.shape is Shape.TITLE and line.line.words >= MIN_TITLE_WORDS


def _is_head(page: Page, index: int) -> bool:
    """A line that only headers have; an author's line counts where it isn't the foot of the story above."""
    line = page.lines[index]
    return line.shape in HEADER_SHAPES or line.rule in _HEADER_RULES


def _content_words(page: Page, start: int, stop: int) -> set[str]:
    """The longer words of some lines, as folded."""
    words = " ".join(line.text for line in page.lines[start:stop])
    return {word for word in _WORD.findall(fold_key(words)) if len(word) >= MIN_CONTENT_LETTERS}


def _is_long(page: Page, index: int) -> bool:
    return page.lines[index].line.words >= MIN_BODY_WORDS


def _header_below(page: Page, index: int) -> Iterator[int]:
    """The lines below a headline and above the body: no prose, but for one sentence above a date or byline."""
    stop = min(len(page.lines), index + REACH)
    for i in range(index + 1, stop):
        if page.lines[i].shape is Shape.RELATED:
            return
        if page.is_solid(i):
            follows = page.lines[i + 1].shape if i + 1 < len(page.lines) else None
            if i > index + 1 or follows not in HEADER_SHAPES or page.lines[i].leads:
                return
        yield i


def _body_begins(page: Page, index: int) -> bool:
    return index < len(page.lines) and page.is_solid(index) and _is_long(page, index)


def _lines_above(page: Page, index: int) -> Iterator[int]:
    """The lines above `index`, nearest first, up to the last paragraph of the story above."""
    for i in range(index - 1, max(-1, index - REACH_ABOVE), -1):
        if page.is_solid(i):
            return
        yield i


def _ended_above(page: Page, index: int) -> bool:
    """Whether the story above has come to its end: a sign-off, or the comments."""
    return any(
        page.lines[i].shape is Shape.SIGN_OFF or page.lines[i].rule in _END_RULES for i in _lines_above(page, index)
    )


def _in_link_list(page: Page, index: int) -> bool:
    """Whether links to other stories stand above, or dates between titles: then only the last title can open."""
    above = list(_lines_above(page, index))
    if any(page.lines[i].shape is Shape.RELATED for i in above):
        return True
    return sum(page.lines[i].shape is Shape.PUBLISHED for i in (*above, *_header_below(page, index))) > 1
