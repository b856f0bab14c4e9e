"""Sentences: what divides a block, and what only looks as if it did."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syria_iraq_archive.annotate.sentences import DIVIDED, find_sentences
from syria_iraq_archive.records import Block, Role
from syria_iraq_archive.spans import Span

# Each text with its sentences divided by " | ".
DIVISIONS = {
    "a full stop": "The road is open. | Trucks wait.",
    "a full stop at the head of the next line": "The road is open\n. | Trucks wait.",
    "a question mark and an exclamation mark": "Will it hold? | Nobody knows! | They wait.",
    "an Arabic question mark": "هل فتح الطريق؟ | نعم.",
    "an ellipsis before a capital": "They waited… | Then they left.",
    "a closing quotation mark goes along": "“We stay.” | Sabri left.",
    "an opening one begins the next": "He left. | “We stay,” Sabri said.",
    "a bracket begins the next": "He left. | (The army stayed.)",
    "small letters go on": "“Will you?” he asked.",
    "a title": "Gen. Karim met Dr. Sami and Lt. Col. Aziz. | They talked.",
    "an Arabic title": "قال د. كريم إن الطريق مفتوح. | وغادر.",
    "initials": "George W. Bush met H.R. McMaster.",
    "the U.S. before a name": "The U.S. Army left.",
    "the U.S. at the end": "He left the U.S. | The army stayed.",
    "an hour": "It ended at 5 p.m. Monday. | They left.",
    "a month and a number": "It began on Dec. 2 and met in No. 10. | It ended.",
    "a decimal point": "It cost 3.5 million. | They paid.",
    "a number that ends a sentence": "They passed Resolution 2254. | The council rose.",
    "the number of an item": "1. The road is open.",
    "no mark at all": "The road is open",
}


@pytest.mark.parametrize("name", DIVISIONS)
def test_what_divides_sentences(name: str) -> None:
    sentences = DIVISIONS[name].split(" | ")
    text = " ".join(sentences)
    block = Block(seq=0, role=Role.PARAGRAPH, span=Span(0, len(text)), rule="laid", article=1)
    assert [span.of(text) for span in find_sentences(text, (block,))] == sentences


def test_blocks_that_name_nobody_have_no_sentences_and_none_goes_beyond_its_block() -> None:
    text = "The road is open. By Sara Noor. Trucks wait"
    spans = {Role.PARAGRAPH: Span(0, 17), Role.BYLINE: Span(18, 31), Role.CAPTION: Span(32, 43)}
    blocks = tuple(
        Block(seq=seq, role=role, span=span, rule="laid", article=1) for seq, (role, span) in enumerate(spans.items())
    )
    assert find_sentences(text, blocks) == (spans[Role.PARAGRAPH], spans[Role.CAPTION])
    assert Role.BYLINE not in DIVIDED


@given(st.text('aAب.?!…"“” \n(1', min_size=1))
def test_sentences_hold_every_character_but_white_space_and_dashes(text: str) -> None:
    """In order, and none is empty."""
    if not text.strip():
        return
    start = len(text) - len(text.lstrip())
    span = Span(start, start + len(text.strip()))
    sentences = find_sentences(text, (Block(seq=0, role=Role.PARAGRAPH, span=span, rule="laid", article=1),))
    assert "".join("".join(each.of(text).split()) for each in sentences) == "".join(span.of(text).split())
    assert all(each.of(text).strip() for each in sentences)
