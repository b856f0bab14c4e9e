"""From the paragraphs of an article to its quotes: speech, speaker, actor, and who was told."""

from collections.abc import Sequence
from itertools import pairwise

from syria_iraq_archive.annotate.mentions import SEARCHED_ROLES
from syria_iraq_archive.annotate.quotes.frames import Frame, read_frame
from syria_iraq_archive.annotate.quotes.hearers import told_to
from syria_iraq_archive.annotate.quotes.kinds import kind_of
from syria_iraq_archive.annotate.quotes.marks import MARK, find_stretches
from syria_iraq_archive.annotate.quotes.mentioned import Mentioned
from syria_iraq_archive.annotate.quotes.people import Passage, actor_of, is_personal, person_before
from syria_iraq_archive.annotate.quotes.places import Attribution
from syria_iraq_archive.annotate.quotes.speech import Found, find_speech
from syria_iraq_archive.records import Block, Mention, Quote, Role
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.registry.models import Kind
from syria_iraq_archive.spans import Span

_PRINTS_NOBODY = "speech-goes-on"


class QuoteFinder:
    """Finds the quotes of an article; made once for a registry and a process."""

    def __init__(self, registry: Registry) -> None:
        self._people = frozenset(actor.id for actor in registry.actors.values() if actor.kind is Kind.PERSON)

    def find(self, text: str, blocks: Sequence[Block], mentions: Sequence[Mention]) -> tuple[Quote, ...]:
        """The quotes in `blocks`, in the order of the text; `mentions` are those of the article."""
        searched = [block for block in blocks if block.role in SEARCHED_ROLES]
        if not any(MARK.search(text, *block.span) for block in searched):
            return ()
        paragraphs = [block.span for block in searched if block.role is Role.PARAGRAPH]
        frames = _Frames(text, paragraphs)
        quotes = _Quotes(Passage(text, Mentioned(text, mentions), self._people, frames.before))
        found = [quotes.of(frames.keep(one)) for one in find_speech(text, paragraphs)]
        for block in searched:
            if block.role is not Role.PARAGRAPH:  # a headline or caption is read alone: no speech goes on there
                found.extend(quotes.of(one) for one in find_speech(text, [block.span]))
        return tuple(sorted(found, key=lambda quote: (quote.span.start, -quote.span.end)))


class _Frames:
    """The frames of an article's paragraphs, each read once: those with quotations on the way, others on demand."""

    def __init__(self, text: str, regions: Sequence[Span]) -> None:
        self._text = text
        self._before = {after.start: before for before, after in pairwise(regions)}
        self._read: dict[int, Frame] = {}  # by the offset at which they begin

    def keep(self, found: Found) -> Found:
        self._read.setdefault(found.frame.region.start, found.frame)
        return found

    def before(self, start: int) -> Frame | None:
        """The frame of the paragraph before the one that begins at `start`."""
        region = self._before.get(start)
        if region is None:
            return None
        if region.start not in self._read:
            self._read[region.start] = read_frame(self._text, region, find_stretches(self._text, region))
        return self._read[region.start]


class _Quotes:
    """Makes quotes of what was found, in order; what an attribution means is looked up once."""

    def __init__(self, passage: Passage) -> None:
        self._passage = passage
        self._meanings: dict[Attribution, tuple[str | None, str | None]] = {}

    def of(self, found: Found) -> Quote:
        text = self._passage.text
        attribution = found.attribution
        actor, told = self._meaning(found, attribution) if attribution else (None, None)
        speaker = attribution.speaker if attribution else None
        prints = speaker is not None and not (found.rule == _PRINTS_NOBODY and actor)
        return Quote(
            span=found.span,
            text=found.stretch.inner.of(text),
            kind=kind_of(found),
            speaker=speaker.of(text) if speaker and prints else None,
            actor=actor,
            told_to=told,
            cue=attribution.cue.of(text) if attribution and attribution.cue else None,
            rule=found.rule,
        )

    def _meaning(self, found: Found, attribution: Attribution) -> tuple[str | None, str | None]:
        """Actor and hearer of an attribution. The first quotation that has it stands where it is printed."""
        if attribution not in self._meanings:
            self._meanings[attribution] = (self._actor(found, attribution), self._told(found, attribution))
        return self._meanings[attribution]

    def _actor(self, found: Found, attribution: Attribution) -> str | None:
        speaker = attribution.speaker
        if speaker is None:
            return None
        if not is_personal(speaker.of(self._passage.text)):
            return actor_of(self._passage, speaker)
        return person_before(self._passage, found.frame, found.frame.token_at(speaker.start))

    def _told(self, found: Found, attribution: Attribution) -> str | None:
        return told_to(self._passage.mentioned, found.frame, attribution.sentence)
