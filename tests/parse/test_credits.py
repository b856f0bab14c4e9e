"""Photo credits behind a caption, in whatever form they are printed."""

import pytest

from syria_iraq_archive.parse import Vocabulary
from syria_iraq_archive.parse.credits import find_credit


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
        ("© Getty Images", "Getty Images"),
    ],
)
def test_a_credit_is_found_whatever_its_form(vocabulary: Vocabulary, credit: str, value: str) -> None:
    """No form is passed over by the look that spares most lines the patterns, odd capitals included."""
    text = f"A bridge in Hit. {credit}"
    found = find_credit(text, vocabulary)
    assert found is not None
    assert (found.span.of(text), found.value.of(text)) == (credit, value)


def test_brackets_that_name_no_agency_are_no_credit(vocabulary: Vocabulary) -> None:
    """What stands in brackets at the end of a sentence is mostly something else."""
    assert find_credit("The bridge was closed (again)", vocabulary) is None
