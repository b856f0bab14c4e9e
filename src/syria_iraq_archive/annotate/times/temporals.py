"""The temporal expressions of an article, resolved: what every use of dates in this program is built on."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from syria_iraq_archive.annotate.times.finder import find
from syria_iraq_archive.annotate.times.joining import joined
from syria_iraq_archive.annotate.times.meanings import Direction, Kind, Meaning
from syria_iraq_archive.annotate.times.periods import Unit
from syria_iraq_archive.annotate.times.resolve import Context, Reading, resolve
from syria_iraq_archive.records import Block, Role
from syria_iraq_archive.spans import Span

SEARCHED = frozenset((Role.HEADLINE, Role.KICKER, Role.STANDFIRST, Role.CROSSHEAD, Role.PARAGRAPH, Role.CAPTION))
"""Roles of the blocks that are searched; repeats, credits and date lines are not."""


class Expression(NamedTuple):
    """A temporal expression before it is placed in the calendar: where it stands, how it was read, what it means."""

    block: Block
    span: Span  # of the whole text
    rule: str
    meaning: Meaning


class Temporal(NamedTuple):
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
    return place(find_expressions(text, blocks, language), published)


def find_expressions(text: str, blocks: Sequence[Block], language: str | None) -> tuple[Expression, ...]:
    """The expressions in `blocks`, in their order and disjoint: what needs no day of publication."""
    return tuple(
        Expression(
            block, Span(block.span.start + one.span.start, block.span.start + one.span.end), one.rule, one.meaning
        )
        for block in blocks
        if block.role in SEARCHED
        for one in joined(block.span.of(text), find(block.span.of(text), language))
    )


def place(expressions: Sequence[Expression], published: tuple[date, date] | None) -> tuple[Temporal, ...]:
    """The expressions of an article, placed in the calendar of the days between which it was published."""
    placed: list[Temporal] = []
    spoken = Context()
    for one in expressions:
        reading = resolve(one.meaning, published, spoken)
        spoken.note(one.meaning, reading)
        placed.append(_temporal(one, reading))
    return tuple(placed)


def _temporal(one: Expression, reading: Reading) -> Temporal:
    meaning = one.meaning
    return Temporal(
        span=one.span,
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
