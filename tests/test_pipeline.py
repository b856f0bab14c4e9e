"""What the pipeline says of an article: its fields, images, source, date and actors, against the annotations."""

from typing import Any

import pytest

from syria_iraq_archive.pipeline import Pipeline
from syria_iraq_archive.records import Article, Basis, Claim, ParsedCapture
from tests.annotated import Annotated, annotated_seeds, samples
from tests.parse.test_gold import NOT_YET

FIELDS = ("headline", "kicker", "standfirst", "byline", "dateline", "language", "words")
CAPTURES = [*annotated_seeds(), *(sample for sample in samples() if sample.name not in NOT_YET)]


def pairs(pipeline: Pipeline, capture: Annotated) -> list[tuple[dict[str, Any], Article, ParsedCapture]]:
    parsed = pipeline.run(capture.data, capture.name)
    return [(gold, article, parsed) for gold, article in zip(capture.gold["articles"], parsed.articles, strict=True)]


def parsed_claim(article: Article, field: str) -> Claim:
    return next(claim for claim in article.claims if claim.field == field and claim.basis is not Basis.CURATED)


@pytest.mark.parametrize("capture", CAPTURES, ids=lambda capture: capture.name)
def test_fields_are_as_annotated(capture: Annotated, pipeline: Pipeline) -> None:
    for gold, article, _ in pairs(pipeline, capture):
        assert {field: getattr(article, field) for field in FIELDS} == {field: gold[field] for field in FIELDS}


@pytest.mark.parametrize("capture", CAPTURES, ids=lambda capture: capture.name)
def test_the_source_has_the_annotated_evidence(capture: Annotated, pipeline: Pipeline) -> None:
    for gold, article, parsed in pairs(pipeline, capture):
        claim = parsed_claim(article, "source")
        assert (claim.value, claim.basis.value) == (gold["source"], gold["source_basis"])
        assert all(gold["source_evidence"] in span.of(parsed.capture.text) for span in claim.evidence)


@pytest.mark.parametrize("capture", CAPTURES, ids=lambda capture: capture.name)
def test_the_publication_date_is_as_annotated_or_unknown(capture: Annotated, pipeline: Pipeline) -> None:
    for gold, article, parsed in pairs(pipeline, capture):
        claim = parsed_claim(article, "published")
        assert (claim.value, claim.basis.value) == (gold["published"], gold["published_basis"])
        if "published_evidence" in gold:
            assert [span.of(parsed.capture.text) for span in claim.evidence] == gold["published_evidence"]


@pytest.mark.parametrize("capture", CAPTURES, ids=lambda capture: capture.name)
def test_images_are_folded_as_annotated(capture: Annotated, pipeline: Pipeline) -> None:
    for gold, article, _ in pairs(pipeline, capture):
        assert [image.model_dump(exclude={"block"}) for image in article.images] == gold["images"]


@pytest.mark.parametrize(
    "capture", [c for c in CAPTURES if any("actors" in a for a in c.gold["articles"])], ids=lambda capture: capture.name
)
def test_exactly_the_annotated_actors_are_found(capture: Annotated, pipeline: Pipeline) -> None:
    for gold, article, _ in pairs(pipeline, capture):
        if "actors" in gold:
            found = {mention.actor for mention in article.mentions}
            assert found >= set(gold["actors"])
            assert found <= {*gold["actors"], *gold.get("actors_optional", ())}


def test_the_curated_dates_of_undated_seeds_count(pipeline: Pipeline) -> None:
    curated = [
        (article.published_basis, article.published_earliest, article.published_latest)
        for capture in annotated_seeds()
        for gold, article, _ in pairs(pipeline, capture)
        if gold["published"] is None
    ]
    assert curated == [("curated", "2024-11-28", "2024-12-07"), ("curated", "2024-11-30", "2024-12-04")]
