"""Finds the actor to whom an Arabic text ties a label by name: a table of rules, as in `ties`."""

import re
from functools import partial

from syria_iraq_archive.annotate.designations import ties
from syria_iraq_archive.annotate.designations.ties import APPOSITION, ATTRIBUTE, LabelInRow, Tie, TieRule
from syria_iraq_archive.patterns import later

_SINGLE_WORDS = "طاغية ديكتاتور دكتاتور سفاح تنظيم جماعة حركة منظمة ميليشيا مليشيا فصيل كيان حزب مجموعة عصابة"
_SINGLE = frozenset(_SINGLE_WORDS.split())
_QUOTED_NAME = later(r"(?:\s*[«“(\[]\s*|\s+\")(?:حزب |حركة |تنظيم |جماعة )?")
_FROM = later(r"\s+(?:من|تابعون ل|تابعة ل|ينتمون إلى|تنتمي إلى)\s*(?:[^\W_]+\s+)?[«\"“]?")
_PLAIN_NAME = later(r"\s+(?:المعروف(?:ة)? (?:باسم|بـ)\s*)?[«\"“(\[]?")


def _inside(one: LabelInRow) -> Tie | None:
    """As in: عصابات داعش; نظام الأسد; and not: الفصائل الموالية لإيران."""
    letters = one.row.letters[one.label.start : one.label.end]
    if "B" in letters:
        return None
    return ties.name_inside(one)


def _behind(one: LabelInRow) -> Tie | None:
    """As in: التنظيم الإرهابي «بي كا كا»."""
    found = one.next_name()
    if found is None or not one.actors.is_named(found[0]):
        return None
    mention, between = found
    if one.label.rule == "so-called":
        return Tie(mention.actor, ATTRIBUTE) if len(between) < _NEAR else None
    if one.actors.is_state(mention) or mention.surface.startswith("لل"):  # "to" a party is not "of" it
        return None
    if _QUOTED_NAME.fullmatch(between):
        return Tie(mention.actor, APPOSITION if "(" in between else ATTRIBUTE)
    if one.actors.is_group(mention) and _FROM.fullmatch(between):
        return Tie(mention.actor, ATTRIBUTE)
    single = row_head(one) in _SINGLE
    return Tie(mention.actor, ATTRIBUTE) if single and _PLAIN_NAME.fullmatch(between) else None


_NEAR = 14  # characters between "so-called" and the name it is said of


def row_head(one: LabelInRow) -> str:
    """The first word of an Arabic label, as it is compared."""
    return one.row.plain(one.label.start)


def _epithet(one: LabelInRow) -> Tie | None:
    """As in: داعش الإرهابي."""
    if one.label.rule != "epithet":
        return None
    named = [word.mention for word in one.row.words[max(0, one.label.start - 2) : one.label.start] if word.mention]
    return Tie(named[-1].actor, ATTRIBUTE) if named else None


_LED_BY = later(
    r"[،,]?\s*(?:(?:التي|الذي|والتي|والذي)\s+)?(?:تقودها|يقودها|تقوده|يقوده|تتزعمها|يتزعمها|يتزعمه|بقيادة|بزعامة)\s+[^،,.]{0,20}?[«\"“]?"
)
_SUCH_AS = later(r"[،,]?\s*(?:مثل|أبرزها|منها|ومنها|من بينها|وأبرزها|على رأسها|وعلى رأسها|في مقدمتها)\s+[«\"“]?")
_ASIDE = r"[»\"”]?(?:\s*\([^()]{1,50}\))?[»\"”]?"
_APPOSED = later(
    rf"{_ASIDE}\s*[،,–-]\s*(?:(?:وهي|وهو|وهم|هي|هو|أحد|إحدى|أكبر|أبرز|وهي إحدى|وهو أحد|وهي أبرز|وهي أكبر)\s+)[«\"“]?"
)
_PLAINLY = later(rf"{_ASIDE}\s*[،,]\s*[«\"“]?")
_CALLED = later(
    rf"{_ASIDE}[،,]?\s*(?:(?:التي|الذي|والتي|والذي)\s+[تين]?(?:صنف|عتبر|عد|صف|درج|سم)\w*"
    r"|[تين]?(?:صنف|عتبر|عد|صف|درج|سم)(?:ه|ها|هم)|المصنفة?|المدرجة?|المعتبرة?)\s+"
    r"(?:[^،,.]{0,40}?\s)?(?:بأنها|بأنه|ك|على أنها|على أنه)?[«\"“]?"
)
_AS = later(rf"{_ASIDE}\s+(?:بأنها|بأنه|بأنهم|بـ|على أنها|على أنه|على أنهم|كـ)?\s*[«\"“]?")
_CALLS = later(
    r"(?<!\w)[وف]?[تين]?(?:وصف|يصف|تصف|صنف|اعتبر|عتبر|تعد|يعد|عدت|عد|نعت|اتهم|تهم)\w{0,3}\s+(?:[^.،]{0,60}\s)?\Z"
)


def _by_next(pattern: re.Pattern[str], one: LabelInRow) -> Tie | None:
    found = one.next_name()
    is_tied = found is not None and pattern.fullmatch(found[1]) and one.actors.is_group(found[0])
    return Tie(found[0].actor, ATTRIBUTE) if found and is_tied else None


def _apposed(one: LabelInRow) -> Tie | None:
    """As in: هيئة تحرير الشام، وهي جماعة متشددة."""
    for mention, between in one.last_names()[:1]:
        if mention.rule == "demonym" or one.actors.is_state(mention):
            continue
        if _APPOSED.fullmatch(between):
            return Tie(mention.actor, APPOSITION)
    return None


def _predicate(one: LabelInRow) -> Tie | None:
    """As in: حزب العمال، الذي تصنفه أنقرة منظمة إرهابية; وصف الوحدات بأنها منظمة إرهابية."""
    text = one.row.text
    for mention, between in one.last_names()[:3]:
        if mention.rule == "demonym" or one.actors.is_state(mention):
            continue
        before = text[max(one.row.block.start, mention.span.start - 120) : mention.span.start]
        if _CALLED.fullmatch(between) or (_AS.fullmatch(between) and _CALLS.search(before)):
            return Tie(mention.actor, ATTRIBUTE)
    return None


ARABIC_TIE_RULES: tuple[tuple[str, TieRule], ...] = (
    ("name-inside", _inside),
    ("epithet", _epithet),
    ("name-behind", _behind),
    ("led-by", partial(_by_next, _LED_BY)),
    ("such-as", partial(_by_next, _SUCH_AS)),
    ("apposition", _apposed),
    ("predicate", _predicate),
)
"""The rules in the order in which they are tried, for Arabic."""
