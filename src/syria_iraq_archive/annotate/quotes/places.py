"""A quotation in its paragraph, and the answer of a rule to who speaks it."""

from typing import NamedTuple

from syria_iraq_archive.annotate.quotes.frames import Frame
from syria_iraq_archive.annotate.quotes.grammar import speaker_span
from syria_iraq_archive.spans import Span


class Attribution(NamedTuple):
    """Who speaks, by what word the text says so, and where the sentence that says so stands."""

    speaker: Span | None
    cue: Span | None
    sentence: Span


class Place(NamedTuple):
    """A quotation in its paragraph, with what was found before it."""

    frame: Frame
    token: int
    start: int  # of its sentence
    end: int
    previous: Attribution | None  # of the quotation before it in the paragraph
    above: "Above"


class Above(NamedTuple):
    """The paragraph before: how it ends, and who spoke there last."""

    frame: Frame | None = None
    last: Attribution | None = None


def attributed(place: Place, who: tuple[int, int] | None, cue: tuple[int, int] | None) -> Attribution | None:
    """The answer that the tokens `who` speak, as the tokens `cue` say, if any do; None where nobody does."""
    if who is None:
        return None
    frame = place.frame
    sentence = frame.span(place.start, max(place.end, who[1], cue[1] if cue else 0))
    return Attribution(speaker_span(frame, who), frame.span(*cue) if cue else None, sentence)
