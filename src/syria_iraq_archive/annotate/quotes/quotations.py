"""Finds the quotations of an article's paragraphs, the speaker of each, and what kind of quotation it is.

The kinds are speech, a scare quote ("red lines"), and a title ("Islamic Resistance in Iraq").
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from syria_iraq_archive.annotate.quotes.arabic import PARAGRAPHS_BACK, ArabicParagraph
from syria_iraq_archive.annotate.quotes.arabic_rules import ARABIC_RULES
from syria_iraq_archive.annotate.quotes.attributions import Attribution, Neighbours, QuotationInParagraph
from syria_iraq_archive.annotate.quotes.marks import MARK, Quotation, find_quotations, opens_with_mark
from syria_iraq_archive.annotate.quotes.paragraphs import TaggedParagraph, tag_paragraph
from syria_iraq_archive.annotate.quotes.speaker_rules import ALL_SPEECH, SPEAKER_RULES
from syria_iraq_archive.patterns import later
from syria_iraq_archive.records import QUOTE_KINDS
from syria_iraq_archive.spans import Span

NO_RULE = "no-speaker"
_ARABIC_LETTER = later("[\u0600-\u06ff]")


class AttributedQuotation(NamedTuple):
    """A quotation in its paragraph, with who says it and the rule that found out."""

    quotation: Quotation
    paragraph: TaggedParagraph
    token: int
    attribution: Attribution | None
    rule: str

    @property
    def span(self) -> Span:
        """Where it is, marks included."""
        return self.quotation.span


def find_speech(text: str, regions: Sequence[Span]) -> Iterator[AttributedQuotation]:
    """The quotations in `regions`, which are an article's paragraphs in the order of the text, each with its speaker.

    They come in the order of the text; those inside another follow it.

    >>> text = "“We stay,” Karim Sabri said."
    >>> [(one.attribution.speaker.of(text), one.rule) for one in find_speech(text, [Span(0, len(text))])]
    [('Karim Sabri', 'cue-after')]
    """
    above = Neighbours()
    above_region: Span | None = None
    marks = [match.start() for match in MARK.finditer(text, regions[0].start, regions[-1].end)] if regions else []
    for number, region in enumerate(regions):
        is_marked = bisect_left(marks, region.start) < bisect_left(marks, region.end)
        carries_on = is_marked and number + 1 < len(regions) and opens_with_mark(text, regions[number + 1])
        quotations = find_quotations(text, region, carries_on=carries_on) if is_marked else ()
        if not quotations:
            above, above_region = Neighbours(), region
            continue
        paragraph = tag_paragraph(text, region, quotations)
        introduces = above_region is not None and text[above_region.end - 1] == ":"
        if above.paragraph is None and above_region and (introduces or ALL_SPEECH.fullmatch(paragraph.tags)):
            above = Neighbours(tag_paragraph(text, above_region, ()))
        above = above._replace(
            regions=regions[max(0, number - PARAGRAPHS_BACK) : number][::-1],
            below=regions[number + 1] if number + 1 < len(regions) else None,
        )
        found = list(_attributed(paragraph, above))
        for one in found:
            yield one
            yield from _nested(text, one.quotation)
        above, above_region = Neighbours(paragraph, found[-1].attribution), region


def _nested(text: str, quotation: Quotation) -> Iterator[AttributedQuotation]:
    if quotation.nested:
        for one in _attributed(tag_paragraph(text, quotation.inner, quotation.nested), Neighbours()):
            yield one
            yield from _nested(text, one.quotation)


def _attributed(paragraph: TaggedParagraph, above: Neighbours) -> Iterator[AttributedQuotation]:
    """The quotations of one paragraph with their speakers, by the first rule that finds one."""
    previous: Attribution | None = None
    arabic: ArabicParagraph | None = None
    for token, quotation in paragraph.quotes:
        start, end = paragraph.sentence(token)
        is_arabic = _ARABIC_LETTER.search(paragraph.text, quotation.span.start, quotation.span.start + 8) is not None
        if is_arabic and arabic is None:
            quotations = [quotation for _, quotation in paragraph.quotes]
            arabic = ArabicParagraph(paragraph.text, paragraph.region, quotations, above.regions)
        quote = QuotationInParagraph(paragraph, token, start, end, previous, above, arabic if is_arabic else None)
        rule, attribution = _attribution_of(quote)
        previous = attribution or previous
        yield AttributedQuotation(quotation, paragraph, token, attribution, rule)


def _attribution_of(quote: QuotationInParagraph) -> tuple[str, Attribution | None]:
    for name, rule in ARABIC_RULES if quote.arabic else SPEAKER_RULES:
        if attribution := rule(quote):
            return name, attribution
    return NO_RULE, None


SPEECH, SCARE, TITLE = QUOTE_KINDS
_WORD = later(r"[^\W_](?:[\w'’\-.]*\w)?")
_SMALL_WORDS = """
of the in for and a an to on at by with from or as de al el bin la le
"""

_SMALL = frozenset(_SMALL_WORDS.split())

_LABEL_BEFORE = later(
    r"(?:so-called|known as|viewed? as|views? \w+ as|seen as|regard\w* \w* ?as|nicknamed|codenamed)\Z"
)

_TITLE_BEFORE = (
    *("entitled", "titled", "headlined", "named", "book", "film", "movie", "song", "series", "show", "hashtag"),
    "operation",
)

_NAMED_BEFORE = later(
    r"(?<!\w)[وفبل]?(?:ال|لل)?(?:منظمة|قناة|وكالة|صحيفة|موقع|مجلة|منصة|إذاعة|شبكة|حزب|حركة|مؤسسة|كتائب|لواء|شركة)\s*$"
)
_UTTERED = frozenset({"cue-after", "cue-after-inverted", "same-speaker", "speech-goes-on", "colon-above"})
_FUNCTION_WORDS = """
i we you he she it they is are was were be been am will would can could should must may might not no to for of in on
at by with from as if that this there what who because have has had do does did don't it's and but or our my your
their his her us them so
"""

_FUNCTION = frozenset(_FUNCTION_WORDS.split())
_SENTENCE_ENDS = frozenset(".?!…,،؟")
_ENOUGH = 100  # characters of a quotation that are enough to tell its kind
_LABEL = 5  # the most words that a term has


def kind_of(found: AttributedQuotation) -> str:
    """Whether a quotation is speech, or words that are only set apart: a title, or a term that somebody doubts.

    More than five words are speech unless they are a title; fewer need a verb of speech beside them.

    >>> text = "“We stay,” he said of the “red lines”."
    >>> [kind_of(one) for one in find_speech(text, [Span(0, len(text))])]
    ['speech', 'scare']
    """
    return SPEECH if found.rule in _UTTERED and _ends_sentence(found) else _kind_by_words(found)


def _ends_sentence(found: AttributedQuotation) -> bool:
    """Whether the quotation ends with a mark that ends a sentence or a clause."""
    end = found.quotation.inner.end
    return found.paragraph.text[end - 1 : end] in _SENTENCE_ENDS


def _kind_by_words(found: AttributedQuotation) -> str:
    """The kind of a quotation, told by its words and those before it."""
    start, end = found.quotation.inner
    text = found.paragraph.text[start : min(end, start + _ENOUGH)]
    words = _WORD.findall(text)
    is_long = len(words) > _LABEL
    before = found.paragraph.text[max(found.paragraph.region.start, found.span.start - 40) : found.span.start].rstrip()
    if is_long and found.rule in _UTTERED:
        return SPEECH
    is_uttered_title = _ends_sentence(found) and found.attribution is not None
    if (_is_title(words) and not is_uttered_title) or before.lower().endswith(_TITLE_BEFORE):
        return TITLE
    if _NAMED_BEFORE.search(before):
        return TITLE
    if _LABEL_BEFORE.search(before):
        return SCARE
    if found.attribution is not None:
        is_uttered = (
            found.rule in _UTTERED
            or (len(words) > 1 and before.endswith(":"))
            or _is_beside_cue(found, found.attribution)
        )
        return SPEECH if len(words) > 2 or is_uttered else SCARE
    return SPEECH if is_long or not _is_label(words) else SCARE


def _is_title(words: list[str]) -> bool:
    """Whether there are several words, and all but small ones have capitals."""
    if not words or not words[0][0].isupper():
        return False
    large = [word for word in words if word.lower() not in _SMALL]
    return len(large) > 1 and all(word[0].isupper() or word[0].isdigit() for word in large)


def _is_label(words: list[str]) -> bool:
    """Whether this is a term: one or two words, or a few without a verb, pronoun or preposition among them."""
    if len(words) < 3:
        return True
    return words[0].isascii() and not any(word.lower() in _FUNCTION for word in words)


def _is_beside_cue(found: AttributedQuotation, attribution: Attribution) -> bool:
    """Whether the verb of speech comes right before the quotation."""
    if attribution.cue is None:
        return False
    between = found.paragraph.tags[found.paragraph.token_at(attribution.cue.start) + 1 : found.token]
    return found.span.start > attribution.cue.start and not between.strip("TR,:")
