"""The articles of a corpus that may print some words, each read as a row of words with their places."""

import sqlite3
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import accumulate, zip_longest
from typing import Any, NamedTuple

from syria_iraq_archive.checking.figures import GROUPED, figures
from syria_iraq_archive.corpus.words import folded, words
from syria_iraq_archive.fold import fold_key
from syria_iraq_archive.patterns import later
from syria_iraq_archive.spans import Span

MOST_ARTICLES = 60  # that are looked at for each group of words sought
_PHRASE = 3  # words of a group
_GROUPS = 6  # groups of words that are sought of a quotation which stands nowhere whole
_FEW = 6  # articles that are all read; if more print the rarest group of words, a longer one is sought
_WHOLE = 6  # words of the longer one
_SAMPLE = 100  # articles that tell how common words are
_KNOWN = 3  # groups of words that an article prints which is surely one of those sought
_LIGHTER = 4  # times that an article may have less in common with a quotation than the nearest has
_COMPARED = 6  # articles with which a quotation that stands nowhere whole is compared
_KEPT = 2000  # articles that are kept in memory
_PRINTED = ("headline", "kicker", "standfirst", "crosshead", "paragraph", "caption")
_ENDS = later(r"[.!?؟…]+[\"”’»)\]]*\s*$")
_INDEX_OF_CAPTIONS = """
CREATE VIRTUAL TABLE temp.captions_sought USING fts5(text, content='', tokenize='unicode61 remove_diacritics 2');
INSERT INTO captions_sought (rowid, text) SELECT article_id, group_concat(text, ' ') FROM (
    SELECT article_id, caption AS text FROM images WHERE caption IS NOT NULL
    UNION ALL SELECT id, kicker FROM articles WHERE kicker IS NOT NULL
) GROUP BY article_id;
"""


class Token(NamedTuple):
    """A word of a text: its key in the index, a stricter key that a changed word doesn't share, and where it stands."""

    key: str
    strict: str
    span: Span


def tokens(text: str, start: int = 0) -> Iterator[Token]:
    """The words of `text`, which begins at `start`.

    >>> [one.strict for one in tokens("We’ll hold al-Qa’im")]
    ['well', 'hold', 'qaim']
    >>> [one.strict for one in tokens("2,300 men in 2014, 300 in 2015")]
    ['2300', 'men', 'in', '2014', '300', 'in', '2015']
    """
    at = 0
    for match in GROUPED.finditer(text):  # "2,300" is one word, and the same as "2300"
        yield from _plain_tokens(text, start, at, match.start())
        key = " ".join(word.key for word in words(match.group()))
        yield Token(key, key.replace(" ", ""), Span(start + match.start(), start + match.end()))
        at = match.end()
    yield from _plain_tokens(text, start, at, len(text))


def _plain_tokens(text: str, start: int, at: int, end: int) -> Iterator[Token]:
    for word in words(text[at:end]):
        first, last = at + word.start, at + word.end
        yield Token(word.key, _strict(text[first:last]), Span(start + first, start + last))


@lru_cache(maxsize=100_000)  # texts have few words, many times
def _strict(printed: str) -> str:
    return fold_key(printed).replace("'", "")


@dataclass(frozen=True)
class ArticleText:
    """An article: its row, its words in the order of the capture, and its quotes."""

    article: sqlite3.Row
    text: str  # of the capture
    tokens: tuple[Token, ...]
    breaks: tuple[int, ...]  # the number of the first word of each block
    quotes: tuple[sqlite3.Row, ...]
    mentions: tuple[sqlite3.Row, ...]  # start_char, actor_id
    days: tuple[sqlite3.Row, ...]  # start_char, earliest, latest: of which it speaks
    line: str = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "line", f" {' '.join(one.strict for one in self.tokens)} ")

    @cached_property
    def _starts(self) -> list[int]:
        return list(accumulate((len(one.strict) + 1 for one in self.tokens), initial=1))

    @cached_property
    def figures(self) -> frozenset[Any]:
        """The numbers that it prints."""
        blocks = zip(self.breaks, (*self.breaks[1:], len(self.tokens)), strict=True)
        spans = [Span(self.tokens[start].span.start, self.tokens[end - 1].span.end) for start, end in blocks]
        return frozenset(
            value for span in spans for one in figures(self.text, *span) for value in (one.value, one.base)
        )

    @cached_property
    def actors(self) -> frozenset[str]:
        """Whom it names."""
        return frozenset(row["actor_id"] for row in self.mentions)

    @cached_property
    def words_outside_quotes(self) -> list[frozenset[str]]:
        """The words of each block that stand in no quote."""
        quoted = [range(row["start_char"], row["end_char"]) for row in self.quotes]
        blocks = zip(self.breaks, (*self.breaks[1:], len(self.tokens)), strict=True)
        return [
            frozenset(
                one.strict for one in self.tokens[start:end] if not any(one.span.start in each for each in quoted)
            )
            for start, end in blocks
        ]

    def block_at(self, offset: int) -> int:
        """The number of the block that holds the character at `offset`, or of the last before it."""
        return max(0, bisect_right([self.tokens[at].span.start for at in self.breaks], offset) - 1)

    def places(self, sought: Sequence[str]) -> Iterator[int]:
        """Where these words stand side by side: the number of the first."""
        line = f" {' '.join(sought)} "
        at = self.line.find(line)
        while at >= 0:
            yield bisect_left(self._starts, at + 1)
            at = self.line.find(line, at + 1)

    def span(self, first: int, end: int) -> Span:
        """The characters from word `first` up to, but not including, word `end`."""
        return Span(self.tokens[first].span.start, self.tokens[end - 1].span.end)

    def block(self, word: int) -> int:
        """The number of the block that holds a word."""
        return bisect_right(self.breaks, word) - 1

    def quote(self, first: int, end: int | None = None) -> sqlite3.Row | None:
        """The smallest quote that holds the words from `first` to `end`, or else the largest that holds the first."""
        span = self.span(first, end or first + 1)
        whole = [one for one in self.quotes if one["start_char"] <= span.start and span.end <= one["end_char"]]
        if whole or end is None:
            return min(whole, key=_length, default=None)
        begun = [one for one in self.quotes if one["start_char"] <= span.start < one["end_char"]]
        return max(begun, key=_length, default=None)

    def in_one_quote(self, one: int, other: int) -> bool:
        """Whether some quote holds both words, or none holds either."""
        spans = [self.tokens[one].span, self.tokens[other].span]
        held = [
            [quote["start_char"] <= span.start and span.end <= quote["end_char"] for span in spans]
            for quote in self.quotes
        ]
        return any(map(all, held)) or not any(map(any, held))

    def ends_sentence(self, word: int) -> bool:
        """Whether a sentence ends with this word: behind it stands its mark, or its block ends."""
        if word + 1 >= len(self.tokens) or self.block(word + 1) != self.block(word):
            return True
        return bool(_ENDS.search(self.text[self.tokens[word].span.end : self.tokens[word + 1].span.start]))


def _length(quote: sqlite3.Row) -> int:
    return int(quote["end_char"] - quote["start_char"])


class Archived:
    """The articles of an open corpus. Each is read once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._read: dict[int, ArticleText] = {}
        self._has_captions = False
        self._common: Counter[str] | None = None
        self._ids = lru_cache(maxsize=_KEPT)(self._asked)

    def of_key(self, key: str) -> ArticleText | None:
        """The article with this key; None if there is none."""
        row = self._connection.execute("SELECT id FROM articles WHERE key = ?", (key,)).fetchone()
        return self._passage(row[0]) if row else None

    def holding(self, groups: Sequence[Sequence[Token]]) -> list[ArticleText]:
        """The articles that print all words of one of these groups side by side, or else most of them, best first.

        A group is a part of a quotation between two marks of editing.
        """
        longest = max(groups, key=len)
        held = self._with_phrase(min(_windows(longest, _PHRASE), key=self._how_common))
        if len(held) > _FEW:
            held = self._with_phrase(min(_windows(longest, _WHOLE), key=self._how_common))
        found = [self._passage(id) for id in held]
        strict = [one.strict for one in longest]
        if any(True for passage in found for _ in passage.places(strict)):
            return found
        weights = self._weights(self._phrases(groups))
        least = max(weights.values(), default=0) // _LIGHTER
        near = sorted((id for id in weights if weights[id] >= least), key=lambda id: (-weights[id], id))[:_COMPARED]
        return [*found, *(self._passage(id) for id in near if all(id != one.article["id"] for one in found))]

    def _how_common(self, words: Sequence[str]) -> int:
        """In how many articles of a sample the commonest of these words stands.

        Rare ones are found fast, and tell more. The sample is drawn by keys, which are hashes, so that it is the same
        in every corpus of the same captures.
        """
        if self._common is None:
            rows = self._connection.execute("SELECT body FROM articles ORDER BY key LIMIT ?", (_SAMPLE,))
            self._common = Counter(word for row in rows for word in set((folded(row[0]) or "").split()))
        return max((self._common[part] for word in words for part in word.split()), default=0)

    def _phrases(self, groups: Iterable[Sequence[Token]]) -> list[list[str]]:
        """Some groups of words that stand side by side, from all parts of a quotation, those of rare words first.

        A changed word spoils the groups that hold it, and no other.
        """
        windows = [window for group in groups for window in _windows(group, _PHRASE)]
        third = max(1, -(-len(windows) // 3))
        parts = [
            sorted(windows[start : start + third], key=self._how_common)[: _GROUPS // 3]
            for start in range(0, len(windows), third)
        ]
        return [window for each in zip_longest(*parts) for window in each if window]

    def _weights(self, phrases: Sequence[Sequence[str]]) -> Counter[int]:
        """How much each article has in common with these: words that few articles print say more.

        Enough is known once an article prints several of them.
        """
        weights: Counter[int] = Counter()
        times: Counter[int] = Counter()
        for phrase in phrases:
            held = self._with_phrase(phrase) or self._in_captions(phrase)
            for id in held:
                weights[id] += MOST_ARTICLES // len(held)
            times.update(held)
            if max(times.values(), default=0) >= _KNOWN:
                break
        return weights

    def _with_phrase(self, keys: Sequence[str], index: str = "articles_folded") -> list[int]:
        """The first articles that print these words side by side."""
        return list(self._ids((index, " ".join(keys))))

    def _asked(self, sought: tuple[str, str]) -> tuple[int, ...]:
        index, phrase = sought
        rows = self._connection.execute(
            f"SELECT rowid FROM {index} WHERE {index} MATCH ? ORDER BY rowid LIMIT ?",
            (f'"{phrase}"', MOST_ARTICLES),
        )
        return tuple(row[0] for row in rows)

    def _in_captions(self, keys: Sequence[str]) -> list[int]:
        """The articles that print these words in a caption, or above a headline, of which the corpus has no index."""
        if not self._has_captions:
            made = self._connection.execute(
                "SELECT 1 FROM temp.sqlite_master WHERE name = 'captions_sought'"
            ).fetchone()
            if not made:  # by another who asked on this connection
                self._connection.executescript(_INDEX_OF_CAPTIONS)
            self._has_captions = True
        return self._with_phrase(keys, "captions_sought")

    def _passage(self, id: int) -> ArticleText:
        if id not in self._read:
            if len(self._read) >= _KEPT:
                self._read.clear()
            self._read[id] = self._make(id)
        return self._read[id]

    def _make(self, id: int) -> ArticleText:
        ask = self._connection.execute
        article = ask(
            "SELECT articles.*, captures.sha256, captures.text AS capture_text FROM articles "
            "JOIN captures ON captures.id = capture_id WHERE articles.id = ?",
            (id,),
        ).fetchone()
        text = article["capture_text"]
        blocks = ask(
            f"SELECT start_char, end_char FROM blocks WHERE capture_id = ? AND article_id = ? "
            f"AND role IN ({', '.join('?' * len(_PRINTED))}) ORDER BY seq",
            (article["capture_id"], id, *_PRINTED),
        ).fetchall()
        found: list[Token] = []
        breaks: list[int] = []
        for start, end in blocks:
            inside = list(tokens(text[start:end], start))
            if inside:
                breaks.append(len(found))
                found.extend(inside)
        quotes = ask("SELECT * FROM quotes WHERE article_id = ? ORDER BY start_char", (id,)).fetchall()
        mentions = ask("SELECT start_char, actor_id FROM mentions WHERE article_id = ? ORDER BY 1", (id,)).fetchall()
        days = ask(
            "SELECT start_char, earliest, latest FROM dates WHERE article_id = ? AND earliest IS NOT NULL "
            "AND latest IS NOT NULL ORDER BY 1, 2",
            (id,),
        ).fetchall()
        return ArticleText(
            article,
            text,
            tuple(found),
            tuple(breaks),
            tuple(quotes),
            tuple(mentions),
            tuple(days),
        )


def _windows(group: Sequence[Token], size: int) -> list[list[str]]:
    """The keys of each group of so many words that stand side by side; of fewer words, of all."""
    return [[one.key for one in group[at : at + size]] for at in range(max(1, len(group) - size + 1)) if group]
