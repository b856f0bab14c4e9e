"""How a line divides into pieces, each with the role it would have if nothing around the line said otherwise."""

from enum import StrEnum
from typing import NamedTuple

from syria_iraq_archive.parse.lines import Line
from syria_iraq_archive.records import Role
from syria_iraq_archive.spans import Span


class Shape(StrEnum):
    """What a line looks like by itself; its place among the others decides what it is."""

    FURNITURE = "furniture"
    RELATED = "related"  # furniture that opens a tail of links
    PUBLISHED = "published"
    BYLINE = "byline"
    SIGN_OFF = "sign-off"  # a byline that stands below a body
    PUBLISHER = "publisher"
    PLACE = "place"
    CAPTION = "caption"
    CREDIT = "credit"
    PROSE = "prose"
    TITLE = "title"
    ITEM = "item"  # a short line behind a list mark: of a menu above a body, of a list inside


HEADER_SHAPES = frozenset({Shape.PUBLISHED, Shape.BYLINE, Shape.PUBLISHER})
"""The shapes of lines that stand beside a headline and nowhere else."""


class Piece(NamedTuple):
    """A span of a line with a tentative role, and the rule that proposed it."""

    span: Span
    role: Role
    rule: str


class ShapedLine(NamedTuple):
    """A line, what it looks like, and its division into pieces (none: it is of one piece)."""

    line: Line
    shape: Shape
    rule: str
    pieces: tuple[Piece, ...] = ()
    leads: str | None = None  # "dateline" or "publisher" where one opens a paragraph: an article begins so

    @property
    def text(self) -> str:
        """The text of the line."""
        return self.line.text


class Look(NamedTuple):
    """What a line of one piece looks like wherever it stands, and how its folded words begin."""

    shape: Shape
    rule: str
    opening: str


def divided(
    line: Line, shape: Shape, rule: str, parts: list[tuple[Span, Role]], leads: str | None = None
) -> ShapedLine:
    """The line of that shape with its parts, whose spans count from the line's start, as pieces; none is empty."""
    offset = line.span.start
    pieces = tuple(
        Piece(Span(span.start + offset, span.end + offset), role, rule) for span, role in parts if span.length
    )
    return ShapedLine(line, shape, rule, pieces, leads)
