"""What several commands share: options with the values they give, exit statuses, the registry, the version."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from syria_iraq_archive.corpus.compiling import registry_to_parse

if TYPE_CHECKING:
    from syria_iraq_archive.registry.load import Registry


F = TypeVar("F", bound=Callable[..., Any])


class FreeText(click.ParamType[str]):
    """Free text, as a database takes it: a usage error for what isn't UTF-8."""

    name = "text"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text as it is."""
        try:
            value.encode()
        except UnicodeEncodeError:
            self.fail(f"not text in UTF-8: {value!r}", param, ctx)
        return value


class Amount(click.IntRange):
    """A number of things; more than a database can count is as many as it can."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number, or the largest."""
        return min(int(super().convert(value, param, ctx)), MOST)


REJECTED = 3  # exit status: some captures were rejected or failed
FAILED = 4  # exit status: a check failed
MOST = 2**62
TEXT = FreeText()
FILE = click.Path(dir_okay=False, path_type=Path)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
PLACE = click.Path(allow_dash=True, path_type=Path)  # not `exists`: one that is gone is rejected, the rest goes on

DB_ASKED = "syria_iraq_archive.db"
"""Under this name a command's context remembers which corpus it was given."""


def _remember(ctx: click.Context, _: click.Parameter, path: Path) -> Path:
    ctx.meta[DB_ASKED] = path
    return path


db_option = click.option(
    "--db",
    type=FILE,
    callback=_remember,
    default=Path("data/archive.db"),
    envvar="ARCHIVE_DB",
    show_default=True,
    show_envvar=True,
    help="The corpus.",
)
corpus_option = click.option(
    "--corpus",
    metavar="FOLDER",
    envvar="ARCHIVE_CORPUS",
    show_envvar=True,
    help="Ask this corpus of Delta tables, in place of --db.",
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
    type=Amount(min=1),
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
time_limit_option = click.option(
    "--time-limit",
    type=click.FloatRange(min=0, min_open=True),
    default=120,
    show_default=True,
    metavar="SECONDS",
    help="Longest that a capture may take; what takes longer fails, and the next run tries it again.",
)


def choice_options(command: F) -> F:
    """``--include``, ``--exclude`` and ``--verbose``: which files of folders and archives are looked at."""
    command = click.option("-v", "--verbose", is_flag=True, help="Name files that are passed over or gone.")(command)
    command = click.option(
        "--exclude",
        multiple=True,
        metavar="GLOB",
        help="Of folders and archives, leave out files, and folders with all that is in them, by name or path.  "
        "[repeatable]",
    )(command)
    return click.option(
        "--include",
        multiple=True,
        metavar="GLOB",
        help="Of folders and archives, take only what has such a name or path, a kind not known here, too: '*.md', "
        "'2024/**/*.txt'.  [repeatable]",
    )(command)


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


def some_exist(ctx: click.Context, param: click.Parameter, places: tuple[Path, ...]) -> tuple[Path, ...]:
    """The places given; a usage error if none of them exists, as somebody must have mistyped."""
    here = [place for place in places if isinstance(place, Path)]  # what is elsewhere shows when it is listed
    if len(here) == len(places) and not any(str(p) == "-" or p.exists() or p.is_symlink() for p in here):
        raise click.BadParameter(f"no such file or folder: {', '.join(map(str, places))}", ctx, param)
    return places


def load(folder: Path | None, *, to_parse: bool = False) -> "Registry":
    """The registry in `folder`, or the one that came with the program. If `to_parse`, its compiled form is kept."""
    from syria_iraq_archive.registry import cache  # pydantic: not for reading
    from syria_iraq_archive.registry.location import default_folder

    chosen = folder or default_folder()
    return registry_to_parse(chosen) if to_parse else cache.open_registry(chosen)
