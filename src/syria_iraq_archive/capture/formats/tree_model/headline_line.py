"""The line of an HTML page that is its headline: the one that prints what the page says its title is."""

import unicodedata
from collections.abc import Iterable, Sequence

from syria_iraq_archive.capture.formats.pages import PageLine
from syria_iraq_archive.patterns import later

MAX_WORDS = 40
MIN_TITLE_SHARE = 0.5  # of the words of a page's title, that a line has which the title begins or ends with
MIN_SHARED = 0.75  # of the words of both, that a line under `h1` shares with a title that words it otherwise

_WORD = later(r"\w+")
_HEADINGS = ("h1", "h2", "h3")


def headline_line(lines: Sequence[PageLine], titles: Iterable[str]) -> int | None:
    """The index of the line that prints one of `titles`, the clearest first; of several the one under `h1`, or first.

    If none does, the only line under `h1`, if it has four words of more. None if there is no such line.
    """
    printed = [_words(line.text) if len(line.text) < 400 else () for line in lines]
    wanted = [words for words in map(_words, titles) if words]
    found = [
        (_agreement(words, wanted), _rank(line), -index)
        for index, (line, words) in enumerate(zip(lines, printed, strict=True))
        if 1 <= len(words) <= MAX_WORDS
    ]
    agreeing = [one for one in found if one[0]]
    if agreeing:
        exact = [one for one in agreeing if one[0] == 2] or agreeing
        return -max(exact, key=lambda one: (one[1], one[2]))[2]
    titled = [-one[2] for one in found if one[1] == 3 and len(printed[-one[2]]) >= 3]
    return titled[0] if titled else None


def _agreement(words: tuple[str, ...], titles: Sequence[tuple[str, ...]]) -> int:
    """2 if the words are a title; 1 if they are one less the site's name, or nearly one."""
    best = 0
    for title in titles:
        if words == title:
            return 2
        if len(words) < 3:
            continue
        if len(words) >= MIN_TITLE_SHARE * len(title) and words in (title[: len(words)], title[-len(words) :]):
            best = 1
        elif len(words) >= 4:
            shared = len(set(words) & set(title))
            if shared >= MIN_SHARED * len(set(words) | set(title)):
                best = 1
    return best


def _rank(line: PageLine) -> int:
    """How high the heading is that the line stands in; 0 for a link, which leads to another page."""
    if "h1" in line.within:
        return 3
    return 0 if line.linked or line.container.tag not in _HEADINGS else 2


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(unicodedata.normalize("NFKC", text).lower()))
