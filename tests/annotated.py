"""Annotated captures: the hand-annotated seeds and the invented stories, as pairs of bytes and annotation."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from tests.stories.compile import load

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


def stories() -> Iterator[Annotated]:
    for path in sorted((TESTS / "stories").glob("*.yaml")):
        story = load(path)
        yield Annotated(path.stem, story.data, story.gold)
