"""Whose verb it is: patterns over the tags of a frame that find the subject of a verb of speech.

All patterns look at a bounded number of tokens.
"""

import re

from syria_iraq_archive.annotate.quotes.paragraphs import TaggedParagraph
from syria_iraq_archive.spans import Span

_BASE = r"(?:P|D{0,2}[nNvg]{0,12}[nN]|Dv?)"
NOUN_PHRASE = rf"{_BASE}(?:[Ot]{_BASE}){{0,3}}(?:(?<=N)C{_BASE})?"
"""A noun phrase: "he", "the strategic expert", "a member of the council", "Karim Sabri", "the Defense and …"."""

REACH = 40
"""Tokens on one side of a verb or quotation that are looked at."""

_TIME = r"(?:[OR]?[DM]?M+)"  # "on Monday", "earlier this week"
_FROM_ITS_BEGINNING = r"(?<![OtbDnNvg])"  # not the latter half of a phrase, not what belongs to a preposition
_WHO = rf"(?P<who>{NOUN_PHRASE})"

# The shapes of a subject, in what stands before its verb:
_ADJACENT = re.compile(rf"{_FROM_ITS_BEGINNING}{_WHO}(?:,?{_TIME},?|[RABt])*\Z")  # "X later said"
# "X, the man, said"
_SET_OFF = re.compile(
    rf"(?:\A|(?<=[,;:\-CSTR.Q])){_WHO}(?:[,\-][^,.\-]{{1,25}}){{1,4}}[,\-][RAB]*\Z"
)  # "X, the man, said"
_RESTRICTED = re.compile(rf"{_FROM_ITS_BEGINNING}{_WHO}W[^,.;:QTSCW]{{1,12}}\Z")  # "a man who saw it said"
_RELATIVE = re.compile(rf"{_WHO}[,\-]?[Ot]?W(?:,?{_TIME},?|[RAB])*\Z")  # "X, who once said"
_WITH = re.compile(rf"O{_WHO}\Z")  # "with X saying"

_INVERTED = re.compile(_WHO)
_OPENING = re.compile(
    r"(?:\A|(?<=[.?,;:\-SCQ]))[CRS]*(?P<who>P|N+(?=[^N;\-]|\Z)|D{0,2}[nNg]*[nN](?=[^nN]|\Z)(?:[Ot]D?[nN]+)?)"
)
_NAMED_LAST = re.compile(r"[nv](N+)\Z")


def subject(paragraph: TaggedParagraph, verb: int, start: int) -> tuple[int, int] | None:
    """The tokens of the subject of the verb at token `verb`, in the sentence that begins at `start`; None if unclear.

    The shapes, tried in order: "“…,” said X"; "X said"; "X, the minister, said"; "X, who said"; "did this and said".
    """
    first = max(start, verb - REACH)
    before = paragraph.tags[first:verb]
    is_gerund = paragraph.tags[verb] == "G"
    is_inverted = not before.strip("CR,") or (_follows_quote(before) and not is_gerund)
    if is_inverted and (found := _INVERTED.match(paragraph.tags, verb + 1)):
        return found.span("who")
    for pattern in (_WITH,) if is_gerund else (_RESTRICTED, _ADJACENT, _SET_OFF, _RELATIVE):
        found = pattern.search(before)
        if found and (not is_gerund or paragraph.word(found.start() + first) == "with"):
            return found.start("who") + first, found.end("who") + first
    return _shared_subject(paragraph, first, verb)


def _follows_quote(before: str) -> bool:
    return before.rstrip("R").endswith(("Q", "Q,", "Q-"))


def _shared_subject(paragraph: TaggedParagraph, first: int, verb: int) -> tuple[int, int] | None:
    """The subject of the verb of speech before this one, else what the sentence begins with."""
    tags = paragraph.tags
    is_aside = tags[verb] == "G" and tags[verb - 1 : verb] == ","
    earlier = tags.find("V", first, verb) if is_aside else tags.rfind("V", first, verb)
    if earlier >= first:
        return subject(paragraph, earlier, first)
    return opening(paragraph, first, verb)


def opening(paragraph: TaggedParagraph, start: int, end: int) -> tuple[int, int] | None:
    """What the sentence that begins at `start` begins with, adverbials left out, before token `end`."""
    found = _OPENING.search(paragraph.tags, start, end)
    return found.span("who") if found else None


def head(paragraph: TaggedParagraph, tokens: tuple[int, int]) -> tuple[int, int]:
    """The name in a noun phrase as it is printed: less small words before a name, less what follows the name.

    "Security expert Sarmad Al-Bayati" is Sarmad Al-Bayati; "a source within the committee" stays as it is.
    """
    start, end = tokens
    tags = paragraph.tags[start:end]
    base = re.split("[Ot]", tags, maxsplit=1)[0]
    if (
        base
        and base[-1] in "NM"
        and len(base) < len(tags)
        and not _is_of_name(paragraph, start + len(base), tags, base)
    ):
        tags, end = base, start + len(base)
    if tags[0] == "A":
        start, tags = start + 1, tags[1:]
    if found := _NAMED_LAST.search(tags):
        start += found.start(1)
    return start, end


def _is_of_name(paragraph: TaggedParagraph, at: int, tags: str, base: str) -> bool:
    """Whether a name goes on behind "of": "Ministry of Defense"."""
    return paragraph.word(at).lower() in ("of", "for") and tags[len(base) + 1 : len(base) + 3].lstrip("D")[:1] == "N"


def speaker_span(paragraph: TaggedParagraph, tokens: tuple[int, int]) -> Span:
    """The span of the speaker as printed."""
    start, end = head(paragraph, tokens)
    span = paragraph.span(start, end)
    printed = span.of(paragraph.text)
    for ending in ("'s", "’s", "'", "’"):
        if printed.endswith(ending) and (paragraph.tags[end - 1] == "P" or ending in ("'", "’")):
            return Span(span.start, span.end - len(ending))
    return span
