"""Who is named in an article: of the matches that count the longest, from the left.

Longest is decided among what counts here, so that a surname which means nobody doesn't hide another name.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from syria_iraq_archive.annotate.acronyms import taught_acronyms, taught_matches
from syria_iraq_archive.annotate.capitals import acts_as_government
from syria_iraq_archive.annotate.matcher import Match, Matcher
from syria_iraq_archive.annotate.names import Meaning, Names, Rule
from syria_iraq_archive.annotate.offices import Days
from syria_iraq_archive.annotate.surnames import Surnames
from syria_iraq_archive.annotate.titles import names_place
from syria_iraq_archive.records import Block, Mention, Role
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.spans import Span

SEARCHED_ROLES = frozenset({Role.HEADLINE, Role.KICKER, Role.STANDFIRST, Role.CROSSHEAD, Role.PARAGRAPH, Role.CAPTION})
_UNCONDITIONAL = frozenset({Rule.NAME, Rule.ACRONYM, Rule.BODY, Rule.DEMONYM, Rule.TAUGHT})
_FULL = frozenset({Rule.NAME, Rule.ACRONYM, Rule.BODY})


class Context(NamedTuple):
    """What the article as a whole says about the names in it."""

    named: set[str]  # actors named by a name that stands for them anywhere
    taught: dict[str, str | None]  # acronyms the article explains, and whom they mean
    days: Days | None  # between which it was published


class MentionFinder:
    """Finds the mentions of an article; made once for a registry and a process."""

    def __init__(self, registry: Registry) -> None:
        names = Names(registry)
        self._matcher = Matcher(names)
        self._surnames = Surnames(registry, names)

    def find(self, text: str, blocks: Iterable[Block], days: Days | None = None) -> tuple[Mention, ...]:
        """The mentions in `blocks`, in the order of the text, none overlapping another.

        `days` are those between which the article was published: they tell which holder of an office is meant.
        """
        searched = [(block.span, block.span.of(text)) for block in blocks if block.role in SEARCHED_ROLES]
        found = [(span, piece, list(self._matcher.find(piece))) for span, piece in searched]
        context = _context(found, days)
        mentions: list[Mention] = []
        for span, piece, matches in found:
            matches.extend(taught_matches(piece, context.taught, matches))
            mentions.extend(self._decide(piece, span.start, matches, context))
        return tuple(mentions)

    def _decide(self, text: str, offset: int, matches: Sequence[Match], context: Context) -> Iterator[Mention]:
        """The longest names that count, from the left; a long one that counts nobody hides those inside it."""
        reached = 0
        for match in sorted(matches, key=_from_the_left):
            start, end = match.span
            if start < reached:
                continue
            meaning = self._meaning(text, match, context)
            if meaning is not None:
                span = Span(start + offset, end + offset)
                yield Mention(actor=meaning.actor, span=span, surface=match.surface, rule=str(meaning.rule))
            if meaning is not None or _hides(match):
                reached = end

    def _meaning(self, text: str, match: Match, context: Context) -> Meaning | None:
        """The one meaning of the match that counts here, or None."""
        if match.surface in context.taught:
            actor = context.taught[match.surface]
            return Meaning(actor, Rule.TAUGHT) if actor else None
        for meaning in match.meanings:
            if meaning.rule in _UNCONDITIONAL:
                return meaning
            if meaning.rule is Rule.CAPITAL and acts_as_government(text, match.span):
                return meaning
            if meaning.rule is Rule.CONTEXTUAL and meaning.actor in context.named and not names_place(text, match.span):
                return meaning
        return self._surnames.resolve(text, match, context.named, context.days)


def _from_the_left(match: Match) -> tuple[int, int]:
    """The key by which matches are sorted from the left, of those that begin together the longest first."""
    start, end = match.span
    return start, -end


def _context(found: Iterable[tuple[Span, str, Sequence[Match]]], days: Days | None) -> Context:
    named: set[str] = set()
    taught: dict[str, str | None] = {}
    for _, piece, matches in found:
        for match in matches:
            for meaning in match.meanings:
                if meaning.rule in _FULL:
                    named.add(meaning.actor)
        for acronym, actor in taught_acronyms(piece, matches):
            taught.setdefault(acronym, actor)
    return Context(named, taught, days)


def _hides(match: Match) -> bool:
    """Whether a common phrase, which names nobody here, hides shorter names inside it ("National Security Council")."""
    return " " in match.folded and any(meaning.rule is Rule.CONTEXTUAL for meaning in match.meanings)
