"""Finds the words that name the speaker of a quotation: a table of rules, of which the first that answers wins.

Rules for English are patterns over the letters of a tagged paragraph. Rules for Arabic read the text itself, because
the letters know only English words. There the verb comes first ("وقال X: «…»", "«…»، قال X"), and a verb without a name
means that the speaker before goes on.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from syria_iraq_archive.annotate.quotes.paragraphs import TaggedParagraph
from syria_iraq_archive.annotate.quotes.subjects import NOUN_PHRASE, REACH, opening, speaker_span, subject
from syria_iraq_archive.annotate.quotes.word_tags import PASTS, SPEECH_NOUNS
from syria_iraq_archive.patterns import later
from syria_iraq_archive.spans import Span


class Attribution(NamedTuple):
    """Who speaks, by which word the text says so, and the sentence that says so."""

    speaker: Span
    cue: Span | None  # None for a signature
    sentence: Span


class QuotationInParagraph(NamedTuple):
    """A quotation in its paragraph: all that a rule gets to see."""

    paragraph: TaggedParagraph
    token: int
    start: int  # first token of its sentence
    end: int  # the token behind its sentence
    previous: Attribution | None  # of the quotation before it in the paragraph
    above: "ParagraphAbove"


class ParagraphAbove(NamedTuple):
    """The paragraph before, and who spoke last in it; both None if it doesn't matter."""

    paragraph: TaggedParagraph | None = None
    last: Attribution | None = None


def _attributed(
    quote: QuotationInParagraph, who: tuple[int, int] | None, cue: tuple[int, int] | None
) -> Attribution | None:
    """The attribution to the speaker at the tokens `who` by the verb at the tokens `cue`; None if `who` is None."""
    if who is None:
        return None
    paragraph = quote.paragraph
    sentence = paragraph.span(quote.start, max(quote.end, who[1], cue[1] if cue else 0))
    return Attribution(speaker_span(paragraph, who), paragraph.span(*cue) if cue else None, sentence)


_ARABIC_REACH = 240  # characters on either side of a quotation that are searched
# Verbs of speech, finite and as "saying", "adding".
_ARABIC_VERBS = (
    "قال|أضاف|اضاف|أوضح|اوضح|أكد|اكد|ذكر|أعلن|اعلن|صرح|صرّح|أشار|اشار|شدد|شدّد|لفت|نقل|بيّن|بين|تابع|اعتبر|رأى|كتب|كشف"
    "|أفاد|افاد|حذر|حذّر|نفى|دعا|وصف|زعم|تساءل|رد|ردّ|اتهم|طالب|نوه|نوّه|أردف|اردف|استطرد|ختم|يقول|تقول|يضيف|تضيف|يؤكد|تؤكد"
    "|يرى|ترى|قائلا|قائلاً|قائلة|مضيفا|مضيفاً|مضيفة|مؤكدا|مؤكداً|مؤكدة|مشيرا|مشيراً|مشيرة|موضحا|موضحاً|موضحة"
)
# What ends the name of a speaker: a mark, a conjunction, a preposition, whoever is told.
_ARABIC_STOP = (
    r"(?:[،:؛.«»“”\"]|(?:و?(?:إن|ان|أن|إنه|إنها|أنه|أنها|إنهم|بأن|بان|إلى|الى|في|على|خلال|عبر|عن|من|أمس|اليوم|لوكالة|لقناة"
    r"|لصحيفة|لموقع|للصحفيين|للصحافيين|ل|يوم|بعد|قبل|حول|عقب|أثناء|ردا|رداً|ضمن|مساء|صباح|قوله|قولها|قولهم)|لـ\S*|ل(?!ل|جن|وا|بنان|يبيا|ندن|طيف|ؤي|يث)\S{3,})(?![^\W_]))"
)
_ARABIC_VERB = rf"(?<![^\W_])[وف]?(?P<verb>(?:{_ARABIC_VERBS})(?:ت|وا)?)(?![^\W_])"
_ARABIC_WORD = rf"(?!{_ARABIC_STOP})[^\s،:؛.«»“”\"]+"
_ARABIC_WHO = rf"(?P<who>{_ARABIC_WORD}(?:[^\S\n]+{_ARABIC_WORD}){{0,8}})?"
_ARABIC_SAYING = rf"{_ARABIC_VERB}[^\S\n]*{_ARABIC_WHO}"
_ARABIC_SAYS = later(_ARABIC_SAYING)
# Only commas may stand between: behind a full stop, the verb belongs to the next sentence.
_ARABIC_SAYS_AFTER = later(rf"[\s،,]{{0,4}}{_ARABIC_SAYING}")
_ARABIC_LETTER = re.compile("[\u0600-\u06ff]")
_ARABIC_ACCORDING_AFTER = later(
    rf"[\s،,]{{0,4}}(?P<verb>بحسب|حسب|وفق|وفقا|وفقاً|نقلا عن|نقلاً عن)[^\S\n]+ل?{_ARABIC_WHO}"
)
_ARABIC_QUOTED = later(rf"(?<![^\W_])عن[^\S\n]+{_ARABIC_WHO}[^\S\n]+(?P<verb>قوله|قولها|قولهم)(?![^\W_])")
_ARABIC_SENTENCE_END = re.compile(r"[.!؟\n]\s")


def _arabic_verb_after(quote: QuotationInParagraph) -> Attribution | None:
    """As in: «…»، قال X."""
    if not _is_arabic(quote):
        return None
    start, end = quote.paragraph.spans[quote.token]
    region_end = min(quote.paragraph.region.end, end + _ARABIC_REACH)
    text = quote.paragraph.text
    found = _ARABIC_SAYS_AFTER.match(text, end, region_end) or _ARABIC_ACCORDING_AFTER.match(text, end, region_end)
    if not found or not found["who"]:
        return None
    return _answer(quote, found, Span(start, region_end))


def _arabic_verb_before(quote: QuotationInParagraph) -> Attribution | None:
    """As in: وقال X إن «…»; and without a name, so that the speaker before goes on: وأضاف أن «…»."""
    if not _is_arabic(quote):
        return None
    text = quote.paragraph.text
    at = quote.paragraph.spans[quote.token][0]
    start = max(quote.paragraph.region.start, at - _ARABIC_REACH)
    for end in _ARABIC_SENTENCE_END.finditer(text, start, at):
        start = end.end()
    if quoted := _ARABIC_QUOTED.search(text, start, at):
        return _answer(quote, quoted, Span(start, at))
    says = list(_ARABIC_SAYS.finditer(text, start, at))
    if not says:
        return None
    found = says[-1]
    if not found["who"]:
        speaker = quote.previous or quote.above.last
        return speaker._replace(cue=Span(*found.span("verb"))) if speaker else None
    return _answer(quote, found, Span(start, at))


def _is_arabic(quote: QuotationInParagraph) -> bool:
    """Whether the quotation itself is Arabic, judged by its first characters."""
    start, _ = quote.paragraph.spans[quote.token]
    return _ARABIC_LETTER.search(quote.paragraph.text, start, start + 8) is not None


def _answer(quote: QuotationInParagraph, found: re.Match[str], sentence: Span) -> Attribution:
    who = Span(*found.span("who")).within(quote.paragraph.text)
    return Attribution(who, Span(*found.span("verb")), sentence)


_WHO = rf"(?P<who>{NOUN_PHRASE})"
_SET_OFF = r"(?:,[^,.]{1,30},|-[^\-.]{1,20}-)?"  # ", a lawmaker,"
_ADVERBS = r"(?:[OR]?D?M+|[RAB])*"
_ASIDE = r"(?:O[^Q.]{0,12})?"


def _by_pattern(quote: QuotationInParagraph, pattern: re.Pattern[str], start: int) -> Attribution | None:
    """The attribution that a pattern finds if it matches at token `start`."""
    found = pattern.match(quote.paragraph.tags, start, start + REACH)
    return _attributed(quote, found.span("who"), found.span("verb")) if found else None


_AFTER = re.compile(rf"[,?\-]?(?:[OR]?M+,?)?R*{_WHO}{_SET_OFF}{_ADVERBS}(?:vO(?=G))?(?P<verb>[VUG])(?P<next>.?)")


def _cue_after(quote: QuotationInParagraph) -> Attribution | None:
    """As in: “…,” X said; X is quoted as saying."""
    tags = quote.paragraph.tags
    if _is_part_of_phrase(quote):
        return None
    found = _AFTER.match(tags, quote.token + 1, quote.token + REACH)
    if found is None or (tags[quote.token + 1] == "?" and found["next"] == "P"):  # “…?” X knew it.
        return None
    if (found["verb"] == "U" or found["next"] in (":", "T")) and _verb_before(quote) is not None:
        return None  # when Y said “…,” X said that …
    return _attributed(quote, found.span("who"), found.span("verb"))


def _is_part_of_phrase(quote: QuotationInParagraph) -> bool:
    """Whether the quotation is a part of a noun phrase ("the “so-called” state said")."""
    tags = quote.paragraph.tags
    is_open = tags[quote.token + 1 : quote.token + 2] not in (",", "?", "-")
    return is_open and quote.token > quote.start and tags[quote.token - 1] in "DnNOvgt"


_AFTER_INVERTED = re.compile(rf"[,?\-]?R*(?P<verb>[VU])R*{_WHO}")


def _cue_after_inverted(quote: QuotationInParagraph) -> Attribution | None:
    """As in: “…,” said X."""
    return None if _is_part_of_phrase(quote) else _by_pattern(quote, _AFTER_INVERTED, quote.token + 1)


_AFTER_STOP = re.compile(rf"[.]{_WHO}R*(?P<verb>V){_ASIDE}(?:[.]|\Z)")


def _cue_in_next_sentence(quote: QuotationInParagraph) -> Attribution | None:
    """As in: “….” X said. — The next sentence is short and says nothing else."""
    return _by_pattern(quote, _AFTER_STOP, quote.token + 1)


_SIGNED = re.compile(r"[.?]?-(?P<who>N{1,5})[.]?\Z")


def _signed(quote: QuotationInParagraph) -> Attribution | None:
    """As in: “…” — Karim Sabri, at the end of a paragraph."""
    tags = quote.paragraph.tags
    found = _SIGNED.match(tags, quote.token + 1) if len(tags) - quote.token < 10 else None
    return _attributed(quote, found.span("who"), None) if found else None


_ACCORDING = re.compile(rf"Kt{_WHO}")


def _according_to(quote: QuotationInParagraph) -> Attribution | None:
    """As in: “…,” according to X; According to X, … “…”."""
    tags = quote.paragraph.tags
    found = _ACCORDING.search(tags, quote.token, quote.end) or _ACCORDING.search(tags, quote.start, quote.token)
    return _attributed(quote, found.span("who"), (found.start(), found.start() + 2)) if found else None


_EMBEDDED = re.compile(r"V(?:,R,)?[TM]?P\Z")  # "Sabri said he …": what "he" says then is what Sabri says


def _cue_before(quote: QuotationInParagraph) -> Attribution | None:
    """As in: X said that … “…”; X said this, adding that “…”. — The nearest verb of speech before, in its sentence."""
    verb = _verb_before(quote)
    if verb is None:
        return None
    who = subject(quote.paragraph, verb, quote.start)
    if who is not None and (outer := _EMBEDDED.search(quote.paragraph.tags, max(quote.start, who[0] - 5), who[1])):
        verb = outer.start()
        who = subject(quote.paragraph, verb, quote.start)
    return _attributed(quote, who, (verb, verb + 1))


_INTRODUCES = re.compile(r"[TR,:]*Q|[ROMND]{0,4}T")


def _verb_before(quote: QuotationInParagraph) -> int | None:
    """The nearest verb of speech before the quotation in its sentence; a weak one only if it is right beside."""
    tags = quote.paragraph.tags
    verb = max(tags.rfind("V", quote.start, quote.token), tags.rfind("G", quote.start, quote.token))
    beside = tags.rfind("U", quote.start, quote.token)
    if beside > verb and _INTRODUCES.match(tags, beside + 1, quote.token + 1):
        return beside
    return verb if verb >= 0 else None


_BY = re.compile(rf"vR*[^.,]{{0,3}}b{_WHO}")


def _said_by(quote: QuotationInParagraph) -> Attribution | None:
    """As in: Described by X as “…”."""
    found = _BY.search(quote.paragraph.tags, quote.start, quote.token)
    if not found or quote.paragraph.word(found.start()).lower() not in PASTS:
        return None
    return _attributed(quote, found.span("who"), (found.start(), found.start() + 1))


_FAR_AFTER = re.compile(rf",R*{_WHO}[RAB]*(?P<verb>V)")
_FAR_AFTER_INVERTED = re.compile(rf",(?P<verb>V){_WHO}")


def _cue_far_after(quote: QuotationInParagraph) -> Attribution | None:
    """As in: “…” and “…” will follow, X said."""
    tags = quote.paragraph.tags
    found = _FAR_AFTER.search(tags, quote.token, quote.end) or _FAR_AFTER_INVERTED.search(tags, quote.token, quote.end)
    return _attributed(quote, found.span("who"), found.span("verb")) if found else None


_NAME_COLON = re.compile(r"(?:\A|(?<=[.,;:\-?R]))(?P<who>N+(?:CN+)?):Q")


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
    for noun in range(quote.token - 1, max(quote.start, quote.token - 4), -1):
        if paragraph.tags[noun] == "n" and paragraph.word(noun).lower() in SPEECH_NOUNS:
            return _attributed(quote, _owner(quote, noun), (noun, noun + 1))
    return None


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


_ALL_SPEECH = re.compile(r"[Q.,?\-C]*")


def _colon_above(quote: QuotationInParagraph) -> Attribution | None:
    """As in: X continued: — and the next paragraph is what was said."""
    paragraph = quote.above.paragraph
    if (
        paragraph is None
        or not paragraph.tags.endswith(":")
        or not _ALL_SPEECH.fullmatch(quote.paragraph.tags, 0, quote.token)
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


_ENDS_IN_SPEECH = re.compile(r"Q[.,?\-]?\Z")
_WHOLE = re.compile(r"C?[QC,?\-]*Q[,?]?")


def _same_speaker(quote: QuotationInParagraph) -> Attribution | None:
    """As in: X said so. “…” — A sentence that is all speech continues the one before."""
    paragraph = quote.paragraph
    if not _WHOLE.fullmatch(paragraph.tags, quote.start, quote.end):
        return None
    return quote.previous or _said_before(quote)


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


def _speech_goes_on(quote: QuotationInParagraph) -> Attribution | None:
    """A paragraph that is all speech, after one that ends in speech: the same speaker, who isn't printed again."""
    above = quote.above
    if above.paragraph is None or above.last is None or not _ENDS_IN_SPEECH.search(above.paragraph.tags):
        return None
    if not _ALL_SPEECH.fullmatch(quote.paragraph.tags):
        return None
    return above.last


SPEAKER_RULES: tuple[tuple[str, Callable[[QuotationInParagraph], Attribution | None]], ...] = (
    ("arabic-verb-after", _arabic_verb_after),
    ("arabic-verb-before", _arabic_verb_before),
    ("cue-after", _cue_after),
    ("cue-after-inverted", _cue_after_inverted),
    ("according-to", _according_to),
    ("cue-before", _cue_before),
    ("said-by", _said_by),
    ("cue-far-after", _cue_far_after),
    ("colon-before", _colon_before),
    ("whose-words", _whose_words),
    ("weak-verb-before", _weak_verb_before),
    ("signed", _signed),
    ("cue-in-next-sentence", _cue_in_next_sentence),
    ("colon-above", _colon_above),
    ("same-speaker", _same_speaker),
    ("speech-goes-on", _speech_goes_on),
)
"""The rules in the order in which they are tried. The first that answers gives the quote's `rule` its name.

The surest come first: a verb right beside the quotation, then one farther away, then the sentences around it.
"""
