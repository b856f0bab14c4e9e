"""Of several printed dates the one of first publication counts; clocks, teasers and comments don't."""

import pytest

from syria_iraq_archive.annotate import printed_publication as module
from syria_iraq_archive.annotate.printed_publication import Label, labelled_dates, printed_publication
from syria_iraq_archive.records import Block, Role
from syria_iraq_archive.spans import Span
from tests.rules import Pair, check_pinned

HEADLINE = (Role.HEADLINE, "Old bridge opens")
PARAGRAPH = (Role.PARAGRAPH, "It has opened.")
MENU = (Role.CHROME, "Home | Politics")
DAY = "December 3, 2024"


def published(*pieces: tuple[Role, str]) -> tuple[str | None, str | None]:
    """The value and the warning of what the blocks print."""
    text, blocks = "", []
    for seq, (role, piece) in enumerate(pieces):
        blocks.append(Block(seq=seq, role=role, span=Span(len(text), len(text) + len(piece)), rule="test", article=1))
        text += piece + "\n"
    found = printed_publication(text, blocks)
    return (found.claim.value, found.claim.warning) if found else (None, None)


@pytest.mark.parametrize(
    "lines",
    [
        ["Updated 5 December 2024, published 3 December 2024"],
        ["Modified: 5 December 2024", "3 December 2024"],
        ["3 December 2024 - Update : 5 December 2024"],
        ["Last updated 5 December 2024 (Originally published 3 December 2024)"],
        ["5 December 2024 (updated)", "3 December 2024"],
        ["آخر تحديث: 5 كانون الأول 2024 | نشر في: 3 كانون الأول 2024"],
        ["Published", "3 December 2024", "Last updated", "5 December 2024"],
        ["Last updated", "5 December 2024", "Published", "3 December 2024"],
    ],
)
def test_first_publication_counts_in_whatever_order_and_on_however_many_lines(lines: list[str]) -> None:
    assert published(HEADLINE, *((Role.PUBLISHED, line) for line in lines), PARAGRAPH) == ("2024-12-03", None)


def test_an_update_alone_counts() -> None:
    assert published(HEADLINE, (Role.PUBLISHED, f"Updated {DAY}"), PARAGRAPH)[0] == "2024-12-03"


CLOCK = (Role.PUBLISHED, "Tuesday, January 7, 2025")


def test_a_clock_above_the_headline_is_not_the_date_below_it() -> None:
    assert published(CLOCK, HEADLINE, (Role.PUBLISHED, DAY), PARAGRAPH) == ("2024-12-03", None)


def test_a_clock_above_the_menu_is_no_date_at_all() -> None:
    value, warning = published(CLOCK, MENU, HEADLINE, PARAGRAPH)
    assert value is None
    assert "clock" in (warning or "")


def test_what_stands_beside_a_date_is_no_menu() -> None:
    """As how long it takes to read."""
    text = f"{DAY} - 11 minutes\nOld bridge opens\nIt has opened."
    pieces = [(Role.PUBLISHED, DAY), (Role.CHROME, "- 11 minutes"), HEADLINE, PARAGRAPH]
    places = [(role, text.index(piece), piece) for role, piece in pieces]
    blocks = [
        Block(seq=seq, role=role, span=Span(start, start + len(piece)), rule="test", article=1)
        for seq, (role, start, piece) in enumerate(places)
    ]
    found = printed_publication(text, blocks)
    assert found is not None
    assert found.claim.value == "2024-12-03"


def test_a_date_right_above_the_headline_is_one_as_blogs_print_it() -> None:
    assert published(CLOCK, HEADLINE, PARAGRAPH) == ("2025-01-07", None)


def test_a_date_above_the_headline_that_is_earlier_than_an_update_is_no_clock() -> None:
    lines = [(Role.PUBLISHED, DAY), HEADLINE, (Role.PUBLISHED, "Updated December 5, 2024"), PARAGRAPH]
    assert published(*lines)[0] == "2024-12-03"


@pytest.mark.parametrize(
    ("below", "value"),
    [
        ([(Role.BYLINE, "Rana Haddad"), (Role.PUBLISHED, DAY)], "2024-12-03"),
        ([MENU, (Role.PUBLISHED, f"Published {DAY}")], "2024-12-03"),
        ([MENU, (Role.PUBLISHED, DAY)], None),
        ([(Role.PUBLISHED, f"© {DAY}")], None),
    ],
)
def test_below_a_body_a_date_counts_if_it_signs_or_says_what_it_is(below: list[tuple[Role, str]], value: str) -> None:
    """Others are those of teasers, comments and copyright lines."""
    assert published(HEADLINE, PARAGRAPH, *below)[0] == value


def test_a_date_among_the_paragraphs_heads_a_part_of_the_story() -> None:
    entry = (Role.PUBLISHED, DAY)
    assert published(HEADLINE, PARAGRAPH, PARAGRAPH, entry, PARAGRAPH)[0] is None
    assert published(HEADLINE, PARAGRAPH, entry, PARAGRAPH)[0] == "2024-12-03"


def test_an_update_does_not_stand_in_for_a_date_that_cannot_be_read() -> None:
    lines = [(Role.PUBLISHED, "03/12/2024"), (Role.PUBLISHED, "Updated 5 January 2025")]
    assert published(HEADLINE, *lines, PARAGRAPH) == (None, "“03/12/2024”: may be 12 March or 3 December")


def test_a_dateline_may_tell_which_reading_is_meant() -> None:
    lines = [(Role.PUBLISHED, "03/12/2024"), (Role.DATELINE, "HIT, December 3, 2024 -")]
    assert published(HEADLINE, *lines, PARAGRAPH)[0] == "2024-12-03"


def test_another_date_as_strong_gives_a_warning() -> None:
    value, warning = published(HEADLINE, (Role.PUBLISHED, DAY), (Role.PUBLISHED, "December 9, 2024"), PARAGRAPH)
    assert (value, warning) == ("2024-12-03", "“December 9, 2024” is another day")


@pytest.mark.parametrize(
    ("line", "label"),
    [("Posted May 3, 2016", Label.FIRST), ("Edited May 3, 2016", Label.UPDATED), ("On May 3, 2016", Label.NONE)],
)
def test_the_words_before_a_date_say_what_it_is(line: str, label: Label) -> None:
    assert [found for _, found in labelled_dates(line)] == [label]


def labelled(spaces: int) -> tuple[tuple[Role, str], ...]:
    """A label on a line of its own, with so many spaces behind it, above the second of two dates."""
    label = (Role.CHROME, "Published" + " " * spaces)
    return (HEADLINE, (Role.PUBLISHED, "December 5, 2024"), label, (Role.PUBLISHED, DAY), PARAGRAPH)


EDGES: dict[str, Pair[tuple[tuple[Role, str], ...], str | None]] = {
    "MIN_PARAGRAPHS_ABOVE": Pair(
        (HEADLINE, PARAGRAPH, (Role.PUBLISHED, DAY), PARAGRAPH), "2024-12-03",
        (HEADLINE, PARAGRAPH, PARAGRAPH, (Role.PUBLISHED, DAY), PARAGRAPH), None,
    ),
    "LABEL_REACH": Pair(labelled(50), "2024-12-03", labelled(51), "2024-12-05"),
}  # fmt: skip


@pytest.mark.parametrize("name", EDGES)
def test_no_threshold_can_be_moved(name: str) -> None:
    check_pinned(module, name, EDGES[name], lambda pieces: published(*pieces)[0])


@pytest.mark.parametrize(
    ("label", "counts"),
    [
        ("Published", True),
        ("First published on", True),
        ("Published 4 times", False),
        ("It was published in Hit", False),
    ],
)
def test_a_label_on_a_line_of_its_own_is_short_and_has_no_number(label: str, counts: bool) -> None:
    """Else it says nothing of the date below it."""
    lines = (HEADLINE, (Role.PUBLISHED, "December 5, 2024"), (Role.CHROME, label), (Role.PUBLISHED, DAY), PARAGRAPH)
    assert published(*lines)[0] == ("2024-12-03" if counts else "2024-12-05")
