"""A capture's text as shaped lines, with what many rules ask about a line and its neighbours."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest

from syria_iraq_archive.fold import fold_key
from syria_iraq_archive.parse.boxes import with_boxes
from syria_iraq_archive.parse.copies import copy_keys, key_start
from syria_iraq_archive.parse.line_measures import LineMeasures, measure
from syria_iraq_archive.parse.lines import split_lines, unwrapped
from syria_iraq_archive.parse.name_lines import with_name_lines
from syria_iraq_archive.parse.shape_rules import is_prose, shape
from syria_iraq_archive.parse.shapes import LineLook, Shape, ShapedLine
from syria_iraq_archive.parse.signatures import with_signed_paragraphs
from syria_iraq_archive.parse.vocabulary import Vocabulary
from syria_iraq_archive.patterns import later
from syria_iraq_archive.records import Role

MIN_COPIED_WORDS = 3  # shorter lines, such as labels, are printed twice without being copies
MIN_CONTENT_LETTERS = 5  # of a word that may say what a text is about
COPY_REACH = 14  # lines between a headline or caption and its copy


_WORD = later(r"[^\W\d_]+")


@dataclass(frozen=True, eq=False)
class ShapedPage:
    """The shaped lines of one capture, or of one article in it."""

    text: str
    lines: tuple[ShapedLine, ...]
    keys: tuple[str, ...]  # for each line the key that it shares with its copies; empty if it has none

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = defaultdict(list)
        for index, key in enumerate(self.keys):
            if key.count(" ") >= MIN_COPIED_WORDS - 1:
                places[key].append(index)
        return places

    def copies_near(self, index: int) -> list[int]:
        """The lines within reach below the line at `index` that print it again."""
        places = self._places.get(self.keys[index], [])
        return places[bisect_right(places, index) : bisect_right(places, index + COPY_REACH)]

    def first_print(self, index: int) -> int:
        """The first line that prints what the line at `index` prints: `index` itself if none does above it."""
        places = self._places.get(self.keys[index])
        return places[0] if places else index

    def is_solid(self, index: int) -> bool:
        """Whether the line is prose, printed once, and no caption: bodies are made of such lines."""
        return self._solid[index]

    @cached_property
    def _solid(self) -> list[bool]:
        return [
            line.shape is Shape.PROSE
            and self.first_print(index) == index
            and not self.copies_near(index)
            and not self.is_above_credit(index)
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
        """The index of the last solid line; -1 if there is none."""
        return next((i for i in range(len(self.lines) - 1, -1, -1) if self._solid[i]), -1)

    def slice(self, start: int, stop: int) -> "ShapedPage":
        """The lines from `start` to before `stop`, as a page of their own."""
        part = ShapedPage(self.text, self.lines[start:stop], self.keys[start:stop])
        if "measures" in self.__dict__:  # measured already, which is slow
            part.__dict__["measures"] = self.measures[start:stop]
        return part

    def with_line(self, index: int, line: ShapedLine) -> "ShapedPage":
        """The page with another shape of the line at `index`."""
        return ShapedPage(self.text, (*self.lines[:index], line, *self.lines[index + 1 :]), self.keys)

    def content_words(self, index: int) -> frozenset[str]:
        """The longer words of the line at `index`, folded: they say what it is about."""
        if index not in self._content:
            words = _WORD.findall(fold_key(self.lines[index].text))
            self._content[index] = frozenset([word for word in words if len(word) >= MIN_CONTENT_LETTERS])
        return self._content[index]

    @cached_property
    def _content(self) -> dict[int, frozenset[str]]:
        return {}

    @cached_property
    def measures(self) -> tuple[LineMeasures, ...]:
        """What each line measures."""
        return tuple(map(measure, self.lines))


def read_page(text: str, vocabulary: Vocabulary, *, may_be_wrapped: bool = True) -> ShapedPage:
    r"""The lines of `text`, each with the shape that it has by itself; those of a wrapped paragraph are one.

    >>> from syria_iraq_archive.registry.load import Registry
    >>> page = read_page("Bridge Opens Again\nHome\nBridge opens again", Vocabulary(Registry({}, {})))
    >>> page.first_print(2), page.is_solid(2)
    (0, False)
    """
    lines: list[ShapedLine] = []
    printed: list[str] = []
    starts: list[str] = []
    split = split_lines(text)
    for line in unwrapped(text, split) if may_be_wrapped else split:
        look = vocabulary.looks.get(line.text)
        shaped = ShapedLine(line, look.shape, look.rule) if look else shape(line, vocabulary)
        lines.append(shaped)
        printed.append(_printed(shaped, text))
        starts.append(look.key_start if look else key_start(printed[-1]))
        if not (look or shaped.pieces):
            vocabulary.looks.keep(line.text, LineLook(shaped.shape, shaped.rule, starts[-1]))
    keys = copy_keys(printed, starts)
    titled = tuple(_with_reports_as_titles(lines))
    named = tuple(with_name_lines(tuple(with_signed_paragraphs(titled, keys, vocabulary)), vocabulary))
    return ShapedPage(text, tuple(with_boxes(named, keys)), keys)


def _with_reports_as_titles(lines: Sequence[ShapedLine]) -> Iterator[ShapedLine]:
    """The lines, with what only says whose report it heads ("SANA: Ministry condemns strikes") as a title.

    A paragraph that an outlet's name opens is a sentence, and ends as one, or goes on in the next line.
    """
    for line, below in zip_longest(lines, lines[1:]):
        heads = below is not None and below.line.gap > 0 and below.shape is Shape.PROSE
        if heads and line.rule == "publisher-prefix" and not _has_sentence(line):
            yield ShapedLine(line.line, Shape.TITLE, "title")
        else:
            yield line


def _has_sentence(line: ShapedLine) -> bool:
    """Whether something stands behind an outlet's name that only paragraphs have: a dateline, or a sentence."""
    return any(piece.role is Role.DATELINE for piece in line.pieces) or is_prose(line.text)


def _printed(shaped: ShapedLine, text: str) -> str:
    """What copies of the line print: of a caption only the caption, since its credit may be missing in the copy."""
    if not shaped.pieces:
        return shaped.text
    return next((piece.span.of(text) for piece in shaped.pieces if piece.role is Role.CAPTION), shaped.text)
