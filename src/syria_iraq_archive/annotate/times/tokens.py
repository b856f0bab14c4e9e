"""Turns a text into tokens: each with its span, the class of its word, and what the word stands for.

Most text has no expression of time. So only the stretches around certain words and digits are read, and of these only
the runs of words that the language's lexicon knows.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from syria_iraq_archive.annotate.times.time_words import (
    ARABIC_PHRASES,
    ARABIC_PREFIXES,
    ARABIC_WORDS,
    CAPITALIZED,
    CODE,
    ENGLISH_PHRASES,
    ENGLISH_WORDS,
    WordEntry,
    WordValue,
)
from syria_iraq_archive.fold import in_ascii
from syria_iraq_archive.spans import Span


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language or two that name times."""

    words: Mapping[str, WordEntry]
    heads: frozenset[str]  # an expression of time holds at least one of these words, or digits
    known: Mapping[str, bool]  # each single word → whether it is a part of a head
    whole: bool  # whether its words may have prefixes, so that a text has to be read whole


_PHRASES = "|".join(phrase.replace(" ", r"\s+") for phrase in (*ARABIC_PHRASES, *ENGLISH_PHRASES))
_OPENINGS = "".join(sorted({phrase[0] for phrase in (*ARABIC_PHRASES, *ENGLISH_PHRASES)} | {"a", "p"}))

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

_OTHER: WordEntry = ("other", "")

_ARABIC_LETTER = "\u0600"
_OTHER_CODE = CODE["other"]
_STOP_CODE = CODE["stop"]
_BIGGEST = 9999


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text, as lists side by side. `classes` holds the code of each token's class."""

    classes: list[str]
    starts: list[int]
    ends: list[int]
    values: list[WordValue]

    def add(self, code: str, start: int, end: int, value: WordValue) -> None:
        """Adds a token at the end."""
        self.classes.append(code)
        self.starts.append(start)
        self.ends.append(end)
        self.values.append(value)

    def span(self, first: int, end: int) -> Span:
        """The characters from token `first` up to, but not including, token `end`."""
        return Span(self.starts[first], self.ends[end - 1])


def tokenize(text: str, folded: str, lexicon: Lexicon) -> Tokens:
    """The tokens of the runs of `text` that may hold an expression. `folded` is `text` as `normal` folds it.

    Each run of tokens ends with a token of the class "stop", so that no rule matches from one run into the next.

    >>> text = "On 26 December"
    >>> tokens = tokenize(text, text.lower(), lexicon_of("en"))
    >>> tokens.values, tokens.span(1, 3).of(text)
    (['on', 26, 12, ''], '26 December')
    """
    tokens = Tokens([], [], [], [])
    for window in _windows(folded, lexicon):
        for run in runs(folded, window, lexicon):
            _read(text, folded, run, lexicon.words, tokens)
            tokens.add(_STOP_CODE, run[1], run[1], "")
    return tokens


def _read(text: str, folded: str, stretch: tuple[int, int], words: Mapping[str, WordEntry], tokens: Tokens) -> None:
    """Adds the tokens of one run."""
    get = words.get
    last = ""
    for match in _TOKEN.finditer(folded, *stretch):
        word = match.group()
        entry = get(word)
        if entry is None and last == _OTHER_CODE and word.isascii() and word.isalpha():
            continue  # two words in a row that say nothing are one token
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


def _unlisted(word: str, words: Mapping[str, WordEntry]) -> tuple[WordEntry, int]:
    """The entry of a word that isn't listed as it is printed, and how many of its first characters are a prefix."""
    if word[0].isdecimal():
        return _number(word), 0
    if word[0] in ARABIC_PREFIXES:
        return _prefixed(word, words)
    return words.get(" ".join(word.split()), _OTHER), 0


def _prefixed(word: str, words: Mapping[str, WordEntry]) -> tuple[WordEntry, int]:
    """The entry of an Arabic word without the "and", "in" or "for" before it, and the length of that prefix."""
    bare = _unprefixed(word)
    entry = words.get(bare)
    return (entry, len(word) - len(bare) if bare == word[1:] else 2) if entry and len(word) > 3 else (_OTHER, 0)


def _number(word: str) -> WordEntry:
    """The entry of a token that begins with a digit."""
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


def _integer(word: str) -> WordEntry:
    """The entry of a whole number: a year, a day of a month, or just a number."""
    number = int(word) if len(word) <= 4 else _BIGGEST + 1
    if len(word) == 4 and 1500 <= number <= 2100:
        return "year", number
    if len(word) <= 2 and 1 <= number <= 31:
        return "d", number
    return ("n", number) if number <= _BIGGEST else _OTHER


_MARKS: dict[str, WordEntry] = {
    "-": ("hyphen", "-"), "–": ("hyphen", "–"), ",": ("comma", ","), "،": ("comma", ","), ".": ("dot", "."),
    "/": ("slash", "/"), "'": ("apos", "'"), "’": ("apos", "'"), "$": ("money", "$"), "€": ("money", "€"),
    "£": ("money", "£"), "#": ("money", "#"), "%": ("percent", "%"), ";": ("stop", ";"), "!": ("stop", "!"),
    "?": ("stop", "?"), "½": ("half", "half"), "1/2": ("half", "half"), "am": ("meridiem", "am"),
    "pm": ("meridiem", "pm"), "a.m.": ("meridiem", "am"), "p.m.": ("meridiem", "pm"),
}  # fmt: skip

# Every expression of time holds a word of one of these classes, or certain digits.
_HEAD_CLASSES = (
    "month abbr may weekday weekdays wd season fall part parts noon unit units dual theunit theunits quarter quarters "
    "period weekend century nineties today yesterday tomorrow tonight overnight ereyesterday past current recent now "
    "recently future daily tens"
)

_HEADS = frozenset(_HEAD_CLASSES.split())
_DIGITS = re.compile(r"[0-9](?:[0-9]{3}(?![0-9])|[0-9]?['’]?s|:[0-9]| ?[ap]\.?m|[-/.][0-9])")
_LATIN = re.compile(r"[a-z]+")
_APART = bytes(ord(" ") if chr(code) in "-,.;:!?()[]'`\"/" else code for code in range(256))
_ONLY_LATIN = bytes(code if "a" <= chr(code) <= "z" else ord(" ") for code in range(256))
_AFTER_WORDS = ",.;:،"
_AROUND = 56
"""Characters on either side of a head that are read. No rule matches farther away in any text that makes sense."""


def _lexicon(words: dict[str, WordEntry], *, whole: bool) -> Lexicon:
    heads = frozenset(word for word, (name, _) in words.items() if name in _HEADS)
    parts = {part for head in heads for part in head.split()}
    known = {part: part in parts for word in (*_MARKS, *words) for part in word.split()} | {"": False}
    return Lexicon(_MARKS | words, heads, known, whole)


_ENGLISH = _lexicon(ENGLISH_WORDS, whole=False)
_BOTH = _lexicon(ENGLISH_WORDS | ARABIC_WORDS, whole=True)
_NUMBERS_ONLY = _lexicon({}, whole=False)
_LEXICONS = {"en": _ENGLISH, "ar": _BOTH, None: _BOTH}


def lexicon_of(language: str | None) -> Lexicon:
    """The lexicon of a language.

    If the language isn't known, that is all words; if it has no words here, only digits and marks are read.

    >>> "monday" in lexicon_of("en").words, "monday" in lexicon_of("fr").words
    (True, False)
    """
    return _LEXICONS.get(language, _NUMBERS_ONLY)


def _windows(folded: str, words: Lexicon) -> list[tuple[int, int]]:
    """The stretches of the folded text that may hold an expression of time, in order: `_AROUND` each head, merged.

    Text with Arabic in it is one stretch, because Arabic heads may have prefixes and can't be looked up.
    """
    if words.whole and not folded.isascii():
        return [(0, len(folded))]
    places = [match.start() for match in _DIGITS.finditer(folded)]
    for head in words.heads.intersection(_words_of(folded)):
        place = folded.find(head)
        while place >= 0:
            places.append(place)
            place = folded.find(head, place + len(head))
    return _merged(folded, sorted(places))


def runs(folded: str, window: tuple[int, int], lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """The parts of a window that may hold an expression: all words are known, and one of them is a head or has digits.

    Most words of a window lie outside such parts and needn't be read.

    >>> text = "they left the city late on monday, he said"
    >>> [text[start:end] for start, end in runs(text, (0, len(text)), lexicon_of("en"))]
    [' late on monday, ']
    """
    known = lexicon.known
    begin = at = window[0]
    may_hold = False
    for word in folded[begin : window[1]].split(" "):
        bare = word.rstrip(_AFTER_WORDS)
        is_head = known.get(bare)
        if is_head is None and bare.isalpha() and (bare.isascii() or not _is_prefixed(bare, known)):
            if may_hold:
                yield begin, at
                may_hold = False
            begin = at + len(word)
        elif is_head is not False:
            may_hold = True
        at += len(word) + 1
    if may_hold:
        yield begin, window[1]


def _unprefixed(word: str) -> str:
    """An Arabic word without the "and", "in" or "for" that is joined to it ("وأمس", "للعام")."""
    return f"ال{word[2:]}" if word.startswith("لل") else word[1:]


def _is_prefixed(word: str, known: Mapping[str, bool]) -> bool:
    return word[0] in ARABIC_PREFIXES and _unprefixed(word) in known


def _words_of(folded: str) -> list[str]:
    """The Latin words of the folded text. There is a fast way if it is in ASCII but for the usual marks."""
    plain = in_ascii(folded)
    if not plain.isascii():
        return _LATIN.findall(folded)
    return plain.encode().translate(_APART if folded.isascii() else _ONLY_LATIN).decode().split()


def _merged(folded: str, places: list[int]) -> list[tuple[int, int]]:
    """The stretches around these offsets, merged where they meet, and cut between words."""
    merged: list[tuple[int, int]] = []
    for place in places:
        start, end = _start(folded, place), _end(folded, place)
        if start >= end:
            continue
        if merged and start <= merged[-1][1]:
            start, reached = merged.pop()
            end = max(end, reached)
        merged.append((start, end))
    return merged


def _start(folded: str, place: int) -> int:
    start = max(0, place - _AROUND)
    while 0 < start <= place and folded[start - 1].isalnum():
        start += 1
    return start


def _end(folded: str, place: int) -> int:
    end = min(len(folded), place + _AROUND)
    while place < end < len(folded) and folded[end - 1].isalnum():
        end -= 1
    return end
