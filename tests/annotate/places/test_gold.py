"""The hand-annotated seeds: every place named, which it is, and how precisely."""

import pytest

from syria_iraq_archive.pipeline import Pipeline
from syria_iraq_archive.registry.load import Registry
from tests.annotated import Annotated, annotated_seeds


@pytest.mark.parametrize("capture", list(annotated_seeds()), ids=lambda capture: capture.name)
def test_exactly_the_annotated_places_are_found(capture: Annotated, pipeline: Pipeline, registry: Registry) -> None:
    """Spans, places, kinds, countries, precision and candidates are those of the annotation."""
    found = []
    for article in pipeline.run(capture.data, capture.name).articles:
        for one in article.places:
            place = registry.gazetteer[one.place or one.candidates[0]]
            kind = place.kind.value if one.place else None
            told = (*one.span, one.surface, one.place, kind, place.country, one.precision, list(one.candidates))
            found.append((*told, article.seq))
    assert found == [
        (
            *(each["start"], each["end"], each["surface"], each["place"], each["kind"], each["country"]),
            *(each["precision"], each.get("candidates", []), each["article"]),
        )
        for each in capture.gold["places"]
    ]
