"""Options that several commands share, and the values they give."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from syria_iraq_archive.registry.load import Registry

F = TypeVar("F", bound=Callable[..., Any])

FILE = click.Path(dir_okay=False, path_type=Path)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
PLACE = click.Path(allow_dash=True, path_type=Path)  # not `exists`: one that is gone is rejected, the rest goes on

db_option = click.option(
    "--db",
    type=FILE,
    default=Path("data/archive.db"),
    envvar="ARCHIVE_DB",
    show_default=True,
    show_envvar=True,
    help="The corpus.",
)
registry_option = click.option(
    "--registry",
    type=FOLDER,
    envvar="ARCHIVE_REGISTRY",
    show_envvar=True,
    help="Folder of the registry.  [default: the one that came with the program]",
)
max_size_option = click.option(
    "--max-size",
    type=click.IntRange(min=1),
    default=20_000_000,
    show_default=True,
    metavar="BYTES",
    help="Largest file to take.",
)
jobs_option = click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=1),
    envvar="ARCHIVE_JOBS",
    show_envvar=True,
    metavar="N",
    help="How many processes parse.  [default: one for each core]",
)


def format_options(command: F) -> F:
    """``--table``, ``--json``, ``--nl``, ``--csv``, ``--tsv``, ``--md`` and ``--raw``: see `formats.emit`."""
    helps = {
        "table": "Aligned columns.  [default on a terminal]",
        "json": "A JSON array.  [default elsewhere]",
        "nl": "Newline-delimited JSON.",
        "csv": "CSV.",
        "tsv": "TSV.",
        "md": "A Markdown table.",
    }
    command = click.option(
        "--raw", is_flag=True, help="CSV and TSV: leave cells that a spreadsheet would run as formulas."
    )(command)
    for name, text in reversed(helps.items()):
        command = click.option(f"--{name}", "form", flag_value=name, help=text)(command)
    return command


def examples(*lines: str) -> str:
    """The end of a command's help."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def load(folder: Path | None) -> "Registry":
    """The registry in `folder`, or the one that came with the program."""
    from syria_iraq_archive.registry.load import load_registry  # pydantic and YAML: not for reading
    from syria_iraq_archive.registry.location import default_folder

    return load_registry(folder or default_folder())


def some_exist(ctx: click.Context, param: click.Parameter, places: tuple[Path, ...]) -> tuple[Path, ...]:
    """The places given, where there is any of them: where there is none, somebody mistyped."""
    if places and not any(str(place) == "-" or place.exists() or place.is_symlink() for place in places):
        raise click.BadParameter(f"no such file or folder: {', '.join(map(str, places))}", ctx, param)
    return places
