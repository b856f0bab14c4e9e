"""Which names in a line may be the author's. All of them are found; the model chooses."""

import pytest

from syria_iraq_archive.parse.page_model import field_candidates
from syria_iraq_archive.parse.page_model.field_candidates import author_names
from tests.rules import Pair, check_pinned

LINES = [
    ("By Nadim Harroun", "Nadim Harroun"),
    ("* by Nadim Harroun", "Nadim Harroun"),
    ("Written by: Lina Qabbani, Senior Editor", "Lina Qabbani"),
    ("December 3, 2024 | By Lina Qabbani", "Lina Qabbani"),
    ("By Hana Jamil and Omar Faraj", "Hana Jamil and Omar Faraj"),
    ("By Lina QabbaniPublished: Dec 3, 2024", "Lina Qabbani"),
    ("Lina Qabbani December 3, 2024", "Lina Qabbani"),
    ("Author: Lina Qabbani", "Lina Qabbani"),
    ("posted on 2024-12-03 15:00 EST by Lina Qabbani", "Lina Qabbani"),
    ("Dec 3, 2024, 3:05 p.m. (GMT) by Lina Qabbani", "Lina Qabbani"),
    ("By king fahd", "king fahd"),
    ("بقلم: هناء جميل", "هناء جميل"),
]
NO_NAMES = [
    "Date: 03/02/2025",
    "By signing up",
    "Lost on route 5 EAST by night",
    "Thread starter: rami",
    "Share",
    "read more by clicking here",
    "A" * 300,
]


def names(line: str) -> list[str]:
    return [one.span.of(line) for one in author_names(line, "")]


@pytest.mark.parametrize(("line", "name"), LINES)
def test_a_name_is_found_without_the_cue_role_or_date_beside_it(line: str, name: str) -> None:
    """What is printed around a name is no part of it."""
    assert name in names(line)


@pytest.mark.parametrize("line", NO_NAMES)
def test_labels_and_single_words_name_nobody(line: str) -> None:
    """A colon or a small word follows, or it is only one word."""
    assert names(line) == []


EDGES = {
    "MAX_SIGNED_LENGTH": Pair(f"By Rana Haddad, {'x' * 184}", True, f"By Rana Haddad, {'x' * 185}", False),
    "MAX_BARE_WORDS": Pair(f"Rana Haddad{' 1' * 10}", True, f"Rana Haddad{' 1' * 11}", False),
}


@pytest.mark.parametrize("name", EDGES)
def test_no_threshold_can_be_moved(name: str) -> None:
    """A longer line names no author, a line without a cue least of all."""
    check_pinned(field_candidates, name, EDGES[name], lambda line: bool(names(line)))
