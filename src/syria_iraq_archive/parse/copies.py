"""Copies: pages print headlines and captions again, and each copy must be found though its spelling may differ."""

from collections import Counter
from collections.abc import Sequence

from syria_iraq_archive.fold import fold_key, fold_words

MIN_SHARED_WORDS = 0.8  # of the shorter of two copies: a credit may be gone, a quotation mark differ
MAX_FOLDED_LENGTH = 1000  # characters; a longer line is a copy only if every character is the same
KEY_START_CHARACTERS = 80  # of a line, folded to find how its key starts
KEY_START_LENGTH = 24  # characters of a key, which tell most lines apart
_CUT = 8  # characters at the end of a cut line that may be folded differently than in the whole line


def are_copies(one: str, other: str) -> bool:
    """Whether two texts are the same but for spelling, or nearly all words of the shorter are in the longer.

    >>> are_copies("Fighters in Hama, Dec. 3, 2024.", "Fighters in  Hama, Dec. 3, 2024.(AP)")
    True
    >>> are_copies("Fighters in Hama", "Fighters in Aleppo on a road")
    False
    """
    if fold_key(one) == fold_key(other):
        return True
    words, other_words = Counter(_words(one)), Counter(_words(other))
    shorter = min(words.total(), other_words.total())
    return shorter > 0 and (words & other_words).total() >= MIN_SHARED_WORDS * shorter


def _words(text: str) -> list[str]:
    letters = "".join(c if c.isalnum() else " " for c in fold_key(text))
    return letters.split()


def copy_keys(printed: Sequence[str], starts: Sequence[str]) -> tuple[str, ...]:
    """For each printed line the key that it shares with its copies; empty if the line has none.

    `starts` are the lines' key starts. Folding whole lines is slow, so only lines that start like another are folded.

    >>> lines = ["Hama falls", "hama  falls", "Homs holds"]
    >>> copy_keys(lines, [key_start(line) for line in lines])
    ('hama falls', 'hama falls', '')
    """
    met = Counter(starts)
    return tuple(_copy_key(line) if met[start] > 1 else "" for line, start in zip(printed, starts, strict=True))


def _copy_key(printed: str) -> str:
    return fold_words(printed) if len(printed) <= MAX_FOLDED_LENGTH else printed


def key_start(printed: str) -> str:
    """The first characters of a line's folded words: all copies of a line have the same ones.

    >>> key_start("“Hama Falls”")
    'hama falls'
    """
    key = fold_words(printed[:KEY_START_CHARACTERS])
    if len(printed) > KEY_START_CHARACTERS and len(key) < KEY_START_LENGTH + _CUT:  # most of it is marks
        key = fold_words(printed)
    return key[:KEY_START_LENGTH]
