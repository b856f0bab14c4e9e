"""Who speaks: the table of rules in the order in which they are tried; the first that answers gives its name."""

from collections.abc import Callable

from syria_iraq_archive.annotate.quotes.arabic import arabic_verb_after, arabic_verb_before
from syria_iraq_archive.annotate.quotes.continuations import colon_above, same_speaker, speech_goes_on
from syria_iraq_archive.annotate.quotes.places import Attribution, Place
from syria_iraq_archive.annotate.quotes.sentences import (
    according_to,
    colon_before,
    cue_after,
    cue_after_inverted,
    cue_before,
    cue_far_after,
    cue_in_next_sentence,
    said_by,
    signed,
    weak_verb_before,
    whose_words,
)

SPEAKER_RULES: tuple[tuple[str, Callable[[Place], Attribution | None]], ...] = (
    ("arabic-verb-after", arabic_verb_after),
    ("arabic-verb-before", arabic_verb_before),
    ("cue-after", cue_after),
    ("cue-after-inverted", cue_after_inverted),
    ("according-to", according_to),
    ("cue-before", cue_before),
    ("said-by", said_by),
    ("cue-far-after", cue_far_after),
    ("colon-before", colon_before),
    ("whose-words", whose_words),
    ("weak-verb-before", weak_verb_before),
    ("signed", signed),
    ("cue-in-next-sentence", cue_in_next_sentence),
    ("colon-above", colon_above),
    ("same-speaker", same_speaker),
    ("speech-goes-on", speech_goes_on),
)
"""Tried in this order; the first that finds a speaker names the quote's rule."""
