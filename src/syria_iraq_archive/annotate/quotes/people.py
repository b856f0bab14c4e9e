"""Which actor a speaker is: by name, by "he", by "the spokesman". What the passage leaves open stays None."""

import re
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from syria_iraq_archive.annotate.quotes.frames import Frame
from syria_iraq_archive.annotate.quotes.given_names import is_womans
from syria_iraq_archive.annotate.quotes.grammar import opening, speaker_span, subject
from syria_iraq_archive.annotate.quotes.mentioned import Mentioned
from syria_iraq_archive.spans import Span

_PERSONAL = frozenset({"he", "she"})
_PARAGRAPHS_BACK = 4
_SENTENCES_BACK = 16
_MENTIONS_BACK = 60
_DESCRIPTION = re.compile(
    r"[Tt]he\s+(?:[\w'’\-]+\s+){0,3}?(?P<head>[a-z][\w\-]{2,})(?=\s+(?:of|for|in|from|at|within)\s|\Z)"
)
_APPOSED = re.compile(r",\s+(?:[A-Z][\w.]*\s+){0,2}")
_SPOKEN = re.compile(r"spokes(?:man|woman|person)")


@dataclass(frozen=True)
class Passage:
    """An article as it is read for who speaks: its mentions, its people, and its paragraphs' frames on demand."""

    text: str
    mentioned: Mentioned
    people: Set[str]  # ids of the actors that are persons
    frame_before: Callable[[int], Frame | None]  # of the paragraph before the one that holds an offset


def actor_of(passage: Passage, speaker: Span) -> str | None:
    """The actor that the words of `speaker` mean where they stand."""
    printed = speaker.of(passage.text)
    if named := passage.mentioned.named_by(speaker) or _apposed(passage, speaker):
        return named
    if description := _DESCRIPTION.fullmatch(printed) or _DESCRIPTION.match(printed):
        return _described(passage, description["head"], speaker.start)
    return None


def _apposed(passage: Passage, speaker: Span) -> str | None:
    """The person whose name follows a description: "the head of the service, Hamid al-Shatri, said"."""
    comma = _APPOSED.match(passage.text, speaker.end, speaker.end + 60)
    if comma is None:
        return None
    for mention in passage.mentioned.within(Span(speaker.end, comma.end() + 1)):
        ends = passage.text.startswith((",", " said", " told"), mention.span.end)
        return mention.actor if ends and mention.actor in passage.people else None
    return None


def _described(passage: Passage, head: str, before: int) -> str | None:
    """The person whom the article introduced so: "Strategic expert X", "X, a spokesman for the ministry"."""
    word = "spokes(?:man|woman|person)" if _SPOKEN.fullmatch(head) else re.escape(head)
    as_title = re.compile(rf"(?<!\w){word}\s+(?:(?:for|of|in|at|from)\s[^,.;]{{1,60}},\s+)?\Z", re.IGNORECASE)
    as_apposition = re.compile(rf",\s+(?:[\w'’\-]+\s+){{0,5}}{word}(?!\w)", re.IGNORECASE)
    text = passage.text
    for mention in islice(passage.mentioned.before(before), _MENTIONS_BACK):
        if mention.actor in passage.people and (
            as_title.search(text[max(0, mention.span.start - 100) : mention.span.start])
            or as_apposition.match(text, mention.span.end, mention.span.end + 90)
        ):
            return mention.actor
    return None


def is_personal(printed: str) -> bool:
    """Whether the speaker is only "he" or "she"."""
    return printed.lower() in _PERSONAL


def person_before(passage: Passage, frame: Frame, pronoun: int) -> str | None:
    """The person whom "he" or "she" at token `pronoun` means: the one that its sentence or the nearest before is about.

    A name that the registry doesn't know stops the search: somebody else has been spoken of since.
    """
    is_she = frame.text[slice(*frame.spans[pronoun])].lower() == "she"
    for topic in islice(_topics(passage, frame, pronoun), _SENTENCES_BACK):
        actor = actor_of(passage, topic.printed)
        if actor is not None and actor in passage.people:
            return actor if is_womans(actor) == is_she else None
        if actor is None and topic.is_name:
            return None
    return None


class _Topic(NamedTuple):
    """Whom a sentence is about."""

    printed: Span
    is_name: bool


def _topics(passage: Passage, frame: Frame, pronoun: int) -> Iterator[_Topic]:
    """The topics of the sentences before a pronoun, from its own back through the paragraphs before."""
    current: Frame | None = frame
    end = pronoun
    for _ in range(_PARAGRAPHS_BACK):
        if current is None:
            return
        while end > 0:
            last = end - 1 if current.tags[end - 1] not in ".?" else max(0, end - 2)
            start, _ = current.sentence(last)
            if topic := _topic(current, start, end):
                yield topic
            end = min(start, end - 1)
        current = passage.frame_before(current.region.start)
        end = len(current.tags) if current else 0


def _topic(frame: Frame, start: int, end: int) -> _Topic | None:
    """The subject of a sentence's first verb of speech, else what it begins with."""
    verb = frame.tags.find("V", start, end)
    who = (subject(frame, verb, start) if verb >= 0 else None) or opening(frame, start, end)
    if who is None:
        return None
    printed = speaker_span(frame, who)
    return _Topic(printed, _is_name(frame.tags[who[0] : who[1]], printed.of(frame.text)))


def _is_name(tags: str, printed: str) -> bool:
    """Whether a noun phrase looks like somebody’s name: "Karim Sabri", "Sabri"; not "Observers" opening a sentence."""
    return tags.endswith("NN") or (tags.endswith("N") and not printed.endswith("s"))
