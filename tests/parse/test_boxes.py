"""Boxes: runs of lines that a page prints twice, and titles of videos beside themselves with their running time."""

import pytest

from syria_iraq_archive.parse import Vocabulary, boxes
from syria_iraq_archive.parse.boxes import RUN, VIDEO
from syria_iraq_archive.parse.page import read_page
from tests.rules import Pair, check_pinned

FERRY = [
    "Ferry of Hit Is Sold",
    "The council of Hit sold the old ferry on Monday, and two farmers took it away on a cart.",
    "It had been moored below the mill for eleven years, officials of the district said.",
    "Nobody else had asked for it, said the mayor, who wants to buy a bus for the school instead.",
    "The money is in the bank, and the council will meet again on Thursday to spend it.",
]
OFFER = [
    "Read all our stories from the river for a month.",
    "• Puzzles",
    "• Every column",
    "GET THE OFFER OF THE MONTH",
]


def rules(lines: list[str], vocabulary: Vocabulary) -> dict[str, str]:
    return {line.text: line.rule for line in read_page("\n\n".join(lines), vocabulary).lines}


def test_a_run_that_is_printed_twice_is_furniture(vocabulary: Vocabulary) -> None:
    """Both times, wherever it stands."""
    found = rules([*FERRY[:2], *OFFER, *FERRY[2:4], *OFFER, FERRY[4]], vocabulary)
    assert {found[line] for line in OFFER} == {RUN}
    assert RUN not in {found[line] for line in FERRY}


@pytest.mark.parametrize(
    "lines",
    [
        [*FERRY[:2], *OFFER, *FERRY[2:]],
        [*FERRY[:2], *OFFER[:2], *FERRY[2:4], *OFFER[:2], FERRY[4]],
        [*FERRY[:2], *OFFER[1:3], "• Maps", *FERRY[2:4], *OFFER[1:3], "• Maps", FERRY[4]],
        [*FERRY, *FERRY],
        [FERRY[0], "Two men and a cart", "A mill by the river", "TT", FERRY[0], "Two men and a cart",
         "A mill by the river", *FERRY[1:]],
    ],
    ids=["once", "two lines", "few words", "a whole article", "headline and captions"],
)  # fmt: skip
def test_what_is_no_box(vocabulary: Vocabulary, lines: list[str]) -> None:
    """A run has three lines and twelve words; an article saved twice is no box, nor is a headline with its captions."""
    assert RUN not in rules(lines, vocabulary).values()


@pytest.mark.parametrize(
    ("beside", "boxed"),
    [("How the ferry works 01:58", True), ("How the ferry works", False), ("How the mill works 01:58", False)],
)
def test_a_title_beside_its_running_time_is_of_a_video(vocabulary: Vocabulary, beside: str, boxed: bool) -> None:
    """Both lines are furniture, and neither opens an article."""
    found = rules([*FERRY[:2], "How the ferry works", beside, "How the ferry works", *FERRY[2:]], vocabulary)
    assert ({found["How the ferry works"], found[beside]} == {VIDEO}) is boxed


def beside(box: list[str], words: int = 400) -> list[str]:
    """The lines of a box, printed twice in an article of so many words beside it."""
    half = [" ".join([name, *["mill"] * (words // 2 - 1)]) + "." for name in "ab"]
    return [half[0], *box, half[1], *box]


EDGES = {
    "MIN_RUN": Pair(beside(["We offer our readers a great deal of news and more.", "• Puzzles", "• Columns"]), True,
                    beside(["We offer our readers a great deal of news and more.", "• Puzzles"]), False),
    "MIN_RUN_WORDS": Pair(beside(["Five words are read here.", "• Four big puzzles", "• Our columns"]), True,
                          beside(["Five words are read here.", "• Four big puzzles", "• Columns"]), False),
    "MAX_RUN_SHARE": Pair(beside(["Five words are read here.", "• Four big puzzles", "• Our columns"], 40), True,
                          beside(["Five words are read here.", "• Four big puzzles", "• Our columns"], 32), False),
}  # fmt: skip


@pytest.mark.parametrize("name", EDGES)
def test_no_threshold_can_be_moved(vocabulary: Vocabulary, name: str) -> None:
    """Both the words of a run and those of the page are counted."""
    check_pinned(boxes, name, EDGES[name], lambda lines: RUN in rules(lines, vocabulary).values())
