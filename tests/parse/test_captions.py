"""Photo credits behind a caption, in every form in which they are printed."""

import pytest

from syria_iraq_archive.parse import Vocabulary
from syria_iraq_archive.parse.captions import credit_value, find_credit


@pytest.mark.parametrize(
    ("credit", "value"),
    [
        ("(AFP)", "AFP"),
        ("[Reuters]", "Reuters"),
        ("Photo: Karim Sabri", "Karim Sabri"),
        ("PHOTO CREDIT: Karim Sabri", "Karim Sabri"),
        ("P\u0131cture: Karim Sabri", "Karim Sabri"),
        ("courte\u017fy: Karim Sabri", "Karim Sabri"),
        ("Image courtesy of Karim Sabri", "Karim Sabri"),
        ("Photography by Karim Sabri", "Karim Sabri"),
        ("تصوير: كريم صبري", "كريم صبري"),
        ("REUTERS/Karim Sabri", "REUTERS/Karim Sabri"),
        ("Xinhua / Karim Sabri", "Xinhua / Karim Sabri"),
        ("EPA-EFE/Karim Sabri", "EPA-EFE/Karim Sabri"),
        ("© Getty Images", "© Getty Images"),
    ],
)
def test_a_credit_is_found_whatever_its_form(vocabulary: Vocabulary, credit: str, value: str) -> None:
    """The quick check that spares most lines the patterns misses no form, not even one with unusual capitals."""
    text = f"A bridge in Hit. {credit}"
    found = find_credit(text, vocabulary)
    assert found is not None
    assert (found.of(text), credit_value(credit)) == (credit, value)


def test_brackets_that_name_no_agency_are_no_credit(vocabulary: Vocabulary) -> None:
    """Most brackets at the end of a sentence hold something else."""
    assert find_credit("The bridge was closed (again)", vocabulary) is None
