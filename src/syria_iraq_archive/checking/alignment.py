"""Lays the words of a quotation beside those of an article, so that as few as possible differ.

The method is the alignment of two sequences by Needleman and Wunsch (1970), free at both ends of the article, and free
for words of the article wherever the quotation has a mark of editing.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Hunk(NamedTuple):
    """A stretch where the two differ: words ``quoted[a:b]`` stand for ``printed[c:d]``.

    `edited` says that the quotation has a mark of editing there, and no other words.
    """

    a: int
    b: int
    c: int
    d: int
    edited: bool = False


class Alignment(NamedTuple):
    """How a quotation lies beside an article: the words ``printed[first:end]``, and where the two differ."""

    first: int
    end: int
    matched: int  # words that are the same
    hunks: tuple[Hunk, ...]

    @property
    def exact(self) -> bool:
        """Whether nothing differs but what a mark of editing stands for."""
        return all(hunk.edited for hunk in self.hunks)

    def moved(self, quoted: int, printed: int) -> "Alignment":
        """The same, where so many words come before either."""
        hunks = (
            hunk._replace(a=hunk.a + quoted, b=hunk.b + quoted, c=hunk.c + printed, d=hunk.d + printed)
            for hunk in self.hunks
        )
        return Alignment(self.first + printed, self.end + printed, self.matched, tuple(hunks))


# What each difference costs. A word may be left out rather than added; of several, the first costs most.
_CHANGE, _ADD, _LEAVE_OUT, _GO_ON, _EDIT = 1.1, 1.05, 0.95, 0.2, 0.001
_AT_END = 3  # words at most at either end that may stand for others
_SAME, _OTHER, _ADDED, _LEFT_OUT, _EDITED = range(5)


def align(quoted: Sequence[str], printed: Sequence[str], editing: Mapping[int, int]) -> Alignment:
    """The alignment with the fewest differences, the first of several.

    `editing` gives, for each mark of editing, before which word of the quotation it stands, and how many words it may
    stand for. Takes time in proportion to the product of the two lengths.

    >>> align("we will leave".split(), "and we will not leave soon".split(), {})
    Alignment(first=1, end=5, matched=3, hunks=(Hunk(a=2, b=2, c=3, d=4, edited=False),))
    >>> align("we leave".split(), "we will not leave".split(), {1: 9}).exact
    True
    """
    n, m = len(quoted), len(printed)
    cost = [0.0] * (m + 1)
    steps: list[list[int]] = [[_EDITED] * (m + 1)]
    for i in range(1, n + 1):
        word, free = quoted[i - 1], i in editing and i < n
        row = [cost[0] + _ADD]
        step = [_ADDED]
        for j in range(1, m + 1):
            same = word == printed[j - 1]
            best, how = cost[j - 1] + (0.0 if same else _CHANGE), _SAME if same else _OTHER
            if (added := cost[j] + _ADD) < best:
                best, how = added, _ADDED
            gap = _EDIT if free else _GO_ON if step[j - 1] == _LEFT_OUT else _LEAVE_OUT
            if i < n and (skipped := row[j - 1] + gap) < best:
                best, how = skipped, _LEFT_OUT
            row.append(best)
            step.append(how)
        cost = row
        steps.append(step)
    end = min(range(m + 1), key=lambda j: (cost[j], j))
    return _with_ends(_traced(steps, n, end, editing), n, m)


def _with_ends(found: Alignment, n: int, m: int) -> Alignment:
    """With words that are added at either end beside those that stand there: a word may be changed there, too."""
    first, end, hunks = found.first, found.end, list(found.hunks)
    if hunks and hunks[0].a == 0 and hunks[0].b <= _AT_END and hunks[0].d == hunks[0].c == first:
        first = max(0, first - hunks[0].b)
        hunks[0] = hunks[0]._replace(c=first)
    if hunks and hunks[-1].b == n and hunks[-1].b - hunks[-1].a <= _AT_END and hunks[-1].d == hunks[-1].c == end:
        end = min(m, end + hunks[-1].b - hunks[-1].a)
        hunks[-1] = hunks[-1]._replace(d=end)
    return Alignment(first, end, found.matched, tuple(hunks))


def _traced(steps: list[list[int]], i: int, j: int, editing: Mapping[int, int]) -> Alignment:
    """The way back through the table."""
    end, matched = j, 0
    apart: list[tuple[int, int, int, int]] = []
    while i > 0:
        how = steps[i][j]
        if how == _SAME:
            matched += 1
            i, j = i - 1, j - 1
            continue
        a, c = (i - 1 if how in (_OTHER, _ADDED) else i), (j - 1 if how in (_OTHER, _LEFT_OUT) else j)
        if apart and apart[-1][0] == i and apart[-1][2] == j:
            apart[-1] = (a, apart[-1][1], c, apart[-1][3])
        else:
            apart.append((a, i, c, j))
        i, j = a, c
    hunks = [Hunk(a, b, c, d, _is_edited(a, b, d - c, editing)) for a, b, c, d in reversed(apart)]
    return Alignment(j, end, matched, tuple(hunks))


def _is_edited(a: int, b: int, length: int, editing: Mapping[int, int]) -> bool:
    return a == b and length <= editing.get(a, 0)
