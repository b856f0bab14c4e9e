"""The body of an article and what follows it: paragraphs, crossheads, captions, sign-offs, and the site's tail."""

from collections.abc import Iterator

from syria_iraq_archive.parse.page import Page
from syria_iraq_archive.parse.pieces import Shape
from syria_iraq_archive.parse.placing import Placed, as_copy, as_role, as_shaped
from syria_iraq_archive.parse.vocabulary import Vocabulary
from syria_iraq_archive.records import Role

MAX_CROSSHEAD_WORDS = 18
MIN_RESUMED_WORDS = 12
MIN_QUESTIONS = 3  # so many crossheads that ask make an interview
_SENTENCE_END = (".", "…", "۔")
_QUESTION_MARKS = ("?", "؟")


def place_body(page: Page, start: int, vocabulary: Vocabulary) -> Iterator[Placed]:
    """The roles of the lines from `start` to the end of the article."""
    links = _link_lines(page, start)
    last = _last_paragraph(page, start, links)
    is_interview = sum(_is_question(page, i) for i in range(start, max(start, last))) >= MIN_QUESTIONS
    for index in range(start, len(page.lines)):
        line = page.lines[index]
        if index in links:
            yield as_role(line, Role.CHROME, links[index])
        elif _is_copy(page, index):
            yield from as_copy(page, index)
        elif is_interview and index < last and _is_question(page, index):
            yield as_role(line, Role.PARAGRAPH, "question-of-interview")
        elif line.shape is Shape.ITEM:
            yield as_role(line, Role.PARAGRAPH if index < last else Role.CHROME, "list-item")
        elif line.shape is Shape.TITLE:
            yield _title(page, index, last, vocabulary)
        elif page.is_above_credit(index):
            yield as_role(line, Role.CAPTION, "caption-above-credit")
        elif line.shape is Shape.CREDIT and index > last and line.text.startswith("©"):
            yield as_role(line, Role.CHROME, "notice-below-body")
        elif line.shape is Shape.PLACE:
            yield as_role(line, Role.CROSSHEAD if index < last else Role.CHROME, "place-in-body")
        else:
            yield from as_shaped(line)


def _is_question(page: Page, index: int) -> bool:
    line = page.lines[index]
    return line.shape is Shape.TITLE and line.text.endswith(_QUESTION_MARKS)


def _is_copy(page: Page, index: int) -> bool:
    """Whether the line prints the headline or a caption once more."""
    first = page.first_print(index)
    return first != index and page.lines[first].shape in (Shape.TITLE, Shape.CAPTION)


def _link_lines(page: Page, start: int) -> dict[int, str]:
    """The lines of links to other stories: from their heading to where the body resumes, if it does."""
    links: dict[int, str] = {}
    index = start
    while index < len(page.lines):
        if page.lines[index].shape is Shape.RELATED:
            stop = _resumption(page, index)
            links |= {i: page.lines[i].rule if i == index else "link-below-heading" for i in range(index, stop)}
            index = stop
        else:
            index += 1
    return links


def _resumption(page: Page, heading: int) -> int:
    """Where the body goes on below a heading of links: at two paragraphs in a row, or a sign-off."""
    for i in range(heading + 1, len(page.lines)):
        if page.lines[i].shape is Shape.SIGN_OFF:
            return i
        if _is_paragraph(page, i) and (_is_paragraph(page, i + 1) or i == heading + 2):
            return i
    return len(page.lines)


def _is_paragraph(page: Page, index: int) -> bool:
    return index < len(page.lines) and page.is_solid(index) and page.lines[index].line.words >= MIN_RESUMED_WORDS


def _last_paragraph(page: Page, start: int, links: dict[int, str]) -> int:
    return max((i for i in range(start, len(page.lines)) if page.is_solid(i) and i not in links), default=-1)


def _title(page: Page, index: int, last: int, vocabulary: Vocabulary) -> Placed:
    """A line that looks like a title, inside a body or below it."""
    line = page.lines[index]
    if line.text.rstrip("\"'”’»)").endswith(_SENTENCE_END) and line.line.words > 1:
        return as_role(line, Role.PARAGRAPH, "short-sentence")
    if index > last:
        return as_role(line, Role.CHROME, "below-body")
    if line.text.endswith(_QUESTION_MARKS) and vocabulary.masthead(line.text.partition(":")[0]):
        return as_role(line, Role.PARAGRAPH, "question-of-the-outlet")
    if _doubled(page, index):
        return as_role(line, Role.CAPTION, "caption-printed-twice")
    if page.is_above_credit(index):
        return as_role(line, Role.CAPTION, "caption-above-credit")
    if line.line.words <= MAX_CROSSHEAD_WORDS:
        return as_role(line, Role.CROSSHEAD, "title-in-body")
    return as_role(line, Role.PARAGRAPH, "long-line-in-body")


def _doubled(page: Page, index: int) -> bool:
    return index + 1 in page.copies_near(index)
