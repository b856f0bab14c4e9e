"""The home page: what is in the corpus, and where to go from here."""

import sqlite3
from dataclasses import dataclass
from itertools import islice
from typing import Any, cast
from weakref import WeakKeyDictionary

from datasette.app import Datasette

from syria_iraq_archive.corpus.query import Question, find_articles
from syria_iraq_archive.corpus.read import list_sources
from syria_iraq_archive.web.ask import DATABASE, ask
from syria_iraq_archive.web.questions import QUESTIONS
from syria_iraq_archive.web.served import ServedCorpus

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


_WELCOMES: WeakKeyDictionary[Datasette, tuple[tuple[int, ...], Welcome]] = WeakKeyDictionary()


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

    It is counted once, however long that takes; of a corpus that is edited, anew after each change.
    """
    version = cast(ServedCorpus, datasette.get_database(DATABASE)).version
    made_of, counted = _WELCOMES.get(datasette, (None, None))
    if counted is None or made_of != version:
        counted = await ask(datasette, welcome, milliseconds=_PATIENCE)
        _WELCOMES[datasette] = (version, counted)
    return {"welcome": counted, "questions": list(islice(QUESTIONS, 6))}
