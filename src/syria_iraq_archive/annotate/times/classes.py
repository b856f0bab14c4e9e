"""The classes of words that temporal expressions are made of, and patterns written in the names of these classes.

A text becomes a string with one character per token: the code of its class. The grammar's patterns are regular
expressions over those strings, so that a rule names "a number and a unit", in whatever language they are printed.
"""

import re

NAMES = (
    "other",
    # numbers
    "year", "d", "nth", "n", "teen", "tens", "num", "thousand", "ordinal", "half", "few", "many", "decade", "clock",
    "isodate", "numdate",
    # names of the calendar
    "month", "abbr", "may", "weekday", "weekdays", "wd", "season", "fall", "part", "parts", "noon", "zone", "meridiem",
    # units
    "unit", "units", "dual", "theunit", "theunits", "quarter", "quarters", "period", "weekend", "century", "nineties",
    # words that place one time beside another
    "today", "yesterday", "tomorrow", "tonight", "overnight", "ereyesterday",
    "last", "past", "next", "this", "that", "same", "previous", "following", "latest", "ago", "qabl", "earlier",
    "recent", "coming", "current", "edge", "midst", "fiscal", "yearend",
    # vague references and sets
    "now", "recently", "soon", "future", "daily", "every", "rate", "only",
    # small words
    "the", "a", "of", "in", "on", "and", "from", "since", "between", "to", "approx", "old", "said",
    # marks
    "hyphen", "comma", "dot", "slash", "apos", "s", "money", "percent", "stop",
)  # fmt: skip
"""Every class by name; "other" is all that no temporal expression holds."""

CODE = {name: chr(0x100 + index) for index, name in enumerate(NAMES)}
"""The character that stands for a token of the class; none has a meaning in a regular expression."""

_NAME = re.compile(r"[a-z]+")


def pattern(names: str) -> str:
    """The regular expression over class codes that `names` spells; white space in it means nothing.

    Raises `KeyError` for a name that is no class.

    >>> bool(re.fullmatch(pattern("last? units"), CODE["units"]))
    True
    """
    return "".join(_NAME.sub(lambda match: CODE[match[0]], names).split())
