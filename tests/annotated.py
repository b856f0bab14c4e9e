"""Annotated captures: the hand-annotated seeds and the invented samples, as pairs of bytes and annotation."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from tests.samples.compile import load

TESTS = Path(__file__).parent
SEEDS = TESTS.parent / "seeds"


class Annotated(NamedTuple):
    """A capture's bytes and what its annotation says of it."""

    name: str
    data: bytes
    gold: dict[str, Any]


def annotated_seeds() -> Iterator[Annotated]:
    for path in sorted((TESTS / "gold").glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        yield Annotated(path.stem, (SEEDS / gold["capture"]).read_bytes(), gold)


def samples() -> Iterator[Annotated]:
    for path in sorted((TESTS / "samples").glob("*.yaml")):
        sample = load(path)
        yield Annotated(path.stem, sample.data, sample.gold)
