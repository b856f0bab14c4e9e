"""Rules that find the speaker outside the sentence: speech that goes on, a paragraph that announces the next."""

import re

from syria_iraq_archive.annotate.quotes.grammar import speaker_span, subject
from syria_iraq_archive.annotate.quotes.places import Attribution, Place

_ALL_SPEECH = re.compile(r"[Q.,?\-C]*")


def colon_above(place: Place) -> Attribution | None:
    """X continued: — and the next paragraph is what was said."""
    frame = place.above.frame
    if frame is None or not frame.tags.endswith(":") or not _ALL_SPEECH.fullmatch(place.frame.tags, 0, place.token):
        return None
    token = len(frame.tags) - 1
    start, _ = frame.sentence(token)
    verb = max(frame.tags.rfind(tag, start) for tag in "VUG")
    if verb < 0:
        return None
    who = subject(frame, verb, start)
    if who is None:
        return None
    return Attribution(speaker_span(frame, who), frame.span(verb, verb + 1), frame.span(start, token + 1))


_ENDS_IN_SPEECH = re.compile(r"Q[.,?\-]?\Z")
_WHOLE = re.compile(r"C?[QC,?\-]*Q[,?]?")


def same_speaker(place: Place) -> Attribution | None:
    """X said so. “…”: a sentence that is speech continues the one before."""
    frame = place.frame
    if not _WHOLE.fullmatch(frame.tags, place.start, place.end):
        return None
    return place.previous or _said_before(place)


def _said_before(place: Place) -> Attribution | None:
    """Who the sentence before reports, in its own words."""
    if place.start < 2:
        return None
    frame, token = place.frame, place.start - 1
    start, _ = frame.sentence(token)
    verb = frame.tags.rfind("V", start, token)
    who = subject(frame, verb, start) if verb >= 0 else None
    if who is None:
        return None
    return Attribution(speaker_span(frame, who), frame.span(verb, verb + 1), frame.span(start, token))


def speech_goes_on(place: Place) -> Attribution | None:
    """A paragraph that is all speech, after one that ends in speech; it prints no speaker."""
    above = place.above
    if above.frame is None or above.last is None or not _ENDS_IN_SPEECH.search(above.frame.tags):
        return None
    if not _ALL_SPEECH.fullmatch(place.frame.tags):
        return None
    return above.last
