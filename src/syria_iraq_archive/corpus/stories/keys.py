"""The keys by which articles that may report the same event are found, in an index: those that share rare things.

An article has a key for each of the rarest things that its traits hold. Two are compared if they share `LEAST_SHARED`
keys that count, within some days of each other. A key that too many articles have says nothing, so it doesn't count:
of one day, if more than `KeyLimits.day` have it; of an article whose day nobody knows, which is compared with those of
all days, if more than `KeyLimits.ever` have it. So a new article costs what its candidates cost, in whatever corpus.
"""

import hashlib
import sqlite3
import struct
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from syria_iraq_archive.corpus.stories.numbers import weight_of_number
from syria_iraq_archive.corpus.stories.rarity import rarity_of_actor, rarity_of_word
from syria_iraq_archive.corpus.stories.score import MOST_DAYS, RARITY_OF_PLACE
from syria_iraq_archive.corpus.stories.stems import sound, stem
from syria_iraq_archive.corpus.stories.traits import Traits

MOST_KEYS = 24  # of an article
LEAST_SHARED = 2
WORD_FROM, ACTOR_FROM, NUMBER_FROM = 4.0, 2.0, 1.2  # rarities and weights from which there is a key
NUMBERS_WEIGH = 1.7  # beside rarities
RARITY_OF_NAME = 5.5
WIDEST = 2  # days of a publication date that counts as one
UNKNOWN_DAY = 0


@dataclass(frozen=True, slots=True)
class KeyLimits:
    """How many articles may have a key that counts: of one day, and of all days."""

    day: int = 30
    ever: int = 100


class Key(NamedTuple):
    """A key of an article: a number made of a thing it holds, and its day."""

    shared: int
    day: int


def keys_of(traits: Traits) -> list[Key]:
    """The keys of an article, each once."""
    first, last = traits.published
    day = first if first and last - first <= WIDEST else UNKNOWN_DAY
    rarest = sorted(_things(traits), key=lambda thing: (-thing[1], thing[0]))[:MOST_KEYS]
    return [Key(_number(thing), day) for thing, _ in rarest]


def _things(traits: Traits) -> Iterator[tuple[str, float]]:
    for word in traits.words:
        stemmed = stem(word)
        if (rarity := rarity_of_word(stemmed)) >= WORD_FROM:
            yield f"w{stemmed}", rarity
    for heard in sorted({sound(name) for name in traits.names}):
        yield f"n{heard}", RARITY_OF_NAME
    for actor in traits.actors:
        if (rarity := rarity_of_actor(actor)) >= ACTOR_FROM:
            yield f"a{actor}", rarity
    for number in traits.numbers:
        if (weight := weight_of_number(number)) >= NUMBER_FROM:
            yield f"c{number}", weight * NUMBERS_WEIGH
    for place in traits.places:
        yield f"p{place}", RARITY_OF_PLACE


@lru_cache(maxsize=50_000)
def _number(thing: str) -> int:
    digest = hashlib.blake2b(thing.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    number: int = struct.unpack(">q", digest)[0]
    return number


class Index:
    """The keys of a corpus, with those that this run adds in the temporary table ``new_story_keys``."""

    def __init__(self, connection: sqlite3.Connection, limits: KeyLimits) -> None:
        self._connection = connection
        self._limits = limits

    def candidates(self, keys: Iterable[Key]) -> list[int]:
        """The articles that share enough keys that count with one that has these; it is among them."""
        found: Counter[int] = Counter()
        for key in keys:
            found.update(self._sharing(key))
        return [article for article, shared in found.items() if shared >= LEAST_SHARED]

    def still_candidates(self, keys: Iterable[Key], others: Iterable[Key]) -> bool:
        """Whether two articles with these keys share enough that count."""
        theirs = {key.shared: key.day for key in others}
        pairs = ((key, Key(key.shared, theirs[key.shared])) for key in keys if key.shared in theirs)
        return sum(self._counts(*pair) for pair in pairs) >= LEAST_SHARED

    def members(self, key: Key, *, ever: bool) -> list[int]:
        """The articles that have a key on its day; with `ever`, those of an unknown day."""
        day = UNKNOWN_DAY if ever else key.day
        return [id for _, id in self._rows(key.shared, day, day, None)]

    def size(self, key: Key, most: int, *, ever: bool) -> int:
        """How many articles have a key on its day, or `ever`, counted up to `most`."""
        first, last = (None, None) if ever else (key.day, key.day)
        return len(self._rows(key.shared, first, last, most))

    def _sharing(self, key: Key) -> Iterator[int]:
        """The articles that share a key, as far as it counts."""
        if key.day == UNKNOWN_DAY:
            everywhere = self._rows(key.shared, None, None, self._limits.ever + 1)
            if len(everywhere) <= self._limits.ever:
                yield from (id for _, id in everywhere)
            return
        by_day: dict[int, list[int]] = {}
        for day, id in self._rows(key.shared, key.day - MOST_DAYS, key.day + MOST_DAYS, None):
            by_day.setdefault(day, []).append(id)
        if len(by_day.get(key.day, ())) <= self._limits.day:
            for articles in by_day.values():
                if len(articles) <= self._limits.day:
                    yield from articles
        undated = self._rows(key.shared, UNKNOWN_DAY, UNKNOWN_DAY, self._limits.ever + 1)
        if undated and self.size(key, self._limits.ever + 1, ever=True) <= self._limits.ever:
            yield from (id for _, id in undated)

    def _counts(self, one: Key, other: Key) -> bool:
        if UNKNOWN_DAY in (one.day, other.day):
            return self.size(one, self._limits.ever + 1, ever=True) <= self._limits.ever
        near = abs(one.day - other.day) <= MOST_DAYS
        most = self._limits.day
        return near and all(self.size(key, most + 1, ever=False) <= most for key in {one, other})

    def _rows(self, shared: int, first: int | None, last: int | None, most: int | None) -> list[tuple[int, int]]:
        """Days and numbers of the articles that have a key between two days."""
        between = "" if first is None else " AND day BETWEEN ?2 AND ?3"
        sql = " UNION ALL ".join(
            f"SELECT day, article_id FROM {table} WHERE shared = ?1{between}"
            for table in ("story_keys", "new_story_keys")
        )
        limit = "" if most is None else f" LIMIT {most}"
        parameters = (shared,) if first is None else (shared, first, last)
        return self._connection.execute(sql + limit, parameters).fetchall()
