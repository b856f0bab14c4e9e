"""What holds for the expressions of time in any text."""

from datetime import date, timedelta
from time import process_time
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syria_iraq_archive.annotate.inferred_publication import weekday_evidence
from syria_iraq_archive.annotate.times import as_mentions, find_expressions, place_in_calendar, tokens
from syria_iraq_archive.annotate.times.time_words import ARABIC_WORDS, ENGLISH_WORDS
from syria_iraq_archive.records import Block, Role
from syria_iraq_archive.spans import Span

NUMBERS = "2014 1500 31 30 29 0 9999 12:30 25:99 9 p.m. 1990s 00s 99th 2024-02-31 31/02/2024 2,000 1.5 ½ ² و2017 للعام"
NAMES = "Monday Friday May March February Sept. ’s $ %"
WORDS = st.sampled_from([*ENGLISH_WORDS, *ARABIC_WORDS, *NUMBERS.split(), *NAMES.split()])
LISTS = st.lists(WORDS, max_size=30)
TEXTS = st.one_of(st.text(max_size=300), LISTS.map(" ".join), LISTS.map("-".join), LISTS.map("".join))
PUBLISHED = st.none() | st.tuples(st.dates(max_value=date(9999, 1, 1)), st.integers(0, 40)).map(
    lambda pair: (pair[0], pair[0] + timedelta(days=pair[1]))
)


@given(TEXTS, PUBLISHED, st.sampled_from(["en", "ar", "fr", None]))
def test_spans_of_any_text_are_in_order_and_apart_and_its_days_are_in_order(
    text: str, published: tuple[date, date] | None, language: str | None
) -> None:
    blocks = [Block(seq=0, role=Role.PARAGRAPH, span=Span(0, len(text)), rule="test", article=1)]
    reached = 0
    for found in as_mentions(text, place_in_calendar(find_expressions(text, blocks, language), published)):
        assert reached <= found.span.start < found.span.end <= len(text)
        assert found.surface == found.span.of(text)
        assert (found.earliest is None) == (found.latest is None)
        assert (found.earliest or "") <= (found.latest or "")
        assert found.timex
        reached = found.span.end


PLAIN_WORDS = "left the, city\nof al-Rai U.S. Hama: مدينة *year Fridays, then"
MIXED = st.lists(WORDS | st.sampled_from(PLAIN_WORDS.split(" ")), max_size=30).map(" ".join)


@given(TEXTS | MIXED, st.sampled_from(["en", "ar", "fr", None]))
def test_no_expression_holds_a_word_that_is_left_unread(text: str, language: str | None) -> None:
    blocks = [Block(seq=0, role=Role.PARAGRAPH, span=Span(0, len(text)), rule="test", article=1)]
    found = [(one.span, one.rule) for one in find_expressions(text, blocks, language)]
    with patch.object(tokens, "stretches", lambda folded, _lexicon: [(0, len(folded))]):
        assert found == [(one.span, one.rule) for one in find_expressions(text, blocks, language)]


@given(TEXTS, st.sampled_from(["en", "ar", None]))
def test_each_weekday_is_evidence_once(text: str, language: str | None) -> None:
    blocks = [Block(seq=0, role=Role.PARAGRAPH, span=Span(0, len(text)), rule="test", article=1)]
    found = [day for day, _ in weekday_evidence(text, find_expressions(text, blocks, language))]
    assert len(found) == len(set(found)) <= 7


@pytest.mark.parametrize("unit", ["twenty-", "the ", "2014-", "Monday ", "the past two ", "from 2014 to ", "منذ "])
def test_the_time_grows_with_the_length_of_a_text_not_faster(unit: str) -> None:
    def seconds(length: int) -> float:
        text = (unit * length)[:length]
        blocks = [Block(seq=0, role=Role.PARAGRAPH, span=Span(0, length), rule="test", article=1)]
        begun = process_time()
        as_mentions(text, place_in_calendar(find_expressions(text, blocks, None), (date(2024, 12, 3),) * 2))
        return process_time() - begun

    short, long = (min(seconds(length) for _ in range(3)) for length in (10_000, 40_000))
    assert long < 8 * short + 0.1  # quadratic would be sixteen times
