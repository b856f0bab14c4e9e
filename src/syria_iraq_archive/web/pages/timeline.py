"""The timeline page: when articles were published, and of which days they speak, by source."""

import sqlite3
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from syria_iraq_archive.corpus.query import Question
from syria_iraq_archive.corpus.question import parse_days
from syria_iraq_archive.corpus.read import actor_index, list_sources
from syria_iraq_archive.corpus.timeline import PERIODS, PeriodCount, count_articles, count_time_expressions
from syria_iraq_archive.errors import ArchiveError
from syria_iraq_archive.phrases import period_in_words
from syria_iraq_archive.web.ask import ask, day, one_of, words

Row = sqlite3.Row
_DAYS_BY_DAY, _DAYS_BY_WEEK = 62, 400  # up to so many days a chart counts by day, by week


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart's numbers: of each period and group, how many for certain and how many possibly."""

    by: str
    what: str
    counts: list[PeriodCount]
    names: dict[str, str] = field(default_factory=dict)  # of the groups

    @property
    def groups(self) -> list[str | None]:
        """The groups, largest first."""
        sums: dict[str | None, int] = {}
        for count in self.counts:
            sums[count.group] = sums.get(count.group, 0) + count.certain + count.possible
        return sorted(sums, key=lambda group: (-sums[group], group or ""))

    @property
    def rows(self) -> list[tuple[str, str, int, int]]:
        """For a table: period, group and the two numbers, in words."""
        return [
            (period_in_words(count.period, self.by), self.name(count.group), count.certain, count.possible)
            for count in self.counts
        ]

    def name(self, group: str | None) -> str:
        """A group as a reader calls it."""
        return self.names.get(group, group) if group else "unknown"

    def as_json(self) -> dict[str, Any]:
        """What the page's script draws."""
        return {
            "by": self.by,
            "what": self.what,
            "groups": [self.name(group) for group in self.groups],
            "counts": [
                {
                    "period": count.period,
                    "label": period_in_words(count.period, self.by),
                    "group": self.name(count.group),
                    "certain": count.certain,
                    "possible": count.possible,
                }
                for count in self.counts
            ],
        }


def publication_chart(connection: sqlite3.Connection, question: Question, by: str | None) -> Chart:
    """When the articles the question finds were published, by source."""
    by = by or _fitting(count_articles(connection, question, "month", "none"))
    counts = count_articles(connection, question, by, "source")
    return Chart(by, "articles", counts, _source_names(connection))


def mentioned_chart(connection: sqlite3.Connection, question: Question, by: str | None) -> Chart:
    """Of which days the articles the question finds speak, by source."""
    by = by or _fitting(count_time_expressions(connection, question, "month", "none"))
    counts = count_time_expressions(connection, question, by, "source")
    return Chart(by, "expressions of time", counts, _source_names(connection))


def _fitting(months: list[PeriodCount]) -> str:
    """The period by which these months make a chart of a width that can be read."""
    if not months:
        return "month"
    first, last = (date.fromisoformat(f"{months[at].period}-01") for at in (0, -1))
    days = (last - first).days + 31
    return "day" if days <= _DAYS_BY_DAY else "week" if days <= _DAYS_BY_WEEK else "month"


def _source_names(connection: sqlite3.Connection) -> dict[str, str]:
    return {row["id"]: row["name"] for row in connection.execute("SELECT id, name FROM sources")}


@dataclass(frozen=True, slots=True)
class TimelineForm:
    """The form as filled in."""

    by: str | None
    source: str | None
    actor: str | None
    since: str | None
    until: str | None


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """What the template shows."""

    asked: TimelineForm
    problem: str | None  # what in the form could not be understood
    sources: list[Row]
    published: Chart
    mentioned: Chart
    undated: int


def compose(connection: sqlite3.Connection, asked: TimelineForm) -> TimelinePage:
    """Both charts for what is asked; a name nobody bears is said, and not counted by."""
    problem = None
    try:
        question = _question(connection, asked)
    except ArchiveError as error:
        problem, question = str(error), Question(sources=(asked.source,) if asked.source else ())
    where, parameters = ("source_id = ?", (asked.source,)) if asked.source else ("TRUE", ())
    undated = connection.execute(
        f"SELECT count(*) FROM articles WHERE published_earliest IS NULL AND {where}", parameters
    ).fetchone()[0]
    return TimelinePage(
        asked,
        problem,
        list(list_sources(connection, used=True)),
        publication_chart(connection, question, asked.by),
        mentioned_chart(connection, question, asked.by),
        undated,
    )


def _question(connection: sqlite3.Connection, asked: TimelineForm) -> Question:
    return Question(
        earliest=parse_days(asked.since).first if asked.since else None,
        latest=parse_days(asked.until).last if asked.until else None,
        sources=(asked.source,) if asked.source else (),
        actors=(actor_index(connection).resolve(asked.actor),) if asked.actor else (),
    )


async def _asked(datasette: Datasette, request: Request) -> TimelinePage:
    asked = TimelineForm(
        by=one_of(request, "by", PERIODS),
        source=words(request, "source"),
        actor=words(request, "actor"),
        since=day(request, "since"),
        until=day(request, "until"),
    )
    return await ask(datasette, lambda connection: compose(connection, asked))


async def timeline_page(datasette: Datasette, request: Request) -> Response:
    """``/-/archive/timeline``."""
    page = await _asked(datasette, request)
    return Response.html(
        await datasette.render_template("archive/timeline.html", {"page": page, "periods": PERIODS}, request=request)
    )


async def timeline_json(datasette: Datasette, request: Request) -> Response:
    """``/-/archive/timeline.json``: both charts."""
    page = await _asked(datasette, request)
    return Response.json({"published": page.published.as_json(), "mentioned": page.mentioned.as_json()})
