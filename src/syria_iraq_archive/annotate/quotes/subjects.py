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
# Neither the second half of a phrase, nor the object of a preposition, nor the verb behind "who".
_FROM_ITS_BEGINNING = r"(?<![OtbDnNvg])(?!(?<=W)v)"
_WHO = rf"(?P<who>{NOUN_PHRASE})"

# The shapes of a subject in the tokens before its verb:
_ADJACENT = later(rf"(?:{_FROM_ITS_BEGINNING}|(?<=[nNM])(?=P)){_WHO}(?:,?{_TIME},?|[RABt])*\Z")  # "X later said"
# What is set off behind a subject: "the minister", "who said so", "when asked"; not a clause with a subject of its own.
_ASIDE = r"(?:[^,.\-VQSC](?:(?<!O)S|[^,.\-VQS]){0,24}|[^,.\-VQ]{0,20}W[^,.\-Q]{1,25}|S[vVg][^,.\-Q]{0,25})"
# "X, the man, said"
_SET_OFF = later(rf"(?:\A|(?<=[,;:\-CSTR.Q])){_WHO}(?:[,\-]{_ASIDE}){{1,4}}[,\-][RAB]*(?:vt)?\Z")
# "a man who saw it said", "a man who gave his name, Ali, said"
_RESTRICTED = later(rf"{_FROM_ITS_BEGINNING}{_WHO}W[^,.;:QTSCW]{{1,12}}(?:,N{{1,3}},)?\Z")
_RELATIVE = later(rf"{_WHO}[,\-]?[Ot]?W(?:,?{_TIME},?|[RAB])*\Z")  # "X, who once said"
_BARE_NAME = later(r"(?<=[nM])(?P<who>N{1,5})[RAB]*\Z")  # "In an interview X said"
_WITH = later(rf"(?P<with>[O\-C])R*(?!g){_WHO}R*\Z")  # "with X saying"; "– X saying so and Y denying it"

_QUOTED = later(rf"[VvU]{_WHO}(?:,[^,.VQ]{{1,25}},)?S\Z")  # "INA quoted X as saying"

_INVERTED = later(_WHO)
_OPENING = later(
    r"(?:\A|(?<=[.?,;:\-SCQ]))[CRS]*(?P<who>P|N+(?=[^N;\-]|\Z)|D{0,2}[nNg]*[nN](?=[^nN]|\Z)(?:[Ot]D?[nN]+)?)"
)
_NAMED_LAST = later(r"[nv](N+)\Z")
_KINDS_OF_OUTLET = frozenset({"TV", "Radio", "FM"})  # "state TV"


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
    is_inverted = not before.strip("CR,") or (follows_quote and not is_gerund) or _closes_report(paragraph, verb)
    if is_inverted and (found := _INVERTED.match(paragraph.tags, verb + 1)):
        return found.span("who")
    if is_gerund and (found := _QUOTED.search(before)) and paragraph.word(verb - 1).lower() == "as":
        return found.start("who") + first, found.end("who") + first
    for pattern in (_WITH,) if is_gerund else (_RESTRICTED, _ADJACENT, _SET_OFF, _RELATIVE, _BARE_NAME):
        found = pattern.search(before)
        if found and (not is_gerund or _is_of_participle(paragraph, found, first)):
            return found.start("who") + first, found.end("who") + first
    return _shared_subject(paragraph, first, verb)


_NAME_TO_END = later(r"D{0,1}n{0,3}N{1,5}(?=[,.]|\Z)")


def _closes_report(paragraph: TaggedParagraph, verb: int) -> bool:
    """Whether a verb ends what it reports, with who said it behind: "The road is open, said Karim Sabri."."""
    is_set_off = paragraph.tags[verb - 1 : verb] == "," and paragraph.word(verb) in ("said", "says")
    return is_set_off and _NAME_TO_END.match(paragraph.tags, verb + 1) is not None


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
    return _whole_phrase(paragraph, *found.span("who"), end) if found else None


def _whole_phrase(paragraph: TaggedParagraph, start: int, last: int, end: int) -> tuple[int, int]:
    """A name with the noun that it belongs to: "Khalil's son Omar", "UN envoy"; not "Sabri opens"."""
    tags = paragraph.tags
    if tags[last - 1] != "N" or tags[last : last + 1] != "n":
        return start, last
    if paragraph.word(last - 1).endswith(("'s", "’s")):
        while last < end and tags[last] in "nN":
            last += 1
    elif not paragraph.word(last).endswith("s"):
        last += 1
    return start, last


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
    if named := _named_behind(paragraph, start, end):
        return named
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
    found = _NAMED_LAST.search(tags)
    if found and paragraph.word(end - 1) not in _KINDS_OF_OUTLET and not _is_whose(tags, base, found[1]):
        start += found.start(1)
    return start, end


def _is_whose(tags: str, base: str, name: str) -> bool:
    """Whether the last name of a phrase says only whose or of what somebody is.

    As in "a friend of poet Karim Sabri" and "Karim Sabri of Iraqi group Dawn", but not in "head of state Karim Sabri".
    """
    return len(base) < len(tags) and (tags[0] == "D" or (base.endswith("NN") and len(name) == 1))


_NAME_SET_OFF = later(r",(?P<name>N{1,5})(?=,)")


def _named_behind(paragraph: TaggedParagraph, start: int, end: int) -> tuple[int, int] | None:
    """The tokens of the name set off behind a description: "the mayor, Karim Sabri,"; None if there is none.

    Behind "an official in Erbil" a name in commas may go on with the place. One word alone may be an age or a place.
    """
    found = _NAME_SET_OFF.match(paragraph.tags, end)
    if found is None or not _describes(paragraph, start, end):
        return None
    first, last = found.span("name")
    is_short = last - first == 1
    if is_short and (paragraph.tags[end - 1] == "N" or not paragraph.word(first).replace("-", "").isalpha()):
        return None
    return first, last


def _describes(paragraph: TaggedParagraph, start: int, end: int) -> bool:
    """Whether a noun phrase says what somebody is, and isn't a name itself."""
    tags = paragraph.tags[start:end]
    base = re.split("[Ot]", tags, maxsplit=1)[0]
    is_definite = tags[0] == "D" and paragraph.word(start).lower() not in ("a", "an", "another", "one")
    is_whose = paragraph.word(start).endswith(("'s", "’s", "s'", "s’")) and tags[0] in "Nn"
    if base != tags and not (is_definite or is_whose or paragraph.word(start + len(base)).lower() == "for"):
        return False
    return base.endswith(("n", "N")) and (tags[0] == "D" or is_whose or not tags.strip("n"))


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
