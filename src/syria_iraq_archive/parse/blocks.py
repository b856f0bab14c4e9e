"""From a text to its blocks: the parser's steps in their order, and the proof that the blocks tile the text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from syria_iraq_archive.parse.block_drafts import REPEATED_ROLES, BlockDraft
from syria_iraq_archive.parse.body import draft_body
from syria_iraq_archive.parse.header import draft_header, find_body
from syria_iraq_archive.parse.headlines import with_headline
from syria_iraq_archive.parse.layouts import RecognisedLayout, recognise, without_furniture
from syria_iraq_archive.parse.openings import Opening, find_openings
from syria_iraq_archive.parse.overrides import NONE, Overrides
from syria_iraq_archive.parse.page import ShapedPage, read_page
from syria_iraq_archive.parse.saved_pages import draft_saved_page, is_page, is_saved_whole, joined_pages
from syria_iraq_archive.parse.vocabulary import Vocabulary
from syria_iraq_archive.records import Block, Role
from syria_iraq_archive.spans import check_tiling


@dataclass(frozen=True, slots=True)
class Section:
    """The blocks of one article, the rule by which it begins where it does, and its layout."""

    seq: int
    opening: str
    layout: RecognisedLayout
    blocks: tuple[Block, ...]


def parse_text(
    text: str, vocabulary: Vocabulary, overrides: Overrides = NONE
) -> tuple[tuple[Block, ...], tuple[Section, ...]]:
    r"""The blocks of `text`, which tile it, and the sections of its articles; curators' `overrides` win over the rules.

    Lines of which nothing but chrome is left are no article. Raises `InvariantBroken` if the blocks don't tile the
    text: that is a bug.

    >>> from syria_iraq_archive.registry.load import Registry
    >>> text = "Bridge Opens Again in Hit\nThe council opened the bridge again on Monday."
    >>> blocks, sections = parse_text(text, Vocabulary(Registry({}, {})))
    >>> [(block.role.value, block.article) for block in blocks]
    [('headline', 1), ('paragraph', 1)]
    """
    page = read_page(text, vocabulary)
    blocks: list[Block] = []
    sections: list[Section] = []
    for opening, lines in _articles(page, vocabulary, overrides):
        layout, drafts = _lay_out(lines, vocabulary)
        seq = len(sections) + 1
        made = _numbered(overrides.with_roles(text, drafts), len(blocks), seq)
        blocks.extend(made)
        if any(block.article for block in made):
            sections.append(Section(seq, opening.rule, layout, made))
    check_tiling(text, (block.span for block in blocks))
    return tuple(blocks), tuple(sections)


def _articles(page: ShapedPage, vocabulary: Vocabulary, overrides: Overrides) -> Iterator[tuple[Opening, ShapedPage]]:
    """Where each article begins, and its lines."""
    found = joined_pages(page, vocabulary.page_model) if is_saved_whole(page) else find_openings(page)
    openings = overrides.with_openings(page, found)
    stops = [opening.line for opening in openings[1:]] + [len(page.lines)]
    for opening, stop in zip(openings, stops, strict=True):
        yield opening, page.slice(opening.line, stop)


def _lay_out(page: ShapedPage, vocabulary: Vocabulary) -> tuple[RecognisedLayout, tuple[BlockDraft, ...]]:
    """The layout of an article's lines, and a draft of each block, in order."""
    layout = recognise(page, vocabulary)
    if layout.layout.by_model and is_page(page):
        drafts = tuple(draft_saved_page(page, vocabulary.page_model, vocabulary))
    else:
        page = with_headline(without_furniture(page, layout.layout))
        body = find_body(page)
        drafts = (*draft_header(page, body, layout.layout, vocabulary), *draft_body(page, body, vocabulary))
    return layout, tuple(_with_originals(sorted(drafts, key=lambda draft: draft.span)))


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
