"""Running text: wrapped by columns, in styles, in either direction, harmless."""

import pytest

from syria_iraq_archive.cli.terminal import Styled, display_width, flow, runs_right_to_left


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("one two three", 7, ["one two", "three"]),
        ("one two three", None, ["one two three"]),
        ("one\n two\tthree", 80, ["one two three"]),
        ("a-very-long-word b", 4, ["a-very-long-word", "b"]),
        ("حَلَب حَلَب", 7, ["حَلَب حَلَب"]),  # harakat take no column
        ("東京 東京", 8, ["東京", "東京"]),
        ("", 8, []),
        ("  ", 8, []),
    ],
)
def test_text_is_wrapped_at_words(text: str, width: int | None, lines: list[str]) -> None:
    """The text, the width, the lines."""
    assert list(flow([Styled(text)], width)) == lines


def test_further_lines_are_indented_and_fit() -> None:
    """The first isn't."""
    lines = list(flow([Styled("word " * 30)], 20, indent="    "))
    assert lines[0].startswith("word")
    assert all(line.startswith("    word") for line in lines[1:])
    assert max(map(display_width, lines)) <= 20


def test_a_style_goes_on_over_the_end_of_a_line() -> None:
    """And ends where its piece does."""
    lines = list(flow([Styled("The "), Styled("Syrian army", underline=True), Styled(" left.")], 10))
    assert lines == ["The \x1b[4mSyrian\x1b[0m", "\x1b[4marmy\x1b[0m left."]


def test_controls_become_marks() -> None:
    """Of a capture; the program's own codes stay."""
    (line,) = flow([Styled("red\x1b[31m \u202eevil\x00", bold=True)], 80)
    assert line == "\x1b[1mred␛[31m <U+202E>evil␀\x1b[0m"


def test_right_to_left_text_turns_nothing_around_it() -> None:
    """A paragraph line by line; a foreign name within a line. On paper without directions, nothing is marked."""
    arabic = Styled("دخلت هيئة تحرير الشام", foreign=True)
    assert list(flow([arabic], 10, isolate=True)) == [
        "\u2067\u2068دخلت هيئة\u2069",
        "\u2067تحرير\u2069",
        "\u2067الشام\u2069\u2069",
    ]
    assert list(flow([Styled("by "), arabic], 80, isolate=True)) == ["by \u2068دخلت هيئة تحرير الشام\u2069"]
    assert list(flow([Styled("by "), arabic], 80)) == ["by دخلت هيئة تحرير الشام"]
    assert list(flow([Styled("by "), Styled("Omar", foreign=True)], 80, isolate=True)) == ["by Omar"]


def test_the_first_letter_with_a_direction_decides() -> None:
    """Digits and marks have none."""
    assert runs_right_to_left("“2024” حلب Aleppo")
    assert not runs_right_to_left("Aleppo حلب")
    assert not runs_right_to_left("2024")
