"""Pages that were saved whole, menus, links and all: told apart, and of undeclared outlets read, by a model."""

from collections.abc import Iterator

from syria_iraq_archive.parse.bylines import byline_value
from syria_iraq_archive.parse.date_lines import date_stretch
from syria_iraq_archive.parse.learned.model import PageModel
from syria_iraq_archive.parse.openings import Opening
from syria_iraq_archive.parse.page import Page
from syria_iraq_archive.parse.page_model.reading import Found, Reading, joins, read
from syria_iraq_archive.parse.pieces import Shape, ShapedLine
from syria_iraq_archive.parse.placing import Placed, as_role, as_shaped
from syria_iraq_archive.parse.printed_dates import find_dates
from syria_iraq_archive.parse.vocabulary import Vocabulary
from syria_iraq_archive.records import Role
from syria_iraq_archive.spans import Span

MAX_LABEL_WORDS = 3
MIN_LABELS = 21  # lines of so few words, and
MIN_TOGETHER = 10  # of them without prose between, that a page saved whole has
MIN_LABELS_OF_LONG, MIN_LINES_OF_LONG = 8, 45  # such lines, and lines in all, of one article alone
MAX_CROSSHEAD_WORDS = 18
MIN_STANDFIRST_WORDS = 6
STANDFIRST_REACH = 4  # lines below the headline
SIGN_OFF_REACH = 3  # lines below the body

_SENTENCE_ENDS = tuple('.!…۔:"”')
_SIGN_OFFS = frozenset({"byline:reporting-by", "byline:writing-by", "byline:contributed"})


def is_saved_whole(page: Page) -> bool:
    """Whether a page has the many short lines of menus, links and controls, and many of them in one place.

    An article copied out of its page has few; several such articles in one capture have them in many places.
    """
    if sum(line.line.words <= MAX_LABEL_WORDS for line in page.lines) < MIN_LABELS:
        return False
    together = 0
    for line in page.sketches:
        together = 0 if line.weight else together + (len(line.words) <= MAX_LABEL_WORDS)
        if together == MIN_TOGETHER:
            return True
    return False


def is_page(page: Page) -> bool:
    """Whether the lines of one article are a page rather than what was copied out of one: saved whole, or long."""
    labels = sum(line.line.words <= MAX_LABEL_WORDS for line in page.lines)
    return (labels >= MIN_LABELS_OF_LONG and len(page.lines) >= MIN_LINES_OF_LONG) or is_saved_whole(page)


def joined_pages(page: Page, model: PageModel) -> list[Opening]:
    """Where each of the pages begins that were saved one behind the other, whosever: no layout is known yet."""
    return [Opening(0, "opening:first-line"), *(Opening(line, "opening:lines") for line in joins(page, model))]


def place_saved(page: Page, model: PageModel, vocabulary: Vocabulary) -> Iterator[Placed]:
    """The roles of the lines of one saved page, each with its chance of being right."""
    reading = read(page, model)
    body = frozenset(reading.body)
    standfirst = _standfirst(page, reading, body)
    for index, line in enumerate(page.lines):
        if reading.headline and index == reading.headline.line:
            yield as_role(line, Role.HEADLINE, _rule(Role.HEADLINE, reading.headline.chance))
        elif parts := _field_parts(line, index, reading, vocabulary):
            yield from parts
        elif index in body:
            yield from _of_body(line, reading.chances[index], index == reading.body[-1])
        elif index == standfirst:
            yield as_role(line, Role.STANDFIRST, _rule(Role.STANDFIRST, 1 - reading.chances[index]))
        else:
            yield from _beside_body(page, index, reading)


def _rule(role: Role, chance: float) -> str:
    return f"lines:{role} {chance:.2f}"


def _field_parts(line: ShapedLine, index: int, reading: Reading, vocabulary: Vocabulary) -> list[Placed]:
    """A line that holds the byline, the date of publication, or both, as blocks; what else it holds is chrome."""
    parts: list[Placed] = []
    start = line.line.span.start
    if reading.byline and reading.byline.line == index:
        span = _with_cue(line.text, reading.byline.span, vocabulary)
        parts.append(Placed(_moved(span, start), Role.BYLINE, _rule(Role.BYLINE, reading.byline.chance)))
    if reading.published and reading.published.line == index:
        span = _with_label(line.text, reading.published)
        taken = parts[0].span if parts else None
        for one in (span, reading.published.span):
            if taken is None or not taken.overlaps(_moved(one, start)):
                parts.append(
                    Placed(_moved(one, start), Role.PUBLISHED, _rule(Role.PUBLISHED, reading.published.chance))
                )
                break
    return _filled(line, sorted(parts, key=lambda part: part.span)) if parts else []


def _with_cue(text: str, name: Span, vocabulary: Vocabulary) -> Span:
    """The name with the cue before it, where the line opens with that."""
    whole = Span(0, name.end)
    printed = name.of(text)
    return whole if byline_value(whole.of(text), vocabulary) == byline_value(printed, vocabulary) else name


def _with_label(text: str, found: Found) -> Span:
    """The date with its time and label, where no other date stands between them."""
    stretch = date_stretch(text)
    if stretch is None or not stretch.contains(found.span) or len(find_dates(stretch.of(text))) > 1:
        return found.span
    return stretch


def _moved(span: Span, offset: int) -> Span:
    return Span(span.start + offset, span.end + offset)


def _filled(line: ShapedLine, parts: list[Placed]) -> list[Placed]:
    """The parts of a line, and what stands before, between and behind them."""
    whole, offset = line.line.span, line.line.span.start
    filled: list[Placed] = []
    reached = whole.start
    for part in (*parts, None):
        stop = part.span.start if part else whole.end
        rest = Span(reached - offset, stop - offset).within(line.text)
        if rest.length:
            filled.append(Placed(_moved(rest, offset), Role.CHROME, "lines:beside-field"))
        if part:
            filled.append(part)
            reached = part.span.end
    return filled


def _of_body(line: ShapedLine, chance: float, is_last: bool) -> Iterator[Placed]:
    """A line of the body: a paragraph behind its dateline, or a crosshead."""
    if line.shape is Shape.PROSE and line.pieces:
        for piece in line.pieces:
            rule = _rule(Role.PARAGRAPH, chance) if piece.role is Role.PARAGRAPH else piece.rule
            yield Placed(piece.span, piece.role, rule)
        return
    is_heading = line.shape is Shape.TITLE and line.line.words <= MAX_CROSSHEAD_WORDS
    role = Role.CROSSHEAD if is_heading and not is_last and not line.text.endswith(_SENTENCE_ENDS) else Role.PARAGRAPH
    yield as_role(line, role, _rule(role, chance))


def _standfirst(page: Page, reading: Reading, body: frozenset[int]) -> int | None:
    """The line of some length right below the headline and above the body, if there is one."""
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


def _beside_body(page: Page, index: int, reading: Reading) -> Iterator[Placed]:
    """A line that is none of the body's: a caption, a credit, a copy of the headline, a sign-off; else furniture."""
    line = page.lines[index]
    top = reading.headline.line if reading.headline else reading.body[0] if reading.body else len(page.lines)
    end = reading.body[-1] if reading.body else -1
    is_photo = top < index < end and line.shape in (Shape.CAPTION, Shape.CREDIT)
    if reading.headline and top < index < end and page.first_print(index) == page.first_print(top):
        yield Placed(line.line.span, Role.REPEAT, "copy", page.lines[top].line.span.end)
    elif is_photo or (line.rule in _SIGN_OFFS and abs(index - end) <= SIGN_OFF_REACH):
        yield from as_shaped(line)
    else:
        yield as_role(line, Role.CHROME, _rule(Role.CHROME, 1 - reading.chances[index]))
