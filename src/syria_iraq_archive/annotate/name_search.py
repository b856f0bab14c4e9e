"""Looks for many names in texts at once: by halving their sorted list at first, by an automaton once that pays.

To build the automaton of tens of thousands of names takes as long as to read dozens of articles without it. Whoever
reads a few articles is done by then; whoever reads many has it after the first ones. Both find the very same.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import ahocorasick_rs

from syria_iraq_archive.patterns import later

FEW_CHARACTERS = 100_000  # to be searched before the automaton is built

_OTHER_LETTERS = later("[^ -\x7f]")


class FoundName(NamedTuple):
    """A name by its number, and where it begins and ends."""

    number: int
    start: int
    stop: int


class NameSearch:
    """Finds names that are written with a space at their end; in Latin script, with one before them, too.

    `names` are sorted. `few` is the number of characters after which the automaton is built.

    >>> search = NameSearch([" hama ", " hama gate ", " homs "])
    >>> [(one.number, one.start) for one in search.find(" hama gate  homs ")]
    [(0, 0), (1, 0), (2, 11)]
    """

    def __init__(self, names: Sequence[str], few: int = FEW_CHARACTERS) -> None:
        self._names = names
        self._left = few
        self._automaton: ahocorasick_rs.AhoCorasick | None = None

    def find(self, text: str) -> Iterable[tuple[int, int, int]]:
        """Every place of every name in `text`, by their ends, longer ones first: the fields of a `FoundName`.

        A name that doesn't begin with a space is found wherever it begins.
        """
        if self._automaton is None:
            self._left -= len(text)
            if self._left >= 0:
                return sorted(self._by_halving(text), key=_as_the_automaton)
            self._automaton = ahocorasick_rs.AhoCorasick(self._names)
        return self._automaton.find_matches_as_indexes(text, overlapping=True)

    def _by_halving(self, text: str) -> Iterator[FoundName]:
        """From each place where a name may begin, narrow the sorted list down word by word."""
        names, all_names = self._names, len(self._names)
        for start in _starts(text):
            place, stop = 0, start
            while stop := text.find(" ", stop + 1) + 1:
                words = text[start:stop]
                stop -= 1
                place = bisect_left(names, words, place)
                if place == all_names or not names[place].startswith(words):
                    break
                while place < all_names and names[place] == words:
                    yield FoundName(place, start, stop + 1)
                    place += 1


def _starts(text: str) -> Iterator[int]:
    """Where names may begin: at spaces, and at any letter that isn't ASCII."""
    start = text.find(" ")
    while start >= 0:
        yield start
        start = text.find(" ", start + 1)
    if not text.isascii():
        yield from (letter.start() for letter in _OTHER_LETTERS.finditer(text))


def _as_the_automaton(found: FoundName) -> tuple[int, int, int]:
    return found.stop, found.start, found.number
