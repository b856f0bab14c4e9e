"""Which stretches of a text are read for times, and that none goes from one block into the next."""

import pytest

from syria_iraq_archive.annotate.times import TimeExpression, find_expressions
from syria_iraq_archive.annotate.times.meanings import Direction
from syria_iraq_archive.annotate.times.tokens import SEAM, lexicon_of, stretches
from syria_iraq_archive.records import Block, Role
from syria_iraq_archive.spans import Span


def read(folded: str, language: str | None = "en") -> list[str]:
    """The stretches of a folded text."""
    return [folded[start:end] for start, end in stretches(folded, lexicon_of(language))]


def found_in_blocks(*printed: str) -> tuple[str, list[TimeExpression]]:
    """The text made of these blocks, one on each line, and the expressions in it."""
    text = "\n".join(printed)
    blocks, at = [], 0
    for number, piece in enumerate(printed):
        span = Span(at, at + len(piece))
        blocks.append(Block(seq=number, role=Role.PARAGRAPH, span=span, rule="test", article=1))
        at = span.end + 1
    return text, list(find_expressions(text, blocks, "en"))


def surfaces(*printed: str) -> list[str]:
    """What these blocks print of times."""
    text, found = found_in_blocks(*printed)
    return [one.span.of(text) for one in found]


@pytest.mark.parametrize(
    ("folded", "expected"),
    [
        ("we left the city late on monday, he said", [" late on monday, "]),
        ("the end of the road", []),  # listed words, but none of them is a head
        ("in early (and mid-) may: rain", ["in early (and mid-) may: "]),  # a mark ends no stretch
        ("in early rain and mid may", [" and mid may"]),  # a word that isn't listed does
        ("rain on monday; snow on friday", [" on monday; ", " on friday"]),
        ("about 5pm rain at 1990s prices", ["about 5pm ", " at 1990s "]),  # digits are as good as a head
        ("cost us$2014 then", ["$2014 "]),  # the mark before a number says what it counts
        ("", []),
    ],
)
def test_a_stretch_is_a_row_of_listed_words_with_a_head_or_a_digit_among_them(folded: str, expected: list[str]) -> None:
    """The marks on either side belong to it."""
    assert read(folded) == expected


def test_arabic_words_are_listed_with_the_letters_that_are_joined_to_them() -> None:
    """Without these, "وامس" would be no word of time."""
    assert read("قال وامس للعام كتاب", None) == [" وامس للعام "]


def test_of_a_language_without_a_lexicon_only_numbers_are_read() -> None:
    """Its words aren't listed, and English ones mean something else there."""
    assert read("on monday 2014", "fr") == [" 2014"]


def test_no_stretch_crosses_a_seam() -> None:
    """It counts as a word that isn't listed."""
    assert read(f"in may{SEAM}may of 2014") == ["in may\n", "\nmay of 2014"]
    assert read(f"امس{SEAM}اليوم", None) == ["امس\n", "\nاليوم"]


def test_no_expression_goes_from_one_block_into_the_next() -> None:
    """In one block the same words are one day."""
    assert surfaces("They met in December", "26 people came") == ["December"]
    assert surfaces("They met on December 26") == ["December 26"]


def test_expressions_of_later_blocks_are_where_these_print_them() -> None:
    """Offsets count from the beginning of the text, whatever is read together."""
    assert surfaces("Rain.", "They left on Monday", "", "and came back in 2014") == ["Monday", "2014"]


def test_the_tense_of_a_block_says_nothing_of_the_next() -> None:
    """A "will be" before decides only in its own block."""
    _, [alone] = found_in_blocks("The bridge will be opened", "Monday is near")
    _, [together] = found_in_blocks("The bridge will be opened Monday")
    assert alone.meaning.direction is not Direction.FUTURE
    assert together.meaning.direction is Direction.FUTURE


@pytest.mark.parametrize(
    ("folded", "expected"),
    [
        ("may", ["may"]),
        ("rain in may", [" in may"]),
        ("may rain", ["may "]),
        ("in may rain in june", ["in may ", " in june"]),
        ("in the rain of the road", []),
        ("", []),
    ],
)
def test_a_stretch_reaches_to_the_words_on_either_side_that_are_not_listed(folded: str, expected: list[str]) -> None:
    assert read(folded) == expected
