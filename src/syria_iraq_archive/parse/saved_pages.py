"""Pages that were saved whole, with menus, links and all: how they are told apart, and how the page model reads them.

Every page that was saved whole is divided by the model; it is read by the model if its outlet has no declared layout.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from syria_iraq_archive.parse.block_drafts import BlockDraft, as_role, as_shaped
from syria_iraq_archive.parse.bylines import byline_value
from syria_iraq_archive.parse.date_stretch import date_stretch
from syria_iraq_archive.parse.learned.model import Candidate, FieldWeights, PageModel, best, chance
from syria_iraq_archive.parse.openings import Opening
from syria_iraq_archive.parse.page import ShapedPage
from syria_iraq_archive.parse.page_model.body_features import body_features
from syria_iraq_archive.parse.page_model.field_candidates import (
    author_candidates,
    date_candidates,
    headline_candidates,
)
from syria_iraq_archive.parse.page_model.joins import find_joins
from syria_iraq_archive.parse.page_model.outline import outline_of, with_body
from syria_iraq_archive.parse.printed_dates import find_dates
from syria_iraq_archive.parse.shapes import Shape, ShapedLine
from syria_iraq_archive.parse.vocabulary import Vocabulary
from syria_iraq_archive.records import Role
from syria_iraq_archive.spans import Span

MAX_LABEL_WORDS = 3  # of a line that is a label: an entry of a menu, a button, a link
MIN_LABELS = 21  # labels that a page saved whole has at least,
MIN_TOGETHER = 10  # and how many of them stand together, without prose in between
MIN_LABELS_OF_LONG, MIN_LINES_OF_LONG = 8, 45  # labels and lines of a single article that is read as a page, too
MIN_HEADLINE_WORDS = 4  # of a headline that comes first
PARAGRAPH_REACH = 5  # lines from the first in which the first paragraph stands, if an article was copied out
MAX_CROSSHEAD_WORDS = 18
MIN_STANDFIRST_WORDS = 6
STANDFIRST_REACH = 4  # lines below the headline in which a standfirst is looked for
SIGN_OFF_REACH = 3  # lines from the end of the body within which a sign-off belongs to the article

_SENTENCE_ENDS = tuple('.!…۔:"”')
_SIGN_OFFS = frozenset({"byline:reporting-by", "byline:writing-by", "byline:contributed"})


def is_saved_whole(page: ShapedPage) -> bool:
    """Whether a page has many labels, as menus and links are, and many of them in one place.

    An article that was copied out of its page has few labels. Several such articles have them in several places.
    """
    if sum(line.line.words <= MAX_LABEL_WORDS for line in page.lines) < MIN_LABELS:
        return False
    together = 0
    for line in page.measures:
        together = 0 if line.weight else together + (len(line.words) <= MAX_LABEL_WORDS)
        if together == MIN_TOGETHER:
            return True
    return False


def is_page(page: ShapedPage) -> bool:
    """Whether the lines of one article are a page, saved whole or long, and not an article copied out of its page."""
    if is_saved_whole(page):
        return True
    labels = sum(line.line.words <= MAX_LABEL_WORDS for line in page.lines)
    is_long = labels >= MIN_LABELS_OF_LONG and len(page.lines) >= MIN_LINES_OF_LONG
    return is_long and not begins_with_its_article(page)


def begins_with_its_article(page: ShapedPage) -> bool:
    """Whether a headline comes first and a paragraph soon below it: the article was copied out of its page.

    An interview or a poem has as many short lines as a menu.
    """
    first = page.lines[0]
    if first.shape is not Shape.TITLE or first.line.words < MIN_HEADLINE_WORDS:
        return False
    return any(page.is_solid(i) for i in range(1, min(len(page.lines), PARAGRAPH_REACH)))


def joined_pages(page: ShapedPage, model: PageModel) -> list[Opening]:
    """Where each page begins that was saved behind another; of any outlet, since no layout is known yet."""
    return [
        Opening(0, "opening:first-line"),
        *(Opening(line, "opening:lines") for line in find_joins(page.measures, model)),
    ]


class FieldGuess(NamedTuple):
    """A part of a line that gives a field's value, counted from the line's start, and how likely it is right."""

    line: int
    span: Span
    chance: float


@dataclass(frozen=True)
class PageReading:
    """A saved page as the model reads it."""

    body: Sequence[int]  # its lines
    chances: Sequence[float]  # for each line of the page, that it is of the body
    headline: FieldGuess | None
    byline: FieldGuess | None
    published: FieldGuess | None
    roles: Mapping[int, Role] = field(default_factory=dict)  # of lines of which something tells more than the text


def read_lines(page: ShapedPage, model: PageModel) -> PageReading:
    """What the model takes for the body; then the headline beside it, the byline beside both, and the date."""
    outline = outline_of(page)
    margins = model.chain.margins(body_features(outline))
    found = with_body(outline, margins, model.least)
    headline = chosen(headline_candidates(found), model.headline)
    line = headline.line if headline else None
    byline = chosen(author_candidates(found, line), model.byline)
    published = chosen(date_candidates(found, line, byline.line if byline else None), model.published)
    chances = [model.body_chance(margin) for margin in margins]
    return PageReading(found.body, chances, headline, byline, published)


def chosen(candidates: Sequence[Candidate], choice: FieldWeights) -> FieldGuess | None:
    """The likeliest of the candidates for a field, if it is likely enough."""
    found = best(candidates, choice.weights, choice.least)
    return FieldGuess(found[0].line, found[0].span, chance(found[1])) if found else None


def draft_saved_page(page: ShapedPage, reading: PageReading, vocabulary: Vocabulary) -> Iterator[BlockDraft]:
    """A draft of each block of one saved page; its rule says the role and how likely it is right."""
    body = frozenset(reading.body)
    standfirst = _standfirst(page, reading, body)
    for index, line in enumerate(page.lines):
        if reading.headline and index == reading.headline.line:
            yield as_role(line, Role.HEADLINE, _rule(Role.HEADLINE, reading.headline.chance))
        elif parts := _field_parts(line, index, reading, vocabulary):
            yield from parts
        elif index in body:
            told = reading.roles.get(index)
            yield from _of_body(line, reading.chances[index], told, is_last=index == reading.body[-1])
        elif index == standfirst:
            yield as_role(line, Role.STANDFIRST, _rule(Role.STANDFIRST, 1 - reading.chances[index]))
        else:
            yield from _beside_body(page, index, reading)


def _rule(role: Role, chance: float) -> str:
    return f"lines:{role} {chance:.2f}"


def _field_parts(line: ShapedLine, index: int, reading: PageReading, vocabulary: Vocabulary) -> list[BlockDraft]:
    """A line that holds the byline, the date of publication, or both, as blocks. What else it holds is chrome."""
    fields: list[tuple[Span, Role, float]] = []
    byline, published = reading.byline, reading.published
    if byline and byline.line == index:
        fields.append((_with_cue(line.text, byline.span, vocabulary), Role.BYLINE, byline.chance))
    if published and published.line == index:
        for span in (_with_label(line.text, published), published.span):
            if not any(span.overlaps(taken) for taken, *_ in fields):
                fields.append((span, Role.PUBLISHED, published.chance))
                break
    return _filled(line, sorted(fields)) if fields else []


def _with_cue(text: str, name: Span, vocabulary: Vocabulary) -> Span:
    """The name with the cue before it, if the line opens with a cue."""
    whole = Span(0, name.end)
    printed = name.of(text)
    return whole if byline_value(whole.of(text), vocabulary) == byline_value(printed, vocabulary) else name


def _with_label(text: str, found: FieldGuess) -> Span:
    """The date with its time and label, unless another date stands between them."""
    stretch = date_stretch(text)
    if stretch is None or not stretch.contains(found.span) or len(find_dates(stretch.of(text))) > 1:
        return found.span
    return stretch


def _filled(line: ShapedLine, fields: list[tuple[Span, Role, float]]) -> list[BlockDraft]:
    """The fields of a line, and as chrome what stands before, between and behind them. Spans count from its start."""
    parts: list[tuple[Span, Role, str]] = []
    reached = 0
    for span, role, chance_ in (*fields, (Span(len(line.text), len(line.text)), Role.CHROME, 1.0)):
        parts += [
            (Span(reached, span.start).within(line.text), Role.CHROME, "lines:beside-field"),
            (span, role, _rule(role, chance_)),
        ]
        reached = span.end
    return [BlockDraft(line.line.place(span), role, rule) for span, role, rule in parts if span.length]


def _of_body(line: ShapedLine, chance: float, told: Role | None, *, is_last: bool) -> Iterator[BlockDraft]:
    """A line of the body: a paragraph, perhaps behind a dateline, or a crosshead."""
    if told is Role.CROSSHEAD:
        yield as_role(line, told, _rule(told, chance))
        return
    if line.shape is Shape.PROSE and line.pieces:
        for piece in line.pieces:
            rule = _rule(Role.PARAGRAPH, chance) if piece.role is Role.PARAGRAPH else piece.rule
            yield BlockDraft(piece.span, piece.role, rule)
        return
    is_heading = line.shape in (Shape.TITLE, Shape.PLACE) and line.line.words <= MAX_CROSSHEAD_WORDS
    role = Role.CROSSHEAD if is_heading and not is_last and not line.text.endswith(_SENTENCE_ENDS) else Role.PARAGRAPH
    yield as_role(line, role, _rule(role, chance))


def _standfirst(page: ShapedPage, reading: PageReading, body: frozenset[int]) -> int | None:
    """The first longer line right below the headline and above the body, if it is no other field and no copy."""
    if reading.headline is None:
        return None
    top = reading.headline.line
    for index in range(top + 1, min(len(page.lines), top + 1 + STANDFIRST_REACH)):
        if index in body:
            return None
        line = page.lines[index]
        if line.shape in (Shape.TITLE, Shape.PROSE) and line.line.words >= MIN_STANDFIRST_WORDS and not line.pieces:
            is_field = any(found and found.line == index for found in (reading.byline, reading.published))
            is_copy = page.first_print(index) != index
            return None if is_field or is_copy else index
    return None


def _beside_body(page: ShapedPage, index: int, reading: PageReading) -> Iterator[BlockDraft]:
    """A line outside the body: a caption, a credit, a copy of the headline, a sign-off; anything else is chrome."""
    line = page.lines[index]
    top = reading.headline.line if reading.headline else reading.body[0] if reading.body else len(page.lines)
    end = reading.body[-1] if reading.body else -1
    is_photo = top < index < end and line.shape in (Shape.CAPTION, Shape.CREDIT)
    if reading.headline and top < index < end and page.first_print(index) == page.first_print(top):
        yield BlockDraft(line.line.span, Role.REPEAT, "copy", page.lines[top].line.span.end)
    elif reading.roles.get(index) is Role.CAPTION and top < index < end:
        yield from _caption(line, 1 - reading.chances[index])
    elif is_photo or (line.rule in _SIGN_OFFS and abs(index - end) <= SIGN_OFF_REACH):
        yield from as_shaped(line)
    else:
        yield as_role(line, Role.CHROME, _rule(Role.CHROME, 1 - reading.chances[index]))


def _caption(line: ShapedLine, chance: float) -> Iterator[BlockDraft]:
    """A line that is known to be a caption: with its credit apart, if its shape shows one."""
    if line.shape in (Shape.CAPTION, Shape.CREDIT):
        yield from as_shaped(line)
    else:
        yield as_role(line, Role.CAPTION, _rule(Role.CAPTION, chance))
