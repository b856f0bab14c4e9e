"""The words that the lexer knows in a language, and where in a text it is worth reading at all."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from syria_iraq_archive.annotate.times import arabic, english
from syria_iraq_archive.annotate.times.english import Entry
from syria_iraq_archive.fold import in_ascii

_MARKS: dict[str, Entry] = {
    "-": ("hyphen", "-"), "–": ("hyphen", "–"), ",": ("comma", ","), "،": ("comma", ","), ".": ("dot", "."),
    "/": ("slash", "/"), "'": ("apos", "'"), "’": ("apos", "'"), "$": ("money", "$"), "€": ("money", "€"),
    "£": ("money", "£"), "#": ("money", "#"), "%": ("percent", "%"), ";": ("stop", ";"), "!": ("stop", "!"),
    "?": ("stop", "?"), "½": ("half", "half"), "1/2": ("half", "half"), "am": ("meridiem", "am"),
    "pm": ("meridiem", "pm"), "a.m.": ("meridiem", "am"), "p.m.": ("meridiem", "pm"),
}  # fmt: skip

# Without a word of one of these classes, or certain digits, there is no temporal expression.
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
"""Characters on both sides of a head that are read: no rule's pattern reaches farther in any sensible text."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language or two, and those of them without which there is no temporal expression."""

    words: Mapping[str, Entry]
    heads: frozenset[str]
    known: Mapping[str, bool]  # each word, those of entries of several apart → whether it is one of a head
    whole: bool  # its words take prefixes, so that texts are read whole


def _lexicon(words: dict[str, Entry], *, whole: bool) -> Lexicon:
    heads = frozenset(word for word, (name, _) in words.items() if name in _HEADS)
    parts = {part for head in heads for part in head.split()}
    known = {part: part in parts for word in (*_MARKS, *words) for part in word.split()} | {"": False}
    return Lexicon(_MARKS | words, heads, known, whole)


_ENGLISH = _lexicon(english.WORDS, whole=False)
_BOTH = _lexicon(english.WORDS | arabic.WORDS, whole=True)
_NUMBERS_ONLY = _lexicon({}, whole=False)
_LEXICONS = {"en": _ENGLISH, "ar": _BOTH, None: _BOTH}


def lexicon_of(language: str | None) -> Lexicon:
    """The words of that language; those of all where it isn't known, none but numbers where it has none here."""
    return _LEXICONS.get(language, _NUMBERS_ONLY)


def windows(small: str, words: Lexicon) -> list[tuple[int, int]]:
    """The stretches of the folded text that may hold a temporal expression: around each head, merged, in order."""
    if words.whole and not small.isascii():
        return [(0, len(small))]
    places = [match.start() for match in _DIGITS.finditer(small)]
    for head in words.heads.intersection(_words_of(small)):
        place = small.find(head)
        while place >= 0:
            places.append(place)
            place = small.find(head, place + len(head))
    return _merged(small, sorted(places))


def runs(small: str, window: tuple[int, int], lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """The stretches of a window that may hold an expression: no word of one is unknown, and one is a head or no word.

    Most words of a window are in none, and needn't be read as tokens.

    >>> text = "they left the city late on monday, he said"
    >>> [text[start:end] for start, end in runs(text, (0, len(text)), lexicon_of("en"))]
    [' late on monday, ']
    """
    known = lexicon.known
    begin = at = window[0]
    may_hold = False
    for word in small[begin : window[1]].split(" "):
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


def unprefixed(word: str) -> str:
    """An Arabic word less the "and", "in" or "for" that is written before it without a space ("وأمس", "للعام")."""
    return f"ال{word[2:]}" if word.startswith("لل") else word[1:]


def _is_prefixed(word: str, known: Mapping[str, bool]) -> bool:
    return word[0] in arabic.PREFIXES and unprefixed(word) in known


def _words_of(small: str) -> list[str]:
    """The Latin words of the folded text; where all is ASCII, but for the usual marks, there is a faster way."""
    plain = in_ascii(small)
    if not plain.isascii():
        return _LATIN.findall(small)
    return plain.encode().translate(_APART if small.isascii() else _ONLY_LATIN).decode().split()


def _merged(small: str, places: list[int]) -> list[tuple[int, int]]:
    """The stretches around these places, cut between words."""
    merged: list[tuple[int, int]] = []
    for place in places:
        start, end = _start(small, place), _end(small, place)
        if start >= end:
            continue
        if merged and start <= merged[-1][1]:
            start, reached = merged.pop()
            end = max(end, reached)
        merged.append((start, end))
    return merged


def _start(small: str, place: int) -> int:
    start = max(0, place - _AROUND)
    while 0 < start <= place and small[start - 1].isalnum():
        start += 1
    return start


def _end(small: str, place: int) -> int:
    end = min(len(small), place + _AROUND)
    while place < end < len(small) and small[end - 1].isalnum():
        end -= 1
    return end
