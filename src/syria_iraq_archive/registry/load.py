"""From a folder of curated YAML to one validated `Registry`."""

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, TypeAdapter

from syria_iraq_archive.errors import RegistryError
from syria_iraq_archive.registry.edtf_days import days_of
from syria_iraq_archive.registry.entries import Filed, actor_files, read_entries, read_groups, read_spellings
from syria_iraq_archive.registry.models import (
    CORRECTION,
    Actor,
    ActorCorrection,
    Correction,
    Kind,
    MentionCorrection,
    Source,
)

E = TypeVar("E", bound=BaseModel)
Identified = TypeVar("Identified", Actor, Source)

CORRECTIONS_FILE = "corrections.yaml"


@dataclass(frozen=True, eq=False)
class Registry:
    """The curated knowledge: sources, actors (every source is one, too), corrections, spellings, furniture, places."""

    sources: dict[str, Source]
    actors: dict[str, Actor]
    corrections: tuple[Correction, ...] = ()
    spellings: tuple[tuple[str, ...], ...] = ()
    furniture: dict[str, tuple[str, ...]] = field(default_factory=dict)
    places: dict[str, tuple[str, ...]] = field(default_factory=dict)


def load_registry(folder: Path) -> Registry:
    """Read the folder's ``sources.yaml``, ``actors/*.yaml`` and the other files by their names.

    Raises `RegistryError`, with file and entry, where a file isn't of the declared form, an id stands twice, a
    `part_of` or office names nobody, or a correction can't be what the corpus holds of its field.
    """
    sources = list(_sound(read_entries(folder / "sources.yaml", TypeAdapter(Source))))
    each_actor = TypeAdapter(Actor)
    listed = [filed for path in actor_files(folder) for filed in _sound(read_entries(path, each_actor))]
    actors = _by_id([*listed, *map(as_actor, sources)])
    _check_references(actors)
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
        places=read_groups(folder / "places.yaml"),
    )


def correction_problem(correction: Correction, sources: Container[str], actors: Container[str]) -> str | None:
    """Why the corpus couldn't hold what a correction says; None where it can."""
    value = correction.value
    if correction.field == "source" and value is not None and value not in sources:
        return f"names the source {value!r}, which isn't in the registry"
    if correction.field == "language" and value is not None and not re.fullmatch("[a-z]{2,3}", value):
        return f"{value!r} is no code of a language: ISO 639-1, or 639-3 where that has none"
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


def outlet(source: Source) -> Actor:
    """The actor of kind ``media`` that a source is."""
    return Actor(
        id=source.id,
        name=source.name,
        kind=Kind.MEDIA,
        part_of=source.part_of,
        country=source.country,
        names=source.names,
        contextual=source.contextual,
    )


def as_actor(filed: Filed[Source]) -> Filed[Actor]:
    """The entry of a source as that of the actor that it is."""
    return Filed(filed.file, filed.label, outlet(filed.entry), filed.line, filed.number)


def _sound(entries: Iterable[Filed[E] | RegistryError]) -> Iterator[Filed[E]]:
    for entry in entries:
        if isinstance(entry, RegistryError):
            raise entry
        yield entry


def _by_id(entries: list[Filed[Identified]]) -> dict[str, Filed[Identified]]:
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


def references(actor: Actor) -> Iterator[str]:
    """The ids of other actors that an entry names."""
    if actor.part_of is not None:
        yield actor.part_of
    yield from (office.of for office in actor.offices)
