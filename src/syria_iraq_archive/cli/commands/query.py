"""``archive query``."""

from pathlib import Path
from typing import Any

import click

from syria_iraq_archive.cli.filters import DaysType, article_filters, question
from syria_iraq_archive.cli.formats import emit
from syria_iraq_archive.cli.options import db_option, examples, format_options
from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.corpus.days import Days
from syria_iraq_archive.corpus.query import COLUMNS, find_articles

BRIEF = ("key", "published", "source", "headline")
EPILOG = examples(
    "archive query --from 2024-12-01 --to 2024-12-03 --actor hts --source asharq-al-awsat",
    'archive query "border guards" --actor iraq --actor turkey',
    "archive query --on 2024-12 --certain --csv > december.csv",
    "archive query --actor pkk --actor isis --any --limit 10 --json",
    "archive query --mentions 2024-11-30",
)


@click.command(epilog=EPILOG)
@click.argument("text", required=False)
@article_filters
@click.option("--mentions", "mentioned", type=DaysType(), metavar="DAY", help="Speaking of this day, month or year.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="The first N only.")
@db_option
@format_options
def command(
    *,
    text: str | None,
    mentioned: Days | None,
    limit: int | None,
    db: Path,
    form: str | None,
    raw: bool,
    **filters: Any,
) -> None:
    """Find articles by text, date, source and actor.

    All words of TEXT must stand in headline, standfirst or body; "words in quotation marks" together; word* begins a
    word. A DAY is YYYY-MM-DD, YYYY-MM or YYYY. Where a date is known only as a range, an article is found if any of
    its days fits. Sources and actors go by id, name or acronym. Newest first, unknown dates last.
    """
    with reading(db) as connection:
        asked = question(connection, text=text, mentioned=mentioned, limit=limit, **filters)
        emit(COLUMNS, find_articles(connection, asked), form=form, raw=raw, brief=BRIEF)
