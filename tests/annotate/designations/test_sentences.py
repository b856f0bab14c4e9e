"""Sentences in English and Arabic, with all their designations: the words, the actor and the voice."""

from pathlib import Path

import pytest

from syria_iraq_archive.pipeline import Pipeline
from tests.annotate.designations.readings import Marked, found, marked_texts

FOLDER = Path(__file__).parent
TEXTS = [marked for name in ("seen.txt", "unseen.txt") for marked in marked_texts(FOLDER / name)]


@pytest.mark.parametrize(("text", "marked"), TEXTS, ids=[str(number) for number in range(len(TEXTS))])
def test_a_text_gives_the_designations_marked_in_it(pipeline: Pipeline, text: str, marked: list[Marked]) -> None:
    """Neither more nor less, each with its actor and its voice."""
    assert [Marked(one.span.start, one.surface, one.actor, one.voice) for one in found(pipeline, text)] == marked
