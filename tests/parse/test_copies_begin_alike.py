"""Lines with the same folded words begin alike, so that only those that do need be folded whole."""

from hypothesis import given
from hypothesis import strategies as st

from syria_iraq_archive.fold import fold_words
from syria_iraq_archive.parse.page import OPENING_KEY, opening

PIECES = [
    "el ",
    "el-",
    "al-",
    "the ",
    "s",
    " ",
    "  ",
    "-",
    "’",
    "“",
    "[",
    "]",
    "\u200b",
    "ـ",
    "É",
    "İ",
    "Σ",
    "ال",
    "word",
]
LINES = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=120).map("".join).map(str.strip)


@given(LINES)
def test_the_opening_of_a_line_is_that_of_its_folded_words(line: str) -> None:
    """However long the line and whatever stands where it is cut."""
    assert opening(line) == fold_words(line)[:OPENING_KEY]
