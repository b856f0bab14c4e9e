"""The quotations of a draft, each with what the draft says of it: who speaks, in which outlet, on which day."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import NamedTuple, TypeVar

from syria_iraq_archive.annotate.mentions import MentionFinder
from syria_iraq_archive.annotate.quotes.finder import QuoteFinder
from syria_iraq_archive.annotate.quotes.quotations import AttributedQuotation, find_speech
from syria_iraq_archive.annotate.times import PlacedExpression, find_expressions, place_in_calendar
from syria_iraq_archive.checking.archived import Token, tokens
from syria_iraq_archive.checking.drafts import Draft, DraftParagraph
from syria_iraq_archive.patterns import later
from syria_iraq_archive.records import Block, Mention, Quote, Role
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.spans import Span

ELIDED = 400  # words that an ellipsis may stand for
REPLACED = 12  # words that brackets may stand for
LONGEST_CLAIM = 31  # days of an expression that says when something was said or printed

_DOTS = r"(?:…|\.{3,4}|\. ?\. ?\.)"
_EDITING = later(
    rf"(?P<ellipsis>\[\s*{_DOTS}\s*\]|\(\s*{_DOTS}\s*\)|{_DOTS})"
    r"|\[[^\W\d_]\](?=[^\W_])"  # "[T]he" is a word, with another first letter
    r"|(?P<brackets>[^\W_]*\[[^\[\]\n]{0,80}\][^\W_]*|\((?i:sic|emphasis added|كذا)\))"
)
_BEHIND = later(r"\s*(?:\([^()\n]{0,200}\)|\[[^\[\]\n]{0,200}\](?:\([^()\s]{0,400}\))?|[—–―]\s?[^\n]{0,200})")
_SIGNED = later(r"\s*(?:[—–―]|--?\s)\s*(?!\d)([^\s\d,،.;:()\[\]][^\n,،;:()\[\]\d]{1,80})")  # “…” — Salim Aziz, mayor
_TO_DAY = later(r"XXXX-(\d\d-\d\d)")

# "According to Reuters, the minister said": the outlet isn't the one who speaks.
_BY = later(
    r"(?:(?:according to|(?:as )?(?:reported|quoted|cited|published) by|speaking to)\s+(?:the\s+)?"
    r"|(?:وفق(?:ا|ًا|اً)?|طبق(?:ا|ًا|اً)?)\s+ل|(?:ب?حسب|نقل(?:ا|ًا|اً)?\s+عن)\s+)$",
    re.IGNORECASE,
)
_REACH = 40  # characters before an outlet's name in which such words stand

T = TypeVar("T", Mention, "Day")


class Day(NamedTuple):
    """A day or days that a draft names: ISO days; or, if no year is printed, `yearless` as MM-DD."""

    span: Span
    earliest: str | None
    latest: str | None
    yearless: str | None = None


class Mark(NamedTuple):
    """A mark of editing: before which word of the quotation, how it is printed, and whether it is an ellipsis."""

    before: int
    text: str
    is_ellipsis: bool


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation of a draft, and what the draft says of it. `scope` is where it says that."""

    span: Span
    inner: Span
    tokens: tuple[Token, ...]
    marks: tuple[Mark, ...]
    printed: tuple[Token, ...]  # its words with those in brackets: the archive may print the brackets itself
    scope: tuple[Span, ...]
    speaker: str | None = None  # as printed
    actor: str | None = None
    outlets: tuple[str, ...] = ()
    days: tuple[Day, ...] = ()
    cited: tuple[str, ...] = ()

    @property
    def groups(self) -> list[tuple[Token, ...]]:
        """The words between marks of editing."""
        ends = sorted({0, len(self.tokens), *(mark.before for mark in self.marks)})
        return [self.tokens[a:b] for a, b in pairwise(ends)]

    @property
    def editing(self) -> Mapping[int, int]:
        """Before which words a mark stands, and how many words it may stand for."""
        allowed: dict[int, int] = {}
        for mark in self.marks:
            allowed[mark.before] = max(allowed.get(mark.before, 0), ELIDED if mark.is_ellipsis else REPLACED)
        return allowed


@dataclass(frozen=True)
class ReadDraft:
    """A draft with all that is found in it."""

    draft: Draft
    quotations: tuple[Quoted, ...]
    mentions: tuple[Mention, ...]
    days: tuple[Day, ...]
    found: Mapping[int, AttributedQuotation] = field(default_factory=dict)  # by the offset of its mark


class DraftReader:
    """Finds the quotations of drafts, with their speakers, by the same rules as those of articles."""

    def __init__(self, registry: Registry) -> None:
        self._mentions = MentionFinder(registry)
        self._quotes = QuoteFinder(registry)
        self._sources = frozenset(registry.sources)
        self._outlets = {source.name: source.id for source in registry.sources.values()}
        names = sorted(self._outlets, key=lambda name: (-len(name), name))
        self._outlet = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w|\s[A-Z])")

    def read(self, draft: Draft) -> ReadDraft:
        """The quotations of the draft, in order; of those inside each other, the outer ones."""
        blocks = [
            Block(seq=number, role=Role.PARAGRAPH, span=one.span, rule="draft", article=1)
            for number, one in enumerate(draft.paragraphs)
        ]
        text = draft.plain
        mentions = self._with_outlets(text, self._mentions.find(text, blocks))
        placed = place_in_calendar(find_expressions(text, blocks, None), None)
        days = tuple(_days(placed))
        spoken = self._without_outlets(text, mentions)
        speakers = [mention for mention in mentions if spoken[mention.span.start] != " "]
        quotes = {quote.span: quote for quote in self._quotes.find(spoken, blocks, speakers)}
        found = {one.span.start: one for one in find_speech(spoken, [block.span for block in blocks])} if blocks else {}
        read = ReadDraft(draft, (), mentions, days, found)
        quotations = [self._claims(read, one) for one in _all(draft, spoken, found, quotes)]
        return ReadDraft(draft, tuple(sorted(quotations, key=lambda one: one.span)), mentions, days, found)

    def _with_outlets(self, text: str, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """The mentions, and the outlets named by words that articles use for other things, too ("The Hill")."""
        taken = {offset for mention in mentions for offset in range(*mention.span)}
        others = [
            Mention(actor=self._outlets[match.group()], span=Span(*match.span()), surface=match.group(), rule="outlet")
            for match in self._outlet.finditer(text)
            if taken.isdisjoint(range(*match.span()))
        ]
        return tuple(sorted((*mentions, *others), key=lambda mention: mention.span))

    def _without_outlets(self, text: str, mentions: Sequence[Mention]) -> str:
        """The text with spaces for the outlets that only report what somebody says."""
        for mention in mentions:
            if mention.actor not in self._sources:
                continue
            start, end = mention.span
            before = _BY.search(text, max(0, start - _REACH), start)
            if before:
                end += text[end : end + 1] in (",", "،")
                text = f"{text[: before.start()]}{' ' * (end - before.start())}{text[end:]}"
        return text

    def _claims(self, read: ReadDraft, one: Quoted) -> Quoted:
        """The quotation with what its scope says of it."""
        outlets = [mention.actor for mention in _in(read.mentions, one) if mention.actor in self._sources]
        days = _in(read.days, one)
        cited = [key for span in one.scope for _, key in read.draft.cited(span)] or _next_cited(read.draft, one)
        return replace(one, outlets=tuple(dict.fromkeys(outlets)), days=tuple(days), cited=tuple(dict.fromkeys(cited)))


def _in(things: Sequence[T], one: Quoted) -> list[T]:
    """What lies in the scope of a quotation, and not in the quotation itself."""
    return [
        each
        for each in things
        if any(span.contains(each.span) for span in one.scope) and not one.span.contains(each.span)
    ]


def _all(
    draft: Draft, spoken: str, found: Mapping[int, AttributedQuotation], quotes: Mapping[Span, Quote]
) -> Iterator[Quoted]:
    reached = 0
    set_apart = {one.quoted: one for one in draft.paragraphs if one.quoted}
    for quoted, paragraph in set_apart.items():
        if not any(quoted.contains(one.span) and 2 * one.span.length > quoted.length for one in found.values()):
            made = _set_apart(draft, paragraph, quoted, quotes)
            if made.tokens:
                yield made
    for one in sorted(found.values(), key=lambda one: (one.span.start, -one.span.end)):
        if one.span.start < reached:
            continue
        reached = one.span.end
        inside = next((quoted for quoted in set_apart if quoted.contains(one.span)), None)
        if inside and 2 * one.span.length <= inside.length:
            continue
        made = _quoted(draft.plain, one.span, one.quotation.inner, _scope(draft.text, spoken, one))
        quote = quotes.get(one.span)
        if not made.tokens:
            continue
        if quote and quote.speaker:
            yield replace(made, speaker=quote.speaker, actor=quote.actor)
        else:
            signed = _SIGNED.match(draft.plain, one.span.end, one.paragraph.region.end)
            yield replace(made, speaker=signed[1] if signed else None, actor=quote.actor if quote else None)


def _quoted(text: str, span: Span, inner: Span, scope: tuple[Span, ...]) -> Quoted:
    """The words of a quotation and its marks of editing.

    >>> one = _quoted("we … leave [the city]", Span(0, 21), Span(0, 21), ())
    >>> [token.strict for token in one.tokens], [(mark.before, mark.text) for mark in one.marks]
    (['we', 'leave'], [(1, '…'), (2, '[the city]')])
    """
    found: list[Token] = []
    marks: list[Mark] = []
    at = inner.start
    for match in _EDITING.finditer(text, *inner):
        if match.lastgroup is None:
            continue
        found.extend(tokens(text[at : match.start()], at))
        marks.append(Mark(len(found), match.group(), match.lastgroup == "ellipsis"))
        at = match.end()
    found.extend(tokens(text[at : inner.end], at))
    printed = tuple(tokens(inner.of(text), inner.start))
    return Quoted(span, inner, tuple(found), tuple(marks), printed, scope)


def _set_apart(draft: Draft, paragraph: DraftParagraph, quoted: Span, quotes: Mapping[Span, Quote]) -> Quoted:
    """A quotation that Markdown sets apart; the line below it, or else the paragraph before it, says whose it is."""
    scope = paragraph.signed
    if scope is None:
        before = [one for one in draft.paragraphs if one.span.end <= paragraph.span.start]
        scope = before[-1].span if before and draft.text[before[-1].span.end - 1] == ":" else paragraph.span
    made = _quoted(draft.plain, quoted, quoted, (scope,))
    speaker = None
    if paragraph.signed:
        speaker = re.split(r"[,،(]", paragraph.signed.of(draft.plain).lstrip("> \t—–―-"))[0].strip() or None
    quote = quotes.get(quoted)
    return replace(made, speaker=speaker or (quote.speaker if quote else None), actor=quote.actor if quote else None)


def _scope(text: str, spoken: str, one: AttributedQuotation) -> tuple[Span, ...]:
    """Where a draft says of a quotation who speaks, where and when: its sentence, and what stands behind that.

    `spoken` is the text with spaces for the outlets that only report.
    """
    paragraph = one.paragraph
    first, end = paragraph.sentence(one.token)
    spans = [paragraph.span(first, max(end, one.token + 1))]
    if one.attribution and paragraph.region.contains(one.attribution.sentence):
        spans.append(one.attribution.sentence)
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    start -= len(spoken[paragraph.region.start : start]) - len(spoken[paragraph.region.start : start].rstrip())
    for at in (one.span.end, end):
        if behind := _BEHIND.match(text, _past_stop(text, at), paragraph.region.end):
            end = max(end, behind.end())
    while end < paragraph.region.end and text[end] in ")]":
        end += 1
    return (Span(start, end),)


def _past_stop(text: str, at: int) -> int:
    while at < len(text) and text[at] in ".?!؟…":
        at += 1
    return at


def _next_cited(draft: Draft, one: Quoted) -> list[str]:
    """The first key cited behind a quotation in its paragraph."""
    for paragraph in draft.paragraphs:
        if paragraph.span.contains(one.span):
            behind = sorted(draft.cited(Span(one.span.end, paragraph.span.end)))
            return [key for span, key in behind if span == behind[0][0]]
    return []


def _days(placed: Sequence[PlacedExpression]) -> Iterator[Day]:
    """The expressions that name a day, or days of a month at most."""
    for one in placed:
        if one.earliest and one.latest and (one.latest - one.earliest).days <= LONGEST_CLAIM and one.full:
            yield Day(one.span, one.earliest.isoformat(), one.latest.isoformat())
        elif match := _TO_DAY.fullmatch(one.value):
            yield Day(one.span, None, None, match[1])
