"""Where the text that a correction quotes stands: in one place, or nowhere that is clear."""

from collections.abc import Iterator, Sequence

from syria_iraq_archive.registry.models import Correction, FieldCorrection
from syria_iraq_archive.spans import Span

_SHOWN = 60


class Unclear(Exception):
    """The quoted text doesn't stand where it should; the message says how."""


def places_of(text: str, quote: str) -> Iterator[Span]:
    """The places where `text` reads so, from the left, none overlapping another, less white space at their ends.

    White space alone stands nowhere.

    >>> list(places_of("Hama, Homs, Hama", "Hama"))
    [Span(start=0, end=4), Span(start=12, end=16)]
    """
    start = text.find(quote) if quote.strip() else -1
    while start >= 0:
        yield Span(start, start + len(quote)).within(text)
        start = text.find(quote, start + len(quote))


def place_of(text: str, correction: Correction, within: Sequence[Span] | None = None, where: str = "") -> Span:
    """The place that a correction speaks of. Raises `Unclear`.

    It lies in one of the spans `within`, which `where` names, if they are given. A field's evidence may stand there
    several times, and then is the first; with an `occurrence` it may stand anywhere.
    """
    places = list(places_of(text, correction.quote))
    if not places:
        raise Unclear(f"the quoted text doesn't stand in the capture: “{shown(correction.quote)}”")
    is_evidence = isinstance(correction, FieldCorrection)
    if correction.occurrence is not None:
        if correction.occurrence > len(places):
            raise Unclear(f"the quoted text stands {_times(len(places))} in the capture, not {correction.occurrence}")
        places = [places[correction.occurrence - 1]]
    if within is not None and not (is_evidence and correction.occurrence):
        places = [place for place in places if any(span.contains(place) for span in within)]
        if not places:
            raise Unclear(f"the quoted text stands in the capture, but not {where}: “{shown(correction.quote)}”")
    if len(places) > 1 and correction.field in ("role", "opening", "mention"):
        raise Unclear(f"the quoted text stands {_times(len(places))}: say which one by its `occurrence`")
    return places[0]


def shown(text: str) -> str:
    """The beginning of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"
