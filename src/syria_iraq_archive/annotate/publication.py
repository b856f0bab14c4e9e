"""When an article was published: printed, inferred from two things that agree, or unknown (design, §5)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from syria_iraq_archive.annotate.times import Expression, Temporal, dated_captions, weekday_evidence
from syria_iraq_archive.annotate.times.meanings import Direction
from syria_iraq_archive.parse.captions import is_marked_as_file
from syria_iraq_archive.parse.printed_dates import PrintedDate, find_dates, printed_weekday
from syria_iraq_archive.records import Basis, Block, Claim, Role
from syria_iraq_archive.spans import Span

_WEEK = timedelta(days=6)
_UPDATED = re.compile(r"updated?|modified|تحديث|حُ?دّ?ث", re.IGNORECASE)
_WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Publication:
    """A claim on the publication date, and the days between which it lies; both None where unknown."""

    claim: Claim
    earliest: date | None
    latest: date | None


def find_publication(text: str, blocks: Sequence[Block], expressions: Sequence[Expression]) -> Publication:
    """The publication date of the article made of `blocks`, by the strongest basis that speaks."""
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
    """What the date lines say, then a dateline that gives a full date; "updated" only after all others."""
    lines = [block for block in blocks if block.role is Role.PUBLISHED]
    dated = [(block, printed) for block in lines for printed in find_dates(block.span.of(text))]
    dated.sort(key=lambda one: _is_update(one[0].span.of(text), one[1]))
    dated += [(b, d) for b in blocks if b.role is Role.DATELINE for d in find_dates(b.span.of(text)) if d.is_day]
    for block, printed in dated:
        yield _read(block, printed, block.span.of(text))


def _is_update(line: str, printed: PrintedDate) -> bool:
    """Whether the label nearest before the date, or else the line, says "updated"."""
    before = line[: printed.span.start]
    return bool(_UPDATED.search(before)) or (not before.strip() and line.lower().startswith("updated"))


def _read(block: Block, printed: PrintedDate, line: str) -> Publication:
    """The publication that one printed date claims; a printed weekday decides or warns."""
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
    """The EDTF string for "one day from `earliest` to `latest`"; a day or whole month is written as such.

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


def _inferred(text: str, blocks: Sequence[Block], expressions: Sequence[Expression]) -> Publication | None:
    """From the latest dated caption and the bare weekdays of past speech.

    Each weekday W stands for the latest W on or before publication: the first W whose six following days reach the
    caption's day L. Publication then lies from L to the earliest of those W + 6.
    """
    photo = _latest_photo(text, blocks, expressions)
    if photo is None:
        return None
    photo_span, taken = photo
    spans: list[Span] = [photo_span]
    ends: list[date] = []
    for weekday, span in weekday_evidence(text, expressions):
        spans.append(span)
        ends.append(_on_or_before(taken, weekday) + _WEEK)
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
    return day - timedelta(days=(day.weekday() - weekday) % 7)


def _latest_photo(text: str, blocks: Sequence[Block], expressions: Sequence[Expression]) -> tuple[Span, date] | None:
    """The latest full date in a caption that isn't marked as a file picture, and where it stands."""
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
    behind = blocks[index + 1 : index + 2]
    credit = behind[0].span.of(text) if behind and behind[0].role is Role.CREDIT else ""
    return f"{blocks[index].span.of(text)} {credit}"


def contradiction(text: str, blocks: Sequence[Block], temporals: Sequence[Temporal], published: date) -> str | None:
    """What in the article speaks against its having been published on `published`, or before: the first such words.

    A caption that gives a later day in full, or a later day that the text speaks of as past.
    """
    captions = [block.span for block in blocks if block.role is Role.CAPTION]
    for one in temporals:
        told_as_past = one.direction is Direction.PAST or any(span.contains(one.span) for span in captions)
        if one.full and told_as_past and one.earliest is not None and one.earliest > published:
            return f"“{one.span.of(text)}” is later, and told as past"
    return None
