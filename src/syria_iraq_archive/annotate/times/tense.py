"""Which way a sentence looks from the day it was written: what was, or what is to come."""

import re

from syria_iraq_archive.annotate.times.meanings import Direction
from syria_iraq_archive.spans import last_words

REACH = 120
"""Characters before an expression that its clause is looked for in."""

_AFTER = 60
_FUTURE = re.compile(
    r"(?<!\w)(?:will|shall|won't|'ll|would|going to|expect(?:s|ed)?|scheduled|due|payable|plans?|planned|intends?"
    r"|set to|is to|are to|effective|upcoming|postponed|delayed|extended|adjourned|rescheduled"
    r"|to (?:be|meet|hold|visit|travel|begin|start|convene|vote|discuss|arrive|open|take|mark|announce|resume|set"
    r"|expire|stock|holders|leave|go|redeem|complete)"
    r"|سوف|المقرر|مقرر|المتوقع|يتوقع|المزمع|سي\w{3,}|ست\w{4,})(?!\w)"
)
_PAST = re.compile(
    r"(?<!\w)(?:said|told|announced|reported|added|stated|declared|confirmed|wrote|warned|was|were|had|did|since|came"
    r"|began|took|met|held|made|went|left|fell|rose|killed|struck|قال|قالت|اعلن|اعلنت|كان|كانت|اكد|منذ)(?!\w)"
)
_FUTURE_AFTER = re.compile(r"[^.;!?”\"»\n]{0,20}?(?<!\w)(?:will|would|shall|is to|are to|'ll)(?!\w)")


_JUST_DONE = re.compile(
    r"(?<!\w)(?P<verb>\w{2,}ed|said|told|held|fell|made|took|left|struck|read|met)\s+(?:on\s+|in\s+)?$"
)
_TO_BE_DONE = re.compile(r"(?<!\w)(?:will|shall|to|'ll)\s+(?:\w+ly\s+)?be\s+(?:\w+ly\s+)?\w+\s+(?:on\s+|in\s+)?$")
_TO_COME = ("expected", "scheduled", "planned", "postponed", "delayed", "extended", "adjourned", "rescheduled", "need")
_POSSESSIVE = re.compile(r"['’]s?(?!\w)")


def direction(folded: str, start: int, end: int) -> Direction | None:
    """Which way the clause around ``folded[start:end]`` looks; None where no word of it tells.

    >>> direction("they will meet on monday", 18, 24), direction("he would go, he said on monday", 24, 30)
    (<Direction.FUTURE: 'future'>, <Direction.PAST: 'past'>)
    """
    before = folded[max(0, start - REACH) : start]
    to_be_done = "be" in before and _TO_BE_DONE.search(before)
    done = None if to_be_done else _JUST_DONE.search(before, last_words(before, 2))
    if (done and done["verb"] not in _TO_COME) or _POSSESSIVE.match(folded, end):
        return Direction.PAST
    if to_be_done:
        return Direction.FUTURE
    clause = max(map(before.rfind, _BREAKS)) + 1
    future, past = _last(_FUTURE, before, clause), _last(_PAST, before, clause)
    if future < 0 and past < 0:
        return Direction.FUTURE if _FUTURE_AFTER.match(folded[end : end + _AFTER]) else None
    return Direction.FUTURE if future > past else Direction.PAST


_BREAKS = (".", ";", "!", "?", "”", '"', "»", "\n", "''")


def _last(words: re.Pattern[str], before: str, clause: int) -> int:
    """Where the last of `words` stands in `before` from `clause` on; -1 where none does."""
    return max((match.start() for match in words.finditer(before, clause)), default=-1)
