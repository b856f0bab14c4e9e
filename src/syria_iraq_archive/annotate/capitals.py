"""A capital used for its government ("Ankara says"), as against the place ("in Ankara")."""

import re

from syria_iraq_archive.spans import Span

_REACH = 40

_PLACE_BEFORE = re.compile(
    r"(?:\b(?:in|at|near|around|outside|inside|to|toward|towards|into|through|across|over|of|capital|city|between|northern|"
    r"southern|eastern|western|central|downtown|greater|old|rural|province|governorate|suburbs?|countryside|and|,)\s*,?\s*"
    r"|\bfrom\s+)$",
    re.IGNORECASE,
)
_ACTS_AFTER = re.compile(
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


_ADDRESSED_BEFORE = re.compile(
    r"\b(?:urg(?:es|ed|ing)|ask(?:s|ed|ing)?|accus(?:es|ed|ing)|warn(?:s|ed|ing)|told|press(?:es|ed|ing)|blam(?:es|ed|ing)"
    r"|call(?:s|ed|ing)\s+on|pressure\s+on|(?:relations|ties|talks|agreement|deal|coordination|dispute)\s+with"
    r"|support\s+(?:for|from)|backing\s+(?:of|from)|accord\s+with)\s+$"
    r"|(?:قالت|أعلنت|اعلنت|أكدت|نفت|رفضت|اتهمت|حذرت|دعت|طالبت|أدانت|وافقت|أعربت)\s+$",
    re.IGNORECASE,
)
_ARABIC_ACTS_AFTER = re.compile(
    r"\s+(?:تنفي|تقول|تعلن|ترفض|تطالب|تدين|تؤكد|تحذر|تتهم|تدعو|تستدعي|ترحب|توافق|تعرب|تدعم|ترسل|تسعى|تعتزم)(?!\w)"
)


def acts_as_government(text: str, span: Span) -> bool:
    """Whether the capital at `span` acts, owns or backs as governments do.

    >>> (
    ...     acts_as_government("Ankara says it will stay", Span(0, 6)),
    ...     acts_as_government("He said in Ankara", Span(11, 17)),
    ... )
    (True, False)
    """
    before = text[max(0, span.start - _REACH) : span.start]
    if _ADDRESSED_BEFORE.search(before) or _ARABIC_ACTS_AFTER.match(text, span.end):
        return True
    return bool(_ACTS_AFTER.match(text, span.end)) and not _PLACE_BEFORE.search(before)
