"""Where each article of a capture begins, and why: an ordered table of rules about the lines between two bodies.

A gap alone opens no article, because one story may have long gaps. An opening is the first line of the capture; or a
line that looks like a headline, stands below a body that has begun, and for which one of the rules speaks.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from syria_iraq_archive.parse.date_stretch import has_no_day
from syria_iraq_archive.parse.headlines import sign_of_headline
from syria_iraq_archive.parse.page import ShapedPage
from syria_iraq_archive.parse.shapes import HEADER_SHAPES, Shape
from syria_iraq_archive.patterns import later

MIN_TITLE_WORDS = 3
MAX_PROSE_ABOVE_SUMMARY = 1  # sentences of a header above its summary
MIN_BODY_WORDS = 8
MIN_HEADLINE_WORDS = 6  # shorter titles may be crossheads
MAX_SHARED = 0.1  # of the longer words of the shorter story, that two stories share at most
MAX_SHARED_BELOW_SHORT = 0.02  # the same below a short title, which is more likely a crosshead of one story
MAX_LINES_COMPARED = 500  # to compare the words of longer captures is slow
MIN_SUBJECT_GAP = 3  # blank lines above a new subject
MAX_SHARED_OF_OTHER = 0.14  # of the longer words of the shorter of two stories that follow without a gap or header
MIN_STORY_WORDS = 60  # longer words of each of two such stories, in which their vocabularies can be told apart
MIN_TAKEN_UP = 2  # longer words of a headline that the story below it takes up
MIN_SENTENCES = 3  # of a line that holds a story
MIN_WHOLE_STORY = 80  # words of a line that holds a whole story for certain
MAX_SHARED_OF_BOX = 0.1  # of the longer words, that the part below a byline shares with an article that has none
MAX_SHARED_OF_SIGNED = 0.3  # the same, if the article above has a byline, too
REACH_ABOVE = 100  # lines in which the last paragraph of the story above is looked for
REACH = 12  # lines in which the first paragraph below a headline is looked for
MAX_LABELS_ABOVE = 1  # short lines, such as a section, between a masthead and the headline below it

_QUESTION_ENDS = ("?", "؟", "?”", '?"', "؟”", '؟"', "؟»")  # of headlines that read like sentences, also below a body
_CUT_OFF = ("…", "...", "[…]", "[...]")
_SENTENCE_END = later(r"[.!?؟۔](?=\s|$)")
_HEADER_RULES = frozenset({"byline:author", "furniture:text-size"})
_END_RULES = frozenset({"furniture:comments"})


class Opening(NamedTuple):
    """The index of an article's first line, and the rule by which the article begins there."""

    line: int
    rule: str


OpeningRule = Callable[[ShapedPage, int], bool]


def find_openings(page: ShapedPage) -> list[Opening]:
    r"""The openings of the page's articles, in order; the first is the first line of the page.

    >>> from syria_iraq_archive.parse.page import read_page
    >>> from syria_iraq_archive.parse.vocabulary import Vocabulary
    >>> from syria_iraq_archive.registry.load import Registry
    >>> story = "\nDecember {0}, 2024\nThe council of {1} met on Monday and agreed to open the bridge.\n"
    >>> text = "Bridge Opens in Hit" + story.format(3, "Hit") + "School Opens in Afak" + story.format(4, "Afak")
    >>> [(opening.line, opening.rule) for opening in find_openings(read_page(text, Vocabulary(Registry({}, {}))))]
    [(0, 'opening:first-line'), (3, 'opening:header-lines')]
    """
    if not page.lines:
        return []
    openings = [Opening(0, "opening:first-line")]
    has_body = False
    for index in range(1, len(page.lines)):
        has_body = (has_body or page.is_solid(index - 1)) and not _is_summary_of(page, openings[-1].line, index - 1)
        if not has_body or page.first_print(index) in range(openings[-1].line, index):
            continue
        for name, rule in RULES if _may_open(page, index) else ():
            if rule(page, index):
                openings.append(Opening(_with_header_above(page, index, openings[-1].line), f"opening:{name}"))
                has_body = page.is_solid(index)
                break
    return openings


def _is_summary_of(page: ShapedPage, opening: int, index: int) -> bool:
    """Whether the line is a point of the summary above a body: then no more than a sentence stands above it."""
    return page.lines[index].is_summary and sum(map(page.is_solid, range(opening, index))) <= MAX_PROSE_ABOVE_SUMMARY


def _with_header_above(page: ShapedPage, index: int, previous: int) -> int:
    """The headline's line, or the highest line above it that belongs to it: its date, or the outlet's masthead.

    The date does if none follows below the headline. `previous` is where the story above begins.
    """
    start, labels = index, 0
    dated = any(page.lines[i].shape is Shape.PUBLISHED for i in _header_below(page, index))
    for above in range(index - 1, previous, -1):
        line = page.lines[above]
        if line.shape is Shape.PUBLISHED and not dated and not labels:
            start, dated = above, True
        elif _heads_the_next(page, above, start, previous):
            start, labels = above, 0
        elif line.shape is Shape.TITLE and line.line.words < MIN_TITLE_WORDS and labels < MAX_LABELS_ABOVE:
            labels += 1
        else:
            break
    return start


def _heads_the_next(page: ShapedPage, index: int, start: int, previous: int) -> bool:
    """Whether a masthead belongs to the story that begins at `start` below it, and doesn't sign the one above.

    It signs the one above if it is labelled ("Source:"), stands nearer to it, or the last story of the page is signed
    like that, and the one above has no masthead at its head.
    """
    line = page.lines[index]
    if line.rule != "masthead" or ":" in line.text:
        return False
    if line.line.gap < max(page.lines[i].line.gap for i in range(index + 1, start + 1)):
        return False
    headed = any(page.lines[i].rule == "masthead" for i in range(previous, _first_paragraph(page, previous)))
    signs_last = any(one.rule == "masthead" for one in page.lines[page.last_solid + 1 :])
    return headed or not signs_last


def _first_paragraph(page: ShapedPage, start: int) -> int:
    """The first line of the body of the story that begins at `start`."""
    return next((i for i in range(start, len(page.lines)) if page.is_solid(i)), len(page.lines))


def _repeated_headline(page: ShapedPage, index: int) -> bool:
    """A headline that the page prints again above the body, as some do with a photo in between."""
    if not _is_title(page, index):
        return False
    copies = page.copies_near(index)
    if index + 1 in copies:  # what is printed twice in a row is a caption
        return False
    return bool(copies) and not any(
        page.is_solid(i) and _is_long(page, i) for i in range(index + 1, copies[0]) if i > index + 4
    )


def _header_lines(page: ShapedPage, index: int) -> bool:
    """A headline above a date line, byline or masthead, with a body below those."""
    if not _is_title(page, index):
        return False
    below = list(_header_below(page, index))
    heads = [i for i in below if _is_head(page, i)]
    if not heads or not _body_begins(page, below[-1] + 1) or _is_box(page, index, heads):
        return False
    if not _in_link_list(page, index):
        return True
    signed = any(page.lines[i].shape is not Shape.PUBLISHED for i in heads)  # links have dates, too, but no authors
    return signed and not any(_is_title(page, i) for i in below)


def _led_paragraph(page: ShapedPage, index: int) -> bool:
    """A headline above a paragraph that opens with a dateline or the outlet's name, as stories do."""
    if page.lines[index].leads and _is_teaser(page, index):
        return False
    if page.lines[index].leads == "publisher":
        return True
    if page.lines[index].leads == "dateline":
        return _ended_above(page, index)
    if not _is_title(page, index):
        return False
    first = _below_header(page, index)
    return first < len(page.lines) and page.lines[first].leads is not None and not _is_teaser(page, first)


def _is_teaser(page: ShapedPage, index: int) -> bool:
    """Whether the line is the beginning of another story below a heading of links: it breaks off."""
    cut = page.lines[index].text.endswith(_CUT_OFF)
    return cut and any(page.lines[i].shape is Shape.RELATED for i in _lines_above(page, index))


def _after_the_end(page: ShapedPage, index: int) -> bool:
    """A headline below a sign-off or the comments of the story above, with two paragraphs below it."""
    if not _is_title(page, index) or not _ended_above(page, index) or _in_link_list(page, index):
        return False
    first = _below_header(page, index)
    return _body_begins(page, first) and _body_begins(page, first + 1)


def _new_subject(page: ShapedPage, index: int) -> bool:
    """A title below the widest gap, whose words the text below takes up; above and below share hardly a word."""
    line = page.lines[index].line
    if not _is_title(page, index) or line.gap < MIN_SUBJECT_GAP or line.gap < page.widest_gap:
        return False
    if not _body_begins(page, index + 1) or not _body_begins(page, index + 2) or len(page.lines) > MAX_LINES_COMPARED:
        return False
    above, below = _content_words(page, 0, index), _content_words(page, index + 1, len(page.lines))
    title = _content_words(page, index, index + 1)
    most = MAX_SHARED if line.words >= MIN_HEADLINE_WORDS else MAX_SHARED_BELOW_SHORT
    return len(title & below) > 1 and not title & above and len(above & below) <= most * min(len(above), len(below))


def _other_story(page: ShapedPage, index: int) -> bool:
    """A headline whose words the story below takes up and the one above doesn't; the stories share few words."""
    if page.lines[index].line.words < MIN_HEADLINE_WORDS or len(page.lines) > MAX_LINES_COMPARED:
        return False
    if _is_headed(page, index) or _taken_up(page, index) is None:
        return False
    above, below = _content_words(page, 0, index), _content_words(page, index + 1, len(page.lines))
    return min(len(above), len(below)) >= MIN_STORY_WORDS and _differ(above, below, MAX_SHARED_OF_OTHER)


def _story_on_a_line(page: ShapedPage, index: int) -> bool:
    """A headline between two lines of several sentences, on a page that prints each story as one line.

    Such a page has no crossheads, since they are in the line. Of short lines the words must be others, too.
    """
    if not _is_title(page, index) or page.lines[index].line.words < MIN_HEADLINE_WORDS - 1:
        return False
    if index < 2 or _in_link_list(page, index) or page.is_solid(index - 2) or _is_headed(page, index):
        return False
    solid = [i for i in range(len(page.lines)) if page.is_solid(i)]
    if not {index - 1, index + 1} <= set(solid) or not all(_has_sentences(page, i) for i in solid):
        return False
    if all(page.lines[i].line.words >= MIN_WHOLE_STORY for i in solid):
        return True
    above, below = _content_words(page, index - 1, index), _content_words(page, index + 1, index + 2)
    return _taken_up(page, index) is not None and _differ(above, below, MAX_SHARED_OF_OTHER)


RULES: tuple[tuple[str, OpeningRule], ...] = (
    ("repeated-headline", _repeated_headline),
    ("header-lines", _header_lines),
    ("led-paragraph", _led_paragraph),
    ("after-the-end", _after_the_end),
    ("new-subject", _new_subject),
    ("story-on-a-line", _story_on_a_line),
    ("other-story", _other_story),
)
"""The rules, in the order in which they are asked of each line."""


def _may_open(page: ShapedPage, index: int) -> bool:
    """Whether the rules know about such lines at all."""
    return _is_title(page, index) or page.lines[index].leads is not None


def _is_title(page: ShapedPage, index: int) -> bool:
    line = page.lines[index]
    if line.shape is Shape.TITLE:
        return line.line.words >= MIN_TITLE_WORDS and not line.text.endswith(":")
    return line.text.endswith(_QUESTION_ENDS) and sign_of_headline(page, index) == "question"


def _is_head(page: ShapedPage, index: int) -> bool:
    """Whether only headers have such a line. An author's line counts: below a headline it signs no story above."""
    line = page.lines[index]
    if line.shape is Shape.PUBLISHED and has_no_day(line.text):
        return False
    return line.shape in HEADER_SHAPES or line.rule in _HEADER_RULES


def _content_words(page: ShapedPage, start: int, stop: int) -> set[str]:
    """The longer words, folded, of the lines from `start` to before `stop`."""
    return set().union(*(page.content_words(index) for index in range(start, stop)))


def _taken_up(page: ShapedPage, index: int) -> set[str] | None:
    """The longer words of a title that the lines below take up, if they are enough and the lines above have fewer."""
    line = page.lines[index].line
    if not _is_title(page, index) or line.words < MIN_HEADLINE_WORDS - 1 or not _body_begins(page, index + 1):
        return None
    title = _content_words(page, index, index + 1)
    below = title & _content_words(page, index + 1, min(len(page.lines), index + REACH))
    enough = len(below) >= MIN_TAKEN_UP
    return below if enough and len(title & _content_words(page, 0, index)) < len(below) else None


def _is_headed(page: ShapedPage, index: int) -> bool:
    """Whether the first article has a date line, byline, masthead or prefix: then a second has one, too."""
    for line in page.lines[:index]:
        if line.shape in HEADER_SHAPES or line.leads == "publisher":
            return True
        if line.shape is Shape.PROSE and line.line.words >= MIN_BODY_WORDS:
            return False
    return False


def _differ(above: set[str], below: set[str], most: float) -> bool:
    """Whether two stories share at most that part of the longer words of the one that has fewer."""
    return len(above & below) <= most * min(len(above), len(below))


def _has_sentences(page: ShapedPage, index: int) -> bool:
    """Whether the line has as many sentences as a story."""
    return len(_SENTENCE_END.findall(page.lines[index].text)) >= MIN_SENTENCES


def _is_box(page: ShapedPage, index: int, heads: list[int]) -> bool:
    """Whether a title with a byline alone, no date or masthead, is of a part of the article above.

    It is, unless the article above is signed like that, too, or the two share hardly a word.
    """
    if any(page.lines[i].shape is not Shape.BYLINE for i in heads):
        return False
    first = next((i for i in range(index) if page.is_solid(i) and _is_long(page, i)), index)
    signed = any(page.lines[i].shape is Shape.BYLINE for i in range(first))
    most = MAX_SHARED_OF_SIGNED if signed else MAX_SHARED_OF_BOX
    above, below = _content_words(page, 0, index), _content_words(page, index + 1, len(page.lines))
    return not _differ(above, below, most)


def _is_long(page: ShapedPage, index: int) -> bool:
    return page.lines[index].line.words >= MIN_BODY_WORDS


def _header_below(page: ShapedPage, index: int) -> Iterator[int]:
    """The lines between a headline and the body: no prose, except one sentence right above a date or byline."""
    stop = min(len(page.lines), index + REACH)
    for i in range(index + 1, stop):
        if page.lines[i].shape is Shape.RELATED:
            return
        if page.is_solid(i):
            follows = page.lines[i + 1].shape if i + 1 < len(page.lines) else None
            if i > index + 1 or follows not in HEADER_SHAPES or page.lines[i].leads:
                return
        yield i


def _below_header(page: ShapedPage, index: int) -> int:
    """The line below a headline and what `_header_below` counts to its header."""
    return max(_header_below(page, index), default=index) + 1


def _body_begins(page: ShapedPage, index: int) -> bool:
    return index < len(page.lines) and page.is_solid(index) and _is_long(page, index)


def _lines_above(page: ShapedPage, index: int) -> Iterator[int]:
    """The lines above `index`, nearest first, up to the last paragraph of the story above."""
    for i in range(index - 1, max(-1, index - REACH_ABOVE), -1):
        if page.is_solid(i):
            return
        yield i


def _ended_above(page: ShapedPage, index: int) -> bool:
    """Whether the story above has ended: a sign-off or the comments stand below it."""
    return any(
        page.lines[i].shape is Shape.SIGN_OFF or page.lines[i].rule in _END_RULES for i in _lines_above(page, index)
    )


def _in_link_list(page: ShapedPage, index: int) -> bool:
    """Whether the line may be one of a list of links: a heading of links, or several dates, stand near it."""
    above = list(_lines_above(page, index))
    if any(page.lines[i].shape is Shape.RELATED for i in above):
        return True
    return sum(page.lines[i].shape is Shape.PUBLISHED for i in (*above, *_header_below(page, index))) > 1
