"""A linear chain: states follow one another along a page's lines, and the best path of all decides each line.

All weights are whole numbers, so that every machine comes to the same answer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import repeat
from operator import add

STATES = ("before", "body", "between", "after")
"""What a line may be: before the body, of the body, between two lines of it but not of it, or after the body."""

_BITS = 24
_HALF, _MASK = 1 << (_BITS - 1), (1 << _BITS) - 1
_SHIFTS = tuple(_BITS * n for n in range(len(STATES)))
_HALVES = sum(_HALF << shift for shift in _SHIFTS)  # keeps every field above 0, so that none borrows from the next
_FORBIDDEN = -(10**9)
_FOLLOWS = {0: (0, 1), 1: (1, 2, 3), 2: (1, 2), 3: (3,)}

Scores = list[tuple[int, ...]]  # for each line the score of each state


@dataclass(frozen=True)
class Chain:
    """The weights of features for each state, and of each step from a state to the next."""

    features: Mapping[str, tuple[int, ...]]
    steps: Mapping[str, int]

    def margins(self, lines: Sequence[Sequence[str]]) -> list[int]:
        """For each line, of which the features are given, by how much "body" beats all else (below 0: it doesn't).

        The margin is that between the best path on which the line is of the body and the best on which it isn't.
        """
        emitted = [self._emitted(features) for features in lines]
        ahead = self._best_to_here(emitted)
        behind = self._best_from_here(emitted)
        return [_margin(left, right) for left, right in zip(ahead, behind, strict=True)]

    @cached_property
    def _packed(self) -> dict[str, int]:
        """Each feature's weights as one number, so that they are added in one go."""
        return {name: sum(w << (_BITS * n) for n, w in enumerate(weights)) for name, weights in self.features.items()}

    def _emitted(self, features: Sequence[str]) -> tuple[int, ...]:
        packed = sum(map(self._packed.get, features, repeat(0)), _HALVES)
        return tuple([((packed >> shift) & _MASK) - _HALF for shift in _SHIFTS])

    def _best_to_here(self, emitted: Scores) -> Scores:
        nn, nb, bb, bi, ba, ib, ii, aa = self._steps
        best: Scores = []
        n, b, i, a = 0, 0, _FORBIDDEN, _FORBIDDEN
        for line in emitted:
            if best:
                n, b, i, a = n + nn, max(n + nb, b + bb, i + ib), max(b + bi, i + ii), max(b + ba, a + aa)
            n, b, i, a = n + line[0], b + line[1], i + line[2], a + line[3]
            best.append((n, b, i, a))
        return best

    def _best_from_here(self, emitted: Scores) -> Scores:
        """Without the line itself."""
        nn, nb, bb, bi, ba, ib, ii, aa = self._steps
        best: Scores = []
        n, b, i, a = 0, 0, _FORBIDDEN, 0  # a page ends in or after its body, or has none
        for line in reversed(emitted):
            best.append((n, b, i, a))
            n, b, i, a = n + line[0], b + line[1], i + line[2], a + line[3]
            n, b, i, a = max(n + nn, b + nb), max(b + bb, i + bi, a + ba), max(b + ib, i + ii), a + aa
        best.reverse()
        return best

    @property
    def _steps(self) -> tuple[int, ...]:
        """The weights of the steps that there are, in the order of their states."""
        return tuple(self.steps[f"{STATES[one]} {STATES[next_]}"] for one in _FOLLOWS for next_ in _FOLLOWS[one])


def _margin(left: tuple[int, ...], right: tuple[int, ...]) -> int:
    through: list[int] = list(map(add, left, right))
    before, body, between, after = through
    return body - max(before, between, after)
