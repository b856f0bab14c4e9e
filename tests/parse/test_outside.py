"""Lines outside the main text are chrome, and the parser's rules never see them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syria_iraq_archive.parse import Vocabulary, parse_main_text, parse_text
from syria_iraq_archive.parse.lines import split_lines
from syria_iraq_archive.records import Role
from syria_iraq_archive.spans import Span, check_tiling

HEADLINE = "Council of Tel Samir Reopens the Old Bridge"
PHOTO = "Workers on the bridge over the canal, December 2, 2024. (AFP)"
PROSE = "The council of Tel Samir reopened the old bridge over the canal on Tuesday, officials said."
LINES = ["Home", HEADLINE, "Share", PHOTO, "Read also: Canal Dredged", PHOTO, HEADLINE, PROSE, "About us"]
TEXT = "\n".join(LINES)


def spans_of(*lines: str) -> list[Span]:
    return [Span(TEXT.index(line), TEXT.index(line) + len(line)) for line in lines]


def test_what_is_outside_is_chrome_by_a_rule_that_says_so(vocabulary: Vocabulary) -> None:
    """In its place among the blocks."""
    outside = spans_of("Home", "Share", "Read also: Canal Dredged", "About us")
    blocks, _ = parse_main_text(TEXT, outside, vocabulary)
    assert [block.span for block in blocks if block.rule == "outside-main-text"] == outside
    assert [block.seq for block in blocks] == list(range(len(blocks)))
    assert all(block.role is Role.CHROME for block in blocks if block.rule == "outside-main-text")


def test_the_rest_is_parsed_as_if_it_stood_alone(vocabulary: Vocabulary) -> None:
    """Roles, rules and what copies what are the same; only the places differ."""
    outside = spans_of("Home", "Share", "Read also: Canal Dredged", "About us")
    alone = "\n".join(line for line in LINES if line in (HEADLINE, PHOTO, PROSE))
    blocks, [section] = parse_main_text(TEXT, outside, vocabulary)
    expected, [alone_section] = parse_text(alone, vocabulary)
    inside = [block for block in blocks if block.rule != "outside-main-text"]
    assert [(b.role, b.rule, b.span.of(TEXT)) for b in inside] == [(b.role, b.rule, b.span.of(alone)) for b in expected]
    copied = [blocks[b.repeats].span.of(TEXT) for b in inside if b.repeats is not None]
    assert copied == [expected[b.repeats].span.of(alone) for b in expected if b.repeats is not None]
    assert copied
    assert section.blocks == tuple(inside)
    assert section.opening == alone_section.opening


@pytest.mark.parametrize("text", [TEXT, TEXT.replace("\n", "\r\n")])
@given(chosen=st.sets(st.integers(0, len(LINES) - 1)))
def test_whichever_lines_are_outside_the_blocks_tile_the_text(
    text: str, vocabulary: Vocabulary, chosen: set[int]
) -> None:
    """All of them but one, at most."""
    lines = split_lines(text)
    outside = [line.span for number, line in enumerate(lines) if number in chosen and number != len(lines) - 2]
    blocks, _ = parse_main_text(text, outside, vocabulary)
    check_tiling(text, (block.span for block in blocks))


WORDS = st.sampled_from(["the", "Council", "of", "reopened", "bridge", "re-", "on", "Tuesday,", "said.", "(AFP)", "By"])
WRAPPED = st.lists(WORDS, min_size=8, max_size=14).map(" ".join)
SHORT = st.sampled_from(["Home", HEADLINE, "Share", PHOTO, "By Rana Haddad", "December 3, 2024", "(Reuters)", "—", ""])


@given(st.lists(st.tuples(WRAPPED | SHORT, st.booleans()), min_size=2, max_size=14))
def test_no_block_reaches_over_a_line_outside(vocabulary: Vocabulary, lines: list[tuple[str, bool]]) -> None:
    """Paragraphs broken into lines, headlines on two, captions with credits: whatever lines stand between them."""
    lines = [*lines, (PROSE, False)]
    text = "\n".join(line for line, _ in lines)
    starts = [sum(len(line) + 1 for line, _ in lines[:number]) for number in range(len(lines))]
    outside = [Span(start, start + len(line)) for start, (line, out) in zip(starts, lines, strict=True) if out and line]
    blocks, _ = parse_main_text(text, outside, vocabulary)
    check_tiling(text, (block.span for block in blocks))
    assert [block.span for block in blocks if block.rule == "outside-main-text"] == outside


BROKEN = [
    "The council of Tel Samir reopened the old bridge over the canal in",
    "the morning, three years after it was damaged in the fighting that",
    "went on along the river, and people were crossing it on foot before",
    "noon, according to officials of the council, who had waited for the",
    "deck to be replaced and for the lamps to be lit.",
]


def test_a_broken_paragraph_is_cut_where_a_line_outside_stands_in_it(vocabulary: Vocabulary) -> None:
    """What stands above it and what stands below are two blocks."""
    text = "\n".join([*BROKEN[:2], "Read also: Canal Dredged", *BROKEN[2:]])
    start = text.index("Read also")
    blocks, _ = parse_main_text(text, [Span(start, start + len("Read also: Canal Dredged"))], vocabulary)
    assert [block.span.of(text).count("\n") for block in blocks] == [1, 0, 2]


def test_a_broken_paragraph_with_nothing_outside_is_one_block(vocabulary: Vocabulary) -> None:
    """The near miss: the same lines without what stands between them."""
    text = "\n".join(BROKEN)
    blocks, _ = parse_main_text(text, [], vocabulary)
    assert [block.span.of(text).count("\n") for block in blocks] == [4]
