"""A saved page in outline: what each line measures, and where the page's longest run of prose stands."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from syria_iraq_archive.parse.page import Page
from syria_iraq_archive.parse.pieces import Shape, ShapedLine

MAX_WEIGHT = 60  # words that a line of prose counts for at most
MIN_SENTENCE, MIN_PROSE = 8, 20  # words: of prose that ends a sentence, and of prose by its small words alone
RARE_LENGTH = 5  # letters of a word that says what a text is about

SMALL_WORDS = frozenset(
    "a an the of in on to and or for with at by from as that this it is are was were be been has have had he she they"
    " his her their its will would not but who which said after over into than about up out when more also there can"
    " could no if we you i my your our one all new so what do"
    " في من على إلى الى أن ان عن مع هذا هذه التي الذي بعد قبل كان كانت قال وقال ما لا بين كما و قد لم ذلك حيث خلال"
    .split()
)  # fmt: skip
"""Words that sentences are held together by, and lists are not."""

_LIST_MARK = re.compile(r"[*+•▪●■◦-]\s|o\s|\d{1,2}[.)]\s")
_TRIMMED = ".,:;\"“”'()!?’‘…|"
_STOPS = ".…۔"
_OTHER_ENDS = "!?؟:;,-"


@dataclass(frozen=True, slots=True)
class LineSketch:
    """What one line measures, whatever stands around it."""

    line: ShapedLine
    words: tuple[str, ...]  # small letters
    end: str  # "." for a full stop, "w" for a word, else the mark
    kind: str  # a letter for the form: length and end together; a star behind it for a list's line
    small: int  # how many of the words are small words
    weight: int  # words of prose
    rare: frozenset[str]  # the longer words

    @property
    def text(self) -> str:
        """The line as printed."""
        return self.line.text


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


def sketch(line: ShapedLine) -> LineSketch:
    """The outline of one line."""
    text = line.text
    words = tuple(text.lower().split())
    bare = text.rstrip("\"'”’»)]") or text
    last = bare[-1]
    end = "." if last in _STOPS else last if last in _OTHER_ENDS else "w"
    if end == "؟":
        end = "?"
    count = len(words)
    small = sum(word in SMALL_WORDS for word in words)
    is_prose = (end == "." and count >= MIN_SENTENCE) or (count >= MIN_PROSE and small * 5 >= count)
    return LineSketch(
        line=line,
        words=words,
        end=end,
        kind=_kind(count, end) + ("*" if _LIST_MARK.match(text) else ""),
        small=small,
        weight=min(count, MAX_WEIGHT) if is_prose else 0,
        rare=frozenset(word.strip(_TRIMMED) for word in words if len(word) >= RARE_LENGTH),
    )


def _kind(count: int, end: str) -> str:
    if count <= 2:
        return "a"
    if end == ".":
        return "P" if count >= 12 else "s"
    return "bcdL"[bisect_right((6, 15, 24), count - 1)]


def outline(page: Page, lines: Sequence[LineSketch]) -> Outline:
    """The outline of `page`, whose lines' sketches are `lines`."""
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
