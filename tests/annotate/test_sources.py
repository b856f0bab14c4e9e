"""Which outlet published an article: made-up pages and the source they show, with its basis."""

from collections.abc import Callable

import pytest

from syria_iraq_archive.annotate import sources
from syria_iraq_archive.pipeline import Pipeline
from tests.rules import Pair, RuleTable

TITLE = "Road to port opens again in Basra"
CAPTION = "Trucks wait on the road to the port of Basra, Saturday June 21, 2025. (AP)"

BODY = "The council of Basra met on Tuesday and agreed to open the road to the port again after a week."


@pytest.mark.parametrize(
    ("page", "source", "basis"),
    [
        (f"Rudaw\n\nRoad to port opens again in Basra\n\n{BODY}", "rudaw", "masthead"),
        (f"Road to port opens again in Basra\n\nNews Desk - The Cradle\n\n{BODY}", "the-cradle", "byline"),
        (f"Shafaq News/ {BODY}", "shafaq-news", "prefix"),
        (f"BASRA, May 3 (Reuters) - {BODY}", "reuters", "dateline"),
        (f"{BODY} They told Shafaq News so.", "shafaq-news", "self-reference"),
        (f"{BODY} They told Reuters so.", None, "unknown"),
        (f"{BODY} They told Shafaq News so, and told Rudaw more.", None, "unknown"),
        (
            f"Road opens in Basra again\nNews Desk - The Cradle\n{BODY} It told Shafaq News so.",
            "the-cradle",
            "byline",
        ),
        (f"{BODY} They told Rudaw and Shafaq News so.", None, "unknown"),
        (
            f"Road opens in Basra\n\nAli Hasan - The Tigris Post\nMay 3, 2016\n\n{BODY} They told Rudaw.",
            None,
            "unknown",
        ),
        (f"Road opens in Basra\n\nSource: Rudaw\n\n{BODY}", "rudaw", "masthead"),
        (BODY, None, "unknown"),
    ],
)
def test_the_source_is_the_outlet_that_shows_itself_not_one_that_is_cited(
    pipeline: Pipeline, page: str, source: str | None, basis: str
) -> None:
    [article] = pipeline.run(page.encode(), "page.txt").articles
    claim = next(claim for claim in article.claims if claim.field == "source")
    assert (claim.value, claim.basis) == (source, basis)


RULES = RuleTable(sources, "RULES", name_of=lambda rule: str(rule[0]))

PAIRS = {
    "masthead": Pair(f"Rudaw\n\n{TITLE}\n\n{BODY}", "rudaw", f"Rudaw Square\n\n{TITLE}\n\n{BODY}", None),
    "byline": Pair(
        f"{TITLE}\n\nNews Desk - The Cradle\n\n{BODY}", "the-cradle", f"{TITLE}\n\nNews Desk - The Hill\n\n{BODY}", None
    ),
    "prefix": Pair(f"Shafaq News/ {BODY}", "shafaq-news", f"Shafaq Street/ {BODY}", None),
    "dateline": Pair(f"BASRA, May 3 (Reuters) - {BODY}", "reuters", f"BASRA, May 3 (Herald) - {BODY}", None),
    "layout": Pair(
        f"{TITLE}\n\n{CAPTION}\n{CAPTION}\nTT\n\n{TITLE}\n\n{CAPTION}\n{CAPTION}\n\n{BODY}",
        "asharq-al-awsat",
        f"{TITLE}\n\n{CAPTION}\nTT\n\n{BODY}",
        None,
    ),
    "self-reference": Pair(f"{BODY} They told Shafaq News so.", "shafaq-news", f"{BODY} They saw Shafaq News.", None),
}


@pytest.fixture
def source_of(pipeline: Pipeline) -> Callable[[str], str | None]:
    """Gives the source of a page with one article."""

    def read(page: str) -> str | None:
        [article] = pipeline.run(page.encode(), "page.txt").articles
        return article.source

    return read


@pytest.mark.parametrize("rule", PAIRS)
def test_each_rule_finds_the_source_of_its_example_and_not_of_its_near_miss(
    rule: str, source_of: Callable[[str], str | None]
) -> None:
    PAIRS[rule].check(source_of)


@pytest.mark.parametrize("rule", PAIRS)
def test_no_rule_can_be_taken_away(rule: str, source_of: Callable[[str], str | None]) -> None:
    RULES.check_needed(rule, PAIRS[rule], source_of)


def test_every_rule_has_a_pair() -> None:
    RULES.check_complete(PAIRS)
