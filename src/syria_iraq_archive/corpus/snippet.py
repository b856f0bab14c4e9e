"""The passage of a text that shows why a search found it: as printed, the words sought told apart."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from syria_iraq_archive.corpus.search import Phrase
from syria_iraq_archive.corpus.words import Word, words

LENGTH = 24  # words
LEAD = 4  # words before the first match
ENOUGH = 4_000  # characters looked at beyond the first match, for a passage with more of what is sought
MOST = 200  # matches in so few words
ELLIPSIS = "…"

_OPEN, _CLOSE = "\ue000", "\ue001"  # of the private use area: SQLite puts them around what it found
_PASSAGE = f"""
    SELECT snippet(articles_fts, -1, '{_OPEN}', '{_CLOSE}', '{ELLIPSIS}', {LENGTH}) FROM articles_fts
    WHERE articles_fts MATCH ? AND rowid = (SELECT id FROM articles WHERE key = ?)
"""


class SnippetPart(NamedTuple):
    """A stretch of a snippet, and whether it is what was sought."""

    text: str
    sought: bool


Snippet = tuple[SnippetPart, ...]


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


def _pieces(marked: str) -> Iterator[SnippetPart]:
    for number, part in enumerate(marked.split(_OPEN)):
        sought, _, rest = part.rpartition(_CLOSE)
        if number and sought:
            yield SnippetPart(_one_line(sought), sought=True)
        if rest:
            yield SnippetPart(_one_line(rest), sought=False)


def snippet_of(text: str, phrases: Sequence[Phrase]) -> Snippet:
    """The first passage of `text` that shows all of the phrases; failing that, one that shows as many as any looked at.

    Nothing if it holds none. Beyond the first phrase found, `ENOUGH` characters are looked at.

    >>> plain(snippet_of("They fought near al-Qāʾim.", [Phrase(("qaim",), False)]))
    'They fought near al-Qāʾim.'
    >>> [piece.text for piece in snippet_of("They fought near al-Qāʾim.", [Phrase(("qaim",), False)]) if piece.sought]
    ['Qāʾim']
    """
    reader = _Reader(text, phrases)
    best = reader.read_to_a_good_match()
    if best is None:
        return ()
    start = best.first - LEAD
    start = 0 if start < LEAD else start  # an ellipsis for less isn't worth it
    found = reader.read_to(start + LENGTH + 1)
    stop = min(len(found), start + LENGTH)
    matches = sorted(reader.matches)
    shown = [match for match in matches if start <= match.first and match.last < stop] or [best]
    begin = 0 if start == 0 else found[start].start
    end = len(text) if stop == len(found) else found[stop - 1].end
    return (
        *((SnippetPart(f"{ELLIPSIS} ", sought=False),) if start else ()),
        *_cut(text, begin, end, [(found[match.first].start, found[match.last].end) for match in shown]),
        *((SnippetPart(f" {ELLIPSIS}", sought=False),) if stop < len(found) else ()),
    )


class _Reader:
    """Reads the words of a text one by one, as far as it must, and notes where phrases stand."""

    def __init__(self, text: str, phrases: Sequence[Phrase]) -> None:
        self.matches: list[_Match] = []
        self._found: list[Word] = []
        self._words = words(text)
        self._seen = 0  # of the matches, those that were there before the last word
        self._phrases = len(phrases)
        self._ending: dict[str, list[tuple[int, tuple[str, ...]]]] = {}  # by their last word: number, words before it
        self._beginning: list[tuple[str, int, tuple[str, ...]]] = []
        for number, phrase in enumerate(phrases):
            *before, last = phrase.keys
            if phrase.begins_word:
                self._beginning.append((last, number, tuple(before)))
            else:
                self._ending.setdefault(last, []).append((number, tuple(before)))

    def read_to(self, count: int) -> list[Word]:
        """The words read, at least so many of them if there are."""
        while len(self._found) < count and self._next():
            pass
        return self._found

    def read_to_a_good_match(self) -> _Match | None:
        """The first match from which on all phrases stand within a snippet's length; or most, of what is looked at."""
        best: _Match | None = None
        most = looked_at = 0
        while (word := self._next()) and (best is None or word.end <= looked_at):
            for match in self.matches[self._seen :]:
                together = [one for one in self.matches[-MOST:] if 0 <= match.first - one.first < LENGTH - LEAD]
                shown = len({one.phrase for one in together})
                if best is None:
                    looked_at = word.end + ENOUGH
                if shown > most:
                    best, most = together[0], shown
            if most == self._phrases:
                break
        return best

    def _next(self) -> Word | None:
        """One word more, and the matches that end with it; None at the end of the text."""
        word = next(self._words, None)
        self._seen = len(self.matches)
        if word is None:
            return None
        self._found.append(word)
        for number, before in self._ending.get(word.key, ()):
            self._note(number, before)
        for beginning, number, before in self._beginning:
            if word.key.startswith(beginning):
                self._note(number, before)
        return word

    def _note(self, number: int, before: tuple[str, ...]) -> None:
        """Note the phrase that ends with the last word, if the words before it are its own."""
        last = len(self._found) - 1
        first = last - len(before)
        if first >= 0 and all(word.key == key for word, key in zip(self._found[first:last], before, strict=True)):
            self.matches.append(_Match(first, last, number))


def _cut(text: str, begin: int, end: int, spans: Iterable[tuple[int, int]]) -> Iterator[SnippetPart]:
    """The text from `begin` to `end` in one line, cut where the spans sought begin and end."""
    reached = begin
    for start, stop in _apart(spans):
        if start > reached:
            yield SnippetPart(_one_line(text[reached:start]), sought=False)
        yield SnippetPart(_one_line(text[start:stop]), sought=True)
        reached = stop
    if reached < end:
        yield SnippetPart(_one_line(text[reached:end]), sought=False)


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
