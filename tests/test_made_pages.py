"""How well invented pages are read: a floor under all that the model of a page's tree, its rules and features do."""

from collections import Counter

import pytest

from benchmarks.pages import f1, folded, shares, shingles
from syria_iraq_archive.capture.formats import html
from syria_iraq_archive.pipeline import Pipeline
from tests.made_pages import LAYOUTS, MadePage, made_pages

PAGES = list(made_pages(4 * len(LAYOUTS), seed=11))
FLOOR = 0.95  # shingle F1 of the bodies


@pytest.fixture(params=[True, False], ids=["with trafilatura", "alone"])
def installed(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    if not request.param:
        monkeypatch.setattr(html, "is_installed", lambda _: False)
    return bool(request.param)


def test_pages_are_the_same_for_a_seed() -> None:
    """And others for another."""
    assert list(made_pages(4, seed=1)) == list(made_pages(4, seed=1)) != list(made_pages(4, seed=2))


@pytest.mark.usefixtures("installed")
def test_invented_pages_are_read(pipeline: Pipeline) -> None:
    """The body nearly to the word, headline, byline and day nearly always; no day is wrong, and no page divided."""
    sums, found = [0.0, 0.0, 0.0], Counter[str]()
    for page in PAGES:
        articles = pipeline.run(page.html.encode(), "page.html").articles
        found["divided"] += len(articles) != 1
        article = articles[0]
        sums = [before + part for before, part in zip(sums, _shares(page, article.body), strict=True)]
        found["headline"] += folded(article.headline or "") == folded(page.headline)
        found["byline"] += folded(article.byline or "") == folded(page.byline)
        found["day"] += article.published == page.published
        found["wrong day"] += article.published not in (None, page.published)
    assert f1(*sums) >= FLOOR
    assert found["headline"] == len(PAGES)
    assert found["byline"] >= 0.9 * len(PAGES)
    assert found["day"] >= 0.9 * len(PAGES)
    assert (found["divided"], found["wrong day"]) == (0, 0)


def _shares(page: MadePage, body: str) -> tuple[float, float, float]:
    return shares(shingles(page.body), shingles(body))
