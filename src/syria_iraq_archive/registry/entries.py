"""The entries of the curated files, each with where it stands: for loading them, and for checking them one by one."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from syria_iraq_archive.errors import RegistryError
from syria_iraq_archive.registry.files import Document, read_document
from syria_iraq_archive.registry.models import Printed

E = TypeVar("E", bound=BaseModel)

GROUPS: TypeAdapter[dict[str, tuple[str, ...]]] = TypeAdapter(dict[Printed, tuple[Printed, ...]])
SPELLINGS: TypeAdapter[tuple[tuple[str, ...], ...]] = TypeAdapter(tuple[tuple[Printed, ...], ...])

_LONGEST_LABEL = 60

# What pydantic says, in words for curators.
_SAID = {
    "missing": "is missing",
    "extra_forbidden": "is no field of this entry",
    "dict_type": "should be a mapping",
    "model_type": "should be a mapping",
    "model_attributes_type": "should be a mapping",
    "tuple_type": "should be a list",
    "list_type": "should be a list",
    "string_type": "should be text",
}


@dataclass(frozen=True, slots=True)
class Filed(Generic[E]):
    """An entry, with its file, what it is called there (its id, or its number from 1), its line and its number."""

    file: Path
    label: str
    entry: E
    line: int
    number: int

    @property
    def place(self) -> str:
        """File, line and entry, for an error's message."""
        return f"{self.file}:{self.line}: {self.label}"


def actor_files(folder: Path) -> list[Path]:
    """The files of actors, in order."""
    return sorted((folder / "actors").glob("*.yaml"))


def read_entries(path: Path, form: TypeAdapter[E], *, optional: bool = False) -> Iterator[Filed[E] | RegistryError]:
    """The entries of a file in their order; an error, with its place, for each that isn't of the `form`.

    A file that can't be read, or is no list, gives one error and nothing else.
    """
    if optional and not os.path.lexists(path):
        return
    try:
        document = _list(path, optional=optional)
    except RegistryError as error:
        yield error
        return
    for number, raw in enumerate(document.content):
        label = _label(raw, number)
        try:
            yield Filed(path, label, form.validate_python(raw), document.line((number,)), number)
        except ValidationError as error:
            yield from _errors(document, error, (number,), label)


def read_groups(path: Path) -> dict[str, tuple[str, ...]]:
    """A file that maps names to lists of strings. Raises `RegistryError`."""
    document = read_document(path)
    if document.content is None:
        raise RegistryError("is empty", place=f"{path}:1", hint="write {} if it is to hold nothing")
    if not isinstance(document.content, dict):
        raise RegistryError("is not a mapping of names to lists", place=f"{path}:{document.line()}")
    try:
        return GROUPS.validate_python(document.content)
    except ValidationError as error:
        raise next(_errors(document, error)) from error


def read_spellings(path: Path) -> tuple[tuple[str, ...], ...]:
    """The groups of words that are exchanged for one another; none where there is no file. Raises `RegistryError`."""
    if not os.path.lexists(path):
        return ()
    document = _list(path, optional=True)
    try:
        return SPELLINGS.validate_python(document.content)
    except ValidationError as error:
        raise next(_errors(document, error)) from error


def _list(path: Path, *, optional: bool = False) -> Document:
    """A document that is a list. One with nothing in it was cut off, unless it is `optional`."""
    document = read_document(path)
    if document.content is None and optional:
        return Document(path, [])
    if document.content is None:
        raise RegistryError("is empty", place=f"{path}:1", hint="write [] if it is to hold nothing")
    if not isinstance(document.content, list):
        raise RegistryError("is not a list of entries", place=f"{path}:{document.line()}")
    return document


def _label(raw: object, number: int) -> str:
    """What an entry is called: its id, or its number from 1."""
    id = raw.get("id") if isinstance(raw, dict) else None
    return id[:_LONGEST_LABEL] if isinstance(id, str) and id.strip() else f"entry {number + 1}"


def _errors(
    document: Document, error: ValidationError, entry: tuple[int, ...] = (), label: str = ""
) -> Iterator[RegistryError]:
    """All that is wrong with an entry, each with file, line and what the entry is called."""
    for each in error.errors(include_url=False):
        keys = each["loc"]
        named = label or (f"entry {keys[0] + 1}" if isinstance(keys[0], int) else str(keys[0])[:_LONGEST_LABEL])
        place = f"{document.path}:{document.line((*entry, *keys))}: {named}"
        yield RegistryError(_said(keys if label else keys[1:], each["type"], each["msg"]), place=place)


def _said(keys: Iterable[object], kind: str, message: str) -> str:
    """What is wrong, with the field it is wrong with."""
    said = _SAID.get(kind, message.removeprefix("Value error, "))
    field = ".".join(str(key) for key in keys if key != "[key]")
    return f"{field}: {said}" if field else said
