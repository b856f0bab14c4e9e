"""A capture cut for display is still the capture, character for character."""

import sqlite3

from hypothesis import given
from hypothesis import strategies as st

from syria_iraq_archive.web.marking import Annotations, MarkedText, pieces, stretches


def row(**columns: object) -> sqlite3.Row:
    connection = sqlite3.connect(":memory:")
    connection.row_factory = sqlite3.Row
    try:
        names = ", ".join(f"? AS {name}" for name in columns)
        found: sqlite3.Row = connection.execute(f"SELECT {names}", tuple(columns.values())).fetchone()
        return found
    finally:
        connection.close()


def span(start: int, end: int) -> sqlite3.Row:
    return row(start_char=start, end_char=end)


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]], list[tuple[int, int]]]:
    text = draw(st.text(max_size=40))
    places = st.integers(0, len(text))
    cuts = sorted(draw(st.sets(places, max_size=8)))
    spans = draw(st.lists(st.tuples(places, places).map(lambda pair: (min(pair), max(pair))), max_size=6))
    return text, list(zip(cuts[::2], cuts[1::2], strict=False)), [pair for pair in spans if pair[0] < pair[1]]


@given(texts_with_spans())
def test_nothing_of_a_capture_is_lost_or_added(case: tuple[str, list[tuple[int, int]], list[tuple[int, int]]]) -> None:
    text, blocks, spans = case
    rows = [span(*pair) for pair in spans]
    marks = Annotations(rows, rows[::-1], rows[1:], rows[2:])
    laid = list(stretches(text, [span(*pair) for pair in blocks], marks))
    assert "".join(stretch.text for stretch in laid) == text


@given(st.text(max_size=40))
def test_what_is_shown_differs_from_the_text_only_by_marks_for_controls(text: str) -> None:
    runs = list(MarkedText(text).runs)
    assert "".join(shown if not control else chr(int(shown.replace("U+", "0x"), 0)) for control, shown in runs) == text


def test_spans_that_cross_each_other_are_cut() -> None:
    mention, quote = span(2, 6), span(4, 8)
    cut = list(pieces("abcdefghij", 0, 10, Annotations(mentions=[mention], quotes=[quote])))
    assert [(piece.text, piece.mention is not None, piece.quote is not None) for piece in cut] == [
        ("ab", False, False),
        ("cd", True, False),
        ("ef", True, True),
        ("gh", False, True),
        ("ij", False, False),
    ]


def test_a_claim_without_evidence_marks_nothing() -> None:
    claim = row(start_char=None, end_char=None)
    assert [piece.evidence for piece in pieces("abc", 0, 3, Annotations(claims=[claim]))] == [False]


def test_evidence_is_marked_where_it_is_less_than_the_block() -> None:
    whole, part = span(0, 9), span(1, 2)
    marked = [(piece.text, piece.evidence) for piece in pieces("abc", 0, 3, Annotations(claims=[whole, part]))]
    assert marked == [("a", False), ("b", True), ("c", False)]
