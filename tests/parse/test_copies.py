"""Copies of a line have the same key start, so only lines whose key starts are the same need to be folded whole."""

from hypothesis import given
from hypothesis import strategies as st

from syria_iraq_archive.fold import fold_words
from syria_iraq_archive.parse import copies
from syria_iraq_archive.parse.copies import KEY_START_LENGTH, are_copies, copy_keys, key_start
from tests.rules import Pair, check_pinned

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


def test_copies_share_four_of_five_words() -> None:
    """Of the shorter; what else the longer says doesn't count."""
    ten = "a ferry of hit went to men with red carts"
    pair = Pair("a ferry of hit went to men with us here", True, "a ferry of hit went to men for us here", False)
    check_pinned(copies, "MIN_SHARED_WORDS", pair, lambda text: are_copies(ten, text))


def test_a_word_that_is_said_twice_is_shared_twice_only_if_both_say_it_twice() -> None:
    assert are_copies("no no no no", "no no no no yes")
    assert not are_copies("no no no no", "no yes")


def test_a_very_long_line_is_a_copy_only_if_every_character_is_the_same() -> None:
    """Whoever prints it in capitals prints another line."""

    def shares(text: str) -> bool:
        keys = copy_keys([text, text.upper()], [key_start(text), key_start(text.upper())])
        return keys[0] == keys[1]

    pair = Pair("hit " * 250, True, "hit " * 250 + "i", False)
    check_pinned(copies, "MAX_FOLDED_LENGTH", pair, shares)
