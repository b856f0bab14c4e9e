"""Finds the places that an article names."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from syria_iraq_archive.annotate.mentions import SEARCHED_ROLES
from syria_iraq_archive.annotate.name_matcher import NameMatch, NameMatcher, from_the_left
from syria_iraq_archive.annotate.places import cues
from syria_iraq_archive.annotate.places.cues import Means, Told
from syria_iraq_archive.annotate.places.generic import GenericWord, begins_with_word, word_of
from syria_iraq_archive.annotate.places.lists import PrintedPlace, is_many, lists_of, with_word, word_of_list
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
_SMALL_WORD = later(r"(?:a[rsdntz]|ash)[ \u00a0]")  # "at Bab al-Hawa": no article, but a word of its own
_TANWIN = "\u064b"  # the ending of an adverb: دوماً "always"
_ARTICLE = later(r"[اأإ]ل")  # الحمص "chickpeas", of which "Homs" is the bare name
_JOINED_WORD = later(r"[وفبلك][أإ]")  # وأن "and that", where a name has a plain alif: وان
_SENTENCE = later(r"(?:^|[.!?:;•|\n][”\"’')]*)\s*[“\"‘'(]*$")
_WITHIN = later(
    r"(?:[ \u00a0]*[,،][ \u00a0]*|[ \u00a0]*)(?:(?:in|of|within|from|at"
    r"|[,(])[ \u00a0])?(?:the[ \u00a0])?(?:\w+['’]s[ \u00a0])?(?:(?:north|south|east|west"
    r"|central|rural|neighbou?ring|nearby)\w*[ \u00a0])*"
    r"|[ \u00a0]+(?:في|من)[ \u00a0]+|[ \u00a0]+بـ?"
)
_SIDES = "(?:شمال|جنوب|شرق|غرب)ي?(?:[ \u00a0](?:شرق|غرب)ي?)?|(?:وسط|أقصى)"
_GOES_TO = later(
    r"(?<![\w-])(?:in|at|near|to|into|towards?|from|of|reach(?:ed|es)?|left|enter(?:ed|s)?|on)[ \u00a0](?:al-|Al-)?$"
    r"|(?<!\w)(?:في|إلى|من|نحو|على|قرب|باتجاه|جهة)[ \u00a0]$|(?<!\w)[وف]?[بل]ـ?$"
)
_LIES = later(
    r",?[ \u00a0](?:(?:some|about|around|roughly)[ \u00a0])?(?:\d+[ \u00a0]?(?:km|kilomet(?:er|re)s|miles)[ \u00a0])?"
    r"(?:(?:north|south|east|west)(?:east|west)?[ \u00a0]of|just[ \u00a0]outside|near|outside)[ \u00a0]"
    r"(?:the[ \u00a0])?"
    rf"|[ \u00a0](?:{_SIDES}|قرب|بالقرب من|القريبة من|المحاذية ل|المجاورة ل|مركز|عاصمة|التابعة ل)[ \u00a0]?"
)
_IN = later(r"[ \u00a0](?:in|في)[ \u00a0]|[ \u00a0]بـ?")
_IN_COUNTRY = later(
    r",[ \u00a0](?:in[ \u00a0])?(?:(?:north|south|east|west|central)[\w-]*[ \u00a0])?(?:Iraq|Syria)\b(?!['’]s[ \u00a0])"
    rf"|[ \u00a0](?:في[ \u00a0])?(?:{_SIDES})[ \u00a0](?:سوريا|سورية|العراق|البلاد)(?!\w)"
)
_NO_WHOLE = ("", "من", "from")  # "Sadr spoke from Baghdad" isn't the Sadr in Baghdad
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


class _Piece(NamedTuple):
    """A block in which names were found, in the order of the text, and the list that each of them stands in."""

    start: int
    text: str
    role: Role
    found: list[PrintedPlace]
    groups: list[Span]
    firsts: list[int]  # index of the first name of each name's list
    lasts: list[int]  # and of its last


class _Read(NamedTuple):
    """What a name is, by the words beside it."""

    found: PrintedPlace
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
        named |= self._places.pairs(
            [one.ids for _, all_read in read for one in all_read if one and len(one.ids) > 1 and not one.found.wary]
        )
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
        found: list[PrintedPlace] = []
        reached = 0
        for match in matches:
            if (
                match.span.start < reached
                or self._is_other_word(match, content)
                or self._belongs_to_actor(match, content, start, mentions)
            ):
                continue
            one = with_word(content, match)
            if found and one.span.start < found[-1].span.end:
                one = one._replace(span=Span(one.name.start, one.span.end))
            if names_no_place(content, one.name):
                reached = match.span.end
                continue
            found.append(one)
            reached = one.span.end
        groups, firsts, lasts = lists_of(content, found)
        for number, one in enumerate(found):  # "the towns of Hama": the plural holds for a list, and else for its parts
            if one.span.start < one.name.start and firsts[number] == lasts[number] and is_many(one, content):
                found[number] = one._replace(span=one.name, word=None)
                groups[number] = one.name
        return _Piece(start, content, block.role, found, groups, firsts, lasts)

    def _is_other_word(self, match: NameMatch, content: str) -> bool:
        """Whether the very letters printed show that it is another word."""
        surface = match.surface
        if surface[-1].isascii():
            return bool(_SMALL_WORD.match(surface))
        if surface[-1] in "هي" and match.folded in self._marked:
            return True
        if surface.endswith(_TANWIN) or content.startswith(_TANWIN, match.span.end):
            return True
        if _ARTICLE.match(surface) and not match.folded.startswith("ال"):
            return True
        return bool(_JOINED_WORD.match(surface))

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
        word = found.word or word_of_list(text, piece.found[piece.firsts[number]], last)
        if word:
            ids = (*ids, *found.others)
        if (self._seats.intersection(ids) or "erbil" in ids) and not word and means_government(text, found.name, group):
            return None
        # "أطراف درعا وبلدة نوى", and where the word is part of the name: "غرب دمشق ومطار تي فور"
        own_head = number > piece.firsts[number] and (
            found.span.start < found.name.start or bool(begins_with_word(text, found.name))
        )
        start = found.span.start if own_head else group.start
        before = text[max(0, start - _REACH) : start]
        own = self._told(text, before, found, last)
        if spoken := word_of(before):
            word = word or spoken.word
            if not own.near:
                own = self._told(text, before[: spoken.end], found, last)
        ids, rule = self._of_kind(ids, word, own, piece, number)
        if found.wary and not (ids := self._not_elsewhere(ids, piece, number)):
            return None
        if found.wary and not found.word and not spoken:
            if not self._is_placed(text, found, own, piece, number):
                return _Read(found, ids, own.near, "wary")
            rule = "comma" if _COMMA_PLACE.search(text[max(0, found.name.start - 20) : found.name.start]) else rule
        near = own.near or bool(word and word.near) or (own.rule == "suburb-itself" and self._holds_last(piece, number))
        return _Read(found, ids, near, rule)

    def _told(self, text: str, before: str, found: PrintedPlace, last: PrintedPlace) -> Told:
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

    def _is_placed(self, text: str, found: PrintedPlace, own: Told, piece: _Piece, number: int) -> bool:
        """Whether the words beside a name that is another word, too, show that a place is meant."""
        if says_something(text, found.name):
            return False
        if self._is_listed(piece, number) or self._is_located(piece, number):
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

    def _not_elsewhere(self, ids: tuple[str, ...], piece: _Piece, number: int) -> tuple[str, ...]:
        """The places that can lie where the words behind the name say it lies: حي الزهراء في حمص is not Aleppo's."""
        if number + 1 >= len(piece.found):
            return ids
        following = piece.found[number + 1]
        gap = piece.text[piece.found[number].span.end : following.span.start]
        inside = bool(_IN.fullmatch(gap))
        if not inside and not _LIES.fullmatch(gap):
            return ids
        lands = {self._places[id].country for id in following.ids}

        def may_lie_there(id: str) -> bool:
            if any(self._places.are_neighbours(id, other) for other in following.ids):
                return True
            if not inside:
                return self._places[id].country in lands
            return not self._places.above(id) or not all(self._places.is_bounded(other) for other in following.ids)

        return tuple(id for id in ids if may_lie_there(id))

    def _holds_last(self, piece: _Piece, number: int) -> bool:
        """Whether the name before this one is that of a part of this place: "the Mezzeh neighbourhood of Damascus"."""
        last = piece.found[number - 1].ids if number else ()
        return any(set(piece.found[number].ids) & self._places.above(id) for id in last)

    def _is_listed(self, piece: _Piece, number: int) -> bool:
        """Whether the name stands in a list with places that are sure: "Nineveh, Anbar and Salahaddin"."""
        if number == piece.lasts[number] and piece.found[number].surface[0] == "و":
            return False  # "and" may be its first letter: "، وان"
        listed = range(piece.firsts[number], piece.lasts[number] + 1)
        return any(not piece.found[other].wary for other in listed)

    def _is_located(self, piece: _Piece, number: int) -> bool:
        """Whether words behind it say where it lies: "Balad, north of Baghdad", الدور قرب تكريت، الباب شمالي سوريا."""
        found = piece.found[number]
        before = piece.text[max(0, found.name.start - 20) : found.name.start]
        if not _GOES_TO.search(before):
            return False
        if _IN_COUNTRY.match(piece.text, found.span.end):
            return True
        if number + 1 >= len(piece.found):
            return False
        following = piece.found[number + 1]
        gap = piece.text[found.span.end : following.span.start]
        countries = {self._places[id].country for id in following.ids}
        return bool(_LIES.fullmatch(gap)) and any(self._places[id].country in countries for id in found.ids)

    def _beside_its_whole(self, piece: _Piece, number: int) -> bool:
        """Whether what the place lies in stands right behind it: "Hit, Anbar", هيت في الأنبار."""
        found = piece.found[number]
        if number + 1 >= len(piece.found):
            return False
        following = piece.found[number + 1]
        gap = piece.text[found.span.end : following.span.start]
        wholes = {above for id in found.ids for above in self._places.above(id)}
        return gap.strip() not in _NO_WHOLE and bool(_WITHIN.fullmatch(gap)) and bool(wholes & set(following.ids))

    # ------------------------------------------------------------------------------------- which place it is

    def _decide(self, piece: _Piece, one: _Read, context: "_Context") -> PlaceMention | None:
        found, ids = one.found, one.ids
        if one.rule == "wary":
            if not set(ids) & context.confirmed or not self._may_follow(piece.text, found):
                return None
            ids = tuple(id for id in ids if id in context.confirmed)
        if len(ids) == 1 and found.others:
            ids = self._less_known(ids[0], found.others, context)
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

    def _namesake(self, piece: _Piece, found: PrintedPlace, ids: tuple[str, ...], context: "_Context") -> str | None:
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

    def _less_known(self, usual: str, others: tuple[str, ...], context: "_Context") -> tuple[str, ...]:
        """The place that a name usually means, or its namesakes if the article names only what lies near those."""
        every = {usual, *others}
        named = context.named - every

        def is_near(id: str) -> bool:
            return any(self._places.are_neighbours(id, other) for other in named)

        near = tuple(id for id in others if self._places[id].kind != "district" and is_near(id))
        return near if near and not is_near(usual) else (usual,)

    def _may_follow(self, text: str, found: PrintedPlace) -> bool:
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
