"""The publication date that an article prints: of all its date lines the one that says when it was first published.

A page prints other dates, too: when it was updated, the site's own clock, the days of teasers and of comments. The
words before a date and the place of its line tell which is which.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from enum import IntEnum
from typing import NamedTuple

from syria_iraq_archive.annotate.published_days import Publication, edtf, unknown
from syria_iraq_archive.parse.printed_dates import PrintedDate, dates_of_line, normal, printed_weekday
from syria_iraq_archive.patterns import later
from syria_iraq_archive.records import Basis, Block, Claim, Role
from syria_iraq_archive.spans import Span

MIN_PARAGRAPHS_ABOVE = 2  # of a date within a body: such dates head the entries of a chronicle
LABEL_REACH = 60  # characters above a date line in which a label on a line of its own is looked for

_FIRST = later(r"publi(?:sh|cation)|posted|created|issued|released|filed|uploaded|\bfirst\b|نشر|اضيف")
_UPDATED = later(r"updat|modif|edited|revised|\bas of\b|تحديث|حدث|تعديل|عدل")
_COPYRIGHT = later(r"©|\(c\)|copyright|حقوق")
_LABEL_LINE = later(r"[^\d\n]{3,30}\s*$")
_WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_BESIDE_BODY = frozenset({Role.BYLINE, Role.PUBLISHER, Role.PUBLISHED, Role.CREDIT, Role.DATELINE})


class Label(IntEnum):
    """What the words before a date say of it, the strongest first."""

    FIRST = 0
    NONE = 1
    UPDATED = 2


class DatePlace(IntEnum):
    """Where a date stands, the strongest first."""

    HEADER = 0
    DATELINE = 1
    ABOVE_HEADLINE = 2
    BELOW_BODY = 3


class DatedLine(NamedTuple):
    """One date that an article prints: its block, its place in the block's text, and what tells what it is."""

    block: Block
    line: str
    printed: PrintedDate
    place: DatePlace
    label: Label
    behind_menu: bool = False  # whether the site's menu stands between it and the headline

    @property
    def weight(self) -> tuple[int, int]:
        """Sorts the date of first publication before all others."""
        return (self.place, self.label)

    @property
    def bounds(self) -> tuple[date | None, date | None]:
        """The first and last day that it may mean, by the weekday printed beside it, too."""
        return self.printed.bounds_on(printed_weekday(self.line))

    @property
    def span(self) -> Span:
        """The date's span in the capture's text."""
        start = self.block.span.start
        return Span(start + self.printed.span.start, start + self.printed.span.end)


def printed_publication(text: str, blocks: Sequence[Block]) -> Publication | None:
    """The publication date that the article made of `blocks` prints; None if it prints none.

    It is unknown, with the reason, if the best date can't be read, or if it may be the site's own clock.

    >>> text = "Updated 5 December 2024, published 1 December 2024"
    >>> block = Block(seq=0, role=Role.PUBLISHED, span=Span(0, len(text)), rule="date-line", article=1)
    >>> printed_publication(text, [block]).claim.value
    '2024-12-01'
    """
    dated = sorted(_without_clock(list(dated_lines(text, blocks))), key=lambda one: one.weight)
    refused: list[DatedLine] = []
    for one in dated:
        earliest, latest = one.bounds
        if earliest is None or latest is None or one.behind_menu:
            refused.append(one)
        elif all(_allows(other, earliest, latest) for other in refused):
            return _claimed(one, earliest, latest, dated)
    return _refused(refused[0]) if refused else None


def _allows(refused: DatedLine, earliest: date, latest: date) -> bool:
    """Whether a stronger date that can't be read alone may be the day that a weaker one prints."""
    readings = refused.printed.readings
    return not readings or any(earliest <= day <= latest for day in readings)


def _refused(one: DatedLine) -> Publication:
    problem = one.printed.problem or "stands above the site's menu, so it may be the site's own clock"
    return unknown(f"“{one.line}”: {problem}", (one.span,))


def _claimed(one: DatedLine, earliest: date, latest: date, dated: Sequence[DatedLine]) -> Publication:
    claim = Claim(
        field="published",
        value=edtf(earliest, latest),
        basis=Basis.PRINTED,
        rule=f"published:{one.block.role}:{one.printed.form}",
        evidence=(one.block.span,),
        warning=_warning(one, earliest, latest, dated),
    )
    return Publication(claim, earliest, latest)


def _warning(one: DatedLine, earliest: date, latest: date, dated: Sequence[DatedLine]) -> str | None:
    """Why the day is doubtful: the weekday beside it disagrees, or another line as strong prints another day."""
    weekday = printed_weekday(one.line)
    if earliest == latest and weekday is not None and earliest.weekday() != weekday:
        return f"printed as {_WEEKDAY_NAMES[weekday]}, but {earliest} is a {_WEEKDAY_NAMES[earliest.weekday()]}"
    for other in dated:
        first, last = other.bounds
        if other.weight == one.weight and first and last and (latest < first or last < earliest):
            return f"“{other.line}” is another day"
    return None


def dated_lines(text: str, blocks: Sequence[Block]) -> Iterator[DatedLine]:
    """Each date that may say when the article was published, in the order in which they stand."""
    headline = next((i for i, block in enumerate(blocks) if block.role is Role.HEADLINE), None)
    paragraphs = [i for i, block in enumerate(blocks) if block.role is Role.PARAGRAPH]
    for index, block in enumerate(blocks):
        if block.role is Role.DATELINE:
            line = block.span.of(text)
            for printed in dates_of_line(line):
                if printed.is_day:
                    yield DatedLine(block, line, printed, DatePlace.DATELINE, Label.NONE)
        elif block.role is Role.PUBLISHED and not _COPYRIGHT.search(normal(block.span.of(text))):
            yield from _of_line(text, blocks, index, headline, paragraphs)


def _of_line(
    text: str, blocks: Sequence[Block], index: int, headline: int | None, paragraphs: Sequence[int]
) -> Iterator[DatedLine]:
    line = blocks[index].span.of(text)
    place = _place(blocks, index, headline, paragraphs)
    behind_menu = (
        place is DatePlace.ABOVE_HEADLINE and headline is not None
        and any(
            block.role is Role.CHROME and "\n" in text[blocks[index].span.end : block.span.start]  # not beside it
            for block in blocks[index + 1 : headline]
        )
    )  # fmt: skip
    for printed, label in labelled_dates(line, _label_above(text, blocks[index])):
        stray = place is DatePlace.BELOW_BODY and label is Label.NONE and not _signs(blocks, index, paragraphs)
        if place is not None and not stray:
            yield DatedLine(blocks[index], line, printed, place, label, behind_menu and label is Label.NONE)


def _place(blocks: Sequence[Block], index: int, headline: int | None, paragraphs: Sequence[int]) -> DatePlace | None:
    """Where a date line stands; None for a date among the paragraphs, which heads a part of the story."""
    if headline is not None and index < headline:
        return DatePlace.ABOVE_HEADLINE
    above = sum(i < index for i in paragraphs)
    if paragraphs and index > paragraphs[-1]:
        return DatePlace.BELOW_BODY
    return None if above >= MIN_PARAGRAPHS_ABOVE else DatePlace.HEADER


def _signs(blocks: Sequence[Block], index: int, paragraphs: Sequence[int]) -> bool:
    """Whether nothing but bylines and the like stands between the last paragraph and the line."""
    return all(block.role in _BESIDE_BODY for block in blocks[paragraphs[-1] + 1 : index])


def labelled_dates(line: str, label_above: Label = Label.NONE) -> Iterator[tuple[PrintedDate, Label]]:
    """The dates of a date line, each with what the words before it say of it.

    >>> line = "Modified: 5 December 2024, Published: 1 December 2024"
    >>> [(str(printed.earliest), label.name) for printed, label in labelled_dates(line)]
    [('2024-12-05', 'UPDATED'), ('2024-12-01', 'FIRST')]
    """
    folded = normal(line)
    reached = 0
    for printed in dates_of_line(line):
        before = _label(folded[reached : printed.span.start])
        if before is Label.NONE:
            before = label_above if reached == 0 else Label.NONE
        behind = re.match(r"\s*\(([^()\d]+)\)", folded[printed.span.end :])
        yield printed, before if before is not Label.NONE or not behind else _label(behind[1])
        reached = printed.span.end


def _label(words: str) -> Label:
    """What the last label among these words says."""
    first = max((match.start() for match in _FIRST.finditer(words)), default=-1)
    updated = max((match.start() for match in _UPDATED.finditer(words)), default=-1)
    if first < 0 and updated < 0:
        return Label.NONE
    return Label.FIRST if first > updated else Label.UPDATED


def _label_above(text: str, block: Block) -> Label:
    """What a label on a line of its own right above a date line says of it ("Last updated")."""
    start = block.span.start
    above = text[max(0, start - LABEL_REACH) : start].rstrip().rpartition("\n")[2]
    return _label(normal(above)) if _LABEL_LINE.fullmatch(above) and len(above.split()) <= 3 else Label.NONE


def _without_clock(dated: list[DatedLine]) -> list[DatedLine]:
    """The dates, of which one above the headline that is no later than the others counts as one of the header.

    A site's own clock is later than every day that the page prints.
    """
    days = [one.bounds[0] for one in dated if one.place is not DatePlace.ABOVE_HEADLINE and one.bounds[0] is not None]
    return [
        one._replace(place=DatePlace.HEADER, behind_menu=one.behind_menu and not days)
        if one.place is DatePlace.ABOVE_HEADLINE and all(one.bounds[0] is None or one.bounds[0] <= day for day in days)
        else one
        for one in dated
    ]
