"""The line of an HTML page that is its byline: the one that prints who the page says wrote its story."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from syria_iraq_archive.capture.formats.pages import PageLine
from syria_iraq_archive.patterns import later
from syria_iraq_archive.spans import Span

MAX_LENGTH = 200  # characters of a byline with all that stands beside it
MAX_BESIDE = 8  # words beside the names of a line without a cue: the outlet, a day, what the author is
ABOVE, BELOW = 12, 25  # lines above the headline and below the body's first in which the byline is looked for
MAX_NAMES = 20
BEFORE_END, BEHIND_END = 3, 12  # and around the body's last, if it is a name alone or has a cue

# A capital behind a small letter begins a word: styles set "ByJane RoeDec 3" apart.
_WORD = later(r"\w(?:(?<=[a-zß-ÿ])[^\WA-Z]|(?<![a-zß-ÿ])\w)*")
_NO_NAME = later(r"\d|\w\.[a-z]{2,}\b")  # a day, or the name of a site
_ABBREVIATED = later(r"\b(?:\w|Jr|Sr|M\.?D|Ph\.?D)$")
_BETWEEN_NAMES = later(r"\s*(?:[,;&/|•·]|\band\b|\bet\b|\bund\b|\by\b|،)\s*", re.IGNORECASE)
_JOINT = later(r"\s*(?:(?:[,;&،]|\b(?:and|by|et|und|y)\b|\bو)\s*)+", re.IGNORECASE)
_CUE = later(
    r"(?:\b(?:by|von|par|por)\b|\b(?:authors?|writers?)\s*:|(?:بقلم|كتبت?|إعداد|اعداد|تقرير|الكاتبة?)\s*[:/]?)\s*:?\s*$",
    re.IGNORECASE,
)


class PrintedNames(NamedTuple):
    """The line that prints authors' names, by its index, and where in it they stand."""

    line: int
    span: Span


def byline_line(
    lines: Sequence[PageLine], authors: Iterable[str], headline: int | None, body: Sequence[int], site: str = ""
) -> PrintedNames | None:
    """The line near headline and body that prints one of `authors`, and where in it; None if none does.

    Of several it is one below the headline, then one with a cue such as "By", then the one with most names, then the
    nearest to the headline. A name of one word, or the name of the `site`, counts only behind a cue.
    """
    names = list(islice(_names(authors), MAX_NAMES))
    if not names or not body:
        return None
    top = body[0] if headline is None else headline
    head = range(max(0, min(top, body[0]) - ABOVE), min(len(lines), max(top, body[0]) + BELOW))
    foot = range(max(head.stop, body[-1] - BEFORE_END), min(len(lines), body[-1] + BEHIND_END))
    found: list[tuple[tuple[bool, bool, bool, int, int], PrintedNames]] = []
    for rows in (head, foot):
        for index in rows:
            printed = _printed(lines[index].text, names) if index != headline else None
            if printed and printed.counts(rows is head, _words(site)):
                weight = (rows is head, index > top, printed.has_cue, printed.names, -abs(index - top))
                found.append((weight, PrintedNames(index, printed.span)))
    return max(found, key=lambda one: one[0])[1] if found else None


class _Printed(NamedTuple):
    """What a line prints of the names."""

    span: Span
    names: int
    words: tuple[str, ...]  # of the names
    beside: int  # words of the line that are of none
    has_cue: bool
    is_full: bool  # there are two words at least, with white space between them

    def counts(self, is_near: bool, site: tuple[str, ...]) -> bool:
        """Whether the line is likely the byline, if it `is_near` the headline or not."""
        if self.has_cue:
            return True
        return self.is_full and self.words != site and self.beside <= (MAX_BESIDE if is_near else 0)


def _printed(text: str, names: Sequence[tuple[str, ...]]) -> _Printed | None:
    """The first of the names in the line, with those that are joined to it; None if it prints none."""
    if len(text) > MAX_LENGTH:
        return None
    matches = list(_WORD.finditer(text))
    words = tuple(_folded(match[0]) for match in matches)
    places = sorted(place for name in names for place in _places(words, name))
    if not places:
        return None
    first, end = places[0]
    count = 1
    for start, stop in places[1:]:
        if start >= end and _JOINT.fullmatch(text[matches[end - 1].end() : matches[start].start()]):
            count, end = count + 1, stop
        elif start == first:
            end = max(end, stop)
    span = _with_marks(text, Span(matches[first].start(), matches[end - 1].end()))
    has_cue = bool(_CUE.search(text[: span.start]))
    cue = 1 if has_cue else 0
    beside = max(0, len(words) - (end - first) - cue)
    return _Printed(span, count, words[first:end], beside, has_cue, is_full=len(span.of(text).split()) > 1)


def _with_marks(text: str, names: Span) -> Span:
    """The names with the full stop or the parenthesis that belongs to the last one ("Jr.", "(CNX)")."""
    behind = text[names.end : names.end + 1]
    is_open = behind == ")" and "(" in names.of(text)
    is_short = behind == "." and _ABBREVIATED.search(text, names.start, names.end) is not None
    return Span(names.start, names.end + (is_open or is_short))


def _places(words: Sequence[str], name: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Where the name stands among the words, once at most."""
    for start, word in enumerate(words):
        if word == name[0] and tuple(words[start : start + len(name)]) == name:
            yield start, start + len(name)
            return


def _names(authors: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """The words of each name, of authors who may be written in a row."""
    seen = set()
    for author in authors:
        for written in _BETWEEN_NAMES.split(author):
            name = _words(written)
            if name not in seen and len("".join(name)) > 2 and not _NO_NAME.search(written):
                seen.add(name)
                yield name


def _words(text: str) -> tuple[str, ...]:
    return tuple(_folded(word) for word in _WORD.findall(text))


def _folded(word: str) -> str:
    return unicodedata.normalize("NFKC", word).lower()
