"""What the checks look at: all entries of a registry that can be read, and the errors of those that can't."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, TypeVar

from pydantic import BaseModel

from syria_iraq_archive.errors import RegistryError
from syria_iraq_archive.registry.additions import ACTORS, PLACES, SOURCES, SPELLINGS, Additions
from syria_iraq_archive.registry.expansion import Expanded, Expansion
from syria_iraq_archive.registry.filed import Filed
from syria_iraq_archive.registry.load import (
    Registry,
    as_actor,
    kind_files,
    read_entries,
    read_group_files,
    read_groups,
    read_kind,
)
from syria_iraq_archive.registry.location import CORRECTIONS
from syria_iraq_archive.registry.models import CORRECTION_ENTRY, HIDE, Actor, Correction, Place, Source, Withdrawal

E = TypeVar("E")


class RegistryFlaw(NamedTuple):
    """Something wrong with the registry: in which file, in which of its entries, and what."""

    file: str
    entry: str
    what: str


@dataclass(frozen=True)
class Curated:
    """All entries of a registry, in the order of its files; `actors` are those of the files of actors."""

    sources: tuple[Filed[Source], ...] = ()
    actors: tuple[Filed[Actor], ...] = ()
    corrections: tuple[Filed[Correction | Withdrawal], ...] = ()
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

    def elsewhere(self, id: str, other: str) -> str:
        """The places of two entries, for a message, if they stand in different folders."""
        one, two = self.by_id[id], self.by_id[other]
        folders = {filed.file.parent for first in (one, two) for filed in (first, *first.extensions)}
        if len(folders) == 1:
            return ""
        places = [f"{filed.file}:{filed.line}" for first in (one, two) for filed in (first, *first.extensions)]
        return f" ({', '.join(places)})"


class WordGroup(BaseModel):
    """A named list of words in ``furniture.yaml``, ``places.yaml`` or ``designations.yaml``."""

    words: tuple[str, ...]


def at(filed: Filed[E], what: str) -> RegistryFlaw:
    """A flaw in an entry."""
    return RegistryFlaw(str(filed.file), filed.label, what)


def read_curated(*folders: Path, corrections: Path | None = None) -> Curated:
    """Everything in a folder, and in those that add to it, that can be read.

    The corrections are those of the first folder, unless a file is given. Raises nothing: what can't be read is one of
    the `errors`.
    """
    errors: list[RegistryFlaw] = []

    def sound(entries: Iterable[Filed[E] | RegistryError]) -> Iterator[Filed[E]]:
        for each in entries:
            if isinstance(each, RegistryError):
                errors.append(_flaw_of(each))
            else:
                yield each

    def kind(name: str, additions: Additions[E]) -> tuple[Filed[E], ...]:
        return tuple(sound(read_kind(folders, name, additions)))

    def groups(name: str) -> Iterator[Filed[WordGroup]]:
        try:
            read_group_files(folders, name)
        except RegistryError as error:
            errors.append(_flaw_of(error))
            return
        for number, folder in enumerate(folders):
            for path in kind_files(folder, name):
                yield from _groups(path, read_groups(path, optional=number > 0))

    return Curated(
        sources=kind("sources", SOURCES),
        actors=kind("actors", ACTORS),
        corrections=tuple(
            sound(read_entries(corrections or folders[0] / CORRECTIONS, CORRECTION_ENTRY, optional=True))
        ),
        places=kind("gazetteer", PLACES),
        groups=tuple(filed for name in ("furniture", "places", "designations") for filed in groups(name)),
        spellings=tuple(filed.entry for filed in kind("spellings", SPELLINGS)),
        errors=tuple(errors),
    )


def _flaw_of(error: RegistryError) -> RegistryFlaw:
    """The flaw that an error is. After the file, the place of the error has the line and the label of the entry."""
    file, _, label = (error.place or "").partition(": ")
    return RegistryFlaw(file, label, f"{error.message} ({error.hint})" if error.hint else error.message)


def _groups(path: Path, groups: dict[str, tuple[str, ...]]) -> Iterator[Filed[WordGroup]]:
    for number, (name, words) in enumerate(groups.items()):
        if name != HIDE:
            yield Filed(path, name, WordGroup(words=words), 1, number)
