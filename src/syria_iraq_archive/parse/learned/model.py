"""The weights by which saved pages are read; data, made by ``scripts/train_pages.py`` (see ``weights.md``)."""

import json
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log
from typing import Any

from syria_iraq_archive.parse.learned.chain import Chain

_CHANCES = tuple(round(100 * log(percent / (100 - percent))) for percent in range(1, 100))


@dataclass(frozen=True)
class Choice:
    """The weights of a field's candidates, and the least weight that is an answer."""

    weights: Mapping[str, int]
    least: int


@dataclass(frozen=True)
class PageModel:
    """All weights, in hundredths of a logit."""

    chain: Chain
    least: int  # margin of a line of the body
    slope: int  # in percent: the margin's weight in the chance, and
    shift: int  # what is added to it
    headline: Choice
    byline: Choice
    published: Choice
    places: Mapping[str, int]  # of joins
    joins: Choice
    words_apart: int  # of prose, that two joins stand apart at least

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "PageModel":
        """The model that `data`, as in ``weights.json``, describes."""
        lines, joins = data["lines"], data["joins"]
        features = {name: tuple(weights) for name, weights in lines["features"].items()}
        choices = {name: Choice(data[name]["weights"], data[name]["least"]) for name in _FIELDS}
        return cls(
            chain=Chain(features, lines["steps"]),
            least=lines["least"],
            slope=lines["slope"],
            shift=lines["shift"],
            headline=choices["headline"],
            byline=choices["byline"],
            published=choices["published"],
            places=joins["places"],
            joins=Choice(joins["weights"], joins["least"]),
            words_apart=joins["words_apart"],
        )

    def body_chance(self, margin: int) -> float:
        """How likely a line with that margin is of the body."""
        return chance(margin * self.slope // 100 + self.shift)


_FIELDS = ("headline", "byline", "published")


def chance(weight: int) -> float:
    """The probability, in hundredths, that a weight in hundredths of a logit stands for.

    >>> chance(0), chance(220), chance(-10000)
    (0.5, 0.9, 0.01)
    """
    return max(1, bisect_right(_CHANCES, weight)) / 100


@cache
def packaged_model() -> PageModel:
    """The model that came with the program."""
    return PageModel.of(json.loads((files(__package__) / "weights.json").read_text("utf-8")))
