"""From what an expression means to the days it may be, given when the text was published."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from syria_iraq_archive.annotate.times import periods
from syria_iraq_archive.annotate.times.meanings import Anaphor, Kind, Meaning
from syria_iraq_archive.annotate.times.periods import Period, Unit


class Reading(NamedTuple):
    """A meaning placed in the calendar: for the first and the last day of publication; empty where it names no days."""

    value: str
    periods: tuple[Period, ...] = ()

    @property
    def earliest(self) -> date | None:
        """The first day it may be."""
        return min([period.first for period in self.periods], default=None)

    @property
    def latest(self) -> date | None:
        """The last day it may be."""
        return max([period.last for period in self.periods], default=None)


@dataclass(slots=True)
class Context:
    """What an article has spoken of so far, which "that day" and "a year earlier" refer to."""

    latest: Reading | None = None
    quarter: Reading | None = None  # the latest quarter of a year, on which reports of results are built

    def note(self, meaning: Meaning, reading: Reading) -> None:
        """Remember a date; a length of time, and what itself refers to another date, change nothing."""
        if meaning.kind is Kind.DURATION or meaning.anaphor or not reading.periods:
            return
        self.latest = reading
        if reading.periods[0].unit is Unit.QUARTER:
            self.quarter = reading

    def anchor(self, anaphor: Anaphor) -> Reading | None:
        """What such an anaphor refers to, if the article has spoken of it."""
        return self.quarter if anaphor is Anaphor.QUARTER else self.latest


def resolve(meaning: Meaning, published: tuple[date, date] | None, spoken: Context) -> Reading:
    """The days that `meaning` may be; an anaphor is anchored to what was `spoken` of before it.

    Without an anchor, and where no calendar goes so far, its value stays partial and there are no days.
    """
    if meaning.fixed is not None:
        return Reading(meaning.fixed.value + meaning.suffix, (meaning.fixed,))
    found = _placed(meaning, _anchors(meaning, published, spoken))
    if not found:
        return Reading(meaning.value + meaning.suffix)
    values = {period.value for period in found}
    value = values.pop() if len(values) == 1 else meaning.value
    return Reading(value + meaning.suffix, found)


def _anchors(meaning: Meaning, published: tuple[date, date] | None, spoken: Context) -> tuple[Period, ...]:
    before = spoken.anchor(meaning.anaphor) if meaning.anaphor else None
    if before is not None and not _is_vaguer(before.periods[0], meaning):
        return before.periods
    if meaning.anaphor is Anaphor.TIME:  # "that day" after a year: which one isn't said
        return ()
    return tuple(map(periods.day, dict.fromkeys(published))) if published else ()


def _is_vaguer(anchor: Period, meaning: Meaning) -> bool:
    """Whether the time spoken of is longer than the unit that refers to it."""
    return meaning.anaphor is Anaphor.TIME and (anchor.last - anchor.first).days > _DAYS.get(
        meaning.unit or Unit.DAY, 0
    )


_DAYS = {Unit.WEEK: 7, Unit.WEEKEND: 7, Unit.MONTH: 31, Unit.QUARTER: 92, Unit.SEASON: 92, Unit.YEAR: 366}


def _placed(meaning: Meaning, anchors: tuple[Period, ...]) -> tuple[Period, ...]:
    if meaning.at is None:
        return ()
    try:
        return tuple(map(meaning.at, anchors))
    except (ValueError, OverflowError):  # beyond the years a calendar has
        return ()
