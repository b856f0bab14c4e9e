"""Lines in which labels of a site say what stands behind them: "Image copyright AFP Image caption A bridge in Hit".

The labels are read off pages whose boxes were flattened into one line each. A line is divided at its labels; each label
is chrome, and what stands behind it has the role that the label gives it.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from syria_iraq_archive.parse.captions import find_credit
from syria_iraq_archive.parse.lines import Line
from syria_iraq_archive.parse.shapes import Shape, ShapedLine, divided
from syria_iraq_archive.parse.vocabulary import Vocabulary
from syria_iraq_archive.patterns import later
from syria_iraq_archive.records import Role
from syria_iraq_archive.spans import Span

MAX_CREDIT_WORDS = 12  # a longer text behind the label of a credit is a caption


class LineLabel(NamedTuple):
    """A label as a pattern in small letters, the role of what stands behind it, and whether it may stand inside."""

    name: str
    pattern: str
    role: Role
    inside: bool = True  # it may also stand behind a caption with its credit, or behind another label


LABELS = (
    LineLabel("image-credit", r"image (?:copyright|source|credit)[:,،]?|(?:مصدر|صدر) الصورة[:،,]?", Role.CREDIT),
    LineLabel(
        "image-caption",
        r"(?:image|media|video|audio|photo) caption[:,،]?|التعليق على (?:الصورة|الفيديو)[:،,]?",
        Role.CAPTION,
    ),
    LineLabel(
        "no-playback",
        r"(?:media playback|this (?:video|media)) is (?:unsupported|not supported)(?: on your (?:device|browser))?"
        r"|this (?:video|content) (?:is not|isn't|isn’t) available(?: in your (?:country|region))?\.?",
        Role.CAPTION,
    ),
    LineLabel("enlarge", r"(?:enlarge this image|view fullscreen|view image in fullscreen|expand image)", Role.CAPTION),
    LineLabel("toggle-caption", r"(?:toggle|hide|show|view) caption", Role.CREDIT),
    LineLabel(
        "share-buttons", r"facebook twitter(?: (?:pinterest|email|whatsapp|linkedin|google\+?))+", Role.CAPTION, False
    ),
    LineLabel("close-video", r"(?-i:CLOSE(?=\s+[\"“]?(?:[A-Z][a-z]|A\s[a-z])))", Role.CAPTION, False),
    LineLabel("highlights", r"story highlights?:?|highlights:|ملخص القصة:?", Role.STANDFIRST),
)
"""The labels, and the role of what stands behind each; a credit that is too long for one is a caption."""


def pattern_of(labels: Sequence[LineLabel]) -> re.Pattern[str]:
    """A pattern that finds every label; its group is the letter "l" with the label's place in the table."""
    named = "|".join(f"(?P<l{number}>{label.pattern})" for number, label in enumerate(labels))
    return later(rf"(?<![\w-])(?:{named})(?![\w-])", re.IGNORECASE)


_LABEL = pattern_of(LABELS)
_VIDEO_CREDIT = later(
    r"(?<=[.!?)”\"])\s+Video (?:provided )?(?:by|from) [^.]{2,40}\.?$|(?<=\d\))\s+[A-Z][\w/]*(?: [A-Z][\w/]*){0,2}$"
)
_GALLERY_COUNTER = later(r"(?:toggle|hide|show|view) caption \d{1,4} of \d{1,4}(?!\w)", re.IGNORECASE)
_GALLERY_TITLE = later(r"(?:photos?|pictures|gallery|صور)\s?:\s", re.IGNORECASE)
# Every label that stands behind something else holds one of these, and looking for them is fast.
_SIGNS_INSIDE = ("ighlight", "IGHLIGHT", "aption", "APTION", "ملخص القصة")


class _Part(NamedTuple):
    label: LineLabel
    printed: Span
    behind: Span


def labelled_line(line: Line, vocabulary: Vocabulary) -> ShapedLine | None:
    """A line that begins with a label and says more, or that has one behind a caption with its credit.

    >>> from syria_iraq_archive.parse.lines import split_lines
    >>> from syria_iraq_archive.registry.load import Registry
    >>> [line] = split_lines("Image copyright AFP Image caption A bridge in Hit")
    >>> [piece.role.value for piece in labelled_line(line, Vocabulary(Registry({}, {}))).pieces]
    ['chrome', 'credit', 'chrome', 'caption']
    """
    text = line.text
    if not (_LABEL.match(text) or any(map(text.__contains__, _SIGNS_INSIDE))):
        return None
    if gallery := list(_GALLERY_COUNTER.finditer(text)):
        return divided(line, Shape.CAPTION, "photo-gallery", list(_gallery(text, gallery)))
    parts = list(_parts(text))
    if not parts or not any(part.behind.length for part in parts):
        return None
    before = Span(0, parts[0].printed.start).within(text)
    head = _picture(text, before, vocabulary) if before.length else []
    if head is None or (before.length and not parts[0].label.inside):
        return None
    pieces = [*head, *(piece for part in parts for piece in _pieces(text, part, vocabulary))]
    captioned = any(role in (Role.CAPTION, Role.CREDIT) for _, role in pieces)
    return divided(line, Shape.CAPTION if captioned else Shape.SUMMARY, "labelled-line", pieces)


def _parts(text: str) -> Iterator[_Part]:
    """The labels of the text and what stands behind each, up to the next."""
    found = list(_LABEL.finditer(text))
    ends = [*(match.start() for match in found[1:]), len(text)] if found else []
    for match, end in zip(found, ends, strict=True):
        label = LABELS[int((match.lastgroup or "l0")[1:])]
        yield _Part(label, Span(*match.span()), Span(match.end(), end).within(text))


def _picture(text: str, span: Span, vocabulary: Vocabulary) -> list[tuple[Span, Role]] | None:
    """A caption with its credit, as it stands before a label; None if no credit ends it."""
    credit = find_credit(span.of(text), vocabulary)
    if credit is None:
        return None
    cut = span.start + credit.start
    return [(Span(span.start, cut).within(text), Role.CAPTION), (Span(cut, span.end), Role.CREDIT)]


def _gallery(text: str, counters: Sequence[re.Match[str]]) -> Iterator[tuple[Span, Role]]:
    """The captions of a gallery, each in front of its counter; the gallery's title, printed above each, is chrome."""
    starts = [0, *(counter.end() for counter in counters)]
    ends = [*(counter.start() for counter in counters), len(text)]
    captions = [Span(start, end).within(text) for start, end in zip(starts, ends, strict=True)]
    title = _title_of_gallery([caption.of(text) for caption in captions if caption.length])
    for number, caption in enumerate(captions):
        cut = caption.start
        while title and text.startswith(title, cut):
            cut += len(title)
        yield Span(caption.start, cut).within(text), Role.CHROME
        yield Span(cut, caption.end), Role.CAPTION
        if number < len(counters):
            yield Span(*counters[number].span()), Role.CHROME


def _title_of_gallery(captions: Sequence[str]) -> str:
    """The title with which each caption of a gallery begins, and the space behind it; empty if there is none."""
    if len(captions) < 2 or not _GALLERY_TITLE.match(captions[0]):
        return ""
    shortest = min(captions, key=len)
    differ = (n for n, letter in enumerate(shortest) if any(caption[n] != letter for caption in captions))
    begun = shortest[: next(differ, len(shortest))]
    return begun[: begun.rfind(" ") + 1]


def _video(text: str, part: _Part) -> list[tuple[Span, Role]] | None:
    """The caption of a video with its credit; None if no credit ends it."""
    credit = _VIDEO_CREDIT.search(text, part.behind.start) if part.label.name == "close-video" else None
    if credit is None:
        return None
    return [(Span(part.behind.start, credit.start()), Role.CAPTION), (Span(*credit.span()).within(text), Role.CREDIT)]


def _pieces(text: str, part: _Part, vocabulary: Vocabulary) -> Iterator[tuple[Span, Role]]:
    yield part.printed, Role.CHROME
    printed = part.behind.of(text)
    if not printed:
        return
    if video := _video(text, part):
        yield from video
    elif part.label.role is Role.CAPTION and (picture := _picture(text, part.behind, vocabulary)):
        yield from picture
    elif part.label.role is not Role.CREDIT:
        yield part.behind, part.label.role
    elif half := _printed_twice(printed):
        yield Span(part.behind.start, part.behind.start + half), Role.CREDIT
        yield Span(part.behind.start + half, part.behind.end).within(text), Role.CHROME
    else:
        yield part.behind, Role.CREDIT if len(printed.split()) <= MAX_CREDIT_WORDS else Role.CAPTION


def _printed_twice(text: str) -> int | None:
    """Where a text that prints one thing twice prints it again; None if it doesn't."""
    middle = len(text) // 2
    return middle if text[:middle] == text[middle:].lstrip() and middle else None
