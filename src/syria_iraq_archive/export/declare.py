"""The vocabulary in which `formats` declares what can be written."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from syria_iraq_archive.export.chosen import Chosen


class Out(Protocol):
    """What a text can be written to."""

    def write(self, text: str, /) -> object:
        """Write `text`."""


@dataclass(frozen=True, slots=True)
class Options:
    """What some formats may be told: see `Format.takes`."""

    raw: bool = False  # leave formulas in cells
    network: str = "comentions"


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """What a format is called and good for, how its files end, the extra that it needs, the options it takes."""

    name: str
    description: str
    suffix: str
    extra: str | None = None
    takes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFormat(Format):
    """A format that is one text; `json` says that it is JSON, where a control character can be escaped."""

    write: Callable[[Chosen, Options, Out], None]
    json: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderFormat(Format):
    """A format that is a folder with a file for each table. `write` is given an empty one."""

    write: Callable[[Chosen, Options, Path], None]
