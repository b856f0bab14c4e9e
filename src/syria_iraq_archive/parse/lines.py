"""The lines of a capture: where each begins and ends, and how far it stands from the one above."""

import re
from dataclasses import dataclass

from syria_iraq_archive.spans import Span

_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_LINE = re.compile(f"[^{_BREAKS}]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that holds more than white space, less the white space around it."""

    span: Span
    text: str
    gap: int  # blank lines above it

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())


def split_lines(text: str) -> list[Line]:
    r"""The lines of `text` in order; lines of white space alone only count as gaps.

    >>> [(line.text, line.gap) for line in split_lines("TT\n\n\n  Hama falls \nHoms")]
    [('TT', 0), ('Hama falls', 2), ('Homs', 0)]
    """
    lines: list[Line] = []
    reached = 0
    for match in _LINE.finditer(text):
        span = Span(*match.span()).within(text)
        if span.length:
            breaks = text.count("\n", reached, span.start) or text.count("\r", reached, span.start)
            lines.append(Line(span, span.of(text), max(0, breaks - 1)))
            reached = span.end
    return lines
