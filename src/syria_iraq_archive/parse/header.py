"""What stands above the body of an article: headline, kicker, standfirst, date, byline, photo captions and copies.

`find_body` says where the header ends, `draft_header` gives its lines their roles; the second part of the file chooses
headline, kicker and standfirst among the title lines.
"""

from collections.abc import Iterator

from syria_iraq_archive.fold import fold, fold_key
from syria_iraq_archive.parse.block_drafts import BlockDraft, as_copy, as_role, as_shaped
from syria_iraq_archive.parse.bylines import before_joint, is_joined, is_person_name
from syria_iraq_archive.parse.date_stretch import has_no_day
from syria_iraq_archive.parse.layout_rows import Layout
from syria_iraq_archive.parse.page import ShapedPage
from syria_iraq_archive.parse.printed_dates import ends_in_full_date
from syria_iraq_archive.parse.shapes import HEADER_SHAPES, Shape, ShapedLine
from syria_iraq_archive.parse.vocabulary import Vocabulary
from syria_iraq_archive.patterns import later
from syria_iraq_archive.records import Role
from syria_iraq_archive.spans import Span

MAX_SIGNATURE_WORDS = 10  # of a line with a name and an outlet
MAX_PROSE_ABOVE = 1  # sentences above a date line that may still be header: a standfirst
MAX_PROSE_ABOVE_COPY = 6  # captions that may stand between a headline and its copy
MIN_HEADLINE_WORDS = 4  # shorter titles are labels of the site
MAX_KICKER_WORDS = 6
MAX_HEADLINE_WORDS = 14  # of a title below a kicker; a longer one is a standfirst below a headline
LINES_COMPARED = 3  # of the body, in which the words of a headline are looked for

_TIMED = later(r"\d{1,2}:\d{2}\s+\S")
_BREAKS = frozenset({Shape.FURNITURE, Shape.RELATED, Shape.ITEM})


def find_body(page: ShapedPage) -> int:
    r"""The index of the body's first line: the first solid line below the last line that only headers have.

    It is the number of lines if there is no such line.

    >>> from syria_iraq_archive.parse.page import read_page
    >>> from syria_iraq_archive.parse.vocabulary import Vocabulary
    >>> from syria_iraq_archive.registry.load import Registry
    >>> text = "Bridge Opens Again\nBy Rana Haddad\nThe council opened the bridge again on Monday."
    >>> find_body(read_page(text, Vocabulary(Registry({}, {}))))
    2
    """
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
    if first > 1 and _is_entry(page, first - 1) and sum(_is_entry(page, i) for i in range(len(page.lines))) > 1:
        return first - 1
    return first + 1 if _is_dated_caption(page, first) else first


def _is_entry(page: ShapedPage, index: int) -> bool:
    """Whether the line is the heading of an entry of a live blog: it stands between its time and its text."""
    if page.lines[index].shape is not Shape.TITLE or index + 1 >= len(page.lines) or not page.is_solid(index + 1):
        return False
    return index > 0 and page.lines[index - 1].rule == "furniture:clock"


def _is_dated_caption(page: ShapedPage, index: int) -> bool:
    """Whether the line is one sentence that ends in a full date, with prose below: captions end so, stories don't."""
    if index + 1 >= len(page.lines) or not page.is_solid(index + 1):
        return False
    text = page.lines[index].text
    return page.lines[index].leads is None and ". " not in text[-200:-1] and ends_in_full_date(text)


def _is_anchor(page: ShapedPage, index: int, solid_above: int) -> bool:
    """Whether only a header has such a line at this place, so that the body begins below it."""
    line = page.lines[index]
    if line.shape is Shape.PLACE:
        return solid_above <= MAX_PROSE_ABOVE and _stands_on_body(page, index)
    if line.is_summary:
        return solid_above <= MAX_PROSE_ABOVE and index < page.last_solid
    if _copies_title(page, index):
        return solid_above <= MAX_PROSE_ABOVE_COPY
    if line.shape is Shape.CAPTION or line.shape is Shape.CREDIT:
        return solid_above == 0
    if line.shape is Shape.PUBLISHED and has_no_day(line.text):
        return solid_above == 0
    return line.shape in HEADER_SHAPES and solid_above <= MAX_PROSE_ABOVE and index < page.last_solid


def _stands_on_body(page: ShapedPage, index: int) -> bool:
    return index > 0 and index + 1 < len(page.lines) and page.is_solid(index + 1)


def _copies_title(page: ShapedPage, index: int) -> bool:
    first = page.first_print(index)
    return first != index and page.lines[first].shape is Shape.TITLE and page.lines[index].shape is Shape.TITLE


def _first_solid(page: ShapedPage, start: int) -> int:
    return next((i for i in range(start, len(page.lines)) if page.is_solid(i)), len(page.lines))


def draft_header(page: ShapedPage, body: int, layout: Layout, vocabulary: Vocabulary) -> Iterator[BlockDraft]:
    """A draft of each block above the line at `body`."""
    captions = set(_uncredited_captions(page, body))
    titles = [i for i in range(body) if _is_title(page, i) and i not in captions]
    roles = _title_roles(page, titles, body, layout, vocabulary)
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


def _is_title(page: ShapedPage, index: int) -> bool:
    is_first = page.lines[index].shape is Shape.TITLE and page.first_print(index) == index
    return is_first and not _is_joined_signature(page, index)


def _is_copied(page: ShapedPage, first: int, headline: int | None, captions: set[int]) -> bool:
    """Whether copies of the line at `first` are repeats: it is the headline or a caption."""
    return first == headline or first in captions or page.lines[first].shape is Shape.CAPTION


def _uncredited_captions(page: ShapedPage, body: int) -> Iterator[int]:
    """Captions without a credit: printed twice, above a credit, dated at the end, or between headline and copy."""
    copies = [i for i in range(body) if _copies_title(page, i) and page.first_print(i) != i - 1]
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
        enclosed = enclosed and not any(one.shape in HEADER_SHAPES for one in page.lines[index : copies[-1]])
        if doubled or credited or dated or enclosed:
            yield index


def _caption(page: ShapedPage, line: ShapedLine, headline: int | None) -> Iterator[BlockDraft]:
    """A caption's pieces. Image descriptions open with the headline: that part is a copy of it."""
    for draft in as_shaped(line):
        if draft.role is Role.CAPTION and headline is not None:
            yield from _split_copy(page, draft, page.lines[headline].line.span)
        else:
            yield draft


def _split_copy(page: ShapedPage, caption: BlockDraft, headline: Span) -> Iterator[BlockDraft]:
    folded = fold(caption.span.of(page.text))
    copied = fold_key(headline.of(page.text))
    if not folded.text.startswith(copied):
        yield caption
        return
    cut = caption.span.start + folded.span(0, len(copied)).end
    yield BlockDraft(Span(caption.span.start, cut), Role.REPEAT, "copy-in-image-line", headline.end)
    rest = Span(cut, caption.span.end).within(page.text)
    if rest.length:
        yield BlockDraft(rest, Role.CAPTION, caption.rule)


def _stray_title(page: ShapedPage, index: int) -> BlockDraft:
    """A title that is no headline: beside the date a name is a byline; anything else is a label of the site."""
    line = page.lines[index]
    if _is_joined_signature(page, index) or (is_person_name(line.text) and _is_beside_anchor(page, index)):
        return as_role(line, Role.BYLINE, "name-beside-date")
    return as_role(line, Role.CHROME, "label-above-body")


def _is_joined_signature(page: ShapedPage, index: int) -> bool:
    """Whether the line stands beside the date and joins a name to what may be an outlet ("Ali Hasan - The Post")."""
    line = page.lines[index]
    joined = line.line.words <= MAX_SIGNATURE_WORDS and is_joined(line.text)
    return joined and is_person_name(before_joint(line.text)) and _is_beside_anchor(page, index)


def _is_beside_anchor(page: ShapedPage, index: int) -> bool:
    return any(line.shape in HEADER_SHAPES for line in page.lines[max(0, index - 1) : index + 2])


def _title_roles(
    page: ShapedPage, titles: list[int], body: int, layout: Layout, vocabulary: Vocabulary
) -> dict[int, Role]:
    """The roles of the title lines above `body` that belong to the article; the site's own are left out."""
    chosen = _contenders(page, _near_anchor(page, titles, body, layout), layout.min_title_words)
    if not chosen:
        return {}
    copied = next((i for i in chosen if page.copies_near(i)), None)
    heads_page = len(chosen) > 1 and vocabulary.is_body(page.lines[chosen[0]].text)
    if copied is not None and not heads_page:
        chosen = [i for i in chosen if i >= copied]
        has_kicker = layout.header is None and _has_copied_kicker(page, chosen)
    elif layout.header is not None and not heads_page:
        return _in_order(chosen, layout.header)
    else:
        has_kicker = heads_page or (len(chosen) > 1 and _has_kicker(page, chosen))
    return {chosen[0]: Role.KICKER} | _headline_first(chosen[1:]) if has_kicker else _headline_first(chosen)


def _in_order(titles: list[int], order: tuple[Role, ...]) -> dict[int, Role]:
    """The roles of the titles in a declared order. A single title is the headline; one too many is standfirst."""
    above = order[: order.index(Role.HEADLINE)]
    above = above[max(0, len(above) - len(titles) + 1) :]
    roles = [*above, *order[order.index(Role.HEADLINE) :]]
    return {title: roles[n] if n < len(roles) else Role.STANDFIRST for n, title in enumerate(titles)}


def _headline_first(titles: list[int]) -> dict[int, Role]:
    """The first title is the headline; the others are standfirst."""
    return {titles[0]: Role.HEADLINE} | dict.fromkeys(titles[1:], Role.STANDFIRST)


def _contenders(page: ShapedPage, titles: list[int], min_words: int) -> list[int]:
    """The titles that are long enough to be headlines; if there are none, the longest that is no name.

    What a label announces ("Vote now:") is no headline, nor is the label, unless there is nothing else.
    """
    titles = [i for i in titles if not _is_announced(page, i)] or titles
    long_enough = [i for i in titles if page.lines[i].line.words >= min_words]
    if long_enough:
        return long_enough
    named = [i for i in titles if not is_person_name(page.lines[i].text) or len(titles) == 1]
    return [max(named, key=lambda i: page.lines[i].line.words)] if named else []


def _is_announced(page: ShapedPage, index: int) -> bool:
    """Whether the line ends in a colon, or stands right below a title or furniture that does."""
    above = page.lines[index - 1] if index else None
    below_label = above is not None and above.text.endswith(":") and above.shape in (Shape.TITLE, Shape.FURNITURE)
    return page.lines[index].text.endswith(":") or below_label


def _near_anchor(page: ShapedPage, titles: list[int], body: int, layout: Layout) -> list[int]:
    """The titles from the group right above the first date or byline on; the site's own lines stand above the group.

    Furniture, links and list items end a group. All titles stay if none in the group is long enough for a headline.
    """
    anchor = next((i for i in range(body) if page.lines[i].shape in HEADER_SHAPES and titles and titles[0] < i), None)
    if anchor is None:
        return [i for i in titles if not _is_link(page, i)]
    near = _last_group(page, [i for i in titles if i < anchor and not _is_link(page, i)])
    if not any(page.lines[i].line.words >= MIN_HEADLINE_WORDS for i in near):
        return [i for i in titles if not _is_link(page, i)]
    below = [i for i in titles if i > anchor]
    spoken_of = below and len(_shared_words(page, below[0], body)) > 1
    if spoken_of and layout.header is None and not any(_shared_words(page, i, body) for i in near):
        return below  # the site's name and motto stand above its date, the headline below
    return near + below


def _shared_words(page: ShapedPage, index: int, body: int) -> frozenset[str]:
    """The longer words of a title that the first lines of the body take up."""
    first_lines = range(body, min(len(page.lines), body + LINES_COMPARED))
    return page.content_words(index) & frozenset[str]().union(*map(page.content_words, first_lines))


def _last_group(page: ShapedPage, titles: list[int]) -> list[int]:
    """The last of the titles, as many as no line of the site separates."""
    group: list[int] = []
    for index in reversed(titles):
        if group and any(line.shape in _BREAKS for line in page.lines[index + 1 : group[0]]):
            break
        group.insert(0, index)
    return group


def _has_kicker(page: ShapedPage, titles: list[int]) -> bool:
    """Whether the first of several titles is a kicker above a headline, not a headline above a standfirst.

    On pages of many sites, two in three short titles right above a title of headline length are kickers.
    """
    if titles[1] != titles[0] + 1:
        return False
    first, second = (page.lines[i].line.words for i in titles[:2])
    return first <= MAX_KICKER_WORDS and first < second <= MAX_HEADLINE_WORDS


def _has_copied_kicker(page: ShapedPage, titles: list[int]) -> bool:
    """Whether kicker and headline are printed once more, one above the other; the kicker is the shorter."""
    if len(titles) < 2 or titles[1] != titles[0] + 1:
        return False
    again = set(page.copies_near(titles[1]))
    first, second = (page.lines[i].line.words for i in titles[:2])
    return first < second <= MAX_HEADLINE_WORDS and any(i + 1 in again for i in page.copies_near(titles[0]))


def _is_link(page: ShapedPage, index: int) -> bool:
    """Whether a title is an item of a list of latest news, which opens with its time."""
    return bool(_TIMED.match(page.lines[index].text))
