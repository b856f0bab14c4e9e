"""Drafts of blocks: a span with the role that its line's place gives it. `blocks` numbers them later."""

from collections.abc import Iterator
from typing import NamedTuple

from syria_iraq_archive.parse.page import ShapedPage
from syria_iraq_archive.parse.shapes import Shape, ShapedLine
from syria_iraq_archive.records import Role
from syria_iraq_archive.spans import Span

REPEATED_ROLES = frozenset({Role.HEADLINE, Role.CAPTION})
"""The roles of blocks whose later copies become repeats. A copy of anything else has the role of its original."""

ROLE_OF_SHAPE = {
    Shape.FURNITURE: Role.CHROME,
    Shape.RELATED: Role.CHROME,
    Shape.PUBLISHED: Role.PUBLISHED,
    Shape.BYLINE: Role.BYLINE,
    Shape.SIGN_OFF: Role.BYLINE,
    Shape.PUBLISHER: Role.PUBLISHER,
    Shape.PLACE: Role.DATELINE,
    Shape.CAPTION: Role.CAPTION,
    Shape.CREDIT: Role.CREDIT,
    Shape.SUMMARY: Role.STANDFIRST,
    Shape.PROSE: Role.PARAGRAPH,
    Shape.TITLE: Role.CROSSHEAD,
    Shape.ITEM: Role.CHROME,
}
"""The role of a line of one piece, unless its place says something else."""


class BlockDraft(NamedTuple):
    """A span with its role and the rule that gave it. A repeat's `copies` is where the block that it copies ends.

    It is the end and not the start, because a caption may still lose its first words to a copy of the headline.
    """

    span: Span
    role: Role
    rule: str
    copies: int | None = None


def as_shaped(line: ShapedLine) -> Iterator[BlockDraft]:
    """The line's pieces, with the roles that its shape proposes."""
    if line.pieces:
        for piece in line.pieces:
            yield BlockDraft(piece.span, piece.role, piece.rule)
    else:
        yield BlockDraft(line.line.span, ROLE_OF_SHAPE[line.shape], line.rule)


def as_role(line: ShapedLine, role: Role, rule: str) -> BlockDraft:
    """The whole line in one role."""
    return BlockDraft(line.line.span, role, rule)


def as_copy(page: ShapedPage, index: int) -> Iterator[BlockDraft]:
    """The line at `index` as a repeat of the line that first printed it; chrome at its ends stays chrome."""
    first, line = page.lines[page.first_print(index)], page.lines[index]
    origin = next((piece.span.end for piece in first.pieces if piece.role is Role.CAPTION), first.line.span.end)
    copied = [piece.span for piece in line.pieces if piece.role is not Role.CHROME] or [line.line.span]
    for piece in line.pieces:
        if piece.role is Role.CHROME:
            yield BlockDraft(piece.span, piece.role, piece.rule)
    yield BlockDraft(Span(copied[0].start, copied[-1].end), Role.REPEAT, "copy", origin)
