"""Each rule for expressions of time, with an example that has it and a near miss that doesn't.

What is read is written as "words = TIMEX3 value = days", without the days if the value says them or there are none.
The day of publication is Tuesday, 3 December 2024.
"""

from re import _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from syria_iraq_archive.annotate.times import expressions
from syria_iraq_archive.annotate.times.phrases import TimeRule
from syria_iraq_archive.annotate.times.time_words import CODE, pattern
from tests.annotate.times.readings import read
from tests.rules import Pair, RuleTable

RULES = RuleTable(expressions, "RULES", derived=lambda rules: {"SCANNER": expressions.joined_patterns(rules)})


PAIRS = {
    # parts of a month or year
    "part": Pair(
        "in the last week of November",
        ["the last week of November = 2024-W48 = 2024-11-24 to 2024-11-30"],
        "in the last week of fighting",
        ["the last week = 2024-W48 = 2024-11-25 to 2024-12-01"],
    ),
    "day-of-month": Pair(
        "on the 27th of last month",
        ["the 27th of last month = 2024-11-27"],
        "on the 27th of last week",
        ["last week = 2024-W48 = 2024-11-25 to 2024-12-01"],
    ),
    "some-day": Pair(
        "on that January day in 2011",
        ["that January day in 2011 = 2011-01-XX = 2011-01-01 to 2011-01-31"],
        "in the January days of 2011",
        ["January = 2025-01 = 2025-01-01 to 2025-01-31", "days = PXD", "2011 = 2011 = 2011-01-01 to 2011-12-31"],
    ),
    # years and what is counted by them
    "spoken-year": Pair(
        "in nineteen ninety-six", ["nineteen ninety-six = 1996 = 1996-01-01 to 1996-12-31"], "in nineteen villages", []
    ),
    "round-year": Pair(
        "since the year two thousand and ten",
        ["the year two thousand and ten = 2010 = 2010-01-01 to 2010-12-31"],
        "since the year of two thousand",
        [],
    ),
    "quarter": Pair(
        "last year's third quarter",
        ["last year's third quarter = 2023-Q3 = 2023-07-01 to 2023-09-30"],
        "last year's Latin quarter",
        ["last year = 2023 = 2023-01-01 to 2023-12-31"],
    ),
    "season-year": Pair(
        "the summer of 2015",
        ["the summer of 2015 = 2015-SU = 2015-06-01 to 2015-08-31"],
        "the summer and 2015",
        ["the summer = 2024-SU = 2024-06-01 to 2024-08-31", "2015 = 2015 = 2015-01-01 to 2015-12-31"],
    ),
    "season": Pair("last winter", ["last winter = 2023-WI = 2023-12-01 to 2024-02-29"], "Winter came", []),
    "season-of-year": Pair(
        "in the summer of last year",
        ["the summer of last year = 2023-SU = 2023-06-01 to 2023-08-31"],
        "in the summer and last year",
        ["the summer = 2024-SU = 2024-06-01 to 2024-08-31", "last year = 2023 = 2023-01-01 to 2023-12-31"],
    ),
    "season-after": Pair(
        "في الصيف الماضي", ["الصيف الماضي = 2024-SU = 2024-06-01 to 2024-08-31"], "في الصيف الطويل", []
    ),
    "decade": Pair(
        "in the 1990s",
        ["the 1990s = 199 = 1990-01-01 to 1999-12-31"],
        "in the 1990",
        ["1990 = 1990 = 1990-01-01 to 1990-12-31"],
    ),
    "century": Pair("the 20th century", ["the 20th century = 19 = 1900-01-01 to 1999-12-31"], "the 20th centurion", []),
    "year-end": Pair("by year-end", ["year-end = 2024 = 2024-10-01 to 2024-12-31"], "for year-round", []),
    "years-short": Pair(
        "in 1957-58",
        ["1957-58 = 1957/1958 = 1957-01-01 to 1958-12-31"],
        "in 1957 or 58",
        ["1957 = 1957 = 1957-01-01 to 1957-12-31"],
    ),
    "year": Pair("since 2011", ["2011 = 2011 = 2011-01-01 to 2011-12-31"], "since 2,011", []),
    # days and months
    "iso": Pair("the 2024-11-27 attack", ["2024-11-27 = 2024-11-27"], "the 2024-11 attack", []),
    "digits": Pair("on 25/12/2024", ["25/12/2024 = 2024-12-25"], "on 25/12 of it", []),
    "month-days": Pair(
        "November 27-30",
        ["November 27-30 = 2024-11-27/2024-11-30 = 2024-11-27 to 2024-11-30"],
        "November 27-28%",
        ["November 27 = 2024-11-27"],
    ),
    "days-month": Pair(
        "27-30 November",
        ["27-30 November = 2024-11-27/2024-11-30 = 2024-11-27 to 2024-11-30"],
        "27 past 30 November",
        ["30 November = 2024-11-30"],
    ),
    "day-month-after": Pair(
        "في 7 كانون الثاني الماضي",
        ["7 كانون الثاني الماضي = 2024-01-07"],
        "في 7 كانون الثاني",
        ["7 كانون الثاني = 2025-01-07"],
    ),
    "ordinal-month": Pair("في السابع من تشرين الأول", ["السابع من تشرين الأول = 2024-10-07"], "في السابع من تشرين", []),
    "month-day-year": Pair(
        "on November 30, 2024, when",
        ["November 30, 2024 = 2024-11-30"],
        "on November 30 and 2024",
        ["November 30 = 2024-11-30", "2024 = 2024 = 2024-01-01 to 2024-12-31"],
    ),
    "day-month-year": Pair(
        "on 30 November 2024",
        ["30 November 2024 = 2024-11-30"],
        "on 30 November or 2024",
        ["30 November = 2024-11-30", "2024 = 2024 = 2024-01-01 to 2024-12-31"],
    ),
    "month-relative-year": Pair(
        "it fell in December last year",
        ["December last year = 2023-12 = 2023-12-01 to 2023-12-31"],
        "it fell in December and last year",
        ["December = 2024-12 = 2024-12-01 to 2024-12-31", "last year = 2023 = 2023-01-01 to 2023-12-31"],
    ),
    "month-year": Pair(
        "in June 2014",
        ["June 2014 = 2014-06 = 2014-06-01 to 2014-06-30"],
        "in June and 2014",
        ["June = 2024-06 = 2024-06-01 to 2024-06-30", "2014 = 2014 = 2014-01-01 to 2014-12-31"],
    ),
    "month-day": Pair(
        "the October 7 attack",
        ["October 7 = 2024-10-07"],
        "the October 70 attack",
        ["October = 2024-10 = 2024-10-01 to 2024-10-31"],
    ),
    "day-month": Pair(
        "on 26 December",
        ["26 December = 2024-12-26"],
        "on 60 December",
        ["December = 2024-12 = 2024-12-01 to 2024-12-31"],
    ),
    "holiday": Pair("on Christmas Eve", ["Christmas Eve = 2024-12-24"], "on the eve of christmas", []),
    "each-month": Pair(
        "every December",
        ["every December = XXXX-12"],
        "some December",
        ["December = 2024-12 = 2024-12-01 to 2024-12-31"],
    ),
    "relative-month": Pair(
        "killed last October",
        ["last October = 2024-10 = 2024-10-01 to 2024-10-31"],
        "killed at last. October",
        ["October = 2024-10 = 2024-10-01 to 2024-10-31"],
    ),
    "relative-month-after": Pair(
        "في مارس الماضي",
        ["مارس الماضي = 2024-03 = 2024-03-01 to 2024-03-31"],
        "في مارس",
        ["مارس = 2024-03 = 2024-03-01 to 2024-03-31"],
    ),
    "month": Pair("in late November", ["late November = 2024-11 = 2024-11-21 to 2024-11-30"], "in the late novel", []),
    "may": Pair("killed in March", ["March = 2024-03 = 2024-03-01 to 2024-03-31"], "killed March", []),
    # weekdays, weekends, days told from the day of publication
    "weekday-of-week": Pair(
        "on Tuesday of last week",
        ["Tuesday of last week = 2024-11-26"],
        "on Tuesday and last year",
        ["Tuesday = 2024-12-03", "last year = 2023 = 2023-01-01 to 2023-12-31"],
    ),
    "weekday-relative": Pair(
        "last Tuesday", ["last Tuesday = 2024-11-26"], "at long last, Tuesday", ["Tuesday = 2024-12-03"]
    ),
    "weekday-relative-after": Pair(
        "يوم الجمعة المقبل", ["يوم الجمعة المقبل = 2024-12-06"], "يوم الجمعة", ["يوم الجمعة = 2024-11-29"]
    ),
    "weekdays": Pair("on Fridays", ["Fridays = XXXX-WXX-5"], "on Friday", ["Friday = 2024-11-29"]),
    "weekday": Pair("he said on Wednesday", ["Wednesday = 2024-11-27"], "he said in Wednesbury", []),
    "day-weekday": Pair(
        "tomorrow, Wednesday, teachers",
        ["tomorrow, Wednesday = 2024-12-04"],
        "tomorrow. Wednesday, teachers",
        ["tomorrow = 2024-12-04", "Wednesday = 2024-11-27"],
    ),
    "day": Pair("tomorrow morning", ["tomorrow morning = 2024-12-04TMO = 2024-12-04"], "Tomorrowland", []),
    "this-part": Pair("last night", ["last night = 2024-12-02TNI = 2024-12-02"], "at night", []),
    "weekend": Pair("the weekend", ["the weekend = 2024-W48-WE = 2024-11-30 to 2024-12-01"], "a weekend", []),
    # units told from another
    "either-ago": Pair(
        "five or six days ago",
        ["five or six days ago = 2024-11-27/2024-11-28 = 2024-11-27 to 2024-11-28"],
        "five or six days",
        ["five or six days = PXD"],
    ),
    "ago": Pair(
        "two weeks ago", ["two weeks ago = 2024-W47 = 2024-11-18 to 2024-11-24"], "two weeks long", ["two weeks = P2W"]
    ),
    "ago-before": Pair("قبل ثلاثة أيام", ["قبل ثلاثة أيام = 2024-11-30"], "قبل ثلاثة رجال", []),
    "year-back": Pair(
        "a year earlier", ["a year earlier = 2023 = 2023-01-01 to 2023-12-31"], "a year early", ["a year = P1Y"]
    ),
    "later": Pair(
        "Hama fell on December 5, 2024. Two days later they left.",
        ["December 5, 2024 = 2024-12-05", "Two days later = 2024-12-07"],
        "Hama fell on December 5, 2024. Two days long they left.",
        ["December 5, 2024 = 2024-12-05", "Two days = P2D"],
    ),
    "unit-but-one": Pair(
        "the week before last",
        ["the week before last = 2024-W47 = 2024-11-18 to 2024-11-24"],
        "the week after last",
        [],
    ),
    "unit-beside": Pair(
        "On December 5, 2024, and the day before, they left.",
        ["December 5, 2024 = 2024-12-05", "the day before = 2024-12-04"],
        "On December 5, 2024, and the day before they left.",
        ["December 5, 2024 = 2024-12-05"],
    ),
    "span": Pair(
        "over the past three months",
        ["the past three months = P3M = 2024-09-03 to 2024-12-03"],
        "over the three months",
        ["the three months = P3M"],
    ),
    "span-after": Pair(
        "الأشهر الثلاثة الماضية", ["الأشهر الثلاثة الماضية = P3M = 2024-09-03 to 2024-12-03"], "الأشهر الثلاثة", []
    ),
    "since-start": Pair(
        "since the beginning of the month",
        ["the beginning of the month = 2024-12 = 2024-12-01 to 2024-12-03"],
        "at the beginning of the month",
        ["the beginning of the month = 2024-12 = 2024-12-01 to 2024-12-10"],
    ),
    "recent": Pair("in recent months", ["recent months = PAST_REF"], "in recent talks", ["recent = PAST_REF"]),
    "past-units": Pair("in past years", ["past years = PAST_REF"], "in fast years", ["years = PXY"]),
    "coming": Pair("in the coming days", ["the coming days = FUTURE_REF"], "in the coming talks", []),
    "unit": Pair("last week", ["last week = 2024-W48 = 2024-11-25 to 2024-12-01"], "our week", []),
    "edge-of-unit": Pair(
        "at the end of the month",
        ["the end of the month = 2024-12 = 2024-12-21 to 2024-12-31"],
        "at the gate of the month",
        [],
    ),
    "unit-after": Pair("الأسبوع الماضي", ["الأسبوع الماضي = 2024-W48 = 2024-11-25 to 2024-12-01"], "الأسبوع", []),
    "latest-quarter": Pair(
        "sales in the latest quarter",
        ["the latest quarter = 2024-Q3 = 2024-07-01 to 2024-09-30"],
        "sales in the old quarter",
        [],
    ),
    # lengths of time, repeated times, hours, vague times
    "clock": Pair("at 9 a.m.", ["9 a.m. = 2024-12-03T09:00 = 2024-12-03"], "at 9 mosques", []),
    "hour": Pair(
        "الساعة التاسعة مساء",
        ["الساعة التاسعة مساء = 2024-12-03T21:00 = 2024-12-03"],
        "الساحة التاسعة مساء",
        [],
    ),
    "every": Pair("every year", ["every year = P1Y"], "some year", ["some year = PXY"]),
    "either": Pair(
        "between 12 and 18 months", ["between 12 and 18 months = PXM"], "12 and 18 months", ["18 months = P18M"]
    ),
    "half": Pair("half an hour", ["half an hour = PT30M"], "half an army", []),
    "fiscal": Pair("for the fiscal year", ["the fiscal year = P1Y"], "for the leap year", []),
    "length": Pair("for three months", ["three months = P3M"], "for three mouths", []),
    "one": Pair("for about a year", ["about a year = P1Y"], "for a year-old", []),
    "dual": Pair("لمدة شهرين", ["شهرين = P2M"], "لمدة شهر", []),
    "some": Pair("for weeks", ["weeks = PXW"], "the weeks-old truce", []),
    "sets": Pair("a daily flight", ["daily = P1D"], "a dairy flight", []),
    "now": Pair("he is now in Hama", ["now = PRESENT_REF"], "he is not in Hama", []),
    "recently": Pair("he recently left", ["recently = PAST_REF"], "he decently left", []),
    "past": Pair("in the past", ["the past = PAST_REF"], "of the past", []),
    "future": Pair("in the future", ["the future = FUTURE_REF"], "of the future", []),
}


@pytest.mark.parametrize("rule", PAIRS)
def test_each_rule_reads_its_example_and_not_its_near_miss(rule: str) -> None:
    PAIRS[rule].check(read)


@pytest.mark.parametrize("rule", PAIRS)
def test_no_rule_can_be_taken_away(rule: str) -> None:
    RULES.check_needed(rule, PAIRS[rule], read)


def test_every_rule_has_a_pair() -> None:
    RULES.check_complete(PAIRS)


_NUMBERS = {CODE[name] for name in expressions._NEVER_ALONE.split()}
_NEVER_BEHIND = {CODE[name] for name in expressions._NEVER_BEHIND_THESE.split()}
_OPENERS = "".join(CODE[name] for name in expressions._OPENERS.split())


@pytest.mark.parametrize("rule", expressions.RULES, ids=lambda rule: rule.name)
def test_no_rule_begins_as_the_quick_check_says_that_none_does(rule: TimeRule) -> None:
    """Neither with a number alone, nor with a number and a class that never comes behind it."""
    for opening in _openings(_parser.parse(pattern(rule.pattern))):
        assert opening not in _NUMBERS
        assert opening[:1] not in _NUMBERS or opening[1:] not in _NEVER_BEHIND


def _openings(parsed: Any) -> set[str]:
    """The first two classes, behind openers, of all that a pattern can match; fewer if the match has no more."""
    found = {""}
    for operator, value in parsed:
        found = _joined(found, _parts(str(operator), value))
    return found


def _joined(rows: set[str], parts: set[str]) -> set[str]:
    return {(row + part).lstrip(_OPENERS)[:2] for row in rows for part in parts}


def _parts(operator: str, value: Any) -> set[str]:
    if operator == "LITERAL":
        return {chr(value)}
    if operator == "IN":
        return {chr(code) for _, code in value}
    if operator == "BRANCH":
        return set().union(*map(_openings, value[1]))
    if operator == "SUBPATTERN":
        return _openings(value[-1])
    if operator == "MAX_REPEAT":
        least, most, repeated = value
        rows, found = {""}, {""} if not least else set[str]()
        for times in range(1, min(int(most), 3) + 1):
            rows = _joined(rows, _openings(repeated))
            found |= rows if times >= least else set()
        return found
    assert operator in ("AT", "ASSERT", "ASSERT_NOT")
    return {""}
