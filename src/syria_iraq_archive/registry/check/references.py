"""Ids, and who is named by them."""

from collections.abc import Iterator

from syria_iraq_archive.registry.check.curated import Curated, Finding, at
from syria_iraq_archive.registry.load import correction_problem, references


def ids(curated: Curated) -> Iterator[Finding]:
    """No two actors or sources have one id."""
    for filed in curated.everyone:
        first = curated.by_id[filed.entry.id]
        if (first.file, first.number) != (filed.file, filed.number):  # though it says the same
            yield Finding(
                f"{filed.file}:{filed.line}", filed.label, f"stands twice; first in {first.file}:{first.line}"
            )


def dangling(curated: Curated) -> Iterator[Finding]:
    """Whoever an entry is part of, or holds an office of, is in the registry."""
    for filed in curated.everyone:
        for id in references(filed.entry):
            if id not in curated.by_id:
                yield at(filed, f"names the actor {id!r}, who isn't in the registry")


def cycles(curated: Curated) -> Iterator[Finding]:
    """Nobody is part of themselves, however many steps away."""
    for id, filed in curated.by_id.items():
        chain = [id]
        while (whole := curated.by_id.get(chain[-1])) and whole.entry.part_of and whole.entry.part_of not in chain:
            chain.append(whole.entry.part_of)
        if whole and whole.entry.part_of == id and id == min(chain):
            yield at(filed, f"is part of itself: {' → '.join([*chain, id])}")


def states(curated: Curated) -> Iterator[Finding]:
    """No country has two states: its bodies are named after the one."""
    first: dict[str, str] = {}
    for id, filed in curated.by_id.items():
        country = filed.entry.country
        if filed.entry.kind.value == "state" and country and first.setdefault(country, id) != id:
            yield at(filed, f"is a second state of {country}, beside {first[country]}")


def corrected(curated: Curated) -> Iterator[Finding]:
    """What a correction says can be: ids that are in the registry, EDTF dates, codes of languages."""
    sources = {filed.entry.id for filed in curated.sources}
    for filed in curated.corrections:
        if problem := correction_problem(filed.entry, sources, curated.by_id):
            yield at(filed, problem)
