"""What a line can look like by itself: its shape, and the pieces it divides into."""

from enum import StrEnum
from typing import NamedTuple

from syria_iraq_archive.parse.lines import Line
from syria_iraq_archive.records import Role
from syria_iraq_archive.spans import Span


class Shape(StrEnum):
    """What a line looks like by itself. Its place among the other lines decides later what it is."""

    FURNITURE = "furniture"
    RELATED = "related"  # a heading above links to other stories
    PUBLISHED = "published"
    BYLINE = "byline"
    SIGN_OFF = "sign-off"  # a byline that stands below a body
    PUBLISHER = "publisher"
    PLACE = "place"
    CAPTION = "caption"
    CREDIT = "credit"
    PROSE = "prose"
    SUMMARY = "summary"  # a point of a summary, behind a label that says so
    TITLE = "title"
    ITEM = "item"  # a short line behind a list mark: part of a menu above a body, or of a list in it


HEADER_SHAPES = frozenset({Shape.PUBLISHED, Shape.BYLINE, Shape.PUBLISHER})
"""The shapes of lines that stand beside a headline and nowhere else."""


class LinePiece(NamedTuple):
    """A part of a line with the role it has unless the lines around it say otherwise, and the rule that proposed it."""

    span: Span
    role: Role
    rule: str


class ShapedLine(NamedTuple):
    """A line, what it looks like, and the pieces it divides into. A line of one piece has no `pieces`."""

    line: Line
    shape: Shape
    rule: str
    pieces: tuple[LinePiece, ...] = ()
    leads: str | None = None  # "dateline" or "publisher" if one opens the paragraph, as the first of an article does

    @property
    def is_summary(self) -> bool:
        """Whether the line holds a point of a summary, as only headers do."""
        return self.shape is Shape.SUMMARY or any(piece.role is Role.STANDFIRST for piece in self.pieces)

    @property
    def text(self) -> str:
        """The text of the line."""
        return self.line.text


class LineLook(NamedTuple):
    """What a line of one piece looks like, wherever it stands: what is remembered of it between captures."""

    shape: Shape
    rule: str
    key_start: str  # of the key by which its copies are found


def divided(
    line: Line, shape: Shape, rule: str, parts: list[tuple[Span, Role]], leads: str | None = None
) -> ShapedLine:
    """The line with that shape and its `parts` as pieces. Their spans count from the line's start; empty ones go."""
    pieces = tuple(LinePiece(line.place(span), role, rule) for span, role in parts if span.length)
    return ShapedLine(line, shape, rule, pieces, leads)
