"""Checks the curated files: a table of small checks, each with the name under which its flaws are reported.

The first line of a check's docstring states the rule; the check yields what breaks it.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from syria_iraq_archive.errors import RegistryError
from syria_iraq_archive.registry.check import entries, names, places
from syria_iraq_archive.registry.check.curated import Curated, RegistryFlaw, read_curated


class ReportedFlaw(NamedTuple):
    """A flaw, with the name of the check that found it; `file` is seen from the registry's folder."""

    check: str
    file: str
    entry: str
    what: str


def form(curated: Curated) -> Iterator[RegistryFlaw]:
    """Every file can be read, and every entry has the declared form."""
    yield from curated.errors


CHECKS: dict[str, Callable[[Curated], Iterator[RegistryFlaw]]] = {
    "form": form,
    "ids": entries.unique_ids,
    "references": entries.known_references,
    "corrections": entries.valid_corrections,
    "cycles": entries.no_cycles,
    "states": entries.one_state_each,
    "collisions": names.collisions,
    "repeated": names.repeated,
    "printable": names.printable,
    "scripts": names.scripts,
    "operations": names.operations,
    "reachable": names.reachable,
    "surnames": names.surnames,
    "dates": entries.possible_dates,
    "sources": entries.sourced_dates,
    "one holder": entries.one_holder,
    "marks": names.marks,
    "spellings": names.spellings,
    "groups": names.groups,
    "place ids": places.place_ids,
    "place references": places.place_references,
    "places and actors": places.places_and_actors,
    "places alike": places.places_alike,
    "contextual names": places.contextual_names,
    "points": places.points,
}
"""The checks by their names, in the order in which flaws are reported."""


def check_registry(*folders: Path, corrections: Path | None = None) -> list[ReportedFlaw]:
    """Everything that is wrong with the registry in a folder, with those in others that add to it.

    Raises nothing: a file that can't be read is a flaw.
    """
    curated = read_curated(*folders, corrections=corrections)
    return [
        ReportedFlaw(name, _seen_from(folders, flaw.file), flaw.entry, flaw.what)
        for name, flaws in CHECKS.items()
        for flaw in flaws(curated)
    ]


CONFLICTS = ("ids", "collisions", "marks")
"""The checks that find two entries which can't both hold."""


def refuse_conflicts(*folders: Path) -> None:
    """Raise `RegistryError`, with both places, if what one registry adds can't hold beside what another says."""
    curated = read_curated(*folders)
    for name in CONFLICTS:
        for flaw in CHECKS[name](curated):
            raise RegistryError(flaw.what, place=f"{flaw.file}: {flaw.entry}")


def _seen_from(folders: tuple[Path, ...], file: str) -> str:
    """The path of a file within the registry's first folder; some checks name it so already."""
    return Path(file).relative_to(folders[0]).as_posix() if Path(file).is_relative_to(folders[0]) else file
