"""Which days expressions of time mean, kind by kind: among them those at the edges of what the rules read.

The day of publication is Tuesday, 3 December 2024; what is read is written as `read` writes it.
"""

import pytest

from tests.annotate.times.readings import read


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("in nineteen eighty", ["nineteen eighty = 1980 = 1980-01-01 to 1980-12-31"]),
        ("in twenty twenty", []),
        ("in May nineteen ninety-six", ["May nineteen ninety-six = 1996-05 = 1996-05-01 to 1996-05-31"]),
        (
            "the spring of nineteen ninety-six",
            ["the spring of nineteen ninety-six = 1996-SP = 1996-03-01 to 1996-05-31"],
        ),
        ("the year one thousand", ["the year one thousand = 1000 = 1000-01-01 to 1000-12-31"]),
        ("the year two thousand twenty-four", ["the year two thousand twenty-four = 2024 = 2024-01-01 to 2024-12-31"]),
        ("in the nineties", ["the nineties = 199 = 1990-01-01 to 1999-12-31"]),
        ("in the late nineties", ["the late nineties = 199 = 1996-01-01 to 1999-12-31"]),
        ("the 80s", ["the 80s = 198 = 1980-01-01 to 1989-12-31"]),
        ("the 2010s", ["the 2010s = 201 = 2010-01-01 to 2019-12-31"]),
        ("the 10s", []),
        ("the 1900s", ["the 1900s = 190 = 1900-01-01 to 1909-12-31"]),
        ("in the early 1990s", ["the early 1990s = 199 = 1990-01-01 to 1992-12-31"]),
        ("in the mid-1990s", ["the mid-1990s = 199 = 1993-01-01 to 1995-12-31"]),
        ("the end of the 1990s", ["the end of the 1990s = 199 = 1996-01-01 to 1999-12-31"]),
        ("the twenties", ["the twenties = 192 = 1920-01-01 to 1929-12-31"]),
        ("the 1st century", ["the 1st century = 00 = 0001-01-01 to 0099-12-31"]),
        ("the 99th century", ["the 99th century = 98 = 9800-01-01 to 9899-12-31"]),
        ("the twentieth century", ["the twentieth century = 19 = 1900-01-01 to 1999-12-31"]),
        ("the late 19th century", ["the late 19th century = 18 = 1866-01-01 to 1899-12-31"]),
    ],
)
def test_years_decades_and_centuries_mean_these_days(words: str, found: list[str]) -> None:
    assert read(words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("on New Year's Eve", ["New Year's Eve = 2024-12-31"]),
        ("on New Year's Day 2015", ["New Year's Day 2015 = 2015-01-01"]),
        ("in the New Year", []),
        ("on Kurdish New Year's Day", []),
        ("last Thanksgiving", ["last Thanksgiving = 2024-11-28"]),
        ("on Thanksgiving Day 2014", ["Thanksgiving Day 2014 = 2014-11-27"]),
        ("on Eid al-Fitr", []),  # the moon decides
        ("أول أيام عيد الفطر", []),
        ("أيام الحرب", ["أيام = PXD"]),
        ("رأس السنة الميلادية", ["رأس السنة الميلادية = 2025-01-01"]),
        ("ليلة رأس السنة الميلادية", ["ليلة رأس السنة الميلادية = 2024-12-31"]),
        ("رأس السنة الهجرية", []),
    ],
)
def test_feasts_have_days_if_these_follow_from_the_year(words: str, found: list[str]) -> None:
    assert read(words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("aged 12 years", []),
        ("aged about 12 years", []),
        ("jailed 12 years", ["12 years = P12Y"]),
        ("Salim Aziz (34 years)", []),
        ("they fought (for 12 years)", ["12 years = P12Y"]),
        ("عمره 34 عاما", []),
        ("سالم حسن (34 عاما)", []),
        ("يبلغ من العمر 12 سنة", []),
        ("السجن 12 عاما", ["12 عاما = P12Y"]),
        ("(منذ 12 عاما)", ["منذ 12 عاما = 2012 = 2012-01-01 to 2012-12-31"]),
    ],
)
def test_ages_are_no_lengths_of_time(words: str, found: list[str]) -> None:
    assert read(words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("قال الوزير اليوم إن", ["اليوم = 2024-12-03"]),
        ("وقال اليوم الأحد", ["اليوم الأحد = 2024-12-01"]),
        ("في اليوم التالي", []),
        ("في اليوم الأول", []),
        ("اليوم الوطني", []),
        ("خلال الأسبوعين الأولين من آذار", ["الأسبوعين الأولين من آذار = P2W = 2024-03-01 to 2024-03-14"]),
        ("خلال الأسبوعين الماضيين", ["الأسبوعين الماضيين = P2W = 2024-11-20 to 2024-12-03"]),
    ],
)
def test_the_day_and_today_are_told_apart_in_arabic(words: str, found: list[str]) -> None:
    assert read(words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("this winter", ["this winter = 2024-WI = 2024-12-01 to 2025-02-28"]),
        ("this past summer", ["this past summer = 2024-SU = 2024-06-01 to 2024-08-31"]),
        ("next spring", ["next spring = 2025-SP = 2025-03-01 to 2025-05-31"]),
        ("the coming winter", ["coming winter = 2024-WI = 2024-12-01 to 2025-02-28"]),
        ("the previous winter", ["previous winter = 2023-WI = 2023-12-01 to 2024-02-29"]),
        ("early spring", ["early spring = 2024-SP = 2024-03-01 to 2024-03-30"]),
        ("in late summer 2015", ["late summer 2015 = 2015-SU = 2015-08-01 to 2015-08-31"]),
        ("mid-summer 2015", ["mid-summer 2015 = 2015-SU = 2015-07-01 to 2015-07-31"]),
        ("the summer will end", ["the summer = 2025-SU = 2025-06-01 to 2025-08-31"]),
        ("they will meet in the autumn", ["the autumn = 2025-FA = 2025-09-01 to 2025-11-30"]),
        ("the fall of 2015", ["the fall of 2015 = 2015-FA = 2015-09-01 to 2015-11-30"]),
        ("the first quarter of 2024", ["the first quarter of 2024 = 2024-Q1 = 2024-01-01 to 2024-03-31"]),
        ("the fourth quarter of last year", ["the fourth quarter of last year = 2023-Q4 = 2023-10-01 to 2023-12-31"]),
        ("last year's second quarter", ["last year's second quarter = 2023-Q2 = 2023-04-01 to 2023-06-30"]),
        ("next year's first quarter", ["next year's first quarter = 2025-Q1 = 2025-01-01 to 2025-03-31"]),
        ("this year's third quarter", ["this year's third quarter = 2024-Q3 = 2024-07-01 to 2024-09-30"]),
        ("the fifth quarter", []),
        ("third quarter", ["third quarter = 2024-Q3 = 2024-07-01 to 2024-09-30"]),
        ("the third quarter", ["the third quarter = 2024-Q3 = 2024-07-01 to 2024-09-30"]),
    ],
)
def test_seasons_and_quarters_mean_these_days(words: str, found: list[str]) -> None:
    assert read(words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("early 2014", ["early 2014 = 2014 = 2014-01-01 to 2014-04-30"]),
        ("mid-2014", ["mid-2014 = 2014 = 2014-05-01 to 2014-08-31"]),
        ("late 2014", ["late 2014 = 2014 = 2014-09-01 to 2014-12-31"]),
        ("the start of 2014", ["the start of 2014 = 2014 = 2014-01-01 to 2014-03-31"]),
        ("the end of 2014", ["the end of 2014 = 2014 = 2014-10-01 to 2014-12-31"]),
        ("the beginning of November", ["the beginning of November = 2024-11 = 2024-11-01 to 2024-11-10"]),
        ("mid-November 2024", ["mid-November 2024 = 2024-11 = 2024-11-11 to 2024-11-20"]),
        ("the end of November 2024", ["the end of November 2024 = 2024-11 = 2024-11-21 to 2024-11-30"]),
        ("late February 2023", ["late February 2023 = 2023-02 = 2023-02-19 to 2023-02-28"]),
        ("the middle of last month", ["the middle of last month = 2024-11 = 2024-11-11 to 2024-11-20"]),
        ("the start of last year", ["the start of last year = 2023 = 2023-01-01 to 2023-03-31"]),
        ("the middle of last year", ["the middle of last year = 2023 = 2023-05-01 to 2023-08-31"]),
        ("late last week", ["late last week = 2024-W48 = 2024-11-29 to 2024-12-01"]),
        ("the end of this year", ["the end of this year = 2024 = 2024-10-01 to 2024-12-31"]),
        ("the end of next decade", ["the end of next decade = 203 = 2036-01-01 to 2039-12-31"]),
        ("the start of the decade", ["the start of the decade = 202 = 2020-01-01 to 2022-12-31"]),
        ("early this decade", ["early this decade = 202 = 2020-01-01 to 2022-12-31"]),
        ("the end of the century", ["the end of the century = 20 = 2066-01-01 to 2099-12-31"]),
    ],
)
def test_parts_of_a_longer_time_mean_these_days(words: str, found: list[str]) -> None:
    assert read(words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Resolution 2254 of 2015", ["2015 = 2015 = 2015-01-01 to 2015-12-31"]),
        ("resolution no. 2254", []),
        ("flight 2014", []),
        ("2014 people", []),
        ("case 2015/97.5", []),
        ("the season 2015/16", ["2015/16 = 2015/2016 = 2015-01-01 to 2016-12-31"]),
        ("2000 refugees left in 2012", ["2012 = 2012 = 2012-01-01 to 2012-12-31"]),
        ("in 1500", ["1500 = 1500 = 1500-01-01 to 1500-12-31"]),
        ("in 1499", []),
        ("in 2100", ["2100 = 2100 = 2100-01-01 to 2100-12-31"]),
        ("in 2101", []),
    ],
)
def test_some_numbers_are_years_and_some_are_not(words: str, found: list[str]) -> None:
    assert read(words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("on 1 May 2024", ["1 May 2024 = 2024-05-01"]),
        ("on 31 May 2024", ["31 May 2024 = 2024-05-31"]),
        ("on 29 February 2023", ["29 February 2023 = 2023-02"]),
        ("on 29 February 2024", ["29 February 2024 = 2024-02-29"]),
        ("on 29 February", ["29 February = 2024-02-29"]),
        ("May 5-31", ["May 5-31 = 2025-05-05/2025-05-31 = 2025-05-05 to 2025-05-31"]),
        ("June 5-31", []),
        ("May 5-6, 2023", ["May 5-6, 2023 = 2023-05-05/2023-05-06 = 2023-05-05 to 2023-05-06"]),
        ("5-6 May 2023", ["5-6 May 2023 = 2023-05-05/2023-05-06 = 2023-05-05 to 2023-05-06"]),
        ("December 3 last year", ["December 3 last year = 2023-12-03"]),
        ("December last year", ["December last year = 2023-12 = 2023-12-01 to 2023-12-31"]),
        ("December next year", ["December next year = 2025-12 = 2025-12-01 to 2025-12-31"]),
        ("December this year", ["December this year = 2024-12 = 2024-12-01 to 2024-12-31"]),
        ("3 December last year", ["3 December last year = 2023-12-03"]),
        ("last December", ["last December = 2023-12 = 2023-12-01 to 2023-12-31"]),
        ("next December", ["next December = 2025-12 = 2025-12-01 to 2025-12-31"]),
        ("this December", ["this December = 2024-12 = 2024-12-01 to 2024-12-31"]),
        ("last November", ["last November = 2024-11 = 2024-11-01 to 2024-11-30"]),
        ("next January", ["next January = 2025-01 = 2025-01-01 to 2025-01-31"]),
        ("next November", ["next November = 2025-11 = 2025-11-01 to 2025-11-30"]),
        ("last January", ["last January = 2024-01 = 2024-01-01 to 2024-01-31"]),
        ("this January", ["this January = 2024-01 = 2024-01-01 to 2024-01-31"]),
        ("this past June", ["this past June = 2024-06 = 2024-06-01 to 2024-06-30"]),
        ("the last June", ["the last June = 2024-06 = 2024-06-01 to 2024-06-30"]),
        ("in January", ["January = 2025-01 = 2025-01-01 to 2025-01-31"]),
        ("in early January", ["early January = 2025-01 = 2025-01-01 to 2025-01-10"]),
        ("they will meet in November", ["November = 2025-11 = 2025-11-01 to 2025-11-30"]),
        ("they met in January", ["January = 2024-01 = 2024-01-01 to 2024-01-31"]),
        ("on January 7", ["January 7 = 2025-01-07"]),
        ("on January 8", ["January 8 = 2025-01-08"]),
        ("on Sunday, December 8", ["Sunday, December 8 = 2024-12-08"]),
        ("on Saturday, December 7", ["Saturday, December 7 = 2024-12-07"]),
        ("every January", ["every January = XXXX-01"]),
        ("by May", ["May = 2024-05 = 2024-05-01 to 2024-05-31"]),
        ("from May", ["May = 2024-05 = 2024-05-01 to 2024-05-31"]),
        ("of May", ["May = 2024-05 = 2024-05-01 to 2024-05-31"]),
        ("in Jan.", ["Jan. = 2025-01 = 2025-01-01 to 2025-01-31"]),
        ("Jan. 5", ["Jan. 5 = 2025-01-05"]),
        ("Sat, Nov 30, 2024", ["Sat, Nov 30, 2024 = 2024-11-30"]),
    ],
)
def test_days_and_months_mean_these_days(words: str, found: list[str]) -> None:
    assert read(words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("at 12 a.m.", ["12 a.m. = 2024-12-03T00:00 = 2024-12-03"]),
        ("at 12 p.m.", ["12 p.m. = 2024-12-03T12:00 = 2024-12-03"]),
        ("at 1 p.m.", ["1 p.m. = 2024-12-03T13:00 = 2024-12-03"]),
        ("at 12:30 a.m.", ["12:30 a.m. = 2024-12-03T00:30 = 2024-12-03"]),
        ("at 13 p.m.", []),
        ("at 23:59", ["23:59 = 2024-12-03T23:59 = 2024-12-03"]),
        ("at 24:00", ["24:00 = 2024-12-03T24:00 = 2024-12-03"]),
        ("at 25:00", []),
        ("at noon", ["noon = 2024-12-03T12:00 = 2024-12-03"]),
        ("at midnight", ["midnight = 2024-12-03T24:00 = 2024-12-03"]),
        ("9 a.m. EST", ["9 a.m. EST = 2024-12-03T09:00 = 2024-12-03"]),
        ("on Monday at noon", ["Monday at noon = 2024-12-02T12:00 = 2024-12-02"]),
        ("noon on Monday", ["noon on Monday = 2024-12-02T12:00 = 2024-12-02"]),
        ("Monday at 9:30 a.m.", ["Monday at 9:30 a.m. = 2024-12-02T09:30 = 2024-12-02"]),
        ("last Monday at 9:30 a.m.", ["last Monday at 9:30 a.m. = 2024-12-02T09:30 = 2024-12-02"]),
    ],
)
def test_hours_mean_these_days(words: str, found: list[str]) -> None:
    assert read(words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("this Tuesday", ["this Tuesday = 2024-12-03"]),
        ("this Monday", ["this Monday = 2024-12-02"]),
        ("this Sunday", ["this Sunday = 2024-12-08"]),
        ("this coming Monday", ["this coming Monday = 2024-12-09"]),
        ("this past Monday", ["this past Monday = 2024-12-02"]),
        ("next Monday", ["next Monday = 2024-12-09"]),
        ("last Monday", ["last Monday = 2024-12-02"]),
        ("Tuesday morning", ["Tuesday morning = 2024-12-03TMO = 2024-12-03"]),
        ("early Tuesday", ["early Tuesday = 2024-12-03"]),
        ("earlier on Tuesday", ["Tuesday = 2024-12-03"]),
        ("Tuesday nights", ["Tuesday nights = XXXX-WXX-2TNI"]),
        ("every Tuesday morning", ["every Tuesday morning = XXXX-WXX-2TMO"]),
        ("today, Tuesday", ["today, Tuesday = 2024-12-03"]),
        ("yesterday morning", ["yesterday morning = 2024-12-02TMO = 2024-12-02"]),
        ("yesterday's attack", ["yesterday = 2024-12-02"]),
        ("tonight", ["tonight = 2024-12-03TNI = 2024-12-03"]),
        ("overnight", ["overnight = 2024-12-02TNI = 2024-12-02"]),
        ("late yesterday", ["late yesterday = 2024-12-02"]),
        ("earlier today", ["earlier today = 2024-12-03"]),
        ("this morning", ["this morning = 2024-12-03TMO = 2024-12-03"]),
        ("this evening", ["this evening = 2024-12-03TEV = 2024-12-03"]),
        ("earlier this morning", ["earlier this morning = 2024-12-03TMO = 2024-12-03"]),
        ("next weekend", ["next weekend = 2024-W50-WE = 2024-12-14 to 2024-12-15"]),
        ("last weekend", ["last weekend = 2024-W48-WE = 2024-11-30 to 2024-12-01"]),
        ("this weekend", ["this weekend = 2024-W49-WE = 2024-12-07 to 2024-12-08"]),
        ("they will meet at the weekend", ["the weekend = 2024-W49-WE = 2024-12-07 to 2024-12-08"]),
    ],
)
def test_weekdays_and_days_beside_today_mean_these_days(words: str, found: list[str]) -> None:
    assert read(words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("this week", ["this week = 2024-W49 = 2024-12-02 to 2024-12-08"]),
        ("next week", ["next week = 2024-W50 = 2024-12-09 to 2024-12-15"]),
        ("this month", ["this month = 2024-12 = 2024-12-01 to 2024-12-31"]),
        ("last month", ["last month = 2024-11 = 2024-11-01 to 2024-11-30"]),
        ("next month", ["next month = 2025-01 = 2025-01-01 to 2025-01-31"]),
        ("last year", ["last year = 2023 = 2023-01-01 to 2023-12-31"]),
        ("last decade", ["last decade = 201 = 2010-01-01 to 2019-12-31"]),
        ("next decade", ["next decade = 203 = 2030-01-01 to 2039-12-31"]),
        ("last century", ["last century = 19 = 1900-01-01 to 1999-12-31"]),
        ("this century", ["this century = 20 = 2000-01-01 to 2099-12-31"]),
        ("the past year", ["the past year = P1Y = 2023-12-03 to 2024-12-03"]),
        ("the past month", ["the past month = P1M = 2024-11-03 to 2024-12-03"]),
        ("the past week", ["the past week = P1W = 2024-11-27 to 2024-12-03"]),
        ("the last 24 hours", ["the last 24 hours = PT24H = 2024-12-02 to 2024-12-03"]),
        ("the last 25 hours", ["the last 25 hours = PT25H = 2024-12-01 to 2024-12-03"]),
        ("the past 48 hours", ["the past 48 hours = PT48H = 2024-12-01 to 2024-12-03"]),
        ("the next 24 hours", ["the next 24 hours = PT24H = 2024-12-03 to 2024-12-04"]),
        ("the next 25 hours", ["the next 25 hours = PT25H = 2024-12-03 to 2024-12-05"]),
        ("the next 48 hours", ["the next 48 hours = PT48H = 2024-12-03 to 2024-12-05"]),
        ("the past 30 minutes", ["the past 30 minutes = PT30M"]),
        ("the past two days", ["the past two days = P2D = 2024-12-02 to 2024-12-03"]),
        ("the next two days", ["the next two days = P2D = 2024-12-03 to 2024-12-04"]),
        ("the past two weeks", ["the past two weeks = P2W = 2024-11-20 to 2024-12-03"]),
        ("the next three months", ["the next three months = P3M = 2024-12-03 to 2025-03-03"]),
        ("the past two years", ["the past two years = P2Y = 2022-12-03 to 2024-12-03"]),
        ("the past few years", ["the past few years = PXY"]),
        ("the last several months", ["the last several months = PXM"]),
        ("the past two decades", ["the past two decades = P20Y = 2004-12-03 to 2024-12-03"]),
        ("the next two centuries", ["the next two centuries = P200Y = 2024-12-03 to 2224-12-03"]),
        ("the past ten years", ["the past ten years = P10Y = 2014-12-03 to 2024-12-03"]),
    ],
)
def test_units_told_from_the_day_of_publication_mean_these_days(words: str, found: list[str]) -> None:
    assert read(words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("two years ago", ["two years ago = 2022 = 2022-01-01 to 2022-12-31"]),
        ("one year ago", ["one year ago = 2023 = 2023-01-01 to 2023-12-31"]),
        ("a year ago", ["a year ago = 2023 = 2023-01-01 to 2023-12-31"]),
        ("a year earlier", ["a year earlier = 2023 = 2023-01-01 to 2023-12-31"]),
        ("a month ago", ["a month ago = 2024-11 = 2024-11-01 to 2024-11-30"]),
        ("a week ago", ["a week ago = 2024-W48 = 2024-11-25 to 2024-12-01"]),
        ("a day ago", ["a day ago = 2024-12-02"]),
        ("an hour ago", ["an hour ago = PT1H"]),
        ("two hours ago", ["two hours ago = PT2H"]),
        ("a few days ago", ["a few days ago = PAST_REF"]),
        ("a few hours ago", ["a few hours ago = PTXH"]),
        ("two decades ago", ["two decades ago = 2004 = 2004-01-01 to 2004-12-31"]),
        ("two centuries ago", ["two centuries ago = 18 = 1800-01-01 to 1899-12-31"]),
        ("a couple of weeks ago", ["a couple of weeks ago = 2024-W47 = 2024-11-18 to 2024-11-24"]),
        ("about three weeks ago", ["about three weeks ago = 2024-W46 = 2024-11-11 to 2024-11-17"]),
        ("since the start of the year", ["the start of the year = 2024 = 2024-01-01 to 2024-12-03"]),
        ("since the start of the day", ["the start of the day = 2024-12-03"]),
        ("the beginning of the month", ["the beginning of the month = 2024-12 = 2024-12-01 to 2024-12-10"]),
        ("the end of the week", ["the end of the week = 2024-W49 = 2024-12-06 to 2024-12-08"]),
        ("the end of the day", ["the end of the day = 2024-12-03"]),
    ],
)
def test_times_ago_mean_these_days(words: str, found: list[str]) -> None:
    assert read(words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("three hours", ["three hours = PT3H"]),
        ("2.5 years", ["2.5 years = P2Y6M"]),
        ("3.5 hours", ["3.5 hours = PT3H30M"]),
        ("ten thousand years", ["ten thousand years = P10000Y"]),
        ("two hundred years", ["two hundred years = P200Y"]),
        ("twenty-four hours", ["twenty-four hours = PT24H"]),
        ("twenty four days", ["twenty four days = P24D"]),
        ("four decades", ["four decades = P40Y"]),
        ("two centuries", ["two centuries = P200Y"]),
        ("one hundred days", ["one hundred days = P100D"]),
        ("a few months", ["a few months = PXM"]),
        ("the 10-day truce", ["the 10-day = P10D"]),
        ("a 6-year-old boy", []),
        ("a six-year war", ["a six-year = P6Y"]),
        ("per day", ["per day = P1D"]),
        ("per year", ["per year = P1Y"]),
        ("every week", ["every week = P1W"]),
        ("each month", ["each month = P1M"]),
        ("daily", ["daily = P1D"]),
        ("weekly", ["weekly = P1W"]),
        ("monthly", ["monthly = P1M"]),
        ("nightly", ["nightly = P1D"]),
        ("hourly", ["hourly = PT1H"]),
        ("1,000 years", ["1,000 years = P1000Y"]),
        ("12,000 years", ["12,000 years = P12000Y"]),
    ],
)
def test_lengths_and_what_comes_again_have_these_values(words: str, found: list[str]) -> None:
    assert read(words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("between 2011 and 2014", ["between 2011 and 2014 = 2011/2014 = 2011-01-01 to 2014-12-31"]),
        ("from 2011 to 2014", ["from 2011 to 2014 = 2011/2014 = 2011-01-01 to 2014-12-31"]),
        ("from 2011 until 2014", ["from 2011 until 2014 = 2011/2014 = 2011-01-01 to 2014-12-31"]),
        ("from 2011 through 2014", ["from 2011 through 2014 = 2011/2014 = 2011-01-01 to 2014-12-31"]),
        ("between 2014 and 2011", ["2014 = 2014 = 2014-01-01 to 2014-12-31", "2011 = 2011 = 2011-01-01 to 2011-12-31"]),
        ("from May to June", ["from May to June = 2024-05/2024-06 = 2024-05-01 to 2024-06-30"]),
        ("2011 - 2014", ["2011 = 2011 = 2011-01-01 to 2011-12-31", "2014 = 2014 = 2014-01-01 to 2014-12-31"]),
        (
            "between last week and yesterday",
            ["between last week and yesterday = 2024-W48/2024-12-02 = 2024-11-25 to 2024-12-02"],
        ),
        ("from three days to two weeks", ["three days = P3D", "two weeks = P2W"]),
    ],
)
def test_ranges_mean_these_days(words: str, found: list[str]) -> None:
    assert read(words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("that week", ["that week = XXXX-WXX"]),
        ("that year", ["that year = XXXX"]),
        ("the same day", ["the same day = XXXX-XX-XX"]),
        ("that same month", ["that same month = XXXX-XX"]),
        ("the following week", ["the following week = XXXX-WXX"]),
        ("the previous year", ["the previous year = XXXX"]),
    ],
)
def test_times_that_refer_to_one_that_is_not_named_stay_open(words: str, found: list[str]) -> None:
    assert read(words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("في التسعينيات", ["التسعينيات = 199 = 1990-01-01 to 1999-12-31"]),
        ("القرن العشرين", ["القرن العشرين = 19 = 1900-01-01 to 1999-12-31"]),
        ("القرن التاسع عشر", ["القرن التاسع عشر = 18 = 1800-01-01 to 1899-12-31"]),
        ("الصيف المقبل", ["الصيف المقبل = 2025-SU = 2025-06-01 to 2025-08-31"]),
        ("خريف 2019", ["خريف 2019 = 2019-FA = 2019-09-01 to 2019-11-30"]),
        ("شتاء 2020", ["شتاء 2020 = 2020-WI = 2020-12-01 to 2021-02-28"]),
        ("ربيع 2011", ["ربيع 2011 = 2011-SP = 2011-03-01 to 2011-05-31"]),
        ("مطلع عام 2015", ["مطلع عام 2015 = 2015 = 2015-01-01 to 2015-03-31"]),
        ("منتصف عام 2015", ["منتصف عام 2015 = 2015 = 2015-05-01 to 2015-08-31"]),
        ("أواخر عام 2015", ["أواخر عام 2015 = 2015 = 2015-09-01 to 2015-12-31"]),
        ("نهاية عام 2015", ["نهاية عام 2015 = 2015 = 2015-10-01 to 2015-12-31"]),
        ("بداية 2015", ["بداية 2015 = 2015 = 2015-01-01 to 2015-03-31"]),
        ("نهاية الشهر", ["نهاية الشهر = 2024-12 = 2024-12-21 to 2024-12-31"]),
        ("منتصف الأسبوع", ["منتصف الأسبوع = 2024-W49 = 2024-12-04 to 2024-12-05"]),
        ("قبل عامين", ["قبل عامين = 2022 = 2022-01-01 to 2022-12-31"]),
        ("قبل عام", ["قبل عام = 2023 = 2023-01-01 to 2023-12-31"]),
        ("قبل شهرين", ["قبل شهرين = 2024-10 = 2024-10-01 to 2024-10-31"]),
        ("قبل شهر", ["قبل شهر = 2024-11 = 2024-11-01 to 2024-11-30"]),
        ("قبل سنتين", ["قبل سنتين = 2022 = 2022-01-01 to 2022-12-31"]),
        ("قبل أسبوع", ["قبل أسبوع = 2024-W48 = 2024-11-25 to 2024-12-01"]),
        ("قبل أسبوعين", ["قبل أسبوعين = 2024-W47 = 2024-11-18 to 2024-11-24"]),
        ("قبل ساعتين", ["قبل ساعتين = PT2H"]),
        ("قبل ساعات", ["قبل ساعات = PTXH"]),
        ("قبل عشرة أيام", ["قبل عشرة أيام = 2024-11-23"]),
        ("قبل 20 عاما", ["قبل 20 عاما = 2004 = 2004-01-01 to 2004-12-31"]),
        ("قبل عشرين عاما", ["قبل عشرين عاما = 2004 = 2004-01-01 to 2004-12-31"]),
        ("قبل خمسة وعشرين عاما", ["قبل خمسة وعشرين عاما = 1999 = 1999-01-01 to 1999-12-31"]),
        ("منذ بداية الشهر", ["بداية الشهر = 2024-12 = 2024-12-01 to 2024-12-03"]),
        ("منذ مطلع العام", ["مطلع العام = 2024 = 2024-01-01 to 2024-12-03"]),
        ("منذ مطلع العام الحالي", ["مطلع العام الحالي = 2024 = 2024-01-01 to 2024-12-03"]),
        ("خلال اليومين الماضيين", ["اليومين الماضيين = P2D = 2024-12-02 to 2024-12-03"]),
        ("خلال الأيام الماضية", ["الأيام الماضية = PXD"]),
        ("خلال الأسابيع المقبلة", ["الأسابيع المقبلة = PXW"]),
        ("خلال السنوات الخمس الماضية", ["السنوات الخمس الماضية = P5Y = 2019-12-03 to 2024-12-03"]),
        ("ثلاث سنوات", ["ثلاث سنوات = P3Y"]),
        ("خمسة أشهر", ["خمسة أشهر = P5M"]),
        ("عدة أشهر", ["عدة أشهر = PXM"]),
        ("شهرين", ["شهرين = P2M"]),
        ("كل يوم", ["كل يوم = P1D"]),
        ("كل عام", ["كل عام = P1Y"]),
        ("يوميا", ["يوميا = P1D"]),
        ("أسبوعيا", ["أسبوعيا = P1W"]),
        ("أمس الأول", ["أمس الأول = 2024-12-01"]),
        ("أول أمس", ["أول أمس = 2024-12-01"]),
        ("مساء أمس", ["مساء أمس = 2024-12-02TEV = 2024-12-02"]),
        ("صباح اليوم", ["صباح اليوم = 2024-12-03TMO = 2024-12-03"]),
        ("ليل أمس", ["ليل أمس = 2024-12-02TNI = 2024-12-02"]),
        ("فجر اليوم", ["فجر اليوم = 2024-12-03TMO = 2024-12-03"]),
        ("يوم السبت", ["يوم السبت = 2024-11-30"]),
        ("السبت", ["السبت = 2024-11-30"]),
        ("السبت الماضي", ["السبت الماضي = 2024-11-30"]),
        ("السبت المقبل", ["السبت المقبل = 2024-12-07"]),
        ("الأحد", ["الأحد = 2024-12-01"]),
        ("الاثنين", ["الاثنين = 2024-12-02"]),
        ("الثلاثاء", ["الثلاثاء = 2024-12-03"]),
        ("الأربعاء", ["الأربعاء = 2024-11-27"]),
        ("الخميس", ["الخميس = 2024-11-28"]),
        ("الجمعة", ["الجمعة = 2024-11-29"]),
        ("اليوم الأحد", ["اليوم الأحد = 2024-12-01"]),
        ("هذا العام", ["هذا العام = 2024 = 2024-01-01 to 2024-12-31"]),
        ("هذا الأسبوع", ["هذا الأسبوع = 2024-W49 = 2024-12-02 to 2024-12-08"]),
        ("العام الجاري", ["العام الجاري = 2024 = 2024-01-01 to 2024-12-31"]),
        ("الشهر الجاري", ["الشهر الجاري = 2024-12 = 2024-12-01 to 2024-12-31"]),
        ("العام المقبل", ["العام المقبل = 2025 = 2025-01-01 to 2025-12-31"]),
        ("السنة الماضية", ["السنة الماضية = 2023 = 2023-01-01 to 2023-12-31"]),
        ("الثاني من كانون الثاني", ["الثاني من كانون الثاني = 2025-01-02"]),
        ("الحادي عشر من أيلول", ["الحادي عشر من أيلول = 2024-09-11"]),
        ("في العاشر من نيسان 2003", ["العاشر من نيسان 2003 = 2003-04-10"]),
        ("في أيار", ["أيار = 2024-05 = 2024-05-01 to 2024-05-31"]),
        ("في أيار 2023", ["أيار 2023 = 2023-05 = 2023-05-01 to 2023-05-31"]),
        ("في تموز الماضي", ["تموز الماضي = 2024-07 = 2024-07-01 to 2024-07-31"]),
        ("في آب 2023", ["آب 2023 = 2023-08 = 2023-08-01 to 2023-08-31"]),
        ("مطلع آذار", ["مطلع آذار = 2024-03 = 2024-03-01 to 2024-03-10"]),
        ("من 2011 إلى 2014", ["من 2011 إلى 2014 = 2011/2014 = 2011-01-01 to 2014-12-31"]),
        ("بين 2011 و2014", ["بين 2011 و2014 = 2011/2014 = 2011-01-01 to 2014-12-31"]),
        ("الآن", ["الآن = PRESENT_REF"]),
        ("مؤخرا", ["مؤخرا = PAST_REF"]),
    ],
)
def test_arabic_times_mean_these_days(words: str, found: list[str]) -> None:
    assert read(words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (
            "Hama fell on December 5, 2024. The following week, the same month and the previous year were calm.",
            [
                "December 5, 2024 = 2024-12-05",
                "The following week = 2024-W50 = 2024-12-09 to 2024-12-15",
                "the same month = 2024-12 = 2024-12-01 to 2024-12-31",
                "the previous year = 2023 = 2023-01-01 to 2023-12-31",
            ],
        ),
        (
            "Profit rose in the third quarter of 2023. A year earlier it fell. In the latest quarter, in the quarter.",
            [
                "the third quarter of 2023 = 2023-Q3 = 2023-07-01 to 2023-09-30",
                "A year earlier = 2022-Q3 = 2022-07-01 to 2022-09-30",
                "the latest quarter = 2023-Q3 = 2023-07-01 to 2023-09-30",
                "the quarter = 2023-Q3 = 2023-07-01 to 2023-09-30",
            ],
        ),
        (
            "Since 2011, that day and that month and that year and that week.",
            [
                "2011 = 2011 = 2011-01-01 to 2011-12-31",
                "that day = XXXX-XX-XX",
                "that month = XXXX-XX",
                "that year = 2011 = 2011-01-01 to 2011-12-31",
                "that week = XXXX-WXX",
            ],
        ),
        (
            "In May 2023, that day, that week, that month and that quarter.",
            [
                "May 2023 = 2023-05 = 2023-05-01 to 2023-05-31",
                "that day = XXXX-XX-XX",
                "that week = XXXX-WXX",
                "that month = 2023-05 = 2023-05-01 to 2023-05-31",
                "that quarter = 2023-Q2 = 2023-04-01 to 2023-06-30",
            ],
        ),
        (
            "In the third quarter of 2023, that quarter, that month.",
            [
                "the third quarter of 2023 = 2023-Q3 = 2023-07-01 to 2023-09-30",
                "that quarter = 2023-Q3 = 2023-07-01 to 2023-09-30",
                "that month = XXXX-XX",
            ],
        ),
        (
            "In March 2023 and the following month. In 2022, the following year.",
            [
                "March 2023 = 2023-03 = 2023-03-01 to 2023-03-31",
                "the following month = 2023-04 = 2023-04-01 to 2023-04-30",
                "2022 = 2022 = 2022-01-01 to 2022-12-31",
                "the following year = 2023 = 2023-01-01 to 2023-12-31",
            ],
        ),
        (
            "On Friday, the following day. The previous Tuesday. The following Tuesday.",
            [
                "Friday = 2024-11-29",
                "the following day = 2024-11-30",
                "The previous Tuesday = 2024-11-26",
                "The following Tuesday = 2024-12-03",
            ],
        ),
        (
            "In 2011, for three months, that year.",
            [
                "2011 = 2011 = 2011-01-01 to 2011-12-31",
                "three months = P3M",
                "that year = 2011 = 2011-01-01 to 2011-12-31",
            ],
        ),
    ],
)
def test_times_refer_to_the_one_named_last_if_it_is_no_longer_than_they_are(words: str, found: list[str]) -> None:
    assert read(words) == found


@pytest.mark.parametrize(
    ("words", "first", "step"),
    [
        (
            "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen",
            2,
            1,
        ),
        ("eighteen nineteen", 18, 1),
        ("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10),
    ],
)
def test_numbers_in_words_count_units(words: str, first: int, step: int) -> None:
    found = [read(f"for {word} days") for word in words.split()]
    assert found == [[f"{word} days = P{first + step * n}D"] for n, word in enumerate(words.split())]


@pytest.mark.parametrize(
    ("words", "first", "step"),
    [
        ("ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة", 3, 1),
        ("ثلاث أربع خمس ست سبع ثماني تسع عشر", 3, 1),
        ("عشرين ثلاثين أربعين خمسين ستين", 20, 10),
    ],
)
def test_arabic_numbers_in_words_count_units(words: str, first: int, step: int) -> None:
    found = [read(f"{word} أيام") for word in words.split()]
    assert found == [[f"{word} أيام = P{first + step * n}D"] for n, word in enumerate(words.split())]


def test_ordinals_in_words_number_the_centuries() -> None:
    words = (
        "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
    )
    found = [read(f"the {word} century")[0].split(" = ")[1] for word in words.split()]
    assert found == [f"{number:02}" for number in range(9, 20)]


def test_arabic_ordinals_number_the_days_of_a_month() -> None:
    words = "الأول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر"
    found = [read(f"{word} من حزيران 2023")[0][-2:] for word in words.split()]
    found += [read(f"{word} عشر من حزيران 2023")[0][-2:] for word in words.split()[:9] if word != "الأول"]
    assert found == [f"{day:02}" for day in (*range(1, 11), *range(12, 20))]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("twenties thirties forties fifties sixties seventies eighties nineties", "2"),
        ("الخمسينيات الستينيات السبعينيات الثمانينيات التسعينيات", "5"),
    ],
)
def test_decades_in_words_are_those_of_the_twentieth_century(words: str, first: str) -> None:
    found = [read(f"in the {word}")[0].split(" = ")[1] for word in words.split()]
    assert found == [f"19{int(first) + n}" for n in range(len(words.split()))]


def test_months_and_weekdays_in_arabic_are_those_of_the_calendar() -> None:
    months = "كانون الثاني,شباط,آذار,نيسان,أيار,حزيران,تموز,آب,أيلول,تشرين الأول,تشرين الثاني,كانون الأول"
    egyptian = "يناير,فبراير,مارس,أبريل,مايو,يونيو,يوليو,أغسطس,سبتمبر,أكتوبر,نوفمبر,ديسمبر"
    for names in (months, egyptian):
        found = [read(f"3 {name} 2023")[0][-5:] for name in names.split(",")]
        assert found == [f"{month:02}-03" for month in range(1, 13)]
