"""``archive registry add``: an entry from what is typed, checked beside all others, and added to the project's."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click

from syria_iraq_archive.cli.options import files_of
from syria_iraq_archive.cli.terminal import visible, visible_lines
from syria_iraq_archive.project import find_project

F = TypeVar("F", bound=Callable[..., Any])

KINDS = ("person", "state", "public-body", "armed-group", "party", "alliance", "media", "international-organization")
MARKS = ("masthead", "byline", "prefix", "dateline", "credit")


def entry_options(command: F) -> F:
    """The options that actors and outlets have in common."""
    options = (
        click.option("--id", metavar="SLUG", help="Its id.  [default: made of the name]"),
        click.option(
            "--also",
            multiple=True,
            metavar="[LANGUAGE:]NAME",
            help='Another name of it, "ar:لواء المثال"; without a language an English one.  [repeatable]',
        ),
        click.option("--country", metavar="CODE", help="ISO 3166-1: IQ, SY, …"),
        click.option("--part-of", metavar="ID", help="The actor that it belongs to."),
        click.option("--dry-run", is_flag=True, help="Check it and print it; write nothing."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def add(kind: str, name: str, given: dict[str, Any], *, also: Iterable[str], id: str | None, dry_run: bool) -> None:
    """Check an entry and add it to the last of the project's registries, in the file of its kind.

    Raises `RegistryError` if it isn't of its form, or can't hold beside what there is, and `ProjectError` if there is
    no project, or it has no registry.
    """
    from syria_iraq_archive.curating.names import add_entry, check_entry, file_of, new_entry
    from syria_iraq_archive.registry.writing import listed

    project = find_project()
    file = file_of(project, kind) if project or not dry_run else Path(f"{kind}.yaml")
    entry = new_entry(name, given, also=also, id=id)
    check_entry(kind, entry, file, files_of(None).folders)
    click.echo(visible_lines(listed(entry)), nl=False)
    if dry_run:
        click.echo("nothing is written", err=True)
        return
    add_entry(kind, entry, file)
    click.echo(visible(f"added to {file}; to look for it in the captures: archive ingest"), err=True)
