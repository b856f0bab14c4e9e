"""Counts the articles published in each day, week, month or year, and the expressions of time that mean that period.

An article's date may be a range. If the range lies in one period, the article is certain there; if not, it is possible
in every period of the range. A range of very many periods isn't counted.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from syria_iraq_archive.corpus.question import Condition, Question, article_condition
from syria_iraq_archive.corpus.read import AnyConnection

COLUMNS = ("period", "group", "certain", "possible")

PERIODS = {
    "day": "{0}",
    "week": "date({0}, '-6 days', 'weekday 1')",
    "month": "substr({0}, 1, 7)",
    "year": "substr({0}, 1, 4)",
}
"""What each period is called in SQL, for an ISO day: a week by its Monday, a month as YYYY-MM, a year as YYYY."""

GROUPS = {
    "none": ("NULL", ""),
    "source": ("articles.source_id", ""),
    "language": ("articles.language", ""),
    "basis": ("articles.published_basis", ""),
    "actor": (
        "named.actor_id",
        "JOIN (SELECT DISTINCT article_id, actor_id FROM mentions) AS named ON named.article_id = articles.id",
    ),
    "place": (
        "located.place_id",
        "JOIN (SELECT DISTINCT article_id, place_id FROM place_mentions WHERE place_id IS NOT NULL) AS located "
        "ON located.article_id = articles.id",
    ),
}
"""By what a timeline can be grouped: the SQL of the group, and what must be joined for it."""


class DayColumns(NamedTuple):
    """What lies in time: a table, joined with ``articles``, and its columns of the first and the last day."""

    table: str
    earliest: str
    latest: str


PUBLISHED = DayColumns("articles", "published_earliest", "published_latest")
SPOKEN_OF = DayColumns("dates JOIN articles ON articles.id = dates.article_id", "dates.earliest", "dates.latest")

MAX_PERIODS = 62  # a longer range is possible everywhere and says nothing of a period
MAX_SHOWN = 4_000  # periods, empty ones among them: ten years of days


class PeriodCount(NamedTuple):
    """A period's numbers for one group."""

    period: str
    group: str | None
    certain: int
    possible: int


class SpanCount(NamedTuple):
    """How many articles of one group may have been published in any period from the first to the last of these."""

    first: str
    last: str
    group: str | None
    articles: int


Compiling = Callable[[Question], Condition]  # to what a row of ``articles`` must fulfil


def count_articles(
    connection: AnyConnection, question: Question, by: str, group: str, compiling: Compiling = article_condition
) -> list[PeriodCount]:
    """The articles the question finds, by the period of their publication, in order."""
    return _count(connection, compiling(question), by, group, PUBLISHED)


def count_articles_and_spans(
    connection: AnyConnection, question: Question, by: str, group: str
) -> tuple[list[PeriodCount], list[SpanCount]]:
    """The counts of `count_articles`; and those that lie in no one period, as the spans they may lie in, most first."""
    rows = list(map(tuple, _rows(connection, article_condition(question), by, group, PUBLISHED)))
    spans = [SpanCount(*row) for row in rows if row[0] != row[1]]
    return _tally(rows, by), sorted(spans, key=lambda span: (-span.articles, span.first, span.last, span.group or ""))


def count_time_expressions(
    connection: AnyConnection, question: Question, by: str, group: str, compiling: Compiling = article_condition
) -> list[PeriodCount]:
    """The expressions of time in the articles the question finds, by the period they mean.

    Only those that lie within one period count: "2014" speaks of no month.
    """
    counts = _count(connection, compiling(question), by, group, SPOKEN_OF)
    return [count._replace(possible=0) for count in counts if count.certain]


def _count(connection: AnyConnection, where: Condition, by: str, group: str, days: DayColumns) -> list[PeriodCount]:
    return _tally(_rows(connection, where, by, group, days), by)


def _rows(connection: AnyConnection, where: Condition, by: str, group: str, days: DayColumns) -> Iterable[Any]:
    """A first and a last period, a group, and how many have these."""
    grouped, join = GROUPS[group]
    first, last = PERIODS[by].format(days.earliest), PERIODS[by].format(days.latest)
    sql = (
        f"SELECT {first}, {last}, {grouped}, count(*) FROM {days.table} {join} "
        f"WHERE ({where.sql}) AND {days.earliest} IS NOT NULL GROUP BY 1, 2, 3"
    )
    return connection.execute(sql, where.parameters)


def _tally(rows: Iterable[Sequence[Any]], by: str) -> list[PeriodCount]:
    """The counts by period and group, in order, of rows of a first and a last period, a group and a number."""
    certain: Counter[tuple[str, str | None]] = Counter()
    possible: Counter[tuple[str, str | None]] = Counter()
    for start, end, name, number in rows:
        counter = certain if start == end else possible
        for period in periods_between(start, end, by, MAX_PERIODS):
            counter[period, name] += number
    keys = sorted({*certain, *possible}, key=lambda key: (key[0], key[1] or ""))
    return [PeriodCount(*key, certain[key], possible[key]) for key in keys]


def ranked(counts: Iterable[PeriodCount], most: int | None) -> tuple[list[PeriodCount], int]:
    """The counts of the `most` groups that count most, in each period the largest group first; and how many there are.

    >>> counts = [
    ...     PeriodCount("2024", "iran", 1, 0),
    ...     PeriodCount("2024", "iraq", 2, 1),
    ...     PeriodCount("2025", "iran", 0, 1),
    ... ]
    >>> ranked(counts, 1)
    ([PeriodCount(period='2024', group='iraq', certain=2, possible=1)], 2)
    """
    counts = list(counts)
    totals: Counter[str | None] = Counter()
    for count in counts:
        totals[count.group] += count.certain + count.possible
    order = sorted(totals, key=lambda group: (-totals[group], group is None, group or ""))
    rank = {group: number for number, group in enumerate(order[:most])}
    kept = [count for count in counts if count.group in rank]
    return sorted(kept, key=lambda count: (count.period, rank[count.group])), len(order)


def with_empty_periods(counts: Sequence[PeriodCount], by: str, most: int = MAX_SHOWN) -> list[PeriodCount]:
    """The counts, with a row of noughts for each period between them in which nothing lies.

    None is added if there would be more than `most` periods from the first to the last.

    >>> [
    ...     count.period
    ...     for count in with_empty_periods([PeriodCount("2022", None, 1, 0), PeriodCount("2024", None, 1, 0)], "year")
    ... ]
    ['2022', '2023', '2024']
    """
    if not counts:
        return []
    there = {count.period for count in counts}
    added = (each for each in periods_between(min(there), max(there), by, most) if each not in there)
    return sorted([*counts, *(PeriodCount(period, None, 0, 0) for period in added)], key=lambda count: count.period)


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
    if by == "year":
        return f"{int(period) + 1:04}"
    if by == "month":
        first = date.fromisoformat(f"{period}-01")
        return f"{first + timedelta(days=31):%Y-%m}"
    return str(date.fromisoformat(period) + timedelta(days=7 if by == "week" else 1))


class DaysCount(NamedTuple):
    """How many articles may have been published from the first to the last of these days; both None if unknown."""

    earliest: str | None
    latest: str | None
    articles: int


def in_periods(counts: Iterable[DaysCount], by: str) -> list[PeriodCount]:
    """Articles counted by their days, by the periods that they are certain or possible in.

    >>> days = [DaysCount("2024-12-02", "2024-12-02", 3), DaysCount("2024-11-30", "2024-12-01", 1)]
    >>> [(count.period, count.certain, count.possible) for count in in_periods(days, "month")]
    [('2024-11', 0, 1), ('2024-12', 3, 1)]
    """
    known = [count for count in counts if count.earliest and count.latest]
    rows = [(_period(count.earliest, by), _period(count.latest, by), None, count.articles) for count in known]
    return _tally(rows, by)


def fitting_period(counts: Iterable[DaysCount], most: int) -> str:
    """The shortest period of which there are at most so many from the first day to the last.

    >>> fitting_period([DaysCount("2024-12-02", "2024-12-02", 3), DaysCount("2024-12-20", "2024-12-20", 1)], 10)
    'week'
    """
    days = [day for count in counts if count.earliest and count.latest for day in (count.earliest, count.latest)]
    if not days:
        return "month"
    first, last = min(days), max(days)
    return next((by for by in PERIODS if periods_between(_period(first, by), _period(last, by), by, most)), "year")


def _period(day: str | None, by: str) -> str:
    """The period in which an ISO day lies."""
    assert day is not None
    if by == "week":
        return str(date.fromisoformat(day) - timedelta(days=date.fromisoformat(day).weekday()))
    return day[: {"day": 10, "month": 7, "year": 4}[by]]
