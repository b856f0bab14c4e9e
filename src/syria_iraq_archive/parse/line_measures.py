"""What a line measures, whatever stands around it: its words, how it ends, whether it is prose."""

from bisect import bisect_right
from typing import NamedTuple

from syria_iraq_archive.parse.shapes import ShapedLine
from syria_iraq_archive.patterns import later

MAX_WEIGHT = 60  # words that a line of prose counts for at most, however long it is
MIN_SENTENCE = 8  # words of a line that is prose because it ends a sentence
MIN_PROSE = 20  # words of a line that is prose whatever its end, if a fifth of them are small words
RARE_LENGTH = 5  # letters of a word that may say what a text is about

SMALL_WORDS = frozenset((
    "a", "an", "the", "of", "in", "on", "to", "and", "or", "for", "with", "at", "by", "from", "as", "that",
    "this", "it", "is", "are", "was", "were", "be", "been", "has", "have", "had", "he", "she", "they", "his",
    "her", "their", "its", "will", "would", "not", "but", "who", "which", "said", "after", "over", "into",
    "than", "about", "up", "out", "when", "more", "also", "there", "can", "could", "no", "if", "we", "you", "i",
    "my", "your", "our", "one", "all", "new", "so", "what", "do", "في", "من", "على", "إلى", "الى", "أن", "ان",
    "عن", "مع", "هذا", "هذه", "التي", "الذي", "بعد", "قبل", "كان", "كانت", "قال", "وقال", "ما", "لا", "بين",
    "كما", "و", "قد", "لم", "ذلك", "حيث", "خلال",
))  # fmt: skip
"""The words that hold sentences together. Menus and lists have few of them."""

_LIST_MARK = later(r"[*+•▪●■◦-]\s|o\s|\d{1,2}[.)]\s")
_TRIMMED = ".,:;\"“”'()!?’‘…|"
_STOPS = ".…۔"
_OTHER_ENDS = "!?؟:;,-"


class LineMeasures(NamedTuple):
    """A line, and what it measures by itself."""

    line: ShapedLine
    text: str  # as printed
    words: tuple[str, ...]  # in small letters
    end: str  # "." for a full stop, "w" for a word, else the mark
    kind: str  # a letter for length and end together, with a star behind it if the line is of a list
    small: int  # how many of the words are small words
    capitals: int  # how many of them begin with a capital
    weight: int  # the number of words if the line is prose, else 0
    rare: frozenset[str]  # the longer words


def measure(line: ShapedLine) -> LineMeasures:
    """What `line` measures.

    >>> from syria_iraq_archive.parse.lines import split_lines
    >>> from syria_iraq_archive.parse.shapes import Shape
    >>> [line] = split_lines("The council opened the bridge again on Monday.")
    >>> measures = measure(ShapedLine(line, Shape.PROSE, "prose"))
    >>> measures.weight, measures.kind, sorted(measures.rare)
    (8, 's', ['again', 'bridge', 'council', 'monday', 'opened'])
    """
    text = line.text
    words = tuple(text.lower().split())
    bare = text.rstrip("\"'”’»)]") or text
    last = bare[-1]
    end = "." if last in _STOPS else last if last in _OTHER_ENDS else "w"
    if end == "؟":
        end = "?"
    count = len(words)
    small = sum(map(SMALL_WORDS.__contains__, words))
    is_prose = (end == "." and count >= MIN_SENTENCE) or (count >= MIN_PROSE and small * 5 >= count)
    return LineMeasures(
        line=line,
        text=text,
        words=words,
        end=end,
        kind=_kind(count, end) + ("*" if _LIST_MARK.match(text) else ""),
        small=small,
        capitals=sum([word[0].isupper() for word in text.split()]),
        weight=min(count, MAX_WEIGHT) if is_prose else 0,
        rare=frozenset([word.strip(_TRIMMED) for word in words if len(word) >= RARE_LENGTH]),
    )


def _kind(count: int, end: str) -> str:
    """A letter that tells labels from sentences: "a" for two words, "s" and "P" for sentences, else by length."""
    if count <= 2:
        return "a"
    if end == ".":
        return "P" if count >= 12 else "s"
    return "bcdL"[bisect_right((6, 15, 24), count - 1)]
