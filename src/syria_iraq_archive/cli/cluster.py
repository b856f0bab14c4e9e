"""Ingest into a folder of Parquet tables: the options, and what `archive ingest` does with them."""

import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import click

from syria_iraq_archive.capture.choice import Choice
from syria_iraq_archive.cli.options import load, program_version
from syria_iraq_archive.cli.terminal import visible
from syria_iraq_archive.errors import ArchiveError

F = TypeVar("F", bound=Callable[..., Any])


class PlaceOrUrl(click.Path):
    """A file or folder; or, as text, an address such as ``s3://bucket/captures``."""

    def __init__(self) -> None:
        super().__init__(allow_dash=True, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """A path, or the address as it is."""
        return value if isinstance(value, str) and "://" in value else super().convert(value, param, ctx)


_OPTIONS = (
    click.option(
        "--engine",
        type=click.Choice(["local", "dask"]),
        default="local",
        show_default=True,
        help="What runs the pipeline: this program, or a Dask cluster.",
    ),
    click.option(
        "--scheduler", metavar="ADDRESS", help="The cluster's: tcp://…  [default: a cluster of this machine's cores]"
    ),
    click.option(
        "--chunk",
        type=click.IntRange(min=1),
        default=2_000,
        show_default=True,
        metavar="N",
        help="With --to: captures that are parsed and written at once.",
    ),
    click.option("--to", metavar="FOLDER", help="Write Parquet tables into this folder, or address, in place of --db."),
)


def cluster_options(command: F) -> F:
    """``--engine --scheduler --chunk --to``."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def goes_elsewhere(ctx: click.Context, *, engine: str, scheduler: str | None, to: str | None, **_: Any) -> bool:
    """Whether the corpus is to be a folder; a usage error where the options contradict each other."""
    if engine == "dask" and to is None:
        raise click.UsageError("--engine dask needs --to FOLDER: a cluster writes Parquet tables")
    if scheduler and engine != "dask":
        raise click.UsageError("--scheduler goes with --engine dask")
    if scheduler and ":" not in scheduler:
        raise click.UsageError(f"--scheduler {scheduler}: not an address (they look like tcp://10.0.0.1:8786)")
    if to is not None and ctx.get_parameter_source("db") is click.core.ParameterSource.COMMANDLINE:
        raise click.UsageError("--to and --db name two places for the corpus; archive build makes the one of the other")
    if to is not None and ctx.params["check"]:
        raise click.UsageError("--check compares a corpus in SQLite: it goes without --to")
    if to is None and not all(isinstance(place, Path) for place in ctx.params["places"]):
        raise click.UsageError("an address can be ingested with --to FOLDER only")
    return to is not None


def ingest_elsewhere(  # - as many arguments as options
    places: Iterable[Path | str],
    registry: Path | None,
    max_size: int,
    jobs: int | None,
    choice: Choice,
    *,
    engine: str,
    scheduler: str | None,
    chunk: int,
    to: str,
    reparse: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Ingest into the folder `to`; as `archive ingest` does otherwise, in messages and exit status."""
    from syria_iraq_archive.cli.reports import report_corrections  # `--help` needs none of these
    from syria_iraq_archive.corpus.recipe import Recipe
    from syria_iraq_archive.engine.cluster.dask import on_dask
    from syria_iraq_archive.engine.cluster.ingest import here, ingest_folder, unwatched
    from syria_iraq_archive.engine.cluster.work import Order

    knowledge = load(registry)
    order = Order(knowledge, Recipe(knowledge, program_version()), _absolute(to), max_size, choice)
    run = partial(on_dask, scheduler=scheduler, workers=jobs) if engine == "dask" else here
    try:
        watch = unwatched if quiet or not sys.stderr.isatty() else _bar
        summary = ingest_folder(map(str, places), order, run, chunk=chunk, reparse=reparse, watch=watch)
    except KeyboardInterrupt:
        hint = "run the same command to go on"
        raise ArchiveError("interrupted; what was committed is whole", hint=hint) from None
    for path, reason in summary.passed_over.named if verbose else ():
        click.echo(f"passed over {visible(path)}: {visible(reason)}", err=True)
    for path, reason in summary.rejected:
        click.echo(f"rejected {visible(path)}: {visible(reason)}", err=True)
    if not quiet:
        click.echo(f"captures: {summary}", err=True)
        click.echo(f"corpus: {summary.totals} ({to})", err=True)
    report_corrections(summary.corrections, None, quiet=quiet)
    if summary.rejected:
        raise click.exceptions.Exit(3)


def _absolute(folder: str) -> str:
    """What workers that started elsewhere find, too."""
    return folder if "://" in folder else str(Path(folder).absolute())


def _bar(done: Iterable[Any], number: int, what: str) -> Iterable[Any]:
    """A progress bar of what there is to do."""
    from rich.console import Console
    from rich.progress import track

    return track(done, what, number, console=Console(file=sys.stderr), transient=True)
