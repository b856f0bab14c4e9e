"""Remembering what lines look like: it saves time, and shows in nothing else."""

from hypothesis import given
from hypothesis import strategies as st

from syria_iraq_archive.parse import Vocabulary, parse_text
from syria_iraq_archive.parse.memory import MAX_LENGTH, MAX_LINES, Memory
from syria_iraq_archive.registry.load import Registry
from tests.parse.test_invariants import composed


def test_a_remembered_line_looks_as_it_did_at_first(vocabulary: Vocabulary, registry: Registry) -> None:
    """A capture parsed again, behind others, has the blocks that it has by itself."""
    fresh = Vocabulary(registry)

    @given(st.lists(composed, min_size=2, max_size=4))
    def check(texts: list[str]) -> None:
        for text in (*texts, *texts):
            fresh.looks.forget()
            assert parse_text(text, vocabulary)[0] == parse_text(text, fresh)[0]

    check()


def test_a_full_memory_is_emptied() -> None:
    """However many lines there are, so many at most are held."""
    memory = Memory[int]()
    for number in range(MAX_LINES + 1):
        memory.keep(str(number), number)
    assert (memory.get("0"), memory.get(str(MAX_LINES))) == (None, MAX_LINES)


def test_a_long_line_is_not_remembered() -> None:
    """Prose comes once."""
    memory = Memory[int]()
    memory.keep("x" * (MAX_LENGTH + 1), 1)
    assert memory.get("x" * (MAX_LENGTH + 1)) is None
