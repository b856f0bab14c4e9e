"""Decides who is named in an article: gives each name that `name_matcher` finds one meaning, or none.

Of names that overlap, the longest that counts wins, from the left. Only names that count compete, so that a surname
which means nobody doesn't hide another name.

An article may teach an acronym: "the Southern Defense Front (SDF)". For the rest of the article that wins over the
registry, so that "SDF" there is no other group, even if the registry doesn't know that front.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from syria_iraq_archive.annotate.capitals import acts_as_government
from syria_iraq_archive.annotate.given_names import is_titled
from syria_iraq_archive.annotate.lookalikes import Lookalikes, compiled_lookalikes
from syria_iraq_archive.annotate.name_matcher import (
    MentionRule,
    NameMatch,
    NameMatcher,
    NameMeaning,
    SearchedText,
    from_the_left,
    name_table,
    names_of,
)
from syria_iraq_archive.annotate.namesakes import names_place
from syria_iraq_archive.annotate.offices import Days
from syria_iraq_archive.annotate.short_names import BodiesInArticle, ShortNames, compiled_short_names
from syria_iraq_archive.annotate.surnames import Bearers, Surnames, compiled_surnames, outside_full_names
from syria_iraq_archive.annotate.taught import acronyms_of, taught_acronyms, taught_matches
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
        compiled = registry.derived("names", lambda: _compiled(registry))
        self._matcher = NameMatcher(compiled["table"])
        self._surnames = Surnames(registry, compiled["surnames"])
        self._acronyms = {acronym: frozenset(actors) for acronym, actors in compiled["acronyms"].items()}
        self._lookalikes = Lookalikes(compiled["lookalikes"], self._surnames.given_names)
        self._short_names = ShortNames(compiled["short_names"])

    def find(self, text: str, blocks: Iterable[Block], days: Days | None = None) -> tuple[Mention, ...]:
        """The mentions in `blocks`, in the order of the text. They don't overlap.

        `days` are the first and the last day on which the article may have been published. They decide which holder of
        an office is meant.
        """
        pieces = [self._searched(block.span, text) for block in blocks if block.role in SEARCHED_ROLES]
        article = self._names_in_article(pieces, days)
        return tuple(mention for piece in pieces for mention in self._decide(piece, article))

    def _searched(self, span: Span, text: str) -> SearchedText:
        content = span.of(text)
        matches = list(self._matcher.find(content))
        piece = SearchedText(span.start, content, is_titled(content), matches, outside_full_names(matches))
        matches.extend(list(self._surnames.spelt_otherwise(piece)))
        return piece

    def _names_in_article(self, pieces: Sequence[SearchedText], days: Days | None) -> NamesInArticle:
        """What the names found in all blocks say about the article."""
        named: set[str] = set()
        taught: dict[str, str | None] = {}
        for piece in pieces:
            for match in piece.matches:
                for meaning in match.meanings:
                    if meaning.rule in _FULL and not self._is_namesake(piece.text, match, meaning):
                        named.add(meaning.actor)
            for acronym, actor in taught_acronyms(piece.text, piece.matches, self._acronyms):
                taught.setdefault(acronym, actor)
        bearers = self._surnames.bearers(pieces, named, days)
        return NamesInArticle(named, taught, bearers, self._short_names.in_article(pieces, named, days))

    def _decide(self, piece: SearchedText, article: NamesInArticle) -> Iterator[Mention]:
        """The longest names that count, from the left."""
        matches = list(piece.matches)
        if article.taught:
            matches.extend(taught_matches(piece.text, article.taught, piece.matches))
        if article.bodies.nouns:
            matches.extend(self._short_names.taught(piece.text, article.bodies))
        matches.sort(key=from_the_left)
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
            if meaning is not None or _hides(match) or self._names_no_person(piece.text, match):
                reached = end

    def _meaning(self, piece: SearchedText, match: NameMatch, article: NamesInArticle) -> NameMeaning | None:
        """The one meaning of the match that counts here; None if it names nobody."""
        text = piece.text
        if match.surface in article.taught:
            actor = article.taught[match.surface]
            return NameMeaning(actor, MentionRule.TAUGHT) if actor else None
        for meaning in match.meanings:
            if meaning.rule in _UNCONDITIONAL:
                if match.folded in self._lookalikes.doubtful and self._lookalikes.names_nobody(text, match, meaning):
                    continue
                return None if self._is_namesake(text, match, meaning) else meaning
            if meaning.rule is MentionRule.CAPITAL and acts_as_government(text, match.span):
                return meaning
            if (
                meaning.rule is MentionRule.CONTEXTUAL
                and meaning.actor in article.named
                and not names_place(text, match.span)
                and not self._lookalikes.names_nobody(text, match, meaning)
            ):
                return meaning
        if match.is_short and (body := self._short_names.resolve(text, match, article.bodies)):
            return body
        return self._surnames.resolve(piece, match, article.bearers)

    def _is_namesake(self, text: str, match: NameMatch, meaning: NameMeaning) -> bool:
        """Whether a person's full name is that of a street, a ship or the like here."""
        return meaning.rule is MentionRule.NAME and self._surnames.is_namesake_in_full(text, match, meaning.actor)

    def _names_no_person(self, text: str, match: NameMatch) -> bool:
        """Whether the match is a full name in the name of a place or ship: then the surname in it means nobody, too."""
        return " " in match.folded and any(self._is_namesake(text, match, meaning) for meaning in match.meanings)


def _compiled(registry: Registry) -> dict[str, Any]:
    """What the names of a registry compile to, as JSON can hold it."""
    names = names_of(registry)
    return {
        "table": name_table(names),
        "surnames": compiled_surnames(registry, names),
        "acronyms": {acronym: sorted(actors) for acronym, actors in acronyms_of(names).items()},
        "lookalikes": compiled_lookalikes(registry, names),
        "short_names": compiled_short_names(registry, names),
    }


def _reaches_into_name(matches: Sequence[NameMatch], place: int) -> bool:
    """Whether a name in full begins within the match at `place` and ends behind it."""
    end = matches[place].span.end
    for other in matches[place + 1 :]:
        if other.span.start >= end:
            return False
        if other.span.end > end and any(meaning.rule in _FULL for meaning in other.meanings):
            return True
    return False


def _hides(match: NameMatch) -> bool:
    """Whether a common phrase that names nobody here hides the shorter names in it ("National Security Council")."""
    return " " in match.folded and any(meaning.rule is MentionRule.CONTEXTUAL for meaning in match.meanings)
