"""What stands above the body of an article: headline, kicker, standfirst, date, byline, photo captions and copies."""

import re
from collections.abc import Iterator

from syria_iraq_archive.fold import fold, fold_key
from syria_iraq_archive.parse.bylines import is_person_name
from syria_iraq_archive.parse.layouts.base import KICKER_FIRST, Layout
from syria_iraq_archive.parse.page import Page
from syria_iraq_archive.parse.pieces import Shape, ShapedLine
from syria_iraq_archive.parse.placing import Placed, as_copy, as_role, as_shaped
from syria_iraq_archive.parse.printed_dates import ends_in_full_date
from syria_iraq_archive.records import Role
from syria_iraq_archive.spans import Span

MIN_HEADLINE_WORDS = 4
MAX_KICKER_WORDS = 6
MAX_HEADLINE_WORDS = 14
MAX_PROSE_ABOVE = 1  # sentences that may stand above a date line and yet be header
MAX_PROSE_ABOVE_COPY = 6  # captions that may stand between a headline and its copy

_TIMED = re.compile(r"\d{1,2}:\d{2}\s+\S")
_BREAKS = frozenset({Shape.FURNITURE, Shape.RELATED, Shape.ITEM})
_ANCHORS = frozenset({Shape.PUBLISHED, Shape.BYLINE, Shape.PUBLISHER})


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
    return line.shape in _ANCHORS and solid_above <= MAX_PROSE_ABOVE and _first_solid(page, index) < len(page.lines)


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
    roles = _title_roles(page, _near_anchor(page, titles, body), layout)
    headline = next((i for i, role in roles.items() if role is Role.HEADLINE), None)
    for index in range(body):
        line = page.lines[index]
        if index in roles:
            yield as_role(line, roles[index], f"{layout.name}:{roles[index]}")
        elif index in captions:
            yield as_role(line, Role.CAPTION, "caption-in-header")
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
    return page.lines[index].shape is Shape.TITLE and page.first_print(index) == index


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


def _near_anchor(page: Page, titles: list[int], body: int) -> list[int]:
    """The titles from the group right above the first date or byline on; above it stand the site's own lines.

    Furniture, links and other anchors end a group. Without a long enough title above an anchor, all titles stay.
    """
    anchor = next((i for i in range(body) if page.lines[i].shape in _ANCHORS and any(t < i for t in titles)), None)
    if anchor is None:
        return [i for i in titles if not _is_link(page, i)]
    near = _last_group(page, [i for i in titles if i < anchor and not _is_link(page, i)])
    if not any(page.lines[i].line.words >= MIN_HEADLINE_WORDS for i in near):
        return [i for i in titles if not _is_link(page, i)]
    return near + [i for i in titles if i > anchor]


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
    if len(titles) < 2 or titles[1] != titles[0] + 1:
        return False
    first, second = (page.lines[i].line.words for i in titles[:2])
    return first <= MAX_KICKER_WORDS and first < second <= MAX_HEADLINE_WORDS


def _is_link(page: Page, index: int) -> bool:
    """Whether a title is an item of a list of latest news, which opens with its time."""
    return bool(_TIMED.match(page.lines[index].text))


def _title_roles(page: Page, titles: list[int], layout: Layout) -> dict[int, Role]:
    """Which of the title lines are headline, kicker and standfirst."""
    chosen = _contenders(page, titles, layout.min_title_words)
    copied = next((i for i in chosen if page.copies_near(i)), None)
    if copied is not None:
        chosen = [i for i in chosen if i >= copied]
        return dict(zip(chosen, layout_below_copy(len(chosen)), strict=False))
    if not chosen:
        return {}
    pattern = layout.titles.get(len(chosen)) or layout.titles[max(layout.titles)]
    if pattern[0] is Role.HEADLINE and _has_kicker(page, chosen):
        pattern = KICKER_FIRST.get(len(chosen), KICKER_FIRST[max(KICKER_FIRST)])
    further = [pattern[-1]] * (len(chosen) - len(pattern)) if pattern[-1] is Role.STANDFIRST else []
    return dict(zip(chosen, (*pattern, *further), strict=False))


def layout_below_copy(count: int) -> tuple[Role, ...]:
    """A headline that is printed twice stands first; what follows it is standfirst."""
    return (Role.HEADLINE, *(Role.STANDFIRST for _ in range(count - 1)))


def _contenders(page: Page, titles: list[int], min_words: int) -> list[int]:
    """The titles long enough to be headlines; where there are none, the longest."""
    long_enough = [i for i in titles if page.lines[i].line.words >= min_words]
    if long_enough:
        return long_enough
    named = [i for i in titles if not is_person_name(page.lines[i].text) or len(titles) == 1]
    return [max(named, key=lambda i: page.lines[i].line.words)] if named else []


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
    yield Placed(Span(caption.span.start, cut), Role.REPEAT, "copy-in-image-line", headline.start)
    rest = Span(cut, caption.span.end).within(page.text)
    if rest.length:
        yield Placed(rest, Role.CAPTION, caption.rule)


def _stray_title(page: Page, index: int) -> Placed:
    """A short line that is no headline: a name beside the date is a byline, else it is a label of the site."""
    line = page.lines[index]
    beside = page.lines[max(0, index - 1) : index + 2]
    if is_person_name(line.text) and any(one.shape in _ANCHORS for one in beside):
        return as_role(line, Role.BYLINE, "name-beside-date")
    return as_role(line, Role.CHROME, "label-above-body")
