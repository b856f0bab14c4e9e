"""From a folder of curated YAML to one validated `Registry`.

The entries are read one by one, each with its file and line, so that errors can name the place; the checks of the
registry read them in the same way.
"""

import os
import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from syria_iraq_archive.errors import RegistryError
from syria_iraq_archive.registry.days import days_of
from syria_iraq_archive.registry.models import (
    CORRECTION,
    Actor,
    ActorCorrection,
    Correction,
    Kind,
    MentionCorrection,
    Place,
    Printed,
    Source,
)

if TYPE_CHECKING:  # who reads compiled entries doesn't need YAML
    from syria_iraq_archive.registry.safe_yaml import Document

E = TypeVar("E", bound=BaseModel)
T = TypeVar("T")
Identified = TypeVar("Identified", Actor, Source, Place)

CORRECTIONS_FILE = "corrections.yaml"
_LATER = ConfigDict(defer_build=True)
_GROUPS: TypeAdapter[dict[str, tuple[str, ...]]] = TypeAdapter(dict[Printed, tuple[Printed, ...]], config=_LATER)
_SPELLINGS: TypeAdapter[tuple[tuple[str, ...], ...]] = TypeAdapter(tuple[tuple[Printed, ...], ...], config=_LATER)

_LONGEST_LABEL = 60
_KINDS: dict[type, tuple[str, str]] = {list: ("[]", "a list of entries"), dict: ("{}", "a mapping of names to lists")}
"""How a document of each kind is written if it holds nothing, and what it should be."""

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
    """An entry with its place in a file: what it is called there (its id, or its number from 1), and its line.

    `number` counts the entries of the file from 0.
    """

    file: Path
    label: str
    entry: E
    line: int
    number: int

    @property
    def place(self) -> str:
        """File, line and entry, as an error names them."""
        return f"{self.file}:{self.line}: {self.label}"


@dataclass(frozen=True, eq=False)
class Registry:
    """The curated knowledge: sources, actors (every source is one, too), corrections, spellings, furniture, places.

    `gazetteer` holds the places; `places` are further towns that datelines begin with, by country.
    """

    sources: Mapping[str, Source]
    actors: Mapping[str, Actor]
    corrections: tuple[Correction, ...] = ()
    spellings: tuple[tuple[str, ...], ...] = ()
    furniture: dict[str, tuple[str, ...]] = field(default_factory=dict)
    places: dict[str, tuple[str, ...]] = field(default_factory=dict)
    gazetteer: Mapping[str, Place] = field(default_factory=dict)
    designations: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def derived(self, name: str, make: Callable[[], Any]) -> Any:
        """What `make` makes of this registry, made once. It is what JSON can hold: it is compiled with the entries.

        >>> Registry({}, {}, places={"IQ": ("Basra",)}).derived("towns", lambda: ["basra"])
        ['basra']
        """
        made = self.made
        if name not in made:
            made[name] = make()
        return made[name]

    @property
    def made(self) -> dict[str, Any]:
        """What has been derived so far, by name."""
        made: dict[str, Any] = self.__dict__.setdefault("_made", {})
        return made


def load_registry(folder: Path) -> Registry:
    """Read the folder's ``sources.yaml``, ``actors/*.yaml``, ``places/*.yaml`` and the other files by their names.

    Raises `RegistryError`, with file and entry, if a file isn't of the declared form, an id stands twice, a `part_of`
    or office names nobody, or a correction has a value that the corpus can't hold.
    """
    sources = list(_sound(read_entries(folder / "sources.yaml", TypeAdapter(Source))))
    each_actor = TypeAdapter(Actor)
    listed = [filed for path in actor_files(folder) for filed in _sound(read_entries(path, each_actor))]
    actors = _by_id([*listed, *map(as_actor, sources)])
    _check_references(actors)
    each_place = TypeAdapter(Place)
    located = [filed for path in place_files(folder) for filed in _sound(read_entries(path, each_place))]
    places = _by_id(located)
    _check_places(places, actors)
    corrections = list(_sound(read_entries(folder / CORRECTIONS_FILE, CORRECTION, optional=True)))
    for filed in corrections:
        if problem := correction_problem(filed.entry, {each.entry.id for each in sources}, actors):
            raise RegistryError(problem, place=filed.place)
    return Registry(
        sources={id: filed.entry for id, filed in _by_id(sources).items()},
        actors={id: filed.entry for id, filed in actors.items()},
        corrections=tuple(filed.entry for filed in corrections),
        spellings=read_spellings(folder / "spellings.yaml"),
        furniture=read_groups(folder / "furniture.yaml"),
        places=read_groups(folder / "places.yaml", optional=True),
        designations=read_groups(folder / "designations.yaml", optional=True),
        gazetteer={id: filed.entry for id, filed in sorted(places.items())},
    )


def correction_problem(correction: Correction, sources: Container[str], actors: Container[str]) -> str | None:
    """Why the corpus can't hold the value of a correction; None if it can."""
    value = correction.value
    if correction.field == "source" and value is not None and value not in sources:
        return f"names the source {value!r}, which isn't in the registry"
    if correction.field == "language" and value is not None and not re.fullmatch("[a-z]{2,3}", value):
        return f"{value!r} is no code of a language: ISO 639-1, or 639-3 if that has none"
    if isinstance(correction, MentionCorrection | ActorCorrection):
        named = (value, correction.instead_of) if isinstance(correction, ActorCorrection) else (value,)
        unknown = next((id for id in named if id is not None and id not in actors), None)
        return unknown and f"names the actor {unknown!r}, who isn't in the registry"
    if correction.field == "published" and value is not None:
        try:
            days_of(value)
        except RegistryError as error:
            return error.message
    return None


def as_actor(filed: Filed[Source]) -> Filed[Actor]:
    """The entry of a source as the entry of an actor of kind ``media``: every source is one, too."""
    source = filed.entry
    actor = Actor(
        id=source.id,
        name=source.name,
        kind=Kind.MEDIA,
        part_of=source.part_of,
        country=source.country,
        names=source.names,
        contextual=source.contextual,
    )
    return Filed(filed.file, filed.label, actor, filed.line, filed.number)


def _sound(entries: Iterable[Filed[E] | RegistryError]) -> Iterator[Filed[E]]:
    """The entries; raises the first error among them."""
    for entry in entries:
        if isinstance(entry, RegistryError):
            raise entry
        yield entry


def _by_id(entries: list[Filed[Identified]]) -> dict[str, Filed[Identified]]:
    """The entries by their ids. Raises `RegistryError` if two have one id."""
    found: dict[str, Filed[Identified]] = {}
    for filed in entries:
        if earlier := found.get(filed.entry.id):
            raise RegistryError(f"stands twice; first in {earlier.place}", place=filed.place)
        found[filed.entry.id] = filed
    return found


def _check_references(actors: dict[str, Filed[Actor]]) -> None:
    for filed in actors.values():
        for named in references(filed.entry):
            if named not in actors:
                raise RegistryError(f"names the actor {named!r}, who isn't in the registry", place=filed.place)


def _check_places(places: dict[str, Filed[Place]], actors: Container[str]) -> None:
    for filed in places.values():
        place = filed.entry
        if place.part_of is not None and place.part_of not in places:
            raise RegistryError(f"is part of {place.part_of!r}, which isn't among the places", place=filed.place)
        if place.same_as is not None and place.same_as not in actors:
            raise RegistryError(f"names the actor {place.same_as!r}, who isn't in the registry", place=filed.place)


def references(actor: Actor) -> Iterator[str]:
    """The ids of other actors that an entry names."""
    if actor.part_of is not None:
        yield actor.part_of
    yield from (office.of for office in actor.offices)


def actor_files(folder: Path) -> list[Path]:
    """The files of actors, in order."""
    return sorted((folder / "actors").glob("*.yaml"))


def place_files(folder: Path) -> list[Path]:
    """The files of places, in order."""
    return sorted((folder / "places").glob("*.yaml"))


def read_entries(path: Path, form: TypeAdapter[E], *, optional: bool = False) -> Iterator[Filed[E] | RegistryError]:
    """The entries of a file in their order; for an entry that isn't of the `form`, errors with their places.

    A file that can't be read, or is no list, gives one error and nothing else. An `optional` file may be missing.
    """
    if optional and not os.path.lexists(path):
        return
    try:
        document = _document(path, list, optional=optional)
    except RegistryError as error:
        yield error
        return
    for number, raw in enumerate(document.content):
        label = _label(raw, number)
        try:
            yield Filed(path, label, form.validate_python(raw), document.line((number,)), number)
        except ValidationError as error:
            yield from _errors(document, error, (number,), label)


def read_groups(path: Path, *, optional: bool = False) -> dict[str, tuple[str, ...]]:
    """The named lists of words in a file; none if there is no file that is `optional`. Raises `RegistryError`."""
    if optional and not os.path.lexists(path):
        return {}
    return _validated(_document(path, dict), _GROUPS)


def read_spellings(path: Path) -> tuple[tuple[str, ...], ...]:
    """The groups of words that spell one name; none if there is no file. Raises `RegistryError`."""
    return _validated(_document(path, list, optional=True), _SPELLINGS) if os.path.lexists(path) else ()


def _document(path: Path, kind: type, *, optional: bool = False) -> "Document":
    """A document that is a list or a mapping. If there is nothing in it, it was cut off, unless it is `optional`."""
    from syria_iraq_archive.registry.safe_yaml import Document, read_document

    document = read_document(path)
    nothing, expected = _KINDS[kind]
    if document.content is None and optional:
        return Document(path, kind())
    if document.content is None:
        raise RegistryError("is empty", place=f"{path}:1", hint=f"write {nothing} if it is to hold nothing")
    if not isinstance(document.content, kind):
        raise RegistryError(f"is not {expected}", place=f"{path}:{document.line()}")
    return document


def _validated(document: "Document", form: TypeAdapter[T]) -> T:
    """The content of a document. Raises `RegistryError` for the first thing that isn't of the form."""
    try:
        return form.validate_python(document.content)
    except ValidationError as error:
        raise next(_errors(document, error)) from error


def _label(raw: object, number: int) -> str:
    """What an entry is called: its id, or its number from 1."""
    id = raw.get("id") if isinstance(raw, dict) else None
    return id[:_LONGEST_LABEL] if isinstance(id, str) and id.strip() else f"entry {number + 1}"


def _errors(
    document: "Document", error: ValidationError, entry: tuple[int, ...] = (), label: str = ""
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
