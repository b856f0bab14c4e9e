"""W3C Web Annotations: what is said of a capture, pinned to its characters."""

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest

from syria_iraq_archive.corpus.query import Question
from tests.export.conftest import Export
from tests.export.corpora import CAPTURES
from tests.export.schemas import ANNOTATION_PAGE

HAMA_SHA = CAPTURES[0].capture.sha256


@pytest.fixture
def annotations(export: Export) -> list[Any]:
    """The annotations of the page."""
    items: list[Any] = json.loads(export("web-annotation"))["items"]
    return items


def targets(annotation: Any) -> list[Any]:
    """The targets of an annotation, whether it has one or several."""
    target = annotation["target"]
    return target if isinstance(target, list) else [target]


def test_a_page_has_the_form_that_w3c_prescribes(export: Export) -> None:
    """Terms of our own have a prefix that the context declares."""
    page = json.loads(export("web-annotation"))
    jsonschema.validate(page, ANNOTATION_PAGE)
    assert page["@context"][1] == {"archive": "urn:syria-iraq-archive:term:"}


def test_every_mention_quote_and_claim_is_annotated_once(
    annotations: list[Any], connection: sqlite3.Connection
) -> None:
    """Each annotation has an id of its own."""
    (expected,) = connection.execute(
        "SELECT (SELECT count(*) FROM mentions) + (SELECT count(*) FROM quotes) + "
        "(SELECT count(*) FROM (SELECT DISTINCT article_id, seq FROM claims))"
    ).fetchone()
    assert len(annotations) == len({annotation["id"] for annotation in annotations}) == expected


def test_both_selectors_select_the_same_words(annotations: list[Any], connection: sqlite3.Connection) -> None:
    """By position in code points, and by the words with those around them."""
    texts = dict(map(tuple, connection.execute("SELECT 'urn:sha256:' || sha256, text FROM captures")))
    selected = list(selections(annotations))
    assert len(selected) > 10
    for source, position, words in selected:
        text = texts[source]
        start, end = position["start"], position["end"]
        assert text[start:end] == words["exact"]
        assert text[:start].endswith(words["prefix"])
        assert text[end:].startswith(words["suffix"])
        assert len(words["prefix"]) == min(start, 32)


def selections(annotations: list[Any]) -> Iterator[tuple[str, Any, Any]]:
    """The capture and the two selectors of every target that has selectors."""
    for annotation in annotations:
        for target in targets(annotation):
            if "selector" in target:
                yield (target["source"], *target["selector"])


def test_a_claim_targets_all_its_evidence(annotations: list[Any]) -> None:
    """A claim without evidence targets the whole capture."""
    by_id = {annotation["id"]: annotation for annotation in annotations}
    published = by_id[f"urn:sha256:{HAMA_SHA}#article-1-claim-1"]
    assert [target["selector"][1]["exact"] for target in targets(published)] == ["December 3, 2024", "on Tuesday"]
    assert published["body"][0]["archive:field"] == "published"
    assert published["archive:basis"] == "inferred"
    unknown = by_id[f"urn:sha256:{CAPTURES[1].capture.sha256}#article-1-claim-0"]
    assert unknown["body"][0]["value"] == "unknown"
    assert "selector" not in unknown["target"]


def test_a_mention_identifies_its_actor(annotations: list[Any]) -> None:
    """A name says to people who it is, an IRI to programs."""
    mention = next(each for each in annotations if each["id"].endswith("-turkey"))
    assert mention["motivation"] == "identifying"
    assert mention["body"][0]["source"] == "urn:syria-iraq-archive:actor:turkey"
    assert mention["body"][1]["value"] == "Turkey"


def test_a_page_is_called_by_its_articles(export: Export) -> None:
    """Other articles make another page."""
    names = {
        json.loads(export("web-annotation", question))["id"]
        for question in (Question(), Question(text="hama"), Question(sources=("example-news",), text="hama"))
    }
    assert len(names) == 2
