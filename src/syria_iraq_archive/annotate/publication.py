"""Finds when an article was published: printed, inferred from two things that agree, or unknown (design, §5)."""

from collections.abc import Sequence
from datetime import date

from syria_iraq_archive.annotate.inferred_publication import direction_of, inferred_publication
from syria_iraq_archive.annotate.printed_publication import printed_publication
from syria_iraq_archive.annotate.published_days import Publication, unknown
from syria_iraq_archive.annotate.times import TimeExpression
from syria_iraq_archive.annotate.times.meanings import Direction
from syria_iraq_archive.records import Block


def find_publication(text: str, blocks: Sequence[Block], expressions: Sequence[TimeExpression]) -> Publication:
    """The publication date of the article made of `blocks`, on the strongest basis that gives one.

    A date line that can't be read leaves the date unknown, unless what is inferred agrees with it, and says why in the
    claim's warning.

    >>> from syria_iraq_archive.records import Role
    >>> from syria_iraq_archive.spans import Span
    >>> text = "Published: 3 December 2024, 14:05"
    >>> block = Block(seq=0, role=Role.PUBLISHED, span=Span(0, len(text)), rule="date-line", article=1)
    >>> find_publication(text, [block], ()).claim.value
    '2024-12-03'
    """
    printed = printed_publication(text, blocks)
    if printed is not None and printed.earliest is not None:
        return printed
    return inferred_publication(text, blocks, expressions) or printed or unknown()


def contradiction(text: str, expressions: Sequence[TimeExpression], published: date) -> str | None:
    """Says which words of the article show that it wasn't published by the day `published`; None if none do.

    Such words are a full date after that day, in a caption or in a clause of the past.

    >>> from syria_iraq_archive.annotate.times import find_expressions
    >>> from syria_iraq_archive.records import Role
    >>> from syria_iraq_archive.spans import Span
    >>> text = "They left on May 5, 2016."
    >>> block = Block(seq=0, role=Role.PARAGRAPH, span=Span(0, len(text)), rule="prose", article=1)
    >>> contradiction(text, find_expressions(text, [block], "en"), date(2016, 5, 3))
    '“May 5, 2016” is later, and told as past'
    """
    for one in expressions:
        period = one.meaning.fixed
        if period is not None and period.first > published and direction_of(text, one) is Direction.PAST:
            return f"“{one.span.of(text)}” is later, and told as past"
    return None
