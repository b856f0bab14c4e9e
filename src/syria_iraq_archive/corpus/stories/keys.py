"""The keys by which articles that may report the same event are found, in an index: those that share rare things.

An article has a key for each of the rarest things that its traits hold. Two are compared if they share `LEAST_SHARED`
keys that count, within some days of each other; one more if the day of one of them is unknown. A key that too many
articles have says nothing, so it doesn't count: of one day, if more than `KeyLimits.day` have it; of an article whose
day nobody knows, which is compared with those of all days, if more than `KeyLimits.ever` have it. So a new article
costs what its candidates cost, in whatever corpus.
"""

import hashlib
import sqlite3
import struct
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from syria_iraq_archive.corpus.stories.score import MOST_DAYS, RARITY_OF_PLACE, Profile

MOST_KEYS = 24  # of an article
LEAST_SHARED = 2
LEAST_SHARED_UNDATED = 3
WORD_FROM, ACTOR_FROM, NUMBER_FROM = 4.0, 2.0, 2.2  # rarities and weights from which there is a key
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


def keys_of(profile: Profile) -> list[Key]:
    """The keys of an article, each once."""
    first, last = profile.traits.published
    day = first if first and last - first <= WIDEST else UNKNOWN_DAY
    rarest = sorted(_things(profile), key=lambda thing: (-thing[1], thing[0]))[:MOST_KEYS]
    return [Key(_number(thing), day) for thing, _ in rarest]


def _things(profile: Profile) -> Iterator[tuple[str, float]]:
    """What an article has keys of, with how rare it is; told apart by the letter before it."""
    yield from ((f"w{word}", rarity) for word, rarity in profile.words.weights.items() if rarity >= WORD_FROM)
    yield from ((f"n{name}", RARITY_OF_NAME) for name in profile.names.weights)
    yield from ((f"a{actor}", rarity) for actor, rarity in profile.actors.weights.items() if rarity >= ACTOR_FROM)
    yield from ((f"p{place}", RARITY_OF_PLACE) for place in profile.places.weights)
    for number, weight in profile.numbers.weights.items():
        if weight >= NUMBER_FROM:
            yield f"c{number}", weight * NUMBERS_WEIGH


@lru_cache(maxsize=50_000)
def _number(thing: str) -> int:
    digest = hashlib.blake2b(thing.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    number: int = struct.unpack(">q", digest)[0]
    return number


_HAVING = """
    SELECT day, article_id FROM story_keys WHERE shared = ?1 AND {where}
    UNION ALL SELECT day, article_id FROM new_story_keys WHERE shared = ?1 AND {where} LIMIT {most}
"""
_ON_ITS_DAY = _HAVING.format(where="day = ?2", most="?3")
_NEARBY = _HAVING.format(where=f"(day BETWEEN ?2 AND ?3 OR day = {UNKNOWN_DAY})", most="-1")
_EVER = _HAVING.format(where="TRUE", most="?2")


class Index:
    """The keys of a corpus, with those that this run adds in the temporary table ``new_story_keys``."""

    def __init__(self, connection: sqlite3.Connection, limits: KeyLimits) -> None:
        self._connection = connection
        self._limits = limits

    def candidates(self, keys: Iterable[Key]) -> list[int]:
        """The articles that share enough keys that count with one that has these; it is among them."""
        near: Counter[int] = Counter()
        undated: Counter[int] = Counter()
        for key in keys:
            by_day = self._sharing(key)
            undated.update(self._undated(key, by_day))
            near.update(self._near(key, by_day))
        return [
            article
            for found, least in ((near, LEAST_SHARED), (undated, LEAST_SHARED_UNDATED))
            for article, shared in found.items()
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
        return [id for _, id in self._rows(_ON_ITS_DAY, *key, -1)]

    def _sharing(self, key: Key) -> dict[int, list[int]]:
        """The articles that have a key, by day: on days nearby and of an unknown day; of an unknown day those of all.

        Of a key that counts nowhere, not all are given.
        """
        if key.day == UNKNOWN_DAY:
            rows = self._rows(_EVER, key.shared, self._limits.ever + 1)
        else:
            rows = self._rows(_NEARBY, key.shared, key.day - MOST_DAYS, key.day + MOST_DAYS)
        by_day: dict[int, list[int]] = {}
        for day, id in rows:
            by_day.setdefault(day, []).append(id)
        return by_day

    def _near(self, key: Key, by_day: Mapping[int, list[int]]) -> Iterator[int]:
        """The articles of days nearby that share a key, as far as it counts."""
        if key.day != UNKNOWN_DAY and len(by_day.get(key.day, ())) <= self._limits.day:
            for day, articles in by_day.items():
                if day != UNKNOWN_DAY and len(articles) <= self._limits.day:
                    yield from articles

    def _undated(self, key: Key, by_day: Mapping[int, list[int]]) -> Iterator[int]:
        """The articles that share a key, as far as it counts, if the day of one is unknown."""
        found = list(by_day.values()) if key.day == UNKNOWN_DAY else [by_day.get(UNKNOWN_DAY, [])]
        if any(found) and self._counts_ever(key.shared):
            for articles in found:
                yield from articles

    def _counts(self, one: Key, other: Key) -> bool:
        if UNKNOWN_DAY in (one.day, other.day):
            return self._counts_ever(one.shared)
        near = abs(one.day - other.day) <= MOST_DAYS
        most = self._limits.day
        return near and all(len(self._rows(_ON_ITS_DAY, *key, most + 1)) <= most for key in {one, other})

    def _counts_ever(self, shared: int) -> bool:
        return len(self._rows(_EVER, shared, self._limits.ever + 1)) <= self._limits.ever

    def _rows(self, sql: str, *parameters: int) -> list[tuple[int, int]]:
        return self._connection.execute(sql, parameters).fetchall()
