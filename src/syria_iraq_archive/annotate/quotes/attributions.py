"""What a rule that finds speakers gets to see, and what it answers."""

from collections.abc import Sequence
from typing import NamedTuple

from syria_iraq_archive.annotate.quotes.arabic import ArabicParagraph
from syria_iraq_archive.annotate.quotes.paragraphs import TaggedParagraph
from syria_iraq_archive.spans import Span


class Attribution(NamedTuple):
    """Who speaks, by which word the text says so, and the sentence that says so."""

    speaker: Span
    cue: Span | None  # None for a signature
    sentence: Span


class QuotationInParagraph(NamedTuple):
    """A quotation in its paragraph: all that a rule gets to see."""

    paragraph: TaggedParagraph
    token: int
    start: int  # first token of its sentence
    end: int  # the token behind its sentence
    previous: Attribution | None  # of the quotation before it in the paragraph
    near: "Neighbours"
    arabic: ArabicParagraph | None = None  # the paragraph once more, if the quotation is Arabic


class Neighbours(NamedTuple):
    """The paragraph above, and who spoke last in it, both None if they don't matter; and where the others are."""

    paragraph: TaggedParagraph | None = None
    last: Attribution | None = None
    regions: Sequence[Span] = ()  # the nearest first
    below: Span | None = None  # the paragraph behind
