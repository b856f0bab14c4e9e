"""Ingest into a lake: the options, and what `archive ingest` does with them."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from syria_iraq_archive.cli.options import load, program_version
from syria_iraq_archive.cli.terminal import visible

if TYPE_CHECKING:
    from syria_iraq_archive.capture.choice import Choice
    from syria_iraq_archive.engine.cluster.places import Portion
    from syria_iraq_archive.engine.cluster.work import Counts, RunOrder

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
        help="What runs the pipeline: processes of this machine, or a Dask cluster.",
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
    click.option("--to", metavar="FOLDER", help="Write Delta tables into this folder, or address, in place of --db."),
)


def cluster_options(command: F) -> F:
    """``--engine --scheduler --chunk --to``."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def goes_elsewhere(ctx: click.Context, *, engine: str, scheduler: str | None, to: str | None, **_: Any) -> bool:
    """Whether the corpus is to be a folder; a usage error where the options contradict each other."""
    if engine == "dask" and to is None:
        raise click.UsageError("--engine dask needs --to FOLDER: a cluster writes Delta tables")
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
    choice: "Choice",
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
    from syria_iraq_archive.engine.cluster.run import ingest_into_lake
    from syria_iraq_archive.engine.cluster.work import RunOrder

    knowledge = load(registry, to_parse=True)
    order = RunOrder(knowledge, Recipe(knowledge, program_version()), absolute(to), max_size, choice, most=chunk)
    workforce = partial(on_dask, scheduler=scheduler, workers=jobs) if engine == "dask" else partial(_here, jobs)
    progress = _unwatched if quiet or not sys.stderr.isatty() else _bar
    summary = ingest_into_lake(map(str, places), order, workforce, reparse=reparse, progress=progress)
    for path, reason in summary.passed_over.named if verbose else ():
        click.echo(f"passed over {visible(path)}: {visible(reason)}", err=True)
    for path, reason, failed in summary.refused:
        click.echo(f"{'failed' if failed else 'rejected'} {visible(path)}: {visible(reason)}", err=True)
    if not quiet:
        click.echo(f"captures: {summary}", err=True)
        click.echo(f"corpus: {summary.totals} ({to})", err=True)
    report_corrections(summary.corrections, None, quiet=quiet)
    if summary.refused:
        raise click.exceptions.Exit(3)


def absolute(folder: str) -> str:
    """What workers that started elsewhere find, too."""
    return folder if "://" in folder else str(Path(folder).absolute())


def _here(jobs: int | None, portions: Sequence["Portion"], order: "RunOrder") -> Iterator["Counts"]:
    """Have processes of this machine parse, and this one read and write."""
    from syria_iraq_archive.engine.cluster.work import carry_out
    from syria_iraq_archive.engine.local import Local, cores
    from syria_iraq_archive.pipeline import pipeline_run

    return carry_out(portions, order, Local(partial(pipeline_run, order.registry), jobs or cores()))


def _unwatched(done: Iterator["Counts"], _number: int) -> Iterable["Counts"]:
    return done


def _bar(done: Iterator["Counts"], number: int) -> Iterable["Counts"]:
    """A progress bar of what there is to do."""
    from rich.console import Console
    from rich.progress import track

    return track(done, "captures", number, console=Console(file=sys.stderr), transient=True)
