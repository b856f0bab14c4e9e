"""What the checks look at: all entries of a registry that can be read, and the errors of those that can't."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import NamedTuple, TypeVar

from pydantic import BaseModel, TypeAdapter

from syria_iraq_archive.errors import RegistryError
from syria_iraq_archive.registry.expansion import Expanded, Expansion
from syria_iraq_archive.registry.load import (
    Filed,
    Registry,
    actor_files,
    as_actor,
    place_files,
    read_entries,
    read_groups,
    read_spellings,
)
from syria_iraq_archive.registry.models import CORRECTION, Actor, Correction, Place, Source

E = TypeVar("E", bound=BaseModel)
T = TypeVar("T")


class RegistryFlaw(NamedTuple):
    """Something wrong with the registry: in which file, in which of its entries, and what."""

    file: str
    entry: str
    what: str


@dataclass(frozen=True)
class Curated:
    """All entries of a folder, in the order of the files; `actors` are those of ``actors/*.yaml``."""

    sources: tuple[Filed[Source], ...] = ()
    actors: tuple[Filed[Actor], ...] = ()
    corrections: tuple[Filed[Correction], ...] = ()
    places: tuple[Filed[Place], ...] = ()
    groups: tuple[Filed["WordGroup"], ...] = ()
    spellings: tuple[tuple[str, ...], ...] = ()
    errors: tuple[RegistryFlaw, ...] = ()

    @property
    def everyone(self) -> Iterator[Filed[Actor]]:
        """The actors, and the sources as actors."""
        yield from self.actors
        yield from map(as_actor, self.sources)

    @cached_property
    def by_id(self) -> dict[str, Filed[Actor]]:
        """Actors and sources by id; if several have one id, the first."""
        found: dict[str, Filed[Actor]] = {}
        for filed in self.everyone:
            found.setdefault(filed.entry.id, filed)
        return found

    @cached_property
    def expansion(self) -> Expansion:
        """The rules that make the folded names."""
        actors = {id: filed.entry for id, filed in self.by_id.items()}
        return Expansion(Registry({}, actors, spellings=self.spellings))

    @cached_property
    def names(self) -> dict[str, list[Expanded]]:
        """All folded names, each with the actors that have it, in their order."""
        names: dict[str, list[Expanded]] = defaultdict(list)
        for expanded in self.expansion:
            names[expanded.folded].append(expanded)
        return names

    def flaw(self, id: str, what: str) -> RegistryFlaw:
        """A flaw in the entry of the actor or source with this id."""
        return at(self.by_id[id], what)


_OPTIONAL = dict.fromkeys(("places.yaml", "designations.yaml"), partial(read_groups, optional=True))


class WordGroup(BaseModel):
    """A named list of words in ``furniture.yaml``, ``places.yaml`` or ``designations.yaml``."""

    words: tuple[str, ...]


def at(filed: Filed[E], what: str) -> RegistryFlaw:
    """A flaw in an entry."""
    return RegistryFlaw(str(filed.file), filed.label, what)


def read_curated(folder: Path) -> Curated:
    """Everything in `folder` that can be read. Raises nothing: what can't be read is one of the `errors`."""
    errors: list[RegistryFlaw] = []

    def entries(path: Path, form: TypeAdapter[E]) -> Iterator[Filed[E]]:
        for each in read_entries(path, form, optional=path.stem == "corrections"):
            if isinstance(each, RegistryError):
                errors.append(_flaw_of(path, each))
            else:
                yield each

    def whole(read: Callable[[Path], T], name: str, otherwise: T) -> T:
        try:
            return read(folder / name)
        except RegistryError as error:
            errors.append(_flaw_of(folder / name, error))
            return otherwise

    return Curated(
        sources=tuple(entries(folder / "sources.yaml", TypeAdapter(Source))),
        actors=tuple(filed for path in actor_files(folder) for filed in entries(path, TypeAdapter(Actor))),
        corrections=tuple(entries(folder / "corrections.yaml", CORRECTION)),
        places=tuple(filed for path in place_files(folder) for filed in entries(path, TypeAdapter(Place))),
        groups=tuple(
            filed
            for name in ("furniture.yaml", "places.yaml", "designations.yaml")
            for filed in _groups(folder / name, whole(_OPTIONAL.get(name, read_groups), name, {}))
        ),
        spellings=whole(read_spellings, "spellings.yaml", ()),
        errors=tuple(errors),
    )


def _flaw_of(path: Path, error: RegistryError) -> RegistryFlaw:
    """The flaw that an error is. After the file, the place of the error has the line and the label of the entry."""
    line, _, label = (error.place or str(path)).removeprefix(str(path)).partition(": ")
    return RegistryFlaw(f"{path}{line}", label, f"{error.message} ({error.hint})" if error.hint else error.message)


def _groups(path: Path, groups: dict[str, tuple[str, ...]]) -> Iterator[Filed[WordGroup]]:
    for number, (name, words) in enumerate(groups.items()):
        yield Filed(path, name, WordGroup(words=words), 1, number)
