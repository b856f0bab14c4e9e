"""Output formats, without a process around them."""

import json

import pytest

from syria_iraq_archive.cli.formats import (
    delimited_lines,
    display_width,
    json_array_lines,
    markdown_lines,
    table_lines,
)
from syria_iraq_archive.cli.visible import escape_json, visible, visible_lines


@pytest.mark.parametrize("values", [[], [{"a": 1}], [{"a": 1}, {"b": [1, {"c": "\n"}]}, "x"]])
def test_a_json_array_written_an_element_at_a_time_is_as_written_at_once(values: list[object]) -> None:
    """Empty, with one element, with several."""
    assert "\n".join(json_array_lines(values)) == json.dumps(values, indent=2)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_formulas_are_neutralised_in_text_alone(start: str) -> None:
    """Numbers may be negative."""
    _, line = delimited_lines(["a", "b"], [[f"{start}1", -1]], ",", raw=False)
    assert line.replace('"', "") == f"'{start}1,-1"


def test_a_markdown_cell_is_no_markup() -> None:
    """Neither a pipe nor a tag."""
    assert list(markdown_lines(["a"], [["x|<b>*y*"]]))[2] == r"| x\|\<b\>\*y\* |"


def test_columns_line_up_whatever_the_script() -> None:
    """By the columns a terminal takes, not by characters."""
    lines = list(table_lines(["name", "n"], [["حَلَب", 1], ["東京", 2], ["Hama", None]]))
    assert [display_width(line) for line in lines[1:4]] == [7, 7, 7]
    assert lines[4] == "Hama"


def test_controls_become_marks() -> None:
    """In a line all of them; in a text not its line ends."""
    assert visible("a\nb\x7f\x85\u2028") == "a␊b␡<U+0085><U+2028>"
    assert visible_lines("a\r\nb\tc\rd") == "a\nb\tc␍d"


def test_json_with_escaped_controls_is_the_same_value() -> None:
    """Harmless, and nothing lost."""
    text = "\x9b2J \u202e \x7f é"
    escaped = escape_json(json.dumps(text, ensure_ascii=False))
    assert json.loads(escaped) == text
    assert "\x9b" not in escaped
    assert "é" in escaped
