"""The parser remembers what short lines look like: that saves time and changes no result."""

from hypothesis import given
from hypothesis import strategies as st

from syria_iraq_archive.parse import Vocabulary, parse_text
from syria_iraq_archive.parse.shapes import LineLook, Shape
from syria_iraq_archive.parse.vocabulary import MAX_REMEMBERED_LENGTH, MAX_REMEMBERED_LINES, LineMemory
from syria_iraq_archive.registry.load import Registry
from tests.parse.test_invariants import composed

LOOK = LineLook(Shape.TITLE, "title", "hama falls")


def test_a_remembered_line_looks_as_it_did_at_first(vocabulary: Vocabulary, registry: Registry) -> None:
    """A capture that is parsed again, after others, has the same blocks as if it were parsed alone."""
    fresh = Vocabulary(registry)

    @given(st.lists(composed, min_size=2, max_size=4))
    def check(texts: list[str]) -> None:
        for text in (*texts, *texts):
            fresh.looks.forget()
            assert parse_text(text, vocabulary)[0] == parse_text(text, fresh)[0]

    check()


def test_a_full_memory_is_emptied() -> None:
    """The memory holds a limited number of lines, however many it gets."""
    memory = LineMemory()
    for number in range(MAX_REMEMBERED_LINES + 1):
        memory.keep(str(number), LOOK)
    assert (memory.get("0"), memory.get(str(MAX_REMEMBERED_LINES))) == (None, LOOK)


def test_a_long_line_is_not_remembered() -> None:
    """Long lines are prose, which comes only once."""
    memory = LineMemory()
    memory.keep("x" * (MAX_REMEMBERED_LENGTH + 1), LOOK)
    assert memory.get("x" * (MAX_REMEMBERED_LENGTH + 1)) is None
