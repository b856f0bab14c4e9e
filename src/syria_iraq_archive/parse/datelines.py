"""Datelines: the place, perhaps with a day and an agency, before the first sentence ("BAGHDAD, Dec 2 (Reuters) -")."""

import re
from collections.abc import Callable
from typing import NamedTuple

from syria_iraq_archive.fold import fold_key
from syria_iraq_archive.parse.calendar_names import MONTHS, alternatives
from syria_iraq_archive.parse.vocabulary import Vocabulary
from syria_iraq_archive.patterns import later

MAX_DATELINE_LENGTH = 120  # characters
MAX_PLACE_WORDS = 6

# A place, perhaps a day, perhaps an agency in brackets, then a dash or colon apart from the sentence.
_MONTH = alternatives({name: number for name, number in MONTHS.items() if name.isascii()})
_DASH = r"[–—―]|-{1,2}(?=\s)|:(?=\s)"
_BRACKET_AND_DASH = rf"\s*(?P<bracket>\([^()\n]{{2,40}}\))?\s*(?P<dash>{_DASH})"
_DATELINE = later(
    r"(?P<place>[^\W\d_][^\n()–—―:]{0,80}?(?:\s\([^()\n]{2,20}\)(?=\s*\())?)"
    rf"(?P<day>,?\s+(?:\d{{1,2}}\.?\s+)?(?:{_MONTH})\.?(?:\s+(?:{_MONTH}))?(?:\s+\d{{1,2}})?(?:,?\s+\d{{4}})?)?"
    + _BRACKET_AND_DASH,
    re.IGNORECASE,
)
_ARABIC_DATELINE = later(
    r"(?P<place>[\u0620-\u064a][\u0620-\u0652 /،]{1,40}?(?:\s\([^()\n]{2,20}\)(?=\s*\())?)"
    r"(?P<day>\s+[\d٠-٩]{1,2}\s+[\u0620-\u0652 /]{2,40}?(?:\s+[\d٠-٩]{4})?)?" + _BRACKET_AND_DASH
)

_HAS_DASH = later(_DASH)
_SIGN = later(r"[-:–—―(]")  # every dateline has one of them: a quick check
_BRACKETED_AGENCY = later(
    r"(?P<place>[^\n()–—―:.!?\"“]{0,60}?)\s*(?P<bracket>\([^()\na-z][^()\n]{1,29}\))\s*(?:-{1,2}|[–—―:])?\s*"
)
_PLACE_NAME = later(
    r"(?:[A-Z][\w.'’-]*|al-\w+|near|in|and|of|the|,)(?:,?\s+(?:[A-Z][\w.'’-]*|al-\w+|near|in|and|of|the)){0,5}"
)
# A sentence as it begins: a capital with more of its word behind it, a digit, a quotation mark, an Arabic letter.
_SENTENCE = later(r"[\"“«'‘]|\d|[A-Z](?:[a-z'’]|\s|\.[A-Z.])|[A-Z]{2,}\s|[\u0620-\u064a]")
_JOINED_AGENCY = later(
    r"(?P<place>[^\W\d_][^\n()–—―:,،./-]{1,40}?)\s*(?:[-–—,،/]\s*|\s)"
    r"(?P<agency>[^\W\d_][^\n()–—―:,،./\s-]{1,20})(?:\s*[-–—:/]{1,2}\s*|(?<=[\u0620-\u064a])\s+)"
)
_PART = later(r"[,/،]")


class Dateline(NamedTuple):
    """A dateline at the beginning of a text: where it ends, dash included, and the agency that it names."""

    end: int
    agency: str | None


def find_dateline(text: str, vocabulary: Vocabulary) -> Dateline | None:
    """The dateline at the beginning of `text`, by the first of `DATELINE_FORMS` that knows it; None if there is none.

    A place counts if it is printed in capitals, is a known town, or has an agency behind it.

    >>> from syria_iraq_archive.registry.load import Registry
    >>> find_dateline("BAGHDAD, Dec 2 - The council met.", Vocabulary(Registry({}, {})))
    Dateline(end=16, agency=None)
    """
    head = text[:MAX_DATELINE_LENGTH]
    if not _SIGN.search(head):
        return None
    return next(filter(None, (form(head, vocabulary) for form in DATELINE_FORMS)), None)


def _with_dash(head: str, vocabulary: Vocabulary) -> Dateline | None:
    """A place, perhaps a day, perhaps an agency in brackets, and a dash: "BAGHDAD, Dec 2 (Reuters) -"."""
    if not _HAS_DASH.search(head):
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


def _agency_in_brackets(head: str, vocabulary: Vocabulary) -> Dateline | None:
    """An agency in brackets behind a place or alone, perhaps with a dash: "Hit, Iraq (CNN) The …", "(Reuters) - …"."""
    match = _BRACKETED_AGENCY.match(head)
    agency = vocabulary.agency(match["bracket"]) if match else None
    if match is None or agency is None or not _SENTENCE.match(head, match.end()):
        return None
    place = match["place"].strip(" ,")
    if place and not (_is_place(place, vocabulary) or _PLACE_NAME.fullmatch(place)):
        return None
    inner = None if place else find_dateline(head[match.end() :].lstrip(), vocabulary)  # "(AP) MOSCOW – …"
    if inner is None:
        return Dateline(len(head[: match.end()].rstrip()), agency)
    skipped = len(head) - len(head[match.end() :].lstrip())
    return Dateline(skipped + inner.end, agency)


def _agency_joined(head: str, vocabulary: Vocabulary) -> Dateline | None:
    """A place and an agency joined by a dash, comma or space: "بغداد-سانا", "Damascus, SANA-The …"."""
    match = _JOINED_AGENCY.match(head)
    if match:
        agency = vocabulary.dateline_outlet(match["agency"])
        if agency and is_known_place(match["place"], vocabulary) and _SENTENCE.match(head, match.end()):
            return Dateline(len(head[: match.end()].rstrip()), agency)
    return None


DATELINE_FORMS: tuple[Callable[[str, Vocabulary], Dateline | None], ...] = (
    _agency_joined,
    _with_dash,
    _agency_in_brackets,
)
"""The forms of a dateline, in the order in which they are tried."""


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
    parted = _PART.split(text.strip())
    if len(parted) == 1 and "-" in text:
        parted = [part.strip() for part in text.split("-")]
        if len(parted) != 2 or vocabulary.dateline_outlet(parted[1]) is None:
            return False
        return is_known_place(parted[0], vocabulary)
    first, *rest = parted
    named = is_known_place(first, vocabulary) or (bool(rest) and _in_capitals(first))
    return named and all(is_known_place(part, vocabulary) for part in rest)


def place_of(text: str) -> str:
    """The value of a dateline block: the block without its dash.

    >>> place_of("BAGHDAD, Dec 2 (Reuters) -")
    'BAGHDAD, Dec 2 (Reuters)'
    """
    return text.rstrip(" -–—―:\u00a0")
