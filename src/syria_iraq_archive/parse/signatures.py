"""Paragraphs that an agency signs: "… a guard said. (AFP)". By itself such a line looks like a caption with its credit.

The lines around it and what it says tell them apart: a caption stands above a body or between its paragraphs, shows
something, and is often dated; a paragraph reports, and an agency signs the last one.
"""

import re
from collections.abc import Iterator, Sequence

from syria_iraq_archive.parse.printed_dates import ends_in_full_date
from syria_iraq_archive.parse.shapes import Shape, ShapedLine
from syria_iraq_archive.parse.vocabulary import Vocabulary
from syria_iraq_archive.patterns import later
from syria_iraq_archive.records import Role

MIN_REPORT_WORDS = 8  # of a paragraph that an agency signs
REACH = 6  # lines around a signed line in which the body is looked for

SIGNATURE = later(r"(?<=[.!?…؟”\"»’'])\s*[(\[](?P<value>[^()\[\]]{2,60})[)\]]\s*\.?$")
"""Brackets at the end of a text, behind a finished sentence."""

_SOURCE_CUE = later(r"(?:source|sources|agency|المصدر|وكالة)\s*:\s*", re.IGNORECASE)
_AGENCIES = later(
    r"(?:news |wire )?agencies|wires|agencies and staff|staff and agencies|وكالات|الوكالات|وكالات أنباء", re.IGNORECASE
)
_JOINT = later(r"\s*(?:[/,،+&|-]|and|و)\s*")
_REPORTS = later(
    r"[“«\"][^”»\"]{12,}|\b(?:said|says|told|added|according|announced|reported|reports|confirmed|denied|warned|accused"
    r"|condemned|quoted|noted|stressed|was|were|had|did|has|have|will|would|asked|met|agreed|decided|launched|began|left"
    r"|fell|changed)\b"
    r"|(?<!\w)[وف]?(?:قال|قالت|أضاف|أضافت|أعلن|أعلنت|أكد|أكدت|ذكر|ذكرت|أفاد|أفادت|أوضح|أوضحت|أشار|أشارت|نقل|نقلت|كان"
    r"|كانت|لفت|شدد|اعتبر|تابع|بحسب|وفق|قتل|دعا|دعت)(?!\w)",
    re.IGNORECASE,
)
_SHOWS = later(
    r"\b(?:photo|picture|image|pictured|seen|shows?|showing|screen ?grab|handout|file|archive)\b|صورة|تظهر|يظهر|أرشيف",
    re.IGNORECASE,
)
_SENTENCE = later(r"[.!?؟…][”\"»’)]*\s+\S")
_SKIPPED = frozenset({Shape.CAPTION, Shape.CREDIT, Shape.FURNITURE})


def unsigned(text: str) -> str:
    """`text` without the signature behind its last sentence.

    >>> unsigned("The road is open. (Agencies)"), unsigned("Army leaves Homs (photos)")
    ('The road is open.', 'Army leaves Homs (photos)')
    """
    if not text.endswith((")", "]", ").", "].")):
        return text
    signed = SIGNATURE.search(text, max(0, len(text) - 70))
    return text[: signed.start()] if signed else text


def is_agency(value: str, vocabulary: Vocabulary) -> bool:
    """Whether `value`, the inside of brackets, names agencies and nothing else, as photo credits seldom do.

    >>> from syria_iraq_archive.registry.load import Registry
    >>> is_agency("Agencies", Vocabulary(Registry({}, {}))), is_agency("photo: K. Sabri", Vocabulary(Registry({}, {})))
    (True, False)
    """
    value = value.strip()
    if cue := _SOURCE_CUE.match(value):
        return bool(value[cue.end() :])
    if _is_one(value, vocabulary):
        return True
    parts = _JOINT.split(value)
    return len(parts) > 1 and all(_is_one(part, vocabulary) for part in parts)


def _is_one(name: str, vocabulary: Vocabulary) -> bool:
    return bool(_AGENCIES.fullmatch(name)) or vocabulary.agency(name) is not None


def with_signed_paragraphs(
    lines: Sequence[ShapedLine], keys: Sequence[str], vocabulary: Vocabulary
) -> Iterator[ShapedLine]:
    """The lines, with those that only looked like captions as prose, and an agency's name below a body as furniture."""
    for index, line in enumerate(lines):
        if line.shape is Shape.CAPTION and line.rule == "caption-with-credit" and _is_signed(line, vocabulary):
            yield ShapedLine(line.line, Shape.PROSE, "signed-paragraph") if _is_report(lines, keys, index) else line
        elif line.shape is Shape.CREDIT and _is_bare_signature(line, vocabulary) and _ends_body(lines, index):
            yield ShapedLine(line.line, Shape.FURNITURE, "signature")
        else:
            yield line


def _is_signed(line: ShapedLine, vocabulary: Vocabulary) -> bool:
    """Whether a caption's credit is only an agency's name in brackets, with nothing else beside it."""
    roles = [piece.role for piece in line.pieces]
    signed = SIGNATURE.search(line.text)
    return roles == [Role.CAPTION, Role.CREDIT] and signed is not None and is_agency(signed["value"], vocabulary)


def _is_report(lines: Sequence[ShapedLine], keys: Sequence[str], index: int) -> bool:
    """Whether a signed line is a paragraph: it reports and shows nothing, or it ends a body."""
    text = unsigned(lines[index].text)
    if ends_in_full_date(text) or (keys[index] and keys.count(keys[index]) > 1) or _SHOWS.search(text):
        return False
    if len(text.split()) < MIN_REPORT_WORDS and not _REPORTS.search(text):
        return False
    above, below = _beside(lines, index, -1), _beside(lines, index, 1)
    if below is Shape.PROSE:
        return above is Shape.PROSE and bool(_REPORTS.search(text) or _SENTENCE.search(text))
    return above is Shape.PROSE or bool(_REPORTS.search(text))


def _beside(lines: Sequence[ShapedLine], index: int, step: int) -> Shape | None:
    """The shape of the next line in one direction that is no caption, credit or furniture; None if there is none."""
    for near in range(index + step, index + step * (REACH + 1), step):
        if not 0 <= near < len(lines):
            return None
        if lines[near].shape not in _SKIPPED:
            return lines[near].shape
    return None


def _is_bare_signature(line: ShapedLine, vocabulary: Vocabulary) -> bool:
    text = line.text
    return text[0] in "([" and text[-1] in ")]" and is_agency(text[1:-1], vocabulary)


def _ends_body(lines: Sequence[ShapedLine], index: int) -> bool:
    """Whether prose stands right above, and none below: the name signs the story, and no photo."""
    return index > 0 and lines[index - 1].shape is Shape.PROSE and _beside(lines, index, 1) is not Shape.PROSE
