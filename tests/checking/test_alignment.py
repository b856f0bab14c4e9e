"""How the words of a quotation lie beside those of an article."""

import pytest

from syria_iraq_archive.checking.alignment import align

_LINE = "the mayor said we will not leave the old town before the winter comes"
PRINTED = _LINE.split()


@pytest.mark.parametrize(
    ("quoted", "hunks"),
    [
        ("we will not leave", []),
        ("we will leave", [(2, 2, 5, 6)]),
        ("we shall not leave", [(1, 2, 4, 5)]),
        ("we will not ever leave", [(3, 4, 6, 6)]),
        ("they will not leave the", [(0, 1, 3, 4)]),
        ("not leave the new", [(3, 4, 8, 9)]),
    ],
)
def test_the_fewest_words_differ(quoted: str, hunks: list[tuple[int, ...]]) -> None:
    """Words left out, changed, added; at the edges, too, where a changed word stands for the one beside."""
    assert [hunk[:4] for hunk in align(quoted.split(), PRINTED, {}).hunks] == hunks


@pytest.mark.parametrize(("most", "exact"), [(5, True), (4, False)])
def test_a_mark_of_editing_stands_for_so_many_words(most: int, exact: bool) -> None:
    """Between "will" and "before" stand five."""
    assert align(["we", "will", "before", "the", "winter"], PRINTED, {2: most}).exact is exact


def test_nothing_in_common_is_an_alignment_without_a_match() -> None:
    assert align(["x", "y"], PRINTED, {}).matched == 0
    assert align(["x"], [], {}).matched == 0
