"""Decides whom a phrase that names an actor means: that actor, or somebody of whom the actor is only a part.

"Lawmaker Issam al-Kreiti" is Kreiti; "a member of the State of Law Coalition" isn't that coalition, nor is مكتب نتنياهو
Netanyahu himself.
"""

from collections.abc import Set

from syria_iraq_archive.annotate.quotes.arabic_words import fold_arabic, tag_arabic
from syria_iraq_archive.annotate.quotes.mention_index import ADJECTIVE, MentionIndex
from syria_iraq_archive.patterns import later
from syria_iraq_archive.records import Mention
from syria_iraq_archive.spans import Span

_PREPOSITIONS = tuple(f" {word} " for word in ("of", "for", "in", "from", "with", "at", "on"))

_INNER = frozenset(
    {"of", "for", "in", "from", "within", "at", "with", "on", "by", "to", "near", "and", "or", "من", "في"}
)
_ARABIC_LETTER = later("[\u0600-\u06ff]")


def named_by(mentioned: MentionIndex, phrase: Span, people: Set[str]) -> Mention | None:
    """The mention of the actor whom a noun phrase names; None if it names somebody else, or nobody for sure.

    Its main word is the last one, or the one before "of", "for", "in". So "US officials" names nobody. `people` are the
    ids of the actors that are persons.
    """
    for mention in mentioned.within(phrase):
        if mention.rule == ADJECTIVE:
            continue
        is_person = mention.actor in people
        lead = mentioned.text[phrase.start : mention.span.start]
        if _ARABIC_LETTER.search(mention.surface):
            if _is_meant_in_arabic(mentioned, mention, lead, phrase, is_person=is_person):
                return mention
        elif (_ends_main_part(mentioned.text, mention, phrase) and not _is_inner(lead)) or (
            is_person and mention.span.end >= phrase.end and _is_title_of(lead)
        ):
            return mention
    return None


def _ends_main_part(text: str, mention: Mention, phrase: Span) -> bool:
    return mention.span.end >= phrase.end or text.startswith(_PREPOSITIONS, mention.span.end)


def _is_inner(lead: str) -> bool:
    """Whether a preposition stands before a name in its phrase."""
    return any(word in _INNER for word in lead.lower().split())


_OFFICE_OF = later(
    r"[A-Z][\w-]*(?:[ \u00a0][A-Z][\w-]*){0,3}[ \u00a0]of(?:[ \u00a0][A-Z][\w-]*){0,3}?[ \u00a0](?P<last>[A-Z][\w-]*)"
    r"(?:[ \u00a0](?:Dr|Eng|Gen|Lt|Col|Maj|Brig)\.)*[ \u00a0]"
)
_TITLE_WORDS = """
President Minister Premier Leader King Queen Prince Emir Sheikh Sayyid Ayatollah Imam Pope General Commander Chief
Chairman Governor Secretary Ambassador Cleric Mufti Speaker Senator Envoy
"""
_TITLES = frozenset(_TITLE_WORDS.split())


def _is_title_of(lead: str) -> bool:
    """Whether an office with "of" stands before a name as a title: "Governor of Homs Karim Sabri".

    Behind "Office of President" the name is the president's.
    """
    found = _OFFICE_OF.fullmatch(lead)
    return found is not None and found["last"] not in _TITLES


# Behind these words, somebody's name says whose they are: "from", "the office of", "the brother of", "in the name of".
_WHOSE_WORDS = """
من في عن مع إلى على لدى مكتب حكومة نظام إدارة شقيق شقيقة والد والدة نجل ابن ابنة
زوج زوجة محامي فريق تيار حزب حركة حملة أنصار أتباع قوات جماعة
عهد بيان تصريح تصريحات كتلة ائتلاف قائمة مستشار مستشارة باسم بلسان أسرة عائلة مقتل اعتقال
"""
_WHOSE = frozenset(map(fold_arabic, _WHOSE_WORDS.split()))
_FORMS_OF_ADDRESS = frozenset(
    map(fold_arabic, ["الرئيس", "السيد", "الوزير", "القائد", "الشيخ", "الزعيم", "المرجع", "المرشد", "الملك"])
)
# Words for bodies that are tagged as people are, because they speak, too.
_BODIES_WORDS = """
وزارة رئاسة قيادة لجنة هيئة مديرية مجلس منظمة قوات جيش حكومة بيان محكمة شرطة سفارة دائرة جهاز حزب حركة مفوضية
بعثة نقابة جمعية شركة مركز خلية لواء فريق
"""
_BODIES = frozenset(map(fold_arabic, _BODIES_WORDS.split()))
_WORD = later(r"[^\W\d_][\w\u064b-\u0652]*")
_WORD_BEHIND = later(r"[ \u00a0]*(\w*)")
_PARTS_OF_NAMES = ("surname", "alone")


def _is_meant_in_arabic(mentioned: MentionIndex, mention: Mention, lead: str, phrase: Span, *, is_person: bool) -> bool:
    words: list[str] = _WORD.findall(lead)
    if not is_person:
        ends = _ends_main_part(mentioned.text, mention, phrase)
        return ends and not any(word in _INNER or _is_human(word) for word in words)
    nearest = [fold_arabic(word) for word in words]
    if len(nearest) > 1 and nearest[-1] in _FORMS_OF_ADDRESS:
        nearest.pop()
    if nearest and nearest[-1] in _WHOSE:
        return False
    if mention.rule in _PARTS_OF_NAMES and words and _is_given_name(mentioned, mention, words[-1]):
        return False
    if mention.span.end >= phrase.end:
        return True
    behind = _WORD_BEHIND.match(mentioned.text, mention.span.end, phrase.end)
    if mention.rule in _PARTS_OF_NAMES and behind and tag_arabic(behind[1] or "-") not in "Hd":
        return False  # a given name that is somebody's surname, too
    return not words or tag_arabic(words[0]) in "Hd"


def end_of_person(mentioned: MentionIndex, speaker: Span, actor: str) -> Span:
    """The speaker without what stands behind the person's name in Arabic: his office, how he speaks, what he speaks of.

    رئيس الوزراء محمد شياع السوداني إطلاق سراحها ends with السوداني.
    """
    for mention in mentioned.within(speaker):
        if mention.actor == actor and _ARABIC_LETTER.search(mention.surface):
            return Span(speaker.start, min(speaker.end, mention.span.end))
    return speaker


def _is_human(word: str) -> bool:
    folded = fold_arabic(word)
    return tag_arabic(word) == "H" and folded.removeprefix("ال") not in _BODIES and folded not in _BODIES


def _is_given_name(mentioned: MentionIndex, mention: Mention, word: str) -> bool:
    """Whether the word before a surname is no title, no adjective and no name of a state."""
    return tag_arabic(word) == "n" and not mentioned.ends_one(mention.span.start - 1)
