"""Years and what is counted by them: quarters, seasons, decades, centuries."""

import re

from syria_iraq_archive.annotate.times import periods
from syria_iraq_archive.annotate.times.meanings import Direction, Kind, Meaning, away, fixed, narrowed, yearless
from syria_iraq_archive.annotate.times.periods import Period, Unit
from syria_iraq_archive.annotate.times.phrase import Phrase
from syria_iraq_archive.annotate.times.rules import EDGE, MONTH, SEASON, YEARS_AWAY, Rule

_REACH = 24
# What is numbered or counted isn't dated: "Resolution 1701", "2014 fighters".
_NUMBERED = re.compile(
    r"(?<!\w)(?:resolution|resolutions|no\.|number|flight|article|unit|brigade|route|القرار|قرار|رقم)\s+$"
)
_COUNTED = re.compile(
    r"\s+(?:fighters|soldiers|troops|people|men|women|children|families|houses|homes|dead|wounded|tons|tonnes|km|miles|meters"
    r"|prisoners|detainees|refugees|vehicles|trucks|bodies|civilians)(?!\w)"
)


def _year(phrase: Phrase) -> Meaning | None:
    year = phrase.number("year")
    if not year or _NUMBERED.search(phrase.folded[max(0, phrase.span.start - _REACH) : phrase.span.start]):
        return None
    if _COUNTED.match(phrase.folded, phrase.span.end):
        return None
    return narrowed(fixed(periods.year(year)), phrase.word("edge"))


def _spoken_year(phrase: Phrase) -> Meaning | None:
    """Reads "nineteen ninety-six", with a month before it or a season."""
    year = 100 * (phrase.number("teen") or 0) + (phrase.number("tens") or 0) + (phrase.number("num") or 0)
    return _dated(phrase, year)


def _round_year(phrase: Phrase) -> Meaning | None:
    """Reads "the year two thousand"."""
    return _dated(phrase, int(phrase.quantity() or 0))


def _dated(phrase: Phrase, year: int) -> Meaning | None:
    if not 1000 <= year <= 2100:
        return None
    month, season = phrase.month(), phrase.word("season", "fall")
    if month:
        return narrowed(fixed(periods.month(year, month)), phrase.word("edge"))
    period = periods.season(year, season) if season else periods.year(year)
    return narrowed(fixed(period), phrase.word("edge"))


def _decade(phrase: Phrase) -> Meaning | None:
    """Reads "the 1990s", "the nineties"; without a century, it is the twentieth."""
    number = phrase.number("decade", "nineties")
    if number is None or (number < 100 and number < 20):
        return None
    year = number if number >= 100 else 1900 + number
    return narrowed(fixed(periods.years(year, Unit.DECADE)), phrase.word("edge"))


def _century(phrase: Phrase) -> Meaning | None:
    """Reads "the 20th century"."""
    number = phrase.number("nth", "ordinal", "tens")
    if number is None or not 1 <= number <= 99:
        return None
    return narrowed(fixed(periods.years(100 * number - 99, Unit.CENTURY)), phrase.word("edge"))


def _season(phrase: Phrase) -> Meaning | None:
    name, year = phrase.word("season", "fall"), phrase.number("year")
    if name is None:
        return None
    if year is not None:
        return narrowed(fixed(periods.season(year, name)), phrase.word("edge"))
    direction = phrase.direction
    if phrase.has("last") or phrase.has("past") or phrase.has("previous"):
        return narrowed(_season_over(name, -1), phrase.word("edge"))
    if phrase.has("next") or phrase.has("coming"):
        direction = Direction.FUTURE
    elif phrase.has("this") and not phrase.has("past"):
        meaning = Meaning(Kind.DATE, f"XXXX-{name}", Unit.SEASON, lambda of: periods.season(of.first.year, name))
        return narrowed(meaning, phrase.word("edge"))
    return narrowed(
        yearless(lambda of: periods.season(of, name), f"XXXX-{name}", Unit.SEASON, direction), phrase.word("edge")
    )


def _season_over(name: str, step: int) -> Meaning:
    """The latest such season that is over."""

    def at(anchor: Period) -> Period:
        return next(
            season
            for back in range(3)
            if (season := periods.season(anchor.first.year + step * back, name)).last < anchor.first
        )

    return Meaning(Kind.DATE, f"XXXX-{name}", Unit.SEASON, at, direction=Direction.PAST)


def _quarter(phrase: Phrase) -> Meaning | None:
    """Reads "the third quarter", "last year's third quarter", "the 1988 second quarter"."""
    number, year = phrase.number("ordinal"), phrase.number("year")
    if number is None or not 1 <= number <= 4:
        return None
    if year is not None:
        return fixed(periods.quarter(year, number))
    if phrase.has("unit"):
        step = next((count for name, count in YEARS_AWAY.items() if phrase.has(name)), -1)
        return Meaning(
            Kind.DATE, f"XXXX-Q{number}", Unit.QUARTER, lambda of: periods.quarter(of.first.year + step, number)
        )
    return yearless(lambda of: periods.quarter(of, number), f"XXXX-Q{number}", Unit.QUARTER, None)


def _year_end(phrase: Phrase) -> Meaning | None:
    if phrase.unit() is not Unit.YEAR or phrase.word("edge") != "end":
        return None
    return narrowed(away(Unit.YEAR, 0), "end")


_NOT_COUNTED = r"(?! hyphen? (?:unit|units|percent|money|old) | comma? n | hyphen d)"

RULES = (
    Rule(
        "spoken-year",
        f"(?:{EDGE}? {MONTH}|the? {SEASON} of?|{EDGE}? the unit)? teen tens (?:hyphen? num)?",
        _spoken_year,
    ),
    Rule("round-year", f"{EDGE}? the unit num thousand (?:and? (?:teen|tens? hyphen? num?))?", _round_year),
    Rule(
        "quarter",
        "(?:(?:this|last|next) unit apos? s?|the? year the? (?:apos s)?|the)?"
        "many? fiscal? hyphen? ordinal hyphen? quarter"
        "(?: of? (?:the? (?:last|this|next) unit|fiscal? unit? year))?",
        _quarter,
    ),
    Rule("season-year", f"{EDGE}? the? {SEASON} of? (?:unit|theunit)? year", _season),
    Rule(
        "season",
        f"{EDGE}? (?:this? past|this|the? last|next|coming|previous) {SEASON}"
        f"|{EDGE} {SEASON} (?!of)|{EDGE}? the season",
        _season,
    ),
    Rule("season-after", f"{EDGE}? season (?:last|next)", _season),
    Rule("decade", f"{EDGE}? the? (?:decade|nineties)", _decade),
    Rule("century", f"{EDGE}? the? (?:(?:nth|ordinal) hyphen? century|century (?:ordinal|tens))", _century),
    Rule("year-end", "the? unit (?:hyphen|apos s)? edge", _year_end),
    Rule("year", f"{EDGE}? (?:the? unit|theunit|(?<![few approx money])) (?:the? fiscal)? year {_NOT_COUNTED}", _year),
)
"""In the order in which they are tried."""
