"""Hard-wrapped captures: paragraphs broken into lines of about one width, as plain-text mailers and terminals print.

Whether a capture is wrapped is told by the text as a whole; then what was one line before is taken for one again. A
joined line is still a slice of the text, line breaks and all.
"""

from collections.abc import Sequence
from itertools import pairwise

from syria_iraq_archive.parse.lines import TAKEN_OUT, Line
from syria_iraq_archive.spans import Span

MIN_BROKEN = 2  # lines
MIN_WIDTH, MAX_WIDTH = 45, 130  # characters; what is wrapped elsewhere isn't wrapped for reading
MIN_BROKEN_SHARE = 0.4  # of the lines right above another, those that end in the midst of a sentence
FULL_SHARE = 0.75  # of the width, that a line has when the next word didn't fit any more

_STOPS = tuple('.!?…؟:”"»)')


def unwrapped(text: str, lines: Sequence[Line]) -> list[Line]:
    """The lines of `text`, those of one paragraph joined if the text is wrapped.

    Lines between which one was taken out aren't joined: the joined line would hold what was taken out.
    """
    width = _width(text, lines)
    if width is None:
        return list(lines)
    joined: list[Line] = []
    for above, line in zip((None, *lines), lines, strict=False):
        if above is not None and _adjoin(text, above, line) and _goes_on(above, line, width):
            span = Span(joined[-1].span.start, line.span.end)
            joined[-1] = Line(span, _on_one_line(span.of(text)), joined[-1].gap, joined[-1].words + line.words)
        else:
            joined.append(line)
    return joined


def _adjoin(text: str, above: Line, below: Line) -> bool:
    """Whether nothing stands between the two lines, nor stood there."""
    return below.gap == 0 and TAKEN_OUT not in text[above.span.end : below.span.start]


def _width(text: str, lines: Sequence[Line]) -> int | None:
    """The width at which lines are broken; None where they aren't."""
    pairs = [(above, below) for above, below in pairwise(lines) if _adjoin(text, above, below)]
    broken = [len(above.text) for above, below in pairs if _is_broken(above, below)]
    if len(broken) < max(MIN_BROKEN, MIN_BROKEN_SHARE * len(pairs)):
        return None
    width = max(broken)
    return width if MIN_WIDTH <= width <= MAX_WIDTH else None


def _is_broken(above: Line, below: Line) -> bool:
    return not above.text.endswith(_STOPS) and below.text[0].islower()


def _goes_on(above: Line, below: Line, width: int) -> bool:
    """Whether the paragraph of `above` goes on in `below`: it begins small, or the line above it is full."""
    return below.text[0].islower() or FULL_SHARE * width <= len(above.text) <= width


def _on_one_line(text: str) -> str:
    """`text` with spaces for line breaks, character for character."""
    return text.replace("\r", " ").replace("\n", " ")
