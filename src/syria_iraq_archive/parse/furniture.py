"""Which lines are site furniture: the curated lines of ``data/furniture.yaml``, and forms that no list can hold.

A form is a pattern or a small function with a name, in a table. Forms are asked after the curated lines.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from syria_iraq_archive.fold import fold_key
from syria_iraq_archive.patterns import later

MAX_COUNT_DIGITS = 3  # a number by itself counts shares or comments; four digits are a year
MAX_FURNITURE_LENGTH = 300  # characters
MAX_FURNITURE_WORDS = 30  # a paragraph may begin like furniture, but furniture is short
MIN_GLUED_SPACES = 5  # of a label with a title; shorter lines hold fields, such as "Age:Unknown"
MAX_NOTICE_WORDS = 40  # of what a site says to its reader

_WILDCARDS = {"*": r".*", "#": r"\d[\d,.]*", "~": r' ?(?:[:|>/،]|\.\.\.|"(?= ))+ ?'}
_WILDCARD = later("[*#~]")


@dataclass(frozen=True)
class WildcardEntry:
    """An entry of furniture with wildcards, folded; and the longest of the texts between them."""

    kind: str
    key: str
    words: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What it means. Compiled when a line has the words, as few do."""
        pattern = re.escape(self.key)
        for wildcard, spelt in _WILDCARDS.items():
            pattern = pattern.replace(re.escape(wildcard), spelt)
        return later(pattern)


class Furniture:
    """Says which kind of site furniture a line is, by the curated lines of ``data/furniture.yaml``.

    >>> furniture = Furniture({"comments": ["no comments:"], "reading": ["# min read"]})
    >>> furniture.kind_of("No comments:"), furniture.kind_of("3 min read"), furniture.kind_of("No comment was made")
    ('comments', 'reading', None)
    """

    def __init__(self, entries: Mapping[str, Iterable[str]]) -> None:
        self._exact: dict[str, str] = {}
        wild: list[tuple[str, WildcardEntry]] = []
        for kind, patterns in entries.items():
            for key in map(fold_key, patterns):
                if _WILDCARD.search(key):
                    wild.append((key[0], WildcardEntry(kind, key, max(_WILDCARD.split(key), key=len))))
                else:
                    self._exact.setdefault(key, kind)
        # By first character, so that a line is compared with the few entries that can fit it.
        self._anywhere = [(entry.words, entry) for initial, entry in wild if initial in _WILDCARDS]
        self._by_initial = {
            initial: [(entry.words, entry) for other, entry in wild if other == initial or other in _WILDCARDS]
            for initial in {initial for initial, _ in wild}
        }

    def kind_of(self, text: str) -> str | None:
        """The kind of furniture that the whole of `text` is, or None."""
        if not (text[:1].isalnum() or any(map(str.isalnum, text))):
            return "rule"
        if len(text) <= MAX_COUNT_DIGITS and text.isdecimal():
            return "count"
        if len(text) > MAX_FURNITURE_LENGTH or (words := text.count(" ") + 1) > MAX_NOTICE_WORDS:
            return None
        if words > MAX_FURNITURE_WORDS:
            return "notice" if _is_notice(text, fold_key(text)) else None
        key = fold_key(text)
        if key[:1] == "(" and key[-1:] == ")":
            key = key[1:-1].strip()
        return self._curated(key) or _of_form(text, key)

    def _curated(self, key: str) -> str | None:
        """The kind of the entry that `key` is or fits."""
        if kind := self._exact.get(key):
            return kind
        for words, entry in self._by_initial.get(key[:1], self._anywhere):
            if words in key and entry.pattern.fullmatch(key):
                return entry.kind
        return None


def _of_form(text: str, key: str) -> str | None:
    """The kind of the first form that the line fits."""
    for form in FORMS:
        if form.fits(text, key):
            return form.kind
    return None


class FurnitureForm(NamedTuple):
    """A kind of furniture that is told by how a line is made; `fits` is asked with the line as printed and folded."""

    kind: str
    fits: Callable[[str, str], bool]


_GLUED = later(r"[^\W\d_][^:@/]{2,60}[^\W\d_]:(?=[A-Z])[^:]+$")
_MARKUP = later(r"(?:\s*</?[a-zA-Z][^<>]*>\s*)+")
_CLOCK = later(
    r"(?:(?:at|الساعه) )?(?:\d{1,2}[:.]\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?|\d{1,2} ?[ap]\.?m\.?)(?: ?[صم])?"
    r"(?: \(?(?:gmt|utc|[a-z]{2,4}t|local time)(?: ?[+-]?\d{1,2})?\)?| بتوقيت \w+)?"
)
_ADDRESS = later(r"(?:https?://|www\.|pic\.twitter\.com/|t\.co/)\S+", re.IGNORECASE)
_POSTED = later(r"[—–-]?\s*\S.{0,60}\(@\w{1,30}\)(?:[\s,·-]+\w[\w\s,:.·-]{0,40})?")
_QUOTING = ('"', "“", "«", "„")
_SITE = later(
    r"\b(?:subscri(?:be|bing|ber|bers|ption|ptions)|newsletters?|in-?box|cookies?|donat(?:e|ing|ion|ions)|membership"
    r"|your (?:browser|device|account|consent|support)|javascript|ad[ -]blocker?|personali[sz]ed|paywall"
    r"|sign(?:ing)? up|log in|sign in|privacy policy|terms of (?:use|service)|email address|journalism|free trial)\b"
)
_READER = later(r"\b(?:you|your|you'(?:re|ve|ll)|please|we and our)\b")
_READER_SIGNS = ("you", "please", "we and our")
_REPORTED = later(r"\b(?:said|says|told|he|she|asked|added)\b")


def _is_notice(text: str, key: str) -> bool:
    """Whether the site speaks to its reader about its own business, and nobody is quoted."""
    if not any(map(key.__contains__, _READER_SIGNS)):  # every word to a reader holds one, and looking for them is fast
        return False
    if not _SITE.search(key) or not _READER.search(key):
        return False
    return not any(map(text.__contains__, _QUOTING)) and not _REPORTED.search(key)


def _is_glued_link(text: str, key: str) -> bool:
    """Whether a label is glued to the title of another story by its colon, as where a link's markup was lost."""
    return (
        ":" in text
        and _GLUED.match(text) is not None
        and not text.endswith((".", "”", '"'))
        and key.count(" ") >= MIN_GLUED_SPACES
    )


def _is_markup(text: str, key: str) -> bool:
    """Whether the line is made of tags only."""
    return text[0] == "<" and _MARKUP.fullmatch(text) is not None


def _is_clock(text: str, key: str) -> bool:
    """Whether the line is a time of day or a running time, as live blogs and players print it."""
    return len(key) < 40 and any(map(str.isdigit, key[:9])) and _CLOCK.fullmatch(key) is not None


def _is_address(text: str, key: str) -> bool:
    """Whether the line is one address."""
    return " " not in text and _ADDRESS.fullmatch(text) is not None


def _is_signature_of_post(text: str, key: str) -> bool:
    """Whether the line signs a post: a name, a handle in brackets, perhaps a day."""
    return "(@" in text and _POSTED.fullmatch(text) is not None


FORMS: tuple[FurnitureForm, ...] = (
    FurnitureForm("markup", _is_markup),
    FurnitureForm("clock", _is_clock),
    FurnitureForm("address", _is_address),
    FurnitureForm("inline-related", _is_glued_link),
    FurnitureForm("post", _is_signature_of_post),
    FurnitureForm("notice", _is_notice),
)
"""The forms, in the order in which they are asked."""
