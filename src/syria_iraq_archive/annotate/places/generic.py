"""Words such as "province" that touch a name and belong to it, and the kinds of place that they speak of.

"Idlib province", ريف حماة. Behind "of" such a word is no part of the name, but tells the kind all the same.
"""

import re
from typing import NamedTuple

from syria_iraq_archive.patterns import later
from syria_iraq_archive.spans import Span, last_words

TOWN = frozenset({"town", "other"})
GOVERNORATE = frozenset({"governorate"})
DISTRICT = frozenset({"district"})
AROUND = frozenset({"town", "other", "region", "camp", "base", "crossing", "water"})
ANY: frozenset[str] = frozenset()
PARTICLES = "[وفبلك]{0,2}ـ?"
"""A pattern of the particles that Arabic writes as one word with the word that follows, also drawn out: بـريف."""


class GenericWord(NamedTuple):
    """A generic word: its forms, the kinds that it speaks of, in the order of preference, and if it means around."""

    name: str
    english: str  # patterns without groups; empty if there is none
    arabic: str
    kinds: frozenset[str]
    near: bool = False


GENERIC: tuple[GenericWord, ...] = (
    GenericWord("province", "provinces?|governorates?", "محافظ(?:ة|تي|تا|ات)|پارێزگای", GOVERNORATE),
    GenericWord(
        "city",
        "city|cities|towns?|villages?|municipality",
        "مدين(?:ة|تي|تا)|مدن|بلد(?:ة|تي|ات)|قري(?:ة|تي)|قرى|ناحي(?:ة|تي)|شاری",
        TOWN,
    ),
    GenericWord("district", "(?:sub-?)?districts?", "قضاء|قضائي|أقضية|قەزای", DISTRICT | TOWN),
    GenericWord(
        "crossing",
        "(?:border )?crossings?(?: point)?|border (?:gate|post)",
        "معبر(?:ي)?|منفذ(?:ي)?",
        frozenset({"crossing"}),
    ),
    GenericWord("camp", "(?:refugee )?camps?", "مخيم(?:ي)?", frozenset({"camp"})),
    GenericWord("base", "(?:air |military )?bases?|air ?bases?|garrison", "قاعدة", frozenset({"base"})),
    GenericWord(
        "countryside", "countrysides?|suburbs|outskirts|hinterland", "ريف(?:ي)?|أرياف|ضواحي", AROUND, near=True
    ),
    GenericWord("area", "areas?", "منطق(?:ة|تي)|مناطق", AROUND, near=True),
    GenericWord("region", "region", "إقليم", ANY, near=True),
    GenericWord("river", "river|lake|dam", "نهر|بحيرة|سد", frozenset({"water"})),
    GenericWord("mountain", "mountains?|heights|plains?|desert|valley", "جب[لا]ل?|سهل|صحراء|بادية|وادي", ANY),
    GenericWord(
        "quarter",
        "neighbou?rhoods?|quarter|square|street|airport|prison|port",
        "حي|ساحة|شارع|مطار|سجن|ميناء",
        frozenset({"other", "base"}),
    ),
)
"""The first whose form stands there counts."""

_ADJECTIVES = r"(?:(?!of\b|the\b|to\b|from\b|and\b|in\b)[\w’'-]+[ \u00a0]){0,3}"
_OF_FORMS = ("province", "city", "district")


class FoundWord(NamedTuple):
    """A generic word beside a name: how far it reaches, and which it is."""

    end: int
    word: GenericWord


def _english() -> list[tuple[re.Pattern[str], GenericWord]]:
    return [
        (later(rf"[ \u00a0-](?:{word.english})(?![\w-]|['’](?!s\b)\w)", re.IGNORECASE), word)
        for word in GENERIC
        if word.english
    ]


def _arabic() -> list[tuple[re.Pattern[str], GenericWord]]:
    return [
        (later(rf"(?<!\w)(?:[وفبلك]{{1,2}}ـ?|[وف]?لل)??(?P<word>{word.arabic})[ \u00a0]$"), word)
        for word in GENERIC
        if word.arabic
    ]


def _of_english() -> list[tuple[re.Pattern[str], GenericWord]]:
    words = [word for word in GENERIC if word.name in _OF_FORMS]
    return [
        (
            later(
                rf"(?:\b(?:the|a|an)[ \u00a0]{_ADJECTIVES})?\b(?:{word.english})(?: of)?[ \u00a0](?:the )?$",
                re.IGNORECASE,
            ),
            word,
        )
        for word in words
    ]


BEHIND = _english()
BEFORE_ARABIC = _arabic()
OF = _of_english()
_QUICK = frozenset(
    [
        "prov",
        "gove",
        "city",
        "citi",
        "town",
        "vill",
        "muni",
        "dist",
        "subd",
        "sub-",
        "cros",
        "bord",
        "camp",
        "refu",
        "base",
        "air",
        "airb",
        "mili",
        "garr",
        "coun",
        "subu",
        "outs",
        "hint",
        "area",
        "regi",
        "rive",
        "lake",
        "dam",
        "moun",
        "heig",
        "plai",
        "dese",
        "vall",
        "neig",
        "quar",
        "squa",
        "stre",
        "airp",
        "pris",
        "port",
        "dam,",
        "dam.",
        "air",
    ]
) | {"air ", "dam", "dam "}


def word_behind(text: str, end: int) -> FoundWord | None:
    """The English word that touches a name's end."""
    if text[end + 1 : end + 5].lower() not in _QUICK and text[end + 1 : end + 4].lower() not in ("dam", "air"):
        return None
    for pattern, word in BEHIND:
        if found := pattern.match(text, end):
            return FoundWord(found.end(), word)
    return None


def word_before(text: str, start: int) -> FoundWord | None:
    """The Arabic word that touches a name's beginning; `end` is where it begins."""
    near = text[max(0, start - 14) : start]
    if not near or near[-1] not in " \u00a0" or near.isascii():
        return None
    for pattern, word in BEFORE_ARABIC:
        if found := pattern.search(near):
            return FoundWord(start - len(near) + found.start("word"), word)
    return None


_NAMED_SO = later("|".join(rf"(?:{word.arabic})" for word in GENERIC if word.arabic).join(("(?:", r")[ \u00a0]")))


def begins_with_word(text: str, name: Span) -> bool:
    """Whether an Arabic name itself begins with such a word: مطار دمشق."""
    return bool(_NAMED_SO.match(text, name.start, name.end))


_CAPITAL = later(
    r"(?:\b(?:the|its|their"
    r"|his)[ \u00a0])?(?:[\w’'-]+[ \u00a0])?\bcapital(?: city)?,?(?: of)?[ \u00a0]$"
    r"|(?<=[\s\u0621-\u064a])العاصمة(?:[ \u00a0]ال\w+)?[ \u00a0]$"
)


_OF_ENDS = later(f"capital|city|{'|'.join(word.english for word in GENERIC if word.name in _OF_FORMS)}|العاصمة")
_LAST_WORDS = 4  # in which the word stands: "capital city of the", العاصمة السورية


def word_of(before: str) -> FoundWord | None:
    """The English word in "the city of" at the end of a text; `end` is where it begins."""
    if not _OF_ENDS.search(before[last_words(before, _LAST_WORDS) :].lower()):  # as with most names
        return None
    if capital := _CAPITAL.search(before):
        return FoundWord(capital.start(), GENERIC[1])
    for pattern, word in OF:
        if found := pattern.search(before):
            return FoundWord(found.start(), word)
    return None
