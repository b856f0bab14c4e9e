"""Datelines: the place, perhaps with a day and an agency, before the first sentence ("BAGHDAD, Dec 2 (Reuters) -")."""

import re
from typing import NamedTuple

from syria_iraq_archive.fold import fold_key
from syria_iraq_archive.parse.calendar_names import MONTHS, alternatives
from syria_iraq_archive.parse.vocabulary import Vocabulary

MAX_DATELINE_LENGTH = 120  # characters
MAX_PLACE_WORDS = 6

# A place, perhaps a day, perhaps an agency in brackets, then a dash or colon apart from the sentence.
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
_DASHES = "-:–—―"  # every dateline has one of them: a quick check
_PART = re.compile(r"[,/،]")


class Dateline(NamedTuple):
    """A dateline at the beginning of a text: where it ends, dash included, and the agency that it names."""

    end: int
    agency: str | None


def find_dateline(text: str, vocabulary: Vocabulary) -> Dateline | None:
    """The dateline at the beginning of `text`; None if there is none.

    A place counts if it is printed in capitals, is a known town, or has an agency behind it.

    >>> from syria_iraq_archive.registry.load import Registry
    >>> find_dateline("BAGHDAD, Dec 2 - The council met.", Vocabulary(Registry({}, {})))
    Dateline(end=16, agency=None)
    """
    head = text[:MAX_DATELINE_LENGTH]
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
    """Whether no white space stands between the dash and the sentence."""
    return not head[match.end() : match.end() + 1].isspace()


def _names_itself(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a place is a dateline even if no space follows the dash: in capitals, or with an outlet behind it."""
    place, *rest = _PART.split(text.strip())
    return _in_capitals(place) or any(vocabulary.masthead(part) for part in rest)


def _in_capitals(text: str) -> bool:
    if text.isascii() and not text.isupper():
        return False
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 2 and all(c.isupper() for c in letters)


def _is_place(text: str, vocabulary: Vocabulary) -> bool:
    first, *_ = _PART.split(text.strip())
    if len(text.split()) > MAX_PLACE_WORDS:
        return False
    return _in_capitals(first) or is_known_place(first, vocabulary)


def is_known_place(text: str, vocabulary: Vocabulary) -> bool:
    """Whether `text` is a town, capital or state of the registry."""
    return fold_key(text) in vocabulary.places


def is_place_line(text: str, vocabulary: Vocabulary) -> bool:
    """Whether the whole of `text` is a place as datelines print it, by the places of the registry.

    >>> from syria_iraq_archive.registry.load import Registry
    >>> vocabulary = Vocabulary(Registry({}, {}, places={"IQ": ("Basra", "Iraq")}))
    >>> is_place_line("BASRA, Iraq", vocabulary), is_place_line("Basra is quiet", vocabulary)
    (True, False)
    """
    first, *rest = _PART.split(text.strip())
    named = is_known_place(first, vocabulary) or (bool(rest) and _in_capitals(first))
    return named and all(is_known_place(part, vocabulary) for part in rest)


def place_of(text: str) -> str:
    """The value of a dateline block: the block without its dash.

    >>> place_of("BAGHDAD, Dec 2 (Reuters) -")
    'BAGHDAD, Dec 2 (Reuters)'
    """
    return text.rstrip(" -–—―:\u00a0")
