"""From a text to its tokens: each with its span, the class of word it is, and what it stands for."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from syria_iraq_archive.annotate.times import arabic, english
from syria_iraq_archive.annotate.times.classes import CODE
from syria_iraq_archive.annotate.times.english import CAPITALIZED, Entry, Value
from syria_iraq_archive.annotate.times.lexicon import Lexicon, runs, unprefixed, windows
from syria_iraq_archive.spans import Span

_PHRASES = "|".join(phrase.replace(" ", r"\s+") for phrase in (*arabic.PHRASES, *english.PHRASES))
_OPENINGS = "".join(sorted({phrase[0] for phrase in (*arabic.PHRASES, *english.PHRASES)} | {"a", "p"}))
_TOKEN = re.compile(
    rf"(?=[{_OPENINGS}])(?:(?:{_PHRASES})(?!\w)|[ap]\.m\.)"
    r"|[^\W\d_]+"
    r"|(?=\d)(?:"
    r"(?:19|20)\d\d([-/])\d\d?\1\d\d?(?!\d)"
    r"|\d\d?([/.-])\d\d?\2(?:19|20)\d\d(?!\d)"
    r"|\d\d?:\d\d(?::\d\d)?(?!\d)"
    r"|\d{1,3}(?:,\d{3})+(?!\d)|\d+\.\d+|1/2"
    r"|(?:\d\d)?\d0['’]?s(?!\w)|\d\d?(?:st|nd|rd|th)(?!\w)|\d+)"
    r"|[^\w\s]"
)
_OTHER: Entry = ("other", "")
_ARABIC_LETTER = "\u0600"
_OTHER_CODE = CODE["other"]
_STOP_CODE = CODE["stop"]
_BIGGEST = 9999


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text, side by side: `classes` holds one character for each, the code of its class."""

    classes: list[str]
    starts: list[int]
    ends: list[int]
    values: list[Value]

    def add(self, code: str, start: int, end: int, value: Value) -> None:
        """Add a token behind the others."""
        self.classes.append(code)
        self.starts.append(start)
        self.ends.append(end)
        self.values.append(value)

    def span(self, first: int, end: int) -> Span:
        """The characters from token `first` up to, but not including, token `end`."""
        return Span(self.starts[first], self.ends[end - 1])


def tokenize(text: str, small: str, lexicon: Lexicon) -> Tokens:
    """The tokens of `text`, which is `small` when folded, around the words that tell a time; the others are left out.

    >>> from syria_iraq_archive.annotate.times.lexicon import lexicon_of
    >>> text = "On 26 December"
    >>> tokens = tokenize(text, text.lower(), lexicon_of("en"))
    >>> tokens.values, tokens.span(1, 3).of(text)
    (['on', 26, 12, ''], '26 December')
    """
    tokens = Tokens([], [], [], [])
    for window in windows(small, lexicon):
        for run in runs(small, window, lexicon):
            _read(text, small, run, lexicon.words, tokens)
            tokens.add(_STOP_CODE, run[1], run[1], "")
    return tokens


def _read(text: str, small: str, stretch: tuple[int, int], words: Mapping[str, Entry], tokens: Tokens) -> None:
    """Add the tokens of one stretch."""
    get = words.get
    last = ""
    for match in _TOKEN.finditer(small, *stretch):
        word = match.group()
        entry = get(word)
        if entry is None and last == _OTHER_CODE and word.isascii() and word.isalpha():
            continue  # words that say nothing need not be told apart
        start, end = match.span()
        if entry is None and word.isascii() and word.isalpha():
            entry = _OTHER
        elif entry is None:
            entry, shift = _unlisted(word, words)
            start += shift
        elif entry[0] in CAPITALIZED and word < _ARABIC_LETTER and not text[start].isupper():
            entry = _OTHER
        code = CODE[entry[0]]
        if code != _OTHER_CODE or last != code:
            tokens.add(code, start, end, entry[1])
            last = code


def _unlisted(word: str, words: Mapping[str, Entry]) -> tuple[Entry, int]:
    """What a word that no lexicon lists is, and how many of its first characters are another word."""
    if word[0].isdecimal():
        return _number(word), 0
    if word[0] in arabic.PREFIXES:
        return _prefixed(word, words)
    return words.get(" ".join(word.split()), _OTHER), 0


def _prefixed(word: str, words: Mapping[str, Entry]) -> tuple[Entry, int]:
    """An Arabic word behind "and", "in" or "for"."""
    bare = unprefixed(word)
    entry = words.get(bare)
    return (entry, len(word) - len(bare) if bare == word[1:] else 2) if entry and len(word) > 3 else (_OTHER, 0)


def _number(word: str) -> Entry:
    """The class and value of what begins with a digit."""
    if word.isdecimal():
        return _integer(word)
    if word[-1] == "s":
        return "decade", int(word.rstrip("s'’"))
    if word[-1].isalpha():
        number = int(word[:-2])
        return ("nth", number) if 1 <= number <= 31 else ("ordinal", number)
    if ":" in word:
        return "clock", word
    if "," in word or word.count(".") == 1:
        return "n", word.replace(",", "")
    return ("isodate" if word[:4].isdecimal() else "numdate"), word


def _integer(word: str) -> Entry:
    number = int(word) if len(word) <= 4 else _BIGGEST + 1
    if len(word) == 4 and 1500 <= number <= 2100:
        return "year", number
    if len(word) <= 2 and 1 <= number <= 31:
        return "d", number
    return ("n", number) if number <= _BIGGEST else _OTHER
