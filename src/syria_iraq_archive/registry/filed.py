"""An entry of a registry with its place: the file it stands in, its line, and what it is called there."""

from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

E = TypeVar("E")


class Filed(NamedTuple, Generic[E]):
    """An entry with its place in a file: what it is called there (its id, or its number from 1), and its line.

    `number` counts the entries of the file from 0. `extensions` are those entries of later registries that added to it.

    >>> Filed(Path("sources.yaml"), "example-news", None, 3, 0).place
    'sources.yaml:3: example-news'
    """

    file: Path
    label: str
    entry: E
    line: int
    number: int
    extensions: tuple["Filed[Any]", ...] = ()

    @property
    def place(self) -> str:
        """File, line and entry, as an error names them."""
        return f"{self.file}:{self.line}: {self.label}"
