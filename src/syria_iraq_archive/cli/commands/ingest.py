"""``archive ingest``."""

import signal
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from syria_iraq_archive.cli.cluster import PlaceOrUrl, cluster_options, goes_elsewhere, ingest_into_folder
from syria_iraq_archive.cli.options import (
    FAILED,
    FILE,
    REJECTED,
    choice_options,
    db_option,
    examples,
    jobs_option,
    load,
    max_size_option,
    registry_option,
    removed_hashes,
    some_exist,
    time_limit_option,
)
from syria_iraq_archive.cli.terminal import visible
from syria_iraq_archive.corpus.compiling import program_version
from syria_iraq_archive.errors import ArchiveError
from syria_iraq_archive.phrases import how_many
from syria_iraq_archive.project import find_project, same_file

if TYPE_CHECKING:
    import sqlite3

    from syria_iraq_archive.capture.choice import Choice
    from syria_iraq_archive.capture.files import CaptureFile
    from syria_iraq_archive.corpus.corrections import Standing
    from syria_iraq_archive.engine.summary import Summary

EPILOG = examples(
    "archive ingest seeds/",
    "archive ingest seeds/ more/article.txt --db /tmp/test.db",
    "archive ingest crawl.wacz saved-pages.zip --db /tmp/test.db --jobs 2",
    "archive ingest seeds/ --check",
    "archive ingest seeds/ --dry-run --prune",
    "archive ingest seeds/ --corpus corpus/",
)


@click.command(epilog=EPILOG)
@click.argument("places", nargs=-1, required=True, type=PlaceOrUrl(), callback=some_exist, metavar="PLACE...")
@cluster_options
@db_option
@registry_option
@max_size_option
@choice_options
@jobs_option
@time_limit_option
@click.option("--reparse", is_flag=True, help="Parse again what is unchanged, too: for those who change the parser.")
@click.option(
    "--check",
    is_flag=True,
    help="Write nothing: build in memory, compare with the corpus, the manifest or both. Exits with 4 if they differ.",
)
@click.option("--prune", is_flag=True, help="Remove captures of the ingested folders whose file is gone.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, on a copy of the corpus; write nothing.")
@click.option("-y", "--yes", is_flag=True, help="Go on without asking though another registry built the corpus.")
@click.option("--manifest", type=FILE, help="With --check: a file that `archive manifest` wrote.")
@click.option("-q", "--quiet", is_flag=True, help="No progress and no counts; only what was rejected or failed.")
@click.pass_context
def command(
    ctx: click.Context,
    /,
    *,
    places: tuple[Path, ...],
    db: Path,
    registry: Path | None,
    max_size: int,
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    verbose: bool,
    jobs: int | None,
    time_limit: float,
    reparse: bool,
    check: bool,
    manifest: Path | None,
    prune: bool,
    dry_run: bool,
    yes: bool,
    quiet: bool,
    **elsewhere: Any,
) -> None:
    """Build the corpus from captures, or bring it up to date.

    Each PLACE is a file or a folder; of a folder, all files below it: plain text, HTML, MHTML, PDF, RTF, DOCX, e-mail,
    JSON Lines, WARC and WACZ, exports of Factiva and Nexis, and ZIP and tar archives of such. Files of other kinds are
    passed over and counted, unless they are named outright. A capture whose bytes the corpus has already is skipped,
    unless the registry, its corrections or this program have changed. Of a file that changed, what it held is kept as
    an earlier version. If there is much to do, several processes parse; the corpus is the same. Corrections are
    replayed; those that no longer can be are reported as stale. Captures that archive remove took out are passed over,
    and counted.

    Nothing else is forgotten: what is rejected or fails now stays as the corpus knew it, and so does what comes from a
    file that is gone, unless --prune removes it. What failed, though not by its own fault, is tried again by the next
    run. Exits with 3 if something was rejected or failed; the rest is in the corpus.

    If another registry built the corpus, what changed and how many articles that may touch is said first; at a terminal
    you are asked, elsewhere --yes goes on.

    With --corpus, the corpus is a folder of Delta tables, and with --engine dask a cluster does the work; a PLACE may
    then be an address that fsspec knows. See archive build and archive compact.
    """
    if manifest and not check:
        raise click.UsageError("--manifest says what to compare with: it goes with --check")
    if any(str(place) == "-" for place in places):
        raise click.UsageError("standard input can only be parsed: archive parse -")
    from syria_iraq_archive.capture.choice import Choice

    choice = Choice(include, exclude)
    with _stoppable():
        if goes_elsewhere(ctx, **elsewhere):
            summary, totals, corrections = ingest_into_folder(
                places, registry, max_size, jobs, choice, time_limit, reparse=reparse, quiet=quiet, **elsewhere
            )
            _report(summary, f"{totals} ({elsewhere['to']})", corrections, None, quiet=quiet, verbose=verbose)
            _exit_if_refused(summary)
            return
        asked = _Asked(
            places,
            choice,
            db,
            registry,
            max_size,
            jobs,
            time_limit,
            reparse,
            check,
            manifest,
            prune,
            dry_run,
            yes,
            quiet,
            verbose,
        )
        _ingest(asked)


class _Asked(NamedTuple):
    """The options, but for those of a cluster."""

    places: tuple[Path, ...]
    choice: "Choice"
    db: Path
    registry: Path | None
    max_size: int
    jobs: int | None
    time_limit: float
    reparse: bool
    check: bool
    manifest: Path | None
    prune: bool
    dry_run: bool
    yes: bool
    quiet: bool
    verbose: bool


def _ingest(asked: _Asked) -> None:
    """Ingest into a corpus in SQLite, and say what was done."""
    from syria_iraq_archive.capture.files import find_captures  # `--help` needs none of these
    from syria_iraq_archive.cli.agreeing import agree_to_another_registry
    from syria_iraq_archive.cli.reports import (
        progress_bar,
        report_differences,
        what_is_kept,
    )
    from syria_iraq_archive.corpus.blank import begin
    from syria_iraq_archive.corpus.connection import without_corpus
    from syria_iraq_archive.corpus.corrections import ABSENT, standings
    from syria_iraq_archive.corpus.fingerprint import manifest_of
    from syria_iraq_archive.corpus.migrations import migrate
    from syria_iraq_archive.corpus.writer import Writer
    from syria_iraq_archive.engine.ingest import Build
    from syria_iraq_archive.engine.local import Local, cores
    from syria_iraq_archive.engine.work import build_run, work_and_pack

    places, db, quiet = asked.places, asked.db, asked.quiet

    def files() -> Iterator["CaptureFile"]:
        return without_corpus(db, find_captures(places, asked.choice))

    kept = list(what_is_kept(db, asked.manifest)) if asked.check else []
    knowledge, version = load(asked.registry, to_parse=True), program_version()
    engine = Local(partial(build_run, knowledge), asked.jobs or cores(), asked.time_limit, work_and_pack)
    with _opened(asked) as connection:
        begun = begin(connection, knowledge)
        backup = migrate(connection)
        if backup and not quiet:
            click.echo(f"the corpus was of an older schema; as it was it is kept in {backup}", err=True)
        agree_to_another_registry(connection, knowledge, yes=asked.yes or asked.dry_run)
        build = Build(connection, db, engine, knowledge, version, removed_hashes(), begun=begun)
        with progress_bar(sys.stderr, lambda: sum(not file.passed_over for file in files()), quiet=quiet) as watch:
            summary = build.run(
                files(),
                asked.max_size,
                choice=asked.choice,
                reparse=asked.reparse,
                watch=watch,
                folders=[place for place in places if place.is_dir()],
            )
        if asked.prune:
            _prune(connection, summary, asked)
        writer = Writer(connection)
        totals = writer.totals()
        corrections = [
            each for each in standings(connection, knowledge.corrections) if each.status != ABSENT or _speaks_of(asked)
        ]
        if asked.check:
            made = manifest_of(connection)
        else:
            writer.optimize()
    corpus = f"{totals} ({'in memory' if asked.check else db})"
    if asked.dry_run and not quiet:
        click.echo("what would be done; nothing is written:", err=True)
    _report(summary, corpus, corrections, db, quiet=quiet, verbose=asked.verbose)
    if asked.check and report_differences(kept, made, quiet=quiet):
        raise click.exceptions.Exit(FAILED)
    _exit_if_refused(summary)


def _opened(asked: _Asked) -> "AbstractContextManager[sqlite3.Connection]":
    """The corpus to write to, or, if nothing is to be written, an empty one or a copy."""
    from syria_iraq_archive.cli.reports import say_that_another_run_is_waited_for
    from syria_iraq_archive.corpus.connection import a_copy, in_memory, writing_in_turn

    if asked.check:
        return in_memory()
    return a_copy(asked.db) if asked.dry_run else writing_in_turn(asked.db, say_that_another_run_is_waited_for)


def _prune(connection: "sqlite3.Connection", summary: "Summary", asked: _Asked) -> None:
    """Remove the captures whose file is gone. If nothing at all was found, a folder may just not be there: ask."""
    from syria_iraq_archive.cli.agreeing import agree
    from syria_iraq_archive.engine.ingest import forget_captures

    if not summary.gone_hashes:
        return
    if not summary.found_any:
        what = f"no capture was found, and {len(summary.gone)} would be pruned: is a disk or a folder missing?"
        agree(what, yes=asked.yes or asked.dry_run)
    forget_captures(connection, summary.gone_hashes)
    summary.pruned = True


def _speaks_of(asked: _Asked) -> bool:
    """Whether the corrections in force were made for this corpus: of one that isn't the project's they say nothing."""
    project = find_project()
    return asked.registry is not None or project is None or same_file(asked.db, project.corpus)


def _report(
    summary: "Summary",
    corpus: str,
    corrections: list["Standing"],
    db: Path | None,
    *,
    quiet: bool,
    verbose: bool,
) -> None:
    """Say what was done, what the `corpus` holds now, and how corrections stand in it."""
    from syria_iraq_archive.cli.reports import report_corrections

    _report_summary(summary, quiet=quiet, verbose=verbose)
    if not quiet:
        click.echo(f"corpus: {corpus}", err=True)
    report_corrections(corrections, db, quiet=quiet)


def _exit_if_refused(summary: "Summary") -> None:
    if summary.rejected or summary.failed:
        raise click.exceptions.Exit(REJECTED)


def _report_summary(summary: "Summary", *, quiet: bool, verbose: bool) -> None:
    for path, reason in summary.passed_over.named if verbose else ():
        click.echo(f"passed over {visible(path)}: {visible(reason)}", err=True)
    for each in (*summary.rejected, *summary.failed):
        what = "failed" if each.failed else "rejected"
        stays = "; what the corpus holds of it stays as it was" if each.kept else ""
        click.echo(f"{what} {visible(each.path)}: {visible(each.reason)}{stays}", err=True)
    for path, warning in () if quiet else summary.doubtful:
        click.echo(f"doubtful {visible(path)}: {visible(warning)}", err=True)
    if verbose:
        for path in summary.gone:
            stays = "pruned" if summary.pruned else "the capture stays"
            click.echo(f"gone {visible(path)}: its file isn't there any more; {stays}", err=True)
    if quiet:
        return
    click.echo(f"captures: {summary}", err=True)
    if summary.gone and summary.pruned:
        click.echo(f"pruned: {how_many(len(summary.gone), 'capture')} whose files are gone", err=True)
    elif summary.gone:
        names = "" if verbose else " (--verbose names them)"
        click.echo(f"gone: the files of {len(summary.gone)}; the captures stay{names}", err=True)


@contextmanager
def _stoppable() -> Iterator[None]:
    """Ctrl-C, and what `kill` and service managers send, end the run between two captures, and say how to go on."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    except KeyboardInterrupt:
        raise ArchiveError("interrupted; what was written is whole", hint="run the same command to go on") from None
    finally:
        signal.signal(signal.SIGTERM, before)
