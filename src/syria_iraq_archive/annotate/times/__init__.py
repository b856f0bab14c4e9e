"""Finds expressions of time in an article and works out which days they mean.

The text of an article's blocks passes these files in this order::

    time_words      the words that name times, English and Arabic, each with its class
    tokens          the stretches of text that hold such words, as rows of tokens with their classes
    phrases         what a rule is, and the tokens that it matched
    part_rules      rules for parts of a longer time: "the last week of November"
    calendar_rules  rules for named times: "26 December 2024", "the summer of 2015", "the 1990s"
    relative_rules  rules for times told from another: "last Friday", "two weeks ago", "the past year"
    expressions     the rules tried in order; each match is an expression with a meaning
    meanings        what a meaning is: how its days follow from the day of publication
    periods         days, weeks, months, years: the calendar itself
    calendar_days   the days that each meaning stands for, once the day of publication is known
"""

from syria_iraq_archive.annotate.times.calendar_days import PlacedExpression as PlacedExpression
from syria_iraq_archive.annotate.times.calendar_days import as_mentions as as_mentions
from syria_iraq_archive.annotate.times.calendar_days import iso as iso
from syria_iraq_archive.annotate.times.calendar_days import place_in_calendar as place_in_calendar
from syria_iraq_archive.annotate.times.expressions import TimeExpression as TimeExpression
from syria_iraq_archive.annotate.times.expressions import find_expressions as find_expressions
