"""The thresholds by which times are read, each with what lies right inside it and right beyond."""

from datetime import date

import pytest

from syria_iraq_archive.annotate.times import calendar_days, calendar_rules, meanings, phrases
from syria_iraq_archive.annotate.times.expressions import find_expressions
from syria_iraq_archive.records import Block, Role
from syria_iraq_archive.spans import Span
from tests.annotate.times.readings import TUESDAY, read, times
from tests.rules import Pair, check_pinned


def ahead(days: str) -> list[str]:
    """What "in January" means, published on such a day."""
    return read("in January", date.fromisoformat(days))


def test_a_month_counts_as_ahead_if_it_begins_in_35_days() -> None:
    """Nothing says whether it has been or will be."""
    pair = Pair(
        "2024-11-27",
        ["January = 2025-01 = 2025-01-01 to 2025-01-31"],
        "2024-11-26",
        ["January = 2024-01 = 2024-01-01 to 2024-01-31"],
    )
    check_pinned(meanings, "_SOON", pair, ahead)


def test_a_day_on_the_wrong_side_of_publication_counts_as_35_days_farther() -> None:
    """They left: so the day is past, unless a day ahead is much nearer."""
    pair = Pair("they left on May 17", ["May 17 = 2024-05-17"], "they left on May 16", ["May 16 = 2025-05-16"])
    check_pinned(meanings, "_AGAINST", pair, read)


def test_a_verb_of_the_same_clause_tells_the_tense_over_120_characters() -> None:
    """Farther away it may as well belong to something else."""
    pair = Pair(
        f"they will {'x ' * 55}on Monday",
        ["Monday = 2024-12-09"],
        f"they will {'x ' * 60}on Monday",
        ["Monday = 2024-12-02"],
    )
    check_pinned(phrases, "_BEFORE", pair, read)


@pytest.mark.parametrize("end", [".", ";", "!", "?", "”", '"', "»", "\n", "''"])
def test_a_verb_of_another_clause_tells_no_tense(end: str) -> None:
    """Each of these marks ends a clause."""
    assert read(f"They will go{end} Then on Monday") == ["Monday = 2024-12-02"]


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("On Monday the men of Hama will go", "2024-12-09"),
        ("On Monday the twelve men of Hama will go", "2024-12-09"),
        ("Monday’s talks will go on", "2024-12-02"),
        ("They will be held Monday", "2024-12-09"),
        ("They will not be held Monday, they told Hama on Tuesday", "2024-12-02"),
        ("They were held Monday", "2024-12-02"),
        ("It is expected Monday", "2024-12-09"),
        ("He would go, he said on Monday", "2024-12-02"),
        ("He said he would go on Monday", "2024-12-09"),
        ("They were planning to march on Monday", "2024-12-09"),
        ("They planted olives on Monday", "2024-12-02"),
        ("He could come as early as Monday", "2024-12-09"),
        ("He was as early as on Monday", "2024-12-02"),
        ("It had been due to end on Monday", "2024-12-02"),
        ("It is due to end on Monday", "2024-12-09"),
        ("On Monday, the Association of Friends of the Old Bridge plans to march", "2024-12-09"),
        ("On Monday, the Association of Friends of the Old Bridge said it plans to march", "2024-12-02"),
        ("They will meet the envoys of the U.S. and of Iran on Monday", "2024-12-09"),
        ("They will meet. The envoys of Iran came on Monday", "2024-12-02"),
        ("They will meet Gen. Salim on Monday", "2024-12-09"),
        ("The envoys of all sides will meet in the old town of\nHama on Monday", "2024-12-09"),
        ("What we will do\nHama, on Monday", "2024-12-02"),
    ],
)
def test_the_tense_of_a_clause_decides_which_monday_is_meant(sentence: str, day: str) -> None:
    """The nearest verb before counts; without one, a "will" right behind the day."""
    assert read(sentence)[0].endswith(day)


def test_what_numbers_a_number_stands_up_to_24_characters_before_it() -> None:
    """A wide gap parts them."""
    pair = Pair(f"resolution{' ' * 12}2014", [], f"resolution{' ' * 15}2014", read("2014"))
    check_pinned(calendar_rules, "_NUMBERED_REACH", pair, read)


def test_the_word_before_a_range_begins_up_to_12_characters_before_it() -> None:
    """A wide gap parts them."""
    pair = Pair(
        "between   2011 and 2014",
        ["between   2011 and 2014 = 2011/2014 = 2011-01-01 to 2014-12-31"],
        "between       2011 and 2014",
        [*read("2011"), *read("2014")],
    )
    check_pinned(calendar_days, "_RANGE_REACH", pair, read)


@pytest.mark.parametrize(
    ("sentence", "day"), [("on Tuesday", TUESDAY), ("on Tuesday", date(2024, 12, 2)), ("on Tuesday", date(2024, 12, 4))]
)
def test_a_weekday_is_the_last_one_up_to_the_day_of_publication(sentence: str, day: date) -> None:
    """The day of publication itself counts."""
    [found] = read(sentence, day)
    assert found == f"Tuesday = {TUESDAY if day >= TUESDAY else '2024-11-26'}"


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("9,999 years", "P9999Y"),
        ("9999 years", "P9999Y"),
        ("31 years", "P31Y"),
        ("32 years", "P32Y"),
        ("1.5 years", "P1Y6M"),
        ("1/2 hour", None),
    ],
)
def test_numbers_in_digits_count_units(sentence: str, value: str | None) -> None:
    """With or without commas, small or large."""
    assert [row.split(" = ")[1] for row in read(sentence)] == ([value] if value else [])


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("within two weeks of the battle", ["two weeks = P2W"]),
        ("the first nine months of the year", ["the first nine months of the year = P9M = 2024-01-01 to 2024-09-30"]),
        ("three quarters of losses", ["three quarters = P3Q"]),
        ("three quarters of the food", []),
        ("three-quarters of it", []),
        ("after weeks of talks", ["weeks = PXW"]),
        ("hundreds of years", []),
        ("within weeks or months", ["weeks or months = PXW"]),
        ("in recent weeks and months", ["recent weeks and months = PAST_REF"]),
    ],
)
def test_a_length_is_told_whole_and_only_as_what_it_is(sentence: str, found: list[str]) -> None:
    """Its number belongs to it; a part of something else is no length."""
    assert read(sentence) == found


def test_a_number_of_five_digits_counts_nothing() -> None:
    """Nobody writes so of years or days."""
    assert read("for 10000 years") == ["years = PXY"]


@pytest.mark.parametrize("counted", ["fighters", "km", "civilians"])
def test_a_number_before_what_it_counts_is_no_year(counted: str) -> None:
    """Behind a comma, it is one."""
    assert (read(f"In 2014 {counted}"), read(f"In 2014, {counted}")) == ([], read("2014"))


@pytest.mark.parametrize(
    ("sentence", "direction"),
    [
        ("last week", "past"),
        ("this week", None),
        ("next week", "future"),
        ("the past two weeks", "past"),
        ("the next two weeks", "future"),
        ("two weeks ago", "past"),
        ("a year ago", "past"),
        ("last Monday", "past"),
        ("next Monday", "future"),
        ("the weekend", "past"),
    ],
)
def test_some_times_lie_in_the_past_or_the_future_by_themselves(sentence: str, direction: str | None) -> None:
    """Whatever the verb of the clause."""
    block = Block(seq=0, role=Role.PARAGRAPH, span=Span(0, len(sentence)), rule="test", article=1)
    assert [one.meaning.direction for one in find_expressions(sentence, [block], "en")] == [direction]


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("last Monday", "XXXX-WXX-1"),
        ("this Sunday", "XXXX-WXX-7"),
        ("last week", "XXXX-WXX"),
        ("the weekend", "XXXX-WXX-WE"),
        ("last month", "XXXX-XX"),
        ("a year ago", "XXXX"),
        ("last decade", "XXX"),
        ("the latest quarter", "XXXX-QX"),
        ("the third quarter", "XXXX-Q3"),
        ("last October", "XXXX-10"),
        ("3 December last year", "XXXX-12-03"),
        ("last winter", "XXXX-WI"),
        ("May 5-7", "XXXX-05-05"),
        ("tomorrow morning", "XXXX-XX-XXTMO"),
    ],
)
def test_without_a_day_of_publication_a_value_stays_open(sentence: str, value: str) -> None:
    """What the words fix is kept."""
    assert [(one.timex, one.earliest) for one in times(sentence, None)] == [(value, None)]


@pytest.mark.parametrize(
    ("sentence", "day", "value"),
    [
        ("the winter was cold", date(2025, 1, 15), "2024-WI"),
        ("this winter", date(2025, 12, 15), "2025-WI"),
        ("the weekend", date(2024, 12, 1), "2024-W48-WE"),
        ("the weekend", date(2024, 11, 30), "2024-W48-WE"),
        ("the weekend", date(2024, 11, 29), "2024-W47-WE"),
        ("last week", date(2024, 12, 1), "2024-W47"),
        ("last week", date(2024, 12, 2), "2024-W48"),
        ("this week", date(2024, 12, 31), "2025-W01"),
        ("a month ago", date(2024, 3, 31), "2024-02"),
        ("the latest quarter", date(2024, 3, 31), "2023-Q4"),
        ("the latest quarter", date(2024, 4, 1), "2024-Q1"),
        ("last decade", date(2020, 1, 1), "201"),
        ("last century", date(2000, 1, 1), "19"),
        ("yesterday", date(2024, 3, 1), "2024-02-29"),
        ("on 29 February", date(2025, 3, 1), "2024-02-29"),
        ("last December", date(2024, 12, 31), "2023-12"),
        ("last year", date(1, 1, 1), "XXXX"),
        ("next year", date(9999, 12, 31), "XXXX"),
    ],
)
def test_the_day_of_publication_sets_what_is_meant(sentence: str, day: date, value: str) -> None:
    """At the edges of weeks, months, years, and of the calendar."""
    assert [one.timex for one in times(sentence, (day, day))] == [value]


def test_numbers_of_one_kind_in_a_row_are_all_read() -> None:
    """None of them is taken for a repetition."""
    assert read("two hundred thousand years") == ["two hundred thousand years = P200000Y"]


def test_a_range_of_days_never_runs_backwards() -> None:
    """The second number is then something else."""
    assert not any("/" in row for row in read("May 5 to 3"))


def test_an_arabic_preposition_that_swallows_the_article_is_no_part_of_a_time() -> None:
    """As in "for the past year"."""
    assert [row.split(" = ")[1] for row in read("للعام الماضي")] == ["2023"]
