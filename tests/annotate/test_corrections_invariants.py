"""Any corrections at all: nothing of a capture is lost, and those that can't be applied say why."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from syria_iraq_archive.errors import CaptureRejected
from syria_iraq_archive.pipeline import Pipeline
from syria_iraq_archive.records import Fate, ParsedCapture, Role
from syria_iraq_archive.registry.load import load_registry
from syria_iraq_archive.registry.models import CORRECTION, Correction, Opens, RoleCorrection
from tests.annotated import samples
from tests.conftest import ROOT
from tests.parse.test_invariants import check, composed

pytestmark = pytest.mark.long

PIPELINE = Pipeline(load_registry(ROOT / "data"))
TOLD = {"reason": "r", "by": "b", "on": "2026-01-01"}


@cache
def captures() -> tuple[bytes, ...]:
    """The samples, in all their layouts."""
    return tuple(sample.data for sample in samples())


@st.composite
def quotes(draw: st.DrawFn, parsed: ParsedCapture) -> dict[str, object]:
    """The text of a block, or any characters of the capture, and maybe an occurrence."""
    text = parsed.capture.text
    if draw(st.booleans()):
        quote = draw(st.sampled_from(parsed.blocks)).span.of(text)
    else:
        start = draw(st.integers(0, len(text) - 1))
        quote = text[start : draw(st.integers(start + 1, min(len(text), start + 400)))]
    return {"quote": quote, "occurrence": draw(st.sampled_from([None, 1, 1, 2, 3]))}


@st.composite
def corrections(draw: st.DrawFn, parsed: ParsedCapture) -> tuple[Correction, ...]:
    """Some corrections of a capture, of any kind, many of which contradict each other or can't be applied."""
    actor = st.sampled_from([None, "iraq", "syria"])
    kinds = {
        "role": st.sampled_from(list(Role)),
        "opening": st.sampled_from(list(Opens)),
        "headline": st.sampled_from([None, "A"]),
        "mention": actor,
        "actor": actor,
        "speaker": st.sampled_from([None, "iraq", "he", "the"]),
        "hearer": actor,
        "place": st.sampled_from([None, "raqqa", "raqqa or raqqa-governorate"]),
    }
    made: list[Correction] = []
    for field in draw(st.lists(st.sampled_from([*kinds, "role"]), max_size=6)):
        entry: dict[str, object] = {"capture": parsed.capture.sha256, "field": field, "value": draw(kinds[field])}
        if field not in ("role", "opening"):
            entry["article"] = draw(st.integers(1, 3))
        if field == "actor":
            entry["instead_of"] = draw(st.sampled_from(["iraq", "united-states"]))
        made.append(CORRECTION.validate_python(entry | draw(quotes(parsed)) | TOLD))
    return tuple(made)


def hold(data: bytes, draw: st.DataObject) -> None:
    try:
        parsed = PIPELINE.run(data, "any.txt")
    except CaptureRejected:
        return
    made = draw.draw(corrections(parsed))
    corrected = PIPELINE.corrected(made).run(data, "any.txt")
    check(corrected, data)
    assert len(corrected.corrections) == len(made)
    blocks = {(block.span, block.role) for block in corrected.blocks if block.rule == "curated"}
    for correction, replayed in zip(made, corrected.corrections, strict=True):
        assert (replayed.problem is None) == (replayed.fate is not Fate.STALE)
        if isinstance(correction, RoleCorrection) and replayed.fate is Fate.APPLIED:
            assert (replayed.span, correction.value) in blocks
    for article in corrected.articles:
        ends = [0, *(mention.span.end for mention in article.mentions)]
        assert all(one.span.start >= end for one, end in zip(article.mentions, ends, strict=False))
        ends = [0, *(place.span.end for place in article.places)]
        assert all(one.span.start >= end for one, end in zip(article.places, ends, strict=False))


@given(composed, st.data())
@settings(max_examples=100, deadline=None)
def test_the_invariants_hold_for_any_corrections_of_any_composed_capture(text: str, draw: st.DataObject) -> None:
    hold(text.encode(), draw)


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_the_invariants_hold_for_any_corrections_of_any_sample(draw: st.DataObject) -> None:
    hold(draw.draw(st.sampled_from(captures())), draw)
