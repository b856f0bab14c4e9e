"""From the bytes of a draft to its paragraphs, and the keys of articles that it cites.

A draft is Markdown, plain text, a Word document, or anything else that the archive reads as a capture.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from syria_iraq_archive.annotate.quotes.marks import find_quotations
from syria_iraq_archive.capture.reading import read
from syria_iraq_archive.checking.markup import without_markup
from syria_iraq_archive.patterns import later
from syria_iraq_archive.spans import Span

KEY = later(r"(?<![0-9A-Za-z])[0-9a-fA-F]{16}-\d{1,6}(?![0-9])")
"""The key of an article, also within an address."""

# A mark of a note, "[^1]" or "[1]", and what it stands for: a line "[^1]: …" or "[1]: …".
_NOTE = later(r"\[\^?([\w-]{1,40})\](?!:)")
_NOTE_TEXT = later(r"^[ \t]{0,3}\[\^?([\w-]{1,40})\]:[ \t]*(.*)$", re.MULTILINE)
_FENCE = later(r"^[ \t]{0,3}(`{3,}|~{3,})[^\n]*\n.*?(?:^[ \t]{0,3}\1[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_STARTS = later(r"[ \t]*(?:[-*+•]\s|\d{1,3}[.)]\s|#{1,6}\s|[|—–])")  # a line that goes on with no other
_QUOTED = later(r"[ \t]{0,3}>")
_SIGNED = later(r"[ \t]*>?[ \t]*(?:[—–―]|--?)[ \t]*(?=\S)")
_ENDS = tuple('.!?:…؟”"»)')
_LOOKED_BACK = 20  # narrow lines over which a quotation may be open
_WRAPPED = 50  # characters of a line, at least, that goes on in the next


@dataclass(frozen=True, slots=True)
class DraftParagraph:
    """A paragraph of a draft. `quoted` is the part that Markdown sets apart as a quotation, by `>`."""

    span: Span
    quoted: Span | None = None
    signed: Span | None = None  # the line below it that says whose it is


@dataclass(frozen=True, slots=True)
class Draft:
    """The text of a draft and its paragraphs, in order."""

    path: str
    text: str
    paragraphs: tuple[DraftParagraph, ...]
    notes: dict[str, tuple[str, ...]] = field(default_factory=dict)  # the keys in each note
    plain: str = field(init=False, repr=False)  # the text, with spaces for its markup

    def __post_init__(self) -> None:
        object.__setattr__(self, "plain", without_markup(self.text))

    def line(self, offset: int) -> int:
        """The number of the line that holds `offset`, from 1."""
        return self.text.count("\n", 0, offset) + 1

    def cited(self, span: Span) -> Iterator[tuple[Span, str]]:
        """The keys cited in `span`, each with where: printed there, or in the note to which a mark leads."""
        for match in KEY.finditer(self.text, *span):
            yield Span(*match.span()), match.group().lower()
        for match in _NOTE.finditer(self.text, *span):
            for key in self.notes.get(match[1], ()):
                yield Span(*match.span()), key


def read_draft(data: bytes, path: str) -> Draft:
    r"""The draft in `data`. Raises `CaptureRejected` and `MissingExtra`, as the reading of a capture does.

    >>> draft = read_draft(b"He said it.[^1]\n\n[^1]: 53541dcb351478c4-1\n", "draft.md")
    >>> [one.span.of(draft.text) for one in draft.paragraphs]
    ['He said it.[^1]']
    >>> [key for _, key in draft.cited(draft.paragraphs[0].span)]
    ['53541dcb351478c4-1']
    """
    text = read(data, path).capture.text.removeprefix("\ufeff")
    notes = {match[1]: tuple(map(str.lower, KEY.findall(match[2]))) for match in _NOTE_TEXT.finditer(text)}
    return Draft(path, text, tuple(_paragraphs(text)), {label: keys for label, keys in notes.items() if keys})


def _paragraphs(text: str) -> Iterator[DraftParagraph]:
    """The paragraphs: lines that go on with each other. Code and the texts of notes are none."""
    hidden = [match.span() for match in (*_FENCE.finditer(text), *_NOTE_TEXT.finditer(text))]
    lines: list[Span] = []
    at = 0
    for line in text.splitlines(keepends=True):
        span = Span(at, at + len(line))
        at = span.end
        shown = span.within(text)
        if not shown.length or any(start <= shown.start < end for start, end in hidden):
            yield from _joined(text, lines)
            lines = []
            continue
        if lines and not _goes_on(text, lines, span.of(text)):
            yield from _joined(text, lines)
            lines = []
        lines.append(span)
    yield from _joined(text, lines)


def _goes_on(text: str, lines: list[Span], after: str) -> bool:
    """Whether the last of some lines goes on in the one after it.

    A narrow one does if a quotation is still open, or if the next line begins as no sentence does.
    """
    line = lines[-1].of(text)
    if _QUOTED.match(after):
        return bool(_QUOTED.match(line))
    if _QUOTED.match(line) and _SIGNED.match(after):
        return True
    line = line.strip()
    if line.endswith(_ENDS) or _STARTS.match(after) or line[0] == "#":
        return False
    return len(line) >= _WRAPPED or after.lstrip()[0].islower() or _is_open(text, lines)


def _is_open(text: str, lines: list[Span]) -> bool:
    """Whether a quotation that begins in these lines isn't closed there."""
    held = Span(lines[-_LOOKED_BACK:][0].start, lines[-1].end).within(text)
    return any(one.span.end == one.inner.end for one in find_quotations(text, held))


def _joined(text: str, lines: list[Span]) -> Iterator[DraftParagraph]:
    if not lines:
        return
    whole = Span(lines[0].start, lines[-1].end).within(text)
    if not _QUOTED.match(lines[0].of(text)):
        mark = _STARTS.match(text, *whole)  # "2. He said" begins with "He"
        yield DraftParagraph(Span(mark.end(), whole.end).within(text) if mark else whole)
        return
    signed = lines[-1] if len(lines) > 1 and _SIGNED.match(lines[-1].of(text)) else None
    words = lines[:-1] if signed else lines
    start = lines[0].start + len(_QUOTED.match(words[0].of(text)).group())  # type: ignore[union-attr]
    yield DraftParagraph(whole, Span(start, words[-1].end).within(text), signed and signed.within(text))
