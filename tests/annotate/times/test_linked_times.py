"""Times that are told together: two dates with a link between, parts of a month, a day named twice.

The day of publication is Tuesday, 3 December 2024; what is read is written as `read` writes it.
"""

from datetime import date

import pytest

from tests.annotate.times.readings import read


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("June–August 2014", ["June–August 2014 = 2014-06/2014-08 = 2014-06-01 to 2014-08-31"]),
        (
            "from December to February 2015",
            ["from December to February 2015 = 2014-12/2015-02 = 2014-12-01 to 2015-02-28"],
        ),
        (
            "they will meet from June to August 2026",
            ["from June to August 2026 = 2026-06/2026-08 = 2026-06-01 to 2026-08-31"],
        ),
        (
            "June and July 2014",
            ["June = 2014-06 = 2014-06-01 to 2014-06-30", "July 2014 = 2014-07 = 2014-07-01 to 2014-07-31"],
        ),
        ("in May, 2014 was over", ["May, 2014 = 2014-05 = 2014-05-01 to 2014-05-31"]),
        (
            "late in June, not in August 2014",
            ["June = 2024-06 = 2024-06-01 to 2024-06-30", "August 2014 = 2014-08 = 2014-08-01 to 2014-08-31"],
        ),
        ("from 27 to 30 November", ["from 27 to 30 November = 2024-11-27/2024-11-30 = 2024-11-27 to 2024-11-30"]),
        ("27 and 28 November", ["27 and 28 November = 2024-11-27/2024-11-28 = 2024-11-27 to 2024-11-28"]),
        ("27 and 30 November", ["27 = 2024-11-27", "30 November = 2024-11-30"]),
        (
            "between 27 and 30 November",
            ["between 27 and 30 November = 2024-11-27/2024-11-30 = 2024-11-27 to 2024-11-30"],
        ),
        ("27, 28 and 30 November 2023", ["27 = 2023-11-27", "28 = 2023-11-28", "30 November 2023 = 2023-11-30"]),
        ("on November 27 and 30, 2023", ["November 27 = 2023-11-27", "30 = 2023-11-30"]),
        ("on November 27 and 30.", ["November 27 = 2024-11-27", "30 = 2024-11-30"]),
        ("on November 27 and 30 people left", ["November 27 = 2024-11-27"]),
        ("on 27 and 31 November", ["31 November = XXXX-11"]),
        ("في 27 و30 تشرين الثاني", ["27 = 2024-11-27", "30 تشرين الثاني = 2024-11-30"]),
        ("from Monday to Friday", ["from Monday to Friday = 2024-11-25/2024-11-29 = 2024-11-25 to 2024-11-29"]),
        (
            "they will meet from Monday to Friday",
            ["from Monday to Friday = 2024-12-09/2024-12-13 = 2024-12-09 to 2024-12-13"],
        ),
        ("Saturday through Monday", ["Saturday through Monday = 2024-11-30/2024-12-02 = 2024-11-30 to 2024-12-02"]),
        (
            "this year through August",
            ["this year = 2024 = 2024-01-01 to 2024-12-31", "August = 2024-08 = 2024-08-01 to 2024-08-31"],
        ),
    ],
)
def test_linked_dates_mean_these_days(words: str, found: list[str]) -> None:
    """A month without a year has that of the one it is linked to; weekdays in a row are of one week."""
    assert read(words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("the first week of December", ["the first week of December = 2024-W49 = 2024-12-01 to 2024-12-07"]),
        ("the second half of 2014", ["the second half of 2014 = 2014-H2 = 2014-07-01 to 2014-12-31"]),
        ("the second half of November", ["the second half of November = 2024-11 = 2024-11-16 to 2024-11-30"]),
        ("the last day of November", ["the last day of November = 2024-11-30"]),
        ("the last days of 2014", ["the last days of 2014 = 2014 = 2014-10-01 to 2014-12-31"]),
        ("the first nine months of 1997", ["the first nine months of 1997 = P9M = 1997-01-01 to 1997-09-30"]),
        ("the last quarter of 2015", ["the last quarter of 2015 = 2015-Q4 = 2015-10-01 to 2015-12-31"]),
        ("the second Friday of December", ["the second Friday of December = 2024-12-13"]),
        ("the last Friday of November 2024", ["the last Friday of November 2024 = 2024-11-29"]),
        (
            "the sixth Friday of November 2024",
            ["Friday = 2024-11-29", "November 2024 = 2024-11 = 2024-11-01 to 2024-11-30"],
        ),
        ("the first hours of 2014", ["hours = PTXH", "2014 = 2014 = 2014-01-01 to 2014-12-31"]),
    ],
)
def test_parts_of_a_month_or_year_mean_these_days(words: str, found: list[str]) -> None:
    """What the longer time doesn't have is no part of it."""
    assert read(words) == found


@pytest.mark.parametrize(
    ("words", "published", "day"),
    [
        ("tomorrow, Wednesday", "2024-12-03", "2024-12-04"),
        ("tomorrow, Wednesday", "2024-12-04", "2024-12-04"),
        ("tomorrow, Wednesday", "2024-12-05", "2024-12-11"),
        ("yesterday (Monday)", "2024-12-03", "2024-12-02"),
        ("yesterday, Monday", "2024-12-04", "2024-12-02"),
        ("yesterday, Monday", "2024-11-30", "2024-11-25"),
        ("the day after tomorrow, Thursday", "2024-12-03", "2024-12-05"),
        ("today, Sunday", "2024-12-03", "2024-12-01"),
    ],
)
def test_a_day_with_its_weekday_is_the_nearest_such_weekday(words: str, published: str, day: str) -> None:
    """The text may be a day older than its publication; but "yesterday" is never ahead, nor "tomorrow" over."""
    assert read(words, date.fromisoformat(published)) == [f"{words} = {day}"]


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("the talks run through June", "2025-06-01 to 2025-06-30"),
        ("he said the talks run through June", "2025-06-01 to 2025-06-30"),
        ("the talks ran through June", "2024-06-01 to 2024-06-30"),
        ("profit for the year through June", "2024-06-01 to 2024-06-30"),
        ("Until June, they had waited", "2024-06-01 to 2024-06-30"),
    ],
)
def test_what_lasts_until_then_is_not_over_unless_a_verb_says_so(sentence: str, days: str) -> None:
    """A verb that reports says nothing of what it reports."""
    assert read(sentence)[-1].endswith(days)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("a time of 3:07:35", "PT3H7M35S"),
        ("at 3:07:35", "2024-12-03T03:07:35"),
        ("03:07:35", "2024-12-03T03:07:35"),
        ("3:07:35 p.m.", "2024-12-03T15:07:35"),
        ("every morning", "XXXX-XX-XXTMO"),
        ("every two weeks", "P2W"),
        ("every other day", "P2D"),
        ("every weekend", "XXXX-WXX-WE"),
        ("annually", "P1Y"),
        ("this fiscal year", "2024"),
        ("a year and a half", "P1Y6M"),
        ("two and a half years", "P2Y6M"),
        ("the next 12 to 18 months", "PXM"),
        ("a year later", "XXXX"),
        ("a few days later", "PXD"),
        ("an hour later", "PT1H"),
    ],
)
def test_lengths_hours_and_repeated_times_have_these_values(words: str, value: str) -> None:
    assert [row.split(" = ")[1] for row in read(words)] == [value]


def test_thus_is_no_weekday() -> None:
    """Short names of weekdays have no plural."""
    assert read("Thus it ended.") == []
