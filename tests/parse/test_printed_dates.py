"""The forms of a date: each is read by its own pattern, and what only looks like it isn't."""

import re
from datetime import date

import pytest

from syria_iraq_archive.parse import library_dates, printed_dates
from syria_iraq_archive.parse.library_dates import library_date
from syria_iraq_archive.parse.printed_dates import (
    DATE_LINE_FORMS,
    PROSE_FORMS,
    dates_of_line,
    ends_in_full_date,
    find_dates,
)
from tests.rules import Pair, check_pinned

DAY = "2024-12-03"
# Each form of `DATE_LINE_FORMS`, a line that has it, and a near miss.
EXAMPLES = {
    "iso": ("2024-12-03", "2024-13-03"),
    "month-day-year": ("Dec. 3, 2024", "Mac. 3, 2024"),
    "day-month-year": ("3rd of December 2024", "3 Decembrist 2024"),
    "numeric": ("25/12/2024", "32/12/2024"),
    "spaced": ("25 . 12 . 2024", "25. 12: 2024"),
    "compact": ("20241203T1405", "20241303T1405"),
    "short-year": ("11/18/19 11:04 PM", "1/11/18/19"),
    "day-month-short-year": ("25-Nov-24", "25-Nov-24:10"),
    "month-day-short-year": ("Nov 22 '24", "Nov 22 24"),
    "month-year": ("May 2023", "May 3023"),
    "month-day": ("December 3", "December 3rdly"),
    "day-month": ("3 December", "3,December"),
}


def form_of(line: str) -> str | None:
    return next((one.form for one in dates_of_line(line)), None)


@pytest.mark.parametrize(("form", "lines"), EXAMPLES.items())
def test_a_form_is_read_and_its_near_miss_is_not(form: str, lines: tuple[str, str]) -> None:
    assert form_of(lines[0]) == form
    assert form_of(lines[1]) != form


@pytest.mark.parametrize("form", [name for name, _ in DATE_LINE_FORMS.all])
def test_without_a_form_its_example_is_not_read_so(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every form is needed."""
    less = [tuple(one for one in forms if one[0] != form) for forms in DATE_LINE_FORMS]
    monkeypatch.setattr(printed_dates, "DATE_LINE_FORMS", printed_dates.DateForms(*less))
    assert form_of(EXAMPLES[form][0]) != form


@pytest.mark.parametrize("named", ["December 3, 2024", "3 ديسمبر 2024"])
@pytest.mark.parametrize("joined", ["2024-12-05", "05 . 12 . 2024 .", "20241205"])
def test_a_date_in_numbers_is_found_beside_one_that_names_its_month(named: str, joined: str) -> None:
    """Only of a line that joins no digits it is known beforehand that it has none."""
    found = dates_of_line(f"{named} | {joined}")
    assert [one.span.start for one in found] == [0, len(named) + 3]


@pytest.mark.parametrize(
    "line",
    [
        "3 كانون 1 2024",
        "٣ كانون الأول ٢٠٢٤",
        "3 دجنبر 2024",
        "٣ی کانوونی یەکەمی ٢٠٢٤",
        "3'ê Kanûnê 2024'an",
        "3 Aralık 2024 Salı",
        "३ December २०२४",
        "\u200f3 \u200fديسمبر\u200f 2024",
        "\u20683\u2069 ديسمبر \u20682024\u2069",
        "3\u200b December\u200b 2024",
        "Dec 03, 202414:05",
    ],
)
def test_a_day_is_read_in_every_script_and_with_marks_that_show_nothing(line: str) -> None:
    assert [str(one.earliest) for one in dates_of_line(line)] == [DAY]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("03/12/2024", "may be 12 March or 3 December"),
        ("03 . 12 . 2024", "may be 12 March or 3 December"),
        ("18/11/19", "may be 19 November 2018 or 18 November 2019"),
        ("31/12/24", "may be 24 December 2031 or 31 December 2024"),
        ("31 February 2024", "is in no calendar"),
    ],
)
def test_a_date_with_several_readings_is_no_day(line: str, problem: str) -> None:
    [one] = dates_of_line(line)
    assert one.earliest is None
    assert set(re.split(r"may be | or ", one.problem or "")) == set(re.split(r"may be | or ", problem))


@pytest.mark.parametrize("prose", ["won 11-18-19 at home", "version 20241203", "25 . 12 . 2024"])
def test_prose_prints_no_date_in_the_forms_of_date_lines(prose: str) -> None:
    assert find_dates(prose) == []
    assert len(PROSE_FORMS.all) < len(DATE_LINE_FORMS.all)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Fri Nov 22 16:55:01 MYT 2024", date(2024, 11, 22)),
        ("Fri Nov 22 16:55:01 MYT 1991", date(1991, 11, 22)),
        ("2024 November the 22nd", None),
        ("November 2024", None),
        ("10-09-2003", None),
        ("22 Nov 2024, Hit", None),
        ("Nov 22 16:55", None),
    ],
)
def test_the_library_is_believed_only_if_nothing_is_invented_and_nothing_left_over(line: str, day: date | None) -> None:
    assert library_date(line) == day


def test_the_library_reads_sixty_characters_at_most() -> None:
    pair = Pair(f"Fri Nov 22 16:55:01 MYT{' ' * 33}2024", True, f"Fri Nov 22 16:55:01 MYT{' ' * 34}2024", False)
    check_pinned(library_dates, "MAX_LENGTH", pair, lambda line: library_date(line) is not None)


def test_a_date_at_the_end_is_looked_for_in_forty_characters() -> None:
    pair = Pair(f"Men row, December{' ' * 25}3, 2024", True, f"Men row, December{' ' * 26}3, 2024", False)
    check_pinned(printed_dates, "MAX_DATE_LENGTH", pair, ends_in_full_date)


@pytest.mark.parametrize(
    ("text", "ends"),
    [("Men row, May 3, 2024.)", True), ("Men row, May 3, 2024 again", False), ("Men row in May 2024.", False)],
)
def test_a_caption_ends_in_its_day(text: str, ends: bool) -> None:
    """Nothing but a full stop and a bracket stands behind it."""
    assert ends_in_full_date(text) is ends


@pytest.mark.parametrize(("line", "year"), [("1/2/69", 2069), ("1/1/70", 1970), ("22-Nov-99", 1999)])
def test_two_digits_are_a_year_from_1970_to_2069(line: str, year: int) -> None:
    [one] = dates_of_line(line)
    assert {day.year for day in (one.readings or (one.earliest,)) if day} >= {year}
