"""Hand annotations of captures: one JSON file each, matched to captures by SHA-256."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from syria_iraq_archive.errors import ArchiveError
from syria_iraq_archive.spans import Span


@dataclass(frozen=True, slots=True)
class GoldBlock:
    """A block as it should be: its article by seq, what it repeats by span."""

    span: Span
    role: str
    article: int | None
    repeats: Span | None


@dataclass(frozen=True, slots=True)
class Gold:
    """The annotation of one capture. Articles are kept as annotated: fields that aren't there aren't compared."""

    file: str
    sha256: str
    blocks: tuple[GoldBlock, ...]
    articles: tuple[dict[str, Any], ...]
    quotes: tuple[dict[str, Any], ...] | None = None  # None: not annotated


def read_gold(folder: Path) -> list[Gold]:
    """The annotations ``*.json`` in `folder`. Raises `ArchiveError` where there are none, or one is malformed."""
    annotations = [_read(path) for path in sorted(folder.glob("*.json"))]
    if not annotations:
        raise ArchiveError("holds no annotations (*.json)", place=str(folder))
    return annotations


def _read(path: Path) -> Gold:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        spans = [Span(block["start"], block["end"]) for block in content["blocks"]]
        blocks = tuple(_block(block, spans) for block in content["blocks"])
        quotes = tuple(content["quotes"]) if "quotes" in content else None
        return Gold(content["capture"], content["sha256"], blocks, tuple(content["articles"]), quotes)
    except (OSError, ValueError, KeyError, IndexError, TypeError) as error:
        raise ArchiveError(f"isn't an annotation: {type(error).__name__}: {error}", place=str(path)) from error


def _block(block: dict[str, Any], spans: list[Span]) -> GoldBlock:
    copied = block.get("repeats")
    span = Span(block["start"], block["end"])
    return GoldBlock(span, block["role"], block["article"], None if copied is None else spans[copied])
