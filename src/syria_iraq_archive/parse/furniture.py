"""Recognising site furniture: the curated lines of ``data/furniture.yaml``, as one look-up."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from syria_iraq_archive.fold import fold_key

MAX_COUNT_DIGITS = 3
MAX_LENGTH = 300
MAX_WORDS = 30  # furniture is short; a paragraph that happens to begin like it isn't furniture

_WILDCARDS = {"*": r".*", "#": r"\d[\d,.]*"}
_WILDCARD = re.compile("[*#]")


class Wild(NamedTuple):
    """An entry with wildcards, and the longest of the words that it has between them."""

    kind: str
    words: str
    pattern: re.Pattern[str]


class Furniture:
    """Says which kind of furniture a line is, if any.

    >>> furniture = Furniture({"comments": ["no comments:"], "reading": ["# min read"]})
    >>> furniture.kind_of("No comments:"), furniture.kind_of("3 min read"), furniture.kind_of("No comment was made")
    ('comments', 'reading', None)
    """

    def __init__(self, entries: Mapping[str, Iterable[str]]) -> None:
        self._exact: dict[str, str] = {}
        wild: list[tuple[str, Wild]] = []
        for kind, patterns in entries.items():
            for key in map(fold_key, patterns):
                if _WILDCARD.search(key):
                    wild.append((key[0], _wild(kind, key)))
                else:
                    self._exact.setdefault(key, kind)
        self._anywhere = [one for initial, one in wild if initial in _WILDCARDS]
        self._by_initial = {
            initial: [one for other, one in wild if other == initial or other in _WILDCARDS] for initial, _ in wild
        }

    def kind_of(self, text: str) -> str | None:
        """The kind of furniture the whole of `text` is, or None."""
        if not (text[:1].isalnum() or any(map(str.isalnum, text))):
            return "rule"
        if len(text) <= MAX_COUNT_DIGITS and text.isdecimal():
            return "count"
        if len(text) > MAX_LENGTH or text.count(" ") >= MAX_WORDS:
            return None
        key = fold_key(text)
        if kind := self._exact.get(key):
            return kind
        for one in self._by_initial.get(key[:1], self._anywhere):
            if one.words in key and one.pattern.fullmatch(key):
                return one.kind
        return None


def _wild(kind: str, key: str) -> Wild:
    pattern = re.escape(key)
    for wildcard, spelt in _WILDCARDS.items():
        pattern = pattern.replace(re.escape(wildcard), spelt)
    return Wild(kind, max(_WILDCARD.split(key), key=len), re.compile(pattern))
