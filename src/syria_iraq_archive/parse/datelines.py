"""Datelines: the place, day and agency before the first sentence of a story ("BAGHDAD, Dec 2 (Reuters) -")."""

import re
from typing import NamedTuple

from syria_iraq_archive.fold import fold_key
from syria_iraq_archive.parse.calendars import MONTHS, alternatives
from syria_iraq_archive.parse.vocabulary import Vocabulary

MAX_LENGTH = 120
_MAX_PLACE_WORDS = 6

# Place, then perhaps a day, perhaps an agency in brackets, then a dash or colon that stands apart from the sentence.
_MONTH = alternatives({name: number for name, number in MONTHS.items() if name.isascii()})
_DASH = r"[–—―]|-{1,2}(?=\s)|:(?=\s)"
_BRACKET_AND_DASH = rf"\s*(?P<bracket>\([^()\n]{{2,40}}\))?\s*(?P<dash>{_DASH})"
_DATELINE = re.compile(
    r"(?P<place>[^\W\d_][^\n()–—―:]{0,80}?(?:\s\([^()\n]{2,20}\)(?=\s*\())?)"
    rf"(?P<day>,?\s+(?:\d{{1,2}}\.?\s+)?(?:{_MONTH})\.?(?:\s+(?:{_MONTH}))?(?:\s+\d{{1,2}})?(?:,?\s+\d{{4}})?)?"
    + _BRACKET_AND_DASH,
    re.IGNORECASE,
)
_ARABIC_DATELINE = re.compile(
    r"(?P<place>[\u0620-\u064a][\u0620-\u0652 /،]{1,40}?(?:\s\([^()\n]{2,20}\)(?=\s*\())?)"
    r"(?P<day>\s+[\d٠-٩]{1,2}\s+[\u0620-\u0652 /]{2,40}?(?:\s+[\d٠-٩]{4})?)?" + _BRACKET_AND_DASH
)

_HAS_DASH = re.compile(_DASH)
_DASHES = "-:–—―"  # of which each has one: a look that costs next to nothing
_PART = re.compile(r"[,/،]")


class Dateline(NamedTuple):
    """A dateline at the head of a text: its length with the dash, and the agency it names."""

    end: int
    agency: str | None


def find_dateline(text: str, vocabulary: Vocabulary) -> Dateline | None:
    """The dateline `text` opens with, if it does.

    A place is believed where it is printed in capitals, or is a known town, or an agency stands behind it.
    """
    head = text[:MAX_LENGTH]
    if not any(map(head.__contains__, _DASHES)) or not _HAS_DASH.search(head):
        return None
    match = _DATELINE.match(head) or _ARABIC_DATELINE.match(head)
    if match is None:
        return None
    bracket = match["bracket"]
    agency = vocabulary.agency(bracket) if bracket else None
    if agency is None and not _is_place(match["place"], vocabulary):
        return None
    if _is_tight(head, match) and not _names_itself(match["place"], vocabulary):
        return None
    if match["dash"] == ":" and (bracket is None or agency is None):
        return None
    return Dateline(match.end("dash"), agency)


def _is_tight(head: str, match: re.Match[str]) -> bool:
    """Whether the sentence follows the dash without white space."""
    return not head[match.end() : match.end() + 1].isspace()


def _names_itself(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a place is a dateline even before a tight dash: in capitals, or with an outlet behind it."""
    place, *rest = _PART.split(text.strip())
    return _in_capitals(place) or any(vocabulary.masthead(part) for part in rest)


def _in_capitals(text: str) -> bool:
    if text.isascii() and not text.isupper():
        return False
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 2 and all(c.isupper() for c in letters)


def _is_place(text: str, vocabulary: Vocabulary) -> bool:
    first, *_ = _PART.split(text.strip())
    if len(text.split()) > _MAX_PLACE_WORDS:
        return False
    return _in_capitals(first) or is_known_place(first, vocabulary)


def is_known_place(text: str, vocabulary: Vocabulary) -> bool:
    """Whether `text` is a town, capital or state of the registry."""
    return fold_key(text) in vocabulary.places


def is_place_line(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a whole line is a place as datelines print it ("BASRA, Iraq")."""
    first, *rest = _PART.split(text.strip())
    named = is_known_place(first, vocabulary) or (bool(rest) and _in_capitals(first))
    return named and all(is_known_place(part, vocabulary) for part in rest)


def place_of(text: str) -> str:
    """The dateline's value: the block less its dash.

    >>> place_of("BAGHDAD, Dec 2 (Reuters) -")
    'BAGHDAD, Dec 2 (Reuters)'
    """
    return text.rstrip(" -–—―:\u00a0")
