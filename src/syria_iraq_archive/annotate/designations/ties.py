"""Finds the actor to whom the text ties a label by name: a table of rules, of which the first that answers wins.

Where no rule answers, the words label somebody whom the text doesn't name there, and the actor stays open.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from syria_iraq_archive.annotate.designations.english_labels import LabelSpan
from syria_iraq_archive.annotate.designations.label_words import LabelRow
from syria_iraq_archive.patterns import later
from syria_iraq_archive.records import Mention
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.registry.models import Kind

ATTRIBUTE, APPOSITION, BARE = "attribute", "apposition", "bare"
_REACH = 160  # characters on either side of a label in which a name is looked for
_POLITIES = frozenset({Kind.STATE.value})
_GROUPS = frozenset({Kind.ARMED_GROUP.value, Kind.PARTY.value, Kind.ALLIANCE.value, Kind.PUBLIC_BODY.value})


_ONE_PARTY_WORDS = """
group organization organisation militia movement party faction outfit network
جماعة تنظيم حركة ميليشيا مليشيا منظمة فصيل حزب
"""
ONE_PARTY = frozenset(_ONE_PARTY_WORDS.split())
"""Heads by which one party is taken up again: "the Islamist group"."""


class Tie(NamedTuple):
    """The actor a label is tied to, and how: as an attribute, an apposition, or by words that mean the actor."""

    actor: str
    kind: str


def compiled_actors(registry: Registry) -> dict[str, Any]:
    """What ties must know of the actors of a registry, as JSON can hold it."""
    actors = registry.actors
    governments = {
        state: body
        for state, actor in actors.items()
        if actor.kind is Kind.STATE
        for body in (f"government-of-{state}", f"government-of-the-{state}")
        if body in actors
    }
    rulers = {
        id: governments.get(office.of, office.of)
        for id, actor in actors.items()
        if actor.kind is Kind.PERSON
        for office in actor.offices
        if office.of in governments or office.of in governments.values()
    }
    return {
        "kinds": {id: actor.kind.value for id, actor in actors.items() if actor.kind is not Kind.MEDIA},
        "governments": governments | rulers,
        "rulers": dict(_rulers(registry)),
    }


def _rulers(registry: Registry) -> Iterator[tuple[str, str]]:
    """What bodies are called beside their state's adjective, "new … authorities", with the state in front of it."""
    states = {actor.country: actor for actor in registry.actors.values() if actor.kind is Kind.STATE and actor.country}
    for actor in registry.actors.values():
        state = states.get(actor.country or "")
        if actor.kind is not Kind.PUBLIC_BODY or state is None:
            continue
        adjectives = {word.lower() for word in state.demonyms.get("en", ())}
        names = [actor.name, *(name.text for name in actor.names.get("en", ())), *actor.bodies.get("en", ())]
        for name in names:
            words = [word for word in name.lower().split() if word not in adjectives]
            if len(words) > 1 and words[0] in _RULERS_OPEN and words[-1] in _RULERS_END:
                yield f"{state.id} {' '.join(words)}", actor.id


_RULERS_OPEN = frozenset({"new", "transitional", "interim"})
_RULERS_END = frozenset({"government", "administration", "authorities", "rulers", "leadership"})


class LabelledActors(NamedTuple):
    """What the registry says of actors that labels may be tied to."""

    kinds: Mapping[str, str]
    governments: Mapping[str, str]  # of states, and of the persons who ruled them
    rulers: Mapping[str, str]  # "syria new authorities": whom those words mean in that state

    def is_named(self, mention: Mention) -> bool:
        """Whether it names anybody but an outlet, and isn't an adjective."""
        return mention.actor in self.kinds and mention.rule != "demonym"

    def is_group(self, mention: Mention) -> bool:
        """Whether the actor is a group, party, alliance or body."""
        return self.kinds.get(mention.actor) in _GROUPS

    def is_state(self, mention: Mention) -> bool:
        """Whether the actor is a state."""
        return self.kinds.get(mention.actor) in _POLITIES

    def is_person(self, mention: Mention) -> bool:
        """Whether the actor is a person."""
        return self.kinds.get(mention.actor) == Kind.PERSON.value


class LabelInRow(NamedTuple):
    """A label in its row: all that a rule gets to see."""

    row: LabelRow
    label: LabelSpan
    actors: LabelledActors
    mentions: Sequence[Mention]  # of its block, in order

    @property
    def head(self) -> str:
        """The word that labels, as it is compared."""
        return self.row.plain(self.label.end - 1 if self.label.head is None else self.label.head)

    @property
    def head_letter(self) -> str:
        """The letter of the word that labels."""
        return self.row.letters[self.label.end - 1 if self.label.head is None else self.label.head]

    @property
    def before(self) -> str:
        """The text before the label, in its block."""
        start = self.row.words[self.label.start].span.start
        return self.row.text[max(self.row.block.start, start - _REACH) : start]

    @property
    def behind(self) -> str:
        """The text behind the label, in its block."""
        end = self.row.words[self.label.end - 1].span.end
        return self.row.text[end : min(self.row.block.end, end + _REACH)]

    def covers(self, mention: Mention) -> bool | None:
        """Whether the mention is several words of the label that mean somebody; None if it goes on behind the label."""
        words = [
            word
            for word in self.row.words[max(0, self.label.start - 3) : self.label.end + 3]
            if word.mention is mention
        ]
        if len(words) < 2:
            return False
        return True if words[-1].span.end <= self.row.words[self.label.end - 1].span.end else None

    def next_name(self, past: int = 0) -> tuple[Mention, str] | None:
        """The first mention behind the label, or the next after `past` of them, and the text between."""
        end = self.row.words[self.label.end - 1].span.end
        first = bisect_left(self.mentions, end, key=lambda mention: mention.span.start) + past
        if first < len(self.mentions) and self.mentions[first].span.start - end < _REACH:
            return self.mentions[first], self.row.text[end : self.mentions[first].span.start]
        return None

    def last_names(self) -> list[tuple[Mention, str]]:
        """The mentions before the label, the nearest first, each with the text between; three at most."""
        start = self.row.words[self.label.start].span.start
        last = bisect_left(self.mentions, start, key=lambda mention: mention.span.end)
        if last < len(self.mentions) and self.mentions[last].span.end == start:
            last += 1
        near = [one for one in reversed(self.mentions[max(0, last - 3) : last]) if start - one.span.end < _REACH]
        return [(one, self.row.text[one.span.end : start]) for one in near]


_POLITY_HEADS = frozenset({"regime", "junta", "نظام"})
_ENEMY_HEADS = frozenset({"entity", "enemy", "occupation", "state", "occupier", "كيان", "عدو", "احتلال"})
_PARENT_HEADS_WORDS = """
affiliate affiliates offshoot offshoots proxy proxies extension extensions وكلاء اذرع ذراع امتدادات
"""
_PARENT_HEADS = frozenset(_PARENT_HEADS_WORDS.split())
"""Behind these a name is that of whom the party belongs to: "an extension of the PKK"."""


def name_inside(one: LabelInRow) -> Tie | None:
    """As in: ISIS gangs; Assad regime; HTS-led rebels; new Syrian administration."""
    for word in reversed(one.row.words[one.label.start : one.label.end]):
        mention = word.mention
        covers = one.covers(mention) if mention else None
        if mention is None or covers is None:
            continue
        if covers and not one.actors.is_state(mention):
            return Tie(mention.actor, ATTRIBUTE if one.head_letter in "Hhp" or one.head in _POLITY_HEADS else BARE)
        if covers and one.head in _ENEMY_HEADS:
            return Tie(mention.actor, ATTRIBUTE)
        if one.actors.is_state(mention) or one.actors.is_person(mention):
            if one.head in _POLITY_HEADS:
                government = one.actors.governments.get(mention.actor)
                return Tie(government, ATTRIBUTE) if government else None
            if one.actors.is_state(mention) and one.head in _ENEMY_HEADS:
                return Tie(mention.actor, ATTRIBUTE)
            continue
        if one.head in _PARENT_HEADS or one.label.rule == "former-of-name":
            continue
        if "-" in word.plain and word.letter == "S" and not word.plain.endswith(("-led", "-dominated", "-run")):
            continue
        return Tie(mention.actor, ATTRIBUTE)
    return None


_TO_NAME = later(r"[\s“\"«‘'(\[]*(?:the )?[“\"«‘']?")
_OF_NAME = later(
    r"[\s,]*(?:of|from|known as|called|named|belonging to|calling (?:itself|themselves)"
    r"|(?:who|which|that) calls? (?:itself|themselves)|under the name of)\s+(?:the\s+)?[“\"«‘']?"
)
_BRACKET = later(r"\s*[(\[]\s*(?:the )?")


def _owned(one: LabelInRow) -> Tie | None:
    """As in: Syria's transitional government; Syria's new authorities."""
    owner = next((word for word in reversed(one.row.words[: one.label.start]) if word.letter != '"'), None)
    if owner is None or owner.mention is None or not owner.is_possessive:
        return None
    words = " ".join(word.plain for word in one.row.words[one.label.start : one.label.end])
    actor = one.actors.rulers.get(f"{owner.mention.actor} {words}")
    return Tie(actor, BARE) if actor else None


def _behind(one: LabelInRow) -> Tie | None:
    """As in: terrorist organization PKK; factions from HTS; occupying entity [Israel]."""
    found = one.next_name()
    if found is None:
        return None
    mention, between = found
    if one.head in _PERSONAL and one.actors.is_state(mention) and _OF_STATE.fullmatch(between):
        return _ruler_behind(one)
    if _BRACKET.fullmatch(between):
        return Tie(mention.actor, APPOSITION)
    return _labelled_behind(one, mention, between)


def _labelled_behind(one: LabelInRow, mention: Mention, between: str) -> Tie | None:
    """As in: terrorist organization PKK; de facto Syrian rulers; and not: the opposition America supports."""
    is_other = one.head_letter in "ch" and one.head not in _ENEMY_HEADS
    if one.label.rule == "epithet" and is_other and one.actors.is_state(mention):
        return None
    if one.label.rule == "epithet" or (one.label.rule == "so-called" and mention.rule != "demonym"):
        return Tie(mention.actor, ATTRIBUTE) if _NATION_BETWEEN.fullmatch(between) else _second(one)
    if mention.rule == "demonym":
        return None
    if one.head in _POLITY_HEADS and _OF_NAME.fullmatch(between) and mention.actor in one.actors.governments:
        return Tie(one.actors.governments[mention.actor], ATTRIBUTE)
    if one.head in _ENEMY_HEADS and one.actors.is_state(mention) and _TO_NAME.fullmatch(between):
        return Tie(mention.actor, ATTRIBUTE)
    return _named_behind(one, mention, between)


def _ruler_behind(one: LabelInRow) -> Tie | None:
    """As in: dictator of Syria, Bashar al-Assad."""
    person = one.next_name(1)
    is_named = person is not None and one.actors.is_person(person[0]) and _THEN_NAMED.search(person[1])
    return Tie(person[0].actor, ATTRIBUTE) if person and is_named else None


def _named_behind(one: LabelInRow, mention: Mention, between: str) -> Tie | None:
    """As in: terrorist organization PKK; factions from HTS; dictator Bashar al-Assad."""
    is_owner = _owns(one.row.text, mention)
    if is_owner or one.actors.is_state(mention) or one.actors.kinds.get(mention.actor) is None:
        return None
    is_plain = _TO_NAME.fullmatch(between) is not None
    if one.actors.is_person(mention):
        return Tie(mention.actor, ATTRIBUTE) if is_plain and one.head in _PERSONAL else None
    is_of = _OF_NAME.fullmatch(between) is not None and one.head not in _PARENT_HEADS
    return Tie(mention.actor, ATTRIBUTE) if is_plain or is_of else None


_OF_STATE = later(r" of (?:the )?")
_THEN_NAMED = later(r"^ of (?:the )?[\w ]+,? \Z")
_NATION_BETWEEN = later(r"[\s“\"«‘']*(?:[A-Z][\w-]+ )?[“\"«‘']*")


def _second(one: LabelInRow) -> Tie | None:
    """The name behind a nationality: "Turkish-backed Syrian …"."""
    end = one.row.words[one.label.end - 1].span.end
    for word in one.row.words[one.label.end : one.label.end + 3]:
        if word.letter == "M" and word.mention is not None and word.mention.span.start - end < 30:
            return Tie(word.mention.actor, ATTRIBUTE)
    return None


_PERSONAL_WORDS = """
dictator strongman tyrant terrorist leader commander chief warlord militant rebel ruler jihadist extremist butcher
president member gunman figure operative militiaman insurgent mercenary traitor
"""
_PERSONAL = frozenset(_PERSONAL_WORDS.split())


def _owns(text: str, mention: Mention) -> bool:
    return text.startswith(("'s", "’s"), mention.span.end)


_LED_BY = later(
    r",?\s+(?:(?:which|that|who) (?:is|are|was|were) )?"
    r"(?:led|headed|commanded|spearheaded|dominated|run) by\s+(?:the )?[^,.;]{0,40}?"
)


def _led_by(one: LabelInRow) -> Tie | None:
    """As in: Syrian armed factions, led by HTS."""
    return _by_next(one, _LED_BY)


_LIKE = later(r",?\s+(?:like|such as|namely)\s+(?:the )?")
_MORE = later(r"[^.;]{0,12}(?:,| and | or )\s*(?:the )?[A-Z]")


def _like(one: LabelInRow) -> Tie | None:
    """As in: factions like the Sayyid al-Shuhada Brigades; and not: factions such as Hamas and Islamic Jihad."""
    found = one.next_name()
    if found and _MORE.match(one.row.text, found[0].span.end):
        return None
    return _by_next(one, _LIKE)


def _by_next(one: LabelInRow, pattern: re.Pattern[str]) -> Tie | None:
    found = one.next_name()
    if found is None or not pattern.fullmatch(found[1]) or not one.actors.is_group(found[0]):
        return None
    return Tie(found[0].actor, ATTRIBUTE)


_ASIDE = r"(?:[”\"’»]?\s*\([^()]{1,60}\))?[”\"’»]?"
_APPOSED = later(
    rf"{_ASIDE}(?:,|\s+[-–—]|—)\s+(?:(?:itself|once|also|now|originally|formerly|which (?:is|was)|who (?:is|was))\s+)?"
    rf"(?:an?|one of (?:the|several|many|two)|part of (?:an?|the))\s+[“\"‘«]?"
)
_APPOSED_THE = later(rf"{_ASIDE}(?:,|\s+[-–—])\s+(?:the|once the)\s+[“\"‘«]?")
_CLOSES = later(r"[”\"’»]?(?: [\w\s’'-]{0,80}?)?[,.—–-]")
_IN_BRACKET = later(r"\s*[(\[]\s*(?:an?|the)?\s*")


def _apposed(one: LabelInRow) -> Tie | None:
    """As in: HTS, an Islamist rebel group; Badr (a militia); and not: in Syria, a militia."""
    for mention, between in one.last_names()[:2]:
        if mention.rule == "demonym" or _owns(one.row.text, mention):
            continue
        if one.actors.is_state(mention) and one.head not in _ENEMY_HEADS | _POLITY_HEADS:
            continue
        if _APPOSED.fullmatch(between) or _IN_BRACKET.fullmatch(between):
            return Tie(mention.actor, APPOSITION)
        if _APPOSED_THE.fullmatch(between) and one.head in ONE_PARTY and _CLOSES.match(one.behind):
            return Tie(mention.actor, APPOSITION)
    return None


_CALLS = (
    r"(?:consider|regard|label|labell?|call|brand|describe|designate|list|classif(?:y|ie)|deem|treat|view|see|declare"
    r"|denounce|recogni[sz]e|term|dub|name)"
    r"(?:s|d|ed|led|es|ing)?"
)
_DETERMINER = r"\s*(?:an?|the|its|their)?\s*[“\"‘«]?"
_IS_CALLED = (
    r"(?:(?:consider|regard|label|labell|call|brand|describ|designat|list|classifi|deem|treat|view|declar|denounc"
    r"|recogni[sz]|term|dubb|nam|outlaw|blacklist)ed|seen)"
)
_CALLED = later(
    rf"{_ASIDE}(?:,?\s+(?:which|whom|who|that|a group)\s+[^.;]{{0,60}}?{_CALLS}(?:\s+(?:as|to be))?"
    rf"|(?:,|,?\s+(?:is|are|was|were|has been|have been|had been|being|remains?))\s+(?:also\s+)?{_IS_CALLED}"
    rf"(?:\s+by\s+[^.;,]{{1,60}}?)?\s+(?:as|to be)?){_DETERMINER}"
)
"""What stands between a name and what others call it: ", which Ankara considers a"."""
_CALLED_BY = later(rf"{_ASIDE}\s+{_IS_CALLED}(?:\s+(?:as|to be))?{_DETERMINER}")  # if "by" is behind the label
_IS = later(
    rf"{_ASIDE}\s+(?:is|are|was|were|remains?|became|has become)"
    rf"(?: (?:not|still|just|only|nothing but|also))?{_DETERMINER}"
)
_AS = later(rf"{_ASIDE}\s*(?:as|to be|is|are)?\s*(?:an?|the|its)?\s*[“\"‘«]?")
_CALLS_BEFORE = later(rf"\b{_CALLS}\s+(?:the\s+)?[“\"‘«]?\Z", re.IGNORECASE)
_BY = later(r"[”\"’»]?\s+by\s")
_OBLIQUE = later(r"\b(?:of|in|with|by|for|from|against|to)\s+(?:the\s+)?\Z")


def _predicate(one: LabelInRow) -> Tie | None:
    """As in: Ankara considers the PKK a terrorist organization; Hezbollah is a militia."""
    text = one.row.text
    for mention, between in one.last_names()[:3]:
        if mention.rule == "demonym" or _owns(text, mention):
            continue
        before = text[max(one.row.block.start, mention.span.start - _REACH) : mention.span.start]
        if between.strip() and _AS.fullmatch(between) and _CALLS_BEFORE.search(before):
            return Tie(mention.actor, ATTRIBUTE)
        if _CALLED_BY.fullmatch(between) and _BY.match(one.behind):
            return Tie(mention.actor, ATTRIBUTE)
        if _CALLED.fullmatch(between) or (_IS.fullmatch(between) and not _OBLIQUE.search(before)):
            return Tie(mention.actor, ATTRIBUTE)
    return None


TieRule = Callable[[LabelInRow], Tie | None]

TIE_RULES: tuple[tuple[str, TieRule], ...] = (
    ("name-inside", name_inside),
    ("owned", _owned),
    ("name-behind", _behind),
    ("led-by", _led_by),
    ("such-as", _like),
    ("apposition", _apposed),
    ("predicate", _predicate),
)
"""The rules in the order in which they are tried, for English."""


def tie_of(one: LabelInRow, rules: tuple[tuple[str, TieRule], ...]) -> Tie | None:
    """What the first rule that answers says; None if the text ties the label to nobody by name."""
    return next((tie for _, rule in rules if (tie := rule(one)) is not None), None)
