"""What of the expressions found goes into the corpus as dates."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from syria_iraq_archive.annotate.times.meanings import Kind
from syria_iraq_archive.annotate.times.temporals import Temporal, find_temporals
from syria_iraq_archive.records import Block, DateMention
from syria_iraq_archive.spans import Span


def find_times(
    text: str, blocks: Sequence[Block], published: tuple[date, date] | None, language: str | None
) -> tuple[DateMention, ...]:
    """The expressions of time in `blocks`, in order; `published` holds the first and last day of publication."""
    return as_mentions(text, find_temporals(text, blocks, published, language))


def as_mentions(text: str, temporals: Sequence[Temporal]) -> tuple[DateMention, ...]:
    """What of `temporals`, found in `text`, the corpus lists: all, the two ends of a range as one."""
    return tuple(_ranges(text, temporals))


# What stands before the first date of a range and between the two.
_OPENINGS = (
    (re.compile(r"\bbetween[^\S\n]+$", re.IGNORECASE), re.compile(r"\s+and\s+", re.IGNORECASE)),
    (re.compile(r"\bfrom[^\S\n]+$", re.IGNORECASE), re.compile(r"\s+(?:to|until|till|through)\s+", re.IGNORECASE)),
    (re.compile(r"(?<!\w)بين[^\S\n]+$"), re.compile(r"\s+و\s*")),
    (re.compile(r"(?<!\w)من[^\S\n]+$"), re.compile(r"\s+(?:إلى|الى|حتى)\s+")),
    (re.compile(r""), re.compile(r"[-–]")),
)
_REACH = 12


def _ranges(text: str, found: Sequence[Temporal]) -> Iterator[DateMention]:
    """Each as a mention; "between 2014 and 2017" and "2014-2017" are one."""
    held: Temporal | None = None
    for one in found:
        if held is None:
            held = one
        elif opening := _range(text, held, one):
            yield opening
            held = None
        else:
            yield _mention(text, held)
            held = one
    if held is not None:
        yield _mention(text, held)


def _range(text: str, first: Temporal, second: Temporal) -> DateMention | None:
    """The range that two dates side by side make, as one mention: an interval of ISO 8601."""
    if first.earliest is None or second.latest is None or Kind.DURATION in (first.kind, second.kind):
        return None
    if second.latest < first.earliest or first.span.end >= second.span.start:
        return None
    before = text[max(0, first.span.start - _REACH) : first.span.start]
    for opening, link in _OPENINGS:
        start = opening.search(before)
        if start and link.fullmatch(text, first.span.end, second.span.start):
            begins = first.span.start - len(start.group())
            return _made(text, Span(begins, second.span.end), first, second)
    return None


def _made(text: str, span: Span, first: Temporal, second: Temporal) -> DateMention:
    return DateMention(
        span=span,
        surface=span.of(text),
        earliest=iso(first.earliest),
        latest=iso(second.latest),
        timex=f"{first.value}/{second.value}",
    )


def _mention(text: str, one: Temporal) -> DateMention:
    return DateMention(
        span=one.span, surface=one.span.of(text), earliest=iso(one.earliest), latest=iso(one.latest), timex=one.value
    )


def iso(day: date | None) -> str | None:
    """The day as the records hold it, YYYY-MM-DD; of none, None."""
    return day.isoformat() if day else None
