"""How a place in a capture is said by a correction: the words that stand there, and which of their places it is."""

from typing import Any

from syria_iraq_archive.annotate.quoted_words import places_of
from syria_iraq_archive.errors import RegistryError
from syria_iraq_archive.spans import Span


def spot_of(text: str, span: Span) -> dict[str, Any]:
    """The quote of a span, without white space at its ends, and its occurrence if the text has it more than once.

    Raises `RegistryError` if that doesn't tell the place: the words overlap themselves, or there are none.

    >>> spot_of("Hama, Homs, Hama", Span(11, 16))
    {'quote': 'Hama', 'occurrence': 2}
    """
    if not 0 <= span.start < span.end <= len(text) or not span.of(text).strip():
        raise RegistryError("no words are selected there", hint="select some of the capture's text")
    own = span.within(text)
    places = list(places_of(text, own.of(text)))
    if own not in places:
        raise RegistryError("these words can't be told from others", hint="select more of them")
    spot: dict[str, Any] = {"quote": own.of(text)}
    return spot if len(places) == 1 else spot | {"occurrence": places.index(own) + 1}
