"""The form of a rule for expressions of time, the tokens that a rule matches, and the tense of the clause around."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from syria_iraq_archive.annotate.times.meanings import Direction, TimeMeaning
from syria_iraq_archive.annotate.times.periods import Unit
from syria_iraq_archive.annotate.times.time_words import CODE, WordValue
from syria_iraq_archive.patterns import later
from syria_iraq_archive.spans import Span, last_words

EDGE = "(?:the? edge hyphen? of? the?)"
"""A part of a longer time: "late", "mid-", "the end of the"."""

NUMBER = "(?:(?:d|n|num|teen|tens|thousand) (?:hyphen? (?:num|teen|tens|thousand)){0,6}(?:hyphen? d? half|and a half)?)"
EITHER = f"(?:{NUMBER} (?:hyphen? to hyphen?|and) {NUMBER}|(?:d|n) hyphen (?:d|n))"
"""One number or another: "12 to 18", "two or three"."""

QUANTITY = f"(?:approx? a? (?:{NUMBER}|few of?) many?)"
"""So many, or a few: "about three", "a few more"."""

WHEN = "(?:earlier in?)"
MONTH = "(?:month|may|abbr)"
ALSO = f"(?:slash {MONTH}|paren {MONTH} paren)"
"""The other name of a month, as Arabic prints it: "June/Haziran"."""

SEASON = "(?:season|fall)"
DAY = "(?:d|nth)"
WEEKDAY = "(?:(?:weekday|wd) dot? comma? on?)"

BACK = ("last", "past", "previous", "ago", "qabl")
"""Classes of words that point back."""

AHEAD = ("next", "coming", "following")
"""Classes of words that point ahead."""

YEARS_AWAY = {"last": -1, "next": 1, "this": 0}
"""How many years away "last year", "next year" and "this year" are."""

_UNITS = ("unit", "units", "theunit", "theunits", "dual", "thedual", "quarter", "quarters")
_NUMBERS = frozenset(CODE[name] for name in ("d", "n", "num", "teen", "tens", "thousand"))


class TimePhrase(NamedTuple):
    """The tokens that a rule matched: the codes of their classes, what they stand for, and the folded text around."""

    codes: str
    values: Sequence[WordValue]
    folded: str
    span: Span

    @property
    def direction(self) -> Direction | None:
        """Whether the clause speaks of the past or the future; None if it doesn't show."""
        return clause_direction(self.folded, *self.span)

    def has(self, name: str) -> bool:
        """Whether one of the tokens has this class."""
        return CODE[name] in self.codes

    def word(self, *names: str) -> str | None:
        """What the first token of one of these classes stands for, as text."""
        value = self._first(names)
        return None if value is None else str(value)

    def number(self, *names: str) -> int | None:
        """The number that the first token of one of these classes stands for."""
        value = self._first(names)
        return value if isinstance(value, int) else None

    def month(self) -> int | None:
        """The month that is named; 1 is January."""
        return self.number("month", "may", "abbr")

    def numbers(self, *names: str) -> list[int]:
        """The numbers that all tokens of these classes stand for."""
        codes = {CODE[name] for name in names}
        pairs = zip(self.codes, self.values, strict=True)
        return [value for code, value in pairs if code in codes and isinstance(value, int)]

    def unit(self) -> Unit:
        """The unit of time that is named.

        Raises `ValueError` if none is.
        """
        return Unit(str(self._first(_UNITS)))

    def parted(self, *names: str) -> tuple["TimePhrase", "TimePhrase"]:
        """The tokens before the first one of these classes, and those behind it. Both keep the text around the whole.

        Raises `ValueError` if there is none.
        """
        at = min(place for name in names if (place := self.codes.find(CODE[name])) >= 0)
        before = self._replace(codes=self.codes[:at], values=self.values[:at])
        return before, self._replace(codes=self.codes[at + 1 :], values=self.values[at + 1 :])

    def either(self) -> tuple[int, int] | None:
        """The two numbers of "12 to 18" or "two or three"; None if the smaller doesn't come first."""
        link = max(self.codes.find(CODE[name]) for name in ("to", "and"))
        link = link if link >= 0 else self.codes.find(CODE["hyphen"])
        first, second = (
            self._replace(codes=self.codes[part], values=self.values[part]).quantity()
            for part in (slice(link), slice(link + 1, None))
        )
        if first is None or second is None or not (first + second).isdigit() or int(first) >= int(second):
            return None
        return int(first), int(second)

    def quantity(self) -> str | None:
        """How many units are meant, as TIMEX3 writes it: ``3``, ``2.5``, ``X`` for "a few"; None if no number is there.

        >>> TimePhrase(CODE["tens"] + CODE["num"], [20, 4], "", Span(0, 0)).quantity()
        '24'
        """
        printed = [value for code, value in zip(self.codes, self.values, strict=True) if code in _NUMBERS]
        half = ".5" if self.has("half") else ""
        if not printed:
            return self._vague() if self.has("few") else f"1{half}" if half and self.has("a") else None
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
    """The number that words in a row spell, here "two thousand twenty-four".

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


class ListedTime(NamedTuple):
    """One of several expressions that a rule matched together: its first token, the one behind it, and its meaning."""

    first: int
    end: int
    meaning: TimeMeaning


class TimeRule(NamedTuple):
    """One rule: a pattern in names of classes, and the function that reads what it matched.

    `read` returns None if the match is no expression of time after all, and a list if it is several.
    """

    name: str
    pattern: str
    read: Callable[[TimePhrase], TimeMeaning | list[ListedTime] | None]


_BEFORE = 120
"""Characters before an expression that may belong to its clause."""
_FUTURE = (
    r"will|shall|won't|'ll|would|going to|expect(?:s|ed)?|scheduled|due|payable|plans?|planned|planning to|intends?"
    r"|hop(?:es?|ing) to|slated|preparing to|set to|is to|are to|effective|upcoming|postponed|delayed|extended"
    r"|adjourned|rescheduled"
    r"|to (?:be|meet|hold|visit|travel|begin|start|convene|vote|discuss|arrive|open|take|mark|announce|resume|set"
    r"|expire|stock|holders|leave|go|redeem|complete)"
)
_PAST = (
    "said|told|announced|reported|added|stated|declared|confirmed|wrote|warned|was|were|had|did|since|came"
    "|began|took|met|held|made|went|left|fell|rose|killed|struck"
)
# "Will" is a letter before an Arabic verb; some nouns begin like such verbs: "politics", "car", "six hundred".
_ARABIC_FUTURE = (
    r"سوف|المقرر|مقرر|المتوقع|يتوقع|المزمع|[وف]?سي(?!اس|ار|طر|اد|اق|اح|ناء|ناريو|ول|رة|دي|دة|دا)\w{3,}"
    r"|[وف]?ست(?!مائة|مئة|راتيج|وكهولم|ثمار)\w{3,}"
)
_ARABIC_PAST = "[وف]?(?:قال|قالت|اعلن|اعلنت|كان|كانت|اكد|اكدت|منذ|شهد|شهدت|وصل|وصلت|قتل|قتلت)"
_ENGLISH_TENSES = tuple(later(rf"(?<!\w)(?:{words})(?!\w)") for words in (_FUTURE, _PAST))
_TENSES = tuple(
    later(rf"(?<!\w)(?:{words})(?!\w)") for words in (f"{_FUTURE}|{_ARABIC_FUTURE}", f"{_PAST}|{_ARABIC_PAST}")
)
_ANOTHER_CLAUSE = rf"{_PAST}|\w{{2,}}(?:ed|ing)|that|if|when|which|who|whether"
_FUTURE_AFTER = later(
    r"[^.;!?”\"»\n]{0,20}?(?<!\w)(?:will|would|shall|is to|are to|'ll)(?!\w)"
    rf"|(?:(?!(?<!\w)(?:{_ANOTHER_CLAUSE})(?!\w))[^.;!?”\"»\n]){{0,80}}?(?<!\w)"
    r"(?:will|shall|(?:plan|intend|hope)s? to|(?:is|are) (?:to|due|set|slated))(?!\w)"
)

_JUST_DONE = later(r"(?<!\w)(?P<verb>\w{2,}ed|said|told|held|fell|made|took|left|struck|read|met)\s+(?:on\s+|in\s+)?$")
_TO_BE_DONE = later(r"(?<!\w)(?:will|shall|to|'ll)\s+(?:\w+ly\s+)?be\s+(?:\w+ly\s+)?\w+\s+(?:on\s+|in\s+)?$")
_TO_COME = ("expected", "scheduled", "planned", "postponed", "delayed", "extended", "adjourned", "rescheduled", "need")
_POSSESSIVE = later(r"['’]s?(?!\w)")


def clause_direction(folded: str, start: int, end: int) -> Direction | None:
    """Whether the clause around ``folded[start:end]`` speaks of the past or the future; None if no word of it shows.

    The nearest verb before the expression decides. If there is none, a "will" right behind it does.

    >>> clause_direction("they will meet on monday", 18, 24), clause_direction("he went, he said on monday", 20, 26)
    (<Direction.FUTURE: 'future'>, <Direction.PAST: 'past'>)
    """
    before = folded[max(0, start - _BEFORE) : start]
    to_be_done = "be" in before and _TO_BE_DONE.search(before)
    done = None if to_be_done else _JUST_DONE.search(before, last_words(before, 2))
    if (done and done["verb"] not in _TO_COME) or _POSSESSIVE.match(folded, end):
        return Direction.PAST
    if to_be_done:
        return Direction.FUTURE
    clause = _clause_start(before)
    until = _UNTIL.search(before, max(0, len(before) - _UNTIL_REACH))
    if until and _lasts_still(before[: until.start()]):
        return Direction.FUTURE
    tenses = _ENGLISH_TENSES if before.isascii() else _TENSES
    future, past = (_last(words, before, clause) for words in tenses)
    if future >= 0 and _WAS_TO_BE.search(before, clause):
        return Direction.PAST
    if future < 0 and past < 0:
        return Direction.FUTURE if _FUTURE_AFTER.match(folded, end) else None
    return Direction.FUTURE if future > past else Direction.PAST


_UNTIL_REACH = 24  # characters before an expression in which "until" is looked for
# What lasts until then isn't over, unless a verb says that it was: a verb that reports doesn't.
_UNTIL = later(
    r"(?<!day)(?<!\d)(?:^|\s)(?:until|till?|through|as (?:soon|early) as)\s+(?:the\s+)?"
    r"(?:\d[\d:]*\s*(?:[ap]\.?m\.?)?\s+)?(?:on\s+)?$"
)
_OVER = later(
    r"(?<!\w)(?!(?:said|told|announced|reported|added|stated|declared|confirmed|warned|united|armed|need|agreed)(?!\w))"
    r"(?:\w{2,}ed|ran|was|were|had|did|began|took|held|made|went|left|fell|rose|fought|stood|kept|grew|months|year)(?!\w)"
)

# What was to happen, and doesn't any more: "it had been due to end Friday".
_WAS_TO_BE = later(r"(?<!\w)had (?:\w+ly )?been (?:due|scheduled|expected|planned|set|slated|supposed) to(?!\w)")
# No break: the stop behind a letter that stands for a word, or behind a title; the end of a line that was only full.
# Each alternative begins with a plain character, because `re` looks fast for these.
_BREAK = later(
    r"\.(?<![.\s]\w\.)(?<!\b(?:mr|dr|st|lt)\.)(?<!\b(?:mrs|gen|sen|col|gov|rep)\.)|;|!|\?|”|\"|»|''"
    r"|\n(?:(?<![^\n]{40}\n)|(?<=[.:;!?”\"»]\n))"
)


def _clause_start(before: str) -> int:
    """The offset in `before` at which the clause begins that its end belongs to."""
    return max((match.end() for match in _BREAK.finditer(before)), default=0)


def _lasts_still(before: str) -> bool:
    """Whether what is told before an "until" isn't over: the clause has words, and no verb in the past but reports."""
    clause = _clause_start(before)
    return bool(before[clause:].strip()) and not _OVER.search(before, clause)


def _last(words: re.Pattern[str], before: str, clause: int) -> int:
    """The offset in `before`, from `clause` on, of the last of `words`; -1 if there is none."""
    return max((match.start() for match in words.finditer(before, clause)), default=-1)
