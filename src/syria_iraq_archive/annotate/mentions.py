"""Decides who is named in an article: gives each name that `name_matcher` finds one meaning, or none.

Of names that overlap, the longest that counts wins, from the left. Only names that count compete, so that a surname
which means nobody doesn't hide another name.

An article may teach an acronym: "the Southern Defense Front (SDF)". For the rest of the article that wins over the
registry, so that "SDF" there is no other group, even if the registry doesn't know that front.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from syria_iraq_archive.annotate.given_names import is_titled
from syria_iraq_archive.annotate.name_matcher import (
    MentionRule,
    NameMatch,
    NameMatcher,
    NameMeaning,
    SearchedText,
    names_of,
)
from syria_iraq_archive.annotate.offices import Days
from syria_iraq_archive.annotate.short_names import BodiesInArticle, ShortNames
from syria_iraq_archive.annotate.surnames import Bearers, Surnames, names_place
from syria_iraq_archive.records import Block, Mention, Role
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.spans import Span

SEARCHED_ROLES = frozenset({Role.HEADLINE, Role.KICKER, Role.STANDFIRST, Role.CROSSHEAD, Role.PARAGRAPH, Role.CAPTION})
_FULL = frozenset({MentionRule.NAME, MentionRule.ACRONYM, MentionRule.BODY})  # name an actor in any text
_UNCONDITIONAL = _FULL | {
    MentionRule.DEMONYM,
    MentionRule.TAUGHT,
    MentionRule.SHORT,
}  # need no look at the words around

_PARTIAL = frozenset({MentionRule.SURNAME, MentionRule.OFFICE, MentionRule.ALONE})  # a part of a name, as a rule


class NamesInArticle(NamedTuple):
    """What the article as a whole says about the names in it."""

    named: set[str]  # actors named by a name that means them in any text
    taught: dict[str, str | None]  # the acronyms it explains, and whom they mean
    bearers: Bearers  # whom surnames may mean in it
    bodies: BodiesInArticle  # which bodies short names may mean in it


class MentionFinder:
    """Finds the mentions of an article. It holds a matcher: make one for each registry and process."""

    def __init__(self, registry: Registry) -> None:
        names = names_of(registry)
        self._matcher = NameMatcher(names)
        self._surnames = Surnames(registry, names)
        self._short_names = ShortNames(registry, names)

    def find(self, text: str, blocks: Iterable[Block], days: Days | None = None) -> tuple[Mention, ...]:
        """The mentions in `blocks`, in the order of the text. They don't overlap.

        `days` are the first and the last day on which the article may have been published. They decide which holder of
        an office is meant.
        """
        pieces = [self._searched(block.span, text) for block in blocks if block.role in SEARCHED_ROLES]
        article = self._names_in_article(pieces, days)
        return tuple(mention for piece in pieces for mention in self._decide(piece, article))

    def _searched(self, span: Span, text: str) -> SearchedText:
        piece = span.of(text)
        return SearchedText(span.start, piece, is_titled(piece), list(self._matcher.find(piece)))

    def _names_in_article(self, pieces: Sequence[SearchedText], days: Days | None) -> NamesInArticle:
        """What the names found in all blocks say about the article."""
        named: set[str] = set()
        taught: dict[str, str | None] = {}
        for piece in pieces:
            for match in piece.matches:
                for meaning in match.meanings:
                    if meaning.rule in _FULL:
                        named.add(meaning.actor)
            for acronym, actor in _taught_acronyms(piece.text, piece.matches):
                taught.setdefault(acronym, actor)
        bearers = self._surnames.bearers(pieces, named, days)
        return NamesInArticle(named, taught, bearers, self._short_names.in_article(pieces, named, days))

    def _decide(self, piece: SearchedText, article: NamesInArticle) -> Iterator[Mention]:
        """The longest names that count, from the left."""
        matches = [*piece.matches, *_taught_matches(piece.text, article.taught, piece.matches)]
        matches.extend(self._short_names.taught(piece.text, article.bodies))
        matches.sort(key=_from_the_left)
        reached = 0
        for place, match in enumerate(matches):
            start, end = match.span
            if start < reached:
                continue
            meaning = self._meaning(piece, match, article)
            if meaning is not None and meaning.rule in _PARTIAL and _reaches_into_name(matches, place):
                continue  # "al-Assad" of "al-Assad regime"
            if meaning is not None:
                span = Span(start + piece.start, end + piece.start)
                yield Mention(actor=meaning.actor, span=span, surface=match.surface, rule=str(meaning.rule))
            if meaning is not None or _hides(match):
                reached = end

    def _meaning(self, piece: SearchedText, match: NameMatch, article: NamesInArticle) -> NameMeaning | None:
        """The one meaning of the match that counts here; None if it names nobody."""
        text = piece.text
        if match.surface in article.taught:
            actor = article.taught[match.surface]
            return NameMeaning(actor, MentionRule.TAUGHT) if actor else None
        for meaning in match.meanings:
            if meaning.rule in _UNCONDITIONAL:
                return meaning
            if meaning.rule is MentionRule.CAPITAL and _acts_as_government(text, match.span):
                return meaning
            if (
                meaning.rule is MentionRule.CONTEXTUAL
                and meaning.actor in article.named
                and not names_place(text, match.span)
            ):
                return meaning
        return self._short_names.resolve(text, match, article.bodies) or self._surnames.resolve(
            piece, match, article.bearers
        )


def _reaches_into_name(matches: Sequence[NameMatch], place: int) -> bool:
    """Whether a name in full begins within the match at `place` and ends behind it."""
    end = matches[place].span.end
    for other in matches[place + 1 :]:
        if other.span.start >= end:
            return False
        if other.span.end > end and any(meaning.rule in _FULL for meaning in other.meanings):
            return True
    return False


def _from_the_left(match: NameMatch) -> tuple[int, int]:
    """Sorts matches from the left, and the longest first among those that begin together."""
    start, end = match.span
    return start, -end


def _hides(match: NameMatch) -> bool:
    """Whether a common phrase that names nobody here hides the shorter names in it ("National Security Council")."""
    return " " in match.folded and any(meaning.rule is MentionRule.CONTEXTUAL for meaning in match.meanings)


_MAX_NAME_LENGTH = 120  # characters before the bracket that are searched for the name

_TAUGHT = re.compile(r"\(\s*[“\"']?(?P<acronym>[A-Z][A-Za-z-]{0,6}[A-Z])[”\"']?\s*\)")
_WORD = re.compile(r"[^\W\d_][\w'’]*")
_CLOSERS = " \u00a0\n\r\t”\"’'»"  # what may stand between a name and the bracket behind it
_SMALL_WORDS = frozenset({"of", "the", "and", "for", "in", "al", "to", "on", "el", "against"})


class _TaughtAcronym(NamedTuple):
    """An acronym that an article explains, and the actor it means there; None for one the registry doesn't know."""

    acronym: str
    actor: str | None


def _taught_acronyms(text: str, matches: Iterable[NameMatch]) -> Iterator[_TaughtAcronym]:
    """The acronyms that `text` puts in brackets behind the name they stand for.

    The name either is one of `matches` that ends right before the bracket, or consists of words with capitals whose
    initials spell the acronym. If the latter begins earlier, the match is only a part of a name that the registry
    doesn't know.
    """
    brackets = list(_TAUGHT.finditer(text)) if "(" in text else []
    if not brackets:
        return
    named = [
        (match.span.end, match.span.start, meaning.actor)
        for match in matches
        for meaning in match.meanings
        if meaning.rule in (MentionRule.NAME, MentionRule.BODY)
    ]
    # Of the names that end at one place, the longest: the last that is put in counts.
    longest = {end: (start, actor) for end, start, actor in sorted(named, reverse=True)}
    for bracket in brackets:
        start = max(0, bracket.start() - _MAX_NAME_LENGTH)
        before = text[start : bracket.start()].rstrip(_CLOSERS)
        name = longest.get(start + len(before))
        spelt = _spelt_from(bracket["acronym"], before)
        if name is not None and (spelt is None or name[0] <= start + spelt):
            yield _TaughtAcronym(bracket["acronym"], name[1])
        elif spelt is not None:
            yield _TaughtAcronym(bracket["acronym"], None)


def _spelt_from(acronym: str, before: str) -> int | None:
    """Where in `before` the last words with capitals begin whose initials are the acronym's letters; None without such.

    >>> _spelt_from("SDF", "fighters of the Southern Defense Front")
    16
    >>> _spelt_from("SDF", "said a commander in Hama")
    """
    letters = [c for c in acronym if c.isupper()]
    initials: list[str] = []
    start = len(before)
    for word in reversed(list(_WORD.finditer(before))):
        if len(initials) == len(letters):
            break
        if word.group()[0].isupper():
            initials.insert(0, word.group()[0])
            start = word.start()
        elif word.group().lower() not in _SMALL_WORDS:
            break
    return start if initials == letters else None


def _taught_matches(text: str, taught: dict[str, str | None], known: Sequence[NameMatch]) -> Iterator[NameMatch]:
    """The places where `text` uses a taught acronym and `known`, the matches of the registry, has none."""
    for acronym, actor in taught.items():
        if actor is not None and acronym in text:
            at = {match.span.start for match in known}
            for match in re.finditer(rf"(?<!\w){re.escape(acronym)}(?!\w)", text):
                if match.start() not in at:
                    meaning = NameMeaning(actor, MentionRule.TAUGHT, acronym)
                    yield NameMatch(Span(*match.span()), acronym, acronym.lower(), (meaning,))


_CAPITAL_REACH = 40  # characters before a capital that are searched

_PLACE_BEFORE = re.compile(
    r"(?:\b(?:in|at|near|around|outside|inside|to|toward|towards|into|through|across|over|of|capital|city|between|northern|"
    r"southern|eastern|western|central|downtown|greater|old|rural|province|governorate|suburbs?|countryside|and|,)\s*,?\s*"
    r"|\bfrom\s+)$",
    re.IGNORECASE,
)
_ACTS_AFTER = re.compile(
    r"['’]s\s+(?:decision|position|stance|request|demand|offensive|policy|role|support|government|intentions?|concerns?"
    r"|relations|ties|allies|ally|backing|ambassador|envoy|foreign|military|army|forces|interests|leadership|regime|response"
    r"|announcement|claims?|efforts?|refusal|approval)\b"
    r"|[-–](?:backed|aligned|led|allied|based government|supported|sponsored|funded|controlled)\b"
    r"|\s+(?:regime|government)\b"
    r"|\s+(?:also\s+|now\s+|later\s+|has\s+|had\s+|have\s+)?(?:says?|said|saying|told|tells|warn(?:s|ed)|accus(?:es|ed)|den(?:ies|ied)"
    r"|announc(?:es|ed)|condemn(?:s|ed)|reject(?:s|ed)|insist(?:s|ed)|consider(?:s|ed)|regards?|views?|sees|want(?:s|ed)"
    r"|seeks?|sought|deploy(?:s|ed)|detected|detects|agreed|agrees|refus(?:es|ed)|demand(?:s|ed)|call(?:s|ed)\s+(?:on|for)"
    r"|back(?:s|ed)|supports?|supported|maintain(?:s|ed)|believes?|fears?|feared|hopes?|hoped|plans?|planned|expects?|expected"
    r"|offered|offers|pledg(?:es|ed)|sent|sends|signed|closed|imposed|lifted|declared|declares|claim(?:s|ed)|argu(?:es|ed)"
    r"|urg(?:es|ed)|responded|responds|summoned|expelled|halted|suspended|resumed|opposes?|opposed|will|would|must|should|may"
    r"|does not|did not|cannot|can not)\b",
    re.IGNORECASE,
)

_ADDRESSED_BEFORE = re.compile(
    r"\b(?:urg(?:es|ed|ing)|ask(?:s|ed|ing)?|accus(?:es|ed|ing)|warn(?:s|ed|ing)|told|press(?:es|ed|ing)|blam(?:es|ed|ing)"
    r"|call(?:s|ed|ing)\s+on|pressure\s+on|(?:relations|ties|talks|agreement|deal|coordination|dispute)\s+with"
    r"|support\s+(?:for|from)|backing\s+(?:of|from)|accord\s+with)\s+$"
    r"|(?:قالت|أعلنت|اعلنت|أكدت|نفت|رفضت|اتهمت|حذرت|دعت|طالبت|أدانت|وافقت|أعربت)\s+$",
    re.IGNORECASE,
)
_ARABIC_ACTS_AFTER = re.compile(
    r"\s+(?:تنفي|تقول|تعلن|ترفض|تطالب|تدين|تؤكد|تحذر|تتهم|تدعو|تستدعي|ترحب|توافق|تعرب|تدعم|ترسل|تسعى|تعتزم)(?!\w)"
)


def _acts_as_government(text: str, span: Span) -> bool:
    """Whether the capital at `span` means its government, which says, wants or owns something, not the place.

    >>> _acts_as_government("Ankara says it will stay", Span(0, 6))
    True
    >>> _acts_as_government("He said in Ankara", Span(11, 17))
    False
    """
    before = text[max(0, span.start - _CAPITAL_REACH) : span.start]
    if _ADDRESSED_BEFORE.search(before) or _ARABIC_ACTS_AFTER.match(text, span.end):
        return True
    return bool(_ACTS_AFTER.match(text, span.end)) and not _PLACE_BEFORE.search(before)
