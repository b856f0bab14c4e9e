"""The words under which text is sought. What is indexed and what is typed pass through here, so that spellings meet.

On top of `fold` (case, diacritics, harakat, letter variants) go the Arabic article in either script and hamza: the
apostrophe of ``Hay'at`` as much as a final ``ء``. An English possessive is no part of its word.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from syria_iraq_archive.fold import MARKS, fold_key, in_ascii
from syria_iraq_archive.patterns import later

_APOSTROPHES = "'‘’‚‛ʼʻʿʾ`´′"
_LETTERS = r"[^\W_]+"
_WORD = rf"{_LETTERS}(?:(?:[{MARKS}{_APOSTROPHES}]+|[\[\]]){_LETTERS})*[{MARKS}]*"

# "al-Nusra", "El Sheikh"; "an-Nusra", "ash-Sham", but neither "US-led" nor "an army".
_ASSIMILATED = "|".join(f"[ae]{sun}[-‐‑](?={sun})" for sun in ("sh", "th", "dh", *"dnrstz"))
_ARTICLE = rf"(?=[aeu])(?:[ae]l(?:\s+|[-‐‑]\]?)|ul[-‐‑]|{_ASSIMILATED}|ud[-‐‑](?=d)|ur[-‐‑](?=r))(?=[^\W_])"
_WORD_BUT_ARTICLE = later(rf"{_ARTICLE}|({_WORD})", re.IGNORECASE)  # of an article, no group
_ARABIC_ARTICLE = later(r"^(?:[وفبك]?ال|لل)(?!له$)(?=\w\w)")  # but الله is whole

_POSSESSIVE = later(r"(?<=[^\W\d_])'s$")
_CONTRACTED = later(r"^(i|you|he|she|it|we|they|who|that|there)'(?:ll|re|ve|d|m|s)$")  # "she'll" is no shell
_ELIDED = later(r"^(?:d|l|qu)'")


class Word(NamedTuple):
    """A word as it is sought, and the span of the text that it was made from."""

    key: str
    start: int
    end: int


def words(text: str) -> Iterator[Word]:
    """The words of `text`, in order; the article before a name is none.

    >>> [word.key for word in words("Hay’at Tahrir al-Shām’s US-led enemies")]
    ['hayat', 'tahrir', 'sham', 'us', 'led', 'enemies']
    >>> [word.key for word in words("الأَسَد")] == [word.key for word in words("اسد")]
    True
    """
    for match in _WORD_BUT_ARTICLE.finditer(text):
        key = match[1] and _key(match[1])
        if key:
            yield Word(key, *match.span())


def folded(text: str | None) -> str | None:
    """The words of `text` in a line, as they are indexed; of nothing, nothing.

    >>> folded("Sana'a is al-Hudaydah’s neighbour.")
    'sanaa is hudaydah neighbour'
    """
    if text is None:
        return None
    if (plain := _plainly_folded(text)) is not None:
        return plain
    lines = text.split("\n")  # perhaps one of them alone is the trouble
    if any(line.rstrip()[-2:].lower() in _ARTICLES for line in lines):  # with the next line's first word behind it
        return _read(text)
    return " ".join(
        filter(None, [_read(line) if (plain := _plainly_folded(line)) is None else plain for line in lines])
    )


# Of ASCII, a table makes capitals small and leaves spaces between what may be words. That is many times as fast as the
# pattern, which reads only the words with marks in them then.
_ASCII = bytes(
    ord(chr(code).lower()) if code < 128 and (chr(code).isalnum() or chr(code) in "'`-") else ord(" ")
    for code in range(256)
)
_ARTICLES = frozenset({"al", "el"})
_SPACED_ARTICLE = later(r"[ae](?<![\w'`-].)l\s+(?=[^\W_])", re.IGNORECASE)
_JOINED_ARTICLES = tuple(f"{mark}{article} " for mark in "'`-" for article in _ARTICLES)  # too intricate for a table


def _plainly_folded(text: str) -> str | None:
    """The words of a text, as they are indexed; None if it needs the pattern."""
    plain = in_ascii(text.replace("–", ".").replace("—", "."))  # of dashes, only hyphens join an article to its word
    if not plain.isascii() or "[" in plain or "]" in plain:
        return None
    apart = _apart(plain)
    if any(map(apart.__contains__, _JOINED_ARTICLES)):
        return None
    found = apart.split()
    if not _ARTICLES.isdisjoint(found):
        found = _apart(_SPACED_ARTICLE.sub(" ", plain)).split()
    return " ".join(filter(None, [word if word.isalnum() else _read(word) for word in found]))


def _apart(plain: str) -> str:
    return plain.encode("ascii").translate(_ASCII).decode("ascii")


def _read(text: str) -> str:
    """The words of a text, as they are indexed, read by the pattern: what `words` gives, without a loop."""
    return " ".join(filter(None, map(_key, _WORD_BUT_ARTICLE.findall(text))))


@lru_cache(maxsize=100_000)  # a text has few words, many times; an article comes as none
def _key(word: str) -> str:
    key = fold_key(word)
    if "'" in key:
        key = _CONTRACTED.sub(r"\1", key)
        key = _ELIDED.sub("", _POSSESSIVE.sub("", key)).replace("'", "")
    return key if key.isascii() else _ARABIC_ARTICLE.sub("", key.replace("ء", ""))
