"""``archive timeline``."""

from pathlib import Path
from typing import Any

import click

from syria_iraq_archive.cli.corpora import opened
from syria_iraq_archive.cli.filters import article_filters, question, speaks_of_option
from syria_iraq_archive.cli.formats import chosen_form, emit
from syria_iraq_archive.cli.options import corpus_option, db_option, examples, format_options, limit_option
from syria_iraq_archive.corpus.timeline import (
    COLUMNS,
    GROUPS,
    PERIODS,
    PeriodCount,
    count_articles,
    count_time_expressions,
    ranked,
    with_empty_periods,
)

PUBLISHED, SPOKEN_OF = "published", "spoken-of"
MOST_GROUPS = 10  # in a table, unless more are asked for
WIDTH = 40  # characters of the longest bar
EPILOG = examples(
    "archive timeline",
    "archive timeline --by day --group source --from 2024-12-01",
    "archive timeline --days spoken-of --by month --actor isis",
    "archive timeline --group actor --by month -n 5",
    "archive timeline --by week --plot weeks.svg",
)


@click.command(epilog=EPILOG)
@click.argument("text", required=False)
@click.option(
    "--by", type=click.Choice(list(PERIODS)), default="day", show_default=True, help="The length of a period."
)
@click.option(
    "--group", type=click.Choice(list(GROUPS)), default="none", show_default=True, help="Count apart by this."
)
@click.option(
    "--days",
    type=click.Choice([PUBLISHED, SPOKEN_OF]),
    default=PUBLISHED,
    show_default=True,
    help="Count these: the days of publication, or those that articles speak of.",
)
@click.option("--mentions", is_flag=True, hidden=True)
@limit_option("With --group: the N largest groups.  [default: 10 in tables, else all]")
@click.option("--plot", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Draw it: .svg or .png.")
@article_filters
@speaks_of_option()
@db_option
@corpus_option
@format_options
def command(
    *,
    text: str | None,
    by: str,
    group: str,
    days: str,
    mentions: bool,
    limit: int | None,
    plot: Path | None,
    db: Path,
    corpus: str | None,
    form: str | None,
    raw: bool,
    **filters: Any,
) -> None:
    """Count articles by day, week, month or year of publication, or the days they speak of.

    An article whose date is a range counts as certain if the whole range lies in one period, and otherwise as
    possible in each period it may fall in. A week is called by its Monday. Periods in which nothing lies are shown,
    too. With --group, the groups that count most come first.
    """
    spoken_of = mentions or days == SPOKEN_OF
    with opened(db, corpus) as articles:
        count = count_time_expressions if spoken_of else count_articles
        asked = question(articles.connection, text=text, **filters)
        counts = count(articles.connection, asked, by, group, articles.compiling)
    if plot:
        from syria_iraq_archive.cli.plot import draw  # matplotlib is an extra, and slow to import

        draw(counts, plot, by, "expressions of time" if spoken_of else "articles")
    else:
        in_table = chosen_form(form) in ("table", "md")
        counts, groups = ranked(counts, limit or (MOST_GROUPS if in_table else None))
        counts = with_empty_periods(counts, by)
        longest = max((one.certain + one.possible for one in counts), default=1)
        rows = ((*one, _bar(one, longest)) for one in counts)
        brief = (
            "period",
            *(["group"] if group != "none" else []),
            "certain",
            *([] if spoken_of else ["possible"]),
            "bar",
        )
        emit((*COLUMNS, "bar"), rows, form=form, raw=raw, brief=brief)
        if in_table and limit is None and groups > MOST_GROUPS:
            click.echo(f"The {MOST_GROUPS} largest of {groups} groups. More: -n {groups}", err=True)


def _bar(count: PeriodCount, longest: int) -> str:
    """A bar of the certain, then the possible: at least a mark for any that isn't none."""
    scale = min(1, WIDTH / longest)
    certain = max(bool(count.certain), round(count.certain * scale))
    possible = max(bool(count.possible), round(count.possible * scale))
    return "█" * certain + "░" * possible
