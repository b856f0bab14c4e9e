"""Finds when an article was published: printed, inferred from two things that agree, or unknown (design, §5).

The inference takes a date in a caption and the weekdays of past speech: the photo wasn't taken after publication, and
"on Monday" means the last Monday before it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from syria_iraq_archive.annotate.times import PlacedExpression, TimeExpression
from syria_iraq_archive.annotate.times.meanings import Direction
from syria_iraq_archive.annotate.times.periods import Unit
from syria_iraq_archive.parse.captions import is_marked_as_file
from syria_iraq_archive.parse.printed_dates import PrintedDate, find_dates, normal, printed_weekday
from syria_iraq_archive.records import Basis, Block, Claim, Role
from syria_iraq_archive.spans import Span

_SIX_DAYS = timedelta(days=6)  # a weekday named without a date is at most this long ago
_UPDATED = re.compile(r"updated?|modified|تحديث|حُ?دّ?ث", re.IGNORECASE)
_WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Publication:
    """A claim on the publication date, and the first and last day it may be; both None if it is unknown."""

    claim: Claim
    earliest: date | None
    latest: date | None


def find_publication(text: str, blocks: Sequence[Block], expressions: Sequence[TimeExpression]) -> Publication:
    """The publication date of the article made of `blocks`, on the strongest basis that gives one.

    A date line that can't be read leaves the date unknown and says why in the claim's warning.

    >>> text = "Published: 3 December 2024, 14:05"
    >>> block = Block(seq=0, role=Role.PUBLISHED, span=Span(0, len(text)), rule="date-line", article=1)
    >>> find_publication(text, [block], ()).claim.value
    '2024-12-03'
    """
    candidates = list(_printed(text, blocks))
    for candidate in candidates:
        if candidate.earliest is not None:
            return candidate
    inferred = _inferred(text, blocks, expressions)
    if inferred is not None:
        return inferred
    return candidates[0] if candidates else _unknown()


def _unknown(warning: str | None = None, evidence: tuple[Span, ...] = ()) -> Publication:
    claim = Claim(
        field="published", value=None, basis=Basis.UNKNOWN, rule="published:none", evidence=evidence, warning=warning
    )
    return Publication(claim, None, None)


def _printed(text: str, blocks: Sequence[Block]) -> Iterator[Publication]:
    """What the date lines say, then a dateline with a full date. An "updated" comes after all other date lines."""
    lines = [block for block in blocks if block.role is Role.PUBLISHED]
    dated = [(block, printed) for block in lines for printed in find_dates(block.span.of(text))]
    dated.sort(key=lambda one: _is_update(one[0].span.of(text), one[1]))
    dated += [(b, d) for b in blocks if b.role is Role.DATELINE for d in find_dates(b.span.of(text)) if d.is_day]
    for block, printed in dated:
        yield _read(block, printed, block.span.of(text))


def _is_update(line: str, printed: PrintedDate) -> bool:
    """Whether a date says when the article was updated: by the words before it, or else by how its line begins."""
    before = line[: printed.span.start]
    return bool(_UPDATED.search(before)) or (not before.strip() and line.lower().startswith("updated"))


def _read(block: Block, printed: PrintedDate, line: str) -> Publication:
    """The publication that one printed date claims.

    If a weekday is printed too, it decides between two readings of the date, or adds a warning that it disagrees.
    """
    weekday = printed_weekday(line)
    earliest, latest = printed.bounds_on(weekday)
    span = Span(block.span.start + printed.span.start, block.span.start + printed.span.end)
    if earliest is None or latest is None:
        return _unknown(f"“{line}”: {printed.problem}", (span,))
    warning = None
    if earliest == latest and weekday is not None and earliest.weekday() != weekday:
        warning = f"printed as {_WEEKDAY_NAMES[weekday]}, but {earliest} is a {_WEEKDAY_NAMES[earliest.weekday()]}"
    claim = Claim(
        field="published",
        value=edtf(earliest, latest),
        basis=Basis.PRINTED,
        rule=f"published:{block.role}:{printed.form}",
        evidence=(block.span,),
        warning=warning,
    )
    return Publication(claim, earliest, latest)


def edtf(earliest: date, latest: date) -> str:
    """The EDTF string for "one day from `earliest` to `latest`". A single day or a whole month is written as such.

    >>> edtf(date(2024, 12, 2), date(2024, 12, 7)), edtf(date(2023, 5, 1), date(2023, 5, 31))
    ('[2024-12-02..2024-12-07]', '2023-05')
    """
    if earliest == latest:
        return earliest.isoformat()
    if (
        earliest.day == 1
        and (latest + timedelta(days=1)).day == 1
        and (earliest.year, earliest.month) == (latest.year, latest.month)
    ):
        return f"{earliest:%Y-%m}"
    return f"[{earliest}..{latest}]"


def _inferred(text: str, blocks: Sequence[Block], expressions: Sequence[TimeExpression]) -> Publication | None:
    """The publication that follows from the latest dated caption and bare weekdays of past speech; None without both.

    Publication lies on or after the day of the caption, and at most six days after each weekday that is named. Each
    weekday is taken as the last one up to the day of the caption; of several, the one that ends earliest counts.
    """
    photo = _latest_photo(text, blocks, expressions)
    if photo is None:
        return None
    photo_span, taken = photo
    spans: list[Span] = [photo_span]
    ends: list[date] = []
    for weekday, span in weekday_evidence(text, expressions):
        spans.append(span)
        ends.append(_on_or_before(taken, weekday) + _SIX_DAYS)
    if not ends:
        return None
    latest = min(ends)
    claim = Claim(
        field="published",
        value=edtf(taken, latest),
        basis=Basis.INFERRED,
        rule="published:caption-and-weekdays",
        evidence=tuple(spans),
    )
    return Publication(claim, taken, latest)


def _on_or_before(day: date, weekday: int) -> date:
    """The last such weekday up to this day."""
    return day - timedelta(days=(day.weekday() - weekday) % 7)


def _latest_photo(
    text: str, blocks: Sequence[Block], expressions: Sequence[TimeExpression]
) -> tuple[Span, date] | None:
    """The latest full date in a caption that isn't marked as a file picture, with its span."""
    marked = {
        block.seq
        for index, block in enumerate(blocks)
        if block.role is Role.CAPTION and is_marked_as_file(_with_credit(text, blocks, index))
    }
    found = list(dated_captions([one for one in expressions if one.block.seq not in marked]))
    if not found:
        return None
    day, span = max(found, key=lambda one: (one[0], -one[1].start))
    return span, day


def _with_credit(text: str, blocks: Sequence[Block], index: int) -> str:
    """A caption with its credit, if one follows: either may mark the picture as one from the files."""
    behind = blocks[index + 1 : index + 2]
    credit = behind[0].span.of(text) if behind and behind[0].role is Role.CREDIT else ""
    return f"{blocks[index].span.of(text)} {credit}"


def contradiction(
    text: str, blocks: Sequence[Block], placed: Sequence[PlacedExpression], published: date
) -> str | None:
    """Says which words of the article show that it wasn't published by the day `published`; None if none do.

    Such words are a full date after that day, in a caption or in a clause of the past.

    >>> from syria_iraq_archive.annotate.times import find_expressions, place_in_calendar
    >>> text = "The bridge on May 5, 2016."
    >>> blocks = [Block(seq=0, role=Role.CAPTION, span=Span(0, len(text)), rule="caption", article=1)]
    >>> placed = place_in_calendar(find_expressions(text, blocks, "en"), None)
    >>> contradiction(text, blocks, placed, date(2016, 5, 3))
    '“May 5, 2016” is later, and told as past'
    """
    captions = [block.span for block in blocks if block.role is Role.CAPTION]
    for one in placed:
        told_as_past = one.direction is Direction.PAST or any(span.contains(one.span) for span in captions)
        if one.full and told_as_past and one.earliest is not None and one.earliest > published:
            return f"“{one.span.of(text)}” is later, and told as past"
    return None


_BARE = frozenset(("weekday", "day-weekday", "clock-day"))
_ON = re.compile(r"(?<!\w)on\s+$")
# Without "on", a weekday counts only right behind a verb in the past, as news agencies write it ("said Monday").
_REPORTED = re.compile(r"(?<!\w)(?:\w+ed|said|told|met|fell|took|began|held|came|went|struck|late|early)\s+$")
_TIMED = re.compile(r"(?:late|early|earlier|later)\s|.*\son\s")  # "late Tuesday", "5 p.m. on Wednesday"
_ARABIC_CUE = re.compile(r"(?<!\w)[وفبل]?(?:يوم|اليوم|امس|مساء|صباح|ليل|فجر|ظهر|عصر)\s")
_POSSESSIVE = re.compile(r"['’]")
_CUE_REACH = 24  # characters before a weekday that are searched


def weekday_evidence(text: str, expressions: Sequence[TimeExpression]) -> tuple[tuple[int, Span], ...]:
    """The weekdays of past speech in the paragraphs (0 is Monday), each once, with the span that names it first.

    A weekday counts only if it is bare ("on Monday", not "last Monday" or "Mondays") and its clause isn't about the
    future.

    >>> from syria_iraq_archive.annotate.times import find_expressions
    >>> text = "He said on Monday that they will meet on Friday."
    >>> block = Block(seq=0, role=Role.PARAGRAPH, span=Span(0, len(text)), rule="prose", article=1)
    >>> weekday_evidence(text, find_expressions(text, [block], "en"))
    ((0, Span(start=8, end=17)),)
    """
    seen: dict[int, Span] = {}
    for one in expressions:
        weekday = one.meaning.weekday
        if one.block.role is Role.PARAGRAPH and weekday is not None and one.rule in _BARE and weekday not in seen:
            span = _reported(text, one)
            if span is not None:
                seen[weekday] = span
    return tuple(seen.items())


def _reported(text: str, one: TimeExpression) -> Span | None:
    """The span of a weekday of past speech, with the "on" before it; None if it isn't past speech."""
    if one.meaning.direction is Direction.FUTURE or _POSSESSIVE.match(text, one.span.end):
        return None
    surface = normal(one.span.of(text))
    if not surface.isascii():
        return one.span if _ARABIC_CUE.match(surface) else None
    before = normal(text[max(0, one.span.start - _CUE_REACH) : one.span.start])
    on = _ON.search(before)
    if on:
        return Span(one.span.start - len(on.group()), one.span.end)
    return one.span if _REPORTED.search(before) or _TIMED.match(surface) else None


def dated_captions(expressions: Sequence[TimeExpression]) -> Iterator[tuple[date, Span]]:
    """The days that captions print in full, each with its span."""
    for one in expressions:
        if one.block.role is Role.CAPTION and one.meaning.unit is Unit.DAY and one.meaning.fixed is not None:
            yield one.meaning.fixed.first, one.span
