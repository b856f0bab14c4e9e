"""Names without a cue, jobs below them and notes on authors; and what only looks like them."""

import pytest

from syria_iraq_archive.parse import Vocabulary, parse_text
from syria_iraq_archive.parse.bylines import byline_value, names_of
from syria_iraq_archive.parse.fields import printed_claims
from syria_iraq_archive.parse.name_lines import is_job
from syria_iraq_archive.records import Role

HEADLINE = "Council of Hit opens the old bridge again"
BODY = "\n\n".join(
    f"The council of Hit opened the bridge {when}, an official of the district said in a statement." for when in "abc"
)


def read(text: str, vocabulary: Vocabulary) -> dict[str, str | None]:
    blocks, _ = parse_text(text, vocabulary)
    return {claim.field: claim.value for claim in printed_claims(text, blocks, vocabulary)}


@pytest.mark.parametrize(
    ("lines", "byline"),
    [
        ("Rana Haddad\nSenior Reporter\n\nDecember 3, 2024", "Rana Haddad"),
        ("Rana Haddad\nEditor-in-Chief", "Rana Haddad"),
        ("Rana Haddad, Omar Khalil\nStaff Writers\nDecember 3, 2024", "Rana Haddad, Omar Khalil"),
        ("Rana Haddad & Omar Khalil\nDecember 3, 2024", "Rana Haddad & Omar Khalil"),
        ("Rana Haddad, updated by Omar Khalil\nDecember 3, 2024", "Rana Haddad, updated by Omar Khalil"),
        ("Rana Haddad Lifestyle Writer\n\nDecember 3, 2024", "Rana Haddad"),
        ("From our correspondent in Hit\n\nDecember 3, 2024", "From our correspondent in Hit"),
        ("By Rana Haddad @ranahaddad", "Rana Haddad"),
        ("By Rana Haddad (rana@tigris.example)", "Rana Haddad"),
        ("By Rana Haddad - The Tigris Times - Friday, April 28, 2023", "Rana Haddad"),
        ("By Rana Haddad - 11/18/19 11:04 PM EST", "Rana Haddad"),
        ("Rana Haddad - The Tigris Times - April 28, 2023", "Rana Haddad"),
        ("By Jean-Pierre Haddad Jr.", "Jean-Pierre Haddad Jr."),
        ("By " + ", ".join(["Rana Haddad"] * 9), ", ".join(["Rana Haddad"] * 9)),
        ("Rana Haddad", "Rana Haddad"),
    ],
)
def test_the_names_above_a_body_are_the_byline(vocabulary: Vocabulary, lines: str, byline: str) -> None:
    found = read(f"{HEADLINE}\n\n{lines}\n\n{BODY}", vocabulary)
    assert (found["headline"], found["byline"], found["standfirst"]) == (HEADLINE, byline, None)


@pytest.mark.parametrize("line", ["Breaking News", "Islamic State", "Northern Syria", "Rana Haddad leaves Hit"])
def test_a_label_or_title_above_a_body_is_no_byline(vocabulary: Vocabulary, line: str) -> None:
    assert read(f"{HEADLINE}\n\n{line}\n\n{BODY}", vocabulary)["byline"] is None


def test_three_names_above_a_body_are_a_byline_without_a_headline(vocabulary: Vocabulary) -> None:
    found = read(f"Rana Haddad, Omar Khalil, Lina Qabbani\n{BODY}", vocabulary)
    assert (found["headline"], found["byline"]) == (None, "Rana Haddad, Omar Khalil, Lina Qabbani")


def test_two_names_above_a_body_may_be_a_headline(vocabulary: Vocabulary) -> None:
    assert read(f"Karim Sabri and Omar Khalil\n{BODY}", vocabulary)["byline"] is None


@pytest.mark.parametrize(
    ("note", "role"),
    [
        ("Rana Haddad is a reporter based in Erbil. She covers water and roads.", Role.CHROME),
        ("Lina Qabbani is a journalist who covers Hit. Follow her @linaq", Role.CHROME),
        ("Omar Khalil is a reporter who was held for two days in Hit in May.", Role.PARAGRAPH),
    ],
)
def test_a_note_on_the_author_is_no_paragraph(vocabulary: Vocabulary, note: str, role: Role) -> None:
    """The byline names the person, or the note says what only such notes say."""
    text = f"{HEADLINE}\n\nBy Rana Haddad\n\n{BODY}\n\n{note}"
    blocks, _ = parse_text(text, vocabulary)
    assert blocks[-1].role is role


@pytest.mark.parametrize(
    ("line", "job"),
    [
        ("Senior Reporter", True),
        ("Staff Writer, The Tigris Times", True),
        ("Correspondent in Hit", True),
        ("Reporter killed in Homs", False),
        ("Writers meet", False),
    ],
)
def test_a_job_is_nothing_but_a_job(line: str, job: bool) -> None:
    assert is_job(line) is job


@pytest.mark.parametrize(
    ("text", "count"),
    [("Rana Haddad / Omar Khalil", 2), ("Rana Haddad and others", 0), ("Troops leave, rebels stay", 0)],
)
def test_a_list_of_names_holds_names_only(text: str, count: int) -> None:
    assert len(names_of(text)) == count


@pytest.mark.parametrize(
    ("byline", "value"),
    [("Sabah Anwar, Correspondent", "Sabah Anwar, Correspondent"), ("By Rana - Omar", "Rana - Omar")],
)
def test_what_is_no_outlet_and_no_address_stays(vocabulary: Vocabulary, byline: str, value: str) -> None:
    assert byline_value(byline, vocabulary) == value
