"""A capture's text as shaped lines, with the questions that several rules ask of their neighbourhood."""

from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property

from syria_iraq_archive.fold import fold_words
from syria_iraq_archive.parse.lines import split_lines
from syria_iraq_archive.parse.pieces import Look, Shape, ShapedLine
from syria_iraq_archive.parse.shapes import shape
from syria_iraq_archive.parse.sketches import LineSketch, sketch
from syria_iraq_archive.parse.vocabulary import Vocabulary
from syria_iraq_archive.parse.wrapping import unwrapped
from syria_iraq_archive.records import Role

MIN_COPIED_WORDS = 3
MAX_FOLDED_LENGTH = 1000  # longer lines are copies only to the letter
COPY_REACH = 14  # lines between a headline or caption and its copy
_CUT = 8  # characters at the end of a cut line that may be folded otherwise than in the whole
OPENING, OPENING_KEY = 80, 24  # characters of a line, and of its folded words, that tell most lines apart


@dataclass(frozen=True, eq=False)
class Page:
    """The lines of one capture, or of one article of it."""

    text: str
    lines: tuple[ShapedLine, ...]
    keys: tuple[str, ...]  # for each line, what copies of it are recognised by; may be empty where it has none

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = defaultdict(list)
        for index, key in enumerate(self.keys):
            if key.count(" ") >= MIN_COPIED_WORDS - 1:
                places[key].append(index)
        return places

    def copies_near(self, index: int) -> list[int]:
        """The later lines, within reach, that print the line at `index` again."""
        places = self._places.get(self.keys[index], [])
        return places[bisect_right(places, index) : bisect_right(places, index + COPY_REACH)]

    def first_print(self, index: int) -> int:
        """The first line that prints what the line at `index` prints; the line itself where none did before."""
        places = self._places.get(self.keys[index])
        return places[0] if places else index

    def is_repeated(self, index: int) -> bool:
        """Whether the page prints the line more than once, near by."""
        return self.first_print(index) != index or bool(self.copies_near(index))

    def is_solid(self, index: int) -> bool:
        """Whether the line is prose printed once, and no caption: what bodies are made of."""
        return self._solid[index]

    @cached_property
    def _solid(self) -> list[bool]:
        return [
            line.shape is Shape.PROSE and not self.is_repeated(index) and not self.is_above_credit(index)
            for index, line in enumerate(self.lines)
        ]

    def is_above_credit(self, index: int) -> bool:
        """Whether a photo credit stands right below the line."""
        below = self.lines[index + 1 : index + 2]
        return bool(below) and below[0].shape is Shape.CREDIT and below[0].line.gap == 0

    @cached_property
    def widest_gap(self) -> int:
        """The largest number of blank lines above a line."""
        return max(line.line.gap for line in self.lines)

    @cached_property
    def last_solid(self) -> int:
        """The index of the last solid line; -1 where there is none."""
        return next((i for i in range(len(self.lines) - 1, -1, -1) if self._solid[i]), -1)

    def slice(self, start: int, stop: int) -> "Page":
        """The lines from `start` to before `stop`, as a page of their own."""
        part = Page(self.text, self.lines[start:stop], self.keys[start:stop])
        if "sketches" in self.__dict__:
            part.__dict__["sketches"] = self.sketches[start:stop]
        return part

    @cached_property
    def sketches(self) -> tuple[LineSketch, ...]:
        """What each line measures."""
        return tuple(map(sketch, self.lines))


def read_page(text: str, vocabulary: Vocabulary) -> Page:
    """The lines of `text`, each shaped by itself."""
    lines: list[ShapedLine] = []
    openings: list[str] = []
    for line in unwrapped(text, split_lines(text)):
        look = vocabulary.looks.get(line.text)
        shaped = ShapedLine(line, look.shape, look.rule) if look else shape(line, vocabulary)
        lines.append(shaped)
        openings.append(look.opening if look else opening(_printed(shaped, text)))
        if not (look or shaped.pieces):
            vocabulary.looks.keep(line.text, Look(shaped.shape, shaped.rule, openings[-1]))
    met = Counter(openings)
    keys = tuple(
        _copy_key(_printed(line, text)) if met[begins] > 1 else "" for line, begins in zip(lines, openings, strict=True)
    )
    return Page(text, tuple(lines), keys)


def _printed(shaped: ShapedLine, text: str) -> str:
    """What copies of the line print: a caption without its credit."""
    if not shaped.pieces:
        return shaped.text
    return next((piece.span.of(text) for piece in shaped.pieces if piece.role is Role.CAPTION), shaped.text)


def _copy_key(printed: str) -> str:
    return fold_words(printed) if len(printed) <= MAX_FOLDED_LENGTH else printed


def opening(printed: str) -> str:
    """How the folded words of a line begin: to fold all of every line is dear, and no copy begins otherwise."""
    key = fold_words(printed[:OPENING])
    if len(printed) > OPENING and len(key) < OPENING_KEY + _CUT:  # most of it is marks
        key = fold_words(printed)
    return key[:OPENING_KEY]
