"""What a word does in its sentence: its letter by itself (see `lexicon`), and behind the words before it."""

import re
from functools import lru_cache
from typing import NamedTuple

from syria_iraq_archive.annotate.quotes.lexicon import AMBIGUOUS, BASES, PASTS, TAGS

_ABBREVIATIONS_WORDS = """
Mr Mrs Ms Dr Sen Sens Rep Reps Gov Gen Lt Col Sgt Capt Cmdr Maj Brig Adm Rev Hon Prof St Jr Sr No vs Inc Corp Co Ltd
Jan Feb Aug Sept Oct Nov Dec Atty Amb Pres Supt Messrs
"""
_ABBREVIATIONS = frozenset(_ABBREVIATIONS_WORDS.split())
_ARTICLE_PREFIX = re.compile(r"(?:al|el|as|ash|ad|an|ar|at|az)[-‐‑][A-Z]")


class Word(NamedTuple):
    """What a word is by itself."""

    at_head: str  # letter at the head of a sentence
    within: str  # letter inside one, where a capital makes a name
    plain: str
    is_possessive: bool
    is_plural: bool
    is_abbreviation: bool


@lru_cache(maxsize=1 << 14)  # words come again and again
def read_word(word: str) -> Word:
    """What `word` is by itself.

    >>> read_word("Reports").at_head, read_word("Reports").within
    ('V', 'N')
    """
    capital = word[0].isupper()
    plain = word.lower().replace("’", "'")
    at_head = TAGS.get(plain) or _unknown(word, plain, capital)
    within = at_head
    if capital and word != "I":
        within = "D" if word in _CAPITAL_DETERMINERS else _TIMES.get(word, "N")
    return Word(
        at_head,
        within,
        plain,
        is_possessive=plain.endswith(("'s", "'")),
        is_plural=plain in _PLURALS or (plain.endswith("s") and plain[-2:-1] != "'"),
        is_abbreviation=word in _ABBREVIATIONS or len(word) == 1 or word[1] == ".",
    )


_CAPITAL_DETERMINERS = frozenset({"The", "A", "An", "His", "Her", "Their", "Its"})
_PLURALS = frozenset({"people", "men", "women", "others", "police"})
_TIMES = {word.capitalize(): "M" for word, tag in TAGS.items() if tag == "M"}


def _unknown(word: str, plain: str, capital: bool) -> str:
    """The letter of a word that the lexicon doesn't have."""
    if capital and plain.endswith("ly") and len(plain) > 6:  # "Hastily", and not "Emily"
        return "R"
    if capital or word[0] in "@#$£€" or word[0].isdigit() or _ARTICLE_PREFIX.match(word):
        return "N"
    if plain.endswith("ly"):
        return "R"
    if plain.endswith("ed"):
        return "v"
    return "g" if plain.endswith("ing") else "n"


def in_context(word: Word, tag: str, before: list[str], last: Word) -> str:
    """The letter of a verb or adverb that may be none behind `before`: "the claims", "was told", "Trump's comments"."""
    previous = before[-1] if before else "."
    possessive = last.is_possessive and previous in "Nn"
    if tag == "R":
        return "n" if previous == "D" else tag
    if tag == "G":
        return "V" if previous in "PB" else "n" if previous == "D" or possessive else tag
    if word.plain in BASES and previous not in "PAtRCW," and not (previous in "nN" and last.is_plural):
        return "n"
    if word.plain in AMBIGUOUS and (previous in "DOvb" or possessive):
        return "n"
    return "v" if word.plain in PASTS and _is_passive(before) else tag


def _is_passive(before: list[str]) -> bool:
    """Whether a form of "be" stands right before, adverbs aside."""
    for tag in reversed(before[-3:]):
        if tag != "R":
            return tag == "B"
    return False
