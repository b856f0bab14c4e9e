"""Which of the printed dates may be that of publication: where each stands, and what is printed beside it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from syria_iraq_archive.parse.date_lines import date_stretch
from syria_iraq_archive.parse.page_model.bearings import Bearings
from syria_iraq_archive.parse.page_model.candidates import Candidate, near
from syria_iraq_archive.parse.printed_dates import PrintedDate, normal

AROUND = 12  # lines above and below, in which other dates are counted

_LABELS = re.compile(
    r"(updated?|modified|reviewed|edited|تحديث)|(published|posted|created|released|written|added|on|نشر)|(©|copyright|since)"
    r"|(expires?|ends?|until|by|before|event|when)"
)
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d")


def date_candidates(bearings: Bearings, headline: int | None, signed: int | None) -> list[Candidate]:
    """The dates that may be the day of publication, in order, but for those inside the body."""
    found: list[Candidate] = []
    days: dict[str, int] = {}
    for dates in bearings.dates.values():
        for one in dates:
            days[str(one.earliest)] = days.get(str(one.earliest), 0) + 1
    for index in bearings.dated:
        for printed in bearings.dates[index]:
            features = (
                *_features(bearings, index, printed, headline, signed),
                f"nth{bisect_right((0, 1, 2, 4), len(found))}",
                f"same{min(3, days[str(printed.earliest)])}",
            )
            found.append(Candidate(index, printed.span, features))
    return found


def _features(
    bearings: Bearings, index: int, printed: PrintedDate, headline: int | None, signed: int | None
) -> Iterator[str]:
    page, line = bearings.page, bearings.page.lines[index]
    text = line.text
    yield f"h{'none' if headline is None else near(index - headline)}"
    yield f"s{'none' if signed is None else near(index - signed)}"
    yield f"b{near(index - bearings.start)}"
    yield f"e{near(index - bearings.end) if index > bearings.end else 'no'}"
    where = (
        "t"
        if headline is not None and index < headline
        else "h"
        if index < bearings.start
        else "e"
        if index > bearings.end
        else "b"
    )
    yield f"in{where}{index in bearings.is_body}"
    stretch = date_stretch(text)
    alone = stretch is not None and stretch.start == 0 and stretch.end == len(text)
    yield f"alone{alone}{where}"
    yield f"words{bisect_right((3, 5, 8, 12, 18), len(line.words))}{where}"
    before = normal(text[: printed.span.start])
    label = next((f"{found.lastindex}" for found in reversed(list(_LABELS.finditer(before)))), "none")
    yield f"label{label}"
    yield f"label{label}{where}"
    yield f"first{printed.span.start < 3}{where}"
    yield f"clock{bool(_CLOCK.search(text))}{where}"
    yield f"form{printed.form}{where}"
    yield f"day{printed.is_day}"
    yield f"shape{line.line.shape.value}{where}"
    yield f"kind{line.kind}{where}"
    yield f"list{line.kind[-1] == '*'}{where}"
    dated = bearings.dated
    around = bisect_right(dated, index + AROUND) - bisect_left(dated, index - AROUND)
    yield f"around{min(5, around)}{where}"
    yield f"dates{bisect_right((1, 2, 3, 5, 10, 20), len(dated))}"
    lines = page.lines
    yield f"-{lines[index - 1].kind if index else '^'}{where}"
    yield f"+{lines[index + 1].kind if index + 1 < len(lines) else '$'}{where}"
    yield f"-{lines[index - 1].line.shape.value if index else '^'}{where}"
    yield f"+{lines[index + 1].line.shape.value if index + 1 < len(lines) else '$'}{where}"
