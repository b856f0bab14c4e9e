"""A registry with all that is derived from it before the first capture is read, so that it can be compiled with it."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the version alone costs nothing
    from syria_iraq_archive.registry.load import Registry
    from syria_iraq_archive.registry.location import RegistryFiles


def derive_all(registry: "Registry", version: str) -> None:
    """Derive everything that parsing and writing need; `version` is the program's."""
    from syria_iraq_archive.corpus import rows
    from syria_iraq_archive.corpus.kept_registry import entry_rows, registry_digest
    from syria_iraq_archive.corpus.recipe import Recipe
    from syria_iraq_archive.pipeline import Pipeline

    Pipeline(registry)
    Recipe(registry, version)
    for rows_of in rows.REGISTRY_ROWS.values():
        rows_of(registry)
    for name in rows.NAME_TABLES:
        rows.names_digest(registry, name)
    entry_rows(registry)
    registry_digest(registry)


def registry_to_parse(folder: Path) -> "Registry":
    """The registry in `folder`; its compiled form is kept for the next time."""
    from syria_iraq_archive.registry import cache

    return cache.open_registry(folder, derive_with_this_program)


def registry_of(files: "RegistryFiles") -> "Registry":
    """The registry in these folders, with the corrections in their file; its compiled form is kept."""
    from syria_iraq_archive.registry import cache

    return cache.open_files(files, derive_with_this_program)


def derive_with_this_program(registry: "Registry") -> None:
    """Derive everything, as the program that runs does it."""
    derive_all(registry, program_version())


def program_version() -> str:
    """The version of the installed program; ``0`` if it runs from a source tree that was never installed."""
    from importlib import metadata  # a fifth of what `--help` would take

    try:
        return metadata.version("syria-iraq-archive")
    except metadata.PackageNotFoundError:
        return "0"
