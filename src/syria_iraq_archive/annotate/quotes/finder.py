"""Finds the quotes of an article: what is said, what kind of quote it is, which actor says it, and who is told."""

from collections.abc import Sequence
from itertools import pairwise

from syria_iraq_archive.annotate.mentions import SEARCHED_ROLES
from syria_iraq_archive.annotate.quotes.attributions import Attribution
from syria_iraq_archive.annotate.quotes.marks import MARK, find_quotations
from syria_iraq_archive.annotate.quotes.mention_index import MentionIndex
from syria_iraq_archive.annotate.quotes.named_speakers import end_of_person
from syria_iraq_archive.annotate.quotes.paragraphs import TaggedParagraph, tag_paragraph
from syria_iraq_archive.annotate.quotes.quotations import AttributedQuotation, find_speech, kind_of
from syria_iraq_archive.annotate.quotes.speaker_actors import (
    Passage,
    actor_of,
    is_personal,
    person_before,
    told_to,
)
from syria_iraq_archive.records import Block, Mention, Quote, Role
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.registry.models import Kind
from syria_iraq_archive.spans import Span

_PRINTS_NOBODY = "speech-goes-on"  # the rule by which a quote has a speaker that its paragraph doesn't print


class QuoteFinder:
    """Finds the quotes of an article; made once for a registry."""

    def __init__(self, registry: Registry) -> None:
        self._people = frozenset(registry.derived("people", lambda: _of_kind(registry, Kind.PERSON)))
        self._outlets = frozenset(registry.derived("media", lambda: _of_kind(registry, Kind.MEDIA)))

    def find(self, text: str, blocks: Sequence[Block], mentions: Sequence[Mention]) -> tuple[Quote, ...]:
        """The quotes in `blocks`, in the order of the text. `mentions` are the article's mentions."""
        searched = [block for block in blocks if block.role in SEARCHED_ROLES]
        if not any(MARK.search(text, *block.span) for block in searched):
            return ()
        regions = [block.span for block in searched if block.role is Role.PARAGRAPH]
        paragraphs = _TaggedParagraphs(text, regions)
        quotes = _Quotes(Passage(text, MentionIndex(text, mentions), self._people, paragraphs.before, self._outlets))
        found = [quotes.of(paragraphs.keep(one)) for one in find_speech(text, regions)]
        for block in searched:
            if block.role is not Role.PARAGRAPH:  # a headline or caption is read alone: no speech goes on there
                found.extend(quotes.of(one) for one in find_speech(text, [block.span]))
        return tuple(sorted(found, key=lambda quote: (quote.span.start, -quote.span.end)))


def _of_kind(registry: Registry, kind: Kind) -> list[str]:
    return [actor.id for actor in registry.actors.values() if actor.kind is kind]


class _TaggedParagraphs:
    """The paragraphs of an article, each read once: those with quotations as they are met, others when asked for."""

    def __init__(self, text: str, regions: Sequence[Span]) -> None:
        self._text = text
        self._before = {after.start: before for before, after in pairwise(regions)}
        self._read: dict[int, TaggedParagraph] = {}  # by the offset at which they begin

    def keep(self, found: AttributedQuotation) -> AttributedQuotation:
        """Remembers the paragraph of a quotation."""
        self._read.setdefault(found.paragraph.region.start, found.paragraph)
        return found

    def before(self, start: int) -> TaggedParagraph | None:
        """The paragraph before the one that begins at `start`; None before the first."""
        region = self._before.get(start)
        if region is None:
            return None
        if region.start not in self._read:
            self._read[region.start] = tag_paragraph(self._text, region, find_quotations(self._text, region))
        return self._read[region.start]


class _Quotes:
    """Makes the quotes of an article, in order. Whom an attribution means is looked up once."""

    def __init__(self, passage: Passage) -> None:
        self._passage = passage
        self._meanings: dict[Attribution, tuple[str | None, str | None]] = {}

    def of(self, found: AttributedQuotation) -> Quote:
        """The record of one quotation."""
        text = self._passage.text
        attribution = found.attribution
        actor, told = self._meaning(found, attribution) if attribution else (None, None)
        speaker = attribution.speaker if attribution else None
        prints = speaker is not None and not (found.rule == _PRINTS_NOBODY and actor)
        if speaker and actor and actor in self._passage.people:
            speaker = end_of_person(self._passage.mentioned, speaker, actor)
        return Quote(
            span=found.span,
            text=found.quotation.inner.of(text),
            kind=kind_of(found),
            speaker=speaker.of(text) if speaker and prints else None,
            actor=actor,
            told_to=told,
            cue=attribution.cue.of(text) if attribution and attribution.cue else None,
            rule=found.rule,
        )

    def _meaning(self, found: AttributedQuotation, attribution: Attribution) -> tuple[str | None, str | None]:
        """The actor who speaks and the one who is told.

        An attribution may be shared by later quotations; it is looked up from the first, beside which it is printed.
        """
        if attribution not in self._meanings:
            self._meanings[attribution] = (
                self._actor(found, attribution),
                told_to(self._passage, found.paragraph, attribution.sentence),
            )
        return self._meanings[attribution]

    def _actor(self, found: AttributedQuotation, attribution: Attribution) -> str | None:
        speaker = attribution.speaker
        if not is_personal(speaker.of(self._passage.text)):
            return actor_of(self._passage, speaker)
        return person_before(self._passage, found.paragraph, found.paragraph.token_at(speaker.start))
