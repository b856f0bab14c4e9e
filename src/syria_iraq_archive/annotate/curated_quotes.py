"""What curators say of a quotation: which one they mean by words of it, who speaks there, and to whom."""

from collections.abc import Iterable

from syria_iraq_archive.annotate.quotes.quotations import SPEECH
from syria_iraq_archive.parse.overrides import CURATED
from syria_iraq_archive.records import Quote
from syria_iraq_archive.spans import Span


def quotations_at(quotes: Iterable[Quote], words: Span) -> list[Quote]:
    """The innermost quotation that holds the words; if none holds them, all that they touch."""
    touched = [one for one in quotes if one.span.overlaps(words)]
    around = [one for one in touched if one.span.contains(words)]
    return [min(around, key=lambda one: one.span.length)] if around else touched


def speaker_of(quote: Quote) -> str | None:
    """Who speaks, as a correction says it: the actor, or if the registry knows none, the words that name the speaker.

    >>> told = {"span": Span(0, 4), "text": "No", "kind": "speech", "told_to": None, "cue": "said", "rule": "verb"}
    >>> speaker_of(Quote(speaker="one of them", actor=None, **told))
    'one of them'
    """
    return quote.actor or quote.speaker


def said_by(found: Quote, *, actor: str | None = None, words: str | None = None) -> Quote:
    """The quotation as one of an actor, of somebody whom `words` name, or of nobody known.

    `found` is what the parser read. What it read goes on to hold where that doesn't gainsay the curator: the words for
    a speaker in whom it saw no other actor, and the cue beside them.

    >>> told = {"span": Span(0, 4), "text": "No", "kind": "speech", "told_to": None, "cue": "said", "rule": "verb"}
    >>> one = said_by(Quote(speaker="one of them", actor=None, **told), actor="syria")
    >>> one.speaker, one.actor, one.cue, one.rule
    ('one of them', 'syria', 'said', 'curated')
    """
    if actor is not None:
        goes_on = found.actor in (None, actor)
        words = found.speaker if goes_on else None
    else:
        goes_on = words is not None and words == found.speaker
    as_found = (words, actor) == (found.speaker, found.actor)
    someone = actor is not None or words is not None
    return found.model_copy(
        update={
            "speaker": words,
            "actor": actor,
            "cue": found.cue if goes_on else None,
            "kind": SPEECH if someone and not as_found else found.kind,
            "rule": CURATED,
        }
    )
