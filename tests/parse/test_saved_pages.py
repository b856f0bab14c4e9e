"""How the model reads pages that were saved whole, of outlets without a layout; the pages are invented."""

import re

import pytest

from syria_iraq_archive.parse import Vocabulary, parse_text, saved_pages
from syria_iraq_archive.parse.page import read_page
from syria_iraq_archive.parse.saved_pages import FieldGuess, PageReading, draft_saved_page, is_page, is_saved_whole
from syria_iraq_archive.pipeline import Pipeline
from syria_iraq_archive.records import Article, ParsedCapture, Role
from syria_iraq_archive.spans import Span, check_tiling
from tests.rules import Pair, check_pinned

MENU = "Skip to main content\n\n" + "\n".join(
    f"* {label}"
    for label in (
        "Home", "Region", "World", "Business", "Opinion", "Culture", "Sport", "Weather", "Video", "Podcasts", "Photos",
        "Jobs", "About us", "Contact", "Sign in", "Subscribe", "Newsletters", "E-paper", "Archive", "Search",
    )
)  # fmt: skip
FOOTER = """Most read

* Ferry timetable changes for the winter

* Five walks along the old canal

Share this article

Facebook
Twitter
Email

Sign up for our newsletter

* Privacy policy
* Terms of use
* Advertise with us

© 2024 The Orontes Ledger. All rights reserved."""
BRIDGE = (
    "The river bridge at Tal Sarra was opened to lorries on Monday after engineers finished repairs that had taken"
    " eleven weeks, the provincial roads office said in a statement.",
    "Drivers had been sent over a detour of forty kilometres since the southern pier of the bridge was damaged by"
    " floods in the autumn, and bakers in the town had complained of rising prices for flour.",
    "“We lost half of our customers,” said Salma Idris, who runs a petrol station beside the bridge. “Today I counted"
    " sixty lorries before noon.”",
    "The roads office said that a second inspection of the pier would follow in spring, and that the bridge would be"
    " closed at night until then.",
)
WHEAT = (
    "Farmers around Khan Zeitoun have brought in the smallest harvest of wheat in nine years, according to figures that"
    " the growers' cooperative published on Thursday.",
    "The cooperative blamed a dry winter and the price of fuel for pumps, and asked the ministry to extend the deadline"
    " for repaying loans for seed until the next season.",
    "A spokesman for the ministry said that the request was being studied, and that silos in the district held enough"
    " grain for the winter.",
    "Last year the cooperative sold a third of its wheat to mills on the coast, where bread had been scarce.",
)


def page(headline: str, byline: str, date: str, paragraphs: tuple[str, ...]) -> str:
    """A whole page: menu, article, links, footer."""
    return "\n\n".join((MENU, headline, f"{byline}\n{date}", *paragraphs, FOOTER))


ONE = page("Tal Sarra bridge opens to lorries after repairs", "By Nadim Harroun", "December 3, 2024", BRIDGE)
OTHER = page("Smallest wheat harvest in nine years, say growers", "By Lina Qabbani", "5 December 2024", WHEAT)


@pytest.fixture(scope="module")
def capture(pipeline: Pipeline) -> ParsedCapture:
    return pipeline.run(ONE.encode(), "one.txt")


@pytest.fixture(scope="module")
def article(capture: ParsedCapture) -> Article:
    (only,) = capture.articles
    return only


def test_the_headline_is_found_among_menus_and_links(article: Article) -> None:
    """A label of the menu or a link of the footer is not taken for it."""
    assert article.headline == "Tal Sarra bridge opens to lorries after repairs"


def test_byline_and_date_are_found_beside_the_headline(article: Article) -> None:
    """Both are printed right below it."""
    assert (article.byline, article.published) == ("Nadim Harroun", "2024-12-03")


def test_the_body_is_the_paragraphs_and_nothing_else_of_the_page(article: Article) -> None:
    """Menu, links and footer are no part of it."""
    assert article.body.split("\n\n") == list(BRIDGE)


def test_a_rule_of_the_model_records_how_likely_it_is_right(capture: ParsedCapture) -> None:
    """The rule of a block says the role and its chance."""
    rules = [block.rule for block in capture.blocks if block.role in (Role.HEADLINE, Role.PARAGRAPH)]
    assert len(rules) == 1 + len(BRIDGE)
    assert all(re.fullmatch(r"lines:(headline|paragraph) 0\.\d\d", rule) for rule in rules)


def test_pages_saved_one_behind_the_other_are_told_apart(pipeline: Pipeline) -> None:
    """Each page gives an article of its own."""
    both = pipeline.run(f"{ONE}\n\n\n{OTHER}".encode(), "both.txt")
    assert [article.body.split("\n\n") for article in both.articles] == [list(BRIDGE), list(WHEAT)]


def test_no_character_of_a_saved_page_is_lost(vocabulary: Vocabulary) -> None:
    """If a field shares its line with other things, these become chrome."""
    text = ONE.replace("By Nadim Harroun\n", "By Nadim Harroun | The Ledger · Updated ")
    blocks, _ = parse_text(text, vocabulary)
    check_tiling(text, (block.span for block in blocks))


def labelled(labels: int, together: int, words: int = 3) -> str:
    """So many labels of so many words, so many of them without prose in between."""
    lines = []
    for number in range(labels):
        lines.append(" ".join([f"Mills{chr(97 + number)}", *["of"] * (words - 2), "old"]))
        if number % together == together - 1:
            lines.append(f"The council of Hit sold old ferry {number} on Monday to two farmers.")
    return "\n\n".join(lines)


WHOLE = {
    "MIN_LABELS": Pair(labelled(21, 10), True, labelled(20, 10), False),
    "MIN_TOGETHER": Pair(labelled(40, 10), True, labelled(40, 9), False),
    "MAX_LABEL_WORDS": Pair(labelled(25, 10, 3), True, labelled(25, 10, 4), False),
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_page_is_saved_whole_if_it_has_many_labels_in_one_place(vocabulary: Vocabulary, name: str) -> None:
    check_pinned(saved_pages, name, WHOLE[name], lambda text: is_saved_whole(read_page(text, vocabulary)))


def long_page(labels: int, lines: int) -> str:
    """So many lines, so many of which are labels."""
    others = [f"Farmers carried ferry number {number} to the market" for number in range(lines - labels)]
    return "\n\n".join([*(f"Mills {chr(97 + number)}" for number in range(labels)), *others])


def begun(words: int, between: int) -> str:
    """A headline of so many words, so many lines, a paragraph, and many lines more."""
    headline = " ".join(["Ferry"] * words)
    paragraph = "The council of Hit sold the old ferry on Monday to two farmers."
    return "\n\n".join([headline, *["Ferries", "Mills", "Boats", "Ropes"][:between], paragraph, long_page(10, 45)])


PAGES = {
    "MIN_LABELS_OF_LONG": Pair(long_page(8, 45), True, long_page(7, 45), False),
    "MIN_LINES_OF_LONG": Pair(long_page(8, 45), True, long_page(8, 44), False),
    "MIN_HEADLINE_WORDS": Pair(begun(4, 1), False, begun(3, 1), True),
    "PARAGRAPH_REACH": Pair(begun(4, 3), False, begun(4, 4), True),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_single_article_is_read_as_a_page_if_it_is_long_and_begins_with_no_headline(
    vocabulary: Vocabulary, name: str
) -> None:
    check_pinned(saved_pages, name, PAGES[name], lambda text: is_page(read_page(text, vocabulary)))


def title(words: int, first: str = "Ferries") -> str:
    return " ".join([first, *["old"] * (words - 2), "river"])


def draft(lines: list[str], body: list[int], vocabulary: Vocabulary, byline: int | None = None) -> list[str]:
    """The roles of lines of which the model takes these for the body, the first for the headline."""
    text = "\n\n".join(lines)
    found = read_page(text, vocabulary)
    signed = FieldGuess(byline, Span(0, len(lines[byline])), 0.9) if byline else None
    reading = PageReading(body, [0.5] * len(lines), FieldGuess(0, Span(0, len(lines[0])), 0.9), signed, None)
    return [one.role.value for one in draft_saved_page(found, reading, vocabulary)]


P1, P2 = (f"The council of Hit sold the old {thing} on Monday to two farmers." for thing in ("ferry", "mill"))
SIGN_OFF = "Reporting by Rana Haddad"


def crosshead(words: int) -> tuple[list[str], list[int], int]:
    return [title(5), P1, title(words, "Mills"), P2], [1, 2, 3], 2


def standfirst(words: int, between: int = 0) -> tuple[list[str], list[int], int]:
    others = ["Ropes", "Boats", "Oars", "Nets"][:between]
    return [title(5), *others, title(words, "Mills"), P1, P2], [between + 2, between + 3], between + 1


def signed_off(between: int) -> tuple[list[str], list[int], int]:
    others = ["Ropes", "Boats", "Oars", "Nets"][:between]
    return [title(5), P1, P2, *others, SIGN_OFF], [1, 2], 3 + between


BLOCKS = {
    "MAX_CROSSHEAD_WORDS": Pair(crosshead(18), "crosshead", crosshead(19), "paragraph"),
    "MIN_STANDFIRST_WORDS": Pair(standfirst(6), "standfirst", standfirst(5), "chrome"),
    "STANDFIRST_REACH": Pair(standfirst(7, 3), "standfirst", standfirst(7, 4), "chrome"),
    "SIGN_OFF_REACH": Pair(signed_off(2), "byline", signed_off(3), "chrome"),
}


@pytest.mark.parametrize("name", BLOCKS)
def test_the_role_of_a_line_beside_the_body_holds_a_threshold(vocabulary: Vocabulary, name: str) -> None:
    def role(asked: tuple[list[str], list[int], int]) -> str:
        lines, body, index = asked
        return draft(lines, body, vocabulary)[index]

    check_pinned(saved_pages, name, BLOCKS[name], role)


@pytest.mark.parametrize(
    ("lines", "body", "roles"),
    [
        ([title(5), P1, title(5), P2], [1, 3], ["headline", "paragraph", "repeat", "paragraph"]),
        ([title(5), P1, P2, title(5)], [1, 2], ["headline", "paragraph", "paragraph", "chrome"]),
        ([title(5), P1, "(AFP)", P2], [1, 3], ["headline", "paragraph", "credit", "paragraph"]),
        ([title(5), P1, P2, "(AFP)"], [1, 2], ["headline", "paragraph", "paragraph", "chrome"]),
        ([title(5), P1, "Mills of Hit"], [1, 2], ["headline", "paragraph", "paragraph"]),
        ([title(5), P1, "Mills of Hit!", P2], [1, 2, 3], ["headline", "paragraph", "paragraph", "paragraph"]),
        ([title(5), f"BASRA – {P1}", P2], [1, 2], ["headline", "dateline", "paragraph", "paragraph"]),
        ([title(5), "Share", title(7, "Mills"), P1], [3], ["headline", "chrome", "standfirst", "paragraph"]),
    ],
)
def test_what_stands_beside_and_in_the_body(
    vocabulary: Vocabulary, lines: list[str], body: list[int], roles: list[str]
) -> None:
    """Copies and photos count between headline and end only; a body ends with no crosshead."""
    assert draft(lines, body, vocabulary) == roles


def test_a_field_or_a_copy_below_the_headline_is_no_standfirst(vocabulary: Vocabulary) -> None:
    """The byline may be as long as one."""
    long_byline = "By Rana Haddad, Omar Khalil and Lina Saad"
    assert draft([title(5), long_byline, P1], [2], vocabulary, byline=1) == ["headline", "byline", "paragraph"]
    lines = [title(7), title(7), P1]
    assert draft(lines, [2], vocabulary) == ["headline", "repeat", "paragraph"]


@pytest.mark.parametrize("first", ["The ferryman of Hit speaks at last", "Ferryman"])
def test_an_interview_under_its_headline_is_no_page(vocabulary: Vocabulary, first: str) -> None:
    """It has as many short lines as a page, but begins with its headline; below a label it is read as a page."""
    turns = "".join(
        f"Karim Sabri\nIn year {n} nobody in the town wanted to cross the river by ferry.\n" for n in range(30)
    )
    page = read_page(f"{first}\n{turns}", vocabulary)
    assert is_page(page) is (first == "Ferryman")
