"""The mentions of an article by where they stand."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from syria_iraq_archive.records import Mention
from syria_iraq_archive.spans import Span

_ADJECTIVE = "demonym"  # the rule of a mention by "Iraqi", which names a state but isn't it


class Mentioned:
    """Mentions in the order of the text, found by position."""

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        self._text = text
        self._mentions = sorted(mentions, key=lambda mention: mention.span)
        self._starts = [mention.span.start for mention in self._mentions]

    def within(self, span: Span) -> Iterator[Mention]:
        """Those that begin in `span`."""
        first, end = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        yield from self._mentions[first:end]

    def is_silent(self, span: Span) -> bool:
        """Whether `span` names nobody."""
        return bisect_left(self._starts, span.start) == bisect_left(self._starts, span.end)

    def before(self, offset: int) -> Iterator[Mention]:
        """Those that begin before `offset`, the nearest first."""
        for index in range(bisect_left(self._starts, offset) - 1, -1, -1):
            yield self._mentions[index]

    def named_at(self, offset: int) -> str | None:
        """The actor named right at `offset`, in its own right: not "Iraqi …", not "Iraq's …"."""
        for mention in self.within(Span(offset, offset + 1)):
            possessive = self._text.startswith(("'s", "’s"), mention.span.end)
            return None if mention.rule == _ADJECTIVE or possessive else mention.actor
        return None

    def named_by(self, phrase: Span) -> str | None:
        """The actor whom a noun phrase names: the one at its head, which is its end or stands before "of", "for".

        "Lawmaker Issam al-Kreiti" is Kreiti; "a member of the State of Law Coalition" and "US officials" aren't.
        """
        for mention in self.within(phrase):
            if mention.span.end >= phrase.end or self._text.startswith(_PREPOSITIONS, mention.span.end):
                lead = self._text[phrase.start : mention.span.start]
                if mention.rule != _ADJECTIVE and not any(word in _INNER for word in lead.lower().split()):
                    return mention.actor
        return None


_PREPOSITIONS = tuple(f" {word} " for word in ("of", "for", "in", "from", "with", "at", "on"))
_INNER = frozenset(
    {"of", "for", "in", "from", "within", "at", "with", "on", "by", "to", "near", "and", "or", "من", "في"}
)
