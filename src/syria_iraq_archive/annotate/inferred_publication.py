"""The publication date that follows from two things that agree: a dated photo and the weekdays of past speech.

The photo may have been taken up to six days before what "on Monday" speaks of, or after it. Whatever in the article
contradicts the days that follow leaves the date unknown.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from syria_iraq_archive.annotate.printed_publication import DatedLine, dated_lines
from syria_iraq_archive.annotate.published_days import Publication, edtf
from syria_iraq_archive.annotate.times import TimeExpression
from syria_iraq_archive.annotate.times.meanings import Direction
from syria_iraq_archive.annotate.times.periods import Unit
from syria_iraq_archive.annotate.times.phrases import clause_direction
from syria_iraq_archive.parse.captions import is_from_video, is_marked_as_file, is_portrait
from syria_iraq_archive.parse.printed_dates import dates_of_line, normal
from syria_iraq_archive.patterns import later
from syria_iraq_archive.records import Basis, Block, Claim, Role
from syria_iraq_archive.spans import Span

MAX_AGO = timedelta(days=6)  # a weekday named without a date is at most this long ago
MAX_SINCE = timedelta(days=183)  # a month named without its year is the nearest one: it is at most this far away

_IN_YEAR = later(r"(?<!\w)(?:in|since|during|في|عام|العام|سنة|منذ)\s+$", re.IGNORECASE)
_YEARLESS = later(r"XXXX-(\d\d)(?:-(\d\d))?")


def inferred_publication(
    text: str, blocks: Sequence[Block], expressions: Sequence[TimeExpression]
) -> Publication | None:
    """The publication that follows from the latest dated caption and the bare weekdays of past speech.

    It lies on or after the day of the caption. Of each weekday that is named the first one from that day on is taken;
    publication is at most six days after the earliest of these. None without both, and if anything contradicts it.
    """
    photo = _latest_photo(text, blocks, expressions)
    weekdays = weekday_evidence(text, expressions) if photo else ()
    if photo is None or not weekdays:
        return None
    photo_span, taken = photo
    latest = min(_on_or_after(taken, weekday) for weekday, _ in weekdays) + MAX_AGO
    if any(_contradicts(text, one, taken, latest) for one in expressions):
        return None
    if not all(_agrees(one, taken, latest) for one in dated_lines(text, blocks)):
        return None
    claim = Claim(
        field="published",
        value=edtf(taken, latest),
        basis=Basis.INFERRED,
        rule="published:caption-and-weekdays",
        evidence=(photo_span, *(span for _, span in weekdays)),
    )
    return Publication(claim, taken, latest)


def _on_or_after(day: date, weekday: int) -> date:
    """The first such weekday from this day on."""
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def _latest_photo(
    text: str, blocks: Sequence[Block], expressions: Sequence[TimeExpression]
) -> tuple[Span, date] | None:
    """The latest full date in a caption that shows news, with its span: no file picture, and no portrait."""
    marked = {
        block.seq
        for index, block in enumerate(blocks)
        if block.role is Role.CAPTION and is_marked_as_file(_with_credit(text, blocks, index))
    }
    shown = [one for one in expressions if one.block.seq not in marked and not _is_shown_again(text, one)]
    found = list(dated_captions(shown))
    if not found:
        return None
    day, span = max(found, key=lambda one: (one[0], -one[1].start))
    return span, day


def _is_shown_again(text: str, one: TimeExpression) -> bool:
    """Whether a time is the day of a portrait or of a video, which may be old."""
    caption = one.block.span
    if one.block.role is not Role.CAPTION:
        return False
    return is_portrait(text[caption.start : one.span.start]) or is_from_video(caption.of(text))


def _with_credit(text: str, blocks: Sequence[Block], index: int) -> str:
    """A caption with its credit, if one follows: either may mark the picture as one from the files."""
    behind = blocks[index + 1 : index + 2]
    credit = behind[0].span.of(text) if behind and behind[0].role is Role.CREDIT else ""
    return f"{blocks[index].span.of(text)} {credit}"


def dated_captions(expressions: Sequence[TimeExpression]) -> Iterator[tuple[date, Span]]:
    """The days that captions print in full, each with its span."""
    for one in expressions:
        if one.block.role is Role.CAPTION and one.meaning.unit is Unit.DAY and one.meaning.fixed is not None:
            yield one.meaning.fixed.first, one.span


def direction_of(text: str, one: TimeExpression) -> Direction | None:
    """Whether the clause of an expression speaks of the past or the future; what a caption shows is past."""
    if one.block.role is Role.CAPTION:
        return Direction.PAST
    if one.meaning.direction is not None:
        return one.meaning.direction
    block = one.block.span
    return clause_direction(normal(block.of(text)), one.span.start - block.start, one.span.end - block.start)


def _contradicts(text: str, one: TimeExpression, first: date, last: date) -> bool:
    """Whether a time shows that the article wasn't published from `first` to `last`.

    A time later than that does, unless the text speaks of the future; so does a future that was over before.
    """
    period = one.meaning.fixed
    if period is None:
        return _is_later_month(text, one, last)
    if period.first > last:
        direction = direction_of(text, one)
        if direction is None and period.unit is Unit.YEAR:  # "the 2026 race" may be ahead, "in 2026" is over
            return bool(_IN_YEAR.search(text, max(0, one.span.start - _CUE_REACH), one.span.start))
        return direction is not Direction.FUTURE
    return period.last < first and period.unit is Unit.DAY and direction_of(text, one) is Direction.FUTURE


def _is_later_month(text: str, one: TimeExpression, last: date) -> bool:
    """Whether a day or month of the past, printed without its year, lies rather after `last` than before it."""
    printed = _YEARLESS.fullmatch(one.meaning.value)
    if printed is None or direction_of(text, one) is not Direction.PAST:
        return False
    month, day = int(printed[1]), min(int(printed[2] or 1), 28)
    this_year = date(last.year, month, day)
    ahead = this_year if this_year > last else date(last.year + 1, month, day)
    return ahead - last < MAX_SINCE


def _agrees(one: DatedLine, first: date, last: date) -> bool:
    """Whether a date line that gives no day by itself may mean one of these days."""
    printed = one.printed
    if printed.readings:
        return any(first <= day <= last for day in printed.readings)
    surface = printed.span.of(one.line)
    years = {first.year, last.year}
    days = [found.earliest for year in years for found in dates_of_line(f"{surface} {year}")]
    return any(day is not None and first <= day <= last for day in days)


_BARE = frozenset(("weekday", "day-weekday", "clock-day"))
_ON = later(r"(?<!\w)on\s+$")
# Without "on", a weekday counts only right behind a verb in the past, as news agencies write it ("said Monday").
_REPORTED = later(r"(?<!\w)(?:\w+ed|said|told|met|fell|took|began|held|came|went|struck|late|early)\s+$")
_TIMED = later(r"(?:late|early|earlier|later)\s|.*\son\s")  # "late Tuesday", "5 p.m. on Wednesday"
_ARABIC_CUE = later(r"(?<!\w)[وفبل]?(?:يوم|اليوم|امس|مساء|صباح|ليل|فجر|ظهر|عصر)\s")
_POSSESSIVE = later(r"['’]")
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
