"""The parser finds exactly the blocks of the annotation: the same spans, roles and copies."""

from typing import Any

import pytest

from syria_iraq_archive.capture.encodings import decode
from syria_iraq_archive.parse import Vocabulary, parse_text
from tests.annotated import Annotated, annotated_seeds, samples

# Invented captures that the parser doesn't read as annotated yet, and why. If it learns to read one, its test fails.
NOT_YET = {
    "u-cp1252-magazine": "a kicker of three words stands apart from its headline, as labels of a site do",
    "u-personal-blog": "a blog's title and motto stand above its date, its post's title below",
    "u-reposted-agencies": "EXCLUSIVE may be a kicker or a section label",
    "u-two-long-lines": "a whole page on two lines: nothing marks where its parts begin",
    "w-reuters-longline": "a whole page on two lines: nothing marks where its parts begin",
}


def expected(gold: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [(b["start"], b["end"], b["role"], b["article"], b.get("repeats")) for b in gold["blocks"]]


def found(data: bytes, vocabulary: Vocabulary) -> list[tuple[Any, ...]]:
    blocks, _ = parse_text(decode(data)[0], vocabulary)
    return [(b.span.start, b.span.end, b.role.value, b.article, b.repeats) for b in blocks]


@pytest.mark.parametrize("capture", list(annotated_seeds()), ids=lambda capture: capture.name)
def test_a_seed_is_read_exactly_as_annotated(capture: Annotated, vocabulary: Vocabulary) -> None:
    """The five seeds are annotated by hand."""
    assert found(capture.data, vocabulary) == expected(capture.gold)


def _marked(capture: Annotated) -> Any:
    reason = NOT_YET.get(capture.name)
    marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
    return pytest.param(capture, id=capture.name, marks=marks)


@pytest.mark.parametrize("capture", [_marked(sample) for sample in samples()])
def test_a_sample_is_read_exactly_as_annotated(capture: Annotated, vocabulary: Vocabulary) -> None:
    """The samples are written with their annotation."""
    assert found(capture.data, vocabulary) == expected(capture.gold)
