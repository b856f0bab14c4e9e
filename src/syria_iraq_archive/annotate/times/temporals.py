"""The temporal expressions of an article, resolved: what every use of dates in this program is built on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from syria_iraq_archive.annotate.times.finder import Found, find
from syria_iraq_archive.annotate.times.joining import joined
from syria_iraq_archive.annotate.times.meanings import Direction, Kind
from syria_iraq_archive.annotate.times.periods import Unit
from syria_iraq_archive.annotate.times.resolve import Context, Reading, resolve
from syria_iraq_archive.records import Block, Role
from syria_iraq_archive.spans import Span

SEARCHED = frozenset((Role.HEADLINE, Role.KICKER, Role.STANDFIRST, Role.CROSSHEAD, Role.PARAGRAPH, Role.CAPTION))
"""Roles of the blocks that are searched; repeats, credits and date lines are not."""


@dataclass(frozen=True, slots=True)
class Temporal:
    """A temporal expression: where it stands, how it was read, its TIMEX3 type and value, and the days it may be."""

    span: Span
    rule: str
    kind: Kind
    value: str
    unit: Unit | None  # the calendar unit meant, where one is
    earliest: date | None
    latest: date | None
    direction: Direction | None  # which way from its own day the text looks, where it tells
    weekday: int | None  # 0 is Monday: a weekday without a date
    full: bool  # the text alone fixes the days: a year is printed


def find_temporals(
    text: str, blocks: Sequence[Block], published: tuple[date, date] | None, language: str | None
) -> tuple[Temporal, ...]:
    """All temporal expressions in `blocks`, in their order; spans are of `text`, and disjoint."""
    found: list[Temporal] = []
    spoken = Context()
    for block in blocks:
        if block.role in SEARCHED:
            for one in joined(block.span.of(text), find(block.span.of(text), language)):
                reading = resolve(one.meaning, published, spoken)
                spoken.note(one.meaning, reading)
                found.append(_temporal(one, reading, block.span.start))
    return tuple(found)


def _temporal(one: Found, reading: Reading, offset: int) -> Temporal:
    meaning = one.meaning
    return Temporal(
        span=Span(offset + one.span.start, offset + one.span.end),
        rule=one.rule,
        kind=meaning.kind,
        value=reading.value,
        unit=meaning.unit,
        earliest=reading.earliest,
        latest=reading.latest,
        direction=meaning.direction,
        weekday=meaning.weekday,
        full=meaning.fixed is not None,
    )
