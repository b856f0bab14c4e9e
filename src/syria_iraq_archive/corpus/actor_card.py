"""What a corpus knows of one actor: names, parts, how often and where it is named, with whom, and when."""

import sqlite3
from dataclasses import dataclass

MOST = 10  # of sources and of other actors

Rows = list[sqlite3.Row]


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
