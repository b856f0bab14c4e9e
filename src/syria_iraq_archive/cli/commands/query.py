"""``archive query``."""

from pathlib import Path

import click

from syria_iraq_archive.cli.formats import emit
from syria_iraq_archive.cli.options import db_option, examples, format_options
from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.corpus.days import Days, parse_days
from syria_iraq_archive.corpus.listings import actor_index, source_index
from syria_iraq_archive.corpus.query import COLUMNS, Question, find_articles
from syria_iraq_archive.errors import ArchiveError

BRIEF = ("key", "published", "source", "headline")
EPILOG = examples(
    "archive query --from 2024-12-01 --to 2024-12-03 --actor hts --source asharq-al-awsat",
    'archive query "border guards" --actor iraq --actor turkey',
    "archive query --on 2024-12 --certain --csv > december.csv",
    "archive query --actor pkk --actor isis --any --limit 10 --json",
)


class DaysType(click.ParamType[Days]):
    """A day, or a month or year for all its days."""

    name = "day"

    def convert(self, value: str | Days, param: click.Parameter | None, ctx: click.Context | None) -> Days:
        """The days typed; a usage error for anything else."""
        try:
            return value if isinstance(value, Days) else parse_days(value)
        except ArchiveError as error:
            self.fail(str(error), param, ctx)


@click.command(epilog=EPILOG)
@click.argument("text", required=False)
@click.option("--from", "since", type=DaysType(), metavar="DAY", help="Published on this day or later.")
@click.option("--to", "until", type=DaysType(), metavar="DAY", help="Published on this day or earlier.")
@click.option("--on", type=DaysType(), metavar="DAY", help="Published on this day (or in this month, or year).")
@click.option("--certain", is_flag=True, help="Only where every day it may have been published on lies within.")
@click.option("--undated", is_flag=True, help="Add the articles whose date is unknown.")
@click.option("--source", "sources", multiple=True, metavar="NAME", help="From this source; of several, from any.")
@click.option(
    "--actor", "actors", multiple=True, metavar="NAME", help="Naming this actor or what is part of it; of several, all."
)
@click.option("--any", "any_actor", is_flag=True, help="Of several actors, any.")
@click.option("--exact", is_flag=True, help="The actors themselves, not what is part of them.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="The first N only.")
@db_option
@format_options
def command(
    *,
    text: str | None,
    since: Days | None,
    until: Days | None,
    on: Days | None,
    certain: bool,
    undated: bool,
    sources: tuple[str, ...],
    actors: tuple[str, ...],
    any_actor: bool,
    exact: bool,
    limit: int | None,
    db: Path,
    form: str | None,
    raw: bool,
) -> None:
    """Find articles by text, date, source and actor.

    All words of TEXT must stand in headline, standfirst or body; "words in quotation marks" together; word* begins a
    word. A DAY is YYYY-MM-DD, YYYY-MM or YYYY. Where a date is known only as a range, an article is found if any of
    its days fits. Sources and actors go by id, name or acronym. Newest first, unknown dates last.
    """
    if on and (since or until):
        raise click.UsageError("--on goes without --from and --to")
    since, until = (on, on) if on else (since, until)
    with reading(db) as connection:
        question = Question(
            text=text,
            earliest=since.first if since else None,
            latest=until.last if until else None,
            certain=certain,
            undated=undated,
            sources=tuple(map(source_index(connection).resolve, sources)) if sources else (),
            actors=tuple(map(actor_index(connection).resolve, actors)) if actors else (),
            any_actor=any_actor,
            exact=exact,
            limit=limit,
        )
        emit(COLUMNS, find_articles(connection, question), form=form, raw=raw, brief=BRIEF)
