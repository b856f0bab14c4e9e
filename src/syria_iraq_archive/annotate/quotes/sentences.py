"""Rules that find the speaker in the sentence of the quotation itself: "X said", "according to X", "X's promise"."""

import re

from syria_iraq_archive.annotate.quotes.grammar import NOUN_PHRASE, REACH, opening, subject
from syria_iraq_archive.annotate.quotes.lexicon import PASTS, SPEECH_NOUNS
from syria_iraq_archive.annotate.quotes.places import Attribution, Place, attributed

_WHO = rf"(?P<who>{NOUN_PHRASE})"
_SET_OFF = r"(?:,[^,.]{1,30},|-[^\-.]{1,20}-)?"  # ", a lawmaker,"
_ADVERBS = r"(?:[OR]?D?M+|[RAB])*"
_ASIDE = r"(?:O[^Q.]{0,12})?"


def _by_pattern(place: Place, pattern: re.Pattern[str], start: int, end: int | None = None) -> Attribution | None:
    """The answer of a pattern that matches at token `start`."""
    found = pattern.match(place.frame.tags, start, start + REACH if end is None else end)
    return attributed(place, found.span("who"), found.span("verb")) if found else None


_AFTER = re.compile(rf"[,?\-]?(?:[OR]?M+,?)?R*{_WHO}{_SET_OFF}{_ADVERBS}(?:vO(?=G))?(?P<verb>[VUG])(?P<next>.?)")


def cue_after(place: Place) -> Attribution | None:
    """“…,” X said; "X is quoted as saying"."""
    tags = place.frame.tags
    if _is_part_of_phrase(place):
        return None
    found = _AFTER.match(tags, place.token + 1, place.token + REACH)
    if found is None or (tags[place.token + 1] == "?" and found["next"] == "P"):  # “…?” X knew it.
        return None
    if (found["verb"] == "U" or found["next"] in (":", "T")) and _verb_before(place) is not None:
        return None  # when Y said “…,” X said that …
    return attributed(place, found.span("who"), found.span("verb"))


def _is_part_of_phrase(place: Place) -> bool:
    """Whether the quotation stands within a noun phrase: the “so-called” state said."""
    tags = place.frame.tags
    is_open = tags[place.token + 1 : place.token + 2] not in (",", "?", "-")
    return is_open and place.token > place.start and tags[place.token - 1] in "DnNOvgt"


_AFTER_INVERTED = re.compile(rf"[,?\-]?R*(?P<verb>[VU])R*{_WHO}")


def cue_after_inverted(place: Place) -> Attribution | None:
    """“…,” said X."""
    return None if _is_part_of_phrase(place) else _by_pattern(place, _AFTER_INVERTED, place.token + 1)


_AFTER_STOP = re.compile(rf"[.]{_WHO}R*(?P<verb>V){_ASIDE}(?:[.]|\Z)")


def cue_in_next_sentence(place: Place) -> Attribution | None:
    """“….” X said. — a short sentence that says nothing else."""
    return _by_pattern(place, _AFTER_STOP, place.token + 1)


_SIGNED = re.compile(r"[.?]?-(?P<who>N{1,5})[.]?\Z")


def signed(place: Place) -> Attribution | None:
    """“…” — Karim Sabri, at the end of a paragraph."""
    tags = place.frame.tags
    found = _SIGNED.match(tags, place.token + 1) if len(tags) - place.token < 10 else None
    return attributed(place, found.span("who"), None) if found else None


_ACCORDING = re.compile(rf"Kt{_WHO}")


def according_to(place: Place) -> Attribution | None:
    """“…,” according to X; According to X, … “…”."""
    tags = place.frame.tags
    found = _ACCORDING.search(tags, place.token, place.end) or _ACCORDING.search(tags, place.start, place.token)
    return attributed(place, found.span("who"), (found.start(), found.start() + 2)) if found else None


_EMBEDDED = re.compile(r"V(?:,R,)?[TM]?P\Z")  # "Sabri said he …": what "he" says then is what Sabri says


def cue_before(place: Place) -> Attribution | None:
    """X said that … “…”; X said this, adding that “…”: the nearest verb of speech before, in the same sentence."""
    verb = _verb_before(place)
    if verb is None:
        return None
    who = subject(place.frame, verb, place.start)
    if who is not None and (outer := _EMBEDDED.search(place.frame.tags, max(place.start, who[0] - 5), who[1])):
        verb = outer.start()
        who = subject(place.frame, verb, place.start)
    return attributed(place, who, (verb, verb + 1))


_INTRODUCES = re.compile(r"[TR,:]*Q|[ROMND]{0,4}T")


def _verb_before(place: Place) -> int | None:
    tags = place.frame.tags
    verb = max(tags.rfind("V", place.start, place.token), tags.rfind("G", place.start, place.token))
    beside = tags.rfind("U", place.start, place.token)
    if beside > verb and _INTRODUCES.match(tags, beside + 1, place.token + 1):
        return beside
    return verb if verb >= 0 else None


_BY = re.compile(rf"vR*[^.,]{{0,3}}b{_WHO}")


def said_by(place: Place) -> Attribution | None:
    """Described by X as “…”."""
    found = _BY.search(place.frame.tags, place.start, place.token)
    if not found or place.frame.word(found.start()).lower() not in PASTS:
        return None
    return attributed(place, found.span("who"), (found.start(), found.start() + 1))


_FAR_AFTER = re.compile(rf",R*{_WHO}[RAB]*(?P<verb>V)")
_FAR_AFTER_INVERTED = re.compile(rf",(?P<verb>V){_WHO}")


def cue_far_after(place: Place) -> Attribution | None:
    """“…” and “…” will follow, X said."""
    tags = place.frame.tags
    found = _FAR_AFTER.search(tags, place.token, place.end) or _FAR_AFTER_INVERTED.search(tags, place.token, place.end)
    return attributed(place, found.span("who"), found.span("verb")) if found else None


_NAME_COLON = re.compile(r"(?:\A|(?<=[.,;:\-?R]))(?P<who>N+(?:CN+)?):Q")


def colon_before(place: Place) -> Attribution | None:
    """X had one message: “…”."""
    tags = place.frame.tags
    if not tags.endswith(":", place.start, place.token):
        return None
    found = _NAME_COLON.search(tags, max(place.start, place.token - REACH), place.token + 1)
    who = found.span("who") if found else opening(place.frame, place.start, place.token)
    return attributed(place, who, (place.token - 1, place.token))


def weak_verb_before(place: Place) -> Attribution | None:
    """X believes in “…”: a verb that seldom reports speech, where no better one stands."""
    verb = place.frame.tags.rfind("U", place.start, place.token)
    return attributed(place, subject(place.frame, verb, place.start), (verb, verb + 1)) if verb >= 0 else None


_POSSESSIVE_PRONOUNS = frozenset({"his", "her", "their", "its"})
_POSSESSIVE_ENDINGS = ("'s", "’s", "s'", "s’")


def whose_words(place: Place) -> Attribution | None:
    """X's promise to “…”."""
    frame = place.frame
    for noun in range(place.token - 1, max(place.start, place.token - 4), -1):
        if frame.tags[noun] == "n" and frame.word(noun).lower() in SPEECH_NOUNS:
            return attributed(place, _owner(place, noun), (noun, noun + 1))
    return None


def _owner(place: Place, noun: int) -> tuple[int, int] | None:
    """The possessive before a noun, with the name it ends."""
    frame = place.frame
    for token in range(noun - 1, max(place.start, noun - 4) - 1, -1):
        word = frame.word(token).lower()
        if word in _POSSESSIVE_PRONOUNS:
            return token, token + 1
        if word.endswith(_POSSESSIVE_ENDINGS):
            before = frame.tags[max(place.start, token - 8) : token]
            return token - (len(before) - len(before.rstrip("N"))), token + 1
        if frame.tags[token] not in "nNvR":
            return None
    return None
