"""Messages in messages: a story that was passed on, with the header of the message that brought it, or quoted.

Whoever passes a story on writes above it, and his day isn't the story's. So what stands above the innermost header is
outside of the main text, and that header says of the story what the message's own says of others.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from syria_iraq_archive.patterns import later
from syria_iraq_archive.spans import Span

MIN_WORDS = 15  # of what is passed on; with less, the message's own text is the story

_FIELD_NAMES = {
    "from": r"from|von|de|da|من",
    "date": r"date|sent|datum|gesendet|envoyé|enviado|fecha|inviato|التاريخ|تاريخ الإرسال|أرسلت",
    "subject": r"subject|betreff|objet|asunto|oggetto|الموضوع",
    "to": r"to|an|à|para|a|إلى|الى|cc|bcc|reply-to|importance|attachments|kopie|نسخة",
}
_FIELD = later(
    r"[*_]{0,2}(?:"
    + "|".join(f"(?P<{name}>{words})" for name, words in _FIELD_NAMES.items())
    + r")\s*:[*_]{0,2}\s*(?P<value>.*)$",
    re.IGNORECASE,
)
_PASSED_ON = later(
    r"[-_\s>]*(?:(?:begin\s+)?forwarded\s+(?:message|mail|by\b.*)|original[\s-]message|weitergeleitete\s+nachricht"
    r"|ursprüngliche\s+nachricht|message\s+(?:transféré|d'origine|original)|mensaje\s+(?:reenviado|original)"
    r"|رسالة\s+(?:م\S*\s+)?(?:توجيهها|محولة|معاد\S*)(?:\s+توجيهها)?|الرسالة الأصلية)\s*:?[-_\s]*$",
    re.IGNORECASE,
)
_IS_FORWARD = later(r"forward|weitergeleitet|transféré|reenviado|توجيه|محول", re.IGNORECASE)
_WROTE = later(
    r"(?:On\s.{6,160}?\bwrote|Am\s.{6,160}?\bschrieb\b.{0,80}|Le\s.{6,160}?\ba\s+écrit|El\s.{6,160}?\bescribió"
    r"|(?:في|بتاريخ)\s.{6,160}?كتبت?\b.{0,80})\s*:\s*$",
    re.DOTALL,
)
_MARKS = later(r"[ \t]?>(?:[ \t]?>)*[ \t]?")
_PREFIX = later(r"\s*(?:(?:fwd?|re|aw|wg|tr|rv|sv|antw|i|رد|إعادة توجيه)\s*(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)
_FORWARD_PREFIX = later(r"\s*(?:re\s*:\s*)*(?:fwd?|wg|tr|rv|i|إعادة توجيه)\s*:", re.IGNORECASE)
_LINE = later(r"[^\n]*\S[^\n]*")


class PassedOn(NamedTuple):
    """What was passed on in a message: where it stands, and what its own header says of it."""

    story: Span
    subject: str | None = None
    date: str | None = None
    sender: str | None = None


def bare_subject(subject: str) -> str:
    """A subject without what programs put before it.

    >>> bare_subject("Fwd: RE: Bridge opens")
    'Bridge opens'
    """
    return _PREFIX.sub("", subject, count=1) if _PREFIX.match(subject) else subject


def is_forward(subject: str) -> bool:
    """Whether a subject says that the message passes another on.

    >>> is_forward("FW: Bridge opens"), is_forward("Re: Bridge opens")
    (True, False)
    """
    return bool(_FORWARD_PREFIX.match(subject))


def without_quote_marks(text: str) -> str:
    r"""The text without the marks before lines that are quoted, if several are or the line above says who wrote them.

    >>> without_quote_marks("He wrote:\n> Hama fell.\n> Homs held.\n")
    'He wrote:\nHama fell.\nHoms held.\n'
    """
    lines = text.split("\n")
    marked = [_MARKS.match(line) for line in lines]
    number = sum(match is not None for match in marked)
    if not number or (number == 1 and not any(_WROTE.search(line) for line in lines)):
        return text
    bare = (line[match.end() :] if match else line for line, match in zip(lines, marked, strict=True))
    return "\n".join(bare)


def passed_on(text: str) -> PassedOn | None:
    """The story that a message passes on or quotes; None if its own text is the story."""
    lines = [Span(*found.span()) for found in _LINE.finditer(text)]
    headers = [*_headers(text, lines)]
    if not headers:
        return None
    start, found, is_passed_on = headers[-1]
    end = len(text)
    own, inner = len(text[: lines[start].start].split()), len(text[found.story.start : end].split())
    return found if (is_passed_on and inner >= MIN_WORDS) or inner > own else None


def own_text(text: str) -> Span:
    """The span of a message's own text: all that stands above what it quotes."""
    lines = [Span(*found.span()) for found in _LINE.finditer(text)]
    first = next(_headers(text, lines), None)
    return Span(0, lines[first[0]].start if first else len(text))


def _headers(text: str, lines: Sequence[Span]) -> Iterator[tuple[int, PassedOn, bool]]:
    """Each header within the text: its first line, what it says, and whether it says that something was passed on."""
    index = 0
    while index < len(lines):
        printed = lines[index].of(text).strip()
        begun, forward = index, False
        if _PASSED_ON.match(printed):
            forward = bool(_IS_FORWARD.search(printed))
            index += 1
        said, stop = _fields(text, lines, index)
        if "from" in said and len(said) >= (2 if index > begun else 3):
            yield begun, _of(text, lines, stop, said), forward
            index = stop
        elif wrote := _wrote(text, lines, index):
            stop, said = wrote
            yield begun, _of(text, lines, stop, said), forward
            index = stop
        elif index > begun:
            yield begun, _of(text, lines, index, {}), forward
        else:
            index += 1


def _of(text: str, lines: Sequence[Span], stop: int, said: dict[str, str]) -> PassedOn:
    start = lines[stop].start if stop < len(lines) else len(text)
    return PassedOn(Span(start, len(text)), said.get("subject"), said.get("date"), said.get("from"))


def _fields(text: str, lines: Sequence[Span], first: int) -> tuple[dict[str, str], int]:
    """The fields of a header that begins at a line, and the first line below it."""
    said: dict[str, str] = {}
    last = ""
    index = first
    while index < len(lines):
        printed = lines[index].of(text)
        found = _FIELD.match(printed.strip())
        has_gap = index > first and text.count("\n", lines[index - 1].end, lines[index].start) > 1
        if found is not None and not (has_gap and len(said) >= 2 and found.lastgroup == "to"):
            last = next(name for name in _FIELD_NAMES if found[name])
            said.setdefault(last, found["value"].strip(" *"))
        elif not last or has_gap or not (printed[:1].isspace() or (last == "to" and "@" in printed)):
            break
        index += 1
    return said, index


def _wrote(text: str, lines: Sequence[Span], index: int) -> tuple[int, dict[str, str]] | None:
    """The line behind one that says who wrote what is quoted, perhaps wrapped; with the day and the sender it says."""
    for size in (1, 2, 3):
        if index + size > len(lines):
            return None
        printed = " ".join(line.of(text).strip() for line in lines[index : index + size])
        if _WROTE.fullmatch(printed):
            day = re.search(
                r"(?:[^\W\d_]{3,12}\.?\s+\d{1,2},?|\d{1,2}\.?\s+[^\W\d_]{3,12}\.?,?)\s+(?:19|20)\d\d|\d{4}-\d\d-\d\d",
                printed,
            )
            address = re.search(r"<[^<>\s]+@[^<>\s]+>", printed)
            said = {"date": day[0] if day else None, "from": address[0] if address else None}
            return index + size, {name: value for name, value in said.items() if value}
    return None
