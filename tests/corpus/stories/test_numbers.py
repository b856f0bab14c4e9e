"""Which numbers a text counts with: those that stand by themselves, in whatever digits, however they are divided."""

import pytest

from syria_iraq_archive.corpus.stories.numbers import numbers


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("12 dead", {12}),
        ("some 1,250,000 people", {1_250_000}),
        ("1,2500 is divided otherwise", {2500}),
        ("12.5 and 3.1234", {12.5, 3}),
        ("M16 and version 2.30", {2.3}),
        (".30 and x.30", set()),
        ("٢٫٥ and ١٢٬٥٠٠", {2.5, 12_500}),
        ("1234567890123", set()),
        ("123456789012", {123_456_789_012}),
    ],
)
def test_numbers_in_digits(text: str, found: set[float]) -> None:
    """A digit behind a letter, a dot or another digit begins none."""
    assert numbers(text, []) == frozenset(map(float, found))
