"""Ingest into a lake: the options, and what `archive ingest` does with them."""

import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from syria_iraq_archive.cli.options import RenamedOption, load
from syria_iraq_archive.corpus.compiling import program_version

if TYPE_CHECKING:
    from syria_iraq_archive.capture.choice import Choice
    from syria_iraq_archive.engine.cluster.run import LakeSummary

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
        help="With --corpus: captures that are parsed and written at once.",
    ),
    click.option(
        "--corpus",
        "to",
        cls=RenamedOption,
        old=("--to",),
        metavar="FOLDER",
        help="Write Delta tables into this folder, or address, in place of --db.",
    ),
)


def cluster_options(command: F) -> F:
    """``--engine --scheduler --chunk --corpus``."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def goes_elsewhere(ctx: click.Context, *, engine: str, scheduler: str | None, to: str | None, **_: Any) -> bool:
    """Whether the corpus is to be a folder; a usage error where the options contradict each other."""
    if engine == "dask" and to is None:
        raise click.UsageError("--engine dask needs --corpus FOLDER: a cluster writes Delta tables")
    if scheduler and engine != "dask":
        raise click.UsageError("--scheduler goes with --engine dask")
    if scheduler and ":" not in scheduler:
        raise click.UsageError(f"--scheduler {scheduler}: not an address (they look like tcp://10.0.0.1:8786)")
    if to is not None and ctx.get_parameter_source("db") is click.core.ParameterSource.COMMANDLINE:
        raise click.UsageError("--corpus and --db name two places for it; archive build makes the one of the other")
    if to is not None and ctx.params["check"]:
        raise click.UsageError("--check compares a corpus in SQLite: it goes without --corpus")
    if to is None and not all(isinstance(place, Path) for place in ctx.params["places"]):
        raise click.UsageError("an address can be ingested with --corpus FOLDER only")
    return to is not None


def ingest_into_folder(  # - as many arguments as options
    places: Iterable[Path | str],
    registry: Path | None,
    max_size: int,
    jobs: int | None,
    choice: "Choice",
    time_limit: float,
    *,
    engine: str,
    scheduler: str | None,
    chunk: int,
    to: str,
    reparse: bool,
    quiet: bool,
) -> "LakeSummary":
    """Ingest into the folder, or address, `to`."""
    from syria_iraq_archive.cli.reports import progress_bar  # `--help` needs none of these
    from syria_iraq_archive.corpus.recipe import Recipe
    from syria_iraq_archive.engine.cluster.dask import on_dask
    from syria_iraq_archive.engine.cluster.run import LakeRun
    from syria_iraq_archive.engine.cluster.work import RunOrder, carry_out
    from syria_iraq_archive.engine.local import Local, cores
    from syria_iraq_archive.pipeline import pipeline_run

    knowledge = load(registry, to_parse=True)
    order = RunOrder(knowledge, Recipe(knowledge, program_version()), absolute(to), max_size, choice, most=chunk)
    local = Local(partial(pipeline_run, knowledge), jobs or cores(), time_limit)
    dask = partial(on_dask, scheduler=scheduler, workers=jobs)
    run = LakeRun(map(str, places), order, reparse=reparse)
    with progress_bar(sys.stderr, lambda: len(run.todo), quiet=quiet) as watch:
        return run.run(dask if engine == "dask" else partial(carry_out, engine=local), watch)


def absolute(folder: str) -> str:
    """What workers that started elsewhere find, too."""
    return folder if "://" in folder else str(Path(folder).absolute())
