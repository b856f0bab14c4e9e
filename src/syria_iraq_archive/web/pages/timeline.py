"""The timeline page: when articles were published, and of which days they speak, by source."""

import sqlite3
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from syria_iraq_archive.corpus.query import Question
from syria_iraq_archive.corpus.question import parse_days
from syria_iraq_archive.corpus.read import actor_index, list_sources
from syria_iraq_archive.corpus.timeline import (
    PERIODS,
    PeriodCount,
    SpanCount,
    count_articles,
    count_articles_and_spans,
    count_time_expressions,
)
from syria_iraq_archive.errors import ArchiveError
from syria_iraq_archive.phrases import days_of_period, period_in_words
from syria_iraq_archive.web.ask import ask, day, one_of, words
from syria_iraq_archive.web.asked import AskedArticles
from syria_iraq_archive.web.names import Directory, directory
from syria_iraq_archive.web.pages.colours import colours_of

Row = sqlite3.Row
MOST_SPANS = 150  # that a chart draws, those of most articles first
_DAYS_BY_DAY, _DAYS_BY_WEEK = 62, 400  # up to so many days a chart counts by day, by week


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart's numbers by period and source; and the articles whose date is a span, which lie in no one period."""

    by: str
    what: str
    counts: list[PeriodCount]
    spans: list[SpanCount]
    known: Directory
    asked: AskedArticles  # whose articles are counted, or the articles whose expressions of time are
    spoken_of: bool = False  # whether days are counted that articles speak of

    @property
    def groups(self) -> list[str | None]:
        """The groups, largest first."""
        sums: dict[str | None, int] = {}
        for group, number in (
            *((count.group, count.certain) for count in self.counts),
            *((span.group, span.articles) for span in self.spans),
        ):
            sums[group] = sums.get(group, 0) + number
        return sorted(sums, key=lambda group: (-sums[group], group or ""))

    @property
    def rows(self) -> list[tuple[str, str, int, int, str | None]]:
        """For a table: period, group and the two numbers, in words; and the address of the articles."""
        return [
            (
                period_in_words(count.period, self.by),
                self.name(count.group),
                count.certain,
                count.possible,
                self.address(count.period, count.period, count.group),
            )
            for count in self.counts
        ]

    def name(self, group: str | None) -> str:
        """A group as a reader calls it."""
        entry = self.known.entry("source", group) if group else None
        return entry.name if entry else group or "unknown"

    def address(self, first: str, last: str, group: str | None) -> str | None:
        """Where the articles of these periods and of one group are listed; None if no address means these alone."""
        if group is None:
            return None
        asked = replace(self.asked, sources=(group,))
        if self.spoken_of:
            return None if self.by == "week" else replace(asked, mentioned=first).address()
        since, until = days_of_period(first, self.by)[0], days_of_period(last, self.by)[1]
        return replace(asked, since=since, until=until).address()

    def as_json(self) -> dict[str, Any]:
        """What the page's script draws: bars of what is certain, spans of what isn't."""
        colours = colours_of(self.known)
        return {
            "by": self.by,
            "what": self.what,
            "groups": [
                {"id": group, "name": self.name(group), "tone": colours.get(group or "")} for group in self.groups
            ],
            "counts": [
                {
                    "period": count.period,
                    "label": period_in_words(count.period, self.by),
                    **dict(zip(("first", "last"), days_of_period(count.period, self.by), strict=True)),
                    "group": count.group,
                    "certain": count.certain,
                    "possible": count.possible,
                    "address": self.address(count.period, count.period, count.group),
                }
                for count in self.counts
            ],
            "spans": [
                {
                    "label": f"{period_in_words(span.first, self.by)} to {period_in_words(span.last, self.by)}",
                    "first": days_of_period(span.first, self.by)[0],
                    "last": days_of_period(span.last, self.by)[1],
                    "group": span.group,
                    "articles": span.articles,
                    "address": self.address(span.first, span.last, span.group),
                }
                for span in self.spans[:MOST_SPANS]
            ],
            "more": max(0, len(self.spans) - MOST_SPANS),
        }


def publication_chart(
    connection: sqlite3.Connection, question: Question, by: str | None, known: Directory, asked: AskedArticles
) -> Chart:
    """When the articles the question finds were published, by source."""
    by = by or _fitting(count_articles(connection, question, "month", "none"))
    counts, spans = count_articles_and_spans(connection, question, by, "source")
    return Chart(by, "articles", counts, spans, known, asked)


def mentioned_chart(
    connection: sqlite3.Connection, question: Question, by: str | None, known: Directory, asked: AskedArticles
) -> Chart:
    """Of which days the articles the question finds speak, by source."""
    by = by or _fitting(count_time_expressions(connection, question, "month", "none"))
    counts = count_time_expressions(connection, question, by, "source")
    return Chart(by, "expressions of time", counts, [], known, asked, spoken_of=True)


def _fitting(months: list[PeriodCount]) -> str:
    """The period by which these months make a chart of a width that can be read."""
    if not months:
        return "month"
    first, last = (date.fromisoformat(f"{months[at].period}-01") for at in (0, -1))
    days = (last - first).days + 31
    return "day" if days <= _DAYS_BY_DAY else "week" if days <= _DAYS_BY_WEEK else "month"


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


def compose(connection: sqlite3.Connection, asked: TimelineForm, known: Directory) -> TimelinePage:
    """Both charts for what is asked; a name nobody bears is said, and not counted by."""
    problem = None
    try:
        question = _question(connection, asked)
    except ArchiveError as error:
        problem, question = str(error), Question(sources=(asked.source,) if asked.source else ())
    articles = AskedArticles(sources=question.sources, actors=question.actors)
    where, parameters = ("source_id = ?", (asked.source,)) if asked.source else ("TRUE", ())
    undated = connection.execute(
        f"SELECT count(*) FROM articles WHERE published_earliest IS NULL AND {where}", parameters
    ).fetchone()[0]
    return TimelinePage(
        asked,
        problem,
        list(list_sources(connection, used=True)),
        publication_chart(connection, question, asked.by, known, articles),
        mentioned_chart(connection, question, asked.by, known, articles),
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
    known = await directory(datasette)
    return await ask(datasette, lambda connection: compose(connection, asked, known))


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
