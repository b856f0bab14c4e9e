"""Names of places as printed, with the word that touches each, and the lists that they stand in."""

from collections.abc import Sequence
from typing import NamedTuple

from syria_iraq_archive.annotate.name_matcher import MentionRule, NameMatch
from syria_iraq_archive.annotate.places.generic import GenericWord, word_before, word_behind
from syria_iraq_archive.patterns import later
from syria_iraq_archive.spans import Span

_LISTED = later(
    r"(?:[ \u00a0]*[,،/][ \u00a0]*(?:and[ \u00a0]|or[ \u00a0]|و)?|[ \u00a0]+(?:and|or"
    r"|&)[ \u00a0]+|[ \u00a0]+(?:و|أو[ \u00a0]+)|[ \u00a0]*[-–—][ \u00a0]*)"
)


class PrintedPlace(NamedTuple):
    """A name of a place in a block: its span, the places that it may mean, and the generic word that touches it."""

    name: Span
    span: Span  # with the generic word
    ids: tuple[str, ...]
    wary: bool  # whether the name is another word, too
    others: tuple[str, ...]  # places that it means only beside words for a place, if it means `ids` by itself
    word: GenericWord | None
    surface: str


def with_word(text: str, match: NameMatch) -> PrintedPlace:
    """The name that was found, with the generic word that touches it."""
    sure = tuple(meaning.actor for meaning in match.meanings if meaning.rule is not MentionRule.CONTEXTUAL)
    every = tuple(meaning.actor for meaning in match.meanings)
    name = match.span
    # Beside a sure place, one that needs words for a place counts only with such a word.
    ids, wary = sure or every, not sure
    if behind := word_behind(text, name.end) if match.surface[-1].isascii() else None:
        return PrintedPlace(name, Span(name.start, behind.end), every, wary, (), behind.word, match.surface)
    if before := word_before(text, name.start):
        return PrintedPlace(name, Span(before.end, name.end), every, wary, (), before.word, match.surface)
    others = tuple(id for id in every if id not in ids)
    return PrintedPlace(name, name, ids, wary, others, None, match.surface)


def lists_of(text: str, found: Sequence[PrintedPlace]) -> tuple[list[Span], list[int], list[int]]:
    """For each name the span of the list that it stands in, and the numbers of that list's first and last name."""
    groups: list[Span] = []
    firsts: list[int] = []
    lasts: list[int] = []
    first = 0
    for number in range(1, len(found) + 1):
        joined = number < len(found) and _are_joined(text, found[number - 1], found[number])
        if not joined:
            names = number - first
            groups += [Span(found[first].span.start, found[number - 1].span.end)] * names
            firsts += [first] * names
            lasts += [number - 1] * names
            first = number
    return groups, firsts, lasts


def _are_joined(text: str, one: PrintedPlace, other: PrintedPlace) -> bool:
    """Whether two names stand in one list, or are the ends of one road: طريق دمشق حلب."""
    if _LISTED.fullmatch(text, one.span.end, other.span.start):
        return True
    return text[one.span.end : other.span.start].isspace() and bool(_ROAD.search(text, 0, one.span.start))


_ROAD = later(r"(?<!\w)[وفبل]{0,2}(?:ال)?(?:طريق|خط|أنبوب|أوتوستراد|اوتوستراد)[ \u00a0]$")
_PLURAL = later(r"s$|countryside$|(?:تي|تا|ات)[ \u00a0]|(?:مدن|قرى|أقضية|أرياف|قضائي|ريفي|معبري|منفذي|مخيمي)[ \u00a0]")
_MANY = later(r"(?:مدن|قرى|أقضية|بلدات|مناطق|محافظات|أرياف)[ \u00a0]")


def is_many(found: PrintedPlace, text: str) -> bool:
    """Whether the word before a name is a plural."""
    return bool(_MANY.match(text, found.span.start, found.name.start))


_SHARED = ("province", "city", "district", "countryside", "crossing", "camp")


def word_of_list(text: str, first: PrintedPlace, last: PrintedPlace) -> GenericWord | None:
    """The generic word in the plural that holds for a whole list: "Aleppo and Idlib provinces", محافظتي حلب وإدلب."""
    for one, stretch in ((last, Span(last.name.end, last.span.end)), (first, Span(first.span.start, first.name.start))):
        if one.word and one.word.name in _SHARED and _PLURAL.search(stretch.of(text)):
            return one.word
    return None
