"""Dates as data: temporal expressions found in an article and resolved against its day of publication."""

from syria_iraq_archive.annotate.times.evidence import dated_captions as dated_captions
from syria_iraq_archive.annotate.times.evidence import weekday_evidence as weekday_evidence
from syria_iraq_archive.annotate.times.mentions import as_mentions as as_mentions
from syria_iraq_archive.annotate.times.mentions import find_times as find_times
from syria_iraq_archive.annotate.times.temporals import Expression as Expression
from syria_iraq_archive.annotate.times.temporals import Temporal as Temporal
from syria_iraq_archive.annotate.times.temporals import find_expressions as find_expressions
from syria_iraq_archive.annotate.times.temporals import find_temporals as find_temporals
from syria_iraq_archive.annotate.times.temporals import place as place
