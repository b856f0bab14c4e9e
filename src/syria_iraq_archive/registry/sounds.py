"""How names of Arabic script may be written in Latin letters: other writings of a word, and keys for how it sounds.

Transliterations differ in vowels ("Soleimani", "Suleymany"), doubled letters ("Assad", "Asad") and a few consonants.
"""

import re
from collections.abc import Iterator
from itertools import combinations, product

from syria_iraq_archive.patterns import later

MAX_WRITINGS = 24  # of one word: those that differ at the fewest places

# Each place of a word that is written in several ways, with these ways; the first that fits at a place counts.
_PLACES: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = tuple(
    (later(pattern), ways)
    for pattern, ways in (
        (r"(?<=.)(?:ei|ey|ai|ay)(?=[^aeiouy]|$)", ("ei", "ey", "ai", "ay")),
        (r"(?<=.)(?:ou|oo)", ("ou", "u", "oo")),
        (r"(?<=[^aeiouy])[uo](?=[^aeiouyw])", ("u", "o", "ou")),
        (r"(?<=.)ee", ("ee", "i")),
        (r"(?<=[^aeiou])[iy]$", ("i", "y")),
        (r"(?<=[^aeiouy])[ei](?=[^aeiouy]$)", ("i", "e")),
        (r"dh", ("dh", "d", "z")),
        (r"q", ("q", "k")),
        (r"(?<=.)h$", ("h", "")),
        *((rf"{letter}{letter}", (letter * 2, letter)) for letter in "bdfklmnrstyz"),
        (r"(?<=[aeiou])s(?=[aeiou])", ("s", "ss")),
    )
)


def writings(word: str) -> Iterator[str]:
    """Other writings of a folded Latin word, those that differ at fewer places first; at most `MAX_WRITINGS`.

    >>> list(writings("asad")), "suleymany" in list(writings("soleimani"))
    (['assad'], True)
    """
    places = list(_places(word))
    made = 0
    for count in range(1, len(places) + 1):
        for chosen in combinations(places, count):
            for ways in product(*(ways for _, _, ways in chosen)):
                made += 1
                if made > MAX_WRITINGS:
                    return
                yield _rewritten(word, chosen, ways)


_Place = tuple[int, int, tuple[str, ...]]


def _places(word: str) -> Iterator[_Place]:
    """The places at which the word may be written otherwise: where each begins and ends, and its other ways."""
    start = 0
    while start < len(word):
        for pattern, ways in _PLACES:
            if found := pattern.match(word, start):
                others = tuple(way for way in ways if way != found[0])
                yield found.start(), found.end(), others
                start = found.end() - 1
                break
        start += 1


def _rewritten(word: str, places: tuple[_Place, ...], ways: tuple[str, ...]) -> str:
    for (start, end, _), way in reversed(list(zip(places, ways, strict=True))):
        word = word[:start] + way + word[end:]
    return word


_CONSONANTS = str.maketrans({"q": "k", "c": "k", "v": "w", "p": "b"})
_PAIRS = (("tch", "C"), ("kh", "X"), ("gh", "k"), ("sh", "S"), ("ch", "S"), ("dh", "z"), ("th", "t"), ("ph", "f"))
_VOWELS = later(r"[aeiouwy]+")
_DOUBLED = later(r"(.)\1+")


def sound_key(word: str) -> str:
    """A key that is the same for a folded word in most of its transliterations.

    >>> sound_key("suleymany") == sound_key("soleimani"), sound_key("isma'il") == sound_key("ismaeel")
    (True, True)
    >>> sound_key("sadr") == sound_key("sudr")
    False
    """
    key = word.replace("'", "")
    for pair, letter in _PAIRS:
        key = key.replace(pair, letter)
    key = _VOWELS.sub(_vowel, key.translate(_CONSONANTS))
    key = _DOUBLED.sub(r"\1", key)
    return key[:-1] if len(key) > 2 and key.endswith("h") and key[-2] in "aiu" else key


def _vowel(run: re.Match[str]) -> str:
    """A run of vowels as one: `u` if it has an o, u or w, else `i` if it has an e, i or y."""
    return "u" if set(run[0]) & set("ouw") else "i" if set(run[0]) & set("eiy") else "a"
