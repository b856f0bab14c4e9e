"""What the tests of designations share: texts with their designations marked, and what is found in a text."""

import re
from pathlib import Path
from typing import NamedTuple

from syria_iraq_archive.pipeline import Pipeline
from syria_iraq_archive.records import Designation

_MARK = re.compile(r"\[\[(?P<surface>[^|\]]*)\|(?P<actor>[^|\]]*)\|(?P<voice>[^|\]]*)(?:\|(?P<kind>[^\]]*))?\]\]")


class Marked(NamedTuple):
    """A designation as it should be found; an empty kind is not told."""

    start: int
    surface: str
    actor: str | None
    voice: str


def found(pipeline: Pipeline, text: str) -> list[Designation]:
    """The designations of all articles in a text."""
    parsed = pipeline.run(text.encode(), "x.txt")
    return [one for article in parsed.articles for one in article.designations]


def marked_texts(path: Path) -> list[tuple[str, list[Marked]]]:
    """The texts of a file, divided by blank lines, each with what is marked in it: ``[[rebels|actor|voice|kind]]``."""
    return [_unmarked(block) for block in path.read_text(encoding="utf-8").strip().split("\n\n")]


def _unmarked(block: str) -> tuple[str, list[Marked]]:
    text, marked, reached = "", [], 0
    for mark in _MARK.finditer(block):
        text += block[reached : mark.start()]
        marked.append(Marked(len(text), mark["surface"], mark["actor"] or None, mark["voice"]))
        text += mark["surface"]
        reached = mark.end()
    return text + block[reached:], marked
