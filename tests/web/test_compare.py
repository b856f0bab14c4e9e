"""The page with two columns, and the article page that leads to it."""

from pathlib import Path

import pytest

from tests.corpus.stories.invented import read_half, real_registry, told
from tests.web.pages import HOSTILE, KEYS, Site
from tests.web.test_pages import Tags, text_of

STORY = [article for article in read_half("tuned") if article.story == "a1-guler"]


@pytest.fixture(scope="module")
def stories(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A story of three."""
    path: Path = told(tmp_path_factory.mktemp("web") / "a.db", [article.text for article in STORY]).path
    return Site(path)


def address(one: str, other: str) -> str:
    return f"/-/archive/compare/{one}/{other}"


def test_two_articles_stand_in_two_columns(stories: Site) -> None:
    """With what both have above, and what links them."""
    answer = stories.get(address(STORY[0].key, STORY[1].key))
    assert answer.status == 200
    text = text_of(answer.text)
    assert "Both report the same event." in text
    assert "In both" in text
    assert "Only in the first" in text
    assert real_registry().actors["yasar-guler"].name in text
    assert STORY[0].headline in text
    assert STORY[1].headline in text


def test_the_article_page_knows_its_story(stories: Site) -> None:
    """And leads to each other report, and to the two columns."""
    page = stories.get(f"/-/archive/article/{STORY[0].key}").text
    assert "Who else reports this event" in text_of(page)
    links = {attributes.get("href") for tag, attributes in Tags(page).tags if tag == "a"}
    assert {address(STORY[0].key, other.key) for other in STORY[1:]} <= links


def test_a_key_cut_short_leads_to_the_whole_one(stories: Site) -> None:
    """As on the article page."""
    answer = stories.get(address(STORY[0].key[:10], STORY[1].key))
    assert answer.status == 302
    assert answer.headers["location"] == address(STORY[0].key, STORY[1].key)


def test_a_key_of_no_article_is_not_found(stories: Site) -> None:
    """In a sentence."""
    assert stories.get(address("0000", STORY[0].key)).status == 404


def test_what_captures_hold_is_escaped(site: Site) -> None:
    """No markup of a capture is markup of the page."""
    page = site.get(address(HOSTILE, next(key for key in KEYS if key != HOSTILE))).text
    assert "<svg" not in page.replace("<svg viewBox", "")
    assert not [tag for tag, attributes in Tags(page).tags if any(name.startswith("on") for name in attributes)]
    assert "aren’t linked" in page
