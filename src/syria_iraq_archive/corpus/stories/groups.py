"""From links to stories: which linked articles are grouped, so that a chain of links doesn't glue a week together.

Two checks. A link counts only if its ends agree whom else they are linked with: what joins two groups that know nothing
of each other is no bridge. Then, among what such links join, groups grow by the strongest links first, and two groups
become one only if on average their articles are linked, where a pair that isn't counts against it: by its score if that
is kept, else by `NOT_KEPT`.
"""

import heapq
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import combinations
from typing import Any, NamedTuple

from syria_iraq_archive.corpus.schema import insert_into
from syria_iraq_archive.corpus.stories.score import LINKED
from syria_iraq_archive.corpus.tables import STORIES, STORY_ARTICLES

AGREEING = 0.4  # of all that either end of a link is linked with, the share that both are
NOT_KEPT = -2.0  # what a pair counts whose score isn't kept

Row = tuple[Any, ...]

_LINKS = """
    SELECT other_id, score FROM story_links WHERE article_id = ?1
    UNION ALL SELECT article_id, score FROM story_links WHERE other_id = ?1
"""
_MATES = """
    SELECT article_id FROM story_articles
    WHERE story_id = (SELECT story_id FROM story_articles WHERE article_id = ?)
"""
_BONDS = """
    SELECT {other}, score, actors, places, days, numbers, words FROM story_links
    WHERE {own} = ? AND {other} IN ({mates})
"""
_IN_ORDER = """
    SELECT id, key, source_id, published_earliest, published_latest FROM articles WHERE id IN ({ids})
    ORDER BY published_earliest IS NULL, published_earliest, published_latest, key
"""


def agree(ours: Collection[int], theirs: Collection[int]) -> bool:
    """Whether the ends of a link, each given by all that it is linked with and itself, agree enough.

    >>> agree({1, 2}, {1, 2}), agree({1, 2}, {1, 2, 3}), agree({1, 2, 3, 4}, {4, 5, 6, 7})
    (True, True, False)
    """
    both = len(set(ours) & set(theirs))
    return both >= AGREEING * (len(ours) + len(theirs) - both)


def grown(members: Iterable[int], score: Callable[[int, int], float | None]) -> list[list[int]]:
    """The groups that articles form, given in an order that is the same everywhere; `score` is a pair's, if kept.

    >>> links = {(1, 2): 3.0, (2, 3): 2.5, (3, 4): 0.2, (4, 5): 3.0}
    >>> grown([1, 2, 3, 4, 5], lambda one, other: links.get((one, other)))
    [[1, 2, 3], [4, 5]]
    """
    groups = {place: [member] for place, member in enumerate(members)}
    sums: dict[int, dict[int, float]] = {place: {} for place in groups}
    for one, other in combinations(groups, 2):
        found = score(groups[one][0], groups[other][0])
        if found is not None:
            sums[one][other] = sums[other][one] = found - NOT_KEPT
    waiting = [
        (-_average(groups, sums, one, other), one, other) for one in groups for other in sums[one] if one < other
    ]
    heapq.heapify(waiting)
    while waiting:
        negative, one, other = heapq.heappop(waiting)
        if negative >= 0:
            break
        if one not in groups or other not in groups or -negative != _average(groups, sums, one, other):
            continue
        groups[one] += groups.pop(other)
        for third, amount in sums.pop(other).items():
            sums[third].pop(other)
            if third != one:
                sums[one][third] = sums[third][one] = sums[one].get(third, 0.0) + amount
        for third in sums[one]:
            first, second = min(one, third), max(one, third)
            heapq.heappush(waiting, (-_average(groups, sums, first, second), first, second))
    return list(groups.values())


def _average(groups: Mapping[int, list[int]], sums: Mapping[int, Mapping[int, float]], one: int, other: int) -> float:
    """What the pairs of two groups count on average, those without a score included."""
    return sums[one][other] / (len(groups[one]) * len(groups[other])) + NOT_KEPT


def group_again(connection: sqlite3.Connection, changed: Iterable[int]) -> None:
    """Find the stories anew of the articles whose links have changed, and of those whose story that may change."""
    found = _Neighbourhood(connection)
    ahead = set(changed)
    for article in list(ahead):
        ahead.update(found.links(article))  # whose ends may agree now, or not any more
    done: set[int] = set()
    components: list[list[int]] = []
    while ahead:
        seed = ahead.pop()
        if seed not in done:
            component = found.component(seed)
            done.update(component)
            components.append(sorted(component, key=found.key))
            for article in component:
                ahead.update({id for (id,) in connection.execute(_MATES, (article,))} - done)
    for each in components:
        _forget(connection, each)
    for each in components:
        for group in grown(each, found.score):
            if len(group) > 1:
                made = story_rows(connection, group)
                connection.execute(insert_into(STORIES), made.story)
                connection.executemany(insert_into(STORY_ARTICLES), made.articles)


class _Neighbourhood:
    """Links as they are in the corpus, each article's read once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._scores: dict[int, dict[int, float]] = {}
        self._links: dict[int, frozenset[int]] = {}

    def links(self, article: int) -> frozenset[int]:
        """What an article is linked with."""
        if article not in self._links:
            scores = self._scores[article] = dict(map(tuple, self._connection.execute(_LINKS, (article,))))
            self._links[article] = frozenset(other for other, score in scores.items() if score > LINKED)
        return self._links[article]

    def score(self, one: int, other: int) -> float | None:
        """The score of a pair; None if it isn't kept."""
        self.links(one)
        return self._scores[one].get(other)

    def component(self, seed: int) -> set[int]:
        """All that links join whose ends agree, directly or through others."""
        reached, ahead = {seed}, [seed]
        while ahead:
            article = ahead.pop()
            ours = {article, *self.links(article)}
            for other in self.links(article):
                if other not in reached and agree(ours, {other, *self.links(other)}):
                    reached.add(other)
                    ahead.append(other)
        return reached

    def key(self, article: int) -> str:
        """An article's key: an order that is the same everywhere."""
        return str(self._connection.execute("SELECT key FROM articles WHERE id = ?", (article,)).fetchone()[0])


def _forget(connection: sqlite3.Connection, articles: Iterable[int]) -> None:
    for article in articles:
        own = "SELECT story_id FROM story_articles WHERE article_id = ?"
        connection.execute(f"DELETE FROM stories WHERE id IN ({own})", (article,))
        connection.execute("DELETE FROM story_articles WHERE article_id = ?", (article,))


def story_rows(connection: sqlite3.Connection, group: Collection[int]) -> "StoryRows":
    """The rows of a story. The first published comes first; unknown dates come last."""
    marks = ", ".join("?" * len(group))
    cursor = connection.cursor()
    cursor.row_factory = None
    ordered = cursor.execute(_IN_ORDER.format(ids=marks), tuple(group)).fetchall()
    keys = {id: key for id, key, *_ in ordered}
    story = ordered[0][1]
    outlets = {source for _, _, source, _, _ in ordered if source is not None}
    earliest = min((day for *_, day, _ in ordered if day is not None), default=None)
    latest = max((day for *_, day in ordered if day is not None), default=None)
    articles = []
    for place, id in enumerate(keys, start=1):
        bonds = [
            bond
            for own, other in (("article_id", "other_id"), ("other_id", "article_id"))
            for bond in cursor.execute(_BONDS.format(own=own, other=other, mates=marks), (id, *group))
        ]
        articles.append((id, story, place, *min(bonds, key=lambda bond: (-bond[1], keys[bond[0]]))))
    return StoryRows((story, len(ordered), len(outlets), earliest, latest), articles)


class StoryRows(NamedTuple):
    """The row of ``stories`` and those of ``story_articles``."""

    story: Row
    articles: list[Row]


def whole_stories(connection: sqlite3.Connection) -> Iterator[StoryRows]:
    """All stories that there are by the links of the corpus, made anew."""
    found = _Neighbourhood(connection)
    done: set[int] = set()
    for (seed,) in connection.execute("SELECT DISTINCT article_id FROM story_links").fetchall():
        if seed not in done:
            component = found.component(seed)
            done.update(component)
            for group in grown(sorted(component, key=found.key), found.score):
                if len(group) > 1:
                    yield story_rows(connection, group)
