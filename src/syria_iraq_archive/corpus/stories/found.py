"""Reads what `link` found: stories, and the articles of each with what links them."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field

from syria_iraq_archive.corpus.question import Question, article_condition

STORY_COLUMNS = ("story", "articles", "outlets", "earliest", "latest", "headline", "sources")
REPORT_COLUMNS = (
    "story", "place", "key", "published", "source", "headline", "language", "linked_key", "score", "actors", "places",
    "days", "numbers", "words",
)  # fmt: skip

_STORIES = """
    SELECT stories.id AS story, articles, outlets, earliest, latest, first.headline,
           (SELECT group_concat(source_id, ' | ') FROM (
               SELECT DISTINCT source_id FROM story_articles JOIN articles ON articles.id = article_id
               WHERE story_id = stories.id AND source_id IS NOT NULL ORDER BY source_id
           )) AS sources
    FROM stories JOIN articles AS first ON first.key = stories.id
    WHERE articles >= ? AND outlets >= ?{found} ORDER BY latest DESC, stories.id LIMIT ?
"""
_FOUND = """
    AND EXISTS (
        SELECT 1 FROM story_articles AS reported JOIN articles ON articles.id = reported.article_id
        WHERE reported.story_id = stories.id AND {where}
    )
"""
_OF_STORY = f"""
    SELECT {", ".join(REPORT_COLUMNS)} FROM story_reports
    WHERE story = (SELECT story_id FROM story_articles JOIN articles ON id = article_id WHERE key = ?) ORDER BY place
"""


@dataclass(frozen=True)
class StoryQuestion:
    """Which stories are asked for: those with so many articles and outlets, one article of which the question finds."""

    question: Question = field(default_factory=Question)
    articles: int = 2
    outlets: int = 0
    limit: int | None = None


def list_stories(connection: sqlite3.Connection, asked: StoryQuestion) -> Iterator[sqlite3.Row]:
    """The stories, newest first, unknown days last; columns `STORY_COLUMNS`. Sources are joined by `` | ``."""
    where = article_condition(asked.question)
    everything = asked.question == Question()
    sql = _STORIES.format(found="" if everything else _FOUND.format(where=where.sql))
    limit = -1 if asked.limit is None else asked.limit
    parameters = (asked.articles, asked.outlets, *(() if everything else where.parameters), limit)
    return connection.execute(sql, parameters)


def story_of(connection: sqlite3.Connection, key: str) -> list[sqlite3.Row]:
    """The articles that report the same event as this one, itself among them; columns `REPORT_COLUMNS`.

    The first published comes first. Empty if no other reports it.
    """
    return connection.execute(_OF_STORY, (key,)).fetchall()


def rests_on(report: sqlite3.Row) -> str:
    """What a report's link rests on, in words: "actors: …; numbers: …"."""
    kinds = ("actors", "places", "days", "numbers", "words")
    return "; ".join(f"{kind}: {report[kind].replace(' | ', ', ')}" for kind in kinds if report[kind])
