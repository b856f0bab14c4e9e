"""``archive merge``."""

import sys
from functools import partial
from pathlib import Path

import click

from syria_iraq_archive.cli.options import (
    FILE,
    REJECTED,
    db_option,
    examples,
    jobs_option,
    load,
    registry_option,
    removed_hashes,
    time_limit_option,
)
from syria_iraq_archive.cli.terminal import visible
from syria_iraq_archive.corpus.compiling import program_version

EPILOG = examples("archive merge other.db", "archive merge other.db --db /tmp/both.db --yes")


@click.command(epilog=EPILOG)
@click.argument("others", nargs=-1, required=True, type=FILE, metavar="OTHER...")
@db_option
@registry_option
@jobs_option
@time_limit_option
@click.option("-y", "--yes", is_flag=True, help="Go on without asking though another registry built the corpus.")
@click.option("-q", "--quiet", is_flag=True, help="No progress and no counts; only what failed.")
def command(
    *,
    others: tuple[Path, ...],
    db: Path,
    registry: Path | None,
    jobs: int | None,
    time_limit: float,
    yes: bool,
    quiet: bool,
) -> None:
    """Take in what other corpora hold.

    Each capture of OTHER that the corpus hasn't is parsed from its bytes, with the registry and corrections in force
    here: the corpus is as if its files had been ingested here. Earlier versions come along; what was removed here stays
    out. OTHER is only read. Again it changes nothing.
    """
    from syria_iraq_archive.cli.agreeing import agree_to_another_registry  # `--help` needs none of these
    from syria_iraq_archive.cli.reports import progress_bar, say_that_another_run_is_waited_for
    from syria_iraq_archive.corpus.connection import reading, writing_in_turn
    from syria_iraq_archive.corpus.migrations import migrate
    from syria_iraq_archive.corpus.writer import Writer
    from syria_iraq_archive.engine.ingest import Build
    from syria_iraq_archive.engine.local import Local, cores
    from syria_iraq_archive.engine.work import build_run, work_and_pack
    from syria_iraq_archive.errors import CorpusError
    from syria_iraq_archive.project import same_file

    for other in others:
        if same_file(other, db):
            raise CorpusError("is the corpus itself", place=str(other), hint="name another one")
        with reading(other):  # all of them can be read, before anything is written
            pass
    knowledge = load(registry, to_parse=True)
    engine = Local(partial(build_run, knowledge), jobs or cores(), time_limit, work_and_pack)
    failed = False
    with writing_in_turn(db, say_that_another_run_is_waited_for) as connection:
        migrate(connection)
        agree_to_another_registry(connection, knowledge, yes=yes)
        build = Build(connection, db, engine, knowledge, program_version(), removed_hashes())
        for other in others:
            with reading(other) as source:
                source.row_factory = None
                [(captures,)] = source.execute("SELECT count(*) FROM captures").fetchall()
                with progress_bar(sys.stderr, lambda: captures, quiet=quiet) as watch:  # noqa: B023 - called now
                    summary = build.merge(source, other, watch=watch)
            for each in summary.failed:
                click.echo(f"failed {visible(each.path)}: {visible(each.reason)}", err=True)
            failed = failed or bool(summary.failed)
            if not quiet:
                click.echo(f"{visible(str(other))}: {summary}", err=True)
        writer = Writer(connection)
        totals = writer.totals()
        writer.optimize()
    if not quiet:
        click.echo(f"corpus: {totals} ({db})", err=True)
    if failed:
        raise click.exceptions.Exit(REJECTED)
