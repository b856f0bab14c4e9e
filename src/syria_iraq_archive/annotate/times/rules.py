"""The form of a rule, and the pieces that several patterns share."""

from collections.abc import Callable
from typing import NamedTuple

from syria_iraq_archive.annotate.times.meanings import Meaning
from syria_iraq_archive.annotate.times.phrase import Phrase


class Rule(NamedTuple):
    """A pattern in names of classes, and what reads it: None where it means no time after all."""

    name: str
    pattern: str
    read: Callable[[Phrase], Meaning | None]


EDGE = "(?:the? edge hyphen? of? the?)"
"""The early, middle or late part: "late", "mid-", "the end of the"."""

NUMBER = "(?:(?:d|n|num|teen|tens|thousand) (?:hyphen? (?:num|teen|tens|thousand)){0,6} (?:hyphen? d? half)?)"
QUANTITY = f"(?:approx? a? (?:{NUMBER}|few of?) many?)"
"""So many, or a few."""

BACK = ("last", "past", "previous", "ago", "qabl")
"""Classes of words that look back."""

AHEAD = ("next", "coming", "following")
"""Classes of words that look ahead."""

YEARS_AWAY = {"last": -1, "next": 1, "this": 0}
"""How far the year is that such a word names."""

WHEN = "(?:earlier in?)"
MONTH = "(?:month|may|abbr)"
SEASON = "(?:season|fall)"
DAY = "(?:d|nth)"
WEEKDAY = "(?:(?:weekday|wd) dot? comma? on?)"
