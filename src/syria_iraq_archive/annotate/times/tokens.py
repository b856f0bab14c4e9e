"""Turns a text into tokens: each with its span, the class of its word, and what the word stands for.

Most of a text says nothing of time. So it is first looked through for stretches: rows of words that a lexicon lists,
one of which is a head (a word without which there is no expression of time, such as "May") or has a digit. Finding them
takes one look-up for each word, in compiled code. Only what is in a stretch becomes tokens.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import repeat
from typing import NamedTuple

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
from syria_iraq_archive.patterns import later
from syria_iraq_archive.spans import Span


class Lexicon(NamedTuple):
    """The words of one language or two that name times."""

    words: Mapping[str, WordEntry]  # an entry may be of several words
    parts: Mapping[str, int]  # each single word of them → `_LISTED` or `_HEAD`


_PHRASES = "|".join(phrase.replace(" ", r"\s+") for phrase in (*ARABIC_PHRASES, *ENGLISH_PHRASES))
_OPENINGS = "".join(sorted({phrase[0] for phrase in (*ARABIC_PHRASES, *ENGLISH_PHRASES)} | {"a", "p"}))

_TOKEN = later(
    rf"(?=[{_OPENINGS}])(?:(?:{_PHRASES})(?!\w)|[ap]\.m\.)"
    r"|[^\W\d_]+(?:[\u064b-\u0652]+[^\W\d_]*)*"
    r"|(?=\d)(?:"
    r"(?:19|20)\d\d([-/])\d\d?\1\d\d?(?!\d)"
    r"|\d\d?([/.-])\d\d?\2(?:19|20)\d\d(?!\d)"
    r"|\d\d?:\d\d(?::\d\d)?(?!\d)"
    r"|\d{1,3}(?:,\d{3})+(?!\d)|\d+\.\d+|1/2"
    r"|(?:\d\d)?\d0['’]?s(?!\w)|\d\d?(?:st|nd|rd|th)(?!\w)|\d+)"
    r"|[^\w\s\u064b-\u0652]"
)

_OTHER: WordEntry = ("other", "")

_ARABIC_LETTER = "\u0600"
_OTHER_CODE = CODE["other"]
_STOP_CODE = CODE["stop"]
_BIGGEST = 9999


class Tokens(NamedTuple):
    """The tokens of a text, as lists side by side. `classes` holds the code of each token's class."""

    classes: list[str]
    starts: list[int]
    ends: list[int]
    values: list[WordValue]

    def span(self, first: int, end: int) -> Span:
        """The characters from token `first` up to, but not including, token `end`."""
        return Span(self.starts[first], self.ends[end - 1])


def tokenize(text: str, folded: str, lexicon: Lexicon) -> Tokens:
    """The tokens of the stretches of `text` that may hold an expression. `folded` is `text` as `normal` folds it.

    Behind each stretch goes a token of the class "stop", so that no rule matches from one stretch into the next.

    >>> text = "They met on 26 December"
    >>> tokens = tokenize(text, text.lower(), lexicon_of("en"))
    >>> tokens.values, tokens.span(1, 3).of(text)
    (['on', 26, 12, ''], '26 December')
    """
    tokens = Tokens([], [], [], [])
    for stretch in stretches(folded, lexicon):
        _read(text, folded, stretch, lexicon.words, tokens)
    return tokens


def _read(text: str, folded: str, stretch: tuple[int, int], words: Mapping[str, WordEntry], tokens: Tokens) -> None:
    """Adds the tokens of one stretch, and the stop behind it."""
    get, classes, starts, ends, values = words.get, tokens.classes, tokens.starts, tokens.ends, tokens.values
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
        if word >= _ARABIC_LETTER and code in _MONTH_CODES and _is_twin(tokens, folded, start, entry[1]):
            ends[-1] = end
            continue
        if code != _OTHER_CODE or last != code:
            classes.append(code)
            starts.append(start)
            ends.append(end)
            values.append(entry[1])
            last = code
    classes.append(_STOP_CODE)
    starts.append(stretch[1])
    ends.append(stretch[1])
    values.append("")


def _is_twin(tokens: Tokens, folded: str, start: int, value: WordValue) -> bool:
    """Whether the month at `start` is the other name of the month right before it, as in يناير كانون الثاني."""
    if not tokens.classes or tokens.classes[-1] not in _MONTH_CODES or tokens.values[-1] != value:
        return False
    return folded[tokens.ends[-1] : start].isspace()


def _unlisted(word: str, words: Mapping[str, WordEntry]) -> tuple[WordEntry, int]:
    """The entry of a word that isn't listed as it is printed, and how many of its first characters are a prefix."""
    if word[0].isdecimal():
        return _number(word), 0
    word = word.rstrip(_VOWEL_SIGNS)
    if word in words:
        return words[word], 0
    if word[0] in ARABIC_PREFIXES:
        return _prefixed(word, words)
    return words.get(" ".join(word.split()), _OTHER), 0


def _prefixed(word: str, words: Mapping[str, WordEntry]) -> tuple[WordEntry, int]:
    """The entry of an Arabic word without the letters joined to it, and how many characters these take off.

    In "للعام" they are the "for" and half of the article, which the entry has whole; what is taken off is both.
    """
    bare = _unprefixed(word)
    entry = words.get(bare)
    if entry is None or (len(word) <= _SHORT and entry[0] not in _MONTH_CLASSES):
        return _OTHER, 0
    return entry, len(word) - len(bare) if bare == word[1:] else 2


_VOWEL_SIGNS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652"  # Arabic prints them over a letter, or not
_SHORT = 3  # letters of a word that is rather a word of its own, unless it is a month behind an "and"
_MONTH_CLASSES = ("month", "may")
_MONTH_CODES = tuple(CODE[name] for name in _MONTH_CLASSES)


def _unprefixed(word: str) -> str:
    """An Arabic word without the "and", "in" or "for" that is joined to it ("وأمس", "للعام")."""
    return f"ال{word[2:]}" if word.startswith("لل") else word[1:]


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
    "?": ("stop", "?"), "(": ("paren", "("), ")": ("paren", ")"),
    "½": ("half", "half"), "1/2": ("half", "half"), "am": ("meridiem", "am"),
    "pm": ("meridiem", "pm"), "a.m.": ("meridiem", "am"), "p.m.": ("meridiem", "pm"),
}  # fmt: skip

# Every expression of time holds a word of one of these classes, or digits; those of two words hold one of these words.
_HEAD_CLASS_NAMES = """
month abbr may holiday weekday weekdays dayname wd season fall part parts noon unit units dual theunit theunits thedual
quarter quarters period
weekend century nineties today yesterday tomorrow tonight overnight past current recent now recently future
daily tens
"""
_HEAD_CLASSES = frozenset(_HEAD_CLASS_NAMES.split())

# What a word may be in a stretch.
_UNLISTED, _LISTED, _HEAD = 0, 1, 2

_STITCH = "\x01"
SEAM = f"\n{_STITCH}\n"
"""What is put between blocks that are read together: no stretch, no expression and no clause goes across it.

`TimePhrase.folded` has it, too: a rule that looks at the words around must not look across its middle character.
"""

_ARABIC = later("[\u0600-\u06ff]")
_BEYOND_ASCII = later(r"[^\x00-\x7f](?<=[\u0600-\u06ff\d])")  # letters and digits that the lexicons know
# A vowel sign within a word belongs to it.
_NO_WORD = later(rf"[^\w{_STITCH} ](?:(?<![\u064b-\u0652])|[\u064b-\u0652]*(?!\w))")
_DIGIT = later(r"\d")
_NUMBER = later("0[^ ]*")  # where every digit is a zero
_ASCII_APART = bytes(
    ord("0" if chr(code).isdigit() else "x" if chr(code) == _STITCH else chr(code) if chr(code).isalnum() else " ")
    for code in range(128)
) + bytes(128)  # the stitch counts as a word that isn't listed


def _lexicon(words: dict[str, WordEntry]) -> Lexicon:
    entries = _MARKS | words
    heads = (word for word, (name, _) in words.items() if name in _HEAD_CLASSES)
    parts = dict.fromkeys(_parts(entries), _LISTED) | dict.fromkeys(_parts(heads), _HEAD)
    return Lexicon(entries, parts | {"": _LISTED})  # between two marks there is an empty word


def _parts(entries: Iterable[str]) -> Iterator[str]:
    """The single words of entries, "a" and "m" of "a.m."; Arabic ones with each "and" or "for" joined to them, too."""
    for entry in entries:
        for word in _NO_WORD.sub(" ", entry).split():
            yield word
            if _ARABIC.match(word):
                yield from (prefix + word for prefix in ARABIC_PREFIXES)
                if word.startswith("ال"):
                    yield f"لل{word[2:]}"


_ENGLISH = _lexicon(ENGLISH_WORDS)
_BOTH = _lexicon(ENGLISH_WORDS | ARABIC_WORDS)
_NUMBERS_ONLY = _lexicon({})
_LEXICONS = {"en": _ENGLISH, "ar": _BOTH, None: _BOTH}


def lexicon_of(language: str | None) -> Lexicon:
    """The lexicon of a language, given as an ISO code: English, or English and Arabic for Arabic.

    The latter is also the one for text whose language isn't known (None). That of any other language has no words: then
    only digits and marks are read.

    >>> "monday" in lexicon_of("en").words, "monday" in lexicon_of("fr").words
    (True, False)
    """
    return _LEXICONS.get(language, _NUMBERS_ONLY)


def stretches(folded: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Where the stretches of a folded text begin and end, with the marks on either side of each.

    >>> text = "they left the city late on monday, he said"
    >>> [text[start:end] for start, end in stretches(text, lexicon_of("en"))]
    [' late on monday, ']
    """
    apart = _apart(folded)
    words = apart.split(" ")
    kinds = bytearray(map(lexicon.parts.get, words, repeat(_UNLISTED)))
    number = reached = 0
    for match in _NUMBER.finditer(apart):
        number += apart.count(" ", reached, match.start())
        reached = match.start()
        kinds[number] = _HEAD
    number = at = 0  # the word we are at, and the offset at which it begins
    for first, last in _rows(kinds):
        at += sum(map(len, words[number:first])) + first - number
        start = max(0, at - 1)
        at += sum(map(len, words[first:last])) + last - first
        number = last
        yield start, min(at, len(folded))


def _rows(kinds: bytearray) -> Iterator[tuple[int, int]]:
    """The rows of listed words that have a head, by the kinds of all words. No word is looked at twice."""
    head = kinds.find(_HEAD)
    while head >= 0:
        last = kinds.find(_UNLISTED, head)
        last = last if last >= 0 else len(kinds)
        yield kinds.rfind(_UNLISTED, 0, head) + 1, last
        head = kinds.find(_HEAD, last)


def _apart(folded: str) -> str:
    """The folded text with a space for each character that is no part of a word, and "0" for each digit.

    In a text without Arabic that is every character that isn't ASCII, too: no word that we list has any.
    """
    plain = in_ascii(folded)
    if not plain.isascii() and _BEYOND_ASCII.search(plain):
        return _DIGIT.sub("0", _NO_WORD.sub(" ", plain).replace("_", " "))
    return plain.encode("ascii", "replace").translate(_ASCII_APART).decode("ascii")
