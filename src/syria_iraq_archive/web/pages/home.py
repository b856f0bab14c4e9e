"""The home page: what is in the corpus, and where to go from here."""

import sqlite3
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from datasette.app import Datasette

from syria_iraq_archive.corpus.connection import beside
from syria_iraq_archive.corpus.query import Question, find_articles
from syria_iraq_archive.corpus.read import list_sources
from syria_iraq_archive.web.ask import DATABASE, ask
from syria_iraq_archive.web.questions import QUESTIONS

_NEWEST, _MOST_NAMED = 6, 24
_PATIENCE = 10 * 60 * 1000  # milliseconds


@dataclass(frozen=True, slots=True)
class Welcome:
    """What the home page tells of the corpus."""

    captures: int
    articles: int
    actors: int  # named
    quotes: int
    earliest: str | None
    latest: str | None
    newest: list[sqlite3.Row]
    sources: list[sqlite3.Row]
    named: list[sqlite3.Row]


_WELCOMES: WeakKeyDictionary[Datasette, tuple[object, Welcome]] = WeakKeyDictionary()


def welcome(connection: sqlite3.Connection) -> Welcome:
    """The corpus at a glance."""

    def count(what: str) -> int:
        return int(connection.execute(f"SELECT count(*) FROM {what}").fetchone()[0])

    span = connection.execute("SELECT min(published_earliest), max(published_latest) FROM articles").fetchone()
    return Welcome(
        captures=count("captures"),
        articles=count("articles"),
        actors=count("(SELECT DISTINCT actor_id FROM mentions)"),
        quotes=count("quotes WHERE kind = 'speech'"),
        earliest=span[0],
        latest=span[1],
        newest=list(find_articles(connection, Question(limit=_NEWEST))),
        sources=list(list_sources(connection, used=True)),
        named=most_named(connection, _MOST_NAMED),
    )


def most_named(connection: sqlite3.Connection, limit: int, kind: str | None = None) -> list[sqlite3.Row]:
    """The actors (of that kind) that most articles name: ``id``, ``name``, ``kind``, ``articles``, ``mentions``."""
    return connection.execute(
        """
        SELECT actors.id, name, kind, count(DISTINCT article_id) AS articles, count(*) AS mentions
        FROM mentions JOIN actors ON actors.id = actor_id WHERE kind = :kind OR :kind IS NULL
        GROUP BY actors.id ORDER BY articles DESC, mentions DESC, actors.id LIMIT :limit
        """,
        {"kind": kind, "limit": limit},
    ).fetchall()


async def home(datasette: Datasette) -> dict[str, Any]:
    """What the template of the home page shows beside what Datasette gives it.

    The corpus is counted once, however long that takes; if it may change while it is served, whenever it has changed.
    """
    database = datasette.get_database(DATABASE)
    version = stamp_of(Path(database.path)) if database.is_mutable else None
    known = _WELCOMES.get(datasette)
    if known is None or known[0] != version:
        known = version, await ask(datasette, welcome, milliseconds=_PATIENCE)
        _WELCOMES[datasette] = known
    return {"welcome": known[1], "questions": list(islice(QUESTIONS, 6))}


def stamp_of(corpus: Path) -> tuple[tuple[int, int], ...]:
    """What is another as soon as somebody has written to the corpus."""
    files = [path.stat() for path in (corpus, beside(corpus, "-wal")) if path.exists()]
    return tuple((status.st_mtime_ns, status.st_size) for status in files)
