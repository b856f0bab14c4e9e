"""From a folder of curated YAML to one validated `Registry`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from syria_iraq_archive.errors import RegistryError
from syria_iraq_archive.registry.edtf_days import days_of
from syria_iraq_archive.registry.entries import Filed, actor_files, read_entries, read_groups, read_spellings
from syria_iraq_archive.registry.models import Actor, Correction, Kind, Source

E = TypeVar("E", Actor, Source, Correction)
Identified = TypeVar("Identified", Actor, Source)


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
    sources = list(_sound(read_entries(folder / "sources.yaml", Source)))
    listed = [filed for path in actor_files(folder) for filed in _sound(read_entries(path, Actor))]
    actors = _by_id([*listed, *(Filed(each.file, each.label, outlet(each.entry)) for each in sources)])
    _check_references(actors)
    corrections = list(_sound(read_entries(folder / "corrections.yaml", Correction, optional=True)))
    _check_corrections(corrections, {each.entry.id for each in sources})
    return Registry(
        sources={id: filed.entry for id, filed in _by_id(sources).items()},
        actors={id: filed.entry for id, filed in actors.items()},
        corrections=tuple(filed.entry for filed in corrections),
        spellings=read_spellings(folder / "spellings.yaml"),
        furniture=read_groups(folder / "furniture.yaml"),
        places=read_groups(folder / "places.yaml"),
    )


def _check_corrections(corrections: Iterable[Filed[Correction]], sources: set[str]) -> None:
    for filed in corrections:
        field, value = filed.entry.field, filed.entry.value
        if field == "source" and value is not None and value not in sources:
            raise RegistryError(f"names the source {value!r}, which isn't in the registry", place=filed.place)
        if field == "published" and value is not None:
            try:
                days_of(value)
            except RegistryError as error:
                raise RegistryError(error.message, place=filed.place) from error


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
