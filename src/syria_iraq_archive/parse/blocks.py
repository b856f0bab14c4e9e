"""From a text to its blocks: the parser's steps in their order, and the proof that the blocks tile the text."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from syria_iraq_archive.capture.formats.base import FieldSpan, MarkedLine
from syria_iraq_archive.parse.block_drafts import REPEATED_ROLES, BlockDraft
from syria_iraq_archive.parse.body import draft_body
from syria_iraq_archive.parse.flattened import without_opening
from syria_iraq_archive.parse.header import draft_header, find_body
from syria_iraq_archive.parse.headlines import with_headline
from syria_iraq_archive.parse.layouts import RecognisedLayout, recognise, with_furniture_marked
from syria_iraq_archive.parse.lines import TAKEN_OUT
from syria_iraq_archive.parse.openings import Opening, find_openings
from syria_iraq_archive.parse.overrides import NONE, Overrides
from syria_iraq_archive.parse.page import ShapedPage, read_page
from syria_iraq_archive.parse.page_tree import PageTree
from syria_iraq_archive.parse.readable import may_hide
from syria_iraq_archive.parse.saved_pages import draft_saved_page, is_page, is_saved_whole, joined_pages, read_lines
from syria_iraq_archive.parse.vocabulary import Vocabulary
from syria_iraq_archive.patterns import later
from syria_iraq_archive.records import Block, Role
from syria_iraq_archive.spans import Span, check_tiling


class Section(NamedTuple):
    """The blocks of one article, the rule by which it begins where it does, and its layout."""

    seq: int
    opening: str
    layout: RecognisedLayout
    blocks: tuple[Block, ...]


def parse_text(
    text: str, vocabulary: Vocabulary, overrides: Overrides = NONE, marked: Sequence[MarkedLine] = ()
) -> tuple[tuple[Block, ...], tuple[Section, ...]]:
    r"""The blocks of `text`, which tile it, and the sections of its articles; curators' `overrides` win over the rules.

    If the format of the capture shows what each line is, in `marked`, that counts, and the rules say the rest.

    Lines of which nothing but chrome is left are no article. Raises `InvariantBroken` if the blocks don't tile the
    text: that is a bug.

    >>> from syria_iraq_archive.registry.load import Registry
    >>> text = "Bridge Opens Again in Hit\nThe council opened the bridge again on Monday."
    >>> blocks, sections = parse_text(text, Vocabulary(Registry({}, {})))
    >>> [(block.role.value, block.article) for block in blocks]
    [('headline', 1), ('paragraph', 1)]
    """
    tree = PageTree(marked) if marked else None
    page = read_page(text, vocabulary, may_be_wrapped=tree is None or tree.is_wrapped)
    blocks: list[Block] = []
    sections: list[Section] = []
    for opening, lines in _articles(page, vocabulary, overrides, tree):
        layout, drafts = _lay_out(lines, vocabulary, tree)
        seq = len(sections) + 1
        made = _numbered(overrides.with_roles(text, drafts), len(blocks), seq)
        blocks.extend(made)
        if any(block.article for block in made):
            sections.append(Section(seq, opening.rule, layout, made))
    tiles, parted = with_chrome(blocks, sections, _unseen(text, blocks), "shows-nothing")
    check_tiling(text, (block.span for block in tiles))
    return tiles, parted


def parse_document(
    text: str, fields: Sequence[FieldSpan], vocabulary: Vocabulary, overrides: Overrides = NONE
) -> tuple[tuple[Block, ...], tuple[Section, ...]]:
    """The blocks of a text whose format says what its `fields` are, and that the rest is the body of one article.

    Curators' roles win over both; that another article begins within the document they can't say.
    """
    for override in overrides.openings:
        overrides.refused[override] = "the file itself says where its articles begin"
    page = read_page(without_spans(text, [field.span for field in fields]), vocabulary)
    body = draft_body(page, 0, vocabulary) if page.lines else ()
    said = (BlockDraft(field.span, field.role, field.rule) for field in fields)
    drafts = list(_with_originals(sorted((*said, *body), key=lambda draft: draft.span)))
    made = _numbered(overrides.with_roles(text, drafts), 0, 1)
    sections: list[Section] = []
    if any(block.article for block in made):
        layout = recognise(page if page.lines else read_page(text, vocabulary), vocabulary)
        sections.append(Section(1, "opening:document", layout, made))
    tiles, parted = with_chrome(made, sections, _unseen(text, made), "shows-nothing")
    check_tiling(text, (block.span for block in tiles))
    return tiles, parted


def without_spans(text: str, spans: Sequence[Span]) -> str:
    """`text` with `TAKEN_OUT` in place of the spans and of the line end behind each, so that every offset stays."""
    parts: list[str] = []
    reached = 0
    for span in spans:
        line_end = "\r\n" if text.startswith("\r\n", span.end) else "\n"
        end = span.end + len(line_end) * text.startswith(line_end, span.end)
        parts += [text[reached : span.start], TAKEN_OUT * (end - span.start)]
        reached = end
    return "".join([*parts, text[reached:]])


_UNSEEN = later(r"\S(?:[^\n\r]*\S)?")


def _unseen(text: str, blocks: Sequence[Block]) -> list[Span]:
    """What stands beside the lines that readers see: marks that show nothing, at most one span a line."""
    if not may_hide(text):
        return []
    starts = (*(block.span.start for block in blocks), len(text))
    ends = (0, *(block.span.end for block in blocks))
    gaps = zip(ends, starts, strict=True)
    return [Span(*match.span()) for gap in gaps for match in _UNSEEN.finditer(text, *gap)]


def with_chrome(
    blocks: Sequence[Block], sections: Sequence[Section], spans: Sequence[Span], rule: str
) -> tuple[tuple[Block, ...], tuple[Section, ...]]:
    """The blocks and sections with a block of chrome for each of `spans`, which lie between the blocks, in order."""
    if not spans:
        return tuple(blocks), tuple(sections)
    starts = [span.start for span in spans]
    shift = [bisect_left(starts, block.span.start) for block in blocks]  # chrome blocks that come before each

    def moved(block: Block) -> Block:
        repeats = None if block.repeats is None else block.repeats + shift[block.repeats]
        return block.model_copy(update={"seq": block.seq + shift[block.seq], "repeats": repeats})

    kept = [moved(block) for block in blocks]
    places = [block.span.start for block in blocks]
    chrome = [
        Block(seq=number + bisect_left(places, span.start), role=Role.CHROME, span=span, rule=rule)
        for number, span in enumerate(spans)
    ]
    return tuple(sorted((*kept, *chrome), key=lambda block: block.span)), tuple(
        section._replace(blocks=tuple(kept[block.seq] for block in section.blocks)) for section in sections
    )


def _articles(
    page: ShapedPage, vocabulary: Vocabulary, overrides: Overrides, tree: PageTree | None
) -> Iterator[tuple[Opening, ShapedPage]]:
    """Where each article begins, and its lines."""
    if tree:
        found = tree.openings(page)
    else:
        found = joined_pages(page, vocabulary.page_model) if is_saved_whole(page) else find_openings(page)
    openings = overrides.with_openings(page, found)
    stops = [opening.line for opening in openings[1:]] + [len(page.lines)]
    for opening, stop in zip(openings, stops, strict=False):  # a page that shows nothing has no opening
        yield opening, page.slice(opening.line, stop)


def _lay_out(
    page: ShapedPage, vocabulary: Vocabulary, tree: PageTree | None
) -> tuple[RecognisedLayout, tuple[BlockDraft, ...]]:
    """The layout of an article's lines, and a draft of each block, in order."""
    layout = recognise(page, vocabulary)
    if tree:
        drafts = tuple(draft_saved_page(page, tree.read(page, vocabulary.page_model), vocabulary))
    elif layout.layout.by_model and is_page(page):
        drafts = tuple(draft_saved_page(page, read_lines(page, vocabulary.page_model), vocabulary))
    else:
        page = with_headline(with_furniture_marked(page, layout.layout))
        body = find_body(page)
        drafts = (*draft_header(page, body, layout.layout, vocabulary), *draft_body(page, body, vocabulary))
    in_order = sorted(drafts, key=lambda draft: draft.span)
    return layout, tuple(_with_originals(without_opening(page.text, in_order, vocabulary)))


def _with_originals(drafts: Iterable[BlockDraft]) -> Iterator[BlockDraft]:
    """The drafts with each copy settled: a copy of a copy copies the first, and a copy of other roles is no repeat."""
    ending_at: dict[int, BlockDraft] = {}
    for draft in drafts:
        settled = draft if draft.copies is None else _as_original(draft, ending_at.get(draft.copies))
        ending_at[draft.span.end] = settled
        yield settled


def _as_original(copy: BlockDraft, original: BlockDraft | None) -> BlockDraft:
    if original is None:
        return copy._replace(role=Role.CHROME, rule="copy-of-unfolded", copies=None)
    if original.role is Role.REPEAT:
        return copy._replace(copies=original.copies)
    if original.role in REPEATED_ROLES:
        return copy
    return copy._replace(role=original.role, rule="copy-of-unfolded", copies=None)


def _numbered(drafts: Iterable[BlockDraft], offset: int, article: int) -> tuple[Block, ...]:
    """The blocks of an article, numbered from `offset`; a repeat points to the block that it copies."""
    drafts = list(drafts)
    seq_at = {draft.span.end: seq for seq, draft in enumerate(drafts, start=offset)}
    return tuple(
        Block(
            seq=seq,
            role=draft.role,
            span=draft.span,
            rule=draft.rule,
            article=None if draft.role is Role.CHROME else article,
            repeats=None if draft.copies is None else seq_at[draft.copies],
        )
        for seq, draft in enumerate(drafts, start=offset)
    )
