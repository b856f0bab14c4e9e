"""``archive show``."""

import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from syria_iraq_archive.cli.completion import complete_keys
from syria_iraq_archive.cli.dossier import explain_lines, json_dossier, margin_lines
from syria_iraq_archive.cli.earlier import find_version, version_before
from syria_iraq_archive.cli.formats import json_text
from syria_iraq_archive.cli.options import RenamedOption, db_option, examples
from syria_iraq_archive.cli.reader import reading_lines
from syria_iraq_archive.corpus.connection import reading

EPILOG = examples(
    "archive show 53541dcb351478c4-1",
    "archive show 9f93 --no-pager",
    "archive show 5354-1 --capture",
    "archive show 53541dcb351478c4-2 --explain",
)


@click.command(epilog=EPILOG)
@click.argument("key", shell_complete=complete_keys)
@click.option(
    "--capture",
    cls=RenamedOption,
    old=("--raw",),
    is_flag=True,
    help="The capture's text, whole, with the roles in the margin.",
)
@click.option("--explain", is_flag=True, help="The recorded rules, claims and evidence.")
@click.option("--json", "as_json", is_flag=True, help="All that is recorded, as JSON.")
@click.option("--no-pager", "pager", flag_value=False, default=True, help="Print it all, however long it is.")
@db_option
def command(*, key: str, capture: bool, explain: bool, as_json: bool, pager: bool, db: Path) -> None:
    """Read one article, or see what is recorded of it.

    KEY may be cut short, as in `5354-2` or `5354`, as long as it fits one article only. On a terminal, the actors in
    the text are underlined, and what is longer than the screen goes through $PAGER. The key of an earlier version shows
    that, and says what the article is now.
    """
    if capture + explain + as_json > 1:
        raise click.UsageError("--capture, --explain and --json are ways to show it: say one of them")
    with reading(db) as connection:
        found = find_version(connection, key)
        before = version_before(connection, found)
    dossier = found.dossier
    if found.now:
        click.echo(f"an earlier version; this article is now {', '.join(found.now)}", err=True)
    if before:
        click.echo(
            f"there is an earlier version, {before}; what changed: archive diff {dossier.article['key']}", err=True
        )
    if as_json:
        click.echo(json_text(json_dossier(dossier), indent=2))
    else:
        lines = margin_lines if capture else explain_lines if explain else reading_lines
        _print(lines(dossier), pager=pager)


def _print(lines: Iterable[str], *, pager: bool) -> None:
    """Print lines; with `pager`, through the reader's pager if somebody sits at a terminal that they don't fit."""
    text = "\n".join(lines).rstrip("\n") + "\n"
    at_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    if pager and at_terminal and text.count("\n") >= shutil.get_terminal_size().lines:
        click.echo_via_pager(text)
    else:
        click.echo(text, nl=False)
