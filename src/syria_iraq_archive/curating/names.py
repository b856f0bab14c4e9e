"""A new entry of the project's registry: made of what is typed, checked beside all others, and added to its file."""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from syria_iraq_archive.curating.new_project import FILES
from syria_iraq_archive.errors import ProjectError, RegistryError
from syria_iraq_archive.fold import fold_key
from syria_iraq_archive.project import Project
from syria_iraq_archive.registry.forms import form_of
from syria_iraq_archive.registry.writing import append_entry, listed


def new_entry(
    name: str, given: Mapping[str, Any], *, also: Iterable[str] = (), id: str | None = None
) -> dict[str, Any]:
    """The entry of somebody with this name. Raises `RegistryError` if no id can be made of the name."""
    entry: dict[str, Any] = {"id": id or slug(name), "name": name}
    entry |= {key: value for key, value in given.items() if value is not None}
    if names := by_language(also):
        entry["names"] = names
    return entry


def file_of(project: Project | None, kind: str) -> Path:
    """The file of the project that an entry of this kind is added to. Raises `ProjectError` if there is none."""
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


def check_entry(kind: str, entry: dict[str, Any], file: Path, folders: Sequence[Path]) -> None:
    """Raise `RegistryError` if an entry can't be added to the registry in these folders, of which one holds `file`."""
    from syria_iraq_archive.registry.check import refuse_conflicts
    from syria_iraq_archive.registry.load import load_registry

    with TemporaryDirectory() as made:
        folder = Path(made)
        (folder / f"{kind}.yaml").write_text(listed(entry), encoding="utf-8")
        every = (*folders, folder)
        try:
            load_registry(*every)
            refuse_conflicts(*every)
        except RegistryError as error:
            unsaid = (f"{folder / file.name}:1", f"{folder / file.name}")
            message, place = error.message, error.place or ""
            for path in unsaid:
                message, place = message.replace(path, "the new entry"), place.replace(path, "the new entry")
            message = message.replace("stands twice; first in", "is there already, in")
            hint = error.hint or (
                f"to add names to it: `extend: {entry['id']}`" if "is there already" in message else None
            )
            raise RegistryError(message, place=place, hint=hint) from error


def add_entry(kind: str, entry: dict[str, Any], file: Path) -> None:
    """Add a checked entry at the end of its file. Raises `RegistryError` if that can't be written."""
    form = form_of("actors/*.yaml" if kind == "actors" else f"{kind}.yaml")
    append_entry(file, entry, form, FILES[f"registry/{kind}.yaml"])
