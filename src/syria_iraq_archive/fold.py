"""Folding: comparison keys in which two spellings of the same words are equal. No stored text is ever a folded one.

Folded away are case, Latin diacritics, the kinds of quotation mark, dash and white space, the Arabic article's
``al-``/``Al ``/``El-``/``ash-``, Arabic letter variants, harakat, tatweel, digits' scripts, and invisible marks.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from syria_iraq_archive.spans import Span

_QUOTES = dict.fromkeys(list("‘’‚‛ʼʻʿʾ`´′"), "'") | dict.fromkeys(list("“”„‟«»″"), '"')
_SPACES = dict.fromkeys((chr(c) for c in range(0x3001) if chr(c).isspace()), " ")
_HYPHENS = dict.fromkeys("-‐‑", "-")  # till the articles are folded, then spaces
_DASHES = dict.fromkeys("‒–—―−", " ")
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
_CHARACTERS = _without_diacritics() | _LETTERS | _QUOTES | _SPACES | _HYPHENS | _DASHES | _ARABIC | _DIGITS
_FOLDED = {letter: _CHARACTERS.get(to, to) for letter, to in _CHARACTERS.items() if letter != to}  # nothing twice
_FOLDABLE = re.compile(f"[{''.join(map(re.escape, _FOLDED))}]")


def _ascii_table(characters: dict[str, str]) -> bytes:
    """A table for `bytes.translate`, which small letters go through as well."""
    return bytes(ord(characters.get(chr(code), chr(code)).lower()) if code < 128 else code for code in range(256))


# The same for text in ASCII, where it costs next to nothing. Most English text is, but for a few marks.
_ASCII = _ascii_table(_CHARACTERS)
_ASCII_FLAT = _ascii_table(_CHARACTERS | {"-": " "})
ASCII_WORDS = bytes(
    ord(chr(code).lower()) if chr(code).isalnum() or code == ord("_") else ord(" ") for code in range(128)
)
ASCII_WORDS += bytes(128)
"""A table for `bytes.translate` that leaves the words in small letters, and spaces between them."""
_MARK = re.compile(r"[^\w\s]")
_USUAL_MARKS = tuple((mark, _CHARACTERS[mark]) for mark in "’“”–—‘\u00a0")

# What only a changed length can fold: marks that vanish, brackets around a supplied word, runs of white space.
MARKS = r"\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u00ad\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff"
_INVISIBLE = re.compile(f"[{MARKS}]")
_VANISHING = re.compile(rf"(?<=[ -])[ \-\[\]]+|[{MARKS}\[\]]+")
_RUN = re.compile(r"  [ -]*| -[ -]*|- [ -]*|--[ -]*")  # all that vanishes from ASCII without brackets, and one before

_ARTICLE = re.compile(r"\b(?:e[lsntdrz]|u[ld]|a[sntdrz])-(?=\w)")  # "al-" needs nothing but its hyphen made a space
_ARTICLE_SIGN = re.compile(
    r"-(?<=\b[ae][lsntdrz]-|\bu[ld]-)(?<!al-)(?=\w)", re.IGNORECASE
)  # the same, by its hyphen: cheap
_EL = re.compile(r"el (?<=\bel )(?=\w)")


class Folded(NamedTuple):
    """A folded text that knows where each of its characters came from.

    The text was folded from stretches of the original: stretch `i` begins at ``begins[i]`` here, ``origins[i]`` there.
    """

    text: str
    begins: Sequence[int] = (0,)
    origins: Sequence[int] = (0,)

    @property
    def shrunk(self) -> bool:
        """Whether anything vanished; if not, offsets here are offsets there."""
        return len(self.begins) > 1 or self.origins[0] > 0

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
    text = in_ascii(text)
    if (plain := _plainly_folded(text)) is not None:
        return Folded(plain)
    even = _one_to_one(text)
    if not _may_shrink(even):
        return Folded(_without_articles(even))
    stretches = _stretches(even)
    shortened = "".join([even[start:end] for start, end in stretches])
    lengths = (end - start for start, end in stretches[:-1])
    begins, origins = tuple(accumulate(lengths, initial=0)), tuple(start for start, _ in stretches)
    return Folded(_without_articles(shortened), begins, origins)


def in_ascii(text: str) -> str:
    """`text` with the usual typographic marks replaced, which puts most English text into ASCII."""
    for mark, plain in _USUAL_MARKS:
        if text.isascii():
            break
        text = text.replace(mark, plain)
    return text


def _plainly_folded(text: str) -> str | None:
    """The folded text where characters need only be replaced; None where more is to do."""
    if not text.isascii():
        return None
    written = text.encode("ascii")
    flat = written.translate(_ASCII_FLAT)
    if b"  " in flat or b"[" in flat or b"]" in flat or (b"-" in written and _ARTICLE_SIGN.search(text)):
        return None
    folded = flat.decode("ascii")
    return _EL.sub("al ", folded) if "el " in folded else folded


def _one_to_one(text: str) -> str:
    """`text` with each character folded into one, hyphens kept: the articles' spelling hangs on them."""
    if text.isascii():
        return text.encode("ascii").translate(_ASCII).decode("ascii")
    for letter in set(_FOLDABLE.findall(text)):  # few; `str.translate` would look up every character
        text = text.replace(letter, _FOLDED[letter])
    return text.lower()


def _may_shrink(even: str) -> bool:
    """Whether something in it may vanish: an invisible mark, a bracket, white space or a dash behind such."""
    return (
        ("  " in even or "- " in even or " -" in even or "--" in even)
        or _has_brackets(even)
        or (not even.isascii() and bool(_INVISIBLE.search(even)))
    )


def _has_brackets(even: str) -> bool:
    return "[" in even or "]" in even


def _stretches(even: str) -> list[tuple[int, int]]:
    """What is left of a text without the marks that vanish: half-open stretches, one of them at least."""
    pattern, kept = (_RUN, 1) if even.isascii() and not _has_brackets(even) else (_VANISHING, 0)
    stretches: list[tuple[int, int]] = []
    reached = 0
    for match in pattern.finditer(even):
        start, end = match.span()
        if start + kept > reached:
            stretches.append((reached, start + kept))
        reached = end
    if reached < len(even) or not stretches:
        stretches.append((reached, len(even)))
    return stretches


def _without_articles(text: str) -> str:
    """The text with every spelling of the Arabic article made ``al``, and hyphens made spaces."""
    if "-" in text:
        if _ARTICLE_SIGN.search(text):
            text = _ARTICLE.sub("al-", text)
        text = text.replace("-", " ")
    return _EL.sub("al ", text) if "el " in text else text


def fold_key(text: str) -> str:
    """The folded words of `text`, for comparing: trimmed, single spaces.

    >>> fold_key(" Türkiye’s  Erdoğan ") == fold_key("Turkiye's Erdogan")
    True
    >>> fold_key("الأسد") == fold_key("الاسد")
    True
    """
    text = in_ascii(text)
    key = _plain_key(text)
    return " ".join(fold(text).text.split()) if key is None else key


def _plain_key(text: str) -> str | None:
    """The key where it is had by replacing characters and closing up gaps; None where more is to do."""
    if not text.isascii() or "[" in text or "]" in text:
        return None
    folded = text.encode("ascii").translate(_ASCII_FLAT).decode("ascii")
    has_gaps = "  " in folded
    if "-" in text and (has_gaps or _ARTICLE_SIGN.search(text)):
        return None
    key = " ".join(folded.split()) if has_gaps else folded.strip()
    return _EL.sub("al ", key) if "el " in key else key


def fold_words(text: str) -> str:
    """The key of `text` without the marks between its words: equal for two printings with other punctuation.

    >>> fold_words("“Hama has fallen” — rebels") == fold_words("Hama has fallen, rebels")
    True
    """
    text = in_ascii(text)
    if not text.isascii():
        return fold_key(_MARK.sub(" ", text))
    key = " ".join(text.encode("ascii").translate(ASCII_WORDS).decode("ascii").split())
    return _EL.sub("al ", key) if "el " in key else key
