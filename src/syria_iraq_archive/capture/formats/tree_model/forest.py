"""A model of gradient-boosted trees: its weights as data, and what a row of features scores by them.

The weights are made by ``scripts/train_tree_model.py`` (see ``weights.md``). Features, thresholds and scores are whole
numbers, the scores in hundredths of a logit, so that every machine comes to the same answer.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp
from typing import Any

from syria_iraq_archive.errors import InvariantBroken

Tree = tuple[tuple[int, ...], ...]
"""Nodes, the root first: (feature, threshold, node if at most that, node if more); a leaf is its score alone."""


@dataclass(frozen=True)
class Forest:
    """Trees whose scores add up, and the least sum at which a line is of the story."""

    trees: tuple[Tree, ...]
    least: int

    @classmethod
    def of(cls, data: Mapping[str, Any], names: Sequence[str]) -> "Forest":
        """The forest that `data` describes. Raises `InvariantBroken` if it was made for other features than `names`."""
        if data["features"] != list(names):
            raise InvariantBroken("the weights of the tree model were made for other features: train it again")
        trees = tuple(tuple(map(tuple, tree)) for tree in data["trees"])
        return cls(trees, data["least"])

    def score(self, features: Sequence[int]) -> int:
        """The score of a line with these features, in hundredths of a logit.

        >>> Forest((((0, 7, 1, 2), (-50,), (120,)),), least=0).score([8])
        120
        """
        total = 0
        for tree in self.trees:
            node = tree[0]
            while len(node) > 1:
                node = tree[node[2] if features[node[0]] <= node[1] else node[3]]
            total += node[0]
        return total


def chance_of(score: int) -> float:
    """The probability that a score stands for, in steps of one percent from 0.01 to 0.99.

    >>> chance_of(0), chance_of(220), chance_of(-10000)
    (0.5, 0.9, 0.01)
    """
    logit = max(-1000, min(1000, score)) / 100
    return min(0.99, max(0.01, round(1 / (1 + exp(-logit)), 2)))


@cache
def packaged_forest(name: str, names: tuple[str, ...]) -> Forest:
    """The forest that comes with the program under that name."""
    return Forest.of(json.loads((files(__package__) / f"{name}.json").read_text("utf-8")), names)
