"""What a line measures, whatever stands around it: its words, how it ends, whether it is prose."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from syria_iraq_archive.parse.pieces import ShapedLine

MAX_WEIGHT = 60  # words that a line of prose counts for at most
MIN_SENTENCE, MIN_PROSE = 8, 20  # words: of prose that ends a sentence, and of prose by its small words alone
RARE_LENGTH = 5  # letters of a word that says what a text is about

SMALL_WORDS = frozenset((
    "a", "an", "the", "of", "in", "on", "to", "and", "or", "for", "with", "at", "by", "from", "as", "that",
    "this", "it", "is", "are", "was", "were", "be", "been", "has", "have", "had", "he", "she", "they", "his",
    "her", "their", "its", "will", "would", "not", "but", "who", "which", "said", "after", "over", "into",
    "than", "about", "up", "out", "when", "more", "also", "there", "can", "could", "no", "if", "we", "you", "i",
    "my", "your", "our", "one", "all", "new", "so", "what", "do", "في", "من", "على", "إلى", "الى", "أن", "ان",
    "عن", "مع", "هذا", "هذه", "التي", "الذي", "بعد", "قبل", "كان", "كانت", "قال", "وقال", "ما", "لا", "بين",
    "كما", "و", "قد", "لم", "ذلك", "حيث", "خلال",
))  # fmt: skip
"""Words that sentences are held together by, and lists are not."""

_LIST_MARK = re.compile(r"[*+•▪●■◦-]\s|o\s|\d{1,2}[.)]\s")
_TRIMMED = ".,:;\"“”'()!?’‘…|"
_STOPS = ".…۔"
_OTHER_ENDS = "!?؟:;,-"


@dataclass(frozen=True, slots=True)
class LineSketch:
    """What one line measures, whatever stands around it."""

    line: ShapedLine
    text: str  # as printed
    words: tuple[str, ...]  # small letters
    end: str  # "." for a full stop, "w" for a word, else the mark
    kind: str  # a letter for the form: length and end together; a star behind it for a list's line
    small: int  # how many of the words are small words
    capitals: int  # how many begin with a capital
    weight: int  # words of prose
    rare: frozenset[str]  # the longer words


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
    small = sum(map(SMALL_WORDS.__contains__, words))
    is_prose = (end == "." and count >= MIN_SENTENCE) or (count >= MIN_PROSE and small * 5 >= count)
    return LineSketch(
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
    if count <= 2:
        return "a"
    if end == ".":
        return "P" if count >= 12 else "s"
    return "bcdL"[bisect_right((6, 15, 24), count - 1)]
