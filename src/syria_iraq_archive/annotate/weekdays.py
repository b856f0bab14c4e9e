"""Bare weekdays of past speech in a body: "said on Monday", and not "next Monday" or "will meet on Monday"."""

import re
from collections.abc import Iterator

from syria_iraq_archive.parse.calendars import MONTHS, WEEKDAYS, alternatives
from syria_iraq_archive.parse.printed_dates import normal
from syria_iraq_archive.spans import Span

_ENGLISH = {name: number for name, number in WEEKDAYS.items() if name.isascii() and name.endswith("day")}
_ARABIC = {name: number for name, number in WEEKDAYS.items() if not name.isascii()}
_MONTH = alternatives(MONTHS)

_WEEKDAY = re.compile(
    rf"(?<!\w)(?P<on>on\s+)?(?P<day>{alternatives(_ENGLISH)})(?![\w'’])"
    rf"|(?<!\w)(?:يوم\s+|اليوم\s+|امس\s+|مساء\s+|صباح\s+)(?P<arabic>{alternatives(_ARABIC)})(?!\w)"
)
# Words right before a bare weekday that make it another one than the last, or no report of the past.
_OTHER_DAY = re.compile(
    r"(?:next|last|this|coming|every|each|previous|following|past|since|until|till|by|from|for|before|after|of|the|black"
    r"|between|and|or|through|to)\s+$"
)
# A future verb in the same clause: no closing quote, comma, semicolon or stop between it and the weekday.
_FUTURE = re.compile(
    r"(?<!\w)(?:will|shall|would|won't|going to|expected|scheduled|due|plans? to|planned|intends? to|set to"
    r"|to be held"
    r"|to (?:meet|hold|visit|travel|begin|start|convene|vote|discuss|arrive|open|take))(?!\w)[^,;.!?”\"»]*$"
)
_REPORTED = re.compile(
    r"(?:said|told|announced|reported|added|stated|declared|confirmed|wrote|says|warned)[^,;.!?”\"»]{0,60}$"
)
_FULL_DATE = re.compile(rf"[\s,،]*(?:the\s+)?(?:\d{{1,2}}|(?:{_MONTH})\.?\s+\d)")
_AFTER_OTHER_DAY = re.compile(r"\s*(?:next|last|المقبل|القادم|الماضي|الفائت|المنصرم)(?!\w)")
_REACH = 160  # characters before the weekday that its clause is looked for in


def past_weekdays(text: str) -> Iterator[tuple[int, Span]]:
    """The bare weekdays of past speech in `text`, each (0 is Monday) with the span that names it.

    >>> [
    ...     (day, span.of("It fell on Sunday, he said on Monday."))
    ...     for day, span in past_weekdays("It fell on Sunday, he said on Monday.")
    ... ]
    [(6, 'on Sunday'), (0, 'on Monday')]
    >>> list(past_weekdays("They will meet on Monday. He left last Tuesday."))
    []
    """
    folded = normal(text)
    for match in _WEEKDAY.finditer(folded):
        before = folded[max(0, match.start() - _REACH) : match.start()]
        after = folded[match.end() : match.end() + 40]
        if _FULL_DATE.match(after) or _AFTER_OTHER_DAY.match(after):
            continue
        if not match["on"] and match["day"] and not _stands_bare(before):
            continue
        if _FUTURE.search(before) and not _reported_after_future(before):
            continue
        name = match["day"] or match["arabic"]
        yield WEEKDAYS[" ".join(name.split())], Span(*match.span())


def _stands_bare(before: str) -> bool:
    """Whether a weekday without "on" stands as news agencies use it ("said Monday")."""
    return bool(
        re.search(r"(?:\w+ed|said|told|met|fell|took|began|held|came|went|struck|late|early)\s+$", before)
    ) and not (_OTHER_DAY.search(before))


def _reported_after_future(before: str) -> bool:
    """Whether the weekday belongs to the reporting verb behind a future one ("would go, he said on Monday")."""
    future = _FUTURE.search(before)
    return future is not None and bool(_REPORTED.search(before[future.end() - len(future.group()) + 4 :]))
