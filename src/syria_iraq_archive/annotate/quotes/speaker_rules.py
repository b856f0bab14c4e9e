"""Finds the words that name the speaker of a quotation: a table of rules, of which the first that answers wins.

Rules for English are patterns over the letters of a tagged paragraph. Arabic has rules of its own, in `arabic_rules`.
"""

import re
from collections.abc import Callable

from syria_iraq_archive.annotate.quotes.attributions import Attribution, QuotationInParagraph
from syria_iraq_archive.annotate.quotes.paragraphs import TaggedParagraph
from syria_iraq_archive.annotate.quotes.subjects import NOUN_PHRASE, REACH, opening, speaker_span, subject
from syria_iraq_archive.annotate.quotes.word_tags import PASTS, SPEECH_NOUNS, THOUGHTS
from syria_iraq_archive.patterns import later
from syria_iraq_archive.spans import Span


def _attributed(
    quote: QuotationInParagraph, who: tuple[int, int] | None, cue: tuple[int, int] | None
) -> Attribution | None:
    """The attribution to the speaker at the tokens `who` by the verb at the tokens `cue`; None if `who` is None."""
    if who is None:
        return None
    paragraph = quote.paragraph
    sentence = paragraph.span(quote.start, max(quote.end, who[1], cue[1] if cue else 0))
    return Attribution(speaker_span(paragraph, who), paragraph.span(*cue) if cue else None, sentence)


_DASH_NAME = later(r"-(?:nO|NO|O)?(?P<who>N{1,4}):\Z")


def _named_before_colon(quote: QuotationInParagraph) -> Attribution | None:
    """As in: The minister stayed away – Karim Sabri: “…”."""
    tags = quote.paragraph.tags
    found = _DASH_NAME.search(tags, max(quote.start, quote.token - 8), quote.token)
    return _attributed(quote, found.span("who"), (quote.token - 1, quote.token)) if found else None


_WHO = rf"(?P<who>{NOUN_PHRASE})"
_SET_OFF_PART = r",(?:[^,.V]{0,30}W[^,.]{1,30}|[^,.V]{1,30})"
_SET_OFF = rf"(?:(?:{_SET_OFF_PART}){{1,3}}?,|-[^\-.]{{1,20}}-)?"  # ", a lawmaker,"
_ADVERBS = r"(?:[OR]?D?M+|[RAB])*"
_ASIDE = r"(?:O[^Q.]{0,12})?"


def _by_pattern(quote: QuotationInParagraph, pattern: re.Pattern[str], start: int) -> Attribution | None:
    """The attribution that a pattern finds if it matches at token `start`."""
    found = pattern.match(quote.paragraph.tags, start, start + REACH)
    return _attributed(quote, found.span("who"), found.span("verb")) if found else None


_WHO_CLAUSE = r"(?:W[^,.;:\-?QTSCW]{1,12}?(?=[RAB]*[VUG](?!R?t)))?"  # "a man who asked not to be named"
_AFTER = later(
    rf"[,?\-]?(?:[OR]?M+,?)?R*{_WHO}{_WHO_CLAUSE}{_SET_OFF}{_ADVERBS}(?:v[OS](?=G))?(?P<verb>[VUG])(?P<next>.?)"
)
_QUOTED_AS_SAYING = later(rf"{_WHO}S(?=G)")  # INA quoted X as saying

_AS_SAID = later(rf"[,?\-]?(?P<as>S){_WHO}{_SET_OFF}{_ADVERBS}(?P<verb>[VU])")  # “…,” as X put it
_SAID_IN_CLAUSE = later(r"[CR]*S[^,.;:\-QV]{1,25}V[^.;:V]{0,25}")  # "When Y said …"


def _cue_after(quote: QuotationInParagraph) -> Attribution | None:
    """As in: “…,” X said; X is quoted as saying."""
    tags = quote.paragraph.tags
    if _is_part_of_phrase(quote):
        return None
    found = _AS_SAID.match(tags, quote.token + 1, quote.token + REACH)
    if found and quote.paragraph.word(found.start("as")).lower() == "as":
        return _attributed(quote, found.span("who"), found.span("verb"))
    found = _AFTER.match(tags, quote.token + 1, quote.token + REACH)
    if found is None or (tags[quote.token + 1] == "?" and found["next"] == "P"):  # “…?” X knew it.
        return None
    is_other = found["verb"] == "U" or found["next"] in (":", "T")
    if (is_other and _verb_before(quote) is not None) or _SAID_IN_CLAUSE.fullmatch(tags, quote.start, quote.token):
        return None  # when Y said “…,” X said that …
    if _is_reported(quote, found.start("verb")):
        return None  # X denied “…,” INA reported
    cited = _QUOTED_AS_SAYING.match(tags, found.end("verb"))
    return _attributed(quote, (cited or found).span("who"), found.span("verb"))


_REPORTED = frozenset({"reported", "reports"})  # what an outlet does with the words of others


def _is_reported(quote: QuotationInParagraph, reports: int) -> bool:
    """Whether the verb at `reports` behind a quotation reports what another says, in the same sentence before it."""
    if quote.paragraph.word(reports).lower() not in _REPORTED:
        return False
    verb = _verb_before(quote)
    return verb is not None and subject(quote.paragraph, verb, quote.start) is not None


def _is_part_of_phrase(quote: QuotationInParagraph) -> bool:
    """Whether the quotation is a part of a noun phrase ("the “so-called” state said")."""
    tags = quote.paragraph.tags
    is_open = tags[quote.token + 1 : quote.token + 2] not in (",", "?", "-")
    return is_open and quote.token > quote.start and tags[quote.token - 1] in "DnNOvgt"


_AFTER_INVERTED = later(rf"[,?\-]?R*(?P<verb>[VU])R*{_WHO}")


def _cue_after_inverted(quote: QuotationInParagraph) -> Attribution | None:
    """As in: “…,” said X."""
    if _is_part_of_phrase(quote):
        return None
    found = _AFTER_INVERTED.match(quote.paragraph.tags, quote.token + 1, quote.token + REACH)
    if found is None or quote.paragraph.word(found.start("verb")).lower() in _NEVER_INVERTED:
        return None
    return _attributed(quote, found.span("who"), found.span("verb"))


_NEVER_INVERTED = frozenset({"told", "tells", "tell"})  # behind it stands who is told


_AFTER_STOP = later(rf"[.]{_WHO}R*(?P<verb>V){_ASIDE}(?:[.]|\Z)")


def _cue_in_next_sentence(quote: QuotationInParagraph) -> Attribution | None:
    """As in: “….” X said. — The next sentence is short and says nothing else."""
    return _by_pattern(quote, _AFTER_STOP, quote.token + 1)


_SIGNED = later(r"[.?]?-(?P<who>N{1,5})(?:,[^.?;:]{1,12})?[.]?\Z")


def _signed(quote: QuotationInParagraph) -> Attribution | None:
    """As in: “…” — Karim Sabri, mayor, at the end of a paragraph."""
    tags = quote.paragraph.tags
    found = _SIGNED.match(tags, quote.token + 1) if len(tags) - quote.token < 22 else None
    return _attributed(quote, found.span("who"), None) if found else None


_SIGNATURE = later(r"\s*[—–−―‒-]{1,2}\s*(?P<who>[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){0,4})(?:,[^,.:;]{1,60})?\.?\s*")


def signed_below(quote: QuotationInParagraph) -> Attribution | None:
    """As in: “…” — and the next paragraph is nothing but a dash and a name."""
    below, paragraph = quote.near.below, quote.paragraph
    if below is None or below.length > 120 or not ALL_SPEECH.fullmatch(paragraph.tags):
        return None
    found = _SIGNATURE.fullmatch(paragraph.text, *below)
    if found is None or not (found["who"][0].isupper() or "\u0600" <= found["who"][0] <= "\u06ff"):
        return None
    return Attribution(Span(*found.span("who")), None, below)


_ACCORDING = later(rf"Kt{_WHO}")
_PER = later(rf"[,\-]?(?:[OD][nN]{{1,4}})?,?O{_WHO}")


def _according_to(quote: QuotationInParagraph) -> Attribution | None:
    """As in: “…,” according to X; According to X, … “…”; “…,” per X."""
    tags = quote.paragraph.tags
    found = _ACCORDING.search(tags, quote.token, quote.end) or _ACCORDING.search(tags, quote.start, quote.token)
    if found:
        return _attributed(quote, found.span("who"), (found.start(), found.start() + 2))
    found = _PER.match(tags, quote.token + 1, quote.token + REACH)
    if found and quote.paragraph.word(found.start("who") - 1) == "per":
        return _attributed(quote, found.span("who"), (found.start("who") - 1, found.start("who")))
    return None


_EMBEDDED = later(r"V(?:(?:,R,)?[TM]?P|[^QVUG,.;:\-]{0,9}TR?P)\Z")
"""As in "Sabri said he …", "Sabri told the council that he …": what "he" says then is what Sabri says."""

_MODAL = later(r"\A(?:will|would|can|could|should|must|may|might|can't|won't|wouldn't|couldn't|shouldn't)\Z")


def _cue_before(quote: QuotationInParagraph) -> Attribution | None:
    """As in: X said that … “…”; X said this, adding that “…”. — The nearest verb of speech before, in its sentence."""
    verb = _verb_before(quote)
    if verb is None:
        return None
    verb = _really_said(quote, verb)
    who = subject(quote.paragraph, verb, quote.start)
    if who is None and _ADDING.fullmatch(quote.paragraph.tags, quote.start, verb + 1):
        return quote.previous or _said_before(quote)
    if who is not None and (outer := _EMBEDDED.search(quote.paragraph.tags, max(quote.start, who[0] - 5), who[1])):
        verb = outer.start()
        who = subject(quote.paragraph, verb, quote.start)
    return _attributed(quote, _outside_what(quote, who) or who, (verb, verb + 1))


def _outside_what(quote: QuotationInParagraph, who: tuple[int, int] | None) -> tuple[int, int] | None:
    """Whoever the pronoun in "what he called" means: the subject of the sentence's first verb of speech, if any."""
    paragraph = quote.paragraph
    if who is None or not paragraph.tags.endswith("SP", quote.start, who[1]):
        return None
    outer = paragraph.tags.find("V", quote.start, who[0])
    if outer < 0 or paragraph.word(who[0] - 1).lower() != "what":
        return None
    return subject(paragraph, outer, quote.start)


_ADDING = later(r"[CR]*G")  # "X said so. Adding: “…”"


def _really_said(quote: QuotationInParagraph, verb: int) -> int:
    """The verb at `verb`, or, if it tells only what somebody would say, the verb of speech before it, if there is one.

    As in: He said that nobody could call it “…”.
    """
    outer = quote.paragraph.tags.rfind("V", quote.start, verb)
    return outer if outer >= 0 and _is_modal(quote, verb) and not _is_modal(quote, outer) else verb


def _is_modal(quote: QuotationInParagraph, verb: int) -> bool:
    """Whether "would", "can" or the like stands in front of a verb, maybe with adverbs between."""
    tags = quote.paragraph.tags
    while verb > quote.start and tags[verb - 1] == "R":
        verb -= 1
    if verb == quote.start or tags[verb - 1] != "A":
        return False
    return _MODAL.match(quote.paragraph.word(verb - 1).lower().replace("’", "'")) is not None


_BESIDE = later(r"[TRODM,:]{0,4}")
_AT_END = later(rf"[^QV]{{0,40}},(?P<verb>V){_WHO}(?:,|\Z)")
_AT_END_NAMED = later(rf"[^QV]{{0,40}},{_WHO}{_SET_OFF}{_ADVERBS}(?P<verb>V)(?:O|\Z)")


def _cue_at_end(quote: QuotationInParagraph) -> Attribution | None:
    """As in: It has used “…” there, said X. — Unless a verb right before the quotation says whose words it is."""
    tags = quote.paragraph.tags[: quote.end]
    verb = _verb_before(quote)
    if verb is None or _BESIDE.fullmatch(tags, verb + 1, quote.token):
        return None
    found = _AT_END.match(tags, quote.token + 1) or _AT_END_NAMED.match(tags, quote.token + 1)
    if found is None or _is_reported(quote, found.start("verb")):
        return None
    return _attributed(quote, found.span("who"), found.span("verb"))


_INTRODUCES = later(r"[TR,:]*Q|[ROMND]{0,4}T")


def _verb_before(quote: QuotationInParagraph) -> int | None:
    """The nearest verb of speech before the quotation in its sentence; a weak one only if it is right beside.

    A verb of thinking in what somebody says isn't it: He said that she believed “…”.
    """
    tags = quote.paragraph.tags
    verb = max(tags.rfind("V", quote.start, quote.token), tags.rfind("G", quote.start, quote.token))
    beside = tags.rfind("U", quote.start, quote.token)
    if beside > verb and _INTRODUCES.match(tags, beside + 1, quote.token + 1):
        outer = tags.find("V", quote.start, beside) if quote.paragraph.word(beside).lower() in THOUGHTS else -1
        return outer if outer >= 0 else beside
    return verb if verb >= 0 else None


_WORDS_BY = later(rf"nb{_WHO}[^QVU.;]{{0,20}}:\Z")
_BY = later(rf"vR*[^.,]{{0,3}}b{_WHO}")
_BY_BEHIND = later(rf"[,\-]?(?:S?R*[vV](?:[OD]?[nN])?)?b{_WHO}")

_LABELLED = later(r"[vV]S?D{0,2}n{0,2}\Z")  # "labelled as a “…”"


def _said_by(quote: QuotationInParagraph) -> Attribution | None:
    """As in: Described by X as “…”; called a “…” by X; “…,” as described by X; remarks by X in April: “…”."""
    tags = quote.paragraph.tags
    spoken = _WORDS_BY.search(tags, quote.start, quote.token)
    if spoken and quote.paragraph.word(spoken.start()).lower() in SPEECH_NOUNS:
        return _attributed(quote, spoken.span("who"), (spoken.start(), spoken.start() + 1))
    if (found := _BY.search(tags, quote.start, quote.token)) and _is_said(quote, found.start()):
        return _attributed(quote, found.span("who"), (found.start(), found.start() + 1))
    found = _BY_BEHIND.match(tags, quote.token + 1, quote.token + REACH)
    if found is None:
        return None
    labelled = _LABELLED.search(tags, max(quote.start, quote.token - 5), quote.token)
    near = [*range(quote.token + 1, found.start("who")), *([labelled.start()] if labelled else [])]
    said = next((token for token in near if _is_said(quote, token)), None)
    return _attributed(quote, found.span("who"), (said, said + 1)) if said is not None else None


def _is_said(quote: QuotationInParagraph, token: int) -> bool:
    """Whether the word at `token` is a passive of speech: "described", "called"."""
    return quote.paragraph.tags[token] in "vV" and quote.paragraph.word(token).lower() in PASTS


_FAR_AFTER = later(rf",R*{_WHO}[RAB]*(?P<verb>V)")
_FAR_AFTER_INVERTED = later(rf",(?P<verb>V){_WHO}")


def _cue_far_after(quote: QuotationInParagraph) -> Attribution | None:
    """As in: “…” and “…” will follow, X said."""
    tags = quote.paragraph.tags
    found = _FAR_AFTER.search(tags, quote.token, quote.end)
    if found is None and (inverted := _FAR_AFTER_INVERTED.search(tags, quote.token, quote.end)):
        found = inverted if quote.paragraph.word(inverted.start("verb")).lower() not in _NEVER_INVERTED else None
    return _attributed(quote, found.span("who"), found.span("verb")) if found else None


_NAME_COLON = later(r"(?:\A|(?<=[.,;:\-?R]))(?P<who>N?n{0,3}N+(?:CN+)?):Q")


def _colon_before(quote: QuotationInParagraph) -> Attribution | None:
    """As in: X had one message: “…”."""
    tags = quote.paragraph.tags
    if not tags.endswith(":", quote.start, quote.token):
        return None
    found = _NAME_COLON.search(tags, max(quote.start, quote.token - REACH), quote.token + 1)
    who = found.span("who") if found else opening(quote.paragraph, quote.start, quote.token)
    return _attributed(quote, who, (quote.token - 1, quote.token))


def _weak_verb_before(quote: QuotationInParagraph) -> Attribution | None:
    """As in: X believes in “…”. — A verb that seldom reports speech, tried if there is no better one."""
    verb = quote.paragraph.tags.rfind("U", quote.start, quote.token)
    return _attributed(quote, subject(quote.paragraph, verb, quote.start), (verb, verb + 1)) if verb >= 0 else None


_POSSESSIVE_PRONOUNS = frozenset({"his", "her", "their", "its"})
_POSSESSIVE_ENDINGS = ("'s", "’s", "s'", "s’")


def _whose_words(quote: QuotationInParagraph) -> Attribution | None:
    """As in: X's promise to “…”."""
    paragraph = quote.paragraph
    for noun in range(quote.token - 1, max(quote.start, quote.token - 12), -1):
        is_near = noun > quote.token - 4 or paragraph.tags[noun + 1] == "T"  # "his claim that there have been “…”"
        if is_near and paragraph.tags[noun] == "n" and paragraph.word(noun).lower() in SPEECH_NOUNS:
            return _attributed(quote, _owner(quote, noun), (noun, noun + 1))
    if found := _IN_VIEW.match(paragraph.tags, quote.token + 1):
        noun = found.end() - 1
        if paragraph.word(noun).lower() in _VIEWS:
            return _attributed(quote, _owner(quote, noun), (noun, noun + 1))
    return None


_IN_VIEW = later(r"[^.:?QV]{0,8}O[DN]{1,4}n(?=[,.?]|\Z)")  # "…” in Sabri's view"
_VIEWS = frozenset({"view", "words", "opinion", "eyes", "telling", "account"})


def _owner(quote: QuotationInParagraph, noun: int) -> tuple[int, int] | None:
    """The possessive before a noun, with the name that it ends."""
    paragraph = quote.paragraph
    for token in range(noun - 1, max(quote.start, noun - 4) - 1, -1):
        word = paragraph.word(token).lower()
        if word in _POSSESSIVE_PRONOUNS:
            return token, token + 1
        if word.endswith(_POSSESSIVE_ENDINGS):
            before = paragraph.tags[max(quote.start, token - 8) : token]
            return token - (len(before) - len(before.rstrip("N"))), token + 1
        if paragraph.tags[token] not in "nNvR":
            return None
    return None


ALL_SPEECH = later(r"[Q.,?\-C]*")
"""A paragraph that is nothing but quotations."""


def _colon_above(quote: QuotationInParagraph) -> Attribution | None:
    """As in: X continued: — and the next paragraph is what was said."""
    paragraph = quote.near.paragraph
    if (
        paragraph is None
        or not paragraph.tags.endswith(":")
        or not ALL_SPEECH.fullmatch(quote.paragraph.tags, 0, quote.token)
    ):
        return None
    token = len(paragraph.tags) - 1
    start, _ = paragraph.sentence(token)
    verb = max(paragraph.tags.rfind(tag, start) for tag in "VUG")
    if verb < 0:
        return None
    who = subject(paragraph, verb, start)
    if who is None:
        return None
    return Attribution(speaker_span(paragraph, who), paragraph.span(verb, verb + 1), paragraph.span(start, token + 1))


_ENDS_IN_SPEECH = later(r"Q[.,?\-]?\Z")
_WHOLE = later(r"C?[QC,?\-]*Q[,?]?")


def same_speaker(quote: QuotationInParagraph) -> Attribution | None:
    """As in: X said so. “…” — A sentence that is all speech continues the one before."""
    paragraph = quote.paragraph
    if not _WHOLE.fullmatch(paragraph.tags, quote.start, quote.end):
        return None
    return _moved_before(quote) or quote.previous or _said_before(quote)


_GESTURES = frozenset(
    {"nodded", "nods", "smiled", "smiles", "laughed", "laughs", "shrugged", "shrugs", "sighed", "sighs"}
)


def _moved_before(quote: QuotationInParagraph) -> Attribution | None:
    """As in: “…,” X said. Y nodded. “…” — A short sentence that shows somebody else before the words."""
    if quote.previous is None or quote.start < 3:
        return None
    paragraph, token = quote.paragraph, quote.start - 1
    start, _ = paragraph.sentence(token)
    verb = token - 1
    if "Q" in paragraph.tags[start:token] or paragraph.word(verb).lower() not in _GESTURES:
        return None
    who = subject(paragraph, verb, start)
    return _attributed(quote, who, (verb, verb + 1)) if who else None


def _said_before(quote: QuotationInParagraph) -> Attribution | None:
    """The speaker that the sentence before reports in its own words."""
    if quote.start < 2:
        return None
    paragraph, token = quote.paragraph, quote.start - 1
    start, _ = paragraph.sentence(token)
    verb = paragraph.tags.rfind("V", start, token)
    who = subject(paragraph, verb, start) if verb >= 0 else None
    if who is None:
        return None
    return Attribution(speaker_span(paragraph, who), paragraph.span(verb, verb + 1), paragraph.span(start, token))


def speech_goes_on(quote: QuotationInParagraph) -> Attribution | None:
    """A paragraph that is all speech, after one with a speaker: the same goes on, and isn't printed again."""
    above = quote.near
    if above.paragraph is None or above.last is None or not ALL_SPEECH.fullmatch(quote.paragraph.tags):
        return None
    if _ENDS_IN_SPEECH.search(above.paragraph.tags) or _closes(above.paragraph, above.last):
        return above.last
    return None


def _closes(paragraph: TaggedParagraph, last: Attribution) -> bool:
    """Whether the last sentence of a paragraph begins with speech and says whose it is: “…,” X said on Monday."""
    start, _ = paragraph.sentence(max(0, len(paragraph.tags) - 2))
    if paragraph.tags[max(0, start - 2) : start] == "Q?":  # “…?” X asked on Monday.
        start -= 2
    return paragraph.tags[start : start + 1] == "Q" and last.speaker.start >= paragraph.spans[start][0]


_REPORTS = later(r"[^VUGST]{1,15}(?<!t)(?P<verb>V)")  # the main clause's verb, not one of what it reports


def _reported_above(quote: QuotationInParagraph) -> Attribution | None:
    """A paragraph that is all speech, after one that reports in its own words: X said that the road was open."""
    above = quote.near.paragraph
    if above is None or above.quotes or not ALL_SPEECH.fullmatch(quote.paragraph.tags):
        return None
    token = len(above.tags) - 1
    start, _ = above.sentence(token)
    found = _REPORTS.match(above.tags, start, start + REACH)
    who = subject(above, found.start("verb"), start) if found else None
    if found is None or who is None:
        return None
    verb = found.start("verb")
    return Attribution(speaker_span(above, who), above.span(verb, verb + 1), above.span(start, token + 1))


SpeakerRules = tuple[tuple[str, Callable[[QuotationInParagraph], Attribution | None]], ...]

SPEAKER_RULES: SpeakerRules = (
    ("cue-after", _cue_after),
    ("cue-after-inverted", _cue_after_inverted),
    ("according-to", _according_to),
    ("name-colon", _named_before_colon),
    ("said-by", _said_by),
    ("cue-at-end", _cue_at_end),
    ("cue-before", _cue_before),
    ("cue-far-after", _cue_far_after),
    ("colon-before", _colon_before),
    ("whose-words", _whose_words),
    ("weak-verb-before", _weak_verb_before),
    ("signed", _signed),
    ("signed-below", signed_below),
    ("cue-in-next-sentence", _cue_in_next_sentence),
    ("colon-above", _colon_above),
    ("same-speaker", same_speaker),
    ("speech-goes-on", speech_goes_on),
    ("reported-above", _reported_above),
)
"""The rules in the order in which they are tried. The first that answers gives the quote's `rule` its name.

The surest come first: a verb right beside the quotation, then one farther away, then the sentences around it.
"""
