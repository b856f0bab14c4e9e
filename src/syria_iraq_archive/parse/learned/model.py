"""The weights by which saved pages are read, and what is computed with them: a chain for lines, choices for fields.

The weights are data, made by ``scripts/train_pages.py`` (see ``weights.md``). All of them are whole numbers, in
hundredths of a logit, so that every machine comes to the same answer.
"""

import json
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from itertools import repeat
from math import log
from operator import add
from typing import Any, NamedTuple

from syria_iraq_archive.spans import Span

STATES = ("before", "body", "between", "after")
"""What a line may be: before the body, of the body, between two of its lines but not of it, or after it."""

BIAS = "_"
"""The name of the weight that every candidate has: how likely it is that the page prints the field at all."""

_FIELDS = ("headline", "byline", "published")
_CHANCES = tuple(round(100 * log(percent / (100 - percent))) for percent in range(1, 100))

# The weights of the four states are added as one number, with 24 bits for each: that is fast.
_BITS = 24
_HALF, _MASK = 1 << (_BITS - 1), (1 << _BITS) - 1
_SHIFTS = tuple(_BITS * n for n in range(len(STATES)))
_HALVES = sum(_HALF << shift for shift in _SHIFTS)  # keeps each sum above 0, so that none borrows from the next
_FORBIDDEN = -(10**9)
_FOLLOWS = {0: (0, 1), 1: (1, 2, 3), 2: (1, 2), 3: (3,)}

Scores = list[tuple[int, ...]]  # for each line the score of each state


@dataclass(frozen=True)
class Chain:
    """A linear chain over the lines of a page: the weights of features for each state, and of steps between states."""

    features: Mapping[str, Sequence[int]]
    steps: Mapping[str, int]

    def margins(self, lines: Sequence[Sequence[str]]) -> list[int]:
        """For each line, given by its features: by how much "body" weighs more than everything else; below 0 if less.

        The margin is the weight of the best path on which the line is of the body, less that of the best other path.
        """
        emitted = [self._emitted(features) for features in lines]
        ahead = self._best_to_here(emitted)
        behind = self._best_from_here(emitted)
        return [_margin(left, right) for left, right in zip(ahead, behind, strict=True)]

    @cached_property
    def _packed(self) -> dict[str, int]:
        """The weights of each feature as one number."""
        return {name: sum(w << (_BITS * n) for n, w in enumerate(weights)) for name, weights in self.features.items()}

    def _emitted(self, features: Sequence[str]) -> tuple[int, ...]:
        """What the features of a line weigh for each state."""
        packed = sum(map(self._packed.get, features, repeat(0)), _HALVES)
        return tuple([((packed >> shift) & _MASK) - _HALF for shift in _SHIFTS])

    def _best_to_here(self, emitted: Scores) -> Scores:
        """For each line and state, the weight of the best path from the first line to it.

        The states are n (before), b (body), i (between) and a (after).
        """
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
        """For each line and state, the weight of the best path from it to the last line, without the line itself."""
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
        """The weights of the possible steps, in the order of their states."""
        return tuple(self.steps[f"{STATES[one]} {STATES[next_]}"] for one in _FOLLOWS for next_ in _FOLLOWS[one])


def _margin(left: tuple[int, ...], right: tuple[int, ...]) -> int:
    through: list[int] = list(map(add, left, right))
    before, body, between, after = through
    return body - max(before, between, after)


class FieldWeights(NamedTuple):
    """The weights of the features of a field's candidates, and the least weight with which one is chosen."""

    weights: Mapping[str, int]
    least: int


class PageModel(NamedTuple):
    """All weights."""

    chain: Chain
    least: int  # the least margin of a line of the body
    slope: int  # percent of the margin that count for its chance,
    shift: int  # and what is added to them
    headline: FieldWeights
    byline: FieldWeights
    published: FieldWeights
    join_places: Mapping[str, int]  # where between two stories one page ends and another begins
    joins: FieldWeights  # and whether one does
    words_apart: int  # words of prose between two joins, at least

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "PageModel":
        """The model that `data`, as in ``weights.json``, describes."""
        lines, joins = data["lines"], data["joins"]
        choices = {name: FieldWeights(data[name]["weights"], data[name]["least"]) for name in _FIELDS}
        return cls(
            chain=Chain(lines["features"], lines["steps"]),
            least=lines["least"],
            slope=lines["slope"],
            shift=lines["shift"],
            headline=choices["headline"],
            byline=choices["byline"],
            published=choices["published"],
            join_places=joins["places"],
            joins=FieldWeights(joins["weights"], joins["least"]),
            words_apart=joins["words_apart"],
        )

    def body_chance(self, margin: int) -> float:
        """How likely a line with that margin is of the body, from 0.01 to 0.99."""
        return chance(margin * self.slope // 100 + self.shift)


def chance(weight: int) -> float:
    """The probability that a weight stands for, in steps of one percent from 0.01 to 0.99.

    >>> chance(0), chance(220), chance(-10000)
    (0.5, 0.9, 0.01)
    """
    return max(1, bisect_right(_CHANCES, weight)) / 100


@cache
def packaged_model() -> PageModel:
    """The model that comes with the program."""
    return PageModel.of(json.loads((files(__package__) / "weights.json").read_text("utf-8")))


class Candidate(NamedTuple):
    """A part of a line, counted from its start, that may be a field's value, and what speaks for or against it."""

    line: int
    span: Span
    features: tuple[str, ...]


def best(candidates: Iterable[Candidate], weights: Mapping[str, int], least: int) -> tuple[Candidate, int] | None:
    """The candidate that weighs most, the first of several, with its weight; None if every weight is below `least`.

    >>> candidates = [Candidate(0, Span(0, 4), ("short",)), Candidate(1, Span(0, 30), ("long",))]
    >>> chosen, weight = best(candidates, {"short": -50, "long": 120}, least=0)
    >>> chosen.line, weight
    (1, 120)
    """
    found: tuple[Candidate, int] | None = None
    for candidate in candidates:
        weight = weigh(candidate.features, weights)
        if weight >= least and (found is None or weight > found[1]):
            found = candidate, weight
    return found


def weigh(features: Sequence[str], weights: Mapping[str, int]) -> int:
    """The sum of what the features weigh, and `BIAS`; a feature without a weight weighs nothing.

    >>> weigh(["short", "never seen"], {"short": -50, BIAS: 10})
    -40
    """
    return weights.get(BIAS, 0) + sum(map(weights.get, features, repeat(0)))
