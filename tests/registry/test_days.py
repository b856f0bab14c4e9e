"""Days of EDTF strings are those that the EDTF library reads, though few strings need it."""

import re
import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syria_iraq_archive.errors import RegistryError
from syria_iraq_archive.registry import days
from syria_iraq_archive.registry.days import days_of

DAYS = st.dates(date(1, 1, 1), date(9998, 12, 31))


@given(first=DAYS, more=st.integers(0, 400), length=st.sampled_from([4, 7, 10]))
def test_what_is_written_plainly_is_read_as_the_library_reads_it(first: date, more: int, length: int) -> None:
    """A day, month or year, and one of several days."""
    for value in (first.isoformat()[:length], f"[{first}..{first + timedelta(days=more)}]"):
        assert days._written_plainly(value) == days._read_by_library(value)


@pytest.mark.parametrize(
    "value",
    [
        "2024-02-30", "2024-13", "0000", "2024-1-2", "[2024-02-30..2024-03-01]", "[2024-03-02..2024-03-01]", "٢٠٢٤",
        "[2024-12-01]", "[2024..2024-05]", "", "soon",
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused(value: str) -> None:
    """Or one that ends before it begins."""
    with pytest.raises(RegistryError, match=r"is no EDTF date|ends before it begins"):
        days_of(value)


@pytest.mark.parametrize(
    "value", ["[2024-12-01,2024-12-05]", "2024-12~", "2024-12-01/2024-12-05", "[2024-11..2024-12]"]
)
def test_other_forms_are_left_to_the_library(value: str) -> None:
    """All that EDTF knows."""
    with pytest.raises(ValueError, match=re.escape(value)):
        days._written_plainly(value)
    assert days_of(value)[0].year == 2024


def test_a_plain_date_needs_no_library() -> None:
    """It takes a sixth of a second to import."""
    code = "import sys; from syria_iraq_archive.registry.days import days_of as d; d('[2024-11-28..2024-12-07]')"
    code += "; d('2024-12'); print('edtf' in sys.modules)"
    environment = {"PYTHONPATH": ":".join(sys.path)}
    assert subprocess.check_output([sys.executable, "-c", code], env=environment, text=True) == "False\n"
