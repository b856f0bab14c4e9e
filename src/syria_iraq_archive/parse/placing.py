"""Placing a line: from its shape, and the role its place gives it, to spans with roles."""

from collections.abc import Iterator
from typing import NamedTuple

from syria_iraq_archive.parse.page import Page
from syria_iraq_archive.parse.pieces import Shape, ShapedLine
from syria_iraq_archive.records import Role
from syria_iraq_archive.spans import Span


class Placed(NamedTuple):
    """A span with its final role and the rule that gave it; `copies` is where the block that a repeat copies ends.

    Where it ends, not where it begins: a caption may yet lose its first words to a copy of the headline.
    """

    span: Span
    role: Role
    rule: str
    copies: int | None = None


def as_shaped(line: ShapedLine) -> Iterator[Placed]:
    """The line's pieces with the roles that its shape proposed."""
    if line.pieces:
        for piece in line.pieces:
            yield Placed(piece.span, piece.role, piece.rule)
    else:
        yield Placed(line.line.span, ROLE_OF_SHAPE[line.shape], line.rule)


def as_role(line: ShapedLine, role: Role, rule: str) -> Placed:
    """The whole line in one role."""
    return Placed(line.line.span, role, rule)


def as_copy(page: Page, index: int) -> Iterator[Placed]:
    """The line, less the chrome at its ends, as a repeat of the line that first printed it."""
    first, line = page.lines[page.first_print(index)], page.lines[index]
    origin = next((piece.span.end for piece in first.pieces if piece.role is Role.CAPTION), first.line.span.end)
    copied = [piece.span for piece in line.pieces if piece.role is not Role.CHROME] or [line.line.span]
    for piece in line.pieces:
        if piece.role is Role.CHROME:
            yield Placed(piece.span, piece.role, piece.rule)
    yield Placed(Span(copied[0].start, copied[-1].end), Role.REPEAT, "copy", origin)


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
    Shape.PROSE: Role.PARAGRAPH,
    Shape.TITLE: Role.CROSSHEAD,
    Shape.ITEM: Role.CHROME,
}
"""The role of a line of one piece, where its place says nothing else."""
