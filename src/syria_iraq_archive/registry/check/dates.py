"""Dates: whether they can be, whether a document gives them, and whether two people held one office at a time."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations
from typing import NamedTuple

from syria_iraq_archive.fold import fold_key
from syria_iraq_archive.registry.check.curated import Curated, Finding, at
from syria_iraq_archive.registry.check.days import bounds
from syria_iraq_archive.registry.models import Actor, Name, Office


def possible(curated: Curated) -> Iterator[Finding]:
    """A date is a day, month or year of the calendar, and nothing ends before it begins."""
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


def sourced(curated: Curated) -> Iterator[Finding]:
    """A date of an office or a name, and a Wikidata id, come with the address of a document that gives them."""
    for filed in curated.everyone:
        for what, dated in _dated(filed.entry):
            if (dated.since or dated.until) and not dated.source:
                yield at(filed, f"{what}: has dates but no source")
        if filed.entry.wikidata and not filed.entry.source:
            yield at(filed, "wikidata: has an id, but the entry has no source")
        for source in (filed.entry.source, *(dated.source for _, dated in _dated(filed.entry))):
            if source is not None and not source.startswith(("https://", "http://")):
                yield at(filed, f"source: {source!r} is no address")


def one_holder(curated: Curated) -> Iterator[Finding]:
    """An office with one holder at a time has no two; offices without dates say nothing of it."""
    for (title, of), tenures in _tenures(curated).items():
        for one, other in combinations(tenures, 2):
            if one.holder != other.holder and one.first < other.last and other.first < one.last:
                what = f"{title} of {of}: {one} and {other.holder} {other}"
                yield curated.finding(one.holder, what)


class _Tenure(NamedTuple):
    """Days on which somebody surely held an office: from `first` on, until before `last`."""

    holder: str
    office: Office
    first: date
    last: date

    def __str__(self) -> str:
        return f"{self.office.since or '?'}..{self.office.until or ''}"


def _tenures(curated: Curated) -> dict[tuple[str, str], list[_Tenure]]:
    """The dated tenures of each office that has one holder, by its folded title and whose it is."""
    found: dict[tuple[str, str], list[_Tenure]] = defaultdict(list)
    for id, filed in curated.by_id.items():
        for office in filed.entry.offices:
            if office.single and (office.since or office.until) and all(map(_is_possible, _ends(office))):
                tenure = _Tenure(id, office, *_sure_days(office))
                for title in {fold_key(title): None for title in office.titles}:
                    found[title, office.of].append(tenure)
    return found


def _ends(office: Office) -> tuple[str | None, str | None]:
    return office.since, office.until


def _sure_days(office: Office) -> tuple[date, date]:
    """The days between which an office was held for sure: partial days and missing ends give the least.

    Who has begun and not ended still holds it; who has ended held it the day before.
    """
    last = bounds(office.until)[0] if office.until else date.max
    first = bounds(office.since)[1] if office.since else last - timedelta(days=1)
    return first, last


def _dated(actor: Actor) -> Iterator[tuple[str, Office | Name]]:
    """What of an entry may have dates, each with how to call it."""
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
