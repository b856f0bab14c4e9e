"""The rules that find who speaks an Arabic quotation, made of the grammar in `arabic`."""

from syria_iraq_archive.annotate.quotes.arabic import (
    carries_on,
    has_unread_subject,
    is_name,
    reporting_verb,
    speaker_above,
    speaker_after,
    speaker_before,
    speaker_far_after,
)
from syria_iraq_archive.annotate.quotes.attributions import Attribution, QuotationInParagraph
from syria_iraq_archive.annotate.quotes.speaker_rules import SpeakerRules, same_speaker, signed_below, speech_goes_on
from syria_iraq_archive.spans import Span


def _arabic_behind(quote: QuotationInParagraph) -> Attribution | None:
    """As in: «…»، قال X; «…»، بحسب X."""
    assert quote.arabic is not None
    span = _span(quote)
    row = quote.arabic.behind(span)
    found = speaker_after(row)
    if found is None:
        return None
    spoken = max(found.who.end, found.cue.end)
    stop = next(
        (at.start for tag, at in zip(row.tags, row.spans, strict=True) if tag in ".?:Q" and at.start >= spoken), 0
    )
    return Attribution(found.who, found.cue, Span(span.start, max(spoken, stop or quote.paragraph.region.end)))


def _arabic_in_front(quote: QuotationInParagraph) -> Attribution | None:
    """As in: وقال X إن «…»; and without a name, so that the speaker before goes on: وأضاف أن «…»."""
    assert quote.arabic is not None
    span = _span(quote)
    row = quote.arabic.in_front(span)
    last = quote.previous or quote.near.last
    if is_name(row, quote.arabic.behind(span)):
        return None
    cue = reporting_verb(row)
    if cue is None and last and quote.previous and carries_on(row):
        return last
    if cue is None:
        introduced = speaker_above(row, quote.arabic.earlier)
        return Attribution(introduced.who, introduced.cue, span) if introduced else None
    sentence = Span(quote.arabic.region.start, span.start)
    if found := speaker_before(row, quote.arabic.earlier):
        return Attribution(found.who, found.cue, sentence)
    if has_unread_subject(row) or cue.of(row.text) == ":":  # which alone doesn't say that somebody speaks
        return None
    return last._replace(cue=cue, sentence=sentence) if last else None


def _arabic_far_behind(quote: QuotationInParagraph) -> Attribution | None:
    """As in: «…» بعد اللقاء، بحسب X."""
    assert quote.arabic is not None
    span = _span(quote)
    found = speaker_far_after(quote.arabic.behind(span))
    return Attribution(found.who, found.cue, Span(span.start, found.who.end)) if found else None


def _span(quote: QuotationInParagraph) -> Span:
    return Span(*quote.paragraph.spans[quote.token])


ARABIC_RULES: SpeakerRules = (
    ("arabic-behind", _arabic_behind),
    ("arabic-in-front", _arabic_in_front),
    ("arabic-far-behind", _arabic_far_behind),
    ("signed-below", signed_below),
    ("same-speaker", same_speaker),
    ("speech-goes-on", speech_goes_on),
)
"""The rules for a quotation in Arabic, tried in the same way."""
