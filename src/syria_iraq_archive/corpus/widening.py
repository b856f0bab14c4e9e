"""Words sought are widened by names: who asks for "Abu Kamal" finds Bukamal and البوكمال, too.

A word, or words side by side, that are a name of a place or an actor also find that one's other names.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from syria_iraq_archive.corpus.search import Node, Operation, Phrase, Search, search_of
from syria_iraq_archive.corpus.words import words

LONGEST = 6  # words of a name

Keys: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OtherNames:
    """What else is sought for words that were typed: the id and the names of those called so."""

    keys: Keys
    ids: tuple[str, ...]
    names: tuple[str, ...]

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """The names as they are sought."""
        return tuple(dict.fromkeys(Phrase(keys, begins_word=False) for name in self.names if (keys := keys_of(name))))


def keys_of(name: str) -> Keys:
    """The keys by which the words of a name are sought."""
    return tuple(word.key for word in words(name))


def widened(search: Search, others: Sequence[OtherNames]) -> Search:
    """The search with the other names as alternatives. What it found before it still finds.

    >>> from syria_iraq_archive.corpus.search import parse_search
    >>> bukamal = OtherNames(("abu", "kamal"), ("bukamal",), ("Abu Kamal", "Bukamal"))
    >>> widened(parse_search("border abu kamal"), [bukamal]).expression
    '("border" AND (("abu" AND "kamal") OR "abu kamal" OR "bukamal"))'
    """
    if search.node is None or not others:
        return search
    by_keys = {other.keys: other.phrases for other in others}
    return replace(search_of(_widen(search.node, by_keys)), problem=search.problem)


def runs(node: Node) -> Iterator[Keys]:
    """The words that stand side by side, as the names that they may be."""
    if isinstance(node, Phrase):
        if not node.begins_word:
            yield node.keys
        return
    for start, _ in enumerate(node.operands):
        yield from (keys for keys, _ in _from(node, start))
    for operand in node.operands:
        yield from runs(operand)


def _from(node: Operation, start: int) -> Iterator[tuple[Keys, int]]:
    """The words side by side that begin at an operand, each with the operand behind them."""
    keys: Keys = ()
    if node.operator == "OR":
        return
    for end in range(start, len(node.operands)):
        operand = node.operands[end]
        if not isinstance(operand, Phrase) or operand.begins_word or len(keys) >= LONGEST:
            return
        keys += operand.keys
        yield keys, end + 1


def _widen(node: Node, others: Mapping[Keys, tuple[Phrase, ...]]) -> Node:
    if isinstance(node, Phrase):
        if node.begins_word or node.keys not in others:
            return node
        return Operation("OR", tuple(dict.fromkeys((node, *others[node.keys]))))
    operands: list[Node] = []
    start = 0
    while start < len(node.operands):
        fitting = [(keys, end) for keys, end in _from(node, start) if keys in others and end > start + 1]
        if fitting:
            keys, end = fitting[-1]
            typed = Operation("AND", node.operands[start:end])
            operands.append(Operation("OR", (typed, *others[keys])))
            start = end
        else:
            operands.append(_widen(node.operands[start], others))
            start += 1
    return operands[0] if len(operands) == 1 and node.operator != "NOT" else Operation(node.operator, tuple(operands))
