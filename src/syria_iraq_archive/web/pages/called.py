"""The page of designations: which outlets call whom what, and in whose voice."""

import sqlite3
from dataclasses import dataclass

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from syria_iraq_archive.corpus.called import CalledQuestion, TermCount, count_terms
from syria_iraq_archive.corpus.query import Question
from syria_iraq_archive.corpus.question import parse_days
from syria_iraq_archive.corpus.read import actor_index, list_sources
from syria_iraq_archive.errors import ArchiveError
from syria_iraq_archive.records import VOICES
from syria_iraq_archive.web.ask import ask, day, one_of, words
from syria_iraq_archive.web.pages.actor import names_of

Row = sqlite3.Row
MOST = 200  # rows of the page; the numbers behind it have no limit
VOICES_IN_WORDS = {
    "outlet": "the outlet’s own",
    "speaker": "a speaker’s, in quotation marks",
    "reported": "reported of somebody",
    "scare": "in marks without a speaker",
    "distanced": "so-called, as somebody put it",
}


@dataclass(frozen=True, slots=True)
class CalledForm:
    """The form as filled in."""

    actor: str | None
    term: str | None
    source: str | None
    voice: str | None
    since: str | None
    until: str | None


@dataclass(frozen=True, slots=True)
class CalledPage:
    """What the template shows."""

    asked: CalledForm
    problem: str | None  # what in the form could not be understood
    sources: list[Row]
    counts: list[TermCount]
    names: dict[str, str]  # of the actors
    outlets: dict[str, str]

    @property
    def has_more(self) -> bool:
        """Whether there may be rows that aren't shown."""
        return len(self.counts) >= MOST


def compose(connection: sqlite3.Connection, asked: CalledForm, limit: int | None = MOST) -> CalledPage:
    """The counts for what is asked; a name nobody bears is said, and not counted by."""
    problem = None
    try:
        question = _question(connection, asked, limit)
    except ArchiveError as error:
        problem, question = str(error), CalledQuestion(limit=limit)
    counts = count_terms(connection, question)
    sources = list(list_sources(connection, used=True))
    return CalledPage(
        asked,
        problem,
        sources,
        counts,
        names_of(connection, [count.actor for count in counts]),
        {row["id"]: row["name"] for row in sources},
    )


def _question(connection: sqlite3.Connection, asked: CalledForm, limit: int | None) -> CalledQuestion:
    return CalledQuestion(
        articles=Question(
            earliest=parse_days(asked.since).first if asked.since else None,
            latest=parse_days(asked.until).last if asked.until else None,
            sources=(asked.source,) if asked.source else (),
        ),
        actor=actor_index(connection).resolve(asked.actor) if asked.actor else None,
        term=asked.term,
        voices=(asked.voice,) if asked.voice else (),
        limit=limit,
    )


def _form(request: Request) -> CalledForm:
    return CalledForm(
        actor=words(request, "actor"),
        term=words(request, "term"),
        source=words(request, "source"),
        voice=one_of(request, "voice", VOICES),
        since=day(request, "since"),
        until=day(request, "until"),
    )


async def called_page(datasette: Datasette, request: Request) -> Response:
    """``/-/archive/called``."""
    asked = _form(request)
    page = await ask(datasette, lambda connection: compose(connection, asked))
    context = {"page": page, "voices": VOICES_IN_WORDS}
    return Response.html(await datasette.render_template("archive/called.html", context, request=request))


async def called_json(datasette: Datasette, request: Request) -> Response:
    """``/-/archive/called.json``: all counts."""
    asked = _form(request)
    page = await ask(datasette, lambda connection: compose(connection, asked, None))
    return Response.json({"counts": [count._asdict() for count in page.counts]})
