"""Invented stories are found, with few mistakes: same-week neighbours and background stay apart."""

from pathlib import Path

import pytest

from tests.corpus.stories.invented import Invented, StoryCorpus, pairs, read_half, told, true_pairs

HALVES = {half: read_half(half) for half in ("tuned", "kept")}


@pytest.fixture(scope="module", params=HALVES)
def half(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, StoryCorpus]:
    """A half by its name, and a corpus of it."""
    path = tmp_path_factory.mktemp("half") / "a.db"
    return request.param, told(path, (article.text for article in HALVES[request.param]))


def test_there_are_enough_invented_articles() -> None:
    """A hundred and twenty in forty stories, in two languages, some without a date."""
    articles = [article for half in HALVES.values() for article in half]
    stories = [article.story for article in articles]
    assert len(articles) >= 120
    assert len([story for story in {*stories} if stories.count(story) > 1]) >= 40
    assert sum(article.language == "ar" for article in articles) > 20
    assert sum(article.day is None for article in articles) > 5


def test_what_is_found_is_right_and_most_of_it_is_found(half: tuple[str, StoryCorpus]) -> None:
    """Of pairs in one story, at least 95 of a hundred tell one event; of those that do, at least 70 are found."""
    name, corpus = half
    found, right = pairs(corpus.stories()), true_pairs(HALVES[name])
    assert len(found & right) >= 0.95 * len(found)
    assert len(found & right) >= 0.70 * len(right)


def test_background_belongs_to_no_story(half: tuple[str, StoryCorpus]) -> None:
    """It names the actors and towns of the week's reports, and reports none of their events."""
    name, corpus = half
    background = {article.key for article in HALVES[name] if "back" in article.story}
    assert len(background) >= 5
    assert background.isdisjoint(key for story in corpus.stories() for key in story)


def test_a_link_says_what_it_rests_on(half: tuple[str, StoryCorpus]) -> None:
    """Something of some kind is in common, whichever it is."""
    _, corpus = half
    sql = "SELECT coalesce(actors, places, days, numbers, words) IS NULL FROM story_articles"
    assert not any(nothing for (nothing,) in corpus.rows(sql))


def test_stories_reach_across_languages(half: tuple[str, StoryCorpus]) -> None:
    """By actors, days, numbers and names that sound alike."""
    name, corpus = half
    language = {article.key: article.language for article in HALVES[name]}
    assert sum(len({language[key] for key in story}) > 1 for story in corpus.stories()) >= 5


def article(day: str | None, headline: str, *paragraphs: str) -> Invented:
    """An article of an agency."""
    return Invented("", "reuters", day, "en", headline, paragraphs)


STRIKE = article(
    "2024-11-26",
    "Drone kills nine at market in Atarib",
    "A drone fired two missiles into a vegetable market in the town of al-Atarib on Tuesday, killing nine people and "
    "wounding 24, rescuers said.",
    "Ambulances took the wounded to Bab al-Hawa, where doctors asked for blood.",
)
TOLD_ELSEWHERE = article(
    "2024-11-26",
    "Nine dead as missiles hit Atarib bazaar",
    "Two missiles from a drone hit the bazaar of al-Atarib, killing nine on Tuesday morning, and leaving 24 hurt, "
    "according to volunteers.",
    "Doctors in Bab al-Hawa said that they were short of blood.",
)
NEXT_DAY = article(
    "2024-11-27",
    "Drone kills four in Atarib",
    "A drone fired a missile at a bakery in the town of al-Atarib on Wednesday, killing four people and wounding "
    "seven, rescuers said.",
    "Ambulances took the wounded to Bab al-Hawa.",
)
BACKGROUND = article(
    "2024-11-26",
    "Atarib, a town at the front",
    "Al-Atarib, a town west of Aleppo, has been shelled for years. Its market was bombed in 2017; drones have added "
    "to the danger, and rescuers dig out the dead.",
    "Most of the wounded are taken to Bab al-Hawa at the Turkish border, where doctors are few.",
)


@pytest.mark.parametrize(
    ("other", "together"),
    [(TOLD_ELSEWHERE, True), (NEXT_DAY, False), (BACKGROUND, False)],
    ids=["other words", "the next day", "background"],
)
def test_another_article_is_of_the_story_or_not(tmp_path: Path, other: Invented, together: bool) -> None:
    """Other words for one event are; another strike on the same town the day after, and background, are not."""
    corpus = told(tmp_path / "a.db", [STRIKE.text, other.text])
    assert bool(corpus.stories()) == together


def test_without_a_date_the_weekday_tells(tmp_path: Path) -> None:
    """Of a report whose capture has no date, what it says of the day counts, and less."""
    undated = Invented("", "reuters", None, "en", TOLD_ELSEWHERE.headline, TOLD_ELSEWHERE.paragraphs)
    corpus = told(tmp_path / "a.db", [STRIKE.text, undated.text])
    assert corpus.rows("SELECT DISTINCT days FROM story_articles") == [("Tuesday",)]
    dated = told(tmp_path / "b.db", [STRIKE.text, TOLD_ELSEWHERE.text])
    score = "SELECT max(score) FROM story_links"
    assert str(corpus.rows(score)[0][0]) < str(dated.rows(score)[0][0])
