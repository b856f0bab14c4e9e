"""JSON Lines and JSON-LD: whole articles."""

import json
import sqlite3
from typing import Any

import jsonschema
import pytest

from syria_iraq_archive.cli.commands.parse import article_json
from syria_iraq_archive.corpus.query import Question
from tests.export.conftest import Export
from tests.export.corpora import CAPTURES, DOHA, FIRST, HAMA, SECOND
from tests.export.schemas import NEWS_ARTICLES


@pytest.fixture
def lines(export: Export) -> dict[str, Any]:
    """The articles of a JSON Lines file, by key."""
    return {article["key"]: article for article in map(json.loads, export("jsonl").split("\n")[:-1])}


@pytest.fixture
def graph(export: Export) -> dict[str, Any]:
    """The articles of a JSON-LD document, by key."""
    return {article["identifier"]: article for article in json.loads(export("jsonld"))["@graph"]}


def test_a_line_says_all_that_parsing_said(lines: dict[str, Any]) -> None:
    """The names of the fields are the same, so that a tool can read both."""
    for capture in CAPTURES:
        for article in capture.articles:
            parsed = article_json(capture, article, blocks=True)
            exported = lines[parsed["key"]]
            assert exported["capture"]["path"] == parsed.pop("path")
            del parsed["source_basis"]  # it follows from the claims
            for name, value in parsed.items():
                assert_within(value, exported[name])


def assert_within(part: Any, whole: Any) -> None:
    """Assert that `whole` is `part`, or has more fields."""
    if isinstance(part, dict):
        for name in part:
            assert_within(part[name], whole[name])
    elif isinstance(part, list):
        assert len(part) == len(whole)
        for one, other in zip(part, whole, strict=True):
            assert_within(one, other)
    else:
        assert part == whole


def test_a_line_leads_back_to_its_capture(lines: dict[str, Any], connection: sqlite3.Connection) -> None:
    """By hash, path and encoding; its offsets count in the capture's text."""
    for article in lines.values():
        capture = connection.execute(
            "SELECT * FROM captures WHERE sha256 = ?", (article["capture"]["sha256"],)
        ).fetchone()
        names = ("sha256", "path", "size", "encoding", "format", "uri", "captured_at")
        assert article["capture"] == {name: capture[name] for name in names}
        evidence = [span for claim in article["claims"] for span in claim["evidence"]]
        for span in (*article["blocks"], *evidence):
            assert capture["text"][span["start"] : span["end"]] == span["text"]


def test_a_claim_has_all_its_evidence(lines: dict[str, Any]) -> None:
    """A claim without evidence has an empty list."""
    assert [span["text"] for span in lines[HAMA]["claims"][1]["evidence"]] == ["December 3, 2024", "on Tuesday"]
    assert [claim["evidence"] for claim in lines[DOHA]["claims"]] == [[], []]


def test_other_scripts_are_legible(export: Export) -> None:
    """They are not written as escapes."""
    assert "تركيا" in export("jsonl")


def test_jsonld_has_the_form_of_news_articles(export: Export) -> None:
    """All properties are properties that schema.org gives a NewsArticle."""
    jsonschema.validate(json.loads(export("jsonld")), NEWS_ARTICLES)


def test_a_news_article_says_what_is_known(graph: dict[str, Any]) -> None:
    """It leaves out what isn't known."""
    article = graph[FIRST]
    assert article["publisher"]["name"] == "Other News"
    assert article["datePublished"] == "2024-12-04"
    assert [actor["@id"] for actor in article["mentions"]] == [
        "urn:syria-iraq-archive:actor:iran",
        "urn:syria-iraq-archive:actor:other-news",
    ]
    assert article["mentions"][1]["@type"] == "NewsMediaOrganization"
    assert article["hasPart"][0]["spokenByCharacter"]["name"] == "Iran"
    assert {"publisher", "datePublished", "publication", "author"}.isdisjoint(graph[DOHA])
    assert "headline" not in graph[SECOND]
    assert graph[SECOND]["datePublished"] == "2024-11"


def test_a_date_between_two_days_is_an_event(graph: dict[str, Any]) -> None:
    """schema.org has no such date."""
    assert graph[HAMA]["publication"]["startDate"] == "2024-12-03"
    assert graph[HAMA]["publication"]["endDate"] == "2024-12-09"
    assert "datePublished" not in graph[HAMA]


@pytest.mark.parametrize("name", ["jsonl", "csl-json", "jsonld"])
@pytest.mark.parametrize(
    ("question", "found"),
    [
        (Question(sources=("example-news",)), [HAMA, SECOND]),
        (Question(text="hama"), [HAMA]),
        (Question(actors=("iran",)), [FIRST, DOHA]),
        (Question(earliest="1999-01-01", latest="1999-12-31"), []),
    ],
)
def test_filters_choose_articles(export: Export, name: str, question: Question, found: list[str]) -> None:
    """They are the articles that `archive query` finds."""
    text = export(name, question)
    content: Any = [json.loads(line) for line in text.split("\n")[:-1]] if name == "jsonl" else json.loads(text)
    articles = content["@graph"] if name == "jsonld" else content
    assert [article.get("key") or article.get("identifier") or article["id"] for article in articles] == found
