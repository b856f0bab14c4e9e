"""How the text of a PDF's pages is put together: columns one after the other, hyphens joined, running heads told.

What a PDF holds are pieces of text, each with its place. A page is set in columns if many lines begin at each of two or
more places, far from each other, and those on the left end before those on the right begin.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from syria_iraq_archive.patterns import later
from syria_iraq_archive.spans import Span

MIN_LINES = 4  # of a column
MIN_WORDS = 3  # of most lines of a column; the cells of a table have fewer
MIN_APART = 8  # sizes of the type between the beginnings of two columns
MIN_WITHIN = 0.85  # of a column's lines that end before the next column begins
EDGE = 2  # lines at the top and at the bottom of a page among which running heads are looked for
FOOT = 2.5  # sizes of the type between the columns and what stands below them
LETTER = 0.42  # of the size of the type: the least width of a letter on average

_ARABIC = later(r"[\u0590-\u08ff\ufb1d-\ufefc]")
_NUMBERED = later(
    r"(?:.{0,80}\W)?(?:page|seite|صفحة)\s+\d{1,4}(?:\s*(?:of|/|de|von|من)\s*\d{1,4})?$|\W*\d{1,4}\s*(?:/\s*\d{1,4})?\W*$",
    re.IGNORECASE,
)
_CUT_WORD = later(r"([^\W\d_]{2,})(?:-|\u00ad|\u2010)[ \t]*\n[ \t]*([^\W\d_]+)([,.;:!?”\"’')]*)[ \t]*\n?")


class Piece(NamedTuple):
    """A piece of text on a page: where its line begins, from the left and from below, and the size of its type."""

    x: float
    y: float
    size: float
    text: str

    @property
    def end(self) -> float:
        """Where it ends at the latest, as far as its letters tell."""
        return self.x + LETTER * self.size * len(self.text.strip())


def in_columns(pieces: Sequence[Piece]) -> str | None:
    """The text of a page that is set in columns, column by column; None if it isn't."""
    lines = _lines(pieces)
    starts = _columns(lines)
    if len(starts) < 2:
        return None
    to_left = sum(bool(_ARABIC.search(line.text)) for line in lines) > len(lines) / 2
    text: list[str] = []
    for band in _bands(lines, starts):
        for column in _by_column(band, starts, to_left=to_left):
            text += _spaced(column)
    return "\n".join(text)


def _lines(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, with those put together that follow each other on a line."""
    lines: list[Piece] = []
    for piece in pieces:
        last = lines[-1] if lines else None
        same = last is not None and abs(last.y - piece.y) < 0.3 * max(piece.size, 1)
        if last is not None and same and -piece.size < piece.x - last.end < 2 * piece.size:
            lines[-1] = last._replace(text=last.text + piece.text)
        else:
            lines.append(piece)
    return lines


def _columns(lines: Sequence[Piece]) -> list[float]:
    """Where the columns begin, from the left; one or none if the page isn't set in columns."""
    long = sorted((line for line in lines if len(line.text.split()) >= MIN_WORDS), key=lambda line: line.x)
    groups: list[list[Piece]] = []
    for line in long:
        if groups and line.x - groups[-1][0].x < 3 * max(line.size, 1):
            groups[-1].append(line)
        else:
            groups.append([line])
    groups = [group for group in groups if len(group) >= MIN_LINES]
    found: list[list[Piece]] = []
    for group in groups:
        if not found:
            found.append(group)
            continue
        begin = group[0].x
        within = sum(line.end <= begin for line in found[-1])
        beside = _overlap(found[-1], group)
        if begin - found[-1][0].x >= MIN_APART * group[0].size and within >= MIN_WITHIN * len(found[-1]) and beside:
            found.append(group)
    return [min(line.x for line in group) for group in found]


def _overlap(left: Sequence[Piece], right: Sequence[Piece]) -> bool:
    """Whether two columns stand beside each other, at least in part: an indented passage stands below."""
    top, bottom = (
        min(max(p.y for p in left), max(p.y for p in right)),
        max(min(p.y for p in left), min(p.y for p in right)),
    )
    return sum(bottom <= line.y <= top for line in right) >= MIN_LINES


def _bands(lines: Sequence[Piece], starts: Sequence[float]) -> Iterator[list[Piece]]:
    """The page from top to bottom, cut at lines that reach over columns, each of which is a band of its own."""
    ordered = sorted(lines, key=lambda one: -one.y)
    foot = len(ordered)
    while foot > 1 and ordered[foot - 2].y - ordered[foot - 1].y > FOOT * ordered[foot - 1].size:
        foot -= 1
    band: list[Piece] = []
    for line in ordered[:foot]:
        column = _column_of(line, starts)
        if column + 1 < len(starts) and line.end > starts[column + 1] + line.size:
            yield band
            yield [line]
            band = []
        else:
            band.append(line)
    yield band
    yield ordered[foot:]


def _column_of(line: Piece, starts: Sequence[float]) -> int:
    return max((index for index, start in enumerate(starts) if line.x >= start - line.size), default=0)


def _by_column(band: Sequence[Piece], starts: Sequence[float], *, to_left: bool) -> Iterator[list[Piece]]:
    order = range(len(starts))
    for column in reversed(order) if to_left else order:
        own = [line for line in band if _column_of(line, starts) == column]
        if own:
            yield own


def _spaced(lines: Sequence[Piece]) -> Iterator[str]:
    """The lines of a column, with a blank one where more than the usual room is left above."""
    steps = [above.y - line.y for above, line in pairwise(lines) if above.y - line.y > 1]
    usual = Counter(round(step) for step in steps).most_common(1)[0][0] if steps else 0
    for index, line in enumerate(lines):
        if index and usual and lines[index - 1].y - line.y > 1.5 * usual:
            yield ""
        yield line.text.strip("\n")


def with_words_joined(text: str) -> str:
    r"""The text with each word on one line that was cut by a hyphen at a line's end.

    A hyphen stays if the text prints the word with it elsewhere, and none without.

    >>> with_words_joined("They re-\nopened it.\n"), with_words_joined("a well-\nknown road; well-known")
    ('They reopened\nit.\n', 'a well-known\nroad; well-known')
    """
    printed = set(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.lower()))

    def joined(found: re.Match[str]) -> str:
        first, second, marks = found.groups()
        if second[0].isupper() or not second[0].isalpha():
            return found.group()
        hyphened = f"{first}-{second}"
        keeps = hyphened.lower() in printed and (first + second).lower() not in printed
        return f"{hyphened if keeps else first + second}{marks}\n"

    return _CUT_WORD.sub(joined, text)


def running_lines(pages: Sequence[str]) -> list[Span]:
    """The spans, in the pages joined by line ends, of running heads and of numbers of pages.

    They stand at the top or bottom of a page: what is printed there on several pages, but for its numbers, or a number.
    """
    edges = [[*_edge_lines(page)] for page in pages]
    seen = Counter(key for lines in edges for key in {_key(page.of(text)) for page, text in lines})
    least = max(2, len(pages) // 3)
    found: list[Span] = []
    offset = 0
    for page, lines in zip(pages, edges, strict=True):
        for span, text in lines:
            printed = span.of(text)
            if seen[_key(printed)] >= least or _NUMBERED.match(printed):
                found.append(Span(offset + span.start, offset + span.end))
        offset += len(page) + 1
    return sorted(set(found))


def _edge_lines(page: str) -> Iterator[tuple[Span, str]]:
    lines = [Span(*line.span()).within(page) for line in re.finditer(r"[^\n]*\S[^\n]*", page)]
    edge = lines if len(lines) <= EDGE else [*lines[:EDGE], *lines[max(EDGE, len(lines) - EDGE) :]]
    return ((span, page) for span in edge)


def _key(printed: str) -> str:
    """What a running head prints, without its numbers; of a long line the line itself, since prose may stand there."""
    words = re.sub(r"\d+", "#", printed.lower())
    return words if len(words.split()) <= 14 else printed
