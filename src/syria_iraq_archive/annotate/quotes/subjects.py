"""Finds the subject of a verb of speech, by patterns over the letters of a tagged paragraph.

Each pattern looks at no more than `REACH` tokens, so that the time stays linear in the length of a text.
"""

import re

from syria_iraq_archive.annotate.quotes.paragraphs import TaggedParagraph
from syria_iraq_archive.patterns import later
from syria_iraq_archive.spans import Span

_BASE = r"(?:P|D{0,2}[nNvg]{0,12}[nN]|Dv?)"
NOUN_PHRASE = rf"{_BASE}(?:[Ot]{_BASE}){{0,3}}(?:(?<=N)C{_BASE})?"
"""A noun phrase: "he", "the strategic expert", "a member of the council", "Karim Sabri", "the Defense and …"."""

REACH = 40
"""How many tokens on one side of a verb or quotation are looked at."""

_TIME = r"(?:[OR]?[DM]?M+)"  # "on Monday", "earlier this week"
_FROM_ITS_BEGINNING = r"(?<![OtbDnNvg])"  # neither the second half of a phrase, nor the object of a preposition
_WHO = rf"(?P<who>{NOUN_PHRASE})"

# The shapes of a subject in the tokens before its verb:
_ADJACENT = later(rf"(?:{_FROM_ITS_BEGINNING}|(?<=[nNM])(?=P)){_WHO}(?:,?{_TIME},?|[RABt])*\Z")  # "X later said"
# "X, the man, said"
_SET_OFF = later(rf"(?:\A|(?<=[,;:\-CSTR.Q])){_WHO}(?:[,\-][^,.\-]{{1,25}}){{1,4}}[,\-][RAB]*\Z")
_RESTRICTED = later(rf"{_FROM_ITS_BEGINNING}{_WHO}W[^,.;:QTSCW]{{1,12}}\Z")  # "a man who saw it said"
_RELATIVE = later(rf"{_WHO}[,\-]?[Ot]?W(?:,?{_TIME},?|[RAB])*\Z")  # "X, who once said"
_BARE_NAME = later(r"(?<=[nM])(?P<who>N{1,5})[RAB]*\Z")  # "In an interview X said"
_WITH = later(rf"(?P<with>[O\-C])R*(?!g){_WHO}R*\Z")  # "with X saying"; "– X saying so and Y denying it"

_INVERTED = later(_WHO)
_OPENING = later(
    r"(?:\A|(?<=[.?,;:\-SCQ]))[CRS]*(?P<who>P|N+(?=[^N;\-]|\Z)|D{0,2}[nNg]*[nN](?=[^nN]|\Z)(?:[Ot]D?[nN]+)?)"
)
_NAMED_LAST = later(r"[nv](N+)\Z")


def subject(paragraph: TaggedParagraph, verb: int, start: int) -> tuple[int, int] | None:
    """The tokens of the subject of the verb at `verb`, in the sentence that begins at token `start`; None if unclear.

    The shapes that are tried, in this order: "“…,” said X"; "a man who saw it said"; "X said"; "X, the minister, said";
    "X, who said"; then the subject of the verb before ("X did this and said").

    >>> from syria_iraq_archive.annotate.quotes.paragraphs import tag_paragraph
    >>> text = "Karim Sabri, the minister, said so."
    >>> subject(tag_paragraph(text, Span(0, len(text)), ()), 6, 0)
    (0, 2)
    """
    first = max(start, verb - REACH)
    before = paragraph.tags[first:verb]
    is_gerund = paragraph.tags[verb] == "G"
    follows_quote = before.rstrip("R").endswith(("Q", "Q,", "Q-"))
    is_inverted = not before.strip("CR,") or (follows_quote and not is_gerund)
    if is_inverted and (found := _INVERTED.match(paragraph.tags, verb + 1)):
        return found.span("who")
    for pattern in (_WITH,) if is_gerund else (_RESTRICTED, _ADJACENT, _SET_OFF, _RELATIVE, _BARE_NAME):
        found = pattern.search(before)
        if found and (not is_gerund or _is_of_participle(paragraph, found, first)):
            return found.start("who") + first, found.end("who") + first
    return _shared_subject(paragraph, first, verb)


def _is_of_participle(paragraph: TaggedParagraph, found: re.Match[str], first: int) -> bool:
    """Whether the words right before a participle are its own subject, not what the verb before it speaks of."""
    if found["with"] == "O":
        return paragraph.word(found.start() + first) == "with"
    return found["with"] == "-" or "G" in found.string[: found.start()]


def _shared_subject(paragraph: TaggedParagraph, first: int, verb: int) -> tuple[int, int] | None:
    """The subject of the verb of speech before this one; without such a verb, what the sentence begins with."""
    tags = paragraph.tags
    is_aside = tags[verb] == "G" and tags[verb - 1 : verb] == ","
    earlier = tags.find("V", first, verb) if is_aside else tags.rfind("V", first, verb)
    if earlier >= first:
        return subject(paragraph, earlier, first)
    return opening(paragraph, first, verb)


_DATELINE = later(r"[NMn,]{1,8}-")  # "BAGHDAD, Dec 2 (Reuters) -"
_FRONTED = later(r"[CR]*(?:[SOgtK]|M(?![NnV])|D[Mn]*M|N(?=[OD])|N,(?=P))")  # "After the vote, …", "Speaking in Homs, …"
_MAIN = later(r"(?<=[,\-])R*(?P<who>P|D{0,2}[nN]{1,8}(?:[Ot]D?[nN]{1,5})?)(?=[RA]*[vVUB])")


def opening(paragraph: TaggedParagraph, start: int, end: int) -> tuple[int, int] | None:
    """The tokens with which a sentence begins, after conjunctions and adverbs, if they may be a subject; else None.

    A dateline is passed over. If a clause or phrase stands in front ("After the vote, he …"), the subject is behind it.
    """
    if start == 0 and (dateline := _DATELINE.match(paragraph.tags, 0, end)):
        start = dateline.end()
    if _is_fronted(paragraph, start, end) and (found := _MAIN.search(paragraph.tags, start, end)):
        return found.span("who")
    found = _OPENING.search(paragraph.tags, start, end)
    return found.span("who") if found else None


def _is_fronted(paragraph: TaggedParagraph, start: int, end: int) -> bool:
    """Whether a sentence begins with something that can't be its subject: a clause, a place, a time, "Speaking in"."""
    found = _FRONTED.match(paragraph.tags, start, end)
    if not found:
        return False
    return paragraph.tags[found.end() - 1] != "N" or paragraph.word(found.end() - 1).endswith("ing")


def _head(paragraph: TaggedParagraph, tokens: tuple[int, int]) -> tuple[int, int]:
    """The tokens of the name in a noun phrase, as printed: without small words before the name or words after it.

    "Security expert Sarmad Al-Bayati" becomes "Sarmad Al-Bayati"; "a source within the committee" stays as it is.
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
    """Whether a name goes on behind "of" ("Ministry of Defense")."""
    return paragraph.word(at).lower() in ("of", "for") and tags[len(base) + 1 : len(base) + 3].lstrip("D")[:1] == "N"


def speaker_span(paragraph: TaggedParagraph, tokens: tuple[int, int]) -> Span:
    """The span of the speaker as printed, without a possessive ending that belongs to the phrase only.

    >>> from syria_iraq_archive.annotate.quotes.paragraphs import tag_paragraph
    >>> text = "Security expert Sarmad Al-Bayati said so."
    >>> speaker_span(tag_paragraph(text, Span(0, len(text)), ()), (0, 4)).of(text)
    'Sarmad Al-Bayati'
    """
    start, end = _head(paragraph, tokens)
    span = paragraph.span(start, end)
    printed = span.of(paragraph.text)
    for ending in ("'s", "’s", "'", "’"):
        if printed.endswith(ending) and (paragraph.tags[end - 1] == "P" or ending in ("'", "’")):
            return Span(span.start, span.end - len(ending))
    return span
