"""Lengths of time, what comes again and again, the hours of a day, and words like "now"."""

from syria_iraq_archive.annotate.times.meanings import Meaning, away, length, repeated, timed, vague
from syria_iraq_archive.annotate.times.periods import Unit
from syria_iraq_archive.annotate.times.phrase import Phrase
from syria_iraq_archive.annotate.times.rules import QUANTITY, Rule
from syria_iraq_archive.annotate.times.unit_rules import span_value


def _clock(phrase: Phrase) -> Meaning | None:
    """Reads "7:15 p.m.", "9 a.m.", "noon": on the day of publication, unless a day stands beside it."""
    printed = phrase.word("clock", "d")
    if printed is None:
        return timed(away(Unit.DAY, 0), phrase.word("noon") or "")
    hour, _, minutes = printed.partition(":")
    number = int(hour) % 12 + (12 if phrase.word("meridiem") == "pm" else 0) if phrase.has("meridiem") else int(hour)
    if number > 24 or (phrase.has("d") and int(hour) > 12):
        return None
    return timed(away(Unit.DAY, 0), f"T{number:02}:{minutes[:2] or '00'}")


def _length(phrase: Phrase) -> Meaning | None:
    """Reads "three months", "a year", "five-year", "two and a half hours"."""
    number = "2" if phrase.has("dual") else phrase.quantity() or "1"
    return length(span_value(number, phrase.unit()))


def _some(phrase: Phrase) -> Meaning | None:
    """Reads "for weeks"."""
    return length(span_value("X", phrase.unit()))


def _every(phrase: Phrase) -> Meaning | None:
    return repeated(span_value("1", phrase.unit()))


RULES = (
    Rule("clock", "clock meridiem? zone?|d meridiem zone?|noon", _clock),
    Rule("every", "(?:every|rate) (?:unit|quarter)|every theunit", _every),
    Rule(
        "length",
        f"the? (?:ordinal|latest|only)? {QUANTITY} hyphen? (?:units|unit|quarters) (?!hyphen? old|of the|of year)",
        _length,
    ),
    Rule("one", "approx? a many? unit (?!hyphen? old)", _length),
    Rule("dual", "dual", _length),
    Rule("some", "(?:the? many?)? units (?!hyphen? old)", _some),
    Rule("sets", "daily", lambda phrase: repeated(phrase.word("daily") or "")),
    Rule("now", "now|current (?!unit|quarter)", lambda _: vague("PRESENT_REF")),
    Rule("recently", "many? recently|recent", lambda _: vague("PAST_REF")),
    Rule("past", "(?<=in) the past", lambda _: vague("PAST_REF")),
    Rule("future", "(?<=in) the many? future", lambda _: vague("FUTURE_REF")),
)
"""In the order in which they are tried."""
