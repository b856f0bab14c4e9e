"""What date lines hold beside the date, and what they don't."""

import pytest

from syria_iraq_archive.parse import date_stretch as module
from syria_iraq_archive.parse.date_stretch import date_stretch
from tests.rules import Pair, check_pinned

WHOLE = [
    "Friday, 22 Nov 2024 4:55 PM MYT",
    "Updated 1909 GMT November 18, 2019",
    "Updated 1909 GMT (0309 HKT) November 18, 2019",
    "March 4, 2024 12:44 PM UTC Updated ago",
    "Published date: 3 December 2024 05:12 GMT | Last update: 1 week 2 days ago",
    "Date of publication 17 October 2016",
    "19.02.2022 - Update : 20.02.2022",
    "10.10.2017(updated 1601 10.10.2017)",
    "Updated: December 5, 2024 10:05 AM (Originally published December 1, 2024 09:00 AM)",
    "1446/06/02 هـ الموافق 2024/12/03 م",
    "الثلاثاء 2 جمادى الآخرة 1446 هـ",
    "سهشنبه ۱۳ آذر ۱۴۰۳",
    "2 Jumada al-Akhirah 1446 AH",
    "Fri Nov 22 16:55:01 MYT 2024",
    "Updated at 5 p.m. ET",
    "Update at 6:50 p.m. ET",
    "Updated at 12:25 p.m. ET.",
    "(We most recently updated this post at 9:10 a.m. ET.)",
    "(This post was last updated at 8:44 p.m. ET.)",
    "آخر تحديث: 5:30 مساء بتوقيت بغداد",
    "Last updated:",
    "اخر تحديث:",
]


@pytest.mark.parametrize("line", WHOLE)
def test_a_date_line_is_one_stretch(line: str) -> None:
    span = date_stretch(line)
    assert span is not None
    assert span.of(line).strip(": ") == line.strip(": ")


@pytest.mark.parametrize(
    ("line", "stretch"),
    [
        ("3 December 2024 At least ten died", "3 December 2024"),
        ("3 December 2024 in", "3 December 2024 in"),
        ("3 Dec 2024 14:05 Interim mayor", "3 Dec 2024 14:05"),
        ("22 Nov 2024 4:55 PM Meeting", "22 Nov 2024 4:55 PM"),
        ("Updates from Hit", None),
        ("We updated this bridge at 9:10 a.m. ET.", None),
        ("Update at 12:20 p.m. ET. Up to four boats sank", None),
        ("Year 1446 of the bridge", None),
        ("Last updated bridges", None),
        ("May 2023 was hot", None),
    ],
)
def test_a_stretch_ends_where_something_else_begins(line: str, stretch: str | None) -> None:
    span = date_stretch(line)
    assert (span.of(line) if span else None) == stretch


def test_a_date_line_has_160_characters_at_most() -> None:
    pair = Pair(f"3 December 2024{' ' * 144}x", True, f"3 December 2024{' ' * 145}x", False)
    check_pinned(module, "MAX_DATE_LINE_LENGTH", pair, lambda line: date_stretch(line) is not None)
