"""Counts the articles published in each day, week or month, and the expressions of time that mean that period.

An article's date may be a range. If the range lies in one period, the article is certain there; if not, it is possible
in every period of the range. A range of very many periods isn't counted.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from syria_iraq_archive.corpus.question import Question, article_condition

COLUMNS = ("period", "group", "certain", "possible")

PERIODS = {"day": "{0}", "week": "date({0}, '-6 days', 'weekday 1')", "month": "substr({0}, 1, 7)"}
"""What each period is called in SQL, for an ISO day: a week by its Monday, a month as YYYY-MM."""

GROUPS = {
    "none": ("NULL", ""),
    "source": ("articles.source_id", ""),
    "language": ("articles.language", ""),
    "basis": ("articles.published_basis", ""),
    "actor": (
        "named.actor_id",
        "JOIN (SELECT DISTINCT article_id, actor_id FROM mentions) AS named ON named.article_id = articles.id",
    ),
}
"""By what a timeline can be grouped: the SQL of the group, and what must be joined for it."""


class DayColumns(NamedTuple):
    """Where days to be counted stand: a table, joined with ``articles``, and its columns of the first and last day."""

    table: str
    earliest: str
    latest: str


PUBLISHED = DayColumns("articles", "published_earliest", "published_latest")
SPOKEN_OF = DayColumns("dates JOIN articles ON articles.id = dates.article_id", "dates.earliest", "dates.latest")

MAX_PERIODS = 62  # a longer range is possible everywhere and says nothing of a period


class PeriodCount(NamedTuple):
    """A period's numbers for one group."""

    period: str
    group: str | None
    certain: int
    possible: int


def count_articles(connection: sqlite3.Connection, question: Question, by: str, group: str) -> list[PeriodCount]:
    """The articles the question finds, by the period of their publication, in order."""
    return _count(connection, question, by, group, PUBLISHED)


def count_time_expressions(
    connection: sqlite3.Connection, question: Question, by: str, group: str
) -> list[PeriodCount]:
    """The expressions of time in the articles the question finds, by the period they mean.

    Only those that lie within one period count: "2014" speaks of no month.
    """
    return certain_alone(_count(connection, question, by, group, SPOKEN_OF))


def certain_alone(counts: Iterable[PeriodCount]) -> list[PeriodCount]:
    """The counts without what is merely possible."""
    return [count._replace(possible=0) for count in counts if count.certain]


def _count(
    connection: sqlite3.Connection, question: Question, by: str, group: str, days: DayColumns
) -> list[PeriodCount]:
    where = article_condition(question)
    return tally(connection.execute(select_periods(days, PERIODS[by], group, where.sql), where.parameters), by)


def select_periods(days: DayColumns, period: str, group: str, condition: str) -> str:
    """The SELECT that gives `tally` its rows: first and last period, group, number.

    `period` is the SQL that names a day's period, with ``{0}`` for the day; `condition` chooses the articles.
    """
    grouped, join = GROUPS[group]
    first, last = period.format(days.earliest), period.format(days.latest)
    return (
        f"SELECT {first}, {last}, {grouped}, count(*) FROM {days.table} {join} "
        f"WHERE ({condition}) AND {days.earliest} IS NOT NULL GROUP BY 1, 2, 3"
    )


def tally(rows: Iterable[Sequence[Any]], by: str) -> list[PeriodCount]:
    """Adds up rows of a first period, a last period, a group and a number: the counts by period and group, in order."""
    certain: Counter[tuple[str, str | None]] = Counter()
    possible: Counter[tuple[str, str | None]] = Counter()
    for start, end, name, number in rows:
        counter = certain if start == end else possible
        for period in periods_between(start, end, by, MAX_PERIODS):
            counter[period, name] += number
    keys = sorted({*certain, *possible}, key=lambda key: (key[0], key[1] or ""))
    return [PeriodCount(*key, certain[key], possible[key]) for key in keys]


def periods_between(start: str, end: str, by: str, most: int) -> list[str]:
    """The periods from `start` to `end`, both included; none if they are more than `most`.

    >>> periods_between("2024-12-30", "2025-01-13", "week", 9)
    ['2024-12-30', '2025-01-06', '2025-01-13']
    """
    periods = [start]
    while periods[-1] < end and len(periods) < most:
        periods.append(_next(periods[-1], by))
    return periods if periods[-1] == end else []


def _next(period: str, by: str) -> str:
    if by == "month":
        first = date.fromisoformat(f"{period}-01")
        return f"{first + timedelta(days=31):%Y-%m}"
    return str(date.fromisoformat(period) + timedelta(days=7 if by == "week" else 1))
