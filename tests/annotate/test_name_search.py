"""Names are looked for by halving their sorted list, or by an automaton: both find the very same."""

import random

import pytest

from syria_iraq_archive.annotate.name_search import NameSearch

NAMES = sorted(
    [" hama ", " hama gate ", " gate ", " u s ", " u s  army ", " al ", " al hama ", "حماة ", "باب حماة ", " hama "]
)


def found(text: str, few: int) -> list[tuple[str, int, int]]:
    """What a search finds in a text, the automaton built after so many characters."""
    return [(NAMES[number], start, stop) for number, start, stop in NameSearch(NAMES, few).find(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (" at hama gate ", [" hama ", " hama ", " hama gate ", " gate "]),
        (" the u s  army ", [" u s ", " u s  army "]),
        (" the u s army ", [" u s "]),
        (" hamas ", []),
        (" وباب حماة ", ["باب حماة ", "حماة "]),
        ("", []),
        (" ", []),
    ],
)
def test_names_are_found_as_whole_words_by_their_ends_longer_ones_first(text: str, names: list[str]) -> None:
    """A name in Arabic may begin inside a word; two spaces are not one."""
    assert [name for name, _, _ in found(text, few=1000)] == names


def test_halving_finds_what_the_automaton_finds() -> None:
    """In the same order and at the same places, in texts of the names' own pieces."""
    pieces = [*"".join(NAMES).split(), "", "و", "hamas", "u"]
    chance = random.Random(7)
    texts = [f" {' '.join(chance.choices(pieces, k=12))} " for _ in range(200)]
    assert any(found(text, few=0) for text in texts)
    assert [found(text, few=1000) for text in texts] == [found(text, few=0) for text in texts]


def test_the_automaton_is_built_once_many_characters_were_searched() -> None:
    """Not for the text that fills the measure, but for the next."""
    search = NameSearch(NAMES, few=12)
    assert isinstance(search.find(" hama gate  "), list)
    assert not search._automaton
    search.find(" ")
    assert search._automaton
