"""The hand-annotated seeds: all speech of three words or more, who says it, and to whom."""

import pytest

from syria_iraq_archive.annotate.quotes import QuoteFinder
from syria_iraq_archive.pipeline import Pipeline
from syria_iraq_archive.records import Quote
from syria_iraq_archive.registry.load import Registry
from tests.annotated import Annotated, annotated_seeds


def quotes_of(capture: Annotated, pipeline: Pipeline, registry: Registry) -> list[Quote]:
    parsed = pipeline.run(capture.data, capture.name)
    finder = QuoteFinder(registry)
    return [
        quote
        for article in parsed.articles
        for quote in finder.find(
            parsed.capture.text,
            [block for block in parsed.blocks if block.article == article.seq],
            article.mentions,
        )
    ]


@pytest.mark.parametrize("capture", list(annotated_seeds()), ids=lambda capture: capture.name)
def test_exactly_the_annotated_speech_is_found_with_its_speakers(
    capture: Annotated, pipeline: Pipeline, registry: Registry
) -> None:
    found = [
        (*quote.span, " ".join(quote.speaker.split()) if quote.speaker else None, quote.actor, quote.told_to)
        for quote in quotes_of(capture, pipeline, registry)
        if quote.kind == "speech" and len(quote.text.split()) > 2
    ]
    assert found == [
        (quote["start"], quote["end"], quote["speaker"], quote["actor"], quote["told_to"])
        for quote in capture.gold["quotes"]
    ]
