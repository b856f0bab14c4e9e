"""How the model reads pages that were saved whole, of outlets without a layout; the pages are invented."""

import re

import pytest

from syria_iraq_archive.parse import Vocabulary, parse_text
from syria_iraq_archive.parse.page import read_page
from syria_iraq_archive.parse.saved_pages import is_page
from syria_iraq_archive.pipeline import Pipeline
from syria_iraq_archive.records import Article, ParsedCapture, Role
from syria_iraq_archive.spans import check_tiling

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


@pytest.mark.parametrize("first", ["The ferryman of Hit speaks at last", "Ferryman"])
def test_an_interview_under_its_headline_is_no_page(vocabulary: Vocabulary, first: str) -> None:
    """It has as many short lines as a page, but begins with its headline; below a label it is read as a page."""
    turns = "".join(
        f"Karim Sabri\nIn year {n} nobody in the town wanted to cross the river by ferry.\n" for n in range(30)
    )
    page = read_page(f"{first}\n{turns}", vocabulary)
    assert is_page(page) is (first == "Ferryman")
