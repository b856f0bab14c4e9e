"""Recognising site furniture: the curated lines of ``data/furniture.yaml``, as one look-up."""

import re
from collections.abc import Iterable, Mapping

from syria_iraq_archive.fold import fold_key

MAX_COUNT_DIGITS = 3
MAX_LENGTH = 300
MAX_WORDS = 30  # furniture is short; a paragraph that happens to begin like it isn't furniture

_WILDCARDS = {r"\*": r".*", r"\#": r"\d[\d,.]*"}


class Furniture:
    """Says which kind of furniture a line is, if any.

    >>> furniture = Furniture({"comments": ["no comments:"], "reading": ["# min read"]})
    >>> furniture.kind_of("No comments:"), furniture.kind_of("3 min read"), furniture.kind_of("No comment was made")
    ('comments', 'reading', None)
    """

    def __init__(self, entries: Mapping[str, Iterable[str]]) -> None:
        self._exact: dict[str, str] = {}
        wild: list[str] = []
        self._wild_kinds: list[str] = []
        for kind, patterns in entries.items():
            for pattern in patterns:
                key = fold_key(pattern)
                if "*" in key or "#" in key:
                    wild.append(f"({_glob(key)})")
                    self._wild_kinds.append(kind)
                else:
                    self._exact.setdefault(key, kind)
        self._wild = re.compile("|".join(wild) if wild else r"(?!)")

    def kind_of(self, text: str) -> str | None:
        """The kind of furniture the whole of `text` is, or None."""
        if not any(map(str.isalnum, text)):
            return "rule"
        if len(text) <= MAX_COUNT_DIGITS and text.isdecimal():
            return "count"
        if len(text) > MAX_LENGTH or text.count(" ") >= MAX_WORDS:
            return None
        key = fold_key(text)
        if kind := self._exact.get(key):
            return kind
        match = self._wild.fullmatch(key)
        return self._wild_kinds[(match.lastindex or 1) - 1] if match else None


def _glob(key: str) -> str:
    escaped = re.escape(key)
    for wildcard, pattern in _WILDCARDS.items():
        escaped = escaped.replace(wildcard, pattern)
    return escaped
