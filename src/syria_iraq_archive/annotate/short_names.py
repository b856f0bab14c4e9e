"""Decides which body a short name means: "the Observatory", "Security Council", "the Coalition".

Some short names mean one body in any article, as its registry entry says (`alone`). A common noun, such as "the
Coalition", means the one body with that noun in its name which the article names in full. Neither counts if the article
names another bearer, and in a longer name ("National Security Council") the words mean what that name means.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from syria_iraq_archive.annotate.given_names import begins_sentence
from syria_iraq_archive.annotate.name_matcher import MentionRule, NameMatch, NameMeaning, Names, SearchedText
from syria_iraq_archive.annotate.offices import Days, held_within
from syria_iraq_archive.fold import fold_key
from syria_iraq_archive.patterns import later
from syria_iraq_archive.registry.expansion import full_names
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.registry.models import Kind
from syria_iraq_archive.spans import Span

_NOUNS = (
    *("alliance", "assembly", "authority", "bloc", "coalition", "commission", "committee", "council", "directorate"),
    *("front", "ministry", "movement"),
)
_INTRODUCED = frozenset({Kind.ALLIANCE, Kind.ARMED_GROUP, Kind.PARTY, Kind.PUBLIC_BODY})
"""Of other kinds are "the Council" of the Atlantic Council and the like: somebody else's, too often."""
_PREPOSITION = later(r" (?:of|for|to|in|on|against|and) ")
_WORD_BEFORE = later(r"(?P<word>[^\W\d_][\w'’\-]*)[ \u00a0]$")
_LONGER_BEHIND = later(r"[ \u00a0](?:(?:of|for|on)[ \u00a0](?:the[ \u00a0])?)?[A-Z]")
_REACH = 40  # characters before a short name that are searched for a longer name


class BodiesInArticle(NamedTuple):
    """What an article says of bodies: which are named in full, and which short names belong to others, too."""

    named: set[str]
    nouns: dict[str, str]  # folded nouns that mean one body here
    strangers: set[str]  # folded short names that are part of another body's name
    days: Days | None


class ShortNames:
    """Decides which of a registry's bodies a short name means in an article."""

    def __init__(self, compiled: Mapping[str, Any]) -> None:
        """`compiled` is what `compiled_short_names` makes of a registry."""
        self._alone = {(actor, short): (since, until) for actor, short, since, until in compiled["alone"]}
        self._bearers = {short: set(actors) for short, actors in compiled["bearers"].items()}
        self._introduced = set(compiled["introduced"])
        self._heads: Mapping[str, str] = compiled["heads"]

    def in_article(self, pieces: Sequence[SearchedText], named: set[str], days: Days | None) -> BodiesInArticle:
        """What an article's texts say of bodies; `named` are the actors named in full."""
        article = BodiesInArticle(named, {}, set(), days)
        having: dict[str, set[str]] = defaultdict(set)
        for piece in pieces:
            for match in piece.matches:
                if noun := self._heads.get(match.folded):
                    having[noun].update(meaning.actor for meaning in match.meanings if meaning.rule in _WHOLE)
        if not having and not any(match.is_short for piece in pieces for match in piece.matches):
            return article
        one = {noun: actors for noun, actors in having.items() if len(actors) == 1 and actors <= self._introduced}
        for piece in pieces:
            if not piece.titled:
                self._note_strangers(piece, one, article)
        article.nouns.update((noun, min(actors)) for noun, actors in one.items() if noun not in article.strangers)
        return article

    def _note_strangers(self, piece: SearchedText, nouns: Iterable[str], article: BodiesInArticle) -> None:
        """Note in `article` the short names that are a part of a longer name of which the registry knows nothing."""
        short = [match for match in piece.matches if match.is_short]
        named = [(match.folded, match.span) for match in short]
        named += [(noun, span) for noun in nouns for span in _printed(noun, piece.text)]
        if not named:
            return
        covered = [match.span for match in piece.matches if any(m.rule in _WHOLE for m in match.meanings)]
        for folded, span in named:
            if folded not in article.strangers and not _covered(span, covered) and _is_longer(piece.text, span):
                article.strangers.add(folded)

    def resolve(self, text: str, match: NameMatch, article: BodiesInArticle) -> NameMeaning | None:
        """The body that `match`, a short name in `text`, means by its registry entry, if any."""
        for meaning in match.meanings:
            if meaning.rule is not MentionRule.ALONE or match.folded in article.strangers:
                continue
            since, until = self._alone[meaning.actor, match.folded]
            others = (self._bearers[match.folded] & article.named) - {meaning.actor}
            if not others and held_within(since, until, article.days) and not _is_longer(text, match.span):
                return meaning
        return None

    def taught(self, text: str, article: BodiesInArticle) -> Iterator[NameMatch]:
        """The places where `text` calls a body by the noun in the name by which the article introduced it."""
        for noun, actor in article.nouns.items():
            for span in _printed(noun, text):
                if text[: span.start].endswith(("the ", "The ", "the\u00a0")) and not _is_longer(text, span):
                    yield NameMatch(span, span.of(text), noun, (NameMeaning(actor, MentionRule.SHORT),))


def compiled_short_names(registry: Registry, names: Names) -> dict[str, Any]:
    """What `ShortNames` must know of a registry, as JSON can hold it."""
    bodies = [actor for actor in registry.actors.values() if actor.kind not in (Kind.PERSON, Kind.STATE)]
    alone = [[actor.id, fold_key(name.text), name.since, name.until] for actor in bodies for name in actor.alone]
    shorts = dict.fromkeys(str(short) for _, short, _, _ in alone)
    return {
        "alone": alone,
        "bearers": {
            short: [actor.id for actor in bodies if any(_holds(name, short) for name in full_names(actor))]
            for short in shorts
        },
        "introduced": [actor.id for actor in bodies if actor.kind in _INTRODUCED],
        "heads": {folded: noun for folded in names if (noun := _head(folded))},
    }


_WHOLE = frozenset({MentionRule.NAME, MentionRule.BODY, MentionRule.CONTEXTUAL})


def _head(folded: str) -> str:
    """The one of `_NOUNS` that heads a folded name: its last word, or the last before a preposition; empty if none.

    >>> _head("independent commission for elections"), _head("state of law coalition"), _head("bloc")
    ('commission', 'coalition', '')
    """
    whole, _, _ = folded.rpartition(" ")
    before = _PREPOSITION.split(folded)[0]
    last = (words.rpartition(" ")[2] for words in (folded, before))
    return next((word for word in last if whole and word in _NOUNS), "")


def _printed(noun: str, text: str) -> Iterator[Span]:
    """The places where `text` prints the noun with a capital."""
    capital = noun.capitalize()
    start = text.find(capital)
    while start >= 0:
        end = start + len(noun)
        if not text[end : end + 1].isalnum() and not text[start - 1 : start].isalnum():
            yield Span(start, end)
        start = text.find(capital, end)


def _holds(name: str, short: str) -> bool:
    return f" {short} " in f" {fold_key(name)} "


def _covered(span: Span, spans: Iterable[Span]) -> bool:
    return any(other.start < span.end and span.start < other.end and other.length > span.length for other in spans)


def _is_longer(text: str, span: Span) -> bool:
    """Whether the short name at `span` is a part of a longer name, because a word with a capital stands beside it."""
    if _LONGER_BEHIND.match(text, span.end):
        return True
    near = text[max(0, span.start - _REACH) : span.start]
    before = _WORD_BEFORE.search(near)
    if before is None or not before["word"][0].isupper():
        return False
    return not begins_sentence(fold_key(before["word"]))
