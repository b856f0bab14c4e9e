"""Copies of a line have the same key start, so only lines whose key starts are the same need to be folded whole."""

from hypothesis import given
from hypothesis import strategies as st

from syria_iraq_archive.fold import fold_words
from syria_iraq_archive.parse.copies import KEY_START_LENGTH, key_start

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
def test_a_key_start_is_the_beginning_of_the_folded_line(line: str) -> None:
    """This holds however long the line is and whatever stands where it is cut."""
    assert key_start(line) == fold_words(line)[:KEY_START_LENGTH]
