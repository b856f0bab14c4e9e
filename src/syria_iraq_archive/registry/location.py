"""Where the registry is: in the installed package, or at the top of the source tree.

Reading commands need nothing else of the registry, so this file imports neither YAML nor pydantic.
"""

from pathlib import Path
from typing import NamedTuple

from syria_iraq_archive.errors import RegistryError
from syria_iraq_archive.project import Project

CORRECTIONS = "corrections.yaml"

_PACKAGED = Path(__file__).parents[1] / "_data"  # put there when the wheel is built
_IN_TREE = Path(__file__).parents[3] / "data"


def default_folder() -> Path:
    """The folder of the registry that came with the program. Raises `RegistryError` if there is none."""
    for folder in (_PACKAGED, _IN_TREE):
        if (folder / "sources.yaml").is_file():
            return folder
    raise RegistryError("the program came without its registry", hint="name a folder with --registry")


class RegistryFiles(NamedTuple):
    """The folders of a registry, the first whole, the others adding to it; and the file of corrections, if any."""

    folders: tuple[Path, ...]
    corrections: Path | None


def registry_files(folder: Path | None, project: Project | None) -> RegistryFiles:
    """Where the registry is: in `folder`, if one is named, else what came with the program and what the project adds.

    The corrections are the project's, or those of the folder that is named. Raises `RegistryError` if a folder of
    the project isn't there.
    """
    if folder:
        return RegistryFiles((folder,), folder / CORRECTIONS)
    added = project.registries if project else ()
    for each in added:
        if project and not each.is_dir():
            hint = f"make it, or take it out of `registries` in {project.file}"
            raise RegistryError("there is no such folder", place=str(each), hint=hint)
    return RegistryFiles((default_folder(), *added), project.corrections if project else None)


def writable_corrections(folder: Path | None, project: Project | None) -> Path:
    """The file that corrections are written to. Raises `RegistryError` if there is none, or it is the program's own."""
    chosen = registry_files(folder, project).corrections
    if chosen is None:
        raise RegistryError("there is no project here to keep corrections", hint="make one: archive init")
    if chosen.parent.resolve() == _PACKAGED.resolve():
        raise RegistryError(
            "the registry that came with the installed program isn't written to",
            place=str(chosen.parent),
            hint="make a project: archive init; it keeps corrections of its own",
        )
    return chosen


def default_spellings() -> list[list[str]]:
    """The groups of exchangeable words of the registry that came with the program."""
    from syria_iraq_archive.registry.safe_yaml import read_yaml  # only if a name isn't found as typed

    groups: list[list[str]] = read_yaml(default_folder() / "spellings.yaml")
    return groups
