"""Where the body stands on a page, as the chain sees it: what headline, byline and date are looked for beside."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from syria_iraq_archive.parse.page_model.outline import Outline
from syria_iraq_archive.parse.pieces import Shape
from syria_iraq_archive.parse.printed_dates import PrintedDate, find_dates

MAX_DATED_LENGTH = 160  # characters of a line that may hold the date of publication
MIN_TITLE = 4  # words
FIRST_LINES = 3  # of the body, which take up the words of a headline


@dataclass(frozen=True)
class Bearings:
    """A page with the lines of its body, in order."""

    page: Outline
    body: Sequence[int]

    @property
    def start(self) -> int:
        """The first line of the body; of the longest run of prose where there is no body."""
        return self.body[0] if self.body else self.page.first

    @property
    def end(self) -> int:
        """The last line of the body."""
        return self.body[-1] if self.body else self.page.last

    @cached_property
    def is_body(self) -> frozenset[int]:
        """The lines of the body."""
        return frozenset(self.body)

    @cached_property
    def titles_above(self) -> Sequence[int]:
        """For each line and one behind the last: how many lines above it look like titles of some length."""
        titles = (line.line.shape is Shape.TITLE and len(line.words) >= MIN_TITLE for line in self.page.lines)
        return tuple(accumulate(titles, initial=0))

    @cached_property
    def opening_words(self) -> frozenset[str]:
        """The longer words of the first lines of the body."""
        lines = self.page.lines
        return frozenset().union(*(lines[index].rare for index in self.body[:FIRST_LINES]))

    @cached_property
    def body_words(self) -> frozenset[str]:
        """The longer words of the body."""
        lines = self.page.lines
        return frozenset().union(*(lines[index].rare for index in self.body))

    @cached_property
    def dates(self) -> dict[int, list[PrintedDate]]:
        """The lines that hold a day with its month and year, and those dates."""
        found = {}
        for index, line in enumerate(self.page.lines):
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
        """How many lines away the nearest date stands; 99 where there is none."""
        at = bisect_left(self.dated, index)
        return min((abs(index - line) for line in self.dated[max(0, at - 1) : at + 1]), default=99)
