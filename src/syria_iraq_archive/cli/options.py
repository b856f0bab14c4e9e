"""What several commands share: options with the values they give, exit statuses, the registry, the version."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from syria_iraq_archive.corpus.compiling import derive_with_this_program
from syria_iraq_archive.project import find_project

if TYPE_CHECKING:
    from syria_iraq_archive.registry.load import Registry
    from syria_iraq_archive.registry.location import RegistryFiles


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


class RenamedOption(click.Option):
    """An option with former spellings, `old`, which still work and which no help shows."""

    def __init__(self, param_decls: Sequence[str] | None = None, *, old: Sequence[str] = (), **attributes: Any) -> None:
        super().__init__([*(param_decls or ()), *old], **attributes)
        self._old = tuple(old)

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """As of any option, by its present names."""
        every, self.opts = self.opts, [name for name in self.opts if name not in self._old]
        try:
            return super().get_help_record(ctx)
        finally:
            self.opts = every


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
    help="Folder of a whole registry.  [default: the one that came with the program, and what the project adds]",
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


curator_option = click.option(
    "--curator",
    "by",
    cls=RenamedOption,
    old=("--by",),
    metavar="NAME",
    envvar="ARCHIVE_CURATOR",
    show_envvar=True,
    help="Who says so.  [default: you]",
)
day_option = click.option(
    "--date", "day", cls=RenamedOption, old=("--on",), metavar="DAY", help="When: YYYY-MM-DD.  [default: today]"
)


def user() -> str:
    """The name of whoever runs this. Raises a usage error if they have none."""
    from getpass import getuser

    try:
        return getuser()
    except (ImportError, KeyError, OSError) as error:  # as in a container whose user has no name
        raise click.UsageError("Say who you are: --curator NAME.") from error


def removed_hashes() -> frozenset[str]:
    """The hashes of the captures that were taken out of the project; none if there is no project."""
    project = find_project()
    if project is None or not project.removed.exists():
        return frozenset()
    from syria_iraq_archive.registry.removed import read_removed  # YAML

    return frozenset(read_removed(project.removed))


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


FORMS = {
    "table": "Aligned columns.  [default on a terminal]",
    "json": "A JSON array.  [default elsewhere]",
    "nl": "Newline-delimited JSON.",
    "csv": "CSV.",
    "tsv": "TSV.",
    "md": "A Markdown table.",
}
"""The formats of listings, with their help."""

LISTED = "syria_iraq_archive.listed"
"""Under this name a command's context remembers how its listing is to look: a `ListingOptions`."""


class ListingOptions(NamedTuple):
    """How a listing is to look, beside its format."""

    columns: tuple[str, ...] = ()  # these alone, in this order
    wide: bool = False  # a table with whole cells, however long its lines
    bom: bool = False  # a byte-order mark before CSV and TSV


def one_form(ctx: click.Context, param: click.Parameter, given: bool) -> None:
    """Remember the format whose flag was given; a usage error if another was, too."""
    ctx.params.setdefault("form", None)
    name = (param.name or "").removeprefix("as_")
    if given and ctx.params["form"] not in (None, name):
        raise click.UsageError(f"--{ctx.params['form']} and --{name} are two formats: say one of them", ctx)
    if given:
        ctx.params["form"] = name


def form_flag(name: str, text: str) -> Callable[[F], F]:
    """A flag for a format, which goes with no other such flag; the command gets it as `form`, or None."""
    return click.option(f"--{name}", f"as_{name}", is_flag=True, expose_value=False, callback=one_form, help=text)


def _keep(ctx: click.Context, param: click.Parameter, given: Any) -> None:
    kept: ListingOptions = ctx.meta.get(LISTED, ListingOptions())
    ctx.meta[LISTED] = kept._replace(**{str(param.name): given})


def format_options(command: F) -> F:
    """``--table``, ``--json``, ``--nl``, ``--csv``, ``--tsv``, ``--md``, ``--raw``; ``-c``, ``--wide``, ``--bom``.

    The command gets `form` and `raw`; the rest is for `formats.emit`.
    """
    options: tuple[Callable[[F], F], ...] = (
        *(form_flag(name, text) for name, text in FORMS.items()),
        click.option(
            "-c",
            "--column",
            "columns",
            multiple=True,
            metavar="COLUMN",
            expose_value=False,
            callback=_keep,
            help="This column alone, in any format.  [repeatable]",
        ),
        click.option("--wide", is_flag=True, expose_value=False, callback=_keep, help="Tables: cut no cell short."),
        click.option(
            "--bom", is_flag=True, expose_value=False, callback=_keep, help="CSV and TSV: so that Excel reads UTF-8."
        ),
        click.option("--raw", is_flag=True, help="CSV and TSV: leave cells that a spreadsheet would run as formulas."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def limit_option(text: str = "The first N only.") -> Callable[[F], F]:
    """``-n`` and ``--limit``."""
    return click.option("-n", "--limit", type=Amount(min=1), metavar="N", help=text)


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
    """The registry in `folder`, or the one that came with the program with what the project adds, and the corrections.

    If `to_parse`, its compiled form is kept.
    """
    from syria_iraq_archive.registry import cache  # pydantic: not for reading

    return cache.open_files(files_of(folder), derive_with_this_program if to_parse else None)


def files_of(folder: Path | None) -> "RegistryFiles":
    """Where the registry in `folder`, or else the one that is in force here, is."""
    from syria_iraq_archive.registry.location import registry_files

    return registry_files(folder, find_project())
