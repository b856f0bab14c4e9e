"""A saved page in outline: what each line measures, and where the page's longest run of prose stands."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from syria_iraq_archive.parse.page import Page
from syria_iraq_archive.parse.pieces import Shape, ShapedLine
from syria_iraq_archive.parse.sketches import LineSketch


@dataclass(frozen=True)
class Outline:
    """The lines of a page, or of one article of it, in outline."""

    page: Page
    lines: Sequence[LineSketch]
    first: int  # of the longest run of prose
    last: int
    vocabulary: Counter[str]  # in how many lines of that run each longer word stands
    prose_above: Sequence[int]  # for each line and one behind the last: lines of prose above it
    words_above: Sequence[int]  # and words of prose above it

    @property
    def total(self) -> int:
        """The words of prose."""
        return self.words_above[-1]

    def printed(self, text: str) -> int:
        """How often the page prints `text`, in whatever line."""
        start, stop = self.lines[0].line.line.span.start, self.lines[-1].line.line.span.end
        return self.page.text.count(text, start, stop)

    def place(self, index: int) -> str:
        """Whether a line stands before, in or after the longest run of prose."""
        return "b" if index < self.first else "i" if index <= self.last else "a"

    def likeness(self, index: int) -> int | None:
        """Tenths of the longer words of a line that other lines of the longest run have, too."""
        rare = self.lines[index].rare
        if not rare:
            return None
        least = 2 if self.first <= index <= self.last else 1
        return 10 * sum(self.vocabulary.get(word, 0) >= least for word in rare) // len(rare)


def outline(page: Page) -> Outline:
    """The outline of `page`."""
    lines = page.sketches
    first, last = _longest_run(lines)
    vocabulary: Counter[str] = Counter()
    for line in lines[first : last + 1]:
        vocabulary.update(line.rare)
    prose = tuple(accumulate((line.weight > 0 for line in lines), initial=0))
    words = tuple(accumulate((line.weight for line in lines), initial=0))
    return Outline(page, lines, first, last, vocabulary, prose, words)


def _longest_run(lines: Sequence[LineSketch]) -> tuple[int, int]:
    """The stretch of lines with the most prose, a line that is none taking some words away."""
    best = (0, 0, 0)
    current = start = 0
    for index, line in enumerate(lines):
        if current <= 0:
            current, start = 0, index
        current += line.weight or (-7 if len(line.words) <= 2 else -4)
        if current > best[0]:
            best = (current, start, index)
    return best[1], best[2]


def list_runs(lines: Sequence[LineSketch]) -> Iterator[tuple[int, int]]:
    """For each line the stretch of lines of a list that it stands in; empty for a line of no list."""
    index = 0
    while index < len(lines):
        stop = index
        while stop < len(lines) and lines[stop].kind[-1] == "*":
            stop += 1
        if stop == index:
            yield index, index
            index += 1
        else:
            for _ in range(index, stop):
                yield index, stop
            index = stop


def is_furniture(line: ShapedLine) -> bool:
    """Whether the line is furniture by itself."""
    return line.shape in (Shape.FURNITURE, Shape.RELATED)
