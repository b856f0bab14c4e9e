"""The grammar: all rules in the order in which they are tried, as one pattern over the classes of a text's tokens."""

import re

from syria_iraq_archive.annotate.times import calendar_rules, era_rules, length_rules, unit_rules, weekday_rules
from syria_iraq_archive.annotate.times.classes import pattern

RULES = (*era_rules.RULES, *calendar_rules.RULES, *weekday_rules.RULES, *unit_rules.RULES, *length_rules.RULES)
"""The first that matches at a place is the one that reads it."""

# A cheap look before the rules are tried: they begin with none of these words, nor with "the" before one of them.
_NEVER_FIRST = (
    "other comma dot of and apos s hyphen slash stop old percent money in on to since from between zone meridiem half"
)
_OPENERS = "the a approx"

SCANNER = re.compile(
    pattern(f"(?! [{_OPENERS}]{{0,3}} (?:[{_NEVER_FIRST}]|$))")
    + f"(?:{'|'.join(f'({pattern(rule.pattern)})' for rule in RULES)})"
)
"""Its group n is rule n - 1."""
