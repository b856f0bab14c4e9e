"""From a folder of curated YAML to one validated `Registry`."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from syria_iraq_archive.errors import RegistryError
from syria_iraq_archive.registry.files import read_yaml
from syria_iraq_archive.registry.models import Actor, Correction, Entry, Kind, Source

E = TypeVar("E", bound=Entry)


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

    Raises `RegistryError`, with file and entry, where a file isn't of the declared form, an id stands twice, or a
    `part_of` or office names nobody.
    """
    sources = _by_id(_entries(folder / "sources.yaml", Source))
    actors = _by_id([*_all_actors(folder), *((place, _outlet(source)) for place, source in sources.values())])
    _check_references(actors)
    return Registry(
        sources={id: source for id, (_, source) in sources.items()},
        actors={id: actor for id, (_, actor) in actors.items()},
        corrections=tuple(entry for _, entry in _entries(folder / "corrections.yaml", Correction, optional=True)),
        spellings=tuple(tuple(group) for group in _list(folder / "spellings.yaml", optional=True)),
        furniture=_groups(folder / "furniture.yaml"),
        places=_groups(folder / "places.yaml"),
    )


def _all_actors(folder: Path) -> Iterator[tuple[str, Actor]]:
    for path in sorted((folder / "actors").glob("*.yaml")):
        yield from _entries(path, Actor)


def _outlet(source: Source) -> Actor:
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


def _list(path: Path, *, optional: bool = False) -> list[Any]:
    if optional and not path.exists():
        return []
    content = read_yaml(path)
    if content is None:
        return []
    if not isinstance(content, list):
        raise RegistryError("is not a list of entries", place=str(path))
    return content


def _groups(path: Path) -> dict[str, tuple[str, ...]]:
    """A mapping of names to lists of strings."""
    content = read_yaml(path)
    try:
        return TypeAdapter(dict[str, tuple[str, ...]]).validate_python(content)
    except ValidationError as error:
        first = error.errors()[0]
        raise RegistryError(f"{'.'.join(map(str, first['loc']))}: {first['msg']}", place=str(path)) from error


def _entries(path: Path, model: type[E], *, optional: bool = False) -> list[tuple[str, E]]:
    """The entries of a file, each with its place for error messages."""
    entries = []
    for number, raw in enumerate(_list(path, optional=optional), start=1):
        name = raw.get("id", f"entry {number}") if isinstance(raw, dict) else f"entry {number}"
        place = f"{path}: {name}"
        try:
            entries.append((place, model.model_validate(raw)))
        except ValidationError as error:
            first = error.errors()[0]
            raise RegistryError(f"{'.'.join(map(str, first['loc']))}: {first['msg']}", place=place) from error
    return entries


def _by_id(entries: list[tuple[str, E]]) -> dict[str, tuple[str, E]]:
    found: dict[str, tuple[str, E]] = {}
    for place, entry in entries:
        id = entry.id  # type: ignore[attr-defined]
        if id in found:
            raise RegistryError(f"stands twice; first in {found[id][0]}", place=place)
        found[id] = (place, entry)
    return found


def _check_references(actors: dict[str, tuple[str, Actor]]) -> None:
    for place, actor in actors.values():
        for named in (actor.part_of, *(office.of for office in actor.offices)):
            if named is not None and named not in actors:
                raise RegistryError(f"names the actor {named!r}, who isn't in the registry", place=place)
