"""Spans of a text, and the check that the spans of a capture leave out none of its characters."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from syria_iraq_archive.errors import InvariantBroken

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema


class Span(NamedTuple):
    """A stretch of a text from `start` up to, but not including, `end`, counted in code points.

    >>> Span(0, 6).of("Aleppo fell")
    'Aleppo'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of `text` that this span covers."""
        return text[self.start : self.end]

    @property
    def length(self) -> int:
        """How many code points this span covers."""
        return self.end - self.start

    def overlaps(self, other: "Span") -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Whether every character of `other` lies in this span."""
        return self.start <= other.start and other.end <= self.end

    def within(self, text: str) -> "Span":
        """This span without the white space (``str.isspace``) at either end.

        >>> Span(0, 9).within("  Hama  !")
        Span(start=2, end=9)
        """
        piece = self.of(text)
        start = self.start + len(piece) - len(piece.lstrip())
        return Span(start, max(start, self.start + len(piece.rstrip())))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: "GetCoreSchemaHandler") -> "CoreSchema":
        """Tells pydantic to keep a value that is a `Span` already, and to make one of anything else."""
        from pydantic_core import core_schema

        made = handler(source)
        return core_schema.union_schema([core_schema.is_instance_schema(cls), made], mode="left_to_right")


def last_words(text: str, number: int) -> int:
    """The offset at which the last `number` words of `text` begin, counting the white space before them.

    Searching only from there on is much faster than searching the whole text backwards with a pattern.

    >>> last_words("they left Hama on Monday ", 2)
    14
    """
    parts = text.rsplit(None, number)
    return len(parts[0]) if len(parts) > number else 0


def check_tiling(text: str, spans: Iterable[Span]) -> None:
    """Check that `spans` are in order, don't overlap, are trimmed, and together hold everything but white space.

    Raises `InvariantBroken`, which names the first characters at which that fails.

    >>> check_tiling("TT  Hama", [Span(0, 2), Span(4, 8)])
    >>> check_tiling("TT  Hama", [Span(4, 8)])
    Traceback (most recent call last):
    syria_iraq_archive.errors.InvariantBroken: characters 0-4 lie in no block: 'TT  '
    """
    reached = 0
    for span in spans:
        start, end = span
        if start < reached or end <= start or end > len(text):
            raise InvariantBroken(f"block {start}-{end} is out of order, empty, or outside the text")
        if text[start].isspace() or text[end - 1].isspace():
            raise InvariantBroken(f"block {start}-{end} begins or ends in white space")
        _check_gap(text, reached, start)
        reached = end
    _check_gap(text, reached, len(text))


def _check_gap(text: str, start: int, end: int) -> None:
    gap = text[start:end]
    if gap and not gap.isspace():
        raise InvariantBroken(f"characters {start}-{end} lie in no block: {gap[:40]!r}")
