"""Weekdays, weekends, and days told from the day of publication: "last Friday", "on Tuesday night", "yesterday"."""

from datetime import timedelta

from syria_iraq_archive.annotate.times import periods
from syria_iraq_archive.annotate.times.meanings import (
    Anaphor,
    Direction,
    Kind,
    Meaning,
    away,
    next_weekday,
    on_weekday,
    repeated,
    timed,
)
from syria_iraq_archive.annotate.times.periods import Period, Unit
from syria_iraq_archive.annotate.times.phrase import Phrase
from syria_iraq_archive.annotate.times.rules import BACK, EDGE, WHEN, Rule


def _weekday(phrase: Phrase) -> Meaning | None:
    """A bare weekday, or a part of it."""
    number = phrase.number("weekday")
    if number is None:
        return None
    return _in_part(on_weekday(number, phrase.direction), phrase)


def _relative_weekday(phrase: Phrase) -> Meaning | None:
    """Reads "last Friday", "next Tuesday", "this Sunday"."""
    number = phrase.number("weekday")
    if number is None:
        return None
    if phrase.has("this") and not phrase.has("coming") and not phrase.has("past"):
        return _in_part(_weekday_of_this_week(number), phrase)
    back = any(phrase.has(name) for name in BACK)
    meaning = next_weekday(number, Direction.PAST if back else Direction.FUTURE)
    if phrase.has("previous") or phrase.has("following"):
        meaning = meaning._replace(anaphor=Anaphor.TIME)
    return _in_part(meaning, phrase)


def _weekday_of_this_week(number: int) -> Meaning:
    def at(anchor: Period) -> Period:
        return periods.day(periods.week(anchor.first).first + timedelta(days=number))

    return Meaning(Kind.DATE, f"XXXX-WXX-{number + 1}", Unit.DAY, at)


def _in_part(meaning: Meaning, phrase: Phrase) -> Meaning:
    part = phrase.word("part")
    return timed(meaning, part) if part else meaning


def _weekdays(phrase: Phrase) -> Meaning | None:
    number = phrase.number("weekday", "weekdays")
    return repeated(f"XXXX-WXX-{number + 1}{phrase.word('part', 'parts') or ''}") if number is not None else None


_DAYS_AWAY = {"today": 0, "tonight": 0, "overnight": -1, "yesterday": -1, "tomorrow": 1, "ereyesterday": -2}


def _day(phrase: Phrase) -> Meaning | None:
    """Reads "yesterday", "tonight", "tomorrow morning"."""
    name, days = next((name, days) for name, days in _DAYS_AWAY.items() if phrase.has(name))
    meaning = away(Unit.DAY, days)
    if name in ("tonight", "overnight"):
        return timed(meaning, "TNI")
    return _in_part(meaning, phrase)


def _this_part(phrase: Phrase) -> Meaning | None:
    """Reads "this morning", "last night"."""
    return _in_part(away(Unit.DAY, -1 if phrase.has("last") else 0), phrase)


def _weekend(phrase: Phrase) -> Meaning | None:
    """Reads "the weekend": the last one, unless it is yet to come."""
    if phrase.has("next") or phrase.has("coming"):
        return away(Unit.WEEKEND, 1)
    if phrase.has("this") or phrase.direction is Direction.FUTURE:
        return away(Unit.WEEKEND, 0)

    def at(anchor: Period) -> Period:
        this = periods.weekend(anchor.first)
        return this if this.first <= anchor.first else periods.weekend(anchor.first - timedelta(days=7))

    return Meaning(Kind.DATE, "XXXX-WXX-WE", Unit.WEEKEND, at, direction=Direction.PAST)


RULES = (
    Rule(
        "weekday-relative",
        f"{EDGE}? (?:the? last|this? past|this? coming|next|this|the? previous|the? following) weekday part?",
        _relative_weekday,
    ),
    Rule("weekday-relative-after", "part? unit? weekday (?:last|next|previous|following)", _relative_weekday),
    Rule("weekdays", "every weekday (?:part|parts)?|weekdays (?:part|parts)?|weekday parts", _weekdays),
    Rule("weekday", f"(?:{WHEN}|{EDGE})? (?:weekday part?|part unit? weekday|unit weekday)", _weekday),
    Rule("day-weekday", "part? (?:today|yesterday) comma? weekday", _weekday),
    Rule(
        "day", f"(?:{WHEN}|{EDGE})? (?:part? (?:today|yesterday|tomorrow|ereyesterday) part?|tonight)|overnight", _day
    ),
    Rule("this-part", f"(?:{WHEN}|{EDGE})? (?:this|last) part", _this_part),
    Rule("weekend", "(?:the|this|last|next|past|coming) (?:past|coming)? weekend", _weekend),
)
"""In the order in which they are tried."""
