"""Lines that a capture's format shows to be no part of its main text: chrome, which the parser's rules never see."""

from collections.abc import Sequence

from syria_iraq_archive.capture.formats.base import FieldSpan, MarkedLine
from syria_iraq_archive.parse.blocks import Section, parse_document, parse_text, with_chrome, without_spans
from syria_iraq_archive.parse.overrides import NONE, Overrides
from syria_iraq_archive.parse.vocabulary import Vocabulary
from syria_iraq_archive.records import Block
from syria_iraq_archive.spans import Span, check_tiling

RULE = "outside-main-text"


def parse_main_text(
    text: str,
    outside: Sequence[Span],
    vocabulary: Vocabulary,
    overrides: Overrides = NONE,
    marked: Sequence[MarkedLine] = (),
    fields: Sequence[FieldSpan] = (),
) -> tuple[tuple[Block, ...], tuple[Section, ...]]:
    """As `parse_text`, of `text` less the lines `outside`, which become chrome unless curators say what they are.

    What is parsed has white space in their place, line ends included, so that every offset stays and the lines around
    them stand next to each other. No block reaches over a line that was taken out, however the text is wrapped.

    If the format says of `fields` what they are, the text is one article, and the rest of it its body.
    """
    if fields:
        return parse_document(text, fields, vocabulary, overrides)
    outside = [span for span in outside if not overrides.concern(span)]
    if not outside:
        return parse_text(text, vocabulary, overrides, marked)
    blocks, sections = parse_text(without_spans(text, outside), vocabulary, overrides)
    whole, parted = with_chrome(blocks, sections, outside, RULE)
    check_tiling(text, (block.span for block in whole))
    return whole, parted
