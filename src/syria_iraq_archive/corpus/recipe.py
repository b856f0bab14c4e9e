"""What a capture's rows were made by: program, registry and corrections. Rows of another recipe are made again."""

import dataclasses
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.registry.models import CuratedEntry


class Recipe:
    """Digests that tell whether a capture would be parsed in the same way again.

    A correction changes only the recipe of the capture it corrects.
    """

    def __init__(self, registry: Registry, version: str) -> None:
        self._corrections: dict[str, list[Any]] = defaultdict(list)
        for correction in registry.corrections:
            self._corrections[correction.capture].append(dict(correction))  # its fields; none holds others
        # Of captures that nobody corrects.
        self.common: str = registry.derived(f"recipe of {version}", lambda: _common(registry, version))

    def of(self, sha256: str) -> str:
        """The digest for the capture with this hash."""
        own = self._corrections.get(sha256)
        return _digest([self.common, own]) if own else self.common

    def corrected(self) -> Iterator[tuple[str, str]]:
        """The hashes of the captures that have corrections, with their digests."""
        return ((sha256, self.of(sha256)) for sha256 in self._corrections)


def _common(registry: Registry, version: str) -> str:
    parts = {field.name: _plain(getattr(registry, field.name)) for field in dataclasses.fields(registry)}
    parts.pop("corrections")
    return _digest([version, parts])


def _digest(content: Any) -> str:
    canonical = json.dumps(content, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:16]


def _plain(value: Any) -> Any:
    """`value` as JSON can hold it, the order of a registry's entries left out of account where it says nothing."""
    if isinstance(value, CuratedEntry):
        return value.model_dump(mode="json")
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value
