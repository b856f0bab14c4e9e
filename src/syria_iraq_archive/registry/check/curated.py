"""What the checks look at: every entry of a registry's folder that can be read, and the errors of those that can't."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, TypeVar

from pydantic import BaseModel, TypeAdapter

from syria_iraq_archive.errors import RegistryError
from syria_iraq_archive.registry.entries import Filed, actor_files, read_entries, read_groups, read_spellings
from syria_iraq_archive.registry.expansion import Expanded, Expansion
from syria_iraq_archive.registry.load import Registry, as_actor
from syria_iraq_archive.registry.models import CORRECTION, Actor, Correction, Source

E = TypeVar("E", bound=BaseModel)
T = TypeVar("T")


class Finding(NamedTuple):
    """Something wrong: in which file, in which of its entries, and what."""

    file: str
    entry: str
    what: str


@dataclass(frozen=True)
class Curated:
    """All entries of a folder, in the order of the files; `actors` are those of ``actors/*.yaml``."""

    sources: tuple[Filed[Source], ...] = ()
    actors: tuple[Filed[Actor], ...] = ()
    corrections: tuple[Filed[Correction], ...] = ()
    groups: tuple[Filed["Group"], ...] = ()
    spellings: tuple[tuple[str, ...], ...] = ()
    errors: tuple[Finding, ...] = ()

    @property
    def everyone(self) -> Iterator[Filed[Actor]]:
        """The actors, and the sources as actors."""
        yield from self.actors
        yield from map(as_actor, self.sources)

    @cached_property
    def by_id(self) -> dict[str, Filed[Actor]]:
        """Everyone by id; of several with one id the first."""
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
        """All folded names with whose they are, in the order of the actors."""
        names: dict[str, list[Expanded]] = defaultdict(list)
        for expanded in self.expansion:
            names[expanded.folded].append(expanded)
        return names

    def finding(self, id: str, what: str) -> Finding:
        """A finding in the entry of an actor or source."""
        return at(self.by_id[id], what)


class Group(BaseModel):
    """A named list of words in ``furniture.yaml`` or ``places.yaml``."""

    words: tuple[str, ...]


def at(filed: Filed[E], what: str) -> Finding:
    """A finding in an entry."""
    return Finding(str(filed.file), filed.label, what)


def read_curated(folder: Path) -> Curated:
    """Everything in `folder` that can be read. Raises nothing: what can't be read is among the `errors`."""
    errors: list[Finding] = []

    def entries(path: Path, form: TypeAdapter[E]) -> Iterator[Filed[E]]:
        for each in read_entries(path, form, optional=path.stem == "corrections"):
            if isinstance(each, RegistryError):
                errors.append(_finding_of(path, each))
            else:
                yield each

    def whole(read: Callable[[Path], T], name: str, otherwise: T) -> T:
        try:
            return read(folder / name)
        except RegistryError as error:
            errors.append(_finding_of(folder / name, error))
            return otherwise

    return Curated(
        sources=tuple(entries(folder / "sources.yaml", TypeAdapter(Source))),
        actors=tuple(filed for path in actor_files(folder) for filed in entries(path, TypeAdapter(Actor))),
        corrections=tuple(entries(folder / "corrections.yaml", CORRECTION)),
        groups=tuple(
            filed
            for name in ("furniture.yaml", "places.yaml")
            for filed in _groups(folder / name, whole(read_groups, name, {}))
        ),
        spellings=whole(read_spellings, "spellings.yaml", ()),
        errors=tuple(errors),
    )


def _finding_of(path: Path, error: RegistryError) -> Finding:
    """The error of a file as a finding: behind the file, its place has a line, and what the entry is called."""
    line, _, label = (error.place or str(path)).removeprefix(str(path)).partition(": ")
    return Finding(f"{path}{line}", label, f"{error.message} ({error.hint})" if error.hint else error.message)


def _groups(path: Path, groups: dict[str, tuple[str, ...]]) -> Iterator[Filed[Group]]:
    for number, (name, words) in enumerate(groups.items()):
        yield Filed(path, name, Group(words=words), 1, number)
