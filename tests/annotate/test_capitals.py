"""When a capital means the government, and when the place."""

import pytest

from syria_iraq_archive.annotate import capitals
from syria_iraq_archive.spans import Span
from tests.annotate.people import mentions_in
from tests.rules import Pair, check_pinned


def acts(text: str) -> bool:
    """Whether Hitburg, the capital of Samaria, means its government."""
    return [(one.surface, one.actor) for one in mentions_in(text)] == [("Hitburg", "samaria")]


@pytest.mark.parametrize(
    "text",
    [
        "Hitburg says it will stay.",
        "Hitburg also agreed.",
        "Hitburg’s decision to stay",
        "the Hitburg-backed men",
        "the Hitburg regime",
        "They urged Hitburg to stay.",
        "They had talks with Hitburg.",
        "with support from Hitburg",
        "Hitburg will stay.",
    ],
)
def test_a_capital_that_acts_or_is_addressed_is_the_government(text: str) -> None:
    assert acts(text)


@pytest.mark.parametrize(
    "text",
    [
        "He spoke in Hitburg.",
        "The men in Hitburg said so.",
        "They came from Hitburg will or not.",
        "Hitburg lies far away.",
        "Hitburg’s streets are old.",
        "They live near Hitburg.",
        "They love Hitburg.",
        "They had talks in Hitburg.",
    ],
)
def test_a_capital_where_something_is_or_happens_is_a_place(text: str) -> None:
    assert not acts(text)


@pytest.mark.parametrize(
    "words",
    [
        *("urges", "urged", "urging", "ask", "asks", "asked", "asking", "accuses", "accused", "accusing"),
        *(
            "warns",
            "warned",
            "warning",
            "told",
            "presses",
            "pressed",
            "pressing",
            "blames",
            "blamed",
            "blaming",
        ),
        *("called on", "pressure on", "ties with", "support for", "support from", "backing of", "accord with"),
        *("WARNED", "told\n", "“they” warned", "قالت"),
    ],
)
def test_every_word_that_addresses_a_capital_is_known_by_its_end(words: str) -> None:
    text = f"They {words} Hitburg."
    assert capitals.acts_as_government(text, Span(len(text) - 8, len(text) - 1))


@pytest.mark.parametrize("joint", [", ", ", and ", " and ", " & ", ", \n"])
def test_what_holds_for_a_list_holds_for_each_capital_in_it(joint: str) -> None:
    text = f"They urged Moscow{joint}Hitburg."
    assert capitals.acts_as_government(text, Span(len(text) - 8, len(text) - 1))


def test_who_addresses_a_capital_stands_at_most_40_characters_before_it() -> None:
    """A wide gap parts them."""
    pair = Pair(f"They urged{' ' * 30}Hitburg.", True, f"They urged{' ' * 45}Hitburg.", False)
    check_pinned(capitals, "_CAPITAL_REACH", pair, acts)
