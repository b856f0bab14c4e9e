"""The English words of the grammar: each with its class and what it stands for."""

from collections.abc import Mapping
from typing import TypeAlias

from syria_iraq_archive.annotate.times.periods import Unit
from syria_iraq_archive.parse.printed_dates import MONTHS, WEEKDAYS

Value: TypeAlias = int | str
Entry: TypeAlias = tuple[str, Value]

_UNITS = {
    "minute": Unit.MINUTE, "hour": Unit.HOUR, "day": Unit.DAY, "week": Unit.WEEK,
    "month": Unit.MONTH, "year": Unit.YEAR, "decade": Unit.DECADE,
}  # fmt: skip
_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth",
)  # fmt: skip
_NINETIES = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
_PARTS = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}

# Months whose names are words of other meanings or people's names: only beside a number or after certain words.
# Abbreviations are names, too ("Jan"), and short weekdays stand for themselves only before a full date ("Sat").
_DOUBTFUL_MONTHS = ("march", "may")


def listed(class_: str, values: Mapping[str, Value]) -> dict[str, Entry]:
    """Words of one class, each with its value."""
    return {word: (class_, value) for word, value in values.items()}


def _each(class_: str, words: str) -> dict[str, Entry]:
    """Words of one class that stand for themselves."""
    return {word: (class_, word) for word in words.split()}


def _names() -> dict[str, Entry]:
    months = {name: number for name, number in MONTHS.items() if name.isascii()}
    days = {name: number for name, number in WEEKDAYS.items() if name.isascii()}
    short = {name: number for name, number in days.items() if not name.endswith("day")}
    return (
        listed("month", months)
        | listed("may", {name: months[name] for name in _DOUBTFUL_MONTHS})
        | listed("abbr", {name: number for name, number in months.items() if len(name) == 3 and name != "may"})
        | listed("weekday", days)
        | listed("weekdays", {f"{name}s": number for name, number in days.items()})
        | listed("wd", short)
    )


def _numbers() -> dict[str, Entry]:
    return (
        listed("num", {word: number for number, word in enumerate(_ONES, start=1)})
        | listed("teen", {word: number for number, word in enumerate(_TEENS, start=10)})
        | listed("tens", {word: 10 * number for number, word in enumerate(_TENS, start=2)})
        | listed("ordinal", {word: number for number, word in enumerate(_ORDINALS, start=1)})
        | listed("nineties", {word: 10 * number for number, word in enumerate(_NINETIES, start=2)})
        | {"hundred": ("thousand", 100), "thousand": ("thousand", 1000), "dozen": ("n", 12), "half": ("half", "half")}
    )


def _units() -> dict[str, Entry]:
    return (
        listed("unit", _UNITS)
        | listed("units", {f"{name}s": unit for name, unit in _UNITS.items()})
        | {"seconds": ("units", Unit.SECOND), "quarter": ("quarter", Unit.QUARTER), "century": ("century", "C")}
        | {"centuries": ("units", Unit.CENTURY), "weekend": ("weekend", "WE"), "period": ("period", "period")}
        | {"quarters": ("quarters", Unit.QUARTER)}
    )


def _edges() -> dict[str, Entry]:
    spelled = {
        "early": "early", "late": "late", "mid": "mid", "middle": "mid", "beginning": "start", "start": "start",
        "end": "end", "outset": "start", "close": "end",
    }  # fmt: skip
    return {word: ("edge", part) for word, part in spelled.items()}


def _sets() -> dict[str, Entry]:
    return {
        "daily": ("daily", "P1D"), "weekly": ("daily", "P1W"), "monthly": ("daily", "P1M"), "hourly": ("daily", "PT1H"),
        "nightly": ("daily", "P1D"), "every": ("every", "every"), "each": ("every", "each"), "per": ("rate", "per"),
    }  # fmt: skip


PHRASES = ("at least", "more than", "less than", "fewer than", "up to", "no more than", "as long as")
"""Entries of more than one word."""

WORDS: dict[str, Entry] = (
    {word: ("part", value) for word, value in _PARTS.items()}
    | {f"{word}s": ("parts", value) for word, value in _PARTS.items()}
    | {"noon": ("noon", "T12:00"), "midday": ("noon", "T12:00"), "midnight": ("noon", "T24:00")}
    | {"spring": ("season", "SP"), "summer": ("season", "SU"), "autumn": ("season", "FA"), "fall": ("fall", "FA")}
    | {"winter": ("season", "WI")}
    | _each("today", "today") | _each("yesterday", "yesterday") | _each("tomorrow", "tomorrow")
    | _each("tonight", "tonight") | _each("overnight", "overnight")
    | _each("last", "last") | _each("past", "past") | _each("next", "next upcoming") | _each("this", "this")
    | _each("that", "that") | _each("same", "same") | _each("previous", "previous preceding")
    | _each("following", "following") | _each("latest", "latest") | _each("ago", "ago")
    | {"earlier": ("earlier", "earlier"), "later": ("earlier", "later"), "sometime": ("earlier", "sometime")}
    | _each("recent", "recent") | _each("coming", "coming") | _each("current", "current")
    | _each("fiscal", "fiscal") | _each("now", "now currently nowadays") | _each("recently", "recently lately")
    | _each("soon", "soon shortly") | _each("future", "future") | _each("few", "few several couple some many")
    | _each("many", "additional more full whole near foreseeable distant") | _each("only", "only just")
    | _each("the", "the its their his our") | _each("a", "a an") | _each("of", "of") | _each("in", "in during into")
    | _each("on", "on") | _each("and", "and or") | _each("from", "from") | _each("between", "between")
    | _each("since", "since until till by through before after for") | _each("to", "to")
    | _each("approx", "about nearly almost around approximately roughly over") | dict.fromkeys(PHRASES, ("approx", ""))
    | _each("old", "old") | _each("s", "s") | _each("money", "million billion dollars pounds percent")
    | {"est": ("zone", "EST"), "edt": ("zone", "EDT"), "gmt": ("zone", "GMT"), "utc": ("zone", "UTC")}
    | _names() | _numbers() | _units() | _edges() | _sets()
)  # fmt: skip
"""Each word in small letters → its class and its value."""

CAPITALIZED = frozenset(("month", "abbr", "may", "weekday", "weekdays", "wd"))
"""Classes whose English words count only with a capital: "march" and "may" are verbs."""
