"""Which lines of a page are its body, by aligning them with the body as it is annotated."""

import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.pages import words

MIN_HITS = 0.5  # of a line's shingles, that a line of the body has in the annotated body


def labels(lines: Sequence[str], body: str) -> list[bool]:
    """Which lines are of the body: the chain of lines, in the order of both, that covers most of it."""
    wanted = words(body)
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for start in range(len(wanted) - 3):
        places[tuple(wanted[start : start + 4])].append(start)
    split = [words(line) for line in lines]
    matches = [match for index, own in enumerate(split) for match in _matches(index, own, places)][:1500]
    at = _heaviest_chain(matches)
    found = [index in at for index in range(len(lines))]
    if at:
        _add_short_lines(split, wanted, at, found)
    return found


def _matches(
    index: int, own: Sequence[str], places: Mapping[tuple[str, ...], Sequence[int]]
) -> Iterable[tuple[int, int, int]]:
    """Where a line may stand in the body: its index, the place, and how many shingles speak for it."""
    runs = [tuple(own[start : start + 4]) for start in range(len(own) - 3)]
    hits = [run for run in runs if run in places]
    if runs and len(hits) >= MIN_HITS * len(runs):
        for place in places[hits[0]]:
            yield index, place, len(hits)


def _heaviest_chain(matches: Sequence[tuple[int, int, int]]) -> dict[int, int]:
    """The matches that rise in both orders and weigh most: line → place."""
    weights: list[int] = []
    back: list[int] = []
    for number, (line, place, weight) in enumerate(matches):
        most, before = 0, -1
        for other in range(number):
            if matches[other][0] < line and matches[other][1] < place and weights[other] > most:
                most, before = weights[other], other
        weights.append(most + weight)
        back.append(before)
    chain = {}
    number = max(range(len(weights)), key=weights.__getitem__) if weights else -1
    while number >= 0:
        chain[matches[number][0]] = matches[number][1]
        number = back[number]
    return chain


def _add_short_lines(
    split: Sequence[Sequence[str]], wanted: Sequence[str], at: Mapping[int, int], found: list[bool]
) -> None:
    """Adds lines too short for shingles that stand in the body where their neighbours say they must."""
    known = sorted(at)
    reached = 0
    for index in range(max(0, known[0] - 3), min(len(split), known[-1] + 4)):
        own = split[index]
        if index in at:
            reached = max(reached, at[index] + len(own) - 3)
            continue
        if not 1 <= len(own) < 4:
            continue
        below = next((at[line] for line in known if line > index), len(wanted))
        stretch = wanted[max(0, reached) : below + len(own)]
        for start in range(len(stretch) - len(own) + 1):
            if stretch[start : start + len(own)] == own and (len(own) > 1 or len(stretch) < 12):
                found[index] = True
                reached += start + len(own)
                break
