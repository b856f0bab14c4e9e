"""A saved page in outline: what its lines measure, its longest run of prose, and where its body stands.

Everything here is computed once for a page; the features of lines and candidates ask for it.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from syria_iraq_archive.parse.line_measures import LineMeasures
from syria_iraq_archive.parse.page import ShapedPage
from syria_iraq_archive.parse.printed_dates import PrintedDate, find_dates
from syria_iraq_archive.parse.shapes import Shape, ShapedLine

MAX_DATED_LENGTH = 160  # characters of a line that may hold the date of publication
MIN_TITLE = 4  # words of a title that counts
FIRST_LINES = 3  # of the body: they take up the words of a headline

_STEPS = (1, 2, 3, 4, 5, 6, 8, 11, 15, 20, 30, 50, 100)


class PageOutline(NamedTuple):
    """The lines of a page, or of one article in it, with the run of lines that has the most prose."""

    page: ShapedPage
    lines: Sequence[LineMeasures]
    first: int  # the first and the last line of the longest run of prose
    last: int
    run_words: Counter[str]  # for each longer word, in how many lines of that run it stands
    prose_above: Sequence[int]  # for each line, and behind the last one: the number of lines of prose above it
    words_above: Sequence[int]  # the same for words of prose

    @property
    def total(self) -> int:
        """The number of words of prose."""
        return self.words_above[-1]

    def printed(self, text: str) -> int:
        """How often the page prints `text`, by itself or inside a line."""
        start, stop = self.lines[0].line.line.span.start, self.lines[-1].line.line.span.end
        return self.page.text.count(text, start, stop)

    def place(self, index: int) -> str:
        """Where a line stands: "b" before, "i" in, or "a" after the longest run of prose."""
        return "b" if index < self.first else "i" if index <= self.last else "a"

    def likeness(self, index: int) -> int | None:
        """How many tenths of a line's longer words other lines of the longest run have; None without longer words."""
        rare = self.lines[index].rare
        if not rare:
            return None
        least = 2 if self.first <= index <= self.last else 1
        return 10 * sum(self.run_words.get(word, 0) >= least for word in rare) // len(rare)


def outline_of(page: ShapedPage) -> PageOutline:
    """The outline of `page`."""
    lines = page.measures
    first, last = _longest_run(lines)
    run_words: Counter[str] = Counter()
    for line in lines[first : last + 1]:
        run_words.update(line.rare)
    prose = tuple(accumulate((line.weight > 0 for line in lines), initial=0))
    words = tuple(accumulate((line.weight for line in lines), initial=0))
    return PageOutline(page, lines, first, last, run_words, prose, words)


def _longest_run(lines: Sequence[LineMeasures]) -> tuple[int, int]:
    """The first and last line of the stretch with the most words of prose; a line that is no prose takes some away."""
    best = (0, 0, 0)
    current = start = 0
    for index, line in enumerate(lines):
        if current <= 0:
            current, start = 0, index
        current += line.weight or (-7 if len(line.words) <= 2 else -4)
        if current > best[0]:
            best = (current, start, index)
    return best[1], best[2]


def list_runs(lines: Sequence[LineMeasures]) -> Iterator[tuple[int, int]]:
    """For each line the list that it stands in, from its first line to behind its last; empty if it is in no list."""
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


@dataclass(frozen=True)
class PageWithBody:
    """A page with the lines of its body, in order."""

    outline: PageOutline
    body: Sequence[int]

    @property
    def start(self) -> int:
        """The first line of the body; without a body, of the longest run of prose."""
        return self.body[0] if self.body else self.outline.first

    @property
    def end(self) -> int:
        """The last line of the body; without a body, of the longest run of prose."""
        return self.body[-1] if self.body else self.outline.last

    @cached_property
    def is_body(self) -> frozenset[int]:
        """The lines of the body."""
        return frozenset(self.body)

    @cached_property
    def titles_above(self) -> Sequence[int]:
        """For each line, and behind the last one: how many titles of some length stand above it."""
        titles = (line.line.shape is Shape.TITLE and len(line.words) >= MIN_TITLE for line in self.outline.lines)
        return tuple(accumulate(titles, initial=0))

    @cached_property
    def opening_words(self) -> frozenset[str]:
        """The longer words of the first lines of the body."""
        lines = self.outline.lines
        return frozenset().union(*(lines[index].rare for index in self.body[:FIRST_LINES]))

    @cached_property
    def body_words(self) -> frozenset[str]:
        """The longer words of the body."""
        lines = self.outline.lines
        return frozenset().union(*(lines[index].rare for index in self.body))

    @cached_property
    def dates(self) -> dict[int, list[PrintedDate]]:
        """The lines that hold a day with its month and year, and those dates."""
        found = {}
        for index, line in enumerate(self.outline.lines):
            if len(line.text) <= MAX_DATED_LENGTH and any(map(str.isdigit, line.text)):
                days = [one for one in find_dates(line.text) if one.is_day or one.readings]
                if days:
                    found[index] = days
        return found

    @cached_property
    def dated(self) -> list[int]:
        """The lines that hold a date, in order."""
        return sorted(self.dates)

    def to_date(self, index: int) -> int:
        """How many lines away the nearest date stands; 99 if there is none."""
        at = bisect_left(self.dated, index)
        return min((abs(index - line) for line in self.dated[max(0, at - 1) : at + 1]), default=99)


def with_body(outline: PageOutline, margins: Sequence[int], least: int) -> PageWithBody:
    """The page with the lines of at least that margin as its body; without such a line, its longest run of prose."""
    body = [index for index, margin in enumerate(margins) if margin >= least]
    if not body:
        body = [index for index in range(outline.first, outline.last + 1) if outline.lines[index].weight]
    return PageWithBody(outline, body)


def near(distance: int) -> str:
    """How far two lines stand apart, as part of a feature's name: exact if they are near. "-2" is two lines above.

    >>> near(-2), near(0), near(17)
    ('-2', '0', '9')
    """
    if distance == 0:
        return "0"
    return f"{'-' if distance < 0 else ''}{bisect_right(_STEPS, abs(distance))}"
