"""The passage of a text that shows why a search found it: as printed, the words sought told apart."""

import sqlite3
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from syria_iraq_archive.corpus.search import Phrase
from syria_iraq_archive.corpus.words import Word, words

LENGTH = 24  # words
LEAD = 4  # words before the first match
ELLIPSIS = "…"

_OPEN, _CLOSE = "\ue000", "\ue001"  # of the private use area: SQLite puts them around what it found
_PASSAGE = f"""
    SELECT snippet(articles_fts, -1, '{_OPEN}', '{_CLOSE}', '{ELLIPSIS}', {LENGTH}) FROM articles_fts
    WHERE articles_fts MATCH ? AND rowid = (SELECT id FROM articles WHERE key = ?)
"""


class Piece(NamedTuple):
    """A stretch of a snippet, and whether it is what was sought."""

    text: str
    sought: bool


Snippet = tuple[Piece, ...]


class _Match(NamedTuple):
    """Where a phrase stands: its first and last word, and which phrase it is."""

    first: int
    last: int
    phrase: int


def plain(snippet: Snippet) -> str:
    """The snippet's text."""
    return "".join(piece.text for piece in snippet)


def passage_of(connection: sqlite3.Connection, key: str, phrases: Sequence[Phrase]) -> Snippet:
    """The passage of the article with this key that shows most of the phrases: of its text, or of its headline."""
    select = "SELECT coalesce(standfirst || char(10), '') || body, headline FROM articles WHERE key = ?"
    body, headline = connection.execute(select, (key,)).fetchone()
    return snippet_of(body, phrases) or snippet_of(headline or "", phrases)


def passage_by_fts5(connection: sqlite3.Connection, key: str, expression: str) -> Snippet:
    """The passage that FTS5 itself would show for an expression over ``articles_fts``."""
    found = connection.execute(_PASSAGE, (expression, key)).fetchone()
    return tuple(_pieces(found[0])) if found and found[0] else ()


def _pieces(marked: str) -> Iterator[Piece]:
    for number, part in enumerate(marked.split(_OPEN)):
        sought, _, rest = part.rpartition(_CLOSE)
        if number and sought:
            yield Piece(_one_line(sought), sought=True)
        if rest:
            yield Piece(_one_line(rest), sought=False)


def snippet_of(text: str, phrases: Sequence[Phrase]) -> Snippet:
    """The passage of `text` that shows most of the phrases; nothing where it holds none.

    >>> plain(snippet_of("They fought near al-Qāʾim.", [Phrase(("qaim",), False)]))
    'They fought near al-Qāʾim.'
    >>> [piece.text for piece in snippet_of("They fought near al-Qāʾim.", [Phrase(("qaim",), False)]) if piece.sought]
    ['Qāʾim']
    """
    found = list(words(text))
    matches = _matches(found, phrases)
    if not matches:
        return ()
    start = _best(matches).first - LEAD
    start = 0 if start < LEAD else start  # an ellipsis for less isn't worth it
    stop = min(len(found), start + LENGTH)
    shown = [match for match in matches if start <= match.first and match.last < stop] or matches[:1]
    begin = 0 if start == 0 else found[start].start
    end = len(text) if stop == len(found) else found[stop - 1].end
    return (
        *((Piece(f"{ELLIPSIS} ", sought=False),) if start else ()),
        *_cut(text, begin, end, [(found[match.first].start, found[match.last].end) for match in shown]),
        *((Piece(f" {ELLIPSIS}", sought=False),) if stop < len(found) else ()),
    )


def _matches(found: list[Word], phrases: Sequence[Phrase]) -> list[_Match]:
    """Every place of every phrase, in order."""
    keys = [word.key for word in found]
    matches = []
    for number, phrase in enumerate(phrases):
        *before, last = phrase.keys
        if phrase.begins_word:
            places = [place for place, key in enumerate(keys) if key.startswith(last)]
        else:
            places = [place for place, key in enumerate(keys) if key == last]
        for place in places:
            first = place - len(before)
            if first >= 0 and keys[first:place] == before:
                matches.append(_Match(first, place, number))
    return sorted(matches)


def _best(matches: list[_Match]) -> _Match:
    """The match from which on, within a snippet's length, most phrases stand, then most often; the first of such."""
    firsts = [match.first for match in matches]

    def worth(number: int) -> tuple[int, int]:
        within = matches[number : bisect_left(firsts, matches[number].first + LENGTH - LEAD)]
        return len({match.phrase for match in within}), len(within)

    return matches[max(range(len(matches)), key=worth)]


def _cut(text: str, begin: int, end: int, spans: Iterable[tuple[int, int]]) -> Iterator[Piece]:
    """The text from `begin` to `end` in one line, cut where the spans sought begin and end."""
    reached = begin
    for start, stop in _apart(spans):
        if start > reached:
            yield Piece(_one_line(text[reached:start]), sought=False)
        yield Piece(_one_line(text[start:stop]), sought=True)
        reached = stop
    if reached < end:
        yield Piece(_one_line(text[reached:end]), sought=False)


def _apart(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans in order, those that overlap made one."""
    start = stop = -1
    for first, last in spans:
        if first < stop:
            stop = max(stop, last)
            continue
        if stop >= 0:
            yield start, stop
        start, stop = first, last
    if stop >= 0:
        yield start, stop


def _one_line(text: str) -> str:
    """`text` with each run of white space made one space."""
    inner = " ".join(text.split())
    if not inner:
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{inner}{' ' if text[-1].isspace() else ''}"
