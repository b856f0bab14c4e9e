"""Finds which outlet published an article, by a table of rules from the strongest evidence to the weakest.

The first rule that answers wins. An outlet that is only cited isn't the source; if nothing shows it, it is unknown.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, TypeAlias

import ahocorasick_rs

from syria_iraq_archive.fold import small_letters
from syria_iraq_archive.parse import Section, Vocabulary
from syria_iraq_archive.parse.bylines import (
    byline_value,
    is_joined,
    is_name_with_place_or_role,
    leading_outlet,
    names_outlet,
)
from syria_iraq_archive.parse.signatures import SIGNATURE
from syria_iraq_archive.patterns import later
from syria_iraq_archive.records import Basis, Claim, Role
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.registry.models import Source
from syria_iraq_archive.spans import Span

_PREFIX_RULES = frozenset({"publisher-prefix", "publisher-line"})
_WORD_JOINT = later(r"[\s-]")
_DATELINE_PART = later(r"\([^()]*\)|[^(),،—–«»\"“”-]+(?:-[^(),،—–«»\"“”\s-]+)*")
_TOLD = (
    r"(?:told|tells|telling|informed|speaking to|spoke to|spoke with|speaking with|talking to"
    r"|in (?:comments?|remarks|a statement|statements|an? (?:exclusive )?interview|an exclusive) (?:made )?"
    r"(?:to|with|for)|interview with|in this (?:report|file|article|feature|investigation),)"
)
# In small letters, every text that `_TOLD` matches has one of these pieces. They leave out each "i" and "s" that may be
# one of `_ODD_LETTERS`.
_TOLD_SIGNS = (
    "told",
    "tell",
    "nformed",
    "peak",
    "poke",
    "talk",
    "comment",
    "remark",
    "tatement",
    "exclu",
    "nterv",
    "n thi",
)
# A pattern that ignores case takes these letters for an "i" or "s"; `str.lower` doesn't.
_ODD_LETTERS = later("[İıſ]")
_PLAIN_LETTERS = str.maketrans("İıſ", "iis")
_ARABIC = later(r"[\u0600-\u06ff]")
_TO = r"(?:لـ?|إلى|مع)\s*"
_KIND = r"(?:وكال[ةه]|صحيف[ةه]|موقع|قنا[ةه])\s*"
_MARK = r"[«\"“]?"

# Words that tell somebody something begin so, and an outlet is told if its name stands behind the whole of one of the
# leads. The first lead that has a name behind it counts: "told the National News Agency" tells no "The National".
_CUE = later(rf"\b(?:{_TOLD}\s|ل|إلى|مع)", re.IGNORECASE)
_LEADS = (
    later(rf"{_TOLD}\s+the\s+", re.IGNORECASE),
    later(rf"{_TOLD}\s+", re.IGNORECASE),
    later(_TO + _KIND + _MARK),
    later(_TO + _MARK),
    later("ل" + _KIND + _KIND + _MARK),
)
_AND = r"\s*(?:,|and|و)\s*(?:and\s+)?"
_SECOND_LEADS = (later(rf"{_AND}the\s+", re.IGNORECASE), later(_AND, re.IGNORECASE))  # "told Rudaw and Shafaq News"

_PIECE = later(r"\w+|\s+|[^\w\s]")
_NAME_ENDS = later(r"(?!\w)")

_COPYRIGHT = later(r"copyright|©|\(c\)|حقوق", re.IGNORECASE)
_ONLY_LICENSED = later(r"may not be published|rewritten|redistributed", re.IGNORECASE)
# What stands beside the holder of a copyright: cues, years, the legal form, whole sentences.
_COPYRIGHT_JOINT = later(
    r"\s*(?:copyrights?|©|\(c\)|(?<!\d)\d{4}(?:\s*[-–—]\s*\d{4})?(?!\d)|\bby\b|all rights reserved|[.,|;:،•]"
    r"|\b(?:llc|inc|ltd|corp)\b|(?:جميع|كل|كافة)?\s*(?:ال)?حقوق(?: النشر| الطبع)?(?: محفوظة| المحفوظة)?"
    r"(?: لدى| لـ)?|(?<!\w)(?:ل)?(?:موقع|صحيفة|وكالة|قناة)(?!\w))\s*",
    re.IGNORECASE,
)

_OTHER_ADDRESSEE = later(
    rf"\b(?:{_TOLD})\s+(?:the\s+)?(?P<name>(?:[A-Z][\w.]*\s+){{1,3}}(?:News|Times|Post|Press|Agency|TV|Radio|Tribune|Network))\b"
)


@dataclass(frozen=True)
class SourceFinder:
    """Finds the source of an article; made once for a registry."""

    vocabulary: Vocabulary
    outlets: frozenset[str]
    agencies: frozenset[str]  # outlets whose copy and pictures others print
    self_referring: frozenset[str]  # outlets whose copy mentions itself,
    own_names: ahocorasick_rs.AhoCorasick  # and the keys of their names
    names: dict[str, str | None]  # key of a name → source; key of what only begins a name → None

    @classmethod
    def of(cls, registry: Registry, vocabulary: Vocabulary) -> "SourceFinder":
        """The finder for the outlets of a registry."""
        compiled = registry.derived("outlets", lambda: _compiled(registry))
        own = frozenset(compiled["self_referring"])
        names = compiled["names"]
        return cls(
            vocabulary=vocabulary,
            outlets=frozenset(compiled["outlets"]),
            agencies=frozenset(compiled["agencies"]),
            self_referring=own,
            own_names=ahocorasick_rs.AhoCorasick([name for name, id in names.items() if id in own]),
            names=names,
        )

    def addressed(self, text: str, paragraph: Span) -> Iterator[tuple[str, Span]]:
        """The outlets that a paragraph says were told something, each with the words that say so."""
        start, end = paragraph
        while cue := _CUE.search(text, start, end):
            told = self._named_behind(_LEADS, text, cue.start(), end)
            start = told[1].end if told else cue.start() + 1
            if told:
                yield told
                if also := self._named_behind(_SECOND_LEADS, text, start, len(text)):
                    yield also

    def _named_behind(
        self, leads: Sequence[re.Pattern[str]], text: str, start: int, end: int
    ) -> tuple[str, Span] | None:
        """The outlet named behind the first lead at `start` that has a name behind it, with all these words."""
        for lead in leads:
            if (words := lead.match(text, start, end)) and (name := self._name_at(text, words.end(), end)):
                source, name_end = name
                return source, Span(start, name_end)
        return None

    def _name_at(self, text: str, start: int, end: int) -> tuple[str, int] | None:
        """The outlet with the longest name that stands at `start`, and where that name ends."""
        found, key = None, ""
        for piece in _PIECE.finditer(text, start, end):
            key += _key(piece[0]) or " "  # of white space, the key is empty
            if key not in self.names:
                break
            if (source := self.names[key]) and _NAME_ENDS.match(text, piece.end(), end):
                found = source, piece.end()
        return found

    def find(self, text: str, section: Section) -> Claim:
        """The claim on the source of the article in `section`, with the basis `unknown` if no rule answers."""
        for name, basis, rule in RULES:
            for source, evidence in rule(self, text, section):
                return Claim(field="source", value=source, basis=basis, rule=f"source:{name}", evidence=(evidence,))
        return Claim(field="source", value=None, basis=Basis.UNKNOWN, rule="source:none")


def _compiled(registry: Registry) -> dict[str, Any]:
    """What the outlets of a registry compile to, as JSON can hold it."""
    sources = registry.sources.values()
    names = {name: source.id for source in sources for name in _names(source)}
    sources_by_key = {_key(name): id for name, id in names.items()}
    beginnings = dict.fromkeys(each for key in sources_by_key for each in accumulate(_PIECE.findall(key)))
    return {
        "outlets": list(registry.sources),
        "agencies": [source.id for source in sources if source.marks.dateline or source.marks.credit],
        "self_referring": [source.id for source in sources if source.marks.self_reference],
        "names": beginnings | sources_by_key,
    }


def _names(source: Source) -> Iterator[str]:
    """All names by which an outlet calls itself: its name, those in other languages, its mastheads."""
    yield source.name
    for names in source.names.values():
        yield from (name.text for name in names)
    yield from source.marks.masthead


def _key(name: str) -> str:
    """A name as `SourceFinder.names` lists it: in small letters, with single spaces.

    >>> _key("Fırat  NEWS")
    'firat news'
    """
    if not name.isascii() and _ODD_LETTERS.search(name):
        name = name.translate(_PLAIN_LETTERS)
    return " ".join(small_letters(name).split())


SourceEvidence: TypeAlias = Iterator[tuple[str, Span]]  # an outlet's id, and the span that shows it


def _masthead(finder: SourceFinder, text: str, section: Section) -> SourceEvidence:
    """A line that is an outlet's name."""
    for block in section.blocks:
        is_masthead = block.role is Role.PUBLISHER and block.rule not in _PREFIX_RULES
        if is_masthead and (source := _named_by(finder, block.span.of(text))):
            yield source, block.span


def _named_by(finder: SourceFinder, line: str) -> str | None:
    """The outlet that a masthead line names, by itself or behind a label ("Source: Rudaw")."""
    return finder.vocabulary.masthead(line) or finder.vocabulary.masthead(line.partition(" ")[2])


def _byline(finder: SourceFinder, text: str, section: Section) -> SourceEvidence:
    """The outlet named in a byline ("News Desk - The Cradle")."""
    for block in section.blocks:
        if block.role is Role.BYLINE:
            printed = block.span.of(text)
            value = byline_value(printed, finder.vocabulary)
            outlet = names_outlet(printed, finder.vocabulary) or finder.vocabulary.byline_outlet(value)
            outlet = outlet or leading_outlet(printed, finder.vocabulary)
            if outlet:
                yield outlet, block.span


def _prefix(finder: SourceFinder, text: str, section: Section) -> SourceEvidence:
    """The outlet's name before the first sentence ("Shafaq News/ …")."""
    for block in section.blocks:
        is_prefix = block.role is Role.PUBLISHER and block.rule in _PREFIX_RULES
        if is_prefix and (source := finder.vocabulary.prefix_outlet(block.span.of(text))):
            yield source, block.span


def _dateline(finder: SourceFinder, text: str, section: Section) -> SourceEvidence:
    """An agency named in the dateline ("BASRA, May 3 (Reuters) -")."""
    for block in section.blocks:
        if block.role is Role.DATELINE:
            for part in _DATELINE_PART.finditer(text, block.span.start, block.span.end):
                named = Span(*part.span()).within(text)
                last = Span(named.end - len(_WORD_JOINT.split(named.of(text))[-1]), named.end)  # "Aleppo SANA"
                for span in (named, last):
                    if source := finder.vocabulary.dateline_outlet(span.of(text)):
                        yield source, span


def _notice(finder: SourceFinder, text: str, section: Section) -> SourceEvidence:
    """The outlet whose notice stands below the story."""
    for block in section.blocks:
        if block.rule == "notice" and (source := finder.vocabulary.notice_outlet(block.span.of(text))):
            yield source, block.span


def _copyright(finder: SourceFinder, text: str, section: Section) -> SourceEvidence:
    """The one outlet that a copyright line below the story names; an agency's line stands on other outlets' pages."""
    named: dict[str, Span] = {}
    for block in section.blocks:
        printed = block.span.of(text) if block.rule == "furniture:legal" else ""
        if not _COPYRIGHT.search(printed) or _ONLY_LICENSED.search(printed):
            continue
        for part in _COPYRIGHT_JOINT.split(printed):
            holder = part.strip()
            if source := finder.vocabulary.masthead(holder) or finder.vocabulary.masthead(holder.removeprefix("ل")):
                named.setdefault(source, block.span)
    if len(named) == 1 and not named.keys() & finder.agencies:
        yield from named.items()


def _signature(finder: SourceFinder, text: str, section: Section) -> SourceEvidence:
    """The outlet that signs the last paragraph, in brackets behind it or on a line below."""
    last = [block for block in section.blocks if block.role is Role.PARAGRAPH][-1:]
    for block in (*last, *(block for block in section.blocks if block.rule == "signature")):
        signed = SIGNATURE.search(block.span.of(text)) or re.fullmatch(r"[(\[](?P<value>.+)[)\]]", block.span.of(text))
        if signed and (source := finder.vocabulary.signature_outlet(signed["value"])):
            yield source, Span(block.span.start + signed.start(), block.span.start + signed.end()).within(text)


def _title(finder: SourceFinder, text: str, section: Section) -> SourceEvidence:
    """The site's name behind a bar in a headline that was taken from the page's title ("… | Jordan Times")."""
    for block in section.blocks:
        if block.role is Role.HEADLINE:
            before, bar, site = block.span.of(text).rpartition(" | ")
            if bar and before and (source := finder.vocabulary.masthead(site)):
                yield source, Span(block.span.end - len(site), block.span.end)


def _layout(finder: SourceFinder, text: str, section: Section) -> SourceEvidence:
    """The outlet whose declared layout the article has."""
    layout, evidence = section.layout
    if layout.source is not None and layout.source in finder.outlets:
        yield layout.source, evidence


def _self_reference(finder: SourceFinder, text: str, section: Section) -> SourceEvidence:
    """The one outlet that was told, by what the paragraphs say, if its copy mentions itself in this way.

    None if a byline names another outlet, even one that the registry doesn't know.
    """
    if any(_names_other_outlet(finder, block.span.of(text)) for block in section.blocks if block.role is Role.BYLINE):
        return
    told = [b.span for b in section.blocks if b.role is Role.PARAGRAPH and _may_address(b.span.of(text))]
    if not any(_may_name_itself(finder, span.of(text)) for span in told):
        return
    addressed: dict[str, Span] = {}
    for span in told:
        for source, words in finder.addressed(text, span):
            addressed.setdefault(source, words)
    if len(addressed) == 1:
        [(source, span)] = addressed.items()
        if source in finder.self_referring and not _addresses_another(finder, text, told):
            yield source, span


def _addresses_another(finder: SourceFinder, text: str, paragraphs: Sequence[Span]) -> bool:
    """Whether an outlet that the registry doesn't know is addressed, too ("spoke to Tigris News")."""
    named = (match["name"] for span in paragraphs for match in _OTHER_ADDRESSEE.finditer(text, *span))
    return any(finder.names.get(_key(name)) is None for name in named)


def _may_address(paragraph: str) -> bool:
    """A quick check that spares most paragraphs the slow patterns."""
    if not paragraph.isascii() and _ARABIC.search(paragraph):
        return True
    return any(map(small_letters(paragraph).__contains__, _TOLD_SIGNS))


def _may_name_itself(finder: SourceFinder, paragraph: str) -> bool:
    """Whether a paragraph names an outlet whose copy mentions itself: a quick check before the patterns."""
    return bool(finder.own_names.find_matches_as_indexes(_key(paragraph)))


def _names_other_outlet(finder: SourceFinder, byline: str) -> bool:
    """Whether a byline is joined to a name that is neither a place nor a role ("Ali Hasan - The Post")."""
    return is_joined(byline) and not is_name_with_place_or_role(byline, finder.vocabulary)


RULES: tuple[tuple[str, Basis, Callable[[SourceFinder, str, Section], SourceEvidence]], ...] = (
    ("masthead", Basis.MASTHEAD, _masthead),
    ("byline", Basis.BYLINE, _byline),
    ("prefix", Basis.PREFIX, _prefix),
    ("title", Basis.MASTHEAD, _title),
    ("notice", Basis.MASTHEAD, _notice),
    ("dateline", Basis.DATELINE, _dateline),
    ("layout", Basis.LAYOUT, _layout),
    ("signature", Basis.BYLINE, _signature),
    ("copyright", Basis.MASTHEAD, _copyright),
    ("self-reference", Basis.SELF_REFERENCE, _self_reference),
)
"""The rules with their names and bases, strongest evidence first. A rule yields outlets, each with what shows it."""
