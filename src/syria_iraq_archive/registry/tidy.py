"""Writing what is made for curators: their files in the canonical form, and the schemas beside them."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from syria_iraq_archive.errors import RegistryError
from syria_iraq_archive.registry.canonical import canonical
from syria_iraq_archive.registry.files import read_bytes
from syria_iraq_archive.registry.forms import curated_files
from syria_iraq_archive.registry.schemas import schema_files

SCHEMA_FOLDER = "schema"


def unformatted(folder: Path) -> Iterator[tuple[Path, str]]:
    """The curated files that aren't in the canonical form, each with the text it should have.

    Raises `RegistryError` as `canonical` does.
    """
    for path, form in curated_files(folder):
        text = canonical(path, form)
        if _differs(path, text):
            yield path, text


def outdated_schemas(folder: Path) -> Iterator[tuple[Path, str]]:
    """The schemas that are missing or say something else than the models, each with the text it should have."""
    for name, text in schema_files().items():
        path = folder / SCHEMA_FOLDER / name
        if _differs(path, text):
            yield path, text


def write(path: Path, text: str) -> None:
    """Put `text` into the file, whole or not at all. Raises `RegistryError` where it can't be written."""
    path = path.resolve()  # a link stays one
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(exist_ok=True)
        with unfinished.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())  # or a power cut leaves the new name with nothing in it
        if path.exists():
            shutil.copymode(path, unfinished)
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise RegistryError(f"can't be written: {error.strerror}", place=str(path)) from error


def copy_registry(folder: Path, new: Path) -> None:
    """Copy the curated files and their schemas to a `new` folder. Raises `RegistryError` where it holds something."""
    try:
        if new.exists() and any(new.iterdir()):
            raise RegistryError("isn't empty", place=str(new), hint="name a new folder")
        new.mkdir(parents=True, exist_ok=True)
        for path, _ in curated_files(folder):
            target = new / path.relative_to(folder)
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(read_bytes(path))
    except OSError as error:
        raise RegistryError(f"can't be copied: {error.strerror}", place=str(new)) from error
    for path, text in outdated_schemas(new):
        write(path, text)


def _differs(path: Path, text: str) -> bool:
    return not path.is_file() or path.read_bytes() != text.encode()
