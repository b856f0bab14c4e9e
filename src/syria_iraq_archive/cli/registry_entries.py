"""``archive registry add``: an entry from what is typed, checked beside all others, and added to the project's."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

import click

from syria_iraq_archive.cli.options import files_of
from syria_iraq_archive.cli.terminal import visible, visible_lines
from syria_iraq_archive.errors import ProjectError, RegistryError
from syria_iraq_archive.fold import fold_key
from syria_iraq_archive.project import Project, find_project

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
    from syria_iraq_archive.cli.new_project import FILES
    from syria_iraq_archive.registry.forms import form_of
    from syria_iraq_archive.registry.writing import append_entry, listed

    project = find_project()
    file = _file(project, kind) if project or not dry_run else Path(f"{kind}.yaml")
    entry: dict[str, Any] = {"id": id or slug(name), "name": name}
    entry |= {key: value for key, value in given.items() if value is not None}
    if names := by_language(also):
        entry["names"] = names
    text = listed(entry)
    _check(kind, text, file)
    click.echo(visible_lines(text), nl=False)
    if dry_run:
        click.echo("nothing is written", err=True)
        return
    form = form_of("actors/*.yaml" if kind == "actors" else f"{kind}.yaml")
    append_entry(file, entry, form, FILES[f"registry/{kind}.yaml"])
    click.echo(visible(f"added to {file}; to look for it in the captures: archive ingest"), err=True)


def _file(project: Project | None, kind: str) -> Path:
    """The file that an entry is added to."""
    if project is None:
        raise ProjectError("there is no project here to add to", hint="make one: archive init")
    if not project.registries:
        hint = 'name a folder there: registries = ["registry"]'
        raise ProjectError("the project has no registry to add to", place=str(project.file), hint=hint)
    return project.registries[-1] / f"{kind}.yaml"


def slug(name: str) -> str:
    """An id made of a name. Raises `RegistryError` if the name has no Latin letters or digits.

    >>> slug("Liwa al-Mithal (Aleppo)")
    'liwa-al-mithal-aleppo'
    """
    made = "-".join(re.findall(r"[a-z0-9]+", fold_key(name).replace("'", "")))
    if not made:
        raise RegistryError(f"no id can be made of {name!r}", hint="say one in Latin letters: --id SLUG")
    return made


def by_language(also: Iterable[str]) -> dict[str, list[str]]:
    """Names as they are typed, by language.

    >>> by_language(["en:Example Unit", "Unit 5", "ar:لواء"])
    {'en': ['Example Unit', 'Unit 5'], 'ar': ['لواء']}
    """
    names: dict[str, list[str]] = {}
    for typed in also:
        match = re.fullmatch(r"([a-z]{2,3}):\s*(.+)", typed)
        language, name = (match[1], match[2]) if match else ("en", typed)
        names.setdefault(language, []).append(name)
    return names


def _check(kind: str, text: str, file: Path) -> None:
    """Raise `RegistryError` if an entry can't be added to the registry in force."""
    from syria_iraq_archive.registry.check import refuse_conflicts
    from syria_iraq_archive.registry.load import load_registry

    with TemporaryDirectory() as made:
        folder = Path(made)
        (folder / f"{kind}.yaml").write_text(text, encoding="utf-8")
        folders = (*files_of(None).folders, folder)
        try:
            load_registry(*folders)
            refuse_conflicts(*folders)
        except RegistryError as error:
            unsaid = (f"{folder / file.name}:1", f"{folder / file.name}")
            message, place = error.message, error.place or ""
            for path in unsaid:
                message, place = message.replace(path, "the new entry"), place.replace(path, "the new entry")
            raise RegistryError(message, place=place, hint=error.hint) from error
