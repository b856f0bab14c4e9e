"""``archive timeline``."""

from pathlib import Path
from typing import Any

import click

from syria_iraq_archive.cli.corpora import opened
from syria_iraq_archive.cli.filters import article_filters, question
from syria_iraq_archive.cli.formats import emit
from syria_iraq_archive.cli.options import corpus_option, db_option, examples, format_options
from syria_iraq_archive.corpus.timeline import (
    COLUMNS,
    GROUPS,
    PERIODS,
    PeriodCount,
    count_articles,
    count_time_expressions,
)

WIDTH = 40  # characters of the longest bar
EPILOG = examples(
    "archive timeline",
    "archive timeline --by day --group source --from 2024-12-01",
    "archive timeline --mentions --by month --actor isis",
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
@click.option("--mentions", is_flag=True, help="Count the days that articles speak of, not those of their publication.")
@click.option("--plot", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Draw it: .svg or .png.")
@article_filters
@db_option
@corpus_option
@format_options
def command(
    *,
    text: str | None,
    by: str,
    group: str,
    mentions: bool,
    plot: Path | None,
    db: Path,
    corpus: str | None,
    form: str | None,
    raw: bool,
    **filters: Any,
) -> None:
    """Count articles by day, week or month of publication, or the days they speak of.

    An article whose date is a range counts as certain if the whole range lies in one period, and otherwise as
    possible in each period it may fall in. A week is called by its Monday.
    """
    with opened(db, corpus) as articles:
        count = count_time_expressions if mentions else count_articles
        asked = question(articles.connection, text=text, **filters)
        counts = count(articles.connection, asked, by, group, articles.compiling)
    if plot:
        from syria_iraq_archive.cli.plot import draw  # matplotlib is an extra, and slow to import

        draw(counts, plot, by, "expressions of time" if mentions else "articles")
    else:
        longest = max((one.certain + one.possible for one in counts), default=1)
        rows = ((*one, _bar(one, longest)) for one in counts)
        brief = (
            "period",
            *(["group"] if group != "none" else []),
            "certain",
            *([] if mentions else ["possible"]),
            "bar",
        )
        emit((*COLUMNS, "bar"), rows, form=form, raw=raw, brief=brief)


def _bar(count: PeriodCount, longest: int) -> str:
    """A bar of the certain, then the possible: at least a mark for any that isn't none."""
    scale = min(1, WIDTH / longest)
    certain = max(bool(count.certain), round(count.certain * scale))
    possible = max(bool(count.possible), round(count.possible * scale))
    return "█" * certain + "░" * possible
