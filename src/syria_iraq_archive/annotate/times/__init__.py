"""Dates as data: temporal expressions found in an article and resolved against its day of publication."""

from syria_iraq_archive.annotate.times.expressions import TimeExpression as TimeExpression
from syria_iraq_archive.annotate.times.expressions import find_expressions as find_expressions
from syria_iraq_archive.annotate.times.placing import PlacedExpression as PlacedExpression
from syria_iraq_archive.annotate.times.placing import as_mentions as as_mentions
from syria_iraq_archive.annotate.times.placing import iso as iso
from syria_iraq_archive.annotate.times.placing import place_in_calendar as place_in_calendar
