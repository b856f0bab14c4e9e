"""Which of the lines above a body are headline, kicker and standfirst."""

import pytest

from syria_iraq_archive.parse import Vocabulary
from syria_iraq_archive.parse.blocks import parse_text

BODY = (
    "Twelve villages around Hit get water on two days a week, councils say.\n\nNobody pays for the pumps, they say.\n"
)
PHOTO = "A woman fills cans at a well near Hit. (AFP)"


def roles(text: str, vocabulary: Vocabulary) -> dict[str, str]:
    blocks, _ = parse_text(text, vocabulary)
    return {block.span.of(text): block.role.value for block in reversed(blocks)}


@pytest.mark.parametrize(
    ("first", "second", "kicker"),
    [
        ("Wells, pumps and the price of diesel", "Villages around Hit ration water for the third dry summer", True),
        ("Villages around Hit ration water for the third dry summer", "Wells, pumps and the price of diesel", False),
        ("Wells, pumps and the price of diesel", " ".join(["Villages"] * 15), False),
    ],
    ids=["kicker", "headline first", "long standfirst"],
)
def test_of_two_titles_printed_twice_a_shorter_first_one_is_the_kicker(
    vocabulary: Vocabulary, first: str, second: str, kicker: bool
) -> None:
    """If the second is no longer than headlines are; the pair stands above the photo and below it."""
    found = roles("\n\n".join([first, second, PHOTO, first, second, PHOTO, "A A A", BODY]), vocabulary)
    assert (found[first], found[second]) == (("kicker", "headline") if kicker else ("headline", found[second]))
    assert kicker or found[second] != "headline"


@pytest.mark.parametrize(
    ("first", "role"),
    [("The Syrian Observatory for Human Rights", "kicker"), ("The Old Observatory of Human Hands", "headline")],
)
def test_the_name_of_a_body_over_a_headline_is_the_head_of_its_page(
    vocabulary: Vocabulary, first: str, role: str
) -> None:
    """Any other line that comes first is the headline."""
    second = "Fourteen pumps broken in one day in the villages around Hit and to the east of it, and no one mends them"
    assert roles(f"{first}\n\n{second}\n\n{BODY}", vocabulary)[first] == role


def test_what_a_label_announces_is_no_headline(vocabulary: Vocabulary) -> None:
    """A poll in a box, though it is printed twice."""
    question = "Do You Approve of the Price of Diesel?"
    found = roles(f"Pumps Stand Still\n\nOur poll:\n{question}\n\nOur poll:\n{question}\n\n{BODY}", vocabulary)
    assert (found["Pumps Stand Still"], found[question]) != ("headline", "headline")
    found = roles(f"Pumps of Hit Stand Still\n\nOur poll:\n{question}\n\nOur poll:\n{question}\n\n{BODY}", vocabulary)
    assert (found["Pumps of Hit Stand Still"], found[question]) == ("headline", "chrome")


def test_entries_of_a_live_blog_are_crossheads_under_its_headline(vocabulary: Vocabulary) -> None:
    """Each between its time and its text; a single time above a text is no live blog."""
    entries = "14:05 GMT\nFirst lorries turned back\nPolice turned the first lorries back at the pump.\n\n"
    more = "13:20 GMT\nMayor opens the pump\nThe mayor opened the pump of the district himself.\n"
    head = "Live: Council Reopens the Pump of Hit\n\nLive updates\n\nDecember 3, 2024\n\n"
    found = roles(head + entries + more, vocabulary)
    assert found["Live: Council Reopens the Pump of Hit"] == "headline"
    assert found["First lorries turned back"] == found["Mayor opens the pump"] == "crosshead"
    assert roles(head + entries, vocabulary)["First lorries turned back"] != "crosshead"


def test_a_title_that_is_printed_twice_in_a_row_is_a_caption(vocabulary: Vocabulary) -> None:
    """It opens no article and is no headline, however near the top it stands; printed once it is a heading."""
    first, rest = BODY.split("\n\n")
    lines = ["Pumps of Hit Stand Still", first, "Two men and a cart by the pump", rest]
    twice = [*lines[:3], lines[2], lines[3]]
    found = roles("\n\n".join(twice), vocabulary)
    assert (found[lines[0]], found[lines[2]]) == ("headline", "caption")
    assert roles("\n\n".join(lines), vocabulary)[lines[2]] == "crosshead"


@pytest.mark.parametrize(
    ("lines", "role"),
    [
        (["Rana Haddad", "December 3, 2024"], "byline"),
        (["December 3, 2024", "Rana Haddad"], "byline"),
        (["Rana Haddad", "Pumps", "December 3, 2024"], "chrome"),
        (["December 3, 2024", "Pumps", "Rana Haddad", "Wells"], "chrome"),
    ],
)
def test_a_lone_name_right_beside_the_date_signs(vocabulary: Vocabulary, lines: list[str], role: str) -> None:
    """Above or below it; further away it is a label of the site."""
    text = "\n\n".join(["Pumps of Hit Stand Still Again", *lines, BODY])
    assert roles(text, vocabulary)["Rana Haddad"] == role


@pytest.mark.parametrize(
    ("line", "pieces"),
    [
        (
            "Image of Pumps of Hit Stand Still, on Monday",
            {", on Monday": "caption"},
        ),
        ("Image of Pumps of Hit at night", {"Pumps of Hit at night": "caption"}),
    ],
)
def test_a_description_of_an_image_may_open_with_the_headline(
    vocabulary: Vocabulary, line: str, pieces: dict[str, str]
) -> None:
    """That part is a copy of it."""
    found = roles(f"Pumps of Hit Stand Still\n\nDecember 3, 2024\n\n{line}\n\n{BODY}", vocabulary)
    assert {text: role for text, role in found.items() if text in pieces} == pieces


def test_a_caption_may_be_dated_at_its_end(vocabulary: Vocabulary) -> None:
    """A sentence that ends in a full date above prose is one; a story doesn't begin so."""
    dated = "Two men carry water from a well near Hit on December 2, 2024."
    undated = "Two men carry water from a well near Hit on a cold day."
    assert roles(f"Pumps of Hit Stand Still\n\n{dated}\n\n{BODY}", vocabulary)[dated] == "caption"
    assert roles(f"Pumps of Hit Stand Still\n\n{undated}\n\n{BODY}", vocabulary)[undated] == "paragraph"


def test_links_of_the_site_above_the_date_are_no_headlines(vocabulary: Vocabulary) -> None:
    """An entry of a list of latest news opens with its time; furniture ends the titles that belong together."""
    for link in ("14:05 Council of Hit buys new pumps", "Council of Hit buys new pumps\n\nShare this"):
        found = roles(f"{link}\n\nPumps of Hit Stand Still\n\nDecember 3, 2024\n\n{BODY}", vocabulary)
        assert found["Pumps of Hit Stand Still"] == "headline"
        assert found[link.partition("\n")[0]] == "chrome"


@pytest.mark.parametrize(("between", "role"), [("Lina Saad | 19.02.2022", "standfirst"), ("", "caption")])
def test_what_stands_between_a_headline_and_its_copy(vocabulary: Vocabulary, between: str, role: str) -> None:
    """It is the standfirst above a date or byline, and the caption of a photo otherwise."""
    second = "One pump of three works, says the council"
    found = roles(
        f"Pumps of Hit Stand Still\n\n{second}\n\n{between}\n\nPumps of Hit Stand Still\n\n{BODY}", vocabulary
    )
    assert found[second] == role


@pytest.mark.parametrize(
    ("update", "role"), [("Updated at 5 p.m. ET", "paragraph"), ("December 4, 2024", "standfirst")]
)
def test_a_time_without_a_day_below_a_paragraph_ends_no_header(vocabulary: Vocabulary, update: str, role: str) -> None:
    """The paragraph above it is the story's; a sentence above a date is a standfirst."""
    sentence = "The council of Hit sold the old ferry on Monday, and two farmers took it away."
    text = f"Ferry of Hit Is Sold\n\n{sentence}\n\n{update}\n\nIt had been moored below the mill for years."
    blocks, _ = parse_text(text, vocabulary)
    assert [block.role for block in blocks if block.span.of(text) == sentence] == [role]


@pytest.mark.parametrize(
    ("opening", "is_headline"),
    [
        ("SANA: Villages around Hit ration water\n\n", True),
        ("Reuters – Villages around Hit to ration water\n\n", True),
        ("SANA: Villages around Hit ration water for the third dry summer.\n\n", False),
        ("SANA: HIT, Iraq – Villages around Hit ration water\n\n", False),
        ("SANA: Villages around Hit ration water\n", False),
        ("SANA: Villages around Hit ration water\n\nWells and pumps\n\n", False),
    ],
    ids=["a title", "with a dash", "a sentence", "a dateline", "no blank line", "a title below"],
)
def test_a_title_may_say_whose_report_it_heads(vocabulary: Vocabulary, opening: str, *, is_headline: bool) -> None:
    """A paragraph that an outlet's name opens is a sentence, or goes on in the next line."""
    found = roles(opening + BODY, vocabulary)
    assert (found.get(opening.strip()) == "headline") is is_headline
