"""The keys by which articles that may report the same event are found, in an index: those that share rare things.

An article has a key for each of the rarest things of each kind that its traits hold. Two are compared if they share
`LEAST_SHARED` keys that count, within some days of each other; more if the day of one of them is unknown. A key that
too many articles have says nothing, so it doesn't count: of one day, if more than `KeyLimits.day` have it; of an
article whose day nobody knows, which is compared with those of all days, if more than `KeyLimits.ever` have it. So a
new article costs what its candidates cost, in whatever corpus.
"""

import hashlib
import sqlite3
import struct
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from syria_iraq_archive.corpus.stories.score import MOST_DAYS, Profile

LEAST_SHARED = 2
LEAST_SHARED_UNDATED = 3
KINDS = {
    "words": (12, 4.0), "names": (10, 0.0), "numbers": (5, 1.2), "actors": (6, 1.0), "places": (6, 0.0),
    "subjects": (6, 1.5),
}  # fmt: skip
"""By kind of trait: how many of its rarest an article has keys of, and how rare they are at least."""
WIDEST = 2  # days of a publication date that counts as one
UNKNOWN_DAY = 0


@dataclass(frozen=True, slots=True)
class KeyLimits:
    """How many articles may have a key that counts: of one day, and of all days."""

    day: int = 30
    ever: int = 50


class Key(NamedTuple):
    """A key of an article: a number made of a thing it holds, and its day."""

    shared: int
    day: int


def keys_of(profile: Profile) -> list[Key]:
    """The keys of an article, each once."""
    first, last = profile.traits.published
    day = first if first and last - first <= WIDEST else UNKNOWN_DAY
    return [
        Key(_number(f"{kind}{thing}"), day)
        for kind, (most, least) in KINDS.items()
        for thing in _rarest(getattr(profile, kind).weights, most, least)
    ]


def _rarest(weights: Mapping[Any, float], most: int, least: float) -> list[Any]:
    """So many of the rarest things, each at least so rare."""
    rare = [(-weight, str(thing), thing) for thing, weight in weights.items() if weight >= least]
    return [thing for *_, thing in sorted(rare)[:most]]


@lru_cache(maxsize=50_000)
def _number(thing: str) -> int:
    digest = hashlib.blake2b(thing.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    number: int = struct.unpack(">q", digest)[0]
    return number


_LAST_DAY = 4_000_000  # after the year 9999
_HAVING = "SELECT day, article_id FROM story_keys WHERE shared = ? AND day BETWEEN ? AND ? LIMIT ?"


class KeyIndex:
    """The keys of a corpus, and those of the articles that this run adds."""

    def __init__(self, connection: sqlite3.Connection, limits: KeyLimits) -> None:
        self._connection = connection
        self._limits = limits
        self._new: dict[int, dict[int, list[int]]] = {}  # articles by key and day
        self._number: Counter[int] = Counter()  # of these articles, by key
        self._frequent: set[int] = set()  # keys of which it was found that they don't count ever
        self._is_empty = connection.execute("SELECT 1 FROM story_keys LIMIT 1").fetchone() is None

    def add(self, keys: Iterable[Key], article: int) -> None:
        """Add the keys of an article, as if they were in the corpus."""
        for shared, day in keys:
            self._new.setdefault(shared, {}).setdefault(day, []).append(article)
            self._number[shared] += 1

    def candidates(self, keys: Iterable[Key]) -> list[int]:
        """The articles that share enough keys that count with one that has these; it is among them."""
        near: list[int] = []
        undated: list[int] = []
        for key in keys:
            everywhere = self._everywhere(key.shared)
            if everywhere is not None:
                undated.extend(self._undated(key, everywhere))
                near.extend(self._near(key, everywhere))
            elif key.day != UNKNOWN_DAY:
                near.extend(self._near(key, self._nearby(key)))
        return [
            article
            for found, least in ((near, LEAST_SHARED), (undated, LEAST_SHARED_UNDATED))
            for article, shared in Counter(found).items()
            if shared >= least
        ]

    def still_candidates(self, keys: Iterable[Key], others: Iterable[Key]) -> bool:
        """Whether two articles with these keys share enough that count."""
        theirs = {key.shared: key.day for key in others}
        pairs = [(key, Key(key.shared, theirs[key.shared])) for key in keys if key.shared in theirs]
        undated = any(UNKNOWN_DAY in (one.day, other.day) for one, other in pairs)
        return sum(self._counts(*pair) for pair in pairs) >= (LEAST_SHARED_UNDATED if undated else LEAST_SHARED)

    def members(self, key: Key) -> list[int]:
        """The articles that have a key on its day."""
        return self._by_day(key.shared, key.day, key.day).get(key.day, [])

    def _everywhere(self, shared: int) -> Mapping[int, list[int]] | None:
        """All articles that have a key, by day; None if they are too many for it to count ever."""
        left = self._limits.ever - self._number[shared]
        if left < 0 or shared in self._frequent:
            return None
        new = self._new.get(shared, {})
        there = () if self._is_empty else self._having(shared, UNKNOWN_DAY, _LAST_DAY, left + 1)
        if not there:
            return new
        if len(there) > left:
            self._frequent.add(shared)
            return None
        found = {day: list(articles) for day, articles in new.items()}
        for day, article in there:
            found.setdefault(day, []).append(article)
        return found

    def _nearby(self, key: Key) -> Mapping[int, list[int]]:
        """The articles that have a key on days nearby, by day; if it doesn't count on its own, none but of this."""
        own = self._by_day(*key, key.day, self._limits.day + 1)
        if len(own.get(key.day, ())) > self._limits.day:
            return own
        return self._by_day(key.shared, key.day - MOST_DAYS, key.day + MOST_DAYS)

    def _near(self, key: Key, by_day: Mapping[int, list[int]]) -> Iterator[int]:
        """The articles of days nearby that share a key, as far as it counts."""
        if key.day != UNKNOWN_DAY and len(by_day.get(key.day, ())) <= self._limits.day:
            for day, articles in by_day.items():
                near = day != UNKNOWN_DAY and abs(day - key.day) <= MOST_DAYS
                if near and len(articles) <= self._limits.day:
                    yield from articles

    def _undated(self, key: Key, everywhere: Mapping[int, list[int]]) -> Iterator[int]:
        """The articles that share a key that counts ever, if the day of one is unknown."""
        if key.day != UNKNOWN_DAY:
            yield from everywhere.get(UNKNOWN_DAY, ())
        else:
            for articles in everywhere.values():
                yield from articles

    def _counts(self, one: Key, other: Key) -> bool:
        if UNKNOWN_DAY in (one.day, other.day):
            return self._counts_ever(one.shared)
        near = abs(one.day - other.day) <= MOST_DAYS
        return near and all(len(self.members(key)) <= self._limits.day for key in {one, other})

    def _counts_ever(self, shared: int) -> bool:
        return self._everywhere(shared) is not None

    def _by_day(
        self, shared: int, first: int = UNKNOWN_DAY, last: int = _LAST_DAY, most: int = -1
    ) -> dict[int, list[int]]:
        """The articles that have a key between two days, by day; of those in the corpus `most`."""
        new = self._new.get(shared, {})
        days = range(first, last + 1) if last - first <= 2 * MOST_DAYS else new
        found = {day: list(new[day]) for day in days if day in new}
        if not self._is_empty:
            for day, article in self._having(shared, first, last, most):
                found.setdefault(day, []).append(article)
        return found

    def _having(self, shared: int, first: int, last: int, most: int) -> list[tuple[int, int]]:
        """Days and numbers of the articles in the corpus that have a key between two days."""
        return self._connection.execute(_HAVING, (shared, first, last, most)).fetchall()
