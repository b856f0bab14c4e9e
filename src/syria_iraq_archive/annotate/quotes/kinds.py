"""What stands between the marks: speech, a scare quote ("red lines"), or a title ("Islamic Resistance in Iraq")."""

import re

from syria_iraq_archive.annotate.quotes.places import Attribution
from syria_iraq_archive.annotate.quotes.speech import Found
from syria_iraq_archive.records import QUOTE_KINDS

SPEECH, SCARE, TITLE = QUOTE_KINDS

_WORD = re.compile(r"[^\W_](?:[\w'’\-.]*\w)?")
_SMALL_WORDS = """
of the in for and a an to on at by with from or as de al el bin la le
"""
_SMALL = frozenset(_SMALL_WORDS.split())
_LABEL_BEFORE = re.compile(
    r"(?:so-called|known as|viewed? as|views? \w+ as|seen as|regard\w* \w* ?as|nicknamed|codenamed)\Z"
)
_TITLE_BEFORE = re.compile(
    r"(?:entitled|titled|headlined|named|book|film|movie|song|series|show|hashtag|operation)\Z", re.IGNORECASE
)
_UTTERED = frozenset({"cue-after", "cue-after-inverted", "same-speaker", "speech-goes-on", "colon-above"})
_FUNCTION_WORDS = """
i we you he she it they is are was were be been am will would can could should must may might not no to for of in on
at by with from as if that this there what who because have has had do does did don't it's and but or our my your
their his her us them so
"""
_FUNCTION = frozenset(_FUNCTION_WORDS.split())


_ENOUGH = 100  # characters of a quotation that tell its kind
_LABEL = 5  # the most words that a term has


def kind_of(found: Found) -> str:
    """Speech, or words only set apart: a title, a term somebody doesn't vouch for.

    A few words are speech where the text ties them to who says them.
    """
    start, end = found.stretch.inner
    text = found.frame.text[start : min(end, start + _ENOUGH)]
    words = _WORD.findall(text)
    is_long = len(words) > _LABEL
    before = found.frame.text[max(found.frame.region.start, found.span.start - 40) : found.span.start].rstrip()
    ends_sentence = found.frame.text[end - 1 : end] in tuple(".?!…,،؟")
    if found.rule in _UTTERED and (is_long or ends_sentence):
        return SPEECH
    if (_is_title(words) and not (ends_sentence and found.attribution)) or _TITLE_BEFORE.search(before):
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
    """Several words, the great ones all with capitals."""
    if not words or not words[0][0].isupper():
        return False
    great = [word for word in words if word.lower() not in _SMALL]
    return len(great) > 1 and all(word[0].isupper() or word[0].isdigit() for word in great)


def _is_label(words: list[str]) -> bool:
    """A term: one or two words, or a few among which no verb, pronoun or preposition stands."""
    if len(words) < 3:
        return True
    return words[0].isascii() and not any(word.lower() in _FUNCTION for word in words)


def _is_beside_cue(found: Found, attribution: Attribution) -> bool:
    if attribution.cue is None:
        return False
    between = found.frame.tags[found.frame.token_at(attribution.cue.start) + 1 : found.token]
    return found.span.start > attribution.cue.start and not between.strip("TR,:")
