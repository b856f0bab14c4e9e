"""What stands above the body of an article: headline, kicker, standfirst, date, byline, photo captions and copies."""

from collections.abc import Iterator

from syria_iraq_archive.fold import fold, fold_key
from syria_iraq_archive.parse.bylines import before_joint, is_joined, is_person_name
from syria_iraq_archive.parse.layouts.base import Layout
from syria_iraq_archive.parse.page import Page
from syria_iraq_archive.parse.pieces import HEADER_SHAPES, Shape, ShapedLine
from syria_iraq_archive.parse.placing import Placed, as_copy, as_role, as_shaped
from syria_iraq_archive.parse.printed_dates import ends_in_full_date
from syria_iraq_archive.parse.titles import MIN_HEADLINE_WORDS, title_roles
from syria_iraq_archive.records import Role
from syria_iraq_archive.spans import Span

MAX_SIGNATURE_WORDS = 10
MAX_PROSE_ABOVE = 1  # sentences that may stand above a date line and yet be header
MAX_PROSE_ABOVE_COPY = 6  # captions that may stand between a headline and its copy


def find_body(page: Page) -> int:
    """The index of the body's first line: the first prose below the last line that only headers have."""
    last_anchor = -1
    solid_above = 0
    for index, line in enumerate(page.lines):
        if line.leads is not None:
            return index if solid_above <= MAX_PROSE_ABOVE + 1 else _first_solid(page, last_anchor + 1)
        if _is_anchor(page, index, solid_above):
            last_anchor = index
        solid_above += page.is_solid(index)
        if solid_above > MAX_PROSE_ABOVE_COPY:
            break
    first = _first_solid(page, last_anchor + 1)
    return first + 1 if _is_dated_caption(page, first) else first


def _is_dated_caption(page: Page, index: int) -> bool:
    """Whether the line is one sentence that ends in a full date, with prose below: photos say so, stories don't."""
    if index + 1 >= len(page.lines) or not page.is_solid(index + 1):
        return False
    text = page.lines[index].text
    return page.lines[index].leads is None and ". " not in text[-200:-1] and ends_in_full_date(text)


def _is_anchor(page: Page, index: int, solid_above: int) -> bool:
    """Whether only a header has such a line here: and a body must follow it."""
    line = page.lines[index]
    if line.shape is Shape.PLACE:
        return solid_above <= MAX_PROSE_ABOVE and _stands_on_body(page, index)
    if _copies_title(page, index):
        return solid_above <= MAX_PROSE_ABOVE_COPY
    if line.shape is Shape.CAPTION or line.shape is Shape.CREDIT:
        return solid_above == 0
    return line.shape in HEADER_SHAPES and solid_above <= MAX_PROSE_ABOVE and index < page.last_solid


def _stands_on_body(page: Page, index: int) -> bool:
    return index > 0 and index + 1 < len(page.lines) and page.is_solid(index + 1)


def _copies_title(page: Page, index: int) -> bool:
    first = page.first_print(index)
    return first != index and page.lines[first].shape is Shape.TITLE and page.lines[index].shape is Shape.TITLE


def _first_solid(page: Page, start: int) -> int:
    return next((i for i in range(start, len(page.lines)) if page.is_solid(i)), len(page.lines))


def place_header(page: Page, body: int, layout: Layout) -> Iterator[Placed]:
    """The roles of the lines above the one at `body`."""
    captions = set(_uncredited_captions(page, body))
    titles = [i for i in range(body) if _is_title(page, i) and i not in captions]
    roles = title_roles(page, titles, body, layout)
    headline = next((i for i, role in roles.items() if role is Role.HEADLINE), None)
    for index in range(body):
        line = page.lines[index]
        if index in roles:
            yield as_role(line, roles[index], f"{layout.name}:{roles[index]}")
        elif index in captions:
            yield as_role(line, Role.CAPTION, "caption-in-header")
        elif line.rule == "image-line" and page.first_print(index) == headline:
            yield from _caption(page, line, headline)
        elif page.first_print(index) != index and _is_copied(page, page.first_print(index), headline, captions):
            yield from as_copy(page, index)
        elif line.shape is Shape.CAPTION:
            yield from _caption(page, line, headline if headline is not None and headline < index else None)
        elif line.shape is Shape.PLACE and not _stands_on_body(page, index):
            yield as_role(line, Role.CHROME, "label-above-body")
        elif line.shape is Shape.TITLE:
            yield _stray_title(page, index)
        elif line.shape is Shape.PROSE and not line.pieces:
            yield as_role(line, Role.STANDFIRST, "sentence-in-header")
        else:
            yield from as_shaped(line)


def _is_title(page: Page, index: int) -> bool:
    is_first = page.lines[index].shape is Shape.TITLE and page.first_print(index) == index
    return is_first and not _is_joined_signature(page, index)


def _is_copied(page: Page, first: int, headline: int | None, captions: set[int]) -> bool:
    """Whether the line at `first` is one whose copies are folded: the headline or a caption."""
    return first == headline or first in captions or page.lines[first].shape is Shape.CAPTION


def _uncredited_captions(page: Page, body: int) -> Iterator[int]:
    """Captions that no credit marks: printed twice, above a credit, ending in a date, or between headline and copy."""
    copies = [i for i in range(body) if _copies_title(page, i)]
    headline = page.first_print(copies[-1]) if copies else None
    for index in range(body):
        line = page.lines[index]
        if line.shape not in (Shape.TITLE, Shape.PROSE) or line.pieces or page.first_print(index) != index:
            continue
        if index == headline:
            continue
        doubled = index + 1 in page.copies_near(index)
        credited = page.is_above_credit(index) and index > 0
        dated = line.shape is Shape.PROSE and ends_in_full_date(line.text)
        enclosed = headline is not None and headline < index < copies[-1] and line.line.words >= MIN_HEADLINE_WORDS
        if doubled or credited or dated or enclosed:
            yield index


def _caption(page: Page, line: ShapedLine, headline: int | None) -> Iterator[Placed]:
    """A caption's pieces; one that opens with the headline, as image descriptions do, holds a copy of it."""
    for placed in as_shaped(line):
        if placed.role is Role.CAPTION and headline is not None:
            yield from _split_copy(page, placed, page.lines[headline].line.span)
        else:
            yield placed


def _split_copy(page: Page, caption: Placed, headline: Span) -> Iterator[Placed]:
    folded = fold(caption.span.of(page.text))
    copied = fold_key(headline.of(page.text))
    if not folded.text.startswith(copied):
        yield caption
        return
    cut = caption.span.start + folded.span(0, len(copied)).end
    yield Placed(Span(caption.span.start, cut), Role.REPEAT, "copy-in-image-line", headline.end)
    rest = Span(cut, caption.span.end).within(page.text)
    if rest.length:
        yield Placed(rest, Role.CAPTION, caption.rule)


def _stray_title(page: Page, index: int) -> Placed:
    """A short line that is no headline: a name beside the date is a byline, else it is a label of the site."""
    line = page.lines[index]
    if _is_joined_signature(page, index) or (is_person_name(line.text) and _is_beside_anchor(page, index)):
        return as_role(line, Role.BYLINE, "name-beside-date")
    return as_role(line, Role.CHROME, "label-above-body")


def _is_joined_signature(page: Page, index: int) -> bool:
    """Whether the line is a name joined to what may be its outlet, beside the date ("Ali Hasan - The Post")."""
    line = page.lines[index]
    joined = line.line.words <= MAX_SIGNATURE_WORDS and is_joined(line.text)
    return joined and is_person_name(before_joint(line.text)) and _is_beside_anchor(page, index)


def _is_beside_anchor(page: Page, index: int) -> bool:
    return any(line.shape in HEADER_SHAPES for line in page.lines[max(0, index - 1) : index + 2])
