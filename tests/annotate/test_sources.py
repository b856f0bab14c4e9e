"""Which outlet published an article: made-up pages and the source they show, with its basis."""

import pytest

from syria_iraq_archive.pipeline import Pipeline

BODY = "The council of Basra met on Tuesday and agreed to open the road to the port again after a week."

NOTICE = "Anadolu Agency website contains only a portion of the news stories offered to subscribers."


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
        (f"Baghdad (CNN) {BODY}", "cnn", "dateline"),
        (f"(CNN) {BODY}", "cnn", "dateline"),
        (f"(Reuters) - {BODY}", "reuters", "dateline"),
        (f"Damascus, SANA-{BODY}", "sana", "dateline"),
        (f"مجلس البصرة يفتح الطريق\n\nبغداد-سانا\n\n{BODY}", "sana", "dateline"),
        (f"Road opens in Basra\n\n{BODY} (NRT Digital Media)", "nrt", "byline"),
        (f"Road opens in Basra\n\n{BODY}\n\n(North Press)", "north-press-agency", "byline"),
        (f"Road opens in Basra\n\n{BODY}\n\nIt is open. (AFP)", None, "unknown"),
        (f"Road opens in Basra\n\n{BODY}\n\n{NOTICE}", "anadolu", "masthead"),
        (f"Road opens in Basra\n\n{BODY}\n\nThe website of Anadolu Agency was down, he said.", None, "unknown"),
        (f"Road to port opens again in Basra | Jordan Times\n\n{BODY}", "jordan-times", "masthead"),
        (f"Road to port opens again in Basra - Reuters\n\n{BODY}", None, "unknown"),
        (f"Rudaw\n\nPorts\n\nRoad to port opens again in Basra\n\n{BODY}", "rudaw", "masthead"),
        (f"Road opens in Basra\n\n{BODY}\n\nIn this report, Enab Baladi asks why.", "enab-baladi", "self-reference"),
        (f"Road opens in Basra\n\n{BODY} They told Rudaw. He spoke to Tigris News.", None, "unknown"),
    ],
)
def test_the_source_is_the_outlet_that_shows_itself_not_one_that_is_cited(
    pipeline: Pipeline, page: str, source: str | None, basis: str
) -> None:
    [article] = pipeline.run(page.encode(), "page.txt").articles
    claim = next(claim for claim in article.claims if claim.field == "source")
    assert (claim.value, claim.basis) == (source, basis)
