"""Which words are expressions of time, and which days they mean, for a given day of publication."""

from datetime import date

import pytest

from syria_iraq_archive.records import DateMention, Role
from tests.annotate.times.readings import times


def row(found: DateMention) -> tuple[str, str | None, str | None, str | None]:
    return found.surface, found.earliest, found.latest, found.timex


@pytest.mark.parametrize(
    ("sentence", "surface", "earliest", "latest", "timex"),
    [
        # printed dates
        ("on November 30, 2024, when", "November 30, 2024", "2024-11-30", "2024-11-30", "2024-11-30"),
        ("Friday, 27 December 2024", "Friday, 27 December 2024", "2024-12-27", "2024-12-27", "2024-12-27"),
        ("the 2024-11-27 attack", "2024-11-27", "2024-11-27", "2024-11-27", "2024-11-27"),
        ("on 25/12/2024", "25/12/2024", "2024-12-25", "2024-12-25", "2024-12-25"),
        ("in June 2014", "June 2014", "2014-06-01", "2014-06-30", "2014-06"),
        ("since 2011", "2011", "2011-01-01", "2011-12-31", "2011"),
        ("the summer of 2015", "the summer of 2015", "2015-06-01", "2015-08-31", "2015-SU"),
        ("the third quarter of 2023", "the third quarter of 2023", "2023-07-01", "2023-09-30", "2023-Q3"),
        ("in the 1990s", "the 1990s", "1990-01-01", "1999-12-31", "199"),
        ("the 20th century", "the 20th century", "1900-01-01", "1999-12-31", "19"),
        ("mid-2014", "mid-2014", "2014-05-01", "2014-08-31", "2014"),
        ("the end of 2024", "the end of 2024", "2024-10-01", "2024-12-31", "2024"),
        ("early March 2011", "early March 2011", "2011-03-01", "2011-03-10", "2011-03"),
        # without a year
        ("on 26 December", "26 December", "2024-12-26", "2024-12-26", "2024-12-26"),
        ("the October 7 attack", "October 7", "2024-10-07", "2024-10-07", "2024-10-07"),
        ("in late November", "late November", "2024-11-21", "2024-11-30", "2024-11"),
        ("it fell in December last year", "December last year", "2023-12-01", "2023-12-31", "2023-12"),
        ("killed last October", "last October", "2024-10-01", "2024-10-31", "2024-10"),
        ("the talks will begin in February", "February", "2025-02-01", "2025-02-28", "2025-02"),
        ("the talks began in February", "February", "2024-02-01", "2024-02-29", "2024-02"),
        ("Sunday, March 3", "Sunday, March 3", "2024-03-03", "2024-03-03", "2024-03-03"),
        # weekdays, by tense
        ("he said on Tuesday", "Tuesday", "2024-12-03", "2024-12-03", "2024-12-03"),
        ("he said on Wednesday", "Wednesday", "2024-11-27", "2024-11-27", "2024-11-27"),
        ("they will meet on Wednesday", "Wednesday", "2024-12-04", "2024-12-04", "2024-12-04"),
        ("last Tuesday", "last Tuesday", "2024-11-26", "2024-11-26", "2024-11-26"),
        ("next Tuesday", "next Tuesday", "2024-12-10", "2024-12-10", "2024-12-10"),
        ("seized on Friday night", "Friday night", "2024-11-29", "2024-11-29", "2024-11-29TNI"),
        ("at 6 a.m. on Sunday", "6 a.m. on Sunday", "2024-12-01", "2024-12-01", "2024-12-01T06:00"),
        ("the weekend", "the weekend", "2024-11-30", "2024-12-01", "2024-W48-WE"),
        # told from the day of publication
        ("yesterday", "yesterday", "2024-12-02", "2024-12-02", "2024-12-02"),
        ("today", "today", "2024-12-03", "2024-12-03", "2024-12-03"),
        ("tomorrow morning", "tomorrow morning", "2024-12-04", "2024-12-04", "2024-12-04TMO"),
        ("last week", "last week", "2024-11-25", "2024-12-01", "2024-W48"),
        ("earlier this year", "earlier this year", "2024-01-01", "2024-12-31", "2024"),
        ("next year", "next year", "2025-01-01", "2025-12-31", "2025"),
        ("two days ago", "two days ago", "2024-12-01", "2024-12-01", "2024-12-01"),
        ("two weeks ago", "two weeks ago", "2024-11-18", "2024-11-24", "2024-W47"),
        ("a decade ago", "a decade ago", "2014-01-01", "2014-12-31", "2014"),
        ("over the past three months", "the past three months", "2024-09-03", "2024-12-03", "P3M"),
        ("the next two weeks", "the next two weeks", "2024-12-03", "2024-12-16", "P2W"),
        ("the last 24 hours", "the last 24 hours", "2024-12-02", "2024-12-03", "PT24H"),
        ("since the beginning of the month", "the beginning of the month", "2024-12-01", "2024-12-03", "2024-12"),
        # ranges
        ("between 2014 and 2017", "between 2014 and 2017", "2014-01-01", "2017-12-31", "2014/2017"),
        ("in 2011-2014", "2011-2014", "2011-01-01", "2014-12-31", "2011/2014"),
        ("November 27-30", "November 27-30", "2024-11-27", "2024-11-30", "2024-11-27/2024-11-30"),
        # what fixes no day
        ("in recent months", "recent months", None, None, "PAST_REF"),
        ("he is now in Hama", "now", None, None, "PRESENT_REF"),
        ("in the future", "the future", None, None, "FUTURE_REF"),
        ("on 03/12/2024", "03/12/2024", None, None, "2024-XX-XX"),
        ("31 February 2024", "31 February 2024", None, None, "2024-02"),
    ],
)
def test_english_expressions_mean_these_days(
    sentence: str, surface: str, earliest: str | None, latest: str | None, timex: str
) -> None:
    assert [row(found) for found in times(sentence)] == [(surface, earliest, latest, timex)]


@pytest.mark.parametrize(
    ("sentence", "surface", "earliest", "latest", "timex"),
    [
        ("في 26 كانون الأول", "26 كانون الأول", "2024-12-26", "2024-12-26", "2024-12-26"),
        ("في ٣ ديسمبر ٢٠٢٤", "٣ ديسمبر ٢٠٢٤", "2024-12-03", "2024-12-03", "2024-12-03"),
        ("3 كانون الأول/ديسمبر 2024", "3 كانون الأول/ديسمبر 2024", "2024-12-03", "2024-12-03", "2024-12-03"),
        ("في السابع من تشرين الأول", "السابع من تشرين الأول", "2024-10-07", "2024-10-07", "2024-10-07"),
        ("أواخر تشرين الثاني", "أواخر تشرين الثاني", "2024-11-21", "2024-11-30", "2024-11"),
        ("في مارس الماضي", "مارس الماضي", "2024-03-01", "2024-03-31", "2024-03"),
        ("منذ عام 2011", "عام 2011", "2011-01-01", "2011-12-31", "2011"),
        ("وقال أمس إنه", "أمس", "2024-12-02", "2024-12-02", "2024-12-02"),
        ("واليوم", "اليوم", "2024-12-03", "2024-12-03", "2024-12-03"),
        ("غدا", "غدا", "2024-12-04", "2024-12-04", "2024-12-04"),
        ("الأسبوع الماضي", "الأسبوع الماضي", "2024-11-25", "2024-12-01", "2024-W48"),
        ("الشهر المقبل", "الشهر المقبل", "2025-01-01", "2025-01-31", "2025-01"),
        ("قال يوم الأحد", "يوم الأحد", "2024-12-01", "2024-12-01", "2024-12-01"),
        ("مساء الأربعاء", "مساء الأربعاء", "2024-11-27", "2024-11-27", "2024-11-27TEV"),
        ("يوم الجمعة المقبل", "يوم الجمعة المقبل", "2024-12-06", "2024-12-06", "2024-12-06"),
        ("قبل يومين", "قبل يومين", "2024-12-01", "2024-12-01", "2024-12-01"),
        ("قبل ثلاثة أيام", "قبل ثلاثة أيام", "2024-11-30", "2024-11-30", "2024-11-30"),
        ("الأشهر الثلاثة الماضية", "الأشهر الثلاثة الماضية", "2024-09-03", "2024-12-03", "P3M"),
        ("صيف 2015", "صيف 2015", "2015-06-01", "2015-08-31", "2015-SU"),
        ("بين عامي 2014 و2017", "بين عامي 2014 و2017", "2014-01-01", "2017-12-31", "2014/2017"),
    ],
)
def test_arabic_expressions_mean_these_days(
    sentence: str, surface: str, earliest: str, latest: str, timex: str
) -> None:
    assert [row(found) for found in times(sentence, language="ar")] == [(surface, earliest, latest, timex)]


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("They may march to Jan Kavan’s house in the fall of Hama", "en"),
        ("Theresa May met some 2000 soldiers and a 6-year-old boy", "en"),
        ("It cost $1990 and 2,024 lira, section 12.30", "en"),
        ("الأمين العام للأمم المتحدة قال إن الأب مارس ضغوطا", "ar"),
        ("le 3 mars, hier, lundi", "fr"),
    ],
)
def test_words_that_only_look_like_dates_are_not_found(sentence: str, language: str) -> None:
    assert times(sentence, language=language) == []


def test_a_range_of_publication_days_gives_a_range_of_days() -> None:
    found = times("he said on Friday and in December", (date(2024, 12, 2), date(2024, 12, 7)))
    assert [row(one)[1:] for one in found] == [
        ("2024-11-29", "2024-12-06", "XXXX-WXX-5"),
        ("2024-12-01", "2024-12-31", "2024-12"),
    ]


@pytest.mark.parametrize(
    ("sentence", "timex"),
    [
        ("on 26 December", "XXXX-12-26"),
        ("in December", "XXXX-12"),
        ("on Friday", "XXXX-WXX-5"),
        ("9 a.m. Tuesday", "XXXX-WXX-2T09:00"),
        ("last week", "XXXX-WXX"),
        ("yesterday", "XXXX-XX-XX"),
        ("this summer", "XXXX-SU"),
    ],
)
def test_without_a_publication_date_no_year_is_invented(sentence: str, timex: str) -> None:
    assert [row(found)[1:] for found in times(sentence, None)] == [(None, None, timex)]


def test_a_full_date_needs_no_publication_date() -> None:
    assert [found.earliest for found in times("on 26 December 2023", None)] == ["2023-12-26"]


def test_that_day_means_the_day_named_last() -> None:
    found = times("Hama fell on December 5, 2024. That same day, and the following day, they left.")
    assert [one.earliest for one in found] == ["2024-12-05", "2024-12-05", "2024-12-06"]


def test_that_day_means_no_day_if_none_was_named() -> None:
    assert [one.earliest for one in times("Since 2011, that day is a holiday.")] == ["2011-01-01", None]


@pytest.mark.parametrize("role", [Role.HEADLINE, Role.KICKER, Role.STANDFIRST, Role.CROSSHEAD, Role.CAPTION])
def test_these_blocks_are_searched(role: Role) -> None:
    assert times("on 1 May 2024", role=role)


@pytest.mark.parametrize("role", [Role.REPEAT, Role.CREDIT, Role.BYLINE, Role.PUBLISHED, Role.DATELINE, Role.CHROME])
def test_these_blocks_are_not_searched(role: Role) -> None:
    assert not times("on 1 May 2024", role=role)


def test_a_length_of_time_has_a_value_and_no_days() -> None:
    found = times("after 13 years of war, every year, for months")
    assert [(one.timex, one.earliest) for one in found] == [("P13Y", None), ("P1Y", None), ("PXM", None)]


@pytest.mark.parametrize("sentence", ["UN Resolution 1701 ended it.", "with 2014 fighters aboard", "القرار 1701"])
def test_a_number_that_counts_or_numbers_something_is_no_year(sentence: str) -> None:
    assert [one.timex for one in times(sentence, language=None)] == []


def test_a_weekday_on_which_something_will_be_done_lies_ahead() -> None:
    [sunday] = times("The talks will be held Sunday.")
    assert sunday.earliest == "2024-12-08"


def test_the_longest_word_between_two_years_makes_them_a_range() -> None:
    """No word that links two dates is longer than "through"; behind a longer one they are two."""
    assert [one.timex for one in times("from 2014 through 2017")] == ["2014/2017"]
    assert [one.timex for one in times("from 2014 throughout 2017")] == ["2014", "2017"]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ('He told "60 Minutes" that the crossing was shut.', []),
        ("A commander of the Six-Day War was buried.", []),
        ("He waited 60 minutes, and two Weeks more.", ["60 minutes", "two Weeks"]),
        ("THEY WERE GIVEN 48 HOURS TO LEAVE.", ["48 HOURS"]),
    ],
)
def test_a_length_in_capitals_is_a_name(sentence: str, found: list[str]) -> None:
    """In running text; in capitals throughout it is none."""
    assert [one.surface for one in times(sentence)] == found


def test_a_headline_may_write_lengths_in_capitals() -> None:
    assert [one.surface for one in times("Rebels Get 48 Hours to Leave Hama", role=Role.HEADLINE)] == ["48 Hours"]
