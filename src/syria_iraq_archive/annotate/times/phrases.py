"""The tokens that a rule matched, as its function reads them.

The form of a rule, and the pieces that several patterns share.

Which way a sentence looks from the day it was written: what was, or what is to come.
"""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from syria_iraq_archive.annotate.times.meanings import Direction, TimeMeaning
from syria_iraq_archive.annotate.times.periods import Unit
from syria_iraq_archive.annotate.times.time_words import CODE, WordValue
from syria_iraq_archive.spans import Span, last_words

_NUMBERS = frozenset(CODE[name] for name in ("d", "n", "num", "teen", "tens", "thousand"))


class TimePhrase(NamedTuple):
    """The tokens of one match, their classes and what each stands for, in the folded text around them."""

    codes: str
    values: Sequence[WordValue]
    folded: str
    span: Span

    @property
    def direction(self) -> Direction | None:
        """Which way from its own day the clause looks, as far as it tells."""
        return direction(self.folded, *self.span)

    def has(self, name: str) -> bool:
        """Whether a token of the class is among them."""
        return CODE[name] in self.codes

    def word(self, *names: str) -> str | None:
        """What the first token of one of these classes stands for."""
        value = self._first(names)
        return None if value is None else str(value)

    def number(self, *names: str) -> int | None:
        """The number that the first token of one of these classes stands for."""
        value = self._first(names)
        return value if isinstance(value, int) else None

    def month(self) -> int | None:
        """The month that is named, 1 for January."""
        return self.number("month", "may", "abbr")

    def numbers(self, *names: str) -> list[int]:
        """The numbers that all tokens of these classes stand for."""
        codes = {CODE[name] for name in names}
        pairs = zip(self.codes, self.values, strict=True)
        return [value for code, value in pairs if code in codes and isinstance(value, int)]

    def unit(self) -> Unit:
        """The unit of time that is named.

        Raises `ValueError` where none is.
        """
        return Unit(str(self._first(("unit", "units", "theunit", "theunits", "dual", "quarter", "quarters"))))

    def quantity(self) -> str | None:
        """How many are spoken of, as TIMEX3 writes it: ``3``, ``2.5``, ``X`` for "a few"; None where nothing says.

        >>> TimePhrase(CODE["tens"] + CODE["num"], [20, 4], "", Span(0, 0)).quantity()
        '24'
        """
        printed = [value for code, value in zip(self.codes, self.values, strict=True) if code in _NUMBERS]
        half = ".5" if self.has("half") else ""
        if not printed:
            return self._vague() if self.has("few") else None
        if len(printed) == 1:
            return f"{printed[0]}{half}"
        return f"{_sum([int(float(value)) for value in printed])}{half}"

    def _vague(self) -> str:
        return "2" if self.word("few") == "couple" else "X"

    def _first(self, names: Sequence[str]) -> WordValue | None:
        first = len(self.codes)
        for name in names:
            place = self.codes.find(CODE[name], 0, first)
            if place >= 0:
                first = place
        return self.values[first] if first < len(self.codes) else None


def _sum(numbers: Sequence[int]) -> int:
    """The number that words in a row spell: two, thousand, twenty, four.

    >>> _sum([2, 1000, 20, 4])
    2024
    """
    total, group = 0, 0
    for number in numbers:
        if number == 1000:
            total, group = total + (group or 1) * number, 0
        elif number == 100:
            group = (group or 1) * number
        else:
            group += number
    return total + group


class TimeRule(NamedTuple):
    """A pattern in names of classes, and what reads it: None where it means no time after all."""

    name: str
    pattern: str
    read: Callable[[TimePhrase], TimeMeaning | None]


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


_BEFORE = 120
"""Characters before an expression that its clause is looked for in."""

_AFTER = 60
_FUTURE = re.compile(
    r"(?<!\w)(?:will|shall|won't|'ll|would|going to|expect(?:s|ed)?|scheduled|due|payable|plans?|planned|intends?"
    r"|set to|is to|are to|effective|upcoming|postponed|delayed|extended|adjourned|rescheduled"
    r"|to (?:be|meet|hold|visit|travel|begin|start|convene|vote|discuss|arrive|open|take|mark|announce|resume|set"
    r"|expire|stock|holders|leave|go|redeem|complete)"
    r"|سوف|المقرر|مقرر|المتوقع|يتوقع|المزمع|سي\w{3,}|ست\w{4,})(?!\w)"
)
_PAST = re.compile(
    r"(?<!\w)(?:said|told|announced|reported|added|stated|declared|confirmed|wrote|warned|was|were|had|did|since|came"
    r"|began|took|met|held|made|went|left|fell|rose|killed|struck|قال|قالت|اعلن|اعلنت|كان|كانت|اكد|منذ)(?!\w)"
)
_FUTURE_AFTER = re.compile(r"[^.;!?”\"»\n]{0,20}?(?<!\w)(?:will|would|shall|is to|are to|'ll)(?!\w)")


_JUST_DONE = re.compile(
    r"(?<!\w)(?P<verb>\w{2,}ed|said|told|held|fell|made|took|left|struck|read|met)\s+(?:on\s+|in\s+)?$"
)
_TO_BE_DONE = re.compile(r"(?<!\w)(?:will|shall|to|'ll)\s+(?:\w+ly\s+)?be\s+(?:\w+ly\s+)?\w+\s+(?:on\s+|in\s+)?$")
_TO_COME = ("expected", "scheduled", "planned", "postponed", "delayed", "extended", "adjourned", "rescheduled", "need")
_POSSESSIVE = re.compile(r"['’]s?(?!\w)")


def direction(folded: str, start: int, end: int) -> Direction | None:
    """Which way the clause around ``folded[start:end]`` looks; None where no word of it tells.

    >>> direction("they will meet on monday", 18, 24), direction("he would go, he said on monday", 24, 30)
    (<Direction.FUTURE: 'future'>, <Direction.PAST: 'past'>)
    """
    before = folded[max(0, start - _BEFORE) : start]
    to_be_done = "be" in before and _TO_BE_DONE.search(before)
    done = None if to_be_done else _JUST_DONE.search(before, last_words(before, 2))
    if (done and done["verb"] not in _TO_COME) or _POSSESSIVE.match(folded, end):
        return Direction.PAST
    if to_be_done:
        return Direction.FUTURE
    clause = max(map(before.rfind, _BREAKS)) + 1
    future, past = _last(_FUTURE, before, clause), _last(_PAST, before, clause)
    if future < 0 and past < 0:
        return Direction.FUTURE if _FUTURE_AFTER.match(folded[end : end + _AFTER]) else None
    return Direction.FUTURE if future > past else Direction.PAST


_BREAKS = (".", ";", "!", "?", "”", '"', "»", "\n", "''")


def _last(words: re.Pattern[str], before: str, clause: int) -> int:
    """Where the last of `words` stands in `before` from `clause` on; -1 where none does."""
    return max((match.start() for match in words.finditer(before, clause)), default=-1)
