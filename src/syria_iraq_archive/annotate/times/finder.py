"""The temporal expressions of a text, in order, each with what it means; not yet placed in the calendar."""

from collections.abc import Iterator
from typing import NamedTuple

from syria_iraq_archive.annotate.times.grammar import RULES, SCANNER
from syria_iraq_archive.annotate.times.lexer import tokenize
from syria_iraq_archive.annotate.times.lexicon import lexicon_of
from syria_iraq_archive.annotate.times.meanings import Meaning
from syria_iraq_archive.annotate.times.phrase import Phrase
from syria_iraq_archive.parse.printed_dates import normal
from syria_iraq_archive.spans import Span


class Found(NamedTuple):
    """An expression: where it stands, the rule that read it, and its meaning."""

    span: Span
    rule: str
    meaning: Meaning


def find(text: str, language: str | None) -> Iterator[Found]:
    """The expressions of `text`, in order, disjoint.

    >>> [(one.rule, one.meaning.value) for one in find("since 2011, and on 26 December", "en")]
    [('year', '2011'), ('day-month', 'XXXX-12-26')]
    """
    small = normal(text)
    tokens = tokenize(text, small, lexicon_of(language))
    codes = "".join(tokens.classes)
    place = 0
    while match := SCANNER.search(codes, place):
        first, place = match.span()
        rule = RULES[(match.lastindex or 1) - 1]
        span = tokens.span(first, place)
        meaning = rule.read(Phrase(match.group(), tokens.values[first:place], small, span))
        if meaning is None:
            place = first + 1
        else:
            yield Found(span, rule.name, meaning)
