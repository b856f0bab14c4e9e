"""Tells whether a capital means its government ("Ankara says") or the place ("in Ankara").

In a list what holds for the list holds for each: "Moscow, Tehran, and Ankara sent", "urged Ankara and Washington to".
"""

import re

from syria_iraq_archive.patterns import later
from syria_iraq_archive.spans import Span

_CAPITAL_REACH = 40  # characters before a capital that are searched

_PLACE_BEFORE = later(
    r"(?:\b(?:in|at|near|around|outside|inside|to|toward|towards|into|through|across|over|of|capital|city|between|northern|"
    r"southern|eastern|western|central|downtown|greater|old|rural|province|governorate|suburbs?|countryside|and|,)\s*,?\s*"
    r"|\bfrom\s+)$",
    re.IGNORECASE,
)
_ACTS_AFTER = later(
    r"['’]s\s+(?:decision|position|stance|request|demand|offensive|policy|role|support|government|intentions?|concerns?"
    r"|relations|ties|allies|ally|backing|ambassador|envoy|foreign|military|army|forces|interests|leadership|regime|response"
    r"|announcement|claims?|efforts?|refusal|approval)\b"
    r"|[-–](?:backed|aligned|led|allied|based government|supported|sponsored|funded|controlled)\b"
    r"|\s+(?:regime|government)\b"
    r"|\s+(?:also\s+|now\s+|later\s+|has\s+|had\s+|have\s+)?(?:says?|said|saying|told|tells|warn(?:s|ed)|accus(?:es|ed)|den(?:ies|ied)"
    r"|announc(?:es|ed)|condemn(?:s|ed)|reject(?:s|ed)|insist(?:s|ed)|consider(?:s|ed)|regards?|views?|sees|want(?:s|ed)"
    r"|seeks?|sought|deploy(?:s|ed)|detected|detects|agreed|agrees|refus(?:es|ed)|demand(?:s|ed)|call(?:s|ed)\s+(?:on|for)"
    r"|back(?:s|ed)|supports?|supported|maintain(?:s|ed)|believes?|fears?|feared|hopes?|hoped|plans?|planned|expects?|expected"
    r"|offered|offers|pledg(?:es|ed)|sent|sends|signed|closed|imposed|lifted|declared|declares|claim(?:s|ed)|argu(?:es|ed)"
    r"|urg(?:es|ed)|responded|responds|summoned|expelled|halted|suspended|resumed|opposes?|opposed|will|would|must|should|may"
    r"|does not|did not|cannot|can not)\b",
    re.IGNORECASE,
)

_ADDRESSED_BEFORE = later(
    r"\b(?:urg(?:es|ed|ing)|ask(?:s|ed|ing)?|accus(?:es|ed|ing)|warn(?:s|ed|ing)|told|press(?:es|ed|ing)|blam(?:es|ed|ing)"
    r"|call(?:s|ed|ing)\s+on|pressure\s+on|(?:relations|ties|talks|agreement|deal|coordination|dispute)\s+with"
    r"|support\s+(?:for|from)|backing\s+(?:of|from)|accord\s+with)\s+$"
    r"|(?:قالت|أعلنت|اعلنت|أكدت|نفت|رفضت|اتهمت|حذرت|دعت|طالبت|أدانت|وافقت|أعربت)\s+$",
    re.IGNORECASE,
)
_ADDRESSING = ("urg", "ask", "accus", "warn", "press", "blam")
_ADDRESSED = (
    *(f"{verb}{ending}" for verb in _ADDRESSING for ending in ("es", "s", "ed", "ing", "")),
    *("told", "on", "with", "for", "from", "of"),
)
"""Whatever `_ADDRESSED_BEFORE` finds in ASCII ends so, in small letters."""
_ARABIC_ACTS_AFTER = later(
    r"\s+(?:تنفي|تقول|تعلن|ترفض|تطالب|تدين|تؤكد|تحذر|تتهم|تدعو|تستدعي|ترحب|توافق|تعرب|تدعم|ترسل|تسعى|تعتزم)(?!\w)"
)


_AND = r"(?:, and | and |, | & )"
_LISTED = r"(?:the )?[A-Z][\w-]+"
_LIST_BEFORE = later(rf"(?:\b{_LISTED}{_AND})+$")
_ANDS = tuple(f"{joint}{end}" for joint in (", ", " and ", " & ") for end in ("", "\n"))
"""Whatever `_LIST_BEFORE` finds ends so."""
_LIST_BEHIND = later(rf"(?:{_AND}{_LISTED}(?!\w))+")
_LIST_REACH = 80  # characters on either side of a capital in which others are listed
_ACT_AFTER = later(
    r"\s+(?:also\s+|now\s+|later\s+|both\s+|all\s+)?(?:warn|accuse|deny|announce|condemn|reject|insist|consider|regard|view|see|want"
    r"|deploy|detect|agree|refuse|demand|back|support|maintain|believe|fear|hope|plan|expect|offer|pledge|send|sign|close"
    r"|impose|lift|declare|argue|urge|respond|summon|expel|oppose|seek|have|are|were|do not)\b",
)  # as several act


def _list_around(text: str, span: Span) -> Span:
    """The list of names in which the capital at `span` stands: "Moscow, Tehran, and Ankara"; `span` if it is alone."""
    begin = max(0, span.start - _LIST_REACH)
    before = text.endswith(_ANDS, begin, span.start) and _LIST_BEFORE.search(text, begin, span.start)
    behind = _LIST_BEHIND.match(text, span.end)
    return Span(before.start() if before else span.start, behind.end() if behind else span.end)


def _is_addressed(before: str) -> bool:
    """Whether what stands before a capital says that it is asked, accused, or dealt with."""
    if before.isascii() and not before.lower().rstrip().endswith(_ADDRESSED):
        return False
    return _ADDRESSED_BEFORE.search(before) is not None


def acts_as_government(text: str, span: Span) -> bool:
    """Whether the capital at `span` means its government, which says, wants or owns something, not the place.

    >>> acts_as_government("Ankara says it will stay", Span(0, 6))
    True
    >>> acts_as_government("He said in Ankara", Span(11, 17))
    False
    """
    first, last = _list_around(text, span)
    if (first, last) != span:
        before = text[max(0, first - _CAPITAL_REACH) : first]
        if _is_addressed(before):
            return True
        return bool(_ACTS_AFTER.match(text, last) or _ACT_AFTER.match(text, last)) and not _PLACE_BEFORE.search(before)
    before = text[max(0, span.start - _CAPITAL_REACH) : span.start]
    if _is_addressed(before) or _ARABIC_ACTS_AFTER.match(text, span.end):
        return True
    return bool(_ACTS_AFTER.match(text, span.end)) and not _PLACE_BEFORE.search(before)
