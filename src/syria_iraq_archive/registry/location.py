"""Where the registry is: in the installed package, or at the top of the source tree.

Reading commands need nothing else of the registry, so this file imports neither YAML nor pydantic.
"""

from pathlib import Path

from syria_iraq_archive.errors import RegistryError

_PACKAGED = Path(__file__).parents[1] / "_data"  # put there when the wheel is built
_IN_TREE = Path(__file__).parents[3] / "data"


def default_folder() -> Path:
    """The folder of the registry that came with the program. Raises `RegistryError` if there is none."""
    for folder in (_PACKAGED, _IN_TREE):
        if (folder / "sources.yaml").is_file():
            return folder
    raise RegistryError("the program came without its registry", hint="name a folder with --registry")


def writable_folder(folder: Path | None) -> Path:
    """The registry's folder, to be written to. Raises `RegistryError` if it belongs to an installed program."""
    chosen = folder or default_folder()
    if chosen.resolve() == _PACKAGED.resolve():
        raise RegistryError(
            "the registry that came with the installed program isn't written to",
            place=str(chosen),
            hint="make it yours: archive registry copy FOLDER; then name it with --registry FOLDER",
        )
    return chosen


def default_spellings() -> list[list[str]]:
    """The groups of exchangeable words of the registry that came with the program."""
    from syria_iraq_archive.registry.safe_yaml import read_yaml  # only if a name isn't found as typed

    groups: list[list[str]] = read_yaml(default_folder() / "spellings.yaml")
    return groups
