"""Finds the designations of an article: each label with the actor it is tied to and the voice it is printed in."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from syria_iraq_archive.annotate.designations import arabic_labels, arabic_voices, voices
from syria_iraq_archive.annotate.designations.anaphora import FoundLabel, with_antecedents, with_parts
from syria_iraq_archive.annotate.designations.english_labels import Label, english_labels, scare_label
from syria_iraq_archive.annotate.designations.label_words import LabelReader, LabelRow, compiled_words
from syria_iraq_archive.annotate.designations.ties import (
    BARE,
    TIE_RULES,
    LabelInRow,
    LabelledActors,
    Tie,
    compiled_actors,
    tie_of,
)
from syria_iraq_archive.annotate.designations.voices import DISTANCED, OUTLET, SCARE, Voice
from syria_iraq_archive.annotate.given_names import is_titled
from syria_iraq_archive.annotate.mentions import SEARCHED_ROLES
from syria_iraq_archive.annotate.quotes.paragraphs import TaggedParagraph
from syria_iraq_archive.annotate.quotes.speaker_actors import (
    MentionIndex,
    Passage,
    actor_of,
    is_personal,
    person_before,
)
from syria_iraq_archive.records import Block, Designation, Mention, Quote, Role
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.registry.models import Kind
from syria_iraq_archive.spans import Span


class DesignationFinder:
    """Finds the designations of an article; made once for a registry."""

    def __init__(self, registry: Registry) -> None:
        compiled = registry.derived("designations", lambda: _compiled(registry))
        self._reader = LabelReader(compiled["words"])
        actors = compiled["actors"]
        self._actors = LabelledActors(actors["kinds"], actors["governments"], actors["rulers"])
        self._states = frozenset(id for id, kind in actors["kinds"].items() if kind == Kind.STATE.value)
        self._people = frozenset(id for id, kind in actors["kinds"].items() if kind == Kind.PERSON.value)

    def find(
        self, text: str, blocks: Sequence[Block], mentions: Sequence[Mention], quotes: Sequence[Quote]
    ) -> tuple[Designation, ...]:
        """The designations in `blocks`, in the order of the text, without overlaps.

        `mentions` and `quotes` are the article's, each in the order of the text.
        """
        searched = [block for block in blocks if block.role in SEARCHED_ROLES]
        found = [one for block in searched for one in self._in_block(text, block, mentions, quotes)]
        if not found:
            return ()
        speakers = _Speakers(text, searched, mentions, self._people)
        return tuple(_designation(text, one, speakers) for one in with_antecedents(text, found, mentions, self._actors))

    def _in_block(
        self, text: str, block: Block, mentions: Sequence[Mention], quotes: Sequence[Quote]
    ) -> Iterator[FoundLabel]:
        span = block.span
        content = span.of(text)
        if arabic_labels.is_arabic(content):
            yield from self._in_arabic(text, block, mentions, quotes)
            return
        if not self._reader.may_label(content):
            return
        inside = [mention for mention in mentions if span.start <= mention.span.start < span.end]
        row = self._reader.english(text, span, inside, is_titled=is_titled(content))
        around = [quote for quote in quotes if quote.span.overlaps(span)]
        labels = list(_all_labels(row, self._reader, around))
        if not labels:
            return
        voice_of = _EnglishVoices(text, span, around)
        found = []
        for label in labels:
            one = LabelInRow(row, label, self._actors)
            where = row.span(label.start, label.end)
            tie = tie_of(one, TIE_RULES)
            if tie is not None or label.rule != "epithet":
                found.append(FoundLabel(row, label, where, tie, voice_of.voice(label, where)))
        yield from with_parts(text, found)

    def _in_arabic(
        self, text: str, block: Block, mentions: Sequence[Mention], quotes: Sequence[Quote]
    ) -> Iterator[FoundLabel]:
        span = block.span
        inside = [mention for mention in mentions if span.start <= mention.span.start < span.end]
        row = arabic_labels.arabic_row(text, span, inside, self._reader.arabic_letters, self._states)
        labels = list(arabic_labels.arabic_labels(row))
        around = [quote for quote in quotes if quote.span.overlaps(span)]
        for label in labels:
            one = LabelInRow(row, label, self._actors)
            where = row.span(label.start, label.end)
            voice = voices.quoted_voice(where, around)
            if voice is None or voice.voice == SCARE:
                reported = arabic_voices.arabic_reported_voice(text, span, where)
                if label.is_distanced:
                    voice = Voice(DISTANCED)
                elif voice is None:
                    voice = reported or Voice(OUTLET)
                elif reported is not None:
                    voice = reported._replace(voice=voices.SPEAKER)
            yield FoundLabel(row, label, where, tie_of(one, arabic_labels.ARABIC_TIE_RULES), voice)


def _compiled(registry: Registry) -> dict[str, Any]:
    """What the words and actors of a registry compile to, as JSON can hold it."""
    return {"words": compiled_words(registry), "actors": compiled_actors(registry)}


def _all_labels(row: LabelRow, reader: LabelReader, quotes: Sequence[Quote]) -> list[Label]:
    """The labels of a row, and those that are nothing but what stands between marks; none within a title's marks."""
    labels = list(english_labels(row, reader))
    for quote in quotes:
        inner = Span(quote.span.start + 1, quote.span.end - 1)
        within = [label for label in labels if inner.start <= row.words[label.start].span.start < inner.end]
        if quote.kind == "title" and not quote.text.islower() and quote.speaker is None:
            labels = [label for label in labels if label not in within]
        elif not within and len(quote.text) < _LONGEST_LABEL and (label := scare_label(row, inner)):
            labels.append(label)
    return sorted(labels)


_LONGEST_LABEL = 60


class _EnglishVoices:
    """The voices of a block's labels; the block is tagged once, and only if that is needed."""

    def __init__(self, text: str, block: Span, quotes: Sequence[Quote]) -> None:
        self._text, self._block, self._quotes = text, block, quotes
        self._may_report = voices.may_report(block.of(text))
        self._paragraph: TaggedParagraph | None = None

    def voice(self, label: Label, span: Span) -> Voice:
        """The voice of the label at `span`."""
        quoted = voices.quoted_voice(span, self._quotes)
        if quoted is not None and quoted.voice != SCARE:
            return quoted
        if distanced := voices.distanced_voice(self._text, self._block, span.start):
            return distanced
        if label.is_distanced:
            return Voice(DISTANCED)
        if not self._may_report:
            return quoted or Voice(OUTLET)
        if self._paragraph is None:
            self._paragraph = voices.paragraph_of(self._text, self._block)
        reported = voices.reported_voice(self._paragraph, span)
        if quoted is not None:  # "views them as “…”"
            return reported._replace(voice=voices.SPEAKER) if reported else quoted
        return reported or Voice(OUTLET)


class _Speakers:
    """Looks up which actors reported speakers are."""

    def __init__(self, text: str, blocks: Sequence[Block], mentions: Sequence[Mention], people: frozenset[str]) -> None:
        regions = [block.span for block in blocks if block.role is Role.PARAGRAPH]
        before = {after.start: one for one, after in pairwise(regions)}

        def paragraph_before(start: int) -> TaggedParagraph | None:
            return voices.paragraph_of(text, before[start]) if start in before else None

        self._passage = Passage(text, MentionIndex(text, mentions), people, paragraph_before)

    def actor(self, voice: Voice) -> str | None:
        """The actor who speaks; None if the text leaves it open."""
        if voice.actor is not None or voice.words is None:
            return voice.actor
        if voice.speaker and is_personal(voice.speaker):
            if voice.paragraph is None:
                return None
            token = voice.paragraph.token_at(voice.words.start)
            return person_before(self._passage, voice.paragraph, token)
        return actor_of(self._passage, voice.words)


def _designation(text: str, one: FoundLabel, speakers: _Speakers) -> Designation:
    tie = one.tie or _NO_TIE
    return Designation(
        span=one.span,
        surface=one.span.of(text),
        actor=tie.actor,
        voice=one.voice.voice,
        speaker=one.voice.speaker,
        speaker_actor=speakers.actor(one.voice),
        kind=tie.kind,
        rule=one.label.rule,
    )


class _Untied(NamedTuple):
    actor: None = None
    kind: str = BARE


_NO_TIE = _Untied()
