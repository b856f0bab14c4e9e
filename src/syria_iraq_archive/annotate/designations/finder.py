"""Finds the designations of an article: each label with the actor it is tied to and the voice it is printed in."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple, TypeVar

from syria_iraq_archive.annotate.designations import arabic_labels, arabic_ties, arabic_voices, ties, voices
from syria_iraq_archive.annotate.designations.anaphora import FoundLabel, with_antecedents, with_parts
from syria_iraq_archive.annotate.designations.english_labels import LabelSpan, english_labels, scare_label
from syria_iraq_archive.annotate.designations.label_words import LabelReader, LabelRow, compiled_words
from syria_iraq_archive.annotate.designations.ties import (
    BARE,
    LabelInRow,
    LabelledActors,
    compiled_actors,
    tie_of,
)
from syria_iraq_archive.annotate.designations.voices import DISTANCED, OUTLET, SCARE, Voice
from syria_iraq_archive.annotate.given_names import is_titled
from syria_iraq_archive.annotate.mentions import SEARCHED_ROLES
from syria_iraq_archive.annotate.quotes.marks import find_quotations
from syria_iraq_archive.annotate.quotes.mention_index import MentionIndex
from syria_iraq_archive.annotate.quotes.paragraphs import TaggedParagraph, tag_paragraph
from syria_iraq_archive.annotate.quotes.speaker_actors import (
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
        self._arabic_words = arabic_labels.ArabicWords(self._reader.arabic_letters)
        actors = compiled["actors"]
        self._actors = LabelledActors(actors["kinds"], actors["governments"], actors["rulers"])
        self._states = frozenset(id for id, kind in actors["kinds"].items() if kind == Kind.STATE.value)
        self._people = frozenset(id for id, kind in actors["kinds"].items() if kind == Kind.PERSON.value)

    def find(
        self, text: str, blocks: Sequence[Block], mentions: Sequence[Mention], quotes: Sequence[Quote]
    ) -> tuple[Designation, ...]:
        """The designations in `blocks`, in the order of the text, without overlaps.

        `blocks`, `mentions` and `quotes` are the article's, each in the order of the text.
        """
        searched = [block for block in blocks if block.role in SEARCHED_ROLES]
        spans = [block.span for block in searched]
        each = zip(spans, _divided(mentions, spans), _divided(quotes, spans), strict=True)
        found = [one for block, inside, around in each for one in self._in_block(text, block, inside, around)]
        if not found:
            return ()
        speakers = _Speakers(text, searched, mentions, self._people)
        return tuple(_designation(text, one, speakers) for one in with_antecedents(text, found, mentions, self._actors))

    def _in_block(
        self, text: str, block: Span, inside: Sequence[Mention], around: Sequence[Quote]
    ) -> Iterator[FoundLabel]:
        is_arabic = arabic_labels.is_arabic(block.of(text))
        quoted = [quote for quote in around if len(quote.text) < _LONGEST_LABEL]
        stretches = self._reader.stretches(text, block, inside, quoted, is_arabic=is_arabic)
        if not stretches:
            return
        find = self._in_arabic if is_arabic else self._in_english
        yield from find(text, block, stretches, inside, around)

    def _in_english(
        self, text: str, block: Span, stretches: Sequence[Span], mentions: Sequence[Mention], quotes: Sequence[Quote]
    ) -> Iterator[FoundLabel]:
        voice_of = _EnglishVoices(text, block, quotes)
        is_title = is_titled(block.of(text))
        found: list[FoundLabel] = []
        for stretch in stretches:
            row = self._reader.english(text, block, stretch, _within(mentions, stretch), is_titled=is_title)
            for label in _all_labels(row, self._reader, quotes):
                tie = tie_of(LabelInRow(row, label, self._actors, mentions), ties.TIE_RULES)
                where = row.span(label.start, label.end)
                if tie is not None or label.rule != "epithet":
                    found.append(FoundLabel(row, label, where, tie, voice_of.voice(label, where)))
        yield from with_parts(text, found)

    def _in_arabic(
        self, text: str, block: Span, stretches: Sequence[Span], mentions: Sequence[Mention], quotes: Sequence[Quote]
    ) -> Iterator[FoundLabel]:
        for stretch in stretches:
            inside = _within(mentions, stretch)
            row = arabic_labels.arabic_row(text, block, stretch, inside, self._arabic_words, self._states)
            for label in arabic_labels.arabic_labels(row):
                tie = tie_of(LabelInRow(row, label, self._actors, mentions), arabic_ties.ARABIC_TIE_RULES)
                where = row.span(label.start, label.end)
                yield FoundLabel(row, label, where, tie, _arabic_voice(text, block, label, where, quotes, mentions))


_Lying = TypeVar("_Lying", Mention, Quote)


def _divided(found: Sequence[_Lying], blocks: Sequence[Span]) -> Iterator[Sequence[_Lying]]:
    """For each block those that begin in it. Both are in the order of the text."""
    number = 0
    for block in blocks:
        while number < len(found) and found[number].span.start < block.start:
            number += 1
        first = number
        while number < len(found) and found[number].span.start < block.end:
            number += 1
        yield found[first:number]


def _within(found: Sequence[_Lying], span: Span) -> Sequence[_Lying]:
    """Those that begin in `span`; they are in the order of the text."""
    if len(found) <= _FEW:
        return [one for one in found if span.start <= one.span.start < span.end]
    first = bisect_left(found, span.start, key=_start)
    return found[first : bisect_left(found, span.end, lo=first, key=_start)]


_FEW = 6  # so few are looked through faster than they are halved


def _start(one: Mention | Quote) -> int:
    return one.span.start


def _arabic_voice(
    text: str, block: Span, label: LabelSpan, span: Span, quotes: Sequence[Quote], mentions: Sequence[Mention]
) -> Voice:
    quoted = voices.quoted_voice(span, quotes)
    if quoted is not None and quoted.voice != SCARE:
        return quoted
    if label.is_distanced:
        return Voice(DISTANCED)
    reported = arabic_voices.arabic_reported_voice(text, block, span, quotes)
    if reported is not None and reported.words is not None:  # "accused X the Y": who accuses comes first
        named = _within(mentions, reported.words)
        last = next((one for one in mentions if one.span.start < reported.words.end < one.span.end), None)
        words = reported.words
        if len(named) > 1 and named[0].span.start == words.start:
            words = named[0].span
        elif last is not None and last.span.start > words.start:  # no speaker ends within a name
            words = Span(words.start, words.start + len(text[words.start : last.span.start].rstrip()))
        reported = reported._replace(speaker=words.of(text), words=words)
    if quoted is not None:
        return reported._replace(voice=voices.SPEAKER) if reported else quoted
    return reported or Voice(OUTLET)


def _compiled(registry: Registry) -> dict[str, Any]:
    """What the words and actors of a registry compile to, as JSON can hold it."""
    return {"words": compiled_words(registry), "actors": compiled_actors(registry)}


def _all_labels(row: LabelRow, reader: LabelReader, quotes: Sequence[Quote]) -> list[LabelSpan]:
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
    """The voices of a block's labels; the text around a label is tagged only if a verb there may report it."""

    def __init__(self, text: str, block: Span, quotes: Sequence[Quote]) -> None:
        self._text, self._block, self._quotes = text, block, quotes

    def voice(self, label: LabelSpan, span: Span) -> Voice:
        """The voice of the label at `span`."""
        quoted = voices.quoted_voice(span, self._quotes)
        if quoted is not None and quoted.voice != SCARE:
            return quoted
        if distanced := voices.distanced_voice(self._text, self._block, span.start):
            return distanced
        if label.is_distanced:
            return Voice(DISTANCED)
        start = voices.sentence_start(self._text, self._block, span.start, self._quotes)
        if not voices.may_report(self._text[start : span.start]):
            return quoted or Voice(OUTLET)
        passage = voices.passage_around(self._text, start, span, self._block, self._quotes)
        reported = voices.reported_voice(passage, span, self._block.start)
        if quoted is not None:  # "views them as “…”"
            return reported._replace(voice=voices.SPEAKER) if reported else quoted
        return reported or Voice(OUTLET)


class _Speakers:
    """Looks up which actors reported speakers are."""

    def __init__(self, text: str, blocks: Sequence[Block], mentions: Sequence[Mention], people: frozenset[str]) -> None:
        self._text = text
        self._regions = [block.span for block in blocks if block.role is Role.PARAGRAPH]
        self._before = {after.start: one for one, after in pairwise(self._regions)}
        self._passage = Passage(text, MentionIndex(text, mentions), people, self._paragraph_before)

    def _paragraph_before(self, start: int) -> TaggedParagraph | None:
        return self._tagged(self._before[start]) if start in self._before else None

    def _tagged(self, region: Span) -> TaggedParagraph:
        return tag_paragraph(self._text, region, find_quotations(self._text, region))

    def actor(self, voice: Voice) -> str | None:
        """The actor who speaks; None if the text leaves it open."""
        if voice.actor is not None or voice.words is None:
            return voice.actor
        if voice.speaker is None or not is_personal(voice.speaker):
            return actor_of(self._passage, voice.words)
        region = next((one for one in self._regions if one.contains(voice.words)), None)
        if region is None:
            return None
        paragraph = self._tagged(region)
        return person_before(self._passage, paragraph, paragraph.token_at(voice.words.start))


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
