"""When a capital means the government, and when the place."""

import pytest

from syria_iraq_archive.annotate import capitals
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


def test_who_addresses_a_capital_stands_at_most_40_characters_before_it() -> None:
    """A wide gap parts them."""
    pair = Pair(f"They urged{' ' * 30}Hitburg.", True, f"They urged{' ' * 45}Hitburg.", False)
    check_pinned(capitals, "_CAPITAL_REACH", pair, acts)
