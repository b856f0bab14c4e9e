"""Which of the title lines above a body are headline, kicker and standfirst, and which are the site's own."""

import re

from syria_iraq_archive.fold import fold_key
from syria_iraq_archive.parse.bylines import is_person_name
from syria_iraq_archive.parse.layouts.base import Layout
from syria_iraq_archive.parse.page import Page
from syria_iraq_archive.parse.pieces import HEADER_SHAPES, Shape
from syria_iraq_archive.records import Role

MIN_HEADLINE_WORDS = 4
MAX_KICKER_WORDS = 6
MAX_HEADLINE_WORDS = 14
MIN_WORD_LENGTH = 5
LINES_COMPARED = 3

_TIMED = re.compile(r"\d{1,2}:\d{2}\s+\S")
_BREAKS = frozenset({Shape.FURNITURE, Shape.RELATED, Shape.ITEM})


def title_roles(page: Page, titles: list[int], body: int, layout: Layout) -> dict[int, Role]:
    """The roles of those of `titles`, the title lines above `body`, that are the article's."""
    chosen = _contenders(page, _near_anchor(page, titles, body, layout), layout.min_title_words)
    if not chosen:
        return {}
    copied = next((i for i in chosen if page.copies_near(i)), None)
    if copied is not None:
        return _headline_first([i for i in chosen if i >= copied])
    if len(chosen) > 1 and (_has_kicker(page, chosen) if layout.kicker is None else layout.kicker):
        return {chosen[0]: Role.KICKER} | _headline_first(chosen[1:])
    return _headline_first(chosen)


def _headline_first(titles: list[int]) -> dict[int, Role]:
    """The first title is the headline; what follows it is standfirst."""
    return {titles[0]: Role.HEADLINE} | dict.fromkeys(titles[1:], Role.STANDFIRST)


def _contenders(page: Page, titles: list[int], min_words: int) -> list[int]:
    """The titles long enough to be headlines; where there are none, the longest."""
    long_enough = [i for i in titles if page.lines[i].line.words >= min_words]
    if long_enough:
        return long_enough
    named = [i for i in titles if not is_person_name(page.lines[i].text) or len(titles) == 1]
    return [max(named, key=lambda i: page.lines[i].line.words)] if named else []


def _near_anchor(page: Page, titles: list[int], body: int, layout: Layout) -> list[int]:
    """The titles from the group right above the first date or byline on; above it stand the site's own lines.

    Furniture, links and other anchors end a group. Without a long enough title above an anchor, all titles stay.
    """
    anchor = next((i for i in range(body) if page.lines[i].shape in HEADER_SHAPES and titles and titles[0] < i), None)
    if anchor is None:
        return [i for i in titles if not _is_link(page, i)]
    near = _last_group(page, [i for i in titles if i < anchor and not _is_link(page, i)])
    if not any(page.lines[i].line.words >= MIN_HEADLINE_WORDS for i in near):
        return [i for i in titles if not _is_link(page, i)]
    below = [i for i in titles if i > anchor]
    spoken_of = below and len(_shared_words(page, below[0], body)) > 1
    if spoken_of and layout.kicker is None and not any(_shared_words(page, i, body) for i in near):
        return below  # the site's name and motto stand above its date, the headline below
    return near + below


def _shared_words(page: Page, index: int, body: int) -> set[str]:
    """The longer words of a title that the first lines of the body take up."""
    first_lines = " ".join(line.text for line in page.lines[body : body + LINES_COMPARED])
    return _longer_words(page.lines[index].text) & _longer_words(first_lines)


def _longer_words(text: str) -> set[str]:
    return {word for word in fold_key(text).split() if len(word) >= MIN_WORD_LENGTH}


def _last_group(page: Page, titles: list[int]) -> list[int]:
    """The last titles between which no line of the site stands."""
    group: list[int] = []
    for index in reversed(titles):
        if group and any(line.shape in _BREAKS for line in page.lines[index + 1 : group[0]]):
            break
        group.insert(0, index)
    return group


def _has_kicker(page: Page, titles: list[int]) -> bool:
    """Whether the first of several titles is a short line on top of a headline, not a headline above a standfirst.

    Measured on pages of many sites: of a short title right above one of headline length, two in three are kickers.
    """
    if titles[1] != titles[0] + 1:
        return False
    first, second = (page.lines[i].line.words for i in titles[:2])
    return first <= MAX_KICKER_WORDS and first < second <= MAX_HEADLINE_WORDS


def _is_link(page: Page, index: int) -> bool:
    """Whether a title is an item of a list of latest news, which opens with its time."""
    return bool(_TIMED.match(page.lines[index].text))
