"""What a corpus holds of one article and of one actor, and its lists of all sources and actors."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from syria_iraq_archive.corpus.kept_registry import kept_registry, kept_spellings
from syria_iraq_archive.corpus.question import MEMBERS
from syria_iraq_archive.corpus.similar.found import similar_to
from syria_iraq_archive.corpus.stories.found import story_of
from syria_iraq_archive.errors import UnknownName
from syria_iraq_archive.patterns import later
from syria_iraq_archive.registry.location import default_folder, default_spellings
from syria_iraq_archive.registry.lookup import NameIndex

SOURCE_COLUMNS = ("id", "name", "country", "language", "url", "articles", "earliest", "latest")
ACTOR_COLUMNS = ("id", "name", "kind", "part_of", "country", "wikidata", "names", "articles", "mentions")
MOST = 10  # of sources and of other actors, on the card of an actor

_HAVING = {True: "HAVING articles > 0", False: ""}
_KEY = later(r"([0-9a-f]{1,64})(?:-([0-9]{1,6}))?")
Rows = list[sqlite3.Row]


@dataclass(frozen=True, slots=True)
class Dossier:
    """An article's row, its capture's, and the rows that belong to either."""

    article: sqlite3.Row
    capture: sqlite3.Row
    blocks: Rows  # of the capture
    images: Rows
    claims: Rows
    mentions: Rows
    quotes: Rows
    dates: Rows
    places: Rows  # of `place_mentions`, each with the place's name, kind and point
    designations: Rows
    corrections: Rows  # of the article, and those of its capture that belong to none
    authors: Rows
    sentences: Rows
    similar: Rows  # of other articles: key, kind, score, published, source, headline
    story: Rows  # of all that report the same event, itself among them: rows of ``story_reports``


def read_article(connection: sqlite3.Connection, key: str) -> Dossier:
    """Everything recorded of the article with this key; its hash may be cut short, its number left out.

    Raises `UnknownName` if that fits no article, or more than one.
    """
    article = find_article(connection, key)

    def rows(sql: str, number: int) -> Rows:
        return connection.execute(sql, (number,)).fetchall()

    id, capture_id = article["id"], article["capture_id"]
    return Dossier(
        article=article,
        capture=rows("SELECT * FROM captures WHERE id = ?", capture_id)[0],
        blocks=rows("SELECT * FROM blocks WHERE capture_id = ? ORDER BY seq", capture_id),
        images=rows("SELECT * FROM images WHERE article_id = ? ORDER BY block_seq", id),
        claims=rows("SELECT * FROM claims WHERE article_id = ? ORDER BY seq, evidence", id),
        mentions=rows(
            "SELECT mentions.*, actors.name FROM mentions JOIN actors ON actors.id = actor_id "
            "WHERE article_id = ? ORDER BY start_char, end_char",
            id,
        ),
        quotes=rows("SELECT * FROM quotes WHERE article_id = ? ORDER BY start_char, end_char", id),
        dates=rows("SELECT * FROM dates WHERE article_id = ? ORDER BY start_char, end_char", id),
        places=rows(
            "SELECT place_mentions.*, name, kind, latitude, longitude FROM place_mentions "
            "LEFT JOIN places ON places.id = place_id WHERE article_id = ? ORDER BY start_char",
            id,
        ),
        designations=rows("SELECT * FROM designations WHERE article_id = ? ORDER BY start_char, end_char", id),
        corrections=connection.execute(
            "SELECT * FROM corrections WHERE capture_id = ? AND (article_id = ? OR article_id IS NULL) ORDER BY seq",
            (capture_id, id),
        ).fetchall(),
        authors=rows("SELECT * FROM authors WHERE article_id = ? ORDER BY seq", id),
        sentences=rows("SELECT * FROM sentences WHERE article_id = ? ORDER BY start_char", id),
        similar=similar_to(connection, article["key"]),
        story=story_of(connection, article["key"]),
    )


def find_article(connection: sqlite3.Connection, key: str) -> sqlite3.Row:
    """The article with this key, as `read_article` takes it, and its outlet as `source_name`."""
    form = _KEY.fullmatch(key.strip().lower())
    if not form:
        raise UnknownName(f"not an article's key: {key!r}", hint="keys look like 53541dcb351478c4-1")
    beginning, seq = form[1][:16], int(form[2]) if form[2] else None
    found: Rows = connection.execute(
        "SELECT articles.*, sources.name AS source_name FROM articles LEFT JOIN sources ON sources.id = source_id "
        "WHERE key >= ? AND key < ? AND (seq = ? OR ? IS NULL) ORDER BY key LIMIT 6",
        (beginning, beginning + "~", seq, seq),
    ).fetchall()
    if len(found) == 1:
        return found[0]
    if not found:
        raise UnknownName(f"no article's key begins with {key!r}", hint="see: archive query")
    several = ", ".join(row["key"] for row in found)
    raise UnknownName(f"several articles' keys begin with {key!r}", hint=f"say which: {several}")


@dataclass(frozen=True, slots=True)
class ActorCard:
    """One actor. Counts are of its own mentions, not of those of its parts; ties are in the order of ids."""

    actor: sqlite3.Row  # of `actors`
    names: Rows  # language, name; the registry's main name first
    parts: Rows  # id, name, kind, articles of what is part of it, directly
    counts: sqlite3.Row  # articles, mentions, earliest, latest
    sources: Rows  # id, name, articles, mentions: of most articles first
    beside: Rows  # id, name, articles: whom the same articles name


def read_actor(connection: sqlite3.Connection, id: str) -> ActorCard:
    """The card of the actor `id`, which the corpus holds."""

    def rows(sql: str) -> Rows:
        return connection.execute(sql, {"id": id, "most": MOST}).fetchall()

    (actor,) = rows("SELECT * FROM actors WHERE id = :id")
    (counts,) = rows(
        """
        SELECT count(DISTINCT article_id) AS articles, count(*) AS mentions,
               min(published_earliest) AS earliest, max(published_latest) AS latest
        FROM mentions JOIN articles ON articles.id = article_id WHERE actor_id = :id
        """
    )
    return ActorCard(
        actor,
        names=rows(
            """
            SELECT language, actor_names.name FROM actor_names JOIN actors ON actors.id = actor_id WHERE actor_id = :id
            ORDER BY actor_names.name != actors.name, language != 'en', language, actor_names.name
            """
        ),
        parts=rows(
            """
            SELECT actors.id, name, kind, count(DISTINCT article_id) AS articles
            FROM actors LEFT JOIN mentions ON actor_id = actors.id
            WHERE part_of = :id GROUP BY actors.id ORDER BY articles DESC, actors.id
            """
        ),
        counts=counts,
        sources=rows(
            """
            SELECT source_id AS id, sources.name, count(DISTINCT article_id) AS articles, count(*) AS mentions
            FROM mentions JOIN articles ON articles.id = article_id LEFT JOIN sources ON sources.id = source_id
            WHERE actor_id = :id GROUP BY source_id ORDER BY articles DESC, mentions DESC, source_id LIMIT :most
            """
        ),
        beside=rows(
            """
            SELECT actors.id, name, count(DISTINCT article_id) AS articles
            FROM mentions JOIN actors ON actors.id = actor_id
            WHERE article_id IN (SELECT article_id FROM mentions WHERE actor_id = :id) AND actor_id != :id
            GROUP BY actors.id ORDER BY articles DESC, actors.id LIMIT :most
            """
        ),
    )


class AnyConnection(Protocol):
    """A connection to a corpus, in SQLite or DuckDB."""

    def execute(self, sql: str, parameters: Any = ..., /) -> Iterable[Any]:
        """The rows of a SELECT."""


def actor_index(connection: AnyConnection) -> NameIndex:
    """The actors by all their names."""
    counting = "SELECT actor_id, count(DISTINCT article_id) FROM mentions GROUP BY actor_id"
    return NameIndex(
        "actor",
        _names(connection, "actors"),
        lambda: spellings_of(connection),
        more=lambda: _further_names(connection),
        counts=lambda: dict(map(tuple, connection.execute(counting))),
    )


def source_index(connection: AnyConnection) -> NameIndex:
    """The sources by all their names; a source is an actor with the same id."""
    counting = "SELECT source_id, count(*) FROM articles WHERE source_id IS NOT NULL GROUP BY source_id"
    addresses = [
        (id, url) for id, url in map(tuple, connection.execute("SELECT id, url FROM sources")) if url is not None
    ]
    return NameIndex(
        "source",
        _names(connection, "sources"),
        lambda: spellings_of(connection),
        counts=lambda: dict(map(tuple, connection.execute(counting))),
        addresses=addresses,
    )


def spellings_of(connection: AnyConnection) -> list[list[str]]:
    """The groups of words that spell one name: those of the corpus, or, if it keeps none, of the program."""
    kept = kept_spellings(connection)
    return default_spellings() if kept is None else kept


def _further_names(connection: AnyConnection) -> Iterator[tuple[str, str]]:
    """What else actors are called, by the registry of the corpus, or, if it keeps none, of the program."""
    from syria_iraq_archive.registry import cache  # slow to load: only if a name isn't found as typed
    from syria_iraq_archive.registry.lookup import further_names

    return further_names(kept_registry(connection) or cache.open_registry(default_folder()))


def _names(connection: AnyConnection, table: str) -> Iterator[tuple[str, str]]:
    yield from map(tuple, connection.execute(f"SELECT id, name FROM {table}"))
    yield from map(
        tuple, connection.execute(f"SELECT actor_id, actor_names.name FROM actor_names JOIN {table} ON id = actor_id")
    )


def list_sources(connection: sqlite3.Connection, *, used: bool = False) -> Iterator[sqlite3.Row]:
    """The sources with their numbers of articles, most first; columns `SOURCE_COLUMNS`. `used`: those that have any."""
    return connection.execute(
        f"""
        SELECT sources.id, name, country, sources.language, url, count(articles.id) AS articles,
               min(published_earliest) AS earliest, max(published_latest) AS latest
        FROM sources LEFT JOIN articles ON source_id = sources.id
        GROUP BY sources.id {_HAVING[used]} ORDER BY articles DESC, sources.id
        """
    )


def list_actors(
    connection: sqlite3.Connection, within: str | None = None, *, used: bool = False
) -> Iterator[sqlite3.Row]:
    """The actors with their numbers of articles and mentions, most first; columns `ACTOR_COLUMNS`.

    With `within`, that actor first, and only what is part of it; with `used`, only those with articles.
    Names are joined by `` | ``.
    """
    chosen = f"WHERE actors.id IN ({MEMBERS.format(seeds='(:within)')})" if within else ""
    return connection.execute(
        f"""
        SELECT actors.id, name, kind, part_of, country, wikidata,
               (SELECT group_concat(name, ' | ') FROM actor_names WHERE actor_id = actors.id) AS names,
               count(article_id) AS articles, ifnull(sum(mentions), 0) AS mentions
        FROM actors LEFT JOIN actor_articles ON actor_articles.actor_id = actors.id AND mentions > 0 {chosen}
        GROUP BY actors.id {_HAVING[used]}
        ORDER BY actors.id IS :within DESC, articles DESC, mentions DESC, actors.id
        """,
        {"within": within},
    )
