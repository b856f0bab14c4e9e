"""Finding names in a text: one automaton over all folded names, whole words only; who is meant is decided later.

The automaton looks for a name with a space on either side in a text in which every mark is a space. So it reports whole
words only, not every short name inside another word, and there is little left to check.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import ahocorasick_rs

from syria_iraq_archive.annotate.names import Meaning, Names
from syria_iraq_archive.fold import fold
from syria_iraq_archive.spans import Span

# Arabic writes "and", "by", "for", "as", "so" together with the word that follows.
_ARTICLE = "ال"
_PROCLITICS = frozenset({"و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل", "ال", "وال", "بال", "فال", "كال"})
_PROCLITICS |= {"وبال", "وكال", "فبال", "لل", "ولل", "فلل"}  # "لل" is "ل" with an article, of which it takes the place
_FIRST_ARABIC, _LAST_ARABIC = "\u0600", "\u06ff"

_MARK = re.compile(r"[^\w ]|_")
_ASCII_MARKS = bytes(code if code >= 128 or chr(code).isalnum() else ord(" ") for code in range(256))


class Match(NamedTuple):
    """A name found: where, as printed, folded, and what it may mean."""

    span: Span  # in the text that was searched
    surface: str
    folded: str
    meanings: tuple[Meaning, ...]


# A folded name with its meanings, and what is to be checked where it is found: whether proclitics may stand before it
# (Arabic), whether there are marks in it, and whether an acronym is among its meanings. A plain tuple is unpacked fast.
_Pattern = tuple[str, tuple[Meaning, ...], bool, bool, bool]


class Matcher:
    """Finds every name of `names`; cost doesn't grow with their number. Not picklable: build one per process."""

    def __init__(self, names: Names) -> None:
        self._patterns = [_pattern(folded, names.meanings[folded]) for folded in sorted(names.meanings)]
        self._automaton = ahocorasick_rs.AhoCorasick([_sought(pattern) for pattern in self._patterns])

    def find(self, text: str) -> Iterator[Match]:
        """All whole-word matches, overlapping ones too, those whose capitals don't fit left out."""
        folded = fold(text)
        words, shrunk = folded.text, folded.shrunk
        searched = f" {_without_marks(words)} "
        for number, begin, stop in self._automaton.find_matches_as_indexes(searched, overlapping=True):
            name, meanings, arabic, marked, exact = self._patterns[number]
            start = begin - arabic  # less the space that `searched` begins with, and more the one before the name
            if (marked and not words.startswith(name, start)) or (arabic and not _begins_word(words, start)):
                continue
            if arabic and words.startswith(_ARTICLE, start - len(_ARTICLE)) and start >= len(_ARTICLE):
                start -= len(_ARTICLE)  # it is part of the word: "العراقي"
            span = folded.span(start, stop - 2) if shrunk else Span(start, stop - 2)
            surface = text[span[0] : span[1]]
            if exact:
                meanings = tuple([meaning for meaning in meanings if _is_printed_so(meaning, surface)])
                if not meanings:
                    continue
            elif surface.islower() and not _is_capital_free(surface):
                continue
            yield Match(span, surface, name, meanings)


def _pattern(folded: str, meanings: Iterable[Meaning]) -> _Pattern:
    arabic = _FIRST_ARABIC <= folded[0] <= _LAST_ARABIC
    exact = any(meaning.exact is not None for meaning in meanings)
    return (folded, tuple(meanings), arabic, not folded.isalnum(), exact)


def _sought(pattern: _Pattern) -> str:
    """What the automaton looks for."""
    folded, _, arabic, *_ = pattern
    return f"{'' if arabic else ' '}{_without_marks(folded)} "


def _without_marks(text: str) -> str:
    """The text with every mark, as against letters and digits, made a space."""
    if text.isascii():
        return text.encode("ascii").translate(_ASCII_MARKS).decode("ascii")
    return _MARK.sub(" ", text)


def _begins_word(text: str, start: int) -> bool:
    """Whether a word begins at `start`, proclitics aside."""
    return not start or not text[start - 1].isalnum() or _word_head(text, start) in _PROCLITICS


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
    return not surface.islower() or _is_capital_free(surface)


def _is_capital_free(surface: str) -> bool:
    """Whether a name without a capital is printed as it should be: it begins with a digit, or isn't in Latin script."""
    return surface[0].isdigit() or not any("a" <= c <= "z" for c in surface)
