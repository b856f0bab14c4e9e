"""Units of time told from another: "last week", "two months ago", "the past three years", "the following day"."""

from syria_iraq_archive.annotate.times import periods
from syria_iraq_archive.annotate.times.meanings import (
    Anaphor,
    Direction,
    Kind,
    Meaning,
    away,
    length,
    narrowed,
    stretch,
    vague,
)
from syria_iraq_archive.annotate.times.periods import Period, Unit
from syria_iraq_archive.annotate.times.phrase import Phrase
from syria_iraq_archive.annotate.times.rules import AHEAD, BACK, EDGE, NUMBER, QUANTITY, WHEN, Rule

_BELOW_A_DAY = frozenset((Unit.HOUR, Unit.MINUTE, Unit.SECOND))


def _unit(phrase: Phrase) -> Meaning | None:
    """Reads "last week", "the end of the month", "earlier this year", "that day", "the following month"."""
    unit = Unit.CENTURY if phrase.has("century") else Unit.WEEKEND if phrase.has("weekend") else phrase.unit()
    if unit in _BELOW_A_DAY or (unit is Unit.DAY and phrase.has("earlier")):
        return None
    if phrase.has("past") and unit is not Unit.WEEKEND:
        return stretch(unit, -1, span_value("1", unit))
    anaphoric = any(phrase.has(name) for name in ("that", "same", "following", "previous"))
    count = -1 if any(phrase.has(name) for name in BACK) else 1 if any(phrase.has(name) for name in AHEAD) else 0
    return narrowed(away(unit, count, Anaphor.TIME if anaphoric else None), phrase.word("edge"))


def _since_start(phrase: Phrase) -> Meaning | None:
    """Reads "since the beginning of the month": from its first day to the day of publication."""
    meaning = away(phrase.unit(), 0)
    whole = meaning.at
    if whole is None or phrase.unit() in _BELOW_A_DAY or phrase.word("edge") != "start":
        return None

    def at(anchor: Period) -> Period:
        period = whole(anchor)
        return Period(period.unit, period.value, period.first, anchor.last)

    return Meaning(Kind.DATE, meaning.value, meaning.unit, at, direction=Direction.PAST)


def _ago(phrase: Phrase) -> Meaning | None:
    """Reads "two weeks ago", "a year ago"; what is finer than a day, or vague, fixes no day."""
    unit = phrase.unit()
    number = "2" if phrase.has("dual") else phrase.quantity() or "1"
    if not number.isdigit():
        return vague("PAST_REF") if unit not in _BELOW_A_DAY else length(span_value(number, unit))
    if unit in _BELOW_A_DAY:
        return length(span_value(number, unit))
    if unit is Unit.DECADE:
        return away(Unit.YEAR, -10 * int(number))
    return _year_back(phrase) if unit is Unit.YEAR and number == "1" else away(unit, -int(number))


def _year_back(phrase: Phrase) -> Meaning:
    """Reads "a year earlier": of the quarter spoken of, where one is, else of the year."""

    def at(anchor: Period) -> Period:
        unit = Unit.QUARTER if anchor.unit is Unit.QUARTER else Unit.YEAR
        return periods.containing(periods.moved(anchor.first, Unit.YEAR, -1), unit)

    return Meaning(Kind.DATE, "XXXX", Unit.YEAR, at, anaphor=Anaphor.QUARTER, direction=Direction.PAST)


def _latest_quarter(phrase: Phrase) -> Meaning | None:
    """Reads "the quarter", "the latest period": the one spoken of, else the last that was over."""

    def at(anchor: Period) -> Period:
        if anchor.unit is Unit.QUARTER:
            return anchor
        return periods.containing(periods.moved(anchor.first, Unit.QUARTER, -1), Unit.QUARTER)

    return Meaning(Kind.DATE, "XXXX-QX", Unit.QUARTER, at, anaphor=Anaphor.QUARTER)


def _span(phrase: Phrase) -> Meaning | None:
    """Reads "the past three months", which end with the day of publication, and "the next two", which begin with it."""
    unit = phrase.unit()
    number = "2" if phrase.has("dual") else phrase.quantity() or "X"
    value = span_value(number, unit)
    if not number.isdigit() or unit in (Unit.MINUTE, Unit.SECOND):
        return length(value)
    count = int(number) * (-1 if any(phrase.has(name) for name in BACK) else 1)
    if unit is Unit.HOUR:  # reaches into the day before, or further
        return stretch(Unit.DAY, count // 24 - 1 if count < 0 else 1 - -count // 24, value)
    return stretch(unit, count, value)


def _recent(phrase: Phrase) -> Meaning:
    return vague("PAST_REF")


def _coming(phrase: Phrase) -> Meaning:
    return vague("FUTURE_REF")


def span_value(number: str, unit: Unit) -> str:
    """The TIMEX3 value of so many units.

    >>> (
    ...     span_value("3", Unit.MONTH),
    ...     span_value("2.5", Unit.YEAR),
    ...     span_value("4", Unit.DECADE),
    ...     span_value("X", Unit.DAY),
    ... )
    ('P3M', 'P2Y6M', 'P40Y', 'PXD')
    """
    if unit in (Unit.DECADE, Unit.CENTURY) and number.isdigit():
        return f"P{int(number) * (10 if unit is Unit.DECADE else 100)}Y"
    if number.endswith(".5") and unit in _HALVES:
        return f"P{unit}".replace(unit[-1], f"{number[:-2]}{unit[-1]}") + _HALVES[unit]
    letters = unit if len(unit) == 1 else unit[1:]
    return f"P{'T' if unit in _BELOW_A_DAY else ''}{number}{letters}"


_HALVES = {Unit.YEAR: "6M", Unit.HOUR: "30M", Unit.MINUTE: "30S"}


def _one_year_back(phrase: Phrase) -> Meaning | None:
    return _year_back(phrase) if phrase.unit() is Unit.YEAR else None


_NEAR = "(?:(?:the|this)? (?:last|past|previous|next|coming|following|current)|this (?:many|same)?|that same?|the same)"
_QUARTER = "(?:ordinal? hyphen? quarter|period)"

RULES = (
    Rule("ago", f"(?:{QUANTITY}|approx? a) hyphen? (?:unit|units|quarter|quarters) ago", _ago),
    Rule("ago-before", f"(?:ago|qabl) approx? (?:dual|{QUANTITY} (?:units|unit)|unit (?:num)? (?!year))", _ago),
    Rule(
        "year-back",
        f"(?:the quarter a|the|a)? unit hyphen? (?:ago|earlier) hyphen? {_QUARTER}?",
        _one_year_back,
    ),
    Rule(
        "span",
        f"(?:approx (?!the))? the? (?:last|past|previous|next|coming|following) {QUANTITY} (?:units|unit|quarters)",
        _span,
    ),
    Rule("span-after", f"(?:theunits|units|dual) {NUMBER}? few? (?:last|next)", _span),
    Rule(
        "since-start",
        "(?<=since) the edge of? the unit|(?<=ago) edge (?:theunit (?:this|last)?|this theunit)",
        _since_start,
    ),
    Rule("recent", "the? recent (?:units|quarters)", _recent),
    Rule("coming", "the? coming (?:units|quarters)", _coming),
    Rule("unit", f"(?:{WHEN}|{EDGE})? {_NEAR} (?:unit|quarter|century)", _unit),
    Rule("edge-of-unit", f"(?:{EDGE} the|earlier in the) (?:unit|century|quarter)|{EDGE} unit", _unit),
    Rule(
        "unit-after",
        "edge? (?:theunit (?:last|next|this|previous|following|same|that)|(?:this|that) theunit)|edge theunit",
        _unit,
    ),
    Rule("latest-quarter", "the? (?:latest|current) (?:quarter|period)|the quarter (?!hyphen)", _latest_quarter),
)
"""In the order in which they are tried."""
