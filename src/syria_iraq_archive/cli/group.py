"""``archive``: the group of commands, and how whatever ends a command becomes a message and an exit status."""

import atexit
import codecs
import gc
import importlib
import os
import sys
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from syria_iraq_archive.cli.meant import ForgivingGroup
from syria_iraq_archive.cli.options import DB_ASKED
from syria_iraq_archive.cli.project_defaults import ProjectDefaults, place_of
from syria_iraq_archive.cli.terminal import visible
from syria_iraq_archive.corpus.compiling import program_version
from syria_iraq_archive.errors import ArchiveError, BadQuestion, CorpusError, UnknownName

# Help for the list; a command's own --help begins with the same sentence. Importing all modules for it would be slow.
COMMANDS = {
    "init": "Make a project: a folder with captures, a registry and corrections of its own.",
    "status": "Say what there is in the project, and what to do next.",
    "ingest": "Build the corpus from captures, or bring it up to date.",
    "remove": "Take captures out of the corpus, and keep them out.",
    "merge": "Take in what other corpora hold.",
    "build": "Make a corpus in SQLite of a slice of a corpus of Delta tables.",
    "compact": "Make a corpus of Delta tables smaller, and quicker to read.",
    "parse": "Parse captures to JSON, without a corpus.",
    "query": "Find articles by text, date, source, actor and place.",
    "show": "Read one article, or see what is recorded of it.",
    "diff": "Show what an outlet changed between two versions of an article.",
    "similar": "List articles that print the same words: copies, reposts, shared paragraphs.",
    "stories": "List stories: events that several articles report, in whatever words.",
    "compare": "Set two articles side by side: what both have, and what only one says.",
    "quotes": "Find what was said, by whom, to whom and when.",
    "called": "Tell by what words articles call a party, and in whose voice.",
    "timeline": "Count articles by day, week, month or year of publication, or the days they speak of.",
    "check": "Check a draft's quotations, figures and names against the corpus.",
    "export": "Hand articles on to other programs.",
    "serve": "Open the corpus in a browser, until Ctrl-C.",
    "mcp": "Let a language model ask the corpus, by the Model Context Protocol.",
    "sources": "List the sources, with their numbers of articles.",
    "actors": "List the actors, with their numbers of articles.",
    "places": "List the places, with their numbers of articles.",
    "correct": "Override what the parser found, with a reason.",
    "log": "Tell the corrections of an article, in their order.",
    "registry": "Check, format and extend the curated registry.",
    "sql": "Ask the corpus in SQL, read-only.",
    "schema": "Describe the corpus's tables, views and columns.",
    "verify": "Prove the corpus against its captures.",
    "fingerprint": "Print one hash of the corpus's logical content.",
    "manifest": "List the captures with their hashes, under the corpus's fingerprint.",
}

GREETING = """\
News on the war in Syria and its spill-over into Iraq, traced to the captures
it comes from. Three commands to begin with:

  archive ingest seeds/             build the corpus from a folder of captures
  archive query "border AND qaim"   find articles; also by --from, --actor, …
  archive show 53541dcb351478c4-1   read one of them

All commands: archive --help. One of them: archive query --help.
A folder of your own for captures and corpus: archive init."""

EPILOG = """\b
Examples:
  archive ingest seeds/
  archive query --from 2024-12-01 --to 2024-12-03 --actor hts
  archive show 53541dcb351478c4-1
  archive verify

\b
Exit status: 0 done, 1 an error, 2 usage, 3 some captures were rejected or failed, 4 verification failed.
Commands find archive.toml from the current folder upwards, which names captures, registries, corrections and corpus
(archive init makes one). What the environment says wins over it (ARCHIVE_DB, ARCHIVE_REGISTRY), and so do options.
"""


_ESCAPING = "archive-escaping"  # how errors of encoding are handled
# After how many new objects Python looks for cycles among them. What a start makes stays, and to look through it again
# and again, as Python does by itself, takes a tenth of the start.
_SELDOM = (200_000, 10, 20)
_SAID_BY_SQLITE = ("Could not decode", "can't be read:", "malformed")  # of a value, or a page, that is damaged


class ArchiveGroup(ForgivingGroup):
    """A group that imports a command's module when the command is called, and reports our errors in one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The commands in the order of their use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """The command of that name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"syria_iraq_archive.cli.commands.{cmd_name}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's
        """The list of commands, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """The context of a run, or of a completion: what neither options nor the environment say, the project does."""
        defaults = ProjectDefaults(COMMANDS, silent=bool(extra.get("resilient_parsing")))
        return super().make_context(info_name, args, parent, default_map=defaults, **extra)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is called; what the project says of it is checked."""
        name, command, rest = super().resolve_command(ctx, args)
        defaults: object = ctx.default_map
        if name and command and isinstance(defaults, ProjectDefaults):
            defaults.check(name, command)
        return name, command, rest

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what it raises on purpose becomes a message and an exit status."""
        try:
            return super().invoke(ctx)
        except (UnknownName, BadQuestion) as error:
            raise click.UsageError(visible(str(error))) from error
        except ArchiveError as error:
            raise click.ClickException(visible(str(damage_behind(error, ctx) or error))) from error
        except MemoryError as error:
            raise click.ClickException("needs more memory than there is (see what `ulimit -v` allows)") from error
        except click.BadParameter as error:
            said = said_by_project(error)
            if not said:
                raise
            raise click.BadParameter(f"{error.message}{said}", error.ctx, error.param) from error
        except (click.ClickException, click.exceptions.Exit, click.Abort, OSError):
            raise
        except Exception as error:
            damage = damage_behind(error, ctx)
            if damage is None:
                raise
            raise click.ClickException(visible(str(damage))) from error


def said_by_project(error: click.BadParameter) -> str:
    """Where the project says so, if a value that is refused comes from its file; else nothing."""
    name = error.param.name if error.param else None
    if error.ctx is None or name is None or error.ctx.get_parameter_source(name) is not ParameterSource.DEFAULT_MAP:
        return ""
    root: object = error.ctx.find_root().default_map
    project = root.project if isinstance(root, ProjectDefaults) else None
    return f" ({place_of(project, name)} says so)" if project else ""


def damage_behind(error: Exception, ctx: click.Context) -> CorpusError | None:
    """That the corpus of this command is damaged, if this is why `error` was raised; None if it is sound.

    What a sound corpus can't hold can end a command in any way: a name of nobody, a number that is text. So the corpus
    is looked through before that is said; of a bug nothing is hidden.
    """
    db = ctx.meta.get(DB_ASKED)
    if not isinstance(db, Path) or not db.is_file() or isinstance(error, MemoryError):
        return None
    damaged = CorpusError("is damaged", place=str(db), hint="see where: archive verify")
    if isinstance(error, ArchiveError):
        says_so = isinstance(error, CorpusError) and error.message.startswith(_SAID_BY_SQLITE)
        return damaged if says_so and error.place in (None, str(db)) else None  # another file than this one may be, too
    return damaged if _is_damaged(db) else None


def _is_damaged(db: Path) -> bool:
    import sqlite3  # only if something went wrong

    from syria_iraq_archive.corpus.connection import reading
    from syria_iraq_archive.corpus.verify.database import first_damage

    try:
        with reading(db) as connection:
            return first_damage(connection) is not None
    except (ArchiveError, sqlite3.Error, UnicodeDecodeError):
        return True


def _print_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        click.echo(f"archive, version {program_version()}")
        ctx.exit()


@click.group(
    cls=ArchiveGroup,
    invoke_without_command=True,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "ARCHIVE", "max_content_width": 100},
)
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=_print_version, help="Show the version."
)
@click.pass_context
def archive(ctx: click.Context) -> None:
    """A curated archive of news on the war in Syria and its spill-over into Iraq.

    Captures of news pages become a SQLite corpus in which every statement points at the characters it rests on.
    """
    if os.environ.get("NO_COLOR"):
        ctx.color = False
    if ctx.invoked_subcommand is None:
        click.echo(GREETING)


def _leave_the_rest() -> None:
    """What is left at the end goes with the process, and isn't looked through for cycles once more.

    Not if DuckDB is there: it counts its objects that are left, and complains of them.
    """
    if "duckdb" not in sys.modules:
        gc.freeze()


def main() -> None:
    """The program. Text that the terminal's encoding can't show is escaped, not an error; a full disk is one."""
    gc.set_threshold(*_SELDOM)
    atexit.register(_leave_the_rest)
    _open_what_is_closed()
    codecs.register_error(_ESCAPING, _escaped)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # to look for some reads all that is installed
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=_ESCAPING)
    try:
        archive(prog_name="archive")
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # or what is left in the buffer fails again at exit
        sys.exit(f"Error: can't write: {error.strerror}")


def _escaped(error: UnicodeError) -> tuple[str, int]:
    """What an encoding lacks, as JSON escapes it: a JSON text stays one, with the same values."""
    assert isinstance(error, UnicodeEncodeError)
    pairs = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{high:02x}{low:02x}" for high, low in zip(pairs[::2], pairs[1::2], strict=True)), error.end


def _open_what_is_closed() -> None:
    """Nothing in the place of standard streams that the caller closed: Python has None there."""
    sys.stdin = sys.stdin or open(os.devnull, encoding="utf-8")  # noqa: SIM115, PTH123 - for the whole run
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
