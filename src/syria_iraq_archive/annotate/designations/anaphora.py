"""Ties a label that takes up an earlier name or label: "HTS … The Islamist group"; "the Assad regime … the regime"."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from syria_iraq_archive.annotate.designations.english_labels import LabelSpan
from syria_iraq_archive.annotate.designations.label_words import LabelRow
from syria_iraq_archive.annotate.designations.ties import ATTRIBUTE, BARE, ONE_PARTY, LabelledActors, Tie
from syria_iraq_archive.annotate.designations.voices import Voice
from syria_iraq_archive.patterns import later
from syria_iraq_archive.records import Mention
from syria_iraq_archive.spans import Span

_DEFINITE = frozenset({"the", "this", "that"})
_SIDES = "SJEhBWwoX"
_REACH = 600  # characters before a label in which the name that it takes up is looked for


class FoundLabel(NamedTuple):
    """A label of an article: its row and words, where it is, whom it is tied to, and in whose voice it is."""

    row: LabelRow
    label: LabelSpan
    span: Span
    tie: Tie | None
    voice: Voice

    @property
    def head(self) -> str:
        """The last word of an English label, the first head of an Arabic one, as it is compared."""
        if self.label.head is not None:
            return self.row.plain(self.label.head)
        return self.row.plain(self.label.end - 1)

    @property
    def sides(self) -> frozenset[str]:
        """The words that name a side or judge."""
        words = self.row.words[self.label.start : self.label.end]
        return frozenset(word.plain for word in words if word.letter in _SIDES and word.plain != self.head)

    @property
    def is_definite(self) -> bool:
        """Whether "the" stands before it; of an Arabic label, whether it has the article."""
        first = self.row.words[self.label.start]
        return first.is_definite or self.row.plain(self.label.start - 1) in _DEFINITE


_MAKE_UP = later(
    r",?\s+(?:who|which|that)\s+(?:now\s+)?(?:make|makes|form|forms|constitute|constitutes|comprise|run|lead)\s+[^,.;]{0,60}"
)


def with_parts(text: str, found: Sequence[FoundLabel]) -> Iterator[FoundLabel]:
    """The labels of a block; one that says what makes up what the next one labels is tied like it.

    As in "the commanders who make up the bulk of the transitional government".
    """
    for one, following in zip_longest(found, found[1:]):
        if (
            one.tie is None
            and following
            and following.tie
            and _MAKE_UP.fullmatch(text, one.span.end, following.span.start)
        ):
            yield one._replace(tie=Tie(following.tie.actor, ATTRIBUTE))
        else:
            yield one


def with_antecedents(
    text: str, found: Sequence[FoundLabel], mentions: Sequence[Mention], actors: LabelledActors
) -> Iterator[FoundLabel]:
    """The labels, in order, each untied one tied to what it takes up, if it takes up something."""
    earlier: list[FoundLabel] = []
    for one in found:
        if one.tie is None and one.is_definite and one.label.rule not in ("epithet", "so-called"):
            actor = _same_label(one, earlier) or _named_before(text, one, mentions, actors)
            one = one._replace(tie=Tie(actor, BARE)) if actor else one  # noqa: PLW2901
        earlier.append(one)
        yield one


def _same_label(one: FoundLabel, earlier: Sequence[FoundLabel]) -> str | None:
    """The actor to whom all earlier labels with the same head are tied, if they have its sides, too."""
    said = one.span.of(one.row.text).lower()
    for other in earlier:
        if other.tie and " " in said and f" {said} " in f" {other.span.of(one.row.text).lower()} ":
            return other.tie.actor
    alike = [other for other in earlier if other.head == one.head]
    tied = {other.tie.actor if other.tie else None for other in alike if one.sides <= other.sides}
    if not one.sides:
        tied = {other.tie.actor if other.tie else None for other in alike}
    return tied.pop() if len(tied) == 1 else None


def _named_before(text: str, one: FoundLabel, mentions: Sequence[Mention], actors: LabelledActors) -> str | None:
    """The group named last before a label of one party; None if the sentences before it name several."""
    if one.head not in ONE_PARTY or not (one.sides or one.label.rule == "singular-head"):
        return None
    near = [
        mention
        for mention in mentions
        if one.span.start - _REACH < mention.span.start < one.span.start and _may_be(mention, actors)
    ]
    if not near:
        return None
    last = near[-1]
    begin = max(text.rfind(mark, 0, last.span.start) for mark in (". ", "\n", ".”", '."'))
    in_sentence = [mention for mention in near if mention.span.start > begin]
    return in_sentence[0].actor


def _may_be(mention: Mention, actors: LabelledActors) -> bool:
    return actors.kinds.get(mention.actor) in ("armed-group", "party")
