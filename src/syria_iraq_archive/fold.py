"""Folding: turns a text into a key that is the same for two spellings of the same words. Keys are never stored as text.

Folding removes the differences between capitals and small letters, letters with and without diacritics, kinds of
quotation mark, dash, white space and digit, spellings of the Arabic article (``al-``, ``Al ``, ``El-``, ``ash-``), and
variants of Arabic letters. It drops vowel signs (harakat), tatweel and invisible marks.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from syria_iraq_archive.patterns import later
from syria_iraq_archive.spans import Span

APOSTROPHES = "‘’‚‛`´′‵ʹʻʼʽʾʿˈˊˋˀˁʔʕ՚ꞌ＇"
"""What is printed for an apostrophe, or for the Arabic letters ʿayn and hamza."""
_QUOTES = dict.fromkeys(APOSTROPHES, "'") | dict.fromkeys(list("“”„‟«»″"), '"')
_SPACES = dict.fromkeys((chr(c) for c in range(0x3001) if chr(c).isspace()), " ")
_HYPHENS = dict.fromkeys("-‐‑", "-")  # they become spaces once the articles are folded
_DASHES = dict.fromkeys("‒–—―−", " ")
_ARABIC = dict(zip("أإآٱىئؤةکیے", "ااااييوهكيي", strict=True))
_DIGITS = {chr(zero + n): str(n) for zero in (0x660, 0x6F0) for n in range(10)}
_LETTERS = {"ı": "i", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ø": "o", "Ø": "o"}


def _without_diacritics() -> dict[str, str]:
    """Every Latin letter with a diacritic, mapped to the letter without it."""
    table = {}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base, *marks = list(unicodedata.normalize("NFD", chr(code)))
        if marks and all(map(unicodedata.combining, marks)):
            table[chr(code)] = base
    return table


# One character becomes one character, so that offsets in the folded text are offsets in the original.
_CHARACTERS = _without_diacritics() | _LETTERS | _QUOTES | _SPACES | _HYPHENS | _DASHES | _ARABIC | _DIGITS
_FOLDED = {
    letter: _CHARACTERS.get(to, to) for letter, to in _CHARACTERS.items() if letter != to
}  # so that one replacement each is enough
_FOLDABLE = later(f"[{''.join(map(re.escape, _FOLDED))}]")


def _ascii_table(characters: dict[str, str]) -> bytes:
    """A table for `bytes.translate` that makes these replacements and makes capitals small."""
    return bytes(ord(characters.get(chr(code), chr(code)).lower()) if code < 128 else code for code in range(256))


# The same as a table for ASCII, which is many times as fast. Most English text is ASCII but for a few marks.
_ASCII = _ascii_table(_CHARACTERS)
_ASCII_FLAT = _ascii_table(_CHARACTERS | {"-": " "})
_ASCII_SMALL = bytes(range(128)).lower() + bytes(range(128, 256))
ASCII_WORDS = bytes(
    ord(chr(code).lower()) if chr(code).isalnum() or code == ord("_") else ord(" ") for code in range(128)
)
ASCII_WORDS += bytes(128)
"""A table for `bytes.translate` that makes capitals small, and every character that isn't part of a word a space."""
_ASCII_LETTERS = bytes(code if chr(code).isalpha() else ord(" ") for code in range(128)) + bytes(128)
_LETTERS_ONLY = later(r"[^\W\d_]+")
_MARK = later(r"[^\w\s]")
_USUAL_MARKS = tuple((mark, _CHARACTERS[mark]) for mark in "’“”–—‘\u00a0")

# What can't be folded one for one: marks that vanish, brackets around an added word, runs of white space.
MARKS = r"\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u00ad\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff"
_INVISIBLE = later(f"[{MARKS}]")
# `re` looks fast for what begins with one set of characters, or of which each alternative begins with a plain one.
_VANISHING = later(
    rf"[ \-\[\]{MARKS}h](?:(?<=[ -][ \-\[\]])[ \-\[\]]*|(?<=[{MARKS}\[\]])[{MARKS}\[\]]*|(?<=\b[aeu][sdt]h)(?=-\w))"
)
_RUN = later(
    r"  [ -]*| -[ -]*|- [ -]*|--[ -]*" + "".join(rf"|{one}(?<=\b[aeu]{one})(?=-\w)" for one in ("sh", "dh", "th"))
)  # what vanishes from ASCII without brackets, and the one character before it, which stays

_ARTICLE = later(r"\b(?:e[lsntdrz]|u[ld]|a[sntdrz])-(?=\w)")  # "al-" itself only needs a space for its hyphen
_ARTICLE_SIGN = later(
    r"-(?<=\b[ae][lsntdrz]-|\bu[ld]-)(?<!al-)(?=\w)", re.IGNORECASE
)  # finds the same by its hyphen, which is faster
_EL = later(r"el (?<=\bel )(?=\w)")
_LONG_ARTICLE = later(r"h-(?<=\b[aeu][sdt]h-)(?=\w)", re.IGNORECASE)  # "ash-", "adh-", "ath-" lose their "h"


class Folded(NamedTuple):
    """A folded text that knows which characters of the original each of its characters came from.

    It was made by joining stretches of the original. Stretch `i` begins at ``begins[i]`` in this text and at
    ``origins[i]`` in the original.
    """

    text: str
    begins: Sequence[int] = (0,)
    origins: Sequence[int] = (0,)

    @property
    def shrunk(self) -> bool:
        """Whether any character vanished. If none did, offsets in this text are offsets in the original."""
        return len(self.begins) > 1 or self.origins[0] > 0

    def span(self, start: int, end: int) -> Span:
        """The span of the original that ``text[start:end]`` was folded from."""
        return Span(self._origin(start), self._origin(end - 1) + 1)

    def _origin(self, offset: int) -> int:
        stretch = bisect_right(self.begins, offset) - 1
        return self.origins[stretch] + offset - self.begins[stretch]


def fold(text: str) -> Folded:
    """Fold `text` and remember where each character came from.

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
    r"""`text` with the usual typographic marks replaced by ASCII ones, one for one. Most English text is ASCII then.

    >>> in_ascii("“Hama’s fall”")
    '"Hama\'s fall"'
    """
    for mark, plain in _USUAL_MARKS:
        if text.isascii():
            break
        text = text.replace(mark, plain)
    return text


def small_letters(text: str) -> str:
    """`text.lower()`, which is slow for text that isn't ASCII, and most text isn't only for its marks.

    >>> small_letters("“Hama’s Fall”")
    '“hama’s fall”'
    """
    if text.isascii() or not in_ascii(text).isascii():
        return text.lower()
    return text.encode().translate(_ASCII_SMALL).decode()


def letter_words(text: str) -> list[str]:
    """The stretches of nothing but letters in `text`.

    >>> letter_words("the 2nd of May's"), letter_words("2 أيار")
    (['the', 'nd', 'of', 'May', 's'], ['أيار'])
    """
    if not text.isascii():
        return _LETTERS_ONLY.findall(text)
    return text.encode("ascii").translate(_ASCII_LETTERS).decode("ascii").split()


def _plainly_folded(text: str) -> str | None:
    """The folded text if single characters need replacing and nothing more; else None."""
    if not text.isascii():
        return None
    written = text.encode("ascii")
    flat = written.translate(_ASCII_FLAT)
    if b"  " in flat or b"[" in flat or b"]" in flat or (b"-" in written and _has_article(text)):
        return None
    folded = flat.decode("ascii")
    return _EL.sub("al ", folded) if "el " in folded else folded


def _one_to_one(text: str) -> str:
    """`text` with each character folded into one. Hyphens stay, because they show which "al-" is an article."""
    if text.isascii():
        return text.encode("ascii").translate(_ASCII).decode("ascii")
    for letter in set(
        _FOLDABLE.findall(text)
    ):  # these are few; `str.translate` would look up every character of the text
        text = text.replace(letter, _FOLDED[letter])
    return text.lower()


def _may_shrink(even: str) -> bool:
    """Whether something in the text may vanish: an invisible mark, a bracket, or a run of white space and dashes."""
    return (
        ("  " in even or "- " in even or " -" in even or "--" in even)
        or _has_brackets(even)
        or ("h-" in even and bool(_LONG_ARTICLE.search(even)))
        or (not even.isascii() and bool(_INVISIBLE.search(even)))
    )


def _has_article(text: str) -> bool:
    """Whether the text has an Arabic article with a hyphen, other than "al-"."""
    return bool(_ARTICLE_SIGN.search(text) or _LONG_ARTICLE.search(text))


def _has_brackets(even: str) -> bool:
    return "[" in even or "]" in even


def _stretches(even: str) -> list[tuple[int, int]]:
    """The half-open stretches that are left of a text when the marks that vanish are taken out; at least one."""
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
    """The text with every spelling of the Arabic article written ``al``, and with spaces for hyphens."""
    if "-" in text:
        if _ARTICLE_SIGN.search(text):
            text = _ARTICLE.sub("al-", text)
        text = text.replace("-", " ")
    return _EL.sub("al ", text) if "el " in text else text


def fold_key(text: str) -> str:
    """The folded words of `text` with single spaces between them: a key by which two spellings of a name are equal.

    >>> fold_key(" Türkiye’s  Erdoğan ") == fold_key("Turkiye's Erdogan")
    True
    >>> fold_key("الأسد") == fold_key("الاسد")
    True
    """
    text = in_ascii(text)
    key = _plain_key(text)
    return " ".join(fold(text).text.split()) if key is None else key


def _plain_key(text: str) -> str | None:
    """The key if replacing characters and closing gaps is enough to get it; else None."""
    if not text.isascii() or "[" in text or "]" in text:
        return None
    folded = text.encode("ascii").translate(_ASCII_FLAT).decode("ascii")
    has_gaps = "  " in folded
    if "-" in text and (has_gaps or _has_article(text)):
        return None
    key = " ".join(folded.split()) if has_gaps else folded.strip()
    return _EL.sub("al ", key) if "el " in key else key


def fold_words(text: str) -> str:
    """The key of `text` without punctuation: equal for two printings that differ only in their marks.

    >>> fold_words("“Hama has fallen” — rebels") == fold_words("Hama has fallen, rebels")
    True
    """
    text = in_ascii(text)
    if not text.isascii():
        return fold_key(_MARK.sub(" ", text))
    key = " ".join(text.encode("ascii").translate(ASCII_WORDS).decode("ascii").split())
    return _EL.sub("al ", key) if "el " in key else key
