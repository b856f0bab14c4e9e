"""The entries of the curated files, each with where it stands: for loading them, and for checking them one by one."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from syria_iraq_archive.errors import RegistryError
from syria_iraq_archive.registry.files import read_yaml

E = TypeVar("E", bound=BaseModel)

GROUPS: TypeAdapter[dict[str, tuple[str, ...]]] = TypeAdapter(dict[str, tuple[str, ...]])
SPELLINGS: TypeAdapter[tuple[tuple[str, ...], ...]] = TypeAdapter(tuple[tuple[str, ...], ...])


@dataclass(frozen=True, slots=True)
class Filed(Generic[E]):
    """An entry, with its file and what it is called there: its id, or its number from 1."""

    file: Path
    label: str
    entry: E

    @property
    def place(self) -> str:
        """File and entry, for an error's message."""
        return f"{self.file}: {self.label}"


def actor_files(folder: Path) -> list[Path]:
    """The files of actors, in order."""
    return sorted((folder / "actors").glob("*.yaml"))


def read_entries(path: Path, form: TypeAdapter[E], *, optional: bool = False) -> Iterator[Filed[E] | RegistryError]:
    """The entries of a file in their order; an error, with its place, for each that isn't of the `form`.

    A file that can't be read, or is no list, gives one error and nothing else.
    """
    if optional and not path.exists():
        return
    try:
        content = _list(path)
    except RegistryError as error:
        yield error
        return
    for number, raw in enumerate(content, start=1):
        label = str(raw.get("id", f"entry {number}")) if isinstance(raw, dict) else f"entry {number}"
        try:
            yield Filed(path, label, form.validate_python(raw))
        except ValidationError as error:
            yield RegistryError(_first(error), place=f"{path}: {label}")


def read_groups(path: Path) -> dict[str, tuple[str, ...]]:
    """A file that maps names to lists of strings. Raises `RegistryError`."""
    try:
        return GROUPS.validate_python(read_yaml(path))
    except ValidationError as error:
        raise RegistryError(_first(error), place=str(path)) from error


def read_spellings(path: Path) -> tuple[tuple[str, ...], ...]:
    """The groups of words that are exchanged for one another; none where there is no file. Raises `RegistryError`."""
    if not path.exists():
        return ()
    try:
        return SPELLINGS.validate_python(_list(path))
    except ValidationError as error:
        raise RegistryError(_first(error), place=str(path)) from error


def _list(path: Path) -> list[Any]:
    content = read_yaml(path)
    if content is None:
        return []
    if not isinstance(content, list):
        raise RegistryError("is not a list of entries", place=str(path))
    return content


def _first(error: ValidationError) -> str:
    first = error.errors()[0]
    return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
