"""Reads a text as its names would usually be written, if it writes them unusually, and finds the way back.

Apostrophes and signs for ʿayn and hamza within words vanish ("Sha'bi", "Shaʿbi"), but not those of "Iraq's" and
"don't"; ligatures and presentation forms of Arabic letters become plain letters ("Haﬁz", "ﷲ"); a word that a hyphen
breaks at the end of a line is joined ("Hez-⏎bollah"); and where a zero-width mark parts two words they stand apart.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from syria_iraq_archive.fold import APOSTROPHES
from syria_iraq_archive.patterns import later
from syria_iraq_archive.spans import Span

_SIGNS = f"['{APOSTROPHES}]"
_FORMS = "\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc"
_ARTICLE = r"(?i:[ae][lsntdrz]|a[sdt]h)[-‐ \u00a0]"
_ENDINGS = r"(?:s|t|d|m|re|ve|ll)(?![^\W_])"  # "Iraq's", "don't", "we'd"
_UNUSUAL = later(
    rf"(?<=[^\W\d_]){_SIGNS}(?:(?!{_ENDINGS})(?=[^\W\d_])|(?=[ \u00a0]{_ARTICLE}))"
    r"|(?<=[^\W\d_])[-‐\u00ad][ \t]*\n(?=[a-zà-ž])"
    rf"|\u200c|[{_FORMS}]"
)
_INNER = later(rf"'(?<=[^\W\d_]')(?:(?!{_ENDINGS})[^\W\d_]| al )")  # the same in a folded text
_FOREIGN = later(rf"[\u200c{_FORMS}]")


class Written(NamedTuple):
    """A text in its usual writing: where each stretch of it begins, there and in the original."""

    text: str
    begins: Sequence[int]
    origins: Sequence[int]

    def original(self, span: Span) -> Span:
        """The span of the original for a span of this text."""
        return Span(self._origin(span.start), self._origin(span.end - 1) + 1)

    def _origin(self, offset: int) -> int:
        stretch = bisect_right(self.begins, offset) - 1
        return self.origins[stretch] + offset - self.begins[stretch]


def is_unusual(text: str, folded: str) -> bool:
    """Whether the text may have another usual writing; `folded` is the text folded."""
    if "'" in folded and _INNER.search(folded):
        return True
    if "-\n" in text or "\u00ad\n" in text or "‐\n" in text:
        return True
    return not folded.isascii() and bool(_FOREIGN.search(text))


def usual_writing(text: str) -> Written:
    """The text in its usual writing.

    >>> written = usual_writing("Hashd al-Sha’bi’s men of Haﬁz")
    >>> written.text
    'Hashd al-Shabi’s men of Hafiz'
    >>> written.original(Span(0, 14))
    Span(start=0, end=15)
    """
    pieces: list[str] = []
    begins: list[int] = [0]
    origins: list[int] = [0]
    length = reached = 0

    def add(piece: str, origin: int) -> None:
        nonlocal length
        if piece:
            if length:
                begins.append(length)
                origins.append(origin)
            else:
                origins[0] = origin
            pieces.append(piece)
            length += len(piece)

    for found in _UNUSUAL.finditer(text):
        add(text[reached : found.start()], reached)
        for letter in _instead_of(found[0]):  # all of one sign: each comes from where the sign stands
            add(letter, found.start())
        reached = found.end()
    add(text[reached:], reached)
    return Written("".join(pieces), begins, origins)


def _instead_of(sign: str) -> str:
    """What stands in the usual writing for a sign."""
    if sign == "\u200c":
        return " "
    if len(sign) == 1 and not sign.isascii() and sign not in APOSTROPHES:
        return unicodedata.normalize("NFKC", sign).strip()
    return ""
