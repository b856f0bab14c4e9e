"""Days as users type them."""

import pytest

from syria_iraq_archive.corpus.question import parse_days
from syria_iraq_archive.errors import ArchiveError


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2024-12-02", "2024-12-02", "2024-12-02"),
        ("2024-12", "2024-12-01", "2024-12-31"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2024", "2024-01-01", "2024-12-31"),
    ],
)
def test_a_day_a_month_or_a_year(typed: str, first: str, last: str) -> None:
    """A month and a year stand for all their days."""
    assert parse_days(typed) == (first, last)


@pytest.mark.parametrize(
    "typed", ["", "yesterday", "02/12/2024", "2024-13", "2024-02-30", "2024-1-1", "٢٠٢٤-١٢-٠٢x", "0000"]
)
def test_anything_else_is_refused(typed: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(ArchiveError, match="not a day"):
        parse_days(typed)
