"""The checks of a registry, in the order in which they are reported."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from syria_iraq_archive.registry.check import dates, names, references, words
from syria_iraq_archive.registry.check.curated import Curated, Finding, read_curated


@dataclass(frozen=True, slots=True)
class Check:
    """A promise by a short name, and the function that finds where it is broken."""

    name: str
    find: Callable[[Curated], Iterator[Finding]]

    @property
    def promise(self) -> str:
        """The promise in a sentence."""
        return (self.find.__doc__ or "").split("\n")[0]


class Found(NamedTuple):
    """A finding, with the check that made it; the file as seen from the registry's folder."""

    check: str
    file: str
    entry: str
    what: str


def form(curated: Curated) -> Iterator[Finding]:
    """Every file can be read, and every entry has the declared form."""
    yield from curated.errors


CHECKS: tuple[Check, ...] = (
    Check("form", form),
    Check("ids", references.ids),
    Check("references", references.dangling),
    Check("corrections", references.corrected),
    Check("cycles", references.cycles),
    Check("states", references.states),
    Check("collisions", names.collisions),
    Check("repeated", names.repeated),
    Check("printable", names.printable),
    Check("scripts", names.scripts),
    Check("operations", names.operations),
    Check("reachable", names.reachable),
    Check("surnames", names.surnames),
    Check("dates", dates.possible),
    Check("sources", dates.sourced),
    Check("one holder", dates.one_holder),
    Check("marks", words.marks),
    Check("spellings", words.spellings),
    Check("groups", words.groups),
)


def check_registry(folder: Path) -> list[Found]:
    """Everything that is wrong with the registry in `folder`. Raises nothing for it: that is a finding."""
    curated = read_curated(folder)
    return [
        Found(check.name, _seen_from(folder, finding.file), finding.entry, finding.what)
        for check in CHECKS
        for finding in check.find(curated)
    ]


def _seen_from(folder: Path, file: str) -> str:
    return Path(file).relative_to(folder).as_posix() if Path(file).is_relative_to(folder) else file
