"""Lines that only headers have: what stands beside a date, and bylines without one; each beside a line that is none."""

import pytest

from syria_iraq_archive.parse import Vocabulary
from syria_iraq_archive.parse.header_lines import header_parts

DAY = "December 3, 2024"

# A line, its parts, and a near miss, which is no line of a header.
LINES = [
    (f"4 min read • {DAY}", [("chrome", "4 min read •"), ("published", DAY)], f"4 men read • {DAY}"),
    (f"Rudaw | {DAY}", [("publisher", "Rudaw"), ("chrome", "|"), ("published", DAY)], f"old Rudaw in print | {DAY}"),
    (f"{DAY} - By Rana Haddad", [("published", DAY), ("chrome", "-"), ("byline", "By Rana Haddad")],
     f"{DAY} - By the river near Hit"),
    (f"News Desk, {DAY}", [("byline", "News Desk"), ("chrome", ","), ("published", DAY)], f"News bench, {DAY}"),
    (f"Rana Haddad, Omar Khalil · {DAY}",
     [("byline", "Rana Haddad, Omar Khalil"), ("chrome", "·"), ("published", DAY)], f"Rana Haddad, so far · {DAY}"),
    (f"by rana_h {DAY}", [("byline", "by rana_h"), ("published", DAY)], f"by four in five cases {DAY}"),
    (f"Rana Haddad | Baghdad | {DAY}",
     [("byline", "Rana Haddad"), ("chrome", "|"), ("dateline", "Baghdad"), ("chrome", "|"), ("published", DAY)],
     f"Rana Haddad | Old red mill | {DAY}"),
    (f"Baghdad, {DAY}", [("dateline", "Baghdad"), ("chrome", ","), ("published", DAY)], f"Millstone, {DAY}"),
    (f"Rivers | {DAY}", [("chrome", "Rivers |"), ("published", DAY)], f"Rivers {DAY}"),
    (f"{DAY} » Rivers", [("published", DAY), ("chrome", "» Rivers")], f"{DAY} » Rivers and mills"),
    ("By Rana Haddad | Photo: Karim Sabri",
     [("byline", "By Rana Haddad"), ("chrome", "|"), ("credit", "Photo: Karim Sabri")],
     "Old mill | Photo: Karim Sabri"),
    ("By Rana Haddad | 4 min read", [("byline", "By Rana Haddad"), ("chrome", "| 4 min read")],
     "Old mill | 4 min read"),
    ("By Rudaw", [("byline", "By Rudaw")], "Near Rudaw"),
    ("News Desk - The Cradle", [("byline", "News Desk - The Cradle")], "News bench - The Cradle"),
    ("Rana Haddad | Baghdad", [("byline", "Rana Haddad | Baghdad")], "Old mill | Baghdad"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "parts", "near_miss"), LINES)
def test_a_line_of_a_header_is_divided_and_its_near_miss_is_none(
    vocabulary: Vocabulary, line: str, parts: list[tuple[str, str]], near_miss: str
) -> None:
    """If anything else stands on a line, it is no date line, whatever date it holds."""
    found = header_parts(line, vocabulary)
    assert found is not None
    assert [(role.value, span.of(line)) for span, role in found] == parts
    assert header_parts(near_miss, vocabulary) is None
