"""Decides whom a surname alone means: whom the article names with it, or whom that name means in any article.

So "Fartousi said" is the Fartousi named in full above, "President Assad" is the Assad who was president then, and the
"Assad" below it is the same. If the article names no bearer, it is the person whose registry entry says so (`alone`).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from syria_iraq_archive.annotate.given_names import GivenNames
from syria_iraq_archive.annotate.name_matcher import (
    MentionRule,
    NameMatch,
    NameMeaning,
    Names,
    SearchedText,
    from_the_left,
)
from syria_iraq_archive.annotate.offices import Days, Offices, held_within
from syria_iraq_archive.fold import fold_key
from syria_iraq_archive.patterns import later
from syria_iraq_archive.registry.expansion import TRANSLITERATED, Spellings, full_names
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.registry.models import Kind
from syria_iraq_archive.spans import Span

_PLACE_AFTER = later(
    r"[ \u00a0]+(?:City|Lake|Library|Hospital|University|Bridge|Street|Square|Charity|Foundation|Airport|Mosque|"
    r"Memorial|National Memorial|District|Dam|Airbase|Air Base|Base|Camp|School|Institute|Park|Road|Village|Stadium|"
    r"Museum|Tower|Hotel|International|Presidential)\b"
)

_PLACE_BEFORE = later(r"\b(?:Lake|Camp|Fort|Mount|City of|battle of|Battle of)[ \u00a0]+(?:[Aa]l-)?$")
_CAPITALISED = later(r"(?<![A-Za-z'’-])[A-Z][\w'’-]+")
_ONE_NAME = later(
    r"[A-Z][\w'’‘-]+(?:[ \u00a0]+(?:[AaEe]l[- ])?[A-Z][\w'’‘-]*(?:-[A-Z][\w'’‘]*)*|[ \u00a0]+[ae][lrsndtz]h?-[\w'’‘]+)+"
)
_NAME_REACH = 60  # characters before a surname that are searched for given names
_MOST_GIVEN_NAMES = 3  # before a surname
_NOT_HIM = later(
    r"\b(?:Mrs|First Lady|Madame|Colonel|Col|Captain|Capt|Major|Maj|Lieutenant|Lt|Sergeant|Sgt|Corporal|Private|Officer"
    r"|Judge|Coach|Mayor)\.?[ \u00a0]+(?:[Aa]l-)?$"
)
"""Titles that nobody bears whose surname alone means him."""


def names_place(text: str, span: Span) -> bool:
    """Whether the name at `span` is part of the name of a place or an institution ("Sadr City", "Lake Assad").

    >>> names_place("marched in Sadr City on Friday", Span(11, 15)), names_place("Sadr said", Span(0, 4))
    (True, False)
    """
    return bool(_PLACE_AFTER.match(text, span.end) or _PLACE_BEFORE.search(text[max(0, span.start - 20) : span.start]))


class Bearers(NamedTuple):
    """What an article says of the bearers of surnames."""

    named: set[str]  # actors named by a name that means them in any text
    in_office: set[str]  # actors whose office the article prints before their surname
    strangers: Mapping[str, set[str]]  # by surname without its article: given names of bearers whom nobody knows
    days: Days | None  # when it may have been published


class Surnames:
    """Decides whom the surnames of a registry's people mean in an article."""

    def __init__(self, registry: Registry, compiled: Mapping[str, Any]) -> None:
        """`compiled` is what `compiled_surnames` makes of the registry."""
        self._offices = Offices(registry)
        self._alone: Mapping[str, Sequence[tuple[str, str | None, str | None]]] = compiled["alone"]
        self._given = defaultdict(set, {actor: set(given) for actor, given in compiled["given"].items()})
        self._spellings = Spellings(registry.spellings)
        self._sounds = {actor: set(map(tuple, heard)) for actor, heard in compiled["sounds"].items()}
        self.given_names = GivenNames(set().union(*self._given.values()), compiled["demonyms"])

    def spelt_otherwise(self, piece: SearchedText) -> Iterator[NameMatch]:
        """Full names in `piece` that the registry lists in another transliteration: "Qasim Suleymany"."""
        for match in piece.surnames:
            if not match.surface[0].isascii() or _stands_alone(piece.text, match.span.start):
                continue
            people = _bearers_of(match)
            if any(person in self._sounds for person in people):
                yield from self._full_name_ending_in(piece.text, match, people)

    def _full_name_ending_in(self, text: str, match: NameMatch, people: Iterable[str]) -> Iterator[NameMatch]:
        words = list(_CAPITALISED.finditer(text, max(0, match.span.start - _NAME_REACH), match.span.start))
        for first in words[-_MOST_GIVEN_NAMES:]:
            span = Span(first.start(), match.span.end)
            if not _ONE_NAME.fullmatch(span.of(text)):
                continue
            heard = self._spellings.heard(span.of(text))
            meant = [person for person in people if heard in self._sounds.get(person, ())]
            if len(meant) == 1:
                yield NameMatch(
                    span, span.of(text), fold_key(span.of(text)), (NameMeaning(meant[0], MentionRule.NAME),)
                )
                return

    def bearers(self, pieces: Iterable[SearchedText], named: set[str], days: Days | None) -> Bearers:
        """What an article's texts say of surnames; `named` are the actors named in full."""
        bearers = Bearers(named, set(), defaultdict(set), days)
        for piece in pieces:
            for match in piece.surnames:
                if not names_place(piece.text, match.span):
                    self._note(piece, match, bearers)
        return bearers

    def _note(self, piece: SearchedText, match: NameMatch, bearers: Bearers) -> None:
        """Note in `bearers` whose given name or office stands beside a surname."""
        people = _bearers_of(match)
        given = self.given_names.before(piece.text, match.span)
        if given is None:
            holder = self._offices.holder_beside(piece.text, match.span, people, bearers.days)
            if holder is not None and not self.given_names.behind(piece.text, match.span):
                bearers.in_office.add(holder)
        elif not piece.titled and not any(given in self._given[actor] for actor in people):
            bearers.strangers[_plain(match.folded)].add(given)

    def resolve(self, piece: SearchedText, match: NameMatch, bearers: Bearers) -> NameMeaning | None:
        """The meaning of `match`, a surname in `piece`; None if it is unclear whom it means."""
        if not match.is_surname:
            return None
        people, text = _bearers_of(match), piece.text
        if not self._may_mean_someone(people, match, bearers) or names_place(text, match.span):
            return None
        if self.given_names.behind(text, match.span):
            return None
        if given := self._given_name(piece, match, bearers):
            people = [actor for actor in people if given in self._given[actor]]
        in_article = [actor for actor in people if actor in bearers.named or actor in bearers.in_office]
        holder = self._offices.holder_beside(text, match.span, people, bearers.days) if len(people) > 1 else None
        if holder is not None and (len(in_article) != 1 or holder in in_article):
            return NameMeaning(holder, MentionRule.OFFICE)
        if len(in_article) == 1:
            rule = MentionRule.SURNAME if in_article[0] in bearers.named else MentionRule.OFFICE
            return NameMeaning(in_article[0], rule)
        return None if in_article or given else self._resolve_alone(text, match, bearers)

    def _may_mean_someone(self, people: list[str], match: NameMatch, bearers: Bearers) -> bool:
        """Whether the article names one of the people, or the surname means somebody alone. Most surnames don't."""
        named, in_office = bearers.named, bearers.in_office
        return _plain(match.folded) in self._alone or any(who in named or who in in_office for who in people)

    def _given_name(self, piece: SearchedText, match: NameMatch, bearers: Bearers) -> str | None:
        """The given name before the surname, so that the two are a full name; None if there is none.

        If all words of a text have capitals, only a name that is known as a given name is one.
        """
        given = self.given_names.before(piece.text, match.span)
        if given is None or not piece.titled or self.given_names.known(given):
            return given
        return given if given in bearers.strangers.get(_plain(match.folded), ()) else None

    def _resolve_alone(self, text: str, match: NameMatch, bearers: Bearers) -> NameMeaning | None:
        """The one person whom the surname means if the article names no bearer, and no office of others."""
        surname = _plain(match.folded)
        meant = {who for who, since, until in self._alone.get(surname, ()) if held_within(since, until, bearers.days)}
        if len(meant) != 1 or bearers.strangers.get(surname):
            return None
        person = meant.pop()
        if _NOT_HIM.search(text[max(0, match.span.start - 20) : match.span.start]):
            return None
        if self._offices.beside(text, match.span) and not self._offices.holder_beside(text, match.span, [person], None):
            return None
        return NameMeaning(person, MentionRule.ALONE)


def compiled_surnames(registry: Registry, names: Names) -> dict[str, Any]:
    """What `Surnames` must know of a registry, as JSON can hold it."""
    spellings = Spellings(registry.spellings)
    return {
        "alone": _alone(registry, spellings),
        "given": {actor: sorted(given) for actor, given in _given_names_of(names).items()},
        "sounds": {
            actor.id: _heard(spellings, full_names(actor))
            for actor in registry.actors.values()
            if actor.kind is Kind.PERSON and actor.country in TRANSLITERATED
        },
        "demonyms": [folded for folded, meant in names.items() if any(m.rule is MentionRule.DEMONYM for m in meant)],
    }


def _heard(spellings: Spellings, names: Iterable[str]) -> list[list[str]]:
    """How full names in Latin letters sound, each once."""
    heard = {spellings.heard(name) for name in names if name.isascii() and " " in name}
    return [list(words) for words in sorted(heard)]


def _bearers_of(match: NameMatch) -> list[str]:
    """The people whose surname the match may be."""
    return [meaning.actor for meaning in match.meanings if meaning.rule is MentionRule.SURNAME]


def outside_full_names(matches: Iterable[NameMatch]) -> list[NameMatch]:
    """The surnames that are no part of a longer name, from the left."""
    ranked = [match for match in matches if match.is_surname or match.is_whole]
    if not any(match.is_surname for match in ranked):
        return []
    found = []
    reached = 0
    for match in sorted(ranked, key=from_the_left):
        start, end = match.span
        if start >= reached:
            reached = end
            if match.is_surname and not match.is_whole:
                found.append(match)
    return found


def _stands_alone(text: str, start: int) -> bool:
    """Whether the word before `start` plainly has small letters, and so is no given name. Most do, and this is fast."""
    word = text[text.rfind(" ", 0, max(0, start - 1)) + 1 : max(0, start - 1)]
    return word.islower() and word.isalpha() and word not in _ARTICLES and text[start - 1] == " "


_ARTICLES = ("al", "el")


def _plain(surname: str) -> str:
    """A folded surname without its article."""
    return surname.removeprefix("al ").removeprefix("ال")


def _alone(registry: Registry, spellings: Spellings) -> dict[str, list[list[str | None]]]:
    """The surnames that mean one person alone: for each the person, and since and until when."""
    found: dict[str, list[list[str | None]]] = defaultdict(list)
    for actor in registry.actors.values():
        for name in actor.alone:
            for folded in spellings.of(name.text):
                found[_plain(folded)].append([actor.id, name.since, name.until])
    return found


def _given_names_of(names: Names) -> dict[str, set[str]]:
    """The first words of each person's full names."""
    people = {meaning.actor for listed in names.values() for meaning in listed if meaning.rule is MentionRule.SURNAME}
    given: dict[str, set[str]] = defaultdict(set)
    for folded, meanings in names.items():
        if " " in folded:
            for meaning in meanings:
                if meaning.rule is MentionRule.NAME and meaning.actor in people:
                    given[meaning.actor].add(folded.split()[0])
    return given
