"""Writing what is made for curators: their files in the canonical form, and the schemas beside them."""

import os
from collections.abc import Iterator
from pathlib import Path

from syria_iraq_archive.errors import RegistryError
from syria_iraq_archive.registry.canonical import canonical
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
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(exist_ok=True)
        unfinished.write_text(text, encoding="utf-8", newline="\n")
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise RegistryError(f"can't be written: {error.strerror}", place=str(path)) from error


def _differs(path: Path, text: str) -> bool:
    return not path.is_file() or path.read_bytes() != text.encode()
