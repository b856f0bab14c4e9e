"""Where a capture's file is: a folder seen from the corpus's own folder, and a path in it.

Seen so, a location stays right when an archive with its corpus is moved or cloned.
"""

import hashlib
import os
from pathlib import Path
from typing import NamedTuple


class Location(NamedTuple):
    """A file by its ingested folder and its path there, both with forward slashes."""

    folder: str
    path: str

    def holds(self, corpus: Path, sha256: str) -> bool:
        """Whether the file is still there with bytes of this hash."""
        try:
            data = (corpus.parent / self.folder / self.path).read_bytes()
        except (OSError, ValueError):
            return False
        return hashlib.sha256(data).hexdigest() == sha256


def locate(corpus: Path, file: Path, path: str) -> Location:
    """The location of `file`, which is recorded as `path`, as seen from the database file `corpus`.

    >>> locate(Path("data/archive.db"), Path("seeds/2024/a.txt"), "2024/a.txt")
    Location(folder='../seeds', path='2024/a.txt')
    """
    folder = file.absolute().parents[path.count("/")]
    return Location(Path(os.path.relpath(folder, corpus.absolute().parent)).as_posix(), path)
