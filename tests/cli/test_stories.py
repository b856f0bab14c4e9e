"""Stories on the command line: ``archive stories``, ``archive compare``, ``show``, ``query --one-per-story``."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import on_terminal, run
from tests.corpus.stories.invented import Invented, read_half, told

ARTICLES = read_half("tuned")[:9]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three stories of three articles each, two of them of one town."""
    return told(tmp_path_factory.mktemp("stories") / "a.db", [article.text for article in ARTICLES]).path


def listed(corpus: Path, *options: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(run("stories", *options, "--db", corpus, "--json").stdout)
    return found


def headlines_of(story: str) -> set[str]:
    return {article.headline for article in ARTICLES if article.story == story}


def test_stories_are_listed_newest_first(corpus: Path) -> None:
    """Each with its first article, and how many report it."""
    rows = listed(corpus)
    assert [row["latest"] for row in rows] == sorted((row["latest"] for row in rows), reverse=True, key=str)
    assert {str(row["headline"]) for row in rows} <= {article.headline for article in ARTICLES}
    assert rows[0]["articles"] == 3
    assert rows[0]["sources"] == "anadolu | asharq-al-awsat | daily-sabah"


def test_options_choose_the_stories_of_which_an_article_fits(corpus: Path) -> None:
    """By text, day, source, actor, number of articles and outlets."""
    (only,) = listed(corpus, "--actor", "yasar-guler")
    assert only["headline"] in headlines_of("a1-guler")
    assert listed(corpus, "--source", "daily-sabah") == [only]
    assert listed(corpus, "--text", "Hatay") == [only]
    assert listed(corpus, "--on", "2024-11-29") == [only]
    assert listed(corpus, "--articles", "4") == listed(corpus, "--outlets", "4") == []
    assert listed(corpus, "--limit", "1") == [only]


def test_a_key_lists_the_articles_of_its_story_with_what_links_them(corpus: Path) -> None:
    """Whichever of them it is of."""
    keys = [article.key for article in ARTICLES if article.story == "a1-guler"]
    lists = [listed(corpus, key) for key in keys]
    assert lists[0] == lists[1] == lists[2]
    assert {row["key"] for row in lists[0]} == set(keys)
    assert all("yasar-guler" in str(row["actors"]) for row in lists[0])
    assert [row["place"] for row in lists[0]] == [1, 2, 3]


def test_stories_come_in_every_format(corpus: Path) -> None:
    """As all listings do."""
    rows = list(csv.DictReader(io.StringIO(run("stories", "--db", corpus, "--csv").stdout)))
    assert [row["story"] for row in rows] == [row["story"] for row in listed(corpus)]


def test_one_for_each_story_is_the_first_that_fulfils_all_else(corpus: Path) -> None:
    """So that asking for an outlet finds its own report."""
    options = ("query", "--one-per-story", "--db", corpus, "--undated", "--json")
    found = {row["headline"] for row in json.loads(run(*options).stdout)}
    assert len(found & headlines_of("a1-guler")) == 1
    (own,) = json.loads(run(*options, "--source", "daily-sabah").stdout)
    assert own["source"] == "daily-sabah"
    everything = json.loads(run("query", "--db", corpus, "--undated", "--json").stdout)
    count = run("query", "--one-per-story", "--undated", "--count", "--db", corpus).stdout
    assert int(count) == len(found) < len(everything)


def pair(story: str, language: str = "en") -> tuple[Invented, Invented]:
    one, other, *_ = (each for each in ARTICLES if each.story == story and each.language == language)
    return one, other


def test_two_articles_are_set_side_by_side(corpus: Path) -> None:
    """What both name, what only one names, and what only one says."""
    one, other = pair("a1-market")
    rows = json.loads(run("compare", one.key, other.key, "--db", corpus, "--json").stdout)
    held = {(row["kind"], row["value"]): (row["one"] > 0, row["other"] > 0) for row in rows}
    assert held["day", "2024-11-26"] == (True, True)
    assert held["number", "9"] == (True, True)
    assert held["number", "24"] == (True, False)
    assert held["number", "46"] == (False, True)
    assert held["actor", "white-helmets"] == (True, False)
    only = [value for kind, value in held if kind == "only one says"]
    assert "The Syrian army did not comment." in only
    assert not any("killing nine people" in value for value in only)


def test_what_is_compared_is_the_same_from_the_other_side(corpus: Path) -> None:
    """With the columns exchanged."""
    one, other = pair("a1-market")
    there, back = (
        {(row["kind"], row["value"], row["one"], row["other"]) for row in json.loads(done.stdout)}
        for done in (
            run("compare", one.key, other.key, "--db", corpus, "--json"),
            run("compare", other.key, one.key, "--db", corpus, "--json"),
        )
    )
    assert there == {(kind, value, second, first) for kind, value, first, second in back}


def test_sentences_of_two_languages_are_not_compared(corpus: Path) -> None:
    """On a terminal that is said; all else is."""
    one, other = (next(each for each in ARTICLES if each.language == language) for language in ("en", "ar"))
    text = on_terminal("compare", one.key, other.key, "--db", str(corpus))
    assert "different languages" in text
    assert "Actors" in text
    assert "What only one says" not in text


def test_show_names_who_else_reports_the_event(corpus: Path) -> None:
    """With what links them."""
    article = next(each for each in ARTICLES if each.outlet == "daily-sabah")
    shown = run("show", article.key, "--db", corpus).stdout
    assert "The same event" in shown
    assert "Turkish defense chief inspects troops in Hatay as Idlib heats up" in shown
    assert "days: 2024-11-28" in shown
    told_as_json = json.loads(run("show", article.key, "--db", corpus, "--json").stdout)
    assert len(told_as_json["story"]) == 3
