"""The lines of a capture: where each begins and ends, and how many blank lines stand above it.

Some captures are hard-wrapped: their paragraphs are broken into lines of about one width, as plain-text mailers and
terminals print them. The text as a whole shows whether it is wrapped; then the lines of a paragraph become one line
again. A joined line is still a slice of the text, line breaks and all.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from syria_iraq_archive.parse.readable import SeenText, may_hide, readable, seen
from syria_iraq_archive.patterns import later
from syria_iraq_archive.spans import Span

MIN_BROKEN = 2  # lines broken in the middle of a sentence, that a wrapped text has at least
MIN_WIDTH, MAX_WIDTH = 24, 130  # characters; text that breaks elsewhere isn't wrapped for reading
NARROW_WIDTH = 45  # below which short lines are the rule on a page, so that more of them must be broken
MIN_BROKEN_NARROW = 5
MIN_FULL, MIN_FULL_SHARE = 5, 0.7  # lines without room for the next word, in scripts without small letters
MIN_BROKEN_SHARE = 0.4  # of the lines right above another, those that break in the middle of a sentence
FULL_SHARE = 0.75  # of the width: a line so long is full, because the next word didn't fit
MAX_FULL_SHARE = 1.1  # of the width, which lines above a capital may exceed a little

MAX_HEADER_WORDS = 7  # of a byline or date that stands right below a headline

TAKEN_OUT = "\x1f"
"""Stands in a text for each character of a line that was taken out of it: white space, and no line break."""

_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_LINE = later(rf"\S[^{_BREAKS}]*")
_INDENTS = (" ", "\t", "\u00a0", "\u3000")
# A byline, or a day with its month and year.
_HEADER_LINE = later(
    r"(?:By|BY|Published|Posted|Updated)\b:?\s+\w|\d{1,2}[ /.-][^\W_]+[ /.-]\d{4}$"
    r"|(?:[^\W\d]+,? ){0,2}[^\W\d]{3,9}\.? \d{1,2},? \d{4}$"
)
_STOPS = tuple('.!?…؟:”"»)')


class Line(NamedTuple):
    """A line that is not blank, without the white space around it, and without what shows nothing."""

    span: Span
    text: str  # as readers see it
    gap: int  # blank lines above it
    words: int
    origin: SeenText | None = None  # says which characters of the line `text` stands for, if it isn't all of them

    def place(self, part: Span) -> Span:
        """The span of the capture's text that a part of this line's text stands for."""
        exact = self.origin.span(part) if self.origin else part
        return Span(self.span.start + exact.start, self.span.start + exact.end)


def split_lines(text: str) -> list[Line]:
    r"""The lines of `text` in order. A blank line is no line of its own; it counts in the gap of the line below it.

    A line on which nothing is to be seen is blank, too.

    >>> [(line.text, line.gap) for line in split_lines("TT\n\n\n  Hama falls \nHoms")]
    [('TT', 0), ('Hama falls', 2), ('Homs', 0)]
    """
    lines: list[Line] = []
    reached = 0
    hides = may_hide(text)
    for match in _LINE.finditer(text):
        printed, start = match.group().rstrip(), match.start()
        if hides and may_hide(printed):
            visible = seen(printed)
            if not visible.length:
                continue
            printed, start = visible.of(printed), start + visible.start
        breaks = text.count("\n", reached, start) or text.count("\r", reached, start)
        reached = start + len(printed)
        lines.append(_line(Span(start, reached), printed, max(0, breaks - 1), hides))
    return lines


def _line(span: Span, printed: str, gap: int, hides: bool) -> Line:
    """The line that is printed so; `hides` says whether something in it may show nothing."""
    origin = readable(printed) if hides else None
    text = origin.text if origin else printed
    return Line(span, text, gap, len(text.split()), origin)


def unwrapped(text: str, lines: Sequence[Line]) -> list[Line]:
    r"""The lines of `text`, with the lines of one paragraph joined if the text is hard-wrapped.

    Lines between which one was taken out aren't joined: the joined line would hold what was taken out.

    >>> text = "The council met and agreed to open the road to the\nnorth again. It had been closed since\nthe flood."
    >>> [line.span for line in unwrapped(text, split_lines(text))]
    [Span(start=0, end=99)]
    """
    width = _width(text, lines)
    if width is None:
        return list(lines)
    joined: list[Line] = []
    for above, line in zip((None, *lines), lines, strict=False):
        adjoins = above is not None and _adjoin(text, above, line)
        if (
            above is not None
            and adjoins
            and _goes_on(above, line, width, inside=joined[-1].span.start < above.span.start)
        ):
            span = Span(joined[-1].span.start, line.span.end)
            joined[-1] = _line(span, _on_one_line(span.of(text)), joined[-1].gap, may_hide(span.of(text)))
        else:
            joined.append(line)
    return joined


def _adjoin(text: str, above: Line, below: Line) -> bool:
    """Whether nothing stands between the two lines, nor stood there, and the one below isn't set in as a paragraph."""
    between = text[above.span.end : below.span.start]
    if below.gap or TAKEN_OUT in between:
        return False
    return not between.endswith(_INDENTS) or below.text[0].islower() or _is_set_in(text, above)


def _is_set_in(text: str, line: Line) -> bool:
    """Whether white space stands before the line."""
    return text.endswith(_INDENTS, 0, line.span.start)


def _width(text: str, lines: Sequence[Line]) -> int | None:
    """The width, in characters, at which lines are broken; None if they are not."""
    pairs = [(above, below) for above, below in pairwise(lines) if _adjoin(text, above, below)]
    broken = [len(above.text) for above, below in pairs if _is_broken(above, below)]
    if len(broken) < max(MIN_BROKEN, MIN_BROKEN_SHARE * len(pairs)):
        return _width_by_words(pairs)
    width = max(broken)
    least = MIN_WIDTH if len(broken) >= MIN_BROKEN_NARROW else NARROW_WIDTH
    return width if least <= width <= MAX_WIDTH else None


def _is_broken(above: Line, below: Line) -> bool:
    return not above.text.endswith(_STOPS) and below.text[0].islower()


def _width_by_words(pairs: Sequence[tuple[Line, Line]]) -> int | None:
    """The width of a text in a script without small letters: nearly each line is full, the next word doesn't fit."""
    caseless = [(above, below) for above, below in pairs if _has_no_case(below.text[0])]
    if len(caseless) < max(MIN_FULL, MIN_BROKEN_SHARE * len(pairs)):
        return None
    width = max(len(above.text) for above, _ in caseless)
    full = sum(not _has_room(above, below, width) for above, below in caseless)
    return width if full >= MIN_FULL_SHARE * len(caseless) and MIN_WIDTH <= width <= MAX_WIDTH else None


def _has_no_case(letter: str) -> bool:
    return letter.isalpha() and letter.lower() == letter.upper()


def _has_room(above: Line, below: Line, width: int) -> bool:
    """Whether the first word of `below` would have fitted into `above`."""
    return len(above.text) + 1 + len(below.text.split(None, 1)[0]) <= width


def _goes_on(above: Line, below: Line, width: int, *, inside: bool) -> bool:
    """Whether the paragraph of `above` goes on in `below`: a small letter follows, or `above` is full, or has no end.

    A byline or a date by itself goes on with nothing, however full the headline above it is.

    `inside` says that `above` isn't the first line of its paragraph; then it is no heading.
    """
    if _HEADER_LINE.match(below.text) and below.words <= MAX_HEADER_WORDS:
        return False
    if below.text[0].islower() or FULL_SHARE * width <= len(above.text) <= MAX_FULL_SHARE * width:
        return True
    return inside and not above.text.endswith(_STOPS)


def _on_one_line(text: str) -> str:
    """`text` with a space for each line break, so that every character keeps its place."""
    return text.replace("\r", " ").replace("\n", " ")
