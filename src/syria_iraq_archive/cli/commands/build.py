"""``archive build``."""

from pathlib import Path
from typing import Any

import click

from syria_iraq_archive.cli.filters import question, slice_filters
from syria_iraq_archive.cli.options import db_option, examples
from syria_iraq_archive.corpus.question import Days

EPILOG = examples(
    "archive build --corpus corpus/ --db all.db",
    "archive build --corpus corpus/ --on 2024-12 --source shafaq-news --db december.db",
    'archive build "border AND qaim" --corpus corpus/ --from 2024-11-27 --actor hts --db border.db --force',
)


@click.command(epilog=EPILOG)
@click.argument("text", required=False)
@click.option("--corpus", metavar="FOLDER", help="The corpus of Delta tables: a folder, or an address.  [required]")
@slice_filters
@db_option
@click.option("--force", is_flag=True, help="Replace the corpus, if it is there already.")
def command(
    *, text: str | None, corpus: str | None, from_date: Days | None, db: Path, force: bool, **filters: Any
) -> None:
    """Make a corpus in SQLite of a slice of a corpus of Delta tables.

    The slice holds every capture with an article that the filters, which are those of archive query, find: the whole
    capture, with all its articles. Without a filter, it holds all. It is as if these captures had been ingested here;
    their corrections that are stale are reported.
    """
    corpus, filters["since"] = _folder_and_day(corpus, filters["since"], from_date)
    from syria_iraq_archive.cli.reports import (  # `--help` needs none of these
        report_kept_corrections,
        say_that_another_run_is_waited_for,
    )
    from syria_iraq_archive.corpus.connection import make_folder_of
    from syria_iraq_archive.corpus.lake.build import build
    from syria_iraq_archive.corpus.lake.reader import reading_lake
    from syria_iraq_archive.export.destination import new_corpus

    with reading_lake(corpus, locked=False) as reader:
        asked = question(reader, text=text, **filters) if text or any(filters.values()) else None
        make_folder_of(db)
        with new_corpus(db, force=force, waiting=say_that_another_run_is_waited_for) as scratch:
            totals, corrections = build(reader, asked, scratch, db)
    click.echo(f"corpus: {totals} ({db})", err=True)
    report_kept_corrections(corrections)


def _folder_and_day(corpus: str | None, since: Days | str | None, from_date: Days | None) -> tuple[str, Days | None]:
    """The corpus and the first day asked for; in former days ``--from`` was the corpus, and the day ``--from-date``."""
    if isinstance(since, str):
        if corpus is not None:
            raise click.UsageError(f"--from {since}: not a day (write YYYY-MM-DD, YYYY-MM or YYYY)")
        corpus, since = since, None
    if corpus is None:
        raise click.UsageError("Missing option '--corpus'.")
    return corpus, from_date or since
