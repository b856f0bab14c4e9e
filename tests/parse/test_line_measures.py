"""What a line measures by itself: each threshold has a line on either side of it."""

from collections.abc import Callable

import pytest

from syria_iraq_archive.parse import line_measures
from syria_iraq_archive.parse.line_measures import LineMeasures, measure
from syria_iraq_archive.parse.lines import split_lines
from syria_iraq_archive.parse.shapes import Shape, ShapedLine
from tests.rules import Pair, check_pinned


def measured(text: str) -> LineMeasures:
    [line] = split_lines(text)
    return measure(ShapedLine(line, Shape.PROSE, "test"))


def weight(text: str) -> int:
    return measured(text).weight


def rare(text: str) -> list[str]:
    return sorted(measured(text).rare)


EDGES: dict[str, tuple[Pair[str, object], Callable[[str], object]]] = {
    "MIN_SENTENCE": (Pair(f"{'mill ' * 7}sinks.", 8, f"{'mill ' * 6}sinks.", 0), weight),
    "MIN_PROSE": (Pair(f"{'the ' * 4}{'mill ' * 15}sinks", 20, f"{'the ' * 4}{'mill ' * 14}sinks", 0), weight),
    "MAX_WEIGHT": (Pair(f"{'mill ' * 59}sinks.", 60, f"{'mill ' * 60}sinks.", 60), weight),
    "RARE_LENGTH": (Pair("ferry", ["ferry"], "boat", []), rare),
}


@pytest.mark.parametrize("name", EDGES)
def test_no_threshold_can_be_moved(name: str) -> None:
    pair, read = EDGES[name]
    check_pinned(line_measures, name, pair, read)


@pytest.mark.parametrize(
    ("text", "kind", "end"),
    [
        ("Old mill", "a", "w"),
        ("Old mill sinks", "b", "w"),
        ("The old mill of Hit sinks", "b", "w"),
        ("The old mill of Hit sinks again", "c", "w"),
        (" ".join(["mill"] * 15), "c", "w"),
        (" ".join(["mill"] * 16), "d", "w"),
        (" ".join(["mill"] * 24), "d", "w"),
        (" ".join(["mill"] * 25), "L", "w"),
        ("Old mill sinks.", "s", "."),
        (" ".join(["mill"] * 11) + "…", "s", "."),
        (" ".join(["mill"] * 12) + ".", "P", "."),
        ("Does the mill sink؟", "b", "?"),
        ("“The mill sinks!”", "b", "!"),
        ("* Old mill", "b*", "w"),
        ("12) Old mill", "b*", "w"),
        ("123) Old mill", "b", "w"),
        ("“”", "a", "w"),
    ],
)
def test_length_and_end_make_the_kind_of_a_line(text: str, kind: str, end: str) -> None:
    """Closing quotation marks don't count; a list mark adds a star."""
    found = measured(text)
    assert (found.kind, found.end) == (kind, end)


def test_small_words_and_capitals_are_counted() -> None:
    found = measured("The Mill of Hit and the ferry")
    assert (found.small, found.capitals, found.words[0]) == (4, 3, "the")


def test_a_longer_line_is_prose_if_a_fifth_of_it_are_small_words() -> None:
    assert weight("the " * 4 + "mill " * 16) == 20
    assert weight("the " * 3 + "mill " * 17) == 0
