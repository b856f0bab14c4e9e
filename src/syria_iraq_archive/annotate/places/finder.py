"""Finds the places that an article names."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from syria_iraq_archive.annotate.mentions import SEARCHED_ROLES
from syria_iraq_archive.annotate.name_matcher import MentionRule, NameMatch, NameMatcher, from_the_left
from syria_iraq_archive.annotate.places import cues
from syria_iraq_archive.annotate.places.cues import Means, Told
from syria_iraq_archive.annotate.places.generic import GenericWord, word_before, word_behind, word_of
from syria_iraq_archive.annotate.places.lookalikes import means_government, names_no_place, says_something
from syria_iraq_archive.annotate.places.names import compiled_places
from syria_iraq_archive.annotate.places.namesakes import Gazetteer
from syria_iraq_archive.patterns import later
from syria_iraq_archive.records import Block, Mention, PlaceMention, Role
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.spans import Span

_REACH = 90  # characters before a name that are looked at
PLACED_ROLES = SEARCHED_ROLES | {Role.DATELINE}
"""The roles of blocks that are searched for places."""
_THEATRE = ("IQ", "SY")  # elsewhere a province needs the word
_BIG = frozenset({"governorate", "district", "region"})
_LISTED = later(
    r"(?:[ \u00a0]*[,،/][ \u00a0]*(?:and[ \u00a0]|or[ \u00a0]|و)?|[ \u00a0]+(?:and|or"
    r"|&)[ \u00a0]+|[ \u00a0]+(?:و|أو[ \u00a0]+)|[ \u00a0]*[-–—][ \u00a0]*)"
)
_SMALL_WORD = later(r"(?:a[rsdntz]|ash)[ \u00a0]")  # "at Bab al-Hawa": no article, but a word of its own
_SENTENCE = later(r"(?:^|[.!?:;•|\n][”\"’')]*)\s*[“\"‘'(]*$")
_WITHIN = later(
    r"(?:[ \u00a0]*[,،][ \u00a0]*|[ \u00a0]*)(?:(?:in|of|within|from|at"
    r"|[,(])[ \u00a0])?(?:the[ \u00a0])?(?:\w+['’]s[ \u00a0])?(?:(?:north|south|east|west"
    r"|central|rural|neighbou?ring|nearby)\w*[ \u00a0])*"
    r"|[ \u00a0]+(?:في|من)[ \u00a0]+|[ \u00a0]+ب"
)
_POSSESSES = later(r"['’]s[ \u00a0](?:\w+[ \u00a0]){0,3}?(?:(?:city|town|village|district)[ \u00a0](?:of[ \u00a0])?)?")
_IN_PLACE = later(
    r"(?<![\w-])(?:in|at|near|inside|outside|around|into|towards?|between|across|(?:north"
    r"|south|east|west)\w*(?: of)?|central|downtown|town|city|village|countryside of"
    r"|outskirts of)"
    r"[ \u00a0](?:the[ \u00a0])?(?:al-|Al-)?$",
    re.IGNORECASE,
)
_COMMA_PLACE = later(r",[ \u00a0](?:[A-Z]\w+,[ \u00a0])?$")
_ACTOR_AS_PLACE = later(
    r"(?:(?<![\w-])(?:in|to|from|across|throughout|within|into|of|near|inside|and|leaving"
    r"|entering|entire)[ \u00a0](?:the[ \u00a0])?(?:entire[ \u00a0])?|,[ \u00a0]|(?<!\w)(?:في"
    r"|من|إلى|داخل|خارج|أنحاء|مناطق|محافظات|مدن|عبر)[ \u00a0]|(?<!\w)ب)$",
    re.IGNORECASE,
)
_ACTOR_BEHIND = later(
    r"(?:['’]s)?[ \u00a0](?:[A-Z]|(?:government|president|authorities|officials?|parliament|security)\b)"
)


class _Found(NamedTuple):
    """A name of a place in a block: its span, the places that it may mean, and the generic word that touches it."""

    name: Span
    span: Span  # with the generic word
    ids: tuple[str, ...]
    wary: bool  # whether the name is another word, too
    word: GenericWord | None
    surface: str


class _Piece(NamedTuple):
    """A block in which names were found, in the order of the text, and the list that each of them stands in."""

    start: int
    text: str
    role: Role
    found: list[_Found]
    groups: list[Span]
    firsts: list[int]  # index of the first name of each name's list
    lasts: list[int]  # and of its last


class _Read(NamedTuple):
    """What a name is, by the words beside it."""

    found: _Found
    ids: tuple[str, ...]  # of one place, or of several between which nothing beside it decides
    near: bool
    rule: str


class PlaceFinder:
    """Finds the place mentions of an article. It holds a matcher: make one for each registry and process."""

    def __init__(self, registry: Registry) -> None:
        compiled = registry.derived("places named", lambda: compiled_places(registry))
        self._matcher = NameMatcher(compiled["table"])
        self._marked = frozenset(compiled["marked"])
        self._places = Gazetteer(compiled["places"])
        self._seats = frozenset(compiled["seats"])
        self._countries: dict[str, str] = compiled["countries"]

    def find(self, text: str, blocks: Iterable[Block], mentions: Sequence[Mention]) -> tuple[PlaceMention, ...]:
        """The places named in `blocks`, in the order of the text, none overlapping. `mentions` are the actors named."""
        starts = [mention.span.start for mention in mentions]
        pieces = []
        for block in blocks:
            if block.role in PLACED_ROLES:
                inside = slice(bisect_left(starts, block.span.start), bisect_left(starts, block.span.end))
                if (piece := self._piece(block, text, mentions[inside])).found:
                    pieces.append(piece)
        if not pieces:
            return ()
        read = [(piece, [self._read(piece, number) for number in range(len(piece.found))]) for piece in pieces]
        named = {
            one.ids[0] for _, all_read in read for one in all_read if one and len(one.ids) == 1 and not one.found.wary
        }
        countries = {self._countries[m.actor] for m in mentions if m.actor in self._countries}
        countries |= {country for id in named if (country := self._places[id].country)}
        context = _Context(named, countries, set())
        for _, all_read in read:
            for one in all_read:
                if one and one.found.wary and (one.found.word or one.rule == "comma"):
                    context.confirmed.update(one.ids)
        return tuple(
            mention
            for piece, all_read in read
            for one in all_read
            if one and (mention := self._decide(piece, one, context))
        )

    def precision(self, ids: Sequence[str]) -> int:
        """How precisely words tell a place that name these: of one that isn't large, the place itself."""
        return 3 if len(ids) > 1 or self._places[ids[0]].kind in _BIG else 1

    # ------------------------------------------------------------------------------------- what is printed

    def _piece(self, block: Block, text: str, mentions: Sequence[Mention]) -> _Piece:
        content = block.span.of(text)
        start = block.span.start
        matches = sorted(self._matcher.find(content), key=from_the_left)
        if not matches:
            return _Piece(start, content, block.role, [], [], [], [])
        found: list[_Found] = []
        reached = 0
        for match in matches:
            if (
                match.span.start < reached
                or self._is_other_word(match)
                or self._belongs_to_actor(match, content, start, mentions)
            ):
                continue
            one = _with_word(content, match)
            if found and one.span.start < found[-1].span.end:
                one = one._replace(span=Span(one.name.start, one.span.end))
            if names_no_place(content, one.name):
                reached = match.span.end
                continue
            found.append(one)
            reached = one.span.end
        groups, firsts, lasts = _lists(content, found)
        for number, one in enumerate(found):  # "the towns of Hama": the plural holds for a list, and else for its parts
            if one.span.start < one.name.start and firsts[number] == lasts[number] and _many(one, content):
                found[number] = one._replace(span=one.name, word=None)
                groups[number] = one.name
        return _Piece(start, content, block.role, found, groups, firsts, lasts)

    def _is_other_word(self, match: NameMatch) -> bool:
        """Whether the very letters printed show that it is another word."""
        return bool(_SMALL_WORD.match(match.surface)) or (match.surface[-1] == "ه" and match.folded in self._marked)

    def _belongs_to_actor(self, match: NameMatch, content: str, offset: int, mentions: Sequence[Mention]) -> bool:
        """Whether the name lies in an actor's name, and isn't used as the place of the same name."""
        start, end = match.span.start + offset, match.span.end + offset
        for mention in mentions:
            if mention.span.start < end and start < mention.span.end:
                if mention.span.start > start or mention.span.end < end:
                    if mention.span.start >= start and mention.span.end <= end:
                        continue  # "Iraq" in "Kurdistan Region of Iraq"
                    return True
                if any(self._places[m.actor].same_as == mention.actor for m in match.meanings):
                    before = content[max(0, match.span.start - 24) : match.span.start]
                    if _ACTOR_AS_PLACE.search(before) and not _ACTOR_BEHIND.match(content, match.span.end):
                        continue
                return True
        return False

    # ------------------------------------------------------------------------------------- what stands beside it

    def _read(self, piece: _Piece, number: int) -> _Read | None:
        found, group = piece.found[number], piece.groups[number]
        text, ids = piece.text, found.ids
        last = piece.found[piece.lasts[number]]
        word = found.word or _of_list(text, piece.found[piece.firsts[number]], last)
        if (self._seats.intersection(ids) or "erbil" in ids) and not word and means_government(text, found.name, group):
            return None
        own_head = number > piece.firsts[number] and found.span.start < found.name.start  # "أطراف درعا وبلدة نوى"
        start = found.span.start if own_head else group.start
        before = text[max(0, start - _REACH) : start]
        own = self._told(text, before, found, last)
        if spoken := word_of(before):
            word = word or spoken.word
            if not own.near:
                own = self._told(text, before[: spoken.end], found, last)
        ids, rule = self._of_kind(ids, word, own, piece, number)
        if found.wary and not found.word and not spoken:
            if not self._is_placed(text, found, own, piece, number):
                return _Read(found, ids, own.near, "wary")
            rule = "comma" if _COMMA_PLACE.search(text[max(0, found.name.start - 20) : found.name.start]) else rule
        near = own.near or bool(word and word.near) or (own.rule == "suburb-itself" and self._holds_last(piece, number))
        return _Read(found, ids, near, rule)

    def _told(self, text: str, before: str, found: _Found, last: _Found) -> Told:
        """What stands before a list of names tells, or what stands behind the name or the list."""
        told = cues.told_before(before)
        if told.means is None or told.means is Means.EITHER:
            for end in dict.fromkeys((found.span.end, last.span.end)):
                if (behind := cues.told_behind(text, end)).means is not None:
                    return behind._replace(near=behind.near or told.near)
        return told

    def _of_kind(
        self, ids: tuple[str, ...], word: GenericWord | None, own: Told, piece: _Piece, number: int
    ) -> tuple[tuple[str, ...], str]:
        """The places that fit the words beside the name, and the rule that tells."""
        kinds = {id: self._places[id].kind for id in ids}
        if word and word.kinds and (fitting := tuple(id for id in ids if kinds[id] in word.kinds)):
            preferred = tuple(id for id in fitting if kinds[id] == "district") if word.name == "district" else ()
            return preferred or fitting, f"word:{word.name}"
        ids = tuple(id for id in ids if kinds[id] != "district") or ids
        governorates = tuple(id for id in ids if kinds[id] == "governorate")
        others = tuple(id for id in ids if kinds[id] != "governorate")
        if governorates and others:
            return self._town_or_governorate(governorates, others, own, piece, number)
        return ids, own.rule or "name"

    def _town_or_governorate(
        self, governorates: tuple[str, ...], others: tuple[str, ...], own: Told, piece: _Piece, number: int
    ) -> tuple[tuple[str, ...], str]:
        """Which of the two a name means; both if nothing tells. A capital, and a town abroad, is the town by itself."""
        if own.means is Means.GOVERNORATE:
            return governorates, own.rule or "name"
        if own.means is Means.TOWN:
            return others, own.rule or "name"
        if piece.role is Role.DATELINE:
            return others, "dateline"
        if self._seats.intersection(others) or any(self._places[id].country not in _THEATRE for id in governorates):
            return others, own.rule or "seat"
        both = tuple(sorted((*governorates, *others)))
        return self._inside(governorates, others, piece, number) or (both, own.rule or "name")

    def _inside(
        self, governorates: Sequence[str], others: tuple[str, ...], piece: _Piece, number: int
    ) -> tuple[tuple[str, ...], str] | None:
        """The governorate, if a town is said to lie in it: "Saraqib in Idlib", "Idlib's Saraqib"."""
        pairs = []
        if number:
            gap = piece.text[piece.found[number - 1].span.end : piece.found[number].name.start]
            pairs.append((piece.found[number - 1], bool(_WITHIN.fullmatch(gap))))
        if number + 1 < len(piece.found):
            gap = piece.text[piece.found[number].span.end : piece.found[number + 1].name.start]
            pairs.append((piece.found[number + 1], bool(_POSSESSES.fullmatch(gap))))
        for other, fits in pairs:
            for id in other.ids if fits else ():
                if self._places.above(id) & set(others):
                    return others, "part-of-town"
                if (whole := self._places.above(id) & set(governorates)) and self._places[id].kind != "governorate":
                    return tuple(sorted(whole)), "holds-town"
        return None

    def _is_placed(self, text: str, found: _Found, own: Told, piece: _Piece, number: int) -> bool:
        """Whether the words beside a name that is another word, too, show that a place is meant."""
        if says_something(text, found.name):
            return False
        if self._is_listed(piece, number):
            return True
        before = text[max(0, found.name.start - 30) : found.name.start]
        if found.surface[0].isascii():
            if _SENTENCE.search(before if found.name.start > 30 else text[: found.name.start]):
                return piece.role is Role.DATELINE or self._beside_its_whole(piece, number)
            return (
                bool(_IN_PLACE.search(before))
                or own.means is Means.TOWN
                or self._beside_its_whole(piece, number)
                or piece.role is Role.DATELINE
            )
        several = piece.lasts[number] > piece.firsts[number]
        return (
            own.rule in ("ar-distance", "ar-governor-of")
            or (own.rule == "ar-towards" and several)
            or self._beside_its_whole(piece, number)
        )

    def _holds_last(self, piece: _Piece, number: int) -> bool:
        """Whether the name before this one is that of a part of this place: "the Mezzeh neighbourhood of Damascus"."""
        last = piece.found[number - 1].ids if number else ()
        return any(set(piece.found[number].ids) & self._places.above(id) for id in last)

    def _is_listed(self, piece: _Piece, number: int) -> bool:
        """Whether the name stands in a list with places that are sure: "Nineveh, Anbar and Salahaddin"."""
        listed = range(piece.firsts[number], piece.lasts[number] + 1)
        return any(not piece.found[other].wary for other in listed)

    def _beside_its_whole(self, piece: _Piece, number: int) -> bool:
        """Whether what the place lies in stands right behind it: "Hit, Anbar", هيت في الأنبار."""
        found = piece.found[number]
        if number + 1 >= len(piece.found):
            return False
        following = piece.found[number + 1]
        gap = piece.text[found.span.end : following.span.start]
        wholes = {above for id in found.ids for above in self._places.above(id)}
        return bool(_WITHIN.fullmatch(gap)) and bool(gap.strip()) and bool(wholes & set(following.ids))

    # ------------------------------------------------------------------------------------- which place it is

    def _decide(self, piece: _Piece, one: _Read, context: "_Context") -> PlaceMention | None:
        found, ids = one.found, one.ids
        if one.rule == "wary":
            if not set(ids) & context.confirmed or not self._may_follow(piece.text, found):
                return None
            ids = tuple(id for id in ids if id in context.confirmed)
        place = ids[0] if len(ids) == 1 else self._namesake(piece, found, ids, context)
        precision = self.precision(ids if place is None else (place,))
        span = Span(found.span.start + piece.start, found.span.end + piece.start)
        return PlaceMention(
            place=place,
            span=span,
            surface=found.span.of(piece.text),
            precision=2 if precision == 1 and one.near else precision,
            candidates=() if place else tuple(sorted(ids)),
            rule=one.rule if one.rule != "wary" else "named-before",
        )

    def _namesake(self, piece: _Piece, found: _Found, ids: tuple[str, ...], context: "_Context") -> str | None:
        kinds = {self._places[id].kind for id in ids}
        countries = {self._places[id].country for id in ids}
        if len(ids) == 2 and len(countries) == 1 and "governorate" in kinds:
            return None  # town or governorate: neighbours tell nothing
        if len(surely := [id for id in ids if id in context.named]) == 1:
            return surely[0]
        before = piece.text[max(0, found.span.start - 40) : found.span.start]
        behind = piece.text[found.span.end : found.span.end + 30]
        meant = self._places.resolve(ids, context.named, before, behind)
        return meant or self._places.only_country(ids, context.countries)

    def _may_follow(self, text: str, found: _Found) -> bool:
        before = text[max(0, found.name.start - 30) : found.name.start]
        return bool(
            _IN_PLACE.search(before)
            or re.search(r"(?<![\w-])(?:from|to|of|في|من|إلى|نحو|على)[ \u00a0](?:al-|Al-)?$", before)
        )


class _Context(NamedTuple):
    """What the article as a whole names: places that are sure, countries, and places of wary names that are sure."""

    named: set[str]
    countries: set[str]
    confirmed: set[str]


def _with_word(text: str, match: NameMatch) -> _Found:
    sure = tuple(meaning.actor for meaning in match.meanings if meaning.rule is not MentionRule.CONTEXTUAL)
    every = tuple(meaning.actor for meaning in match.meanings)
    name = match.span
    # Beside a sure place, one that needs words for a place counts only with such a word.
    ids, wary = sure or every, not sure
    if behind := word_behind(text, name.end) if match.surface[-1].isascii() else None:
        return _Found(name, Span(name.start, behind.end), every, wary, behind.word, match.surface)
    if before := word_before(text, name.start):
        return _Found(name, Span(before.end, name.end), every, wary, before.word, match.surface)
    return _Found(name, name, ids, wary, None, match.surface)


def _lists(text: str, found: Sequence[_Found]) -> tuple[list[Span], list[int], list[int]]:
    """For each name the span of the list that it stands in, and the numbers of that list's first and last name."""
    groups: list[Span] = []
    firsts: list[int] = []
    lasts: list[int] = []
    first = 0
    for number in range(1, len(found) + 1):
        joined = number < len(found) and _LISTED.fullmatch(text, found[number - 1].span.end, found[number].span.start)
        if not joined:
            names = number - first
            groups += [Span(found[first].span.start, found[number - 1].span.end)] * names
            firsts += [first] * names
            lasts += [number - 1] * names
            first = number
    return groups, firsts, lasts


_PLURAL = later(r"s$|(?:تي|تا|ات)[ \u00a0]|(?:مدن|قرى|أقضية)[ \u00a0]")
_MANY = later(r"(?:مدن|قرى|أقضية|بلدات|مناطق|محافظات|أرياف)[ \u00a0]")


def _many(found: _Found, text: str) -> bool:
    """Whether the word before a name is a plural."""
    return bool(_MANY.match(text, found.span.start, found.name.start))


_SHARED = ("province", "city", "district")


def _of_list(text: str, first: _Found, last: _Found) -> GenericWord | None:
    """The generic word in the plural that holds for a whole list: "Aleppo and Idlib provinces", محافظتي حلب وإدلب."""
    for one, stretch in ((last, Span(last.name.end, last.span.end)), (first, Span(first.span.start, first.name.start))):
        if one.word and one.word.name in _SHARED and _PLURAL.search(stretch.of(text)):
            return one.word
    return None
