"""Finds the expressions of time in an article. At each token all rules are tried; the first that matches counts.

The meanings aren't placed in the calendar yet: for that, the day of publication must be known.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import groupby
from typing import NamedTuple

from syria_iraq_archive.annotate.mentions import SEARCHED_ROLES
from syria_iraq_archive.annotate.times import periods
from syria_iraq_archive.annotate.times.calendar_rules import DAY_RULES, YEAR_RULES
from syria_iraq_archive.annotate.times.meanings import Direction, TimeMeaning, TimexType, timed
from syria_iraq_archive.annotate.times.part_rules import PART_RULES
from syria_iraq_archive.annotate.times.periods import Unit
from syria_iraq_archive.annotate.times.phrases import ListedTime, TimePhrase, TimeRule
from syria_iraq_archive.annotate.times.relative_rules import LENGTH_RULES, UNIT_RULES, WEEKDAY_RULES
from syria_iraq_archive.annotate.times.time_words import pattern
from syria_iraq_archive.annotate.times.tokens import SEAM, lexicon_of, tokenize
from syria_iraq_archive.parse.printed_dates import normal
from syria_iraq_archive.patterns import later
from syria_iraq_archive.records import Block, Role
from syria_iraq_archive.spans import Span

RULES = (*PART_RULES, *YEAR_RULES, *DAY_RULES, *WEEKDAY_RULES, *UNIT_RULES, *LENGTH_RULES)
"""All rules in the order in which they are tried. Of those that match at a token, the first one counts."""

# A quick check before the rules are tried: no rule begins with one of these classes, nor with "the" and one of them.
_NEVER_FIRST = (
    "other comma dot of and apos s hyphen slash paren stop old percent money in on to since until zone meridiem eve"
)
# Nor with a number and one of these: most numbers count something else.
_NEVER_ALONE = "d n nth num teen tens thousand ordinal few many"
_NEVER_BEHIND_THESE = "other dot apos s slash paren stop old percent money in on"

_OPENERS = "the a approx"


def joined_patterns(rules: Iterable[TimeRule]) -> re.Pattern[str]:
    """The patterns of the rules as one: its group n is rule n - 1."""
    never = pattern(f"(?! [{_OPENERS}]{{0,3}} (?:[{_NEVER_FIRST}]|[{_NEVER_ALONE}](?:[{_NEVER_BEHIND_THESE}]|$)|$))")
    return later(never + f"(?:{'|'.join(f'({pattern(rule.pattern)})' for rule in rules)})")


SCANNER = joined_patterns(RULES)
"""All rules as one pattern."""


class TimeExpression(NamedTuple):
    """An expression of time: its block, its span in the whole text, the rule that read it, and its meaning."""

    block: Block
    span: Span
    rule: str
    meaning: TimeMeaning


def find_expressions(text: str, blocks: Sequence[Block], language: str | None) -> tuple[TimeExpression, ...]:
    """The expressions in `blocks`, in their order, without overlaps. `language` is an ISO code, or None if unknown.

    >>> from syria_iraq_archive.records import Role
    >>> block = Block(seq=0, role=Role.PARAGRAPH, span=Span(0, 30), rule="prose", article=1)
    >>> [(one.rule, one.meaning.value) for one in find_expressions("since 2011, and on 26 December", [block], "en")]
    [('year', '2011'), ('day-month', 'XXXX-12-26')]
    """
    searched = [block for block in blocks if block.role in SEARCHED_ROLES]
    by_block = groupby(_find(text, searched, language), key=lambda one: one.block.seq)
    return tuple(one for _, found in by_block for one in _joined(text, found))


def _find(text: str, blocks: Sequence[Block], language: str | None) -> Iterator[TimeExpression]:
    """The expressions of the blocks, in order, without overlaps.

    The blocks are read together, with a `SEAM` between them that no expression crosses: each by itself takes longer.
    """
    pieces = SEAM.join([block.span.of(text) for block in blocks])
    folded = normal(pieces)
    tokens = tokenize(pieces, folded, lexicon_of(language))
    codes = "".join(tokens.classes)
    numbered, behind, moved = iter(blocks), 0, 0  # where the block that we are in ends, and how far it was moved
    reached = 0
    while match := SCANNER.search(codes, reached):
        first, reached = match.span()
        rule = RULES[(match.lastindex or 1) - 1]
        span = tokens.span(first, reached)
        meaning = rule.read(TimePhrase(match.group(), tokens.values[first:reached], folded, span))
        if meaning is None:
            reached = first + 1
            continue
        while span.start >= behind:
            block = next(numbered)
            moved = block.span.start - behind
            behind += block.span.length + len(SEAM)
        if rule.name == "length" and block.role is Role.PARAGRAPH and _IN_CAPITALS.fullmatch(pieces, *span):
            continue
        parts = meaning if isinstance(meaning, list) else [ListedTime(0, reached - first, meaning)]
        for part in parts:
            span = tokens.span(first + part.first, first + part.end)
            yield TimeExpression(block, Span(span.start + moved, span.end + moved), rule.name, part.meaning)


# In running text no length is written so, but names of programmes and of wars are: "60 Minutes", "the Six-Day War".
_IN_CAPITALS = later(r"(?:the )?(?:\d+|[A-Z][a-z]+)(?:[ -][A-Z][a-z]+)+")

_BETWEEN = later(r",?\s+(?:on\s+|of\s+|من\s+)?", re.IGNORECASE)
_AT = later(r",?\s+at\s+", re.IGNORECASE)


def _joined(text: str, found: Iterable[TimeExpression]) -> Iterator[TimeExpression]:
    """The expressions, with each time of day joined to the day printed beside it ("9 a.m. on Tuesday").

    A month or day without a year has that of the one it is linked to ("June–August 2014").
    """
    held: TimeExpression | None = None
    for one in found:
        both = _one(text, held, one) if held else None
        if held is not None and both is None:
            yield _of_the_same_year(text, held, one)
        held = both or one
    if held is not None:
        yield held


def _one(text: str, first: TimeExpression, second: TimeExpression) -> TimeExpression | None:
    """The two as one expression, if one is a day and the other a time on it; else None."""
    between = (first.span.end, second.span.start)
    if first.rule in _CLOCKS and _is_day(second.meaning) and _BETWEEN.fullmatch(text, *between):
        day, clock = second, first
    elif second.rule in _CLOCKS and _is_day(first.meaning) and _AT.fullmatch(text, *between):
        day, clock = first, second
    else:
        return None
    return TimeExpression(
        first.block, Span(first.span.start, second.span.end), "clock-day", timed(day.meaning, clock.meaning.suffix)
    )


_CLOCKS = ("clock", "hour")

_LINK = later(r"\s*[-–]\s*|\s*,\s*|\s+(?:to|and|or|until|till|through|إلى|الى|حتى|أو|او)\s+|\s+و\s*", re.IGNORECASE)
_YEARLESS = later(r"XXXX-\d\d(?:-\d\d)?")


def _of_the_same_year(text: str, first: TimeExpression, second: TimeExpression) -> TimeExpression:
    """The first with the year printed behind the second, if a link is all that is between them.

    In "December to February 2015" it is the December before.
    """
    anchor, meaning = second.meaning.fixed, first.meaning
    if anchor is None or meaning.at is None or anchor.unit not in (Unit.MONTH, Unit.DAY):
        return first
    if not _YEARLESS.fullmatch(meaning.value) or not _LINK.fullmatch(text, first.span.end, second.span.start):
        return first
    try:
        near = periods.day(anchor.first - _YEAR_BACK if meaning.direction is Direction.FUTURE else anchor.first)
        period = meaning.at(near)
    except (ValueError, OverflowError):  # beyond the years a calendar has
        return first
    return first._replace(meaning=meaning._replace(fixed=period, at=None))


_YEAR_BACK = timedelta(days=364)  # what is ahead from there is the latest before the anchor


def _is_day(meaning: TimeMeaning) -> bool:
    return meaning.unit is Unit.DAY and meaning.kind in (TimexType.DATE, TimexType.TIME)
