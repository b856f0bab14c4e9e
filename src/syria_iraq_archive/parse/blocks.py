"""From a text to its blocks: the parser's last step, in which everything is proved to tile the text."""

from collections.abc import Iterable
from dataclasses import dataclass

from syria_iraq_archive.parse.layouts.base import Recognised
from syria_iraq_archive.parse.openings import Opening, find_openings
from syria_iraq_archive.parse.overrides import NONE, Overrides
from syria_iraq_archive.parse.page import Page, read_page
from syria_iraq_archive.parse.placing import Placed
from syria_iraq_archive.parse.roles import lay_out
from syria_iraq_archive.parse.saved_pages import is_saved_whole, joined_pages
from syria_iraq_archive.parse.vocabulary import Vocabulary
from syria_iraq_archive.records import Block, Role
from syria_iraq_archive.spans import check_tiling


@dataclass(frozen=True, slots=True)
class Section:
    """The blocks of one article with what was seen on the way: why it begins where it does, and its layout."""

    seq: int
    opening: str
    layout: Recognised
    blocks: tuple[Block, ...]


def parse_text(
    text: str, vocabulary: Vocabulary, overrides: Overrides = NONE
) -> tuple[tuple[Block, ...], tuple[Section, ...]]:
    """The blocks of `text`, which tile it, and the articles' sections; curators' `overrides` count before the rules.

    A stretch of which nothing is left but chrome is no article. Raises `InvariantBroken` if the blocks don't tile:
    that is a bug.
    """
    page = read_page(text, vocabulary)
    blocks: list[Block] = []
    sections: list[Section] = []
    for opening, lines in _stretches(page, vocabulary, overrides):
        laid_out = lay_out(lines, vocabulary)
        seq = len(sections) + 1
        made = _blocks(overrides.placed(text, laid_out.placed), len(blocks), seq)
        blocks.extend(made)
        if any(block.article for block in made):
            sections.append(Section(seq, opening.rule, laid_out.layout, made))
    check_tiling(text, (block.span for block in blocks))
    return tuple(blocks), tuple(sections)


def _stretches(page: Page, vocabulary: Vocabulary, overrides: Overrides) -> Iterable[tuple[Opening, Page]]:
    saved = is_saved_whole(page)
    found = joined_pages(page, vocabulary.page_model) if saved else find_openings(page)
    openings = overrides.opened(page, found)
    stops = [opening.line for opening in openings[1:]] + [len(page.lines)]
    for opening, stop in zip(openings, stops, strict=True):
        yield opening, page.slice(opening.line, stop)


def _blocks(placed: Iterable[Placed], offset: int, article: int) -> tuple[Block, ...]:
    """Blocks numbered from `offset`; a repeat points to the block that it copies."""
    placed = list(placed)
    seq_at = {one.span.end: seq for seq, one in enumerate(placed, start=offset)}
    return tuple(
        Block(
            seq=seq,
            role=one.role,
            span=one.span,
            rule=one.rule,
            article=None if one.role is Role.CHROME else article,
            repeats=None if one.copies is None else seq_at[one.copies],
        )
        for seq, one in enumerate(placed, start=offset)
    )
