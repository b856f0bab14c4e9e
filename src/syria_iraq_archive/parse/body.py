"""The body of an article and what follows it: an ordered table of rules.

A line that no rule knows becomes what its shape proposes.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from syria_iraq_archive.parse.block_drafts import BlockDraft, as_copy, as_role, as_shaped
from syria_iraq_archive.parse.page import ShapedPage
from syria_iraq_archive.parse.shapes import Shape, ShapedLine
from syria_iraq_archive.parse.short_lines import SPEAKS, is_listed, is_of_post, is_said, speakers
from syria_iraq_archive.parse.vocabulary import Vocabulary
from syria_iraq_archive.patterns import later
from syria_iraq_archive.records import Role

MAX_CROSSHEAD_WORDS = 18
MIN_CAPTION_WORDS = 3  # of a title right above a credit
MIN_QUESTIONS = 3  # questions with answers that make an article an interview
MAX_ANSWER_OPENING = 120  # characters at the beginning of an answer that show that it is one
MIN_ABOVE_ATTRIBUTION = 3  # paragraphs above a byline that can't be the article's
MIN_RESUMED_WORDS = 12  # of a paragraph with which a body goes on below links

_LAST_RULES = frozenset({"furniture:comments", "byline:reporting-by", "byline:writing-by", "byline:contributed"})
_ANSWER = later(r"^[“\"«]|\b(?:I|I'm|I’m|my|me|we|We|our|us|myself)\b|(?<!\w)(?:أنا|نحن|أعتقد|نعتقد)(?!\w)")
_CUT_OFF = ("…", "...", "[…]", "[...]")
_OPENING_MARKS = ("“", '"', "«", "„", "‘", "'", "—", "– ", "- ", "•")
_LIST_OPENINGS = ("•", "*")
_AUTHOR_BOX = later(
    r"\W{0,3}(?:About the author:?\s+)?"
    r"(?:[A-Z][\w.'’-]*\s+){1,3}[A-Z][\w'’-]+,?\s+(?:(?:who|a|an|the)\s[^.]{3,80},\s+)?"
    r"(?:is|are|writes|covers|reports)\s+(?:(?:also\s+)?(?:a|an|the|our)\s+|\w+’s\s|\w+'s\s|on\s|for\s|about\s)?"
    r"[^.]{0,120}?\b(?:reporter|correspondent|journalist|editor|columnist|writer|contributor|contributing|author of"
    r"|fellow|professor|analyst|researcher|lecturer|bureau chief|freelance\w*|scholar|photographer|podcast)\b"
)
# What happened to somebody is a story, not a note on the author: "is a reporter who was held".
_HAPPENED = later(r"\bwho\s+(?:was|were|had|did|\w+ed)\b")
_POSTER = later(r"(?:published|posted|submitted) by\b", re.IGNORECASE)
_SENTENCE_END = (".", "…", "۔")
_CLOSERS = "\"'”’»)"
_QUESTION_MARKS = ("?", "؟")


class Body(NamedTuple):
    """The lines of the body and below it, with what the rules ask about them as a whole."""

    page: ShapedPage
    vocabulary: Vocabulary
    links: dict[int, str]  # the lines that link to other stories, each with its rule
    start: int  # index of its first line
    end: int  # index of the first line that can't belong to the article: below a sign-off, or of the comments
    last: int  # index of the last paragraph
    is_interview: bool
    speakers: frozenset[str]  # of a transcript: the names above what each of them says

    def line(self, index: int) -> ShapedLine:
        """The line at `index`."""
        return self.page.lines[index]


def draft_body(page: ShapedPage, start: int, vocabulary: Vocabulary) -> Iterator[BlockDraft]:
    """A draft of each block from the line at `start` to the end of the article."""
    body = _read_body(page, start, vocabulary)
    for index in range(start, len(page.lines)):
        if index in body.links:
            yield as_role(body.line(index), Role.CHROME, body.links[index])
        elif _is_copy(page, index):
            yield from as_copy(page, index)
        elif rule := next((rule for rule in _RULES_OF[body.line(index).shape] if rule.applies(body, index)), None):
            yield as_role(body.line(index), rule.role, rule.name)
        else:
            yield from as_shaped(body.line(index))


def _read_body(page: ShapedPage, start: int, vocabulary: Vocabulary) -> Body:
    links = _link_lines(page, start)
    end = _find_end(page, start)
    last = max((i for i in range(start, end) if page.is_solid(i) and i not in links), default=-1)
    questions = sum(_asks(page.lines[i]) and _answers(page.lines[i + 1].text) for i in range(start, last))
    return Body(page, vocabulary, links, start, end, last, questions >= MIN_QUESTIONS, speakers(page))


def _link_lines(page: ShapedPage, start: int) -> dict[int, str]:
    """The lines from `start` on that are headings of links or links below one, each with its rule."""
    links: dict[int, str] = {}
    index = start
    while index < len(page.lines):
        if page.lines[index].shape is Shape.RELATED:
            stop = _resumption(page, index)
            links[index] = page.lines[index].rule
            links |= dict.fromkeys(range(index + 1, stop), "link-below-heading")
            index = stop
        else:
            index += 1
    return links


def _resumption(page: ShapedPage, heading: int) -> int:
    """Where the body goes on below a heading of links: at two paragraphs, below one link, or at a sign-off."""
    for i in range(heading + 1, len(page.lines)):
        if page.lines[i].shape is Shape.SIGN_OFF:
            return i
        if _is_paragraph(page, i) and (_is_paragraph(page, i + 1) or i == heading + 2):
            return i
    return len(page.lines)


def _is_paragraph(page: ShapedPage, index: int) -> bool:
    """Whether a line below links goes on with the body: a teaser of another story breaks off."""
    if index >= len(page.lines) or not page.is_solid(index) or page.lines[index].text.endswith(_CUT_OFF):
        return False
    return page.lines[index].line.words >= MIN_RESUMED_WORDS


def _find_end(page: ShapedPage, start: int) -> int:
    """The line below the first sign-off, or the first heading of comments, with more body above than below.

    Below a body that opens with a dateline a sign-off always is the end: what agencies say of themselves may be longer.
    """
    led = start < len(page.lines) and page.lines[start].leads is not None
    solid = [page.is_solid(i) for i in range(len(page.lines))]
    above, below = 0, sum(solid[start:])
    for index in range(start, len(page.lines)):
        above, below = above + solid[index], below - solid[index]
        line = page.lines[index]
        if line.rule in _LAST_RULES and (above > below or (led and above and line.shape is Shape.SIGN_OFF)):
            return index if line.shape is Shape.FURNITURE else index + 1
    return len(page.lines)


def _is_copy(page: ShapedPage, index: int) -> bool:
    """Whether the line prints a headline or caption again; what is printed twice in a row is a caption."""
    first = page.first_print(index)
    return first != index and (first == index - 1 or page.lines[first].shape in (Shape.TITLE, Shape.CAPTION))


def _asks(line: ShapedLine) -> bool:
    return line.shape is Shape.TITLE and line.text.endswith(_QUESTION_MARKS)


def _answers(text: str) -> bool:
    """Whether a paragraph reads like an answer: in quotation marks, or with "I" or "we"."""
    return bool(_ANSWER.search(text[:MAX_ANSWER_OPENING]))


def _is_above_credit(body: Body, index: int) -> bool:
    line = body.line(index)
    long_enough = line.shape is Shape.PROSE or line.line.words >= MIN_CAPTION_WORDS
    return long_enough and body.page.is_above_credit(index)


def _is_short_sentence(body: Body, index: int) -> bool:
    line = body.line(index)
    ends = line.text.rstrip(_CLOSERS).endswith(_SENTENCE_END) or (line.text[0] == "(" and line.text[-1] == ")")
    return line.line.words > 1 and ends


def _is_question_of_outlet(body: Body, index: int) -> bool:
    speaker, colon, _ = body.line(index).text.partition(":")
    return bool(colon) and _asks(body.line(index)) and body.vocabulary.masthead(speaker) is not None


def _is_question_of_interview(body: Body, index: int) -> bool:
    return body.is_interview and index < body.last and _asks(body.line(index))


def _introduces(body: Body, index: int) -> bool:
    """Whether the line ends in a colon and speech stands below it, or it says that somebody speaks."""
    text = body.line(index).text
    if not text.endswith(":") or text.startswith(_LIST_OPENINGS):
        return False
    below = body.line(index + 1).text if index + 1 < len(body.page.lines) else ""
    return below.startswith(_OPENING_MARKS) or bool(SPEAKS.search(text))


def _is_in_list(body: Body, index: int) -> bool:
    return is_listed(body.page, index)


def _is_in_post(body: Body, index: int) -> bool:
    return is_of_post(body.page, index)


def _is_said(body: Body, index: int) -> bool:
    return index < body.last and is_said(body.page, index, body.speakers)


def _is_byline_of_box(body: Body, index: int) -> bool:
    """Whether the byline stands right below a heading inside the article: it signs a box, not the article."""
    return index < body.last and index > 0 and body.line(index - 1).shape is Shape.TITLE


def _is_attribution(body: Body, index: int) -> bool:
    """Whether a name with an outlet stands deep inside the article: it says whom the paragraph above quotes."""
    above = sum(map(body.page.is_solid, range(body.start, index)))
    return index < body.last and above >= MIN_ABOVE_ATTRIBUTION


def _is_short(body: Body, index: int) -> bool:
    return body.line(index).line.words <= MAX_CROSSHEAD_WORDS


def _is_after_end(body: Body, index: int) -> bool:
    return index >= body.end and body.line(index).shape is not Shape.SIGN_OFF


def _is_copied_next(body: Body, index: int) -> bool:
    return index + 1 in body.page.copies_near(index)


def _is_poster_below(body: Body, index: int) -> bool:
    return index > body.last and bool(_POSTER.match(body.line(index).text))


def _is_author_box(body: Body, index: int) -> bool:
    """Whether one of the last paragraphs says who somebody with a full name is, in the words of an author's box."""
    text = body.line(index).text
    return index >= body.last - 1 and index > 0 and bool(_AUTHOR_BOX.match(text)) and not _HAPPENED.search(text)


def _is_notice_below(body: Body, index: int) -> bool:
    return index > body.last and body.line(index).text.startswith("©")


def _is_inside(body: Body, index: int) -> bool:
    return index < body.last


def _is_below(body: Body, index: int) -> bool:
    return index > body.last


def _always(body: Body, index: int) -> bool:
    return True


class BodyRule(NamedTuple):
    """When a line of a body has another role than its shape proposes."""

    name: str
    role: Role
    shapes: tuple[Shape, ...]  # of the lines about which the rule is asked
    applies: Callable[[Body, int], bool]


RULES: tuple[BodyRule, ...] = (
    BodyRule("after-the-end", Role.CHROME, tuple(Shape), _is_after_end),
    BodyRule("poster-below-body", Role.CHROME, (Shape.BYLINE,), _is_poster_below),
    BodyRule("caption-above-credit", Role.CAPTION, (Shape.PROSE, Shape.TITLE), _is_above_credit),
    BodyRule("question-of-interview", Role.PARAGRAPH, (Shape.TITLE,), _is_question_of_interview),
    BodyRule("question-of-the-outlet", Role.PARAGRAPH, (Shape.TITLE,), _is_question_of_outlet),
    BodyRule("introduces-speech", Role.PARAGRAPH, (Shape.TITLE,), _introduces),
    BodyRule("line-of-list", Role.PARAGRAPH, (Shape.TITLE,), _is_in_list),
    BodyRule("line-of-post", Role.PARAGRAPH, (Shape.TITLE,), _is_in_post),
    BodyRule("line-of-transcript", Role.PARAGRAPH, (Shape.TITLE,), _is_said),
    BodyRule("byline-of-box", Role.CHROME, (Shape.BYLINE,), _is_byline_of_box),
    BodyRule("attribution", Role.PARAGRAPH, (Shape.BYLINE,), _is_attribution),
    BodyRule("short-sentence", Role.PARAGRAPH, (Shape.TITLE,), _is_short_sentence),
    BodyRule("below-body", Role.CHROME, (Shape.TITLE,), _is_below),
    BodyRule("caption-printed-twice", Role.CAPTION, (Shape.TITLE, Shape.PROSE), _is_copied_next),
    BodyRule("title-in-body", Role.CROSSHEAD, (Shape.TITLE,), _is_short),
    BodyRule("long-line-in-body", Role.PARAGRAPH, (Shape.TITLE,), _always),
    BodyRule("list-item", Role.PARAGRAPH, (Shape.ITEM,), _is_inside),
    BodyRule("place-in-body", Role.CROSSHEAD, (Shape.PLACE,), _is_inside),
    BodyRule("place-below-body", Role.CHROME, (Shape.PLACE,), _always),
    BodyRule("author-box", Role.CHROME, (Shape.PROSE,), _is_author_box),
    BodyRule("notice-below-body", Role.CHROME, (Shape.CREDIT,), _is_notice_below),
)
"""The rules, in the order in which they are asked about each line."""

_RULES_OF = {shape: tuple(rule for rule in RULES if shape in rule.shapes) for shape in Shape}
