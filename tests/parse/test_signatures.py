"""Paragraphs that an agency signs, and captions with their credit: the same brackets, told apart by what is around."""

import pytest

from syria_iraq_archive.parse import Vocabulary, parse_text
from syria_iraq_archive.parse.signatures import is_agency
from syria_iraq_archive.records import Role

TOP = "Engineers inspect the dam of Hit\n\nEngineers inspected the dam on Monday and found two gates jammed.\n\n"
LAST = "The dam changed hands on May 6, 2015, after a week of fighting, a guard said."


def roles(text: str, vocabulary: Vocabulary) -> dict[str, Role]:
    return {block.span.of(text): block.role for block in parse_text(text, vocabulary)[0]}


@pytest.mark.parametrize(
    "signature",
    ["(AFP)", "(Reuters)", "(AP)", "(SANA)", "(dpa)", "(Agencies)", "(AFP, Reuters)", "(Source: Tigris News)", "[AFP]"],
)
def test_a_signed_last_paragraph_is_a_paragraph(vocabulary: Vocabulary, signature: str) -> None:
    paragraph = f"{LAST} {signature}"
    assert roles(TOP + paragraph, vocabulary)[paragraph] is Role.PARAGRAPH


@pytest.mark.parametrize("signature", ["(رويترز)", "(أ ف ب)", "(وكالات)"])
def test_a_signed_arabic_paragraph_is_a_paragraph(vocabulary: Vocabulary, signature: str) -> None:
    paragraph = f"وقال الحارس إن السد لم يفحص منذ أسبوع من القتال في المنطقة. {signature}"
    text = f"مهندسون يفحصون سد هيت\n\nفحص المهندسون السد يوم الاثنين ووجدوا بوابتين معطلتين.\n\n{paragraph}"
    assert roles(text, vocabulary)[paragraph] is Role.PARAGRAPH


def test_a_signed_paragraph_that_reports_is_one_in_the_middle_of_a_body(vocabulary: Vocabulary) -> None:
    paragraph = f"{LAST} (AFP)"
    assert (
        roles(f"{TOP}{paragraph}\n\nThe third gate turns again since Sunday.", vocabulary)[paragraph] is Role.PARAGRAPH
    )


@pytest.mark.parametrize(
    "caption",
    [
        "Engineers stand on the dam of Hit on May 6, 2015. (AFP)",
        "The picture shows engineers on the dam, which was closed. (AFP)",
        "Engineers rest on the dam of Hit. (Photo: Karim Sabri)",
    ],
)
def test_a_caption_below_a_body_stays_one(vocabulary: Vocabulary, caption: str) -> None:
    """It is dated at its end, says that it shows something, or names no agency alone."""
    [found] = [text for text in roles(TOP + caption, vocabulary) if caption.startswith(text) and len(text) > 20]
    assert roles(TOP + caption, vocabulary)[found] is Role.CAPTION


def test_a_caption_above_a_body_stays_one(vocabulary: Vocabulary) -> None:
    headline, _, body = TOP.partition("\n\n")
    text = f"{headline}\n\nEngineers rest on the dam of Hit in the evening. (AFP)\n\n{body}{LAST}"
    assert roles(text, vocabulary)["Engineers rest on the dam of Hit in the evening."] is Role.CAPTION


def test_an_agency_on_a_line_below_the_last_paragraph_makes_it_no_caption(vocabulary: Vocabulary) -> None:
    found = roles(f"{TOP}{LAST}\n(AFP)", vocabulary)
    assert (found[LAST], found["(AFP)"]) == (Role.PARAGRAPH, Role.CHROME)


def test_a_credit_between_paragraphs_belongs_to_a_photo(vocabulary: Vocabulary) -> None:
    found = roles(f"{TOP}Engineers rest on the dam\n(AFP)\n\n{LAST}", vocabulary)
    assert found["(AFP)"] is Role.CREDIT


@pytest.mark.parametrize(
    ("value", "named"),
    [("AFP", True), ("Agencies", True), ("AFP and Reuters", True), ("AFP/Karim Sabri", False), ("again", False)],
)
def test_brackets_that_name_agencies_and_nothing_else(vocabulary: Vocabulary, value: str, named: bool) -> None:
    assert is_agency(value, vocabulary) is named
