"""Brings ``story_links``, ``stories`` and ``story_articles`` into step with the articles.

The writer notes which articles arrive and which leave, in the transactions that write and remove them. `link_stories`
then compares what is new with its candidates, and groups anew what this concerns. Links and stories depend on the
articles alone: not on the order in which they came, nor on how often this ran in between.

Whether a key counts depends on how many articles have it. So newcomers may end links of their elders, and removals may
bring elders together: a key that ceases to count has the links of its members looked at again, one that begins to count
has its members compared anew.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from syria_iraq_archive.corpus.connection import transaction
from syria_iraq_archive.corpus.declare import Table
from syria_iraq_archive.corpus.schema import insert_into, written_columns
from syria_iraq_archive.corpus.stories.groups import group_again
from syria_iraq_archive.corpus.stories.keys import UNKNOWN_DAY, Key, KeyIndex, KeyLimits, keys_of
from syria_iraq_archive.corpus.stories.score import Profile, compare
from syria_iraq_archive.corpus.stories.traits import ToldBy, from_text, traits_of
from syria_iraq_archive.corpus.tables import BLOCKS, STORY_LINKS, STORY_TRAITS, TABLES
from syria_iraq_archive.corpus.unlocked import find_and_write

PORTION = 1_000  # articles whose links are found at a time
_KEPT_PROFILES = 1_500  # about 15 MB; fewer than a portion has would be read again and again

_FOUND = {
    "new_story_keys": "(shared INTEGER, day INTEGER, article_id INTEGER, PRIMARY KEY (shared, day, article_id)) "
    "WITHOUT ROWID",
    "portion": "(article_id INTEGER PRIMARY KEY)",
    "compared": "(article_id INTEGER PRIMARY KEY)",
    "reviewed": "(article_id INTEGER PRIMARY KEY)",
    "found_links": f"({', '.join(STORY_LINKS.names)})",
    "lost_links": "(article_id INTEGER, other_id INTEGER)",
}
_OURS = "SELECT id FROM articles WHERE capture_id = :capture"
_LEFT_BEHIND = f"""
    INSERT OR IGNORE INTO story_waiting (article_id, compare)
    SELECT article_id, 0 FROM (
        SELECT other_id AS article_id FROM story_links WHERE article_id IN ({_OURS})
        UNION SELECT article_id FROM story_links WHERE other_id IN ({_OURS})
        UNION SELECT article_id FROM story_articles
              WHERE story_id IN (SELECT story_id FROM story_articles WHERE article_id IN ({_OURS}))
    ) WHERE article_id NOT IN ({_OURS})
"""
_ENDED = f"DELETE FROM stories WHERE id IN (SELECT story_id FROM story_articles WHERE article_id IN ({_OURS}))"
_LEAVING = f"""
    SELECT article_id, traits FROM story_traits WHERE article_id IN ({_OURS})
    AND article_id NOT IN (SELECT article_id FROM story_waiting WHERE compare = 1)
"""
_LEFT = """
    INSERT INTO story_keys_left (shared, day, gone) VALUES (?, ?, 1)
    ON CONFLICT (shared, day) DO UPDATE SET gone = gone + 1
"""
_TOUCHED = """
    SELECT shared, day, sum(arrived) AS arrived, sum(gone) AS gone FROM (
        SELECT shared, day, count(*) AS arrived, 0 AS gone FROM new_story_keys GROUP BY shared, day
        UNION ALL SELECT shared, day, 0, gone FROM story_keys_left
    ) GROUP BY shared, day
"""
_TOUCHED_EVER = (
    f"SELECT shared, :unknown AS day, sum(arrived) AS arrived, sum(gone) AS gone FROM ({_TOUCHED}) GROUP BY 1"
)
# Those that count now and didn't before, or the other way round: of one day, and ever, which matters to unknown days.
_CROSSES = """
    SELECT shared, day, there + arrived <= :limit AS counts_now FROM (
        SELECT touched.*, (
            SELECT count(*) FROM (
                SELECT 1 FROM story_keys WHERE story_keys.shared = touched.shared AND {same_day} LIMIT :most
            )
        ) AS there FROM ({touched}) AS touched
    ) WHERE (there + arrived <= :limit) <> (there + gone <= :limit)
"""
_CROSSED = _CROSSES.format(touched=f"{_TOUCHED} HAVING day <> :unknown", same_day="story_keys.day = touched.day")
_CROSSED_EVER = _CROSSES.format(touched=_TOUCHED_EVER, same_day="TRUE")
# By their days, so that most of a portion's candidates are in it, too.
_NEXT = """
    SELECT article_id FROM story_waiting JOIN articles ON articles.id = article_id
    WHERE compare = 1 ORDER BY published_earliest, article_id LIMIT ?
"""
# Another program may leave some that aren't there any more: whoever waited for them would wait for ever.
_STRAYS = "DELETE FROM story_waiting WHERE article_id NOT IN (SELECT id FROM articles)"
_UNTOLD = """
    SELECT article_id FROM story_waiting WHERE article_id NOT IN (SELECT article_id FROM story_traits)
"""
_ARTICLE = """
    SELECT language, source_id, published_earliest, published_latest, text,
           words.headline, words.standfirst, words.body
    FROM articles JOIN captures ON captures.id = capture_id JOIN articles_folded AS words ON words.rowid = articles.id
    WHERE articles.id = ?
"""
_LINKS_OF = """
    SELECT article_id, other_id FROM story_links WHERE article_id = ?1
    UNION SELECT article_id, other_id FROM story_links WHERE other_id = ?1
"""


def link_stories(connection: sqlite3.Connection, limits: KeyLimits | None = None) -> None:
    """Find the links and stories of what has changed since this ran last; often nothing.

    Much is found in portions, each of them whole or not at all: it makes no difference, but memory stays small.
    """
    if not is_waiting(connection):
        return
    with transaction(connection):
        connection.execute(_STRAYS)
    _tell(connection)
    while is_waiting(connection):
        finder = _Finder(connection, limits or KeyLimits())
        find_and_write(connection, _FOUND, finder.find, lambda: _apply(connection))


def is_waiting(connection: sqlite3.Connection) -> bool:
    """Whether something is left to be compared or let go."""
    waiting = "SELECT 1 FROM story_waiting UNION ALL SELECT 1 FROM story_keys_left LIMIT 1"
    return connection.execute(waiting).fetchone() is not None


def note_arrived(connection: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """Note articles that were just written, so that `link_stories` compares them."""
    sql = "INSERT OR REPLACE INTO story_waiting (article_id, compare) VALUES (?, 1)"
    connection.executemany(sql, ((number,) for number in numbers))


def note_leaving(connection: sqlite3.Connection, capture_id: int) -> None:
    """Note the articles of a capture that is about to be removed. One that was never compared leaves nothing behind."""
    capture = {"capture": capture_id}
    connection.execute(_LEFT_BEHIND, capture)
    connection.execute(_ENDED, capture)
    for id, traits in connection.execute(_LEAVING, capture).fetchall():
        keys = keys_of(Profile(from_text(traits)))
        connection.executemany(_LEFT, keys)
        connection.executemany(
            "DELETE FROM story_keys WHERE shared = ? AND day = ? AND article_id = ?", ((*key, id) for key in keys)
        )


# --------------------------------------------------------------------------------------------------------- traits


def _tell(connection: sqlite3.Connection) -> None:
    """Make the traits of what was written without them."""
    if connection.execute(f"{_UNTOLD} LIMIT 1").fetchone() is None:
        return
    with transaction(connection):
        for (id,) in connection.execute(_UNTOLD).fetchall():
            if traits := traits_of(article_rows(connection, id)):
                key = connection.execute("SELECT key FROM articles WHERE id = ?", (id,)).fetchone()[0]
                connection.execute(insert_into(STORY_TRAITS), (id, key, traits.as_text()))


def article_rows(connection: sqlite3.Connection, id: int) -> ToldBy:
    """What the traits of an article are made of, read from the corpus."""
    cursor = connection.cursor()
    cursor.row_factory = None
    language, source, earliest, latest, text, *words = cursor.execute(_ARTICLE, (id,)).fetchone()
    article = {
        "language": language, "source_id": source, "published_earliest": earliest, "published_latest": latest
    }  # fmt: skip
    parts = {
        declared.name: _rows(cursor, declared, id)
        for declared in TABLES
        if declared.name in ("mentions", "place_mentions", "dates")
    }
    return ToldBy(article, text, words, _rows(cursor, BLOCKS, id), parts)


def _rows(cursor: sqlite3.Cursor, declared: Table, id: int) -> list[tuple[Any, ...]]:
    columns = ", ".join(column.name for column in written_columns(declared))
    order = ", ".join(declared.key)
    return cursor.execute(
        f"SELECT {columns} FROM {declared.name} WHERE article_id = ? ORDER BY {order}", (id,)
    ).fetchall()


# ---------------------------------------------------------------------------------------------------------- links


class _Finder:
    """Finds links, and which of those there are have ended."""

    def __init__(self, connection: sqlite3.Connection, limits: KeyLimits) -> None:
        self._connection = connection
        self._limits = limits
        self._profile = lru_cache(_KEPT_PROFILES)(self._read)
        self._keys = lru_cache(_KEPT_PROFILES)(self._keys_of)

    def find(self) -> None:
        """Fill the temporary tables."""
        execute, executemany = self._connection.execute, self._connection.executemany
        self._index = KeyIndex(self._connection, self._limits)
        execute(f"INSERT INTO portion {_NEXT}", (PORTION,))
        execute("INSERT INTO compared SELECT article_id FROM portion")
        for (id,) in execute("SELECT article_id FROM portion").fetchall():
            keys = self._keys(id)
            self._index.add(keys, id)
            executemany("INSERT INTO new_story_keys VALUES (?, ?, ?)", ((*key, id) for key in keys))
        self._note_crossings(_CROSSED, self._limits.day)
        self._note_crossings(_CROSSED_EVER, self._limits.ever)
        executemany("INSERT INTO lost_links VALUES (?, ?)", self._lost())
        executemany(f"INSERT INTO found_links VALUES ({', '.join('?' * len(STORY_LINKS.names))})", self._links())

    def _note_crossings(self, crossed: str, limit: int) -> None:
        """Note whose links may have ended, and who must be compared anew, since a key counts otherwise than before."""
        parameters = {"limit": limit, "most": limit + 1, "unknown": UNKNOWN_DAY}
        for shared, day, counts_now in self._connection.execute(crossed, parameters).fetchall():
            self._note("compared" if counts_now else "reviewed", self._index.members(Key(shared, day)))

    def _note(self, table: str, articles: Iterable[int]) -> None:
        self._connection.executemany(f"INSERT OR IGNORE INTO {table} VALUES (?)", ((id,) for id in articles))

    def _lost(self) -> Iterator[tuple[int, int]]:
        """The links of those under review that share too little that counts."""
        reviewed = "SELECT article_id FROM reviewed WHERE article_id NOT IN (SELECT article_id FROM new_story_keys)"
        for (id,) in self._connection.execute(reviewed).fetchall():
            for one, other in self._connection.execute(_LINKS_OF, (id,)).fetchall():
                if not self._index.still_candidates(self._keys(one), self._keys(other)):
                    yield one, other

    def _links(self) -> Iterator[tuple[Any, ...]]:
        """The links of those that are compared; the article whose key comes first stands first."""
        compared = {id for (id,) in self._connection.execute("SELECT article_id FROM compared")}
        for id in sorted(compared):
            ours = self._profile(id)
            if ours is None:
                continue
            for other in self._index.candidates(self._keys(id)):
                theirs = self._profile(other)
                if other == id or theirs is None or (other in compared and other < id):
                    continue
                first, second = sorted(((*ours, id), (*theirs, other)), key=lambda each: each[0])
                if bond := compare(first[1], second[1]):
                    yield first[2], second[2], *bond

    def _read(self, id: int) -> tuple[str, Profile] | None:
        """An article's key and profile; None if it has no traits."""
        sql = "SELECT key, traits FROM story_traits WHERE article_id = ?"
        row = self._connection.execute(sql, (id,)).fetchone()
        return None if row is None else (row[0], Profile(from_text(row[1])))

    def _keys_of(self, id: int) -> list[Key]:
        profile = self._profile(id)
        return keys_of(profile[1]) if profile else []


def _apply(connection: sqlite3.Connection) -> None:
    """Write what was found, and group anew the articles whose links this has changed."""
    connection.execute("INSERT OR IGNORE INTO story_keys SELECT shared, day, article_id FROM new_story_keys")
    for one, other in connection.execute("SELECT article_id, other_id FROM lost_links").fetchall():
        connection.execute("DELETE FROM story_links WHERE article_id = ? AND other_id = ?", (one, other))
    columns = ", ".join(STORY_LINKS.names)
    connection.execute(f"INSERT OR REPLACE INTO story_links ({columns}) SELECT {columns} FROM found_links")
    changed = {
        id
        for (id,) in connection.execute(
            "SELECT article_id FROM found_links UNION SELECT other_id FROM found_links "
            "UNION SELECT article_id FROM lost_links UNION SELECT other_id FROM lost_links "
            "UNION SELECT article_id FROM portion UNION SELECT article_id FROM story_waiting WHERE compare = 0"
        )
    }
    group_again(connection, changed)
    connection.execute("DELETE FROM story_waiting WHERE compare = 0 OR article_id IN (SELECT article_id FROM portion)")
    connection.execute("DELETE FROM story_keys_left")
