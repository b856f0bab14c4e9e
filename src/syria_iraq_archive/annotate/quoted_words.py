"""Where a text prints the words that a correction quotes."""

import re
from collections.abc import Iterator, Sequence

from syria_iraq_archive.registry.models import Correction, FieldCorrection
from syria_iraq_archive.spans import Span

_SHOWN = 60  # characters of a text in a message
_AT_ONE_PLACE = ("role", "opening", "mention", "place", "speaker", "hearer")  # what the words are or mean there


class Unclear(Exception):
    """Raised if the text that a correction quotes isn't where it should be, or is there twice. The message says how."""


def places_of(text: str, quote: str) -> Iterator[Span]:
    """Where `text` prints `quote`, from the left, without overlaps; the spans have no white space at their ends.

    A quote of white space alone is nowhere.

    >>> list(places_of("Hama, Homs, Hama", "Hama"))
    [Span(start=0, end=4), Span(start=12, end=16)]
    """
    start = text.find(quote) if quote.strip() else -1
    while start >= 0:
        yield Span(start, start + len(quote)).within(text)
        start = text.find(quote, start + len(quote))


def prints(text: str, words: str) -> bool:
    """Whether whole words stand in a text.

    >>> prints("Hama, Homs", "Homs"), prints("Hama, Homs", "Hom")
    (True, False)
    """
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None


def place_of(text: str, correction: Correction, within: Sequence[Span] | None = None, where: str = "") -> Span:
    """The one place that a correction is about. Raises `Unclear` if there is none, or more than one.

    If `within` is given, the place has to lie in one of those spans; `where` names them in messages. A field's evidence
    may be printed several times, and then is the first; with an `occurrence` it may lie outside `within`, too.
    """
    places = list(places_of(text, correction.quote))
    if not places:
        raise Unclear(f"the quoted text doesn't stand in the capture: “{_shown(correction.quote)}”")
    is_evidence = isinstance(correction, FieldCorrection)
    if correction.occurrence is not None:
        if correction.occurrence > len(places):
            raise Unclear(f"the quoted text stands {_times(len(places))} in the capture, not {correction.occurrence}")
        places = [places[correction.occurrence - 1]]
    if within is not None and not (is_evidence and correction.occurrence):
        places = [place for place in places if any(span.contains(place) for span in within)]
        if not places:
            raise Unclear(f"the quoted text stands in the capture, but not {where}: “{_shown(correction.quote)}”")
    if len(places) > 1 and correction.field in _AT_ONE_PLACE:
        raise Unclear(f"the quoted text stands {_times(len(places))}: say which one by its `occurrence`")
    return places[0]


def _shown(text: str) -> str:
    r"""The first characters of a text, on one line, for a message.

    >>> _shown("Rain in\n  Hama")
    'Rain in Hama'
    """
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"
