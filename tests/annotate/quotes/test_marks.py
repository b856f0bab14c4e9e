"""Where quotation marks open and close: tables of paragraphs and the quotations found in them."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syria_iraq_archive.annotate.quotes.marks import Quotation, find_quotations
from syria_iraq_archive.spans import Span


def _with_nested(quotations: tuple[Quotation, ...]) -> Iterator[Quotation]:
    """The quotations and all inside them, in the order of the text."""
    for one in quotations:
        yield one
        yield from _with_nested(one.nested)


def quotations(text: str, *, carries_on: bool = False) -> list[str]:
    return [one.span.of(text) for one in _with_nested(find_quotations(text, Span(0, len(text)), carries_on=carries_on))]


@pytest.mark.parametrize(
    ("paragraph", "found"),
    [
        ("He said “we stay” and left.", ["“we stay”"]),
        ('He said "we stay" and left.', ['"we stay"']),
        ("Er sagte „wir bleiben“ und ging.", ["„wir bleiben“"]),
        ("Il dit « nous restons » et part.", ["« nous restons »"]),
        ("Er sagte »wir bleiben« und ging.", ["»wir bleiben«"]),
        ("وقال «نبقى هنا» ثم غادر.", ["«نبقى هنا»"]),
        ("بين «نبقى هنا» و«نغادر» لـ«النهر».", ["«نبقى هنا»", "«نغادر»", "«النهر»"]),
        ("وقال لو«نبقى» وهو\"نغادر\" ثم غادر.", []),
        ("‘We stay,’ he said.", ["‘We stay,’"]),
        ("'We stay,' he said.", ["'We stay,'"]),
        ("“a” and “b”", ["“a”", "“b”"]),
        ("“They said ‘go home’ to us,” he said.", ["“They said ‘go home’ to us,”", "‘go home’"]),
        ("“They said “go home” to us,” he said.", ["“They said “go home” to us,”", "“go home”"]),
        ("«Il a dit “partez” hier», dit-il.", ["«Il a dit “partez” hier»", "“partez”"]),
        ("“mixed marks\" are closed", ["“mixed marks\""]),
    ],
)  # fmt: skip
def test_marks_open_and_close_in_every_style(paragraph: str, found: list[str]) -> None:
    assert quotations(paragraph) == found


@pytest.mark.parametrize(
    "paragraph",
    [
        "Iraq's men don't and won't; the boys' books aren't theirs.",
        "Iraq’s men don’t and won’t; the boys’ books aren’t theirs.",
        "The '90s, rock 'n' roll, 'em all.",
        "He is 5'10\" tall.",
        'A stray ” and a stray " .',
        "”",
    ],
)
def test_apostrophes_and_stray_marks_are_no_quotes(paragraph: str) -> None:
    assert quotations(paragraph) == []


@pytest.mark.parametrize(
    ("paragraph", "found"),
    [
        ("“We stay and fight.", ["“We stay and fight."]),
        ('"We stay and fight.', ['"We stay and fight.']),
        ("He said: “We stay.", ["“We stay."]),
        ("“We stay, he said. “We fight.”", ["“We stay, he said.", "“We fight.”"]),
    ],
)
def test_an_unclosed_quotation_ends_with_the_paragraph_or_at_the_next_one(paragraph: str, found: list[str]) -> None:
    assert quotations(paragraph) == found


def test_an_unclosed_quotation_that_goes_on_in_the_next_paragraph_keeps_those_inside() -> None:
    assert quotations("“They said “go” and left.", carries_on=True) == ["“They said “go” and left.", "“go”"]


_TEXTS = st.text(alphabet="ab .,'’‘“”\"«»„‹›-!?\nقA1", max_size=60)


@given(_TEXTS, st.booleans())
def test_quotations_of_any_text_are_in_order_begin_with_a_mark_and_lie_inside_it(text: str, carries_on: bool) -> None:
    found = find_quotations(text, Span(0, len(text)), carries_on=carries_on)
    assert list(found) == sorted(found)
    for before, after in pairwise(found):
        assert before.span.end <= after.span.start
    for one in _with_nested(found):
        assert 0 <= one.span.start < one.inner.start <= one.inner.end <= one.span.end <= len(text)
        assert all(one.inner.contains(inside.span) for inside in one.nested)
