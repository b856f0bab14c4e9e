"""Choosing one of several candidates for a field, or none: each scores what its features weigh."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat

from syria_iraq_archive.spans import Span

BIAS = "_"  # what every candidate weighs
_STEPS = (1, 2, 3, 4, 5, 6, 8, 11, 15, 20, 30, 50, 100)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A part of a line, counted from its start, that may give a field's value, and what speaks for and against it."""

    line: int
    span: Span
    features: tuple[str, ...]


def best(candidates: Iterable[Candidate], weights: Mapping[str, int], least: int) -> tuple[Candidate, int] | None:
    """The candidate that weighs most, the first of several, with its weight; None where that is below `least`."""
    found: tuple[Candidate, int] | None = None
    for candidate in candidates:
        weight = weigh(candidate.features, weights)
        if weight >= least and (found is None or weight > found[1]):
            found = candidate, weight
    return found


def weigh(features: Sequence[str], weights: Mapping[str, int]) -> int:
    """The sum of what the features weigh; one that was never seen weighs nothing."""
    return weights.get(BIAS, 0) + sum(map(weights.get, features, repeat(0)))


def near(distance: int) -> str:
    """How far lines stand apart, told the more exactly the nearer they are: "-2" is two lines above.

    >>> near(-2), near(0), near(17)
    ('-2', '0', '9')
    """
    if distance == 0:
        return "0"
    return f"{'-' if distance < 0 else ''}{bisect_right(_STEPS, abs(distance))}"
