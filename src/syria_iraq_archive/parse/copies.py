"""Whether one text is a copy of another, as pages print headlines and captions again."""

from collections import Counter

from syria_iraq_archive.fold import fold_key

MIN_SHARED_WORDS = 0.8  # of the shorter of a repeat and what it copies: a credit may be gone, a quotation mark differ


def are_copies(one: str, other: str) -> bool:
    """Whether two texts are the same but for spelling, or the shorter's words are nearly all in the longer.

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
