"""Who is named in an article: the matches that count, the longest first, and surnames by what the article tells.

Leftmost-longest is taken over the names that count here, so that a surname which means nobody doesn't hide another.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from syria_iraq_archive.annotate.capitals import acts_as_government
from syria_iraq_archive.annotate.matcher import Match, Matcher
from syria_iraq_archive.annotate.names import Meaning, Names, Rule
from syria_iraq_archive.annotate.offices import Offices
from syria_iraq_archive.annotate.titles import TITLES
from syria_iraq_archive.fold import fold_key
from syria_iraq_archive.records import Block, Mention, Role
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.spans import Span

SEARCHED_ROLES = frozenset({Role.HEADLINE, Role.KICKER, Role.STANDFIRST, Role.CROSSHEAD, Role.PARAGRAPH, Role.CAPTION})
_UNCONDITIONAL = frozenset({Rule.NAME, Rule.ACRONYM, Rule.BODY, Rule.DEMONYM})
_FULL = frozenset({Rule.NAME, Rule.ACRONYM, Rule.BODY})


class MentionFinder:
    """Finds the mentions of an article; made once for a registry and a process."""

    def __init__(self, registry: Registry) -> None:
        names = Names(registry)
        self._matcher = Matcher(names)
        self._offices = Offices(registry)
        self._given_names = _given_names(names)

    def find(self, text: str, blocks: Iterable[Block]) -> tuple[Mention, ...]:
        """The mentions in `blocks`, in the order of the text, none overlapping another."""
        found = [
            (block, list(self._matcher.find(block.span.of(text)))) for block in blocks if block.role in SEARCHED_ROLES
        ]
        named = _named_in_full(match for _, matches in found for match in matches)
        mentions: list[Mention] = []
        for block, matches in found:
            mentions.extend(self._decide(block.span.of(text), block.span.start, matches, named))
        return tuple(mentions)

    def _decide(self, text: str, offset: int, matches: Sequence[Match], named: set[str]) -> Iterator[Mention]:
        """The longest names that count, from the left; one that counts nobody hides those inside it, if it is long."""
        reached = 0
        for match in sorted(matches, key=lambda one: (one.span.start, -one.span.end)):
            if match.span.start < reached:
                continue
            meaning = self._meaning(text, match, named)
            if meaning is not None:
                span = Span(match.span.start + offset, match.span.end + offset)
                yield Mention(actor=meaning.actor, span=span, surface=match.surface, rule=meaning.rule.value)
            if meaning is not None or _hides(match):
                reached = match.span.end

    def _meaning(self, text: str, match: Match, named: set[str]) -> Meaning | None:
        """The one meaning of the match that counts here, or None."""
        for meaning in match.meanings:
            if meaning.rule in _UNCONDITIONAL:
                return meaning
            if meaning.rule is Rule.CAPITAL and acts_as_government(text, match.span):
                return meaning
            if meaning.rule is Rule.CONTEXTUAL and meaning.actor in named:
                return meaning
        return self._surname(text, match, named)

    def _surname(self, text: str, match: Match, named: set[str]) -> Meaning | None:
        """The person of that surname named in full in the article, or the one holder of the office beside it."""
        bearers = [m for m in match.meanings if m.rule is Rule.SURNAME]
        if not bearers or self._has_another_given_name(text, match):
            return None
        in_article = [m for m in bearers if m.actor in named]
        if len(in_article) == 1:
            return in_article[0]
        holder = self._offices.holder_beside(text, match.span, [m.actor for m in in_article or bearers])
        return Meaning(holder, Rule.OFFICE) if holder else None

    def _has_another_given_name(self, text: str, match: Match) -> bool:
        """Whether a given name stands before the surname: then it is the full name of somebody else.

        Any capitalised word that isn't a title may be one; the first of a sentence only if the registry knows it so.
        """
        before = _WORD_BEFORE.search(text[max(0, match.span.start - 60) : match.span.start])
        if before is None or not before["word"][:1].isupper() or fold_key(before["word"]) in TITLES:
            return False
        return bool(before["earlier"]) or fold_key(before["word"]) in self._given_names


_WORD_BEFORE = re.compile(r"(?P<earlier>[\w,;:][\s\u00a0]+)?(?P<word>[^\W\d_][\w'’\-]*)[\s\u00a0]+(?:[AaEe]l[-\s])?$")


def _hides(match: Match) -> bool:
    """Whether a common phrase, which names nobody here, hides shorter names inside it ("National Security Council")."""
    return " " in match.folded and any(meaning.rule is Rule.CONTEXTUAL for meaning in match.meanings)


def _named_in_full(matches: Iterable[Match]) -> set[str]:
    """The actors that the article names by a name that stands for them anywhere."""
    return {meaning.actor for match in matches for meaning in match.meanings if meaning.rule in _FULL}


def _given_names(names: Names) -> frozenset[str]:
    """The first words of the names whose last words are surnames."""
    people = {m.actor for meanings in names.meanings.values() for m in meanings if m.rule is Rule.SURNAME}
    first: dict[str, set[str]] = defaultdict(set)
    for folded, meanings in names.meanings.items():
        if " " in folded and any(m.actor in people and m.rule is Rule.NAME for m in meanings):
            first[folded.split()[0]].add(folded)
    return frozenset(first) - _NOT_GIVEN


_NOT_GIVEN = frozenset(
    {
        "al",
        "the",
        "president",
        "sheikh",
        "general",
        "ayatollah",
        "grand",
        "mullah",
        "sayyid",
        "imam",
        "king",
        "pope",
        "prince",
    }
)
