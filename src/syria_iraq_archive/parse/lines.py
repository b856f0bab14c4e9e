"""The lines of a capture: where each begins and ends, and how far it stands from the one above."""

import re
from typing import NamedTuple

from syria_iraq_archive.spans import Span

TAKEN_OUT = "\x1f"
"""Stands in a text for each character of a line that was taken out of it: white space, and no line break."""

_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_LINE = re.compile(rf"\S[^{_BREAKS}]*")


class Line(NamedTuple):
    """A line that holds more than white space, less the white space around it."""

    span: Span
    text: str
    gap: int  # blank lines above it
    words: int


def split_lines(text: str) -> list[Line]:
    r"""The lines of `text` in order; lines of white space alone only count as gaps.

    >>> [(line.text, line.gap) for line in split_lines("TT\n\n\n  Hama falls \nHoms")]
    [('TT', 0), ('Hama falls', 2), ('Homs', 0)]
    """
    lines: list[Line] = []
    reached = 0
    for match in _LINE.finditer(text):
        printed, start = match.group().rstrip(), match.start()
        breaks = text.count("\n", reached, start) or text.count("\r", reached, start)
        reached = start + len(printed)
        lines.append(Line(Span(start, reached), printed, max(0, breaks - 1), len(printed.split())))
    return lines
