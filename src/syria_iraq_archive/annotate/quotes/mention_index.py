"""Finds the mentions of an article by where they are."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from syria_iraq_archive.records import Mention
from syria_iraq_archive.spans import Span

ADJECTIVE = "demonym"
"""The rule of a mention by "Iraqi": it points to the state, but the state doesn't speak."""


class MentionIndex:
    """The mentions of an article, found by where they are."""

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        self.text = text
        self._mentions = sorted(mentions, key=lambda mention: mention.span)
        self._starts = [mention.span.start for mention in self._mentions]
        self._ends = frozenset(mention.span.end for mention in self._mentions)

    def within(self, span: Span) -> Iterator[Mention]:
        """The mentions that begin in `span`."""
        first, end = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        yield from self._mentions[first:end]

    def is_silent(self, span: Span) -> bool:
        """Whether no mention begins in `span`."""
        return bisect_left(self._starts, span.start) == bisect_left(self._starts, span.end)

    def ends_one(self, offset: int) -> bool:
        """Whether a mention ends at `offset`."""
        return offset in self._ends

    def before(self, offset: int) -> Iterator[Mention]:
        """The mentions that begin before `offset`, the nearest first."""
        for index in range(bisect_left(self._starts, offset) - 1, -1, -1):
            yield self._mentions[index]

    def named_at(self, offset: int) -> str | None:
        """The actor named right at `offset`, and named itself: not by "Iraqi …", not by "Iraq's …"."""
        for mention in self.within(Span(offset, offset + 1)):
            possessive = self.text.startswith(("'s", "’s"), mention.span.end)
            return None if mention.rule == ADJECTIVE or possessive else mention.actor
        return None
