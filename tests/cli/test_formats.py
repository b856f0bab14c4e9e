"""Output formats, without a process around them."""

import io
import json
import sys
import time
from datetime import date, datetime
from decimal import Decimal

import pytest

from syria_iraq_archive.cli.formats import (
    delimited_lines,
    json_array_lines,
    markdown_lines,
    newline_lines,
    table_lines,
)
from syria_iraq_archive.cli.terminal import display_width, escape_json, visible, visible_lines


class Terminal(io.StringIO):
    """Where somebody reads."""

    def isatty(self) -> bool:
        """Yes."""
        return True


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


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (date(2024, 12, 1), "2024-12-01"),
        (datetime(2024, 12, 1, 10), "2024-12-01 10:00:00"),
        (Decimal("1.50"), 1.5),
        (float("inf"), "inf"),
        (float("nan"), "nan"),
        (b"\x01\xff", "01ff"),
        ([b"\x01", {"day": date(2024, 12, 1)}], ["01", {"day": "2024-12-01"}]),
        ({1: True, None: None}, {"1": True, "": None}),
    ],
)
def test_values_of_every_type_are_json(value: object, expected: object) -> None:
    """DuckDB has days, decimals, lists and more; and JSON no infinity. In a table's cell, too."""

    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    (line,) = newline_lines(["x"], [[value]])
    assert json.loads(line, parse_constant=refuse) == {"x": expected}
    if isinstance(value, list | dict):
        assert json.loads(list(table_lines(["x"], [[value]]))[2]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("word " * 20, "word word word word …"),
        ("東" * 20, "東東東東東東東東東東…"),
        ("حَلَب" * 20, "حَلَب" * 6 + "حَلَ…"),
        ("short", "short"),
    ],
)
def test_a_wide_cell_is_cut_short_on_a_terminal(text: str, expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the columns it takes."""
    monkeypatch.setattr(sys, "stdout", Terminal())
    monkeypatch.setenv("COLUMNS", "21")
    assert list(table_lines(["text"], [[text]]))[2] == expected


def test_the_widest_cell_takes_no_longer_than_its_length(monkeypatch: pytest.MonkeyPatch) -> None:
    """The text of a whole capture may stand in one."""
    monkeypatch.setattr(sys, "stdout", Terminal())
    begun = time.process_time()
    lines = list(table_lines(["text", "more"], [["حلب " * 250_000, "x" * 1_000_000]]))
    assert max(map(display_width, lines)) <= 80
    assert time.process_time() - begun < 20
