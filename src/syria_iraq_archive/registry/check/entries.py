"""Checks of single entries: their ids, the actors they refer to, their dates with sources, and who held an office when.

Each public function is a check. Its docstring states the rule; it yields a flaw for every entry that breaks the rule.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations
from typing import NamedTuple

from syria_iraq_archive.fold import fold_key
from syria_iraq_archive.registry.check.curated import Curated, RegistryFlaw, at
from syria_iraq_archive.registry.days import bounds
from syria_iraq_archive.registry.load import correction_problem, references
from syria_iraq_archive.registry.models import Actor, Name, Office, Withdrawal
from syria_iraq_archive.registry.withdrawn import mark


def unique_ids(curated: Curated) -> Iterator[RegistryFlaw]:
    """No two actors or sources have one id."""
    for filed in curated.everyone:
        first = curated.by_id[filed.entry.id]
        if (first.file, first.number) != (filed.file, filed.number):  # though it says the same
            yield RegistryFlaw(
                f"{filed.file}:{filed.line}", filed.label, f"stands twice; first in {first.file}:{first.line}"
            )


def known_references(curated: Curated) -> Iterator[RegistryFlaw]:
    """Every actor that an entry refers to (it is part of them, or holds an office there) is in the registry."""
    for filed in curated.everyone:
        for id in references(filed.entry):
            if id not in curated.by_id:
                yield at(filed, f"names the actor {id!r}, who isn't in the registry")


def no_cycles(curated: Curated) -> Iterator[RegistryFlaw]:
    """No actor is part of itself, directly or through others."""
    for id, filed in curated.by_id.items():
        chain = [id]
        while (whole := curated.by_id.get(chain[-1])) and whole.entry.part_of and whole.entry.part_of not in chain:
            chain.append(whole.entry.part_of)
        if whole and whole.entry.part_of == id and id == min(chain):
            yield at(filed, f"is part of itself: {' → '.join([*chain, id])}")


def one_state_each(curated: Curated) -> Iterator[RegistryFlaw]:
    """A country has one actor of the kind `state`, because names of its bodies are made from that one's names."""
    first: dict[str, str] = {}
    for id, filed in curated.by_id.items():
        country = filed.entry.country
        if filed.entry.kind.value == "state" and country and first.setdefault(country, id) != id:
            yield at(filed, f"is a second state of {country}, beside {first[country]}")


def valid_corrections(curated: Curated) -> Iterator[RegistryFlaw]:
    """A correction says what the corpus can hold: ids of the registry, EDTF dates, codes of languages."""
    sources = {filed.entry.id for filed in curated.sources}
    places = {filed.entry.id for filed in curated.places}
    above: set[tuple[str, str]] = set()
    for filed in curated.corrections:
        if isinstance(filed.entry, Withdrawal):
            if (filed.entry.capture, filed.entry.value) not in above:
                yield at(filed, f"no correction above it has the id {filed.entry.value}")
            continue
        above.add((filed.entry.capture, mark(filed.entry)))
        if problem := correction_problem(filed.entry, sources, curated.by_id, places):
            yield at(filed, problem)


def possible_dates(curated: Curated) -> Iterator[RegistryFlaw]:
    """Every date is in the calendar, and no office or name ends before it begins."""
    for filed in curated.everyone:
        for what, dated in _dated(filed.entry):
            for day in (dated.since, dated.until):
                if day and not _is_possible(day):
                    yield at(filed, f"{what}: {day} isn't in the calendar")
            if _is_possible(dated.since) and _is_possible(dated.until) and _is_backwards(dated.since, dated.until):
                yield at(filed, f"{what}: from {dated.since} to {dated.until} is backwards")
    for correction in curated.corrections:
        if not _is_possible(correction.entry.on):
            yield at(correction, f"on: {correction.entry.on} isn't in the calendar")


def sourced_dates(curated: Curated) -> Iterator[RegistryFlaw]:
    """Dates of an office or a name, and a Wikidata id, come with the address of a document that gives them."""
    for filed in curated.everyone:
        for what, dated in _dated(filed.entry):
            if (dated.since or dated.until) and not dated.source:
                yield at(filed, f"{what}: has dates but no source")
        if filed.entry.wikidata and not filed.entry.source:
            yield at(filed, "wikidata: has an id, but the entry has no source")
        for source in (filed.entry.source, *(dated.source for _, dated in _dated(filed.entry))):
            if source is not None and not source.startswith(("https://", "http://")):
                yield at(filed, f"source: {source!r} is no address")


def one_holder(curated: Curated) -> Iterator[RegistryFlaw]:
    """An office that has one holder at a time is never held by two at once, as far as their dates tell."""
    for (title, of), tenures in _tenures(curated).items():
        for one, other in combinations(tenures, 2):
            if one.holder != other.holder and one.first < other.end and other.first < one.end:
                what = f"{title} of {of}: {one} and {other.holder} {other}"
                yield curated.flaw(one.holder, what)


class _Tenure(NamedTuple):
    """The days on which somebody surely held an office, from `first` on; on `end` they hold it no more."""

    holder: str
    office: Office
    first: date
    end: date

    def __str__(self) -> str:
        return f"{self.office.since or '?'}..{self.office.until or ''}"


def _tenures(curated: Curated) -> dict[tuple[str, str], list[_Tenure]]:
    """Who held each office that has one holder at a time, by its folded title and the actor it is an office of."""
    found: dict[tuple[str, str], list[_Tenure]] = defaultdict(list)
    for id, filed in curated.by_id.items():
        for office in filed.entry.offices:
            if (
                office.single
                and (office.since or office.until)
                and _is_possible(office.since)
                and _is_possible(office.until)
            ):
                tenure = _Tenure(id, office, *_surely_held(office))
                for title in {fold_key(title): None for title in office.titles}:
                    found[title, office.of].append(tenure)
    return found


def _surely_held(office: Office) -> tuple[date, date]:
    """The first day on which an office was surely held, and the first on which it may not have been.

    A partial day counts as the least it can mean: `since: 2014` as its last day, `until: 2018` as its first. If
    there is no `until`, the person still holds the office. If there is no `since`, only the day before `until` is sure.
    """
    end = bounds(office.until)[0] if office.until else date.max
    first = bounds(office.since)[1] if office.since else end - timedelta(days=1)
    return first, end


def _dated(actor: Actor) -> Iterator[tuple[str, Office | Name]]:
    """The offices and names of an entry, which may have dates, each with a label for messages."""
    for office in actor.offices:
        yield f"office {office.titles[0]!r}", office
    for names in actor.names.values():
        yield from ((f"name {name.text!r}", name) for name in names)


def _is_possible(day: str | None) -> bool:
    try:
        return day is None or bool(bounds(day))
    except ValueError:
        return False


def _is_backwards(since: str | None, until: str | None) -> bool:
    return since is not None and until is not None and bounds(since)[0] > bounds(until)[1]
