"""What the tree of an HTML page tells the parser: headline and body are known, the other fields are looked for.

The page's text is the same as if it had been copied from a browser, so byline and date are found as there; only which
lines are the headline, the body, captions and crossheads isn't guessed.
"""

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

from syria_iraq_archive.capture.formats.base import MarkedLine
from syria_iraq_archive.parse.learned.model import PageModel
from syria_iraq_archive.parse.openings import Opening
from syria_iraq_archive.parse.page import ShapedPage
from syria_iraq_archive.parse.page_model.field_candidates import author_candidates, date_candidates
from syria_iraq_archive.parse.page_model.outline import PageWithBody, outline_of
from syria_iraq_archive.parse.saved_pages import FieldGuess, PageReading, chosen
from syria_iraq_archive.parse.shapes import Shape
from syria_iraq_archive.patterns import later
from syria_iraq_archive.records import Role
from syria_iraq_archive.spans import Span

RULE = "tree:article"
MIN_GUESSED = 0.7  # chance of a byline that the page itself doesn't name
_ANOTHER = later(r"\s*(?:,?\s(?:and|et|und|y)\s|&|،|\sو)")
_BODY = (Role.PARAGRAPH, Role.CROSSHEAD)
_PICTURE = (
    Shape.CAPTION,
    Shape.CREDIT,
)  # a line that reads so is no line of the body, and its date isn't the article's
_BESIDE = (*_PICTURE, Shape.BYLINE, Shape.PUBLISHED)


class PageTree:
    """The marked lines of a page, in the order of its text."""

    def __init__(self, marked: Sequence[MarkedLine]) -> None:
        self._marked = marked

    @cached_property
    def _ends(self) -> list[int]:
        return [line.span.end for line in self._marked]

    def of(self, page: ShapedPage, index: int) -> MarkedLine:
        """What is marked of the line at `index`; of several that were joined to one, the first."""
        place = bisect_left(self._ends, page.lines[index].line.span.start + 1)
        return self._marked[min(place, len(self._marked) - 1)]

    def openings(self, page: ShapedPage) -> list[Opening]:
        """Where each article begins that the tree tells apart."""
        found = [Opening(0, RULE)]
        article = 0
        for index in range(len(page.lines)):
            if self.of(page, index).article != article:
                article = self.of(page, index).article
                found.append(Opening(index, RULE))
        return found

    def read(self, page: ShapedPage, model: PageModel) -> PageReading:
        """A page, or one of its articles, as its tree shows it."""
        marks = [self.of(page, index) for index in range(len(page.lines))]
        shapes = [line.shape for line in page.lines]
        body = [index for index, mark in enumerate(marks) if mark.role in _BODY and shapes[index] not in _BESIDE]
        headline = next((index for index, mark in enumerate(marks) if mark.role is Role.HEADLINE), None)
        found = PageWithBody(outline_of(page), body)
        byline = _fuller(page, self._signed(page, marks), chosen(author_candidates(found, headline), model.byline))
        dates = date_candidates(found, headline, byline.line if byline else None)
        marked = [one for one in dates if marks[one.line].role is Role.PUBLISHED]
        told = {index for index in body if shapes[index] is Shape.PROSE}  # whose dates are those of the story
        told |= {index for index, mark in enumerate(marks) if shapes[index] in _PICTURE or mark.role is Role.CAPTION}
        others = [one for one in dates if one.line not in told]
        published = chosen(marked, model.published) or chosen(others, model.published)
        return PageReading(
            body=body,
            chances=[mark.chance if mark.role in _BODY else round(1 - mark.chance, 2) for mark in marks],
            headline=None if headline is None else _whole(page, headline, marks[headline].chance),
            byline=byline,
            published=published,
            roles={index: Role.CAPTION if shapes[index] in _PICTURE else mark.role for index, mark in enumerate(marks)},
        )

    def _signed(self, page: ShapedPage, marks: Sequence[MarkedLine]) -> FieldGuess | None:
        """The names in the line that is marked as the byline."""
        for index, mark in enumerate(marks):
            line = page.lines[index].line
            if mark.role is Role.BYLINE and mark.value and line.origin is None and line.span.contains(mark.value):
                start = line.span.start
                return FieldGuess(index, Span(mark.value.start - start, mark.value.end - start), mark.chance)
        return None

    @property
    def is_wrapped(self) -> bool:
        """Whether the story's lines may be broken in mid-sentence, as text is that its author laid out."""
        body = [mark for mark in self._marked if mark.role in _BODY]
        return 2 * sum(mark.preformatted for mark in body) > len(body)


def _fuller(page: ShapedPage, marked: FieldGuess | None, guessed: FieldGuess | None) -> FieldGuess | None:
    """The names that are marked; those that the model surely finds if none are, or if it joins others to them."""
    if marked is None:
        is_sure = guessed and (guessed.chance >= MIN_GUESSED or page.lines[guessed.line].shape is Shape.BYLINE)
        return guessed if is_sure else None
    if guessed is None:
        return marked
    is_longer = guessed.line == marked.line and guessed.span.contains(marked.span)
    rest = page.lines[marked.line].text[marked.span.end : guessed.span.end]
    return guessed if is_longer and _ANOTHER.match(rest) else marked


def _whole(page: ShapedPage, index: int, chance: float) -> FieldGuess:
    return FieldGuess(index, Span(0, len(page.lines[index].text)), chance)
