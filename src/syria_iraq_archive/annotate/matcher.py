"""Finding names in a text: one automaton over all folded names, whole words only; who is meant is decided later."""

from collections.abc import Iterator
from typing import NamedTuple

import ahocorasick_rs

from syria_iraq_archive.annotate.names import Meaning, Names
from syria_iraq_archive.fold import Folded, fold
from syria_iraq_archive.spans import Span

# Arabic writes "and", "by", "for", "as", "so" together with the word that follows.
_PROCLITICS = frozenset({"و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل", "ال", "وال", "بال", "فال", "كال"})
_FIRST_ARABIC, _LAST_ARABIC = "\u0600", "\u06ff"


class Match(NamedTuple):
    """A name found: where, as printed, folded, and what it may mean."""

    span: Span  # in the text that was searched
    surface: str
    folded: str
    meanings: tuple[Meaning, ...]


class Matcher:
    """Finds every name of `names`; cost doesn't grow with their number. Not picklable: build one per process."""

    def __init__(self, names: Names) -> None:
        self._patterns = sorted(names.meanings)
        self._meanings = [tuple(names.meanings[pattern]) for pattern in self._patterns]
        self._automaton = ahocorasick_rs.AhoCorasick(self._patterns)

    def find(self, text: str) -> Iterator[Match]:
        """All whole-word matches, overlapping ones too, those whose capitals don't fit left out."""
        folded = fold(text)
        for pattern, start, end in self._automaton.find_matches_as_indexes(folded.text, overlapping=True):
            if not _is_whole_word(folded, start, end):
                continue
            span = folded.span(start, end)
            surface = span.of(text)
            meanings = tuple(m for m in self._meanings[pattern] if _is_printed_so(m, surface))
            if meanings:
                yield Match(span, surface, self._patterns[pattern], meanings)


def _is_whole_word(folded: Folded, start: int, end: int) -> bool:
    text = folded.text
    if end < len(text) and text[end].isalnum():
        return False
    if not start or not text[start - 1].isalnum():
        return True
    return _FIRST_ARABIC <= text[start] <= _LAST_ARABIC and _word_head(text, start) in _PROCLITICS


def _word_head(text: str, start: int) -> str:
    """What stands between the last white space or mark and `start`."""
    begin = start
    while begin and text[begin - 1].isalnum() and start - begin < 4:
        begin -= 1
    return text[begin:start]


def _is_printed_so(meaning: Meaning, surface: str) -> bool:
    """An acronym is printed letter for letter; any other name in a script with capitals has one."""
    if meaning.exact is not None:
        return surface == meaning.exact
    return any(c.isupper() for c in surface) or not any("a" <= c <= "z" for c in surface) or surface[0].isdigit()
