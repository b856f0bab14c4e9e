"""Folding: comparison keys in which two spellings of the same words are equal. Nothing folded is ever stored.

Folded away are case, Latin diacritics, the kinds of quotation mark, dash and white space, the Arabic article's
``al-``/``Al ``/``El-``, Arabic letter variants, harakat, tatweel, digits' scripts, and invisible marks.
"""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

from syria_iraq_archive.spans import Span

_QUOTES = dict.fromkeys(list("‘’‚‛ʼʻʿʾ`´′"), "'") | dict.fromkeys(list("“”„‟«»″"), '"')
_SPACES = dict.fromkeys((chr(c) for c in range(0x3001) if chr(c).isspace()), " ")
_DASHES = dict.fromkeys("-‐‑‒–—―−", " ")
_ARABIC = dict(zip("أإآٱىئؤةکیے", "ااااييوهكيي", strict=True))
_DIGITS = {chr(zero + n): str(n) for zero in (0x660, 0x6F0) for n in range(10)}
_LETTERS = {"ı": "i", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ø": "o", "Ø": "o"}


def _without_diacritics() -> dict[str, str]:
    """Every precomposed Latin letter and its base letter."""
    table = {}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base, *marks = list(unicodedata.normalize("NFD", chr(code)))
        if marks and all(map(unicodedata.combining, marks)):
            table[chr(code)] = base
    return table


# One character becomes one character, so that offsets into the folded text are offsets into the text.
_ONE_TO_ONE = str.maketrans(_without_diacritics() | _LETTERS | _QUOTES | _SPACES | _DASHES | _ARABIC | _DIGITS)

# What only a changed length can fold: marks that vanish, brackets around a supplied word, runs of white space.
_VANISHING = re.compile(
    r"(?<=[\s\-‐-―−])[\s\-‐-―−\[\]]+"
    r"|[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u00ad\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\[\]]+"
)
_ARTICLE = re.compile(r"\b(?:[ae]l[ \-‐‑]|[aeu][lsntdrz][\-‐‑])(?=\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text that knows where each of its characters came from.

    The text was folded from stretches of the original: stretch `i` begins at ``begins[i]`` here, ``origins[i]`` there.
    """

    text: str
    begins: tuple[int, ...] = (0,)
    origins: tuple[int, ...] = (0,)

    def span(self, start: int, end: int) -> Span:
        """The stretch of the original text that ``text[start:end]`` was folded from."""
        return Span(self._origin(start), self._origin(end - 1) + 1)

    def _origin(self, offset: int) -> int:
        stretch = bisect_right(self.begins, offset) - 1
        return self.origins[stretch] + offset - self.begins[stretch]


def fold(text: str) -> Folded:
    """Fold `text`, keeping the way back to its characters.

    >>> folded = fold("Hay’at Tahrir El-Shām")
    >>> folded.text
    "hay'at tahrir al sham"
    >>> fold("[Bashar al-]Assad").text
    'bashar al assad'
    >>> fold("[Bashar al-]Assad").span(0, 15)
    Span(start=1, end=17)
    """
    stretches = _stretches(text)
    shortened = text if len(stretches) == 1 else "".join(text[start:end] for start, end in stretches)
    folded = _ARTICLE.sub("al ", shortened).translate(_ONE_TO_ONE).lower()
    lengths = (end - start for start, end in stretches[:-1])
    return Folded(folded, tuple(accumulate(lengths, initial=0)), tuple(start for start, _ in stretches))


def _stretches(text: str) -> list[tuple[int, int]]:
    """What is left of `text` without the marks that vanish: half-open stretches, one of them at least."""
    stretches: list[tuple[int, int]] = []
    reached = 0
    for match in _VANISHING.finditer(text):
        if match.start() > reached:
            stretches.append((reached, match.start()))
        reached = match.end()
    if reached < len(text) or not stretches:
        stretches.append((reached, len(text)))
    return stretches


def fold_key(text: str) -> str:
    """The folded words of `text`, for comparing: trimmed, single spaces.

    >>> fold_key(" Türkiye’s  Erdoğan ") == fold_key("Turkiye's Erdogan")
    True
    >>> fold_key("الأسد") == fold_key("الاسد")
    True
    """
    return " ".join(fold(text).text.split())
