"""``archive ingest``."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from syria_iraq_archive.cli.options import (
    PLACE,
    db_option,
    examples,
    load,
    max_size_option,
    registry_option,
    some_exist,
)
from syria_iraq_archive.cli.version import program_version
from syria_iraq_archive.cli.visible import visible
from syria_iraq_archive.errors import ArchiveError

if TYPE_CHECKING:
    from syria_iraq_archive.capture.files import CaptureFile

EPILOG = examples(
    "archive ingest seeds/",
    "archive ingest seeds/ more/article.txt --db /tmp/test.db",
    "archive ingest crawl.wacz saved-pages.zip --max-size 1000000",
)


@click.command(epilog=EPILOG)
@click.argument("places", nargs=-1, required=True, type=PLACE, callback=some_exist, metavar="PLACE...")
@db_option
@registry_option
@max_size_option
@click.option("--reparse", is_flag=True, help="Parse again what is unchanged, too: for those who change the parser.")
@click.option("-q", "--quiet", is_flag=True, help="No progress, no counts; rejected files only.")
def command(
    places: tuple[Path, ...], db: Path, registry: Path | None, max_size: int, reparse: bool, quiet: bool
) -> None:
    """Build the corpus from captures, or bring it up to date.

    Each PLACE is a file or a folder; of a folder, all files below it: plain text, HTML and MHTML, PDF, e-mail, JSON
    Lines, WARC and WACZ, and ZIP and tar archives of such. What the corpus knows by its bytes is skipped, unless the
    registry, its corrections or this program have changed. A file that changed replaces what it held. Exits with 3 if
    something was rejected; the rest is in the corpus.
    """
    from syria_iraq_archive.capture.files import find_captures  # `--help` needs none of these
    from syria_iraq_archive.cli.progress import progress_bar
    from syria_iraq_archive.corpus.connection import writing
    from syria_iraq_archive.corpus.migrations import migrate
    from syria_iraq_archive.corpus.recipe import Recipe
    from syria_iraq_archive.corpus.writer import Writer
    from syria_iraq_archive.engine.ingest import Ingest
    from syria_iraq_archive.pipeline import Pipeline

    knowledge = load(registry)
    recipe = Recipe(knowledge, program_version())
    with writing(db) as connection:
        migrate(connection)
        writer = Writer(connection)
        writer.write_registry(knowledge)
        if reparse:
            writer.forget_recipes()
        run = Ingest(connection, db, Pipeline(knowledge).run, recipe, max_size)
        try:
            with progress_bar(sys.stderr, quiet=quiet) as watch:
                summary = run.run(_without(db, find_captures(places)), watch)
        except KeyboardInterrupt:
            raise ArchiveError("interrupted; what was written is whole", hint="run the same command to go on") from None
        writer.forget_strangers(knowledge)
        writer.optimize()
        totals = writer.totals()
    for rejection in summary.rejected:
        click.echo(f"rejected {visible(rejection.path)}: {visible(rejection.reason)}", err=True)
    if not quiet:
        click.echo(f"captures: {summary}", err=True)
        click.echo(f"corpus: {totals} ({db})", err=True)
    if summary.rejected:
        raise click.exceptions.Exit(3)


def _without(db: Path, files: Iterable["CaptureFile"]) -> Iterator["CaptureFile"]:
    """The files that aren't the corpus's own, where it lies in an ingested folder."""
    own = {str(db.absolute()) + ending for ending in ("", "-wal", "-shm", "-journal")}
    return (file for file in files if str(file.location.absolute()) not in own)
