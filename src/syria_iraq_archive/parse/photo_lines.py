"""Lines that belong to a photo: its description, its caption with the credit behind, or a credit alone."""

import re

from syria_iraq_archive.parse.credits import ends_in_file_mark, find_credit
from syria_iraq_archive.parse.lines import Line
from syria_iraq_archive.parse.pieces import Shape, ShapedLine, divided
from syria_iraq_archive.parse.vocabulary import Vocabulary
from syria_iraq_archive.records import Role
from syria_iraq_archive.spans import Span

MAX_CREDIT_WORDS = 12

_IMAGE_CUE = re.compile(r"(?:image|photo|picture) of\s+", re.IGNORECASE)
_CAPTION_CUE = re.compile(
    r"(?:(?:file|archive|archival|handout|undated|illustrative|representative)\s+"
    r"(?:photo|picture|image|pic|footage)\w*\s*[:\-–—]"
    r"|FILE\s*[-–—:]|(?:photo|image|caption)\s*:|صور[ةه]\s+(?:أرشيفي[ةه]|ارشيفي[ةه]|تعبيري[ةه])\s*[:\-–—])\s*\S",
    re.IGNORECASE,
)
# How a line that is all credit begins, or what it holds; most don't.
_CREDIT_OPENS = re.compile(
    r"[(\[©]|file|photo|picture|image|credit|courtesy|صورة|الصورة|تصوير|المصدر|[^/]*/", re.IGNORECASE
)
_COUNTER = re.compile(r"(?:\[\s*\d{1,2}\s*/\s*\d{1,2}\s*\]|\d{1,2}\s+(?:of|/)\s+\d{1,2}\s*\||Item \d+ of \d+)\s*")
_LICENCE = re.compile(r"(?:Purchase Licensing Rights|Acquire Licensing Rights)\b.{0,30}$")
_LICENCE_SIGN = "Licensing Rights"
_LICENCE_LENGTH = 60


def image_line(line: Line, vocabulary: Vocabulary) -> ShapedLine | None:
    """An image as text browsers print it: "Image of" and its description, with a credit behind."""
    cue = _IMAGE_CUE.match(line.text)
    if cue is None:
        return None
    credit = find_credit(line.text, vocabulary)
    stop = credit.span.start if credit else len(line.text)
    middle = Span(cue.end(), stop).within(line.text)
    parts = [(Span(0, cue.end()).within(line.text), Role.CHROME), (middle, Role.CAPTION)]
    if credit:
        parts.append((credit.span, Role.CREDIT))
    return divided(line, Shape.CAPTION, "image-line", parts)


def credit_line(line: Line, vocabulary: Vocabulary) -> ShapedLine | None:
    """A line that is a photo credit and nothing else."""
    if line.words > MAX_CREDIT_WORDS or not _CREDIT_OPENS.match(line.text):
        return None
    credit = find_credit(line.text, vocabulary)
    if credit and credit.span == Span(0, len(line.text)):
        return ShapedLine(line, Shape.CREDIT, "credit-line")
    return None


def caption_with_credit(line: Line, vocabulary: Vocabulary) -> ShapedLine | None:
    """A caption with its credit, between a counter and a licence that photo pages print around it."""
    counter = _COUNTER.match(line.text)
    has_licence = _LICENCE_SIGN in line.text
    licence = _LICENCE.search(line.text, max(0, len(line.text) - _LICENCE_LENGTH)) if has_licence else None
    start = counter.end() if counter else 0
    stop = licence.start() if licence else len(line.text)
    credit = find_credit(line.text[:stop].rstrip() if licence else line.text, vocabulary)
    if credit is None and not counter and not licence:
        return None
    caption = Span(start, credit.span.start if credit else stop).within(line.text)
    if not caption.length:
        return ShapedLine(line, Shape.FURNITURE, "photo-counter")
    parts = [(Span(0, start).within(line.text), Role.CHROME), (caption, Role.CAPTION)]
    if credit:
        parts.append((credit.span, Role.CREDIT))
    parts.append((Span(stop, len(line.text)).within(line.text), Role.CHROME))
    return divided(line, Shape.CAPTION, "caption-with-credit", parts)


def cued_caption(line: Line, vocabulary: Vocabulary) -> ShapedLine | None:
    """A caption that says so: "File photo: …", "… (archive)"."""
    cued = _CAPTION_CUE.match(line.text) or ends_in_file_mark(line.text)
    return ShapedLine(line, Shape.CAPTION, "cued-caption") if cued else None
