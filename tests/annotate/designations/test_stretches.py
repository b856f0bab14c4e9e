"""Only stretches of a block that may have labels are read, and what is found in them is what is found in the whole."""

from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import pytest

from syria_iraq_archive.annotate.designations.label_words import LabelReader
from syria_iraq_archive.pipeline import Pipeline
from tests.annotate.designations.readings import found, marked_texts

HERE = Path(__file__).parent
TEXTS = [text for name in ("seen.txt", "unseen.txt") for text, _ in marked_texts(HERE / name)]

Read = Callable[[str], list[str]]


@pytest.fixture(scope="module")
def labels(pipeline: Pipeline) -> Read:
    return lambda text: [one.surface for one in found(pipeline, text)]


def test_stretches_give_what_whole_blocks_give(pipeline: Pipeline) -> None:
    """No label is missed because nothing was read there."""
    read = [found(pipeline, text) for text in TEXTS]
    with patch.object(LabelReader, "stretches", lambda _self, _text, block, *_rest, **_named: [block]):
        assert [found(pipeline, text) for text in TEXTS] == read
    assert any(read)


def test_vowel_signs_make_no_difference_to_where_a_label_is(labels: Read) -> None:
    """Words are sought without them, and found where they are printed."""
    assert labels("دَخَلَت الفصائلُ المسلّحةُ القريةَ أمسِ بعد معارك طويلة.") == ["الفصائلُ المسلّحةُ"]
    assert labels("دخلت الفصائل المسلحة القرية أمس بعد معارك طويلة.") == ["الفصائل المسلحة"]


def test_an_accusative_is_sought_too(labels: Read) -> None:
    """It has one letter more."""
    assert labels("قالت إنها ليست تنظيماً إرهابياً في هذه البلاد.") == ["تنظيماً إرهابياً"]
    assert labels("قالت إنها ليست برنامجاً زراعياً في هذه البلاد.") == []


def test_between_marks_a_nationality_is_enough(labels: Read) -> None:
    """A quotation may be a label as a whole; the same words without marks are none."""
    assert labels("He thanked the “Syrian officials” for that.") == ["Syrian officials"]
    assert labels("He thanked the Syrian officials for that.") == []
