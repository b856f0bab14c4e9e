"""Where the file of a capture is: the ingested folder, relative to the folder of the corpus, and a path in it.

Because it is relative, a location stays right if an archive is moved or cloned with its corpus. The path of a capture
in a container goes on with its place in there, as `capture.containers` names it: `crawls/a.zip!/b.jsonl!/3`.
"""

import hashlib
import os
import stat
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from syria_iraq_archive.capture.choice import BETWEEN, EVERYTHING
from syria_iraq_archive.capture.containers.items import read_items
from syria_iraq_archive.capture.containers.limits import ReadLimits
from syria_iraq_archive.capture.files import CaptureFile, spelt_in_bytes, storable


class Location(NamedTuple):
    """A capture by its ingested folder and its path there, both with forward slashes."""

    folder: str
    path: str

    @property
    def is_numbered(self) -> bool:
        """Whether it is known by its number in a container, not by a name."""
        return BETWEEN in self.path and self.path.rpartition(BETWEEN)[2].isdecimal()

    def holds(self, corpus: Path, sha256: str) -> bool:
        """Whether the capture is still there with bytes of this hash."""
        for file, path in self._files(corpus):
            status = _status(file)
            if status and stat.S_ISREG(status.st_mode):
                return _digests(file, path, status.st_mtime_ns, status.st_size).get(self.path) == bytes.fromhex(sha256)
        return False

    def may_be_there(self, corpus: Path) -> bool:
        """Whether its file, or the one that holds it, is there; also if nobody can tell, as behind a locked door."""
        return any(_may_exist(file) for file, _ in self._files(corpus))

    def _files(self, corpus: Path) -> Iterator[tuple[Path, str]]:
        """The files that may hold it, the innermost first, each with its path as it is recorded."""
        for path in with_containers(self.path):
            file = str(corpus.parent / self.folder / path)
            yield Path(spelt_in_bytes(file)), path
            if spelt_in_bytes(file) != file:
                yield Path(file), path  # as it was recorded when escapes were written otherwise


def with_containers(path: str) -> list[str]:
    """A path, then those of the containers it lies in, from the inside out.

    >>> with_containers("crawls/a.zip!/b.jsonl!/3")
    ['crawls/a.zip!/b.jsonl!/3', 'crawls/a.zip!/b.jsonl', 'crawls/a.zip']
    """
    parts = path.split(BETWEEN)
    return [BETWEEN.join(parts[:number]) for number in range(len(parts), 0, -1)]


def _status(file: Path) -> os.stat_result | None:
    """What the file system knows of a file; None if there is none."""
    try:
        return file.stat()
    except (OSError, ValueError):
        return None


def _may_exist(file: Path) -> bool:
    try:
        file.lstat()
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return False
    except OSError:
        return True
    return True


@lru_cache(maxsize=2)  # who asks for one capture of a file asks for the next
def _digests(file: Path, path: str, changed: int, size: int) -> dict[str, bytes]:  # noqa: ARG001 - `changed` is for the cache
    """The hashes of the captures in a file, by their paths."""
    limits = ReadLimits(member=sys.maxsize - 1)
    items = read_items(CaptureFile(file, path), limits, EVERYTHING)
    return {item.path: hashlib.sha256(item.data).digest() for item in items if item.data is not None}


def locate(corpus: Path, file: Path, path: str) -> Location:
    """The location of `file`, which is recorded as `path`, as seen from the database file `corpus`.

    >>> locate(Path("data/archive.db"), Path("seeds/2024/a.txt"), "2024/a.txt")
    Location(folder='../seeds', path='2024/a.txt')
    """
    here = "" if corpus.is_absolute() and file.is_absolute() else os.getcwd()  # noqa: PTH109 - `Path` takes far longer
    home, folder = os.path.join(here, os.path.dirname(corpus)), os.path.join(here, os.path.dirname(file))  # noqa: PTH118, PTH120
    return Location(_relative(home, folder, path.count("/")), path)


def locate_folder(corpus: Path, folder: Path) -> str:
    """An ingested folder, as the locations of its captures name it."""
    return _relative(str(corpus.absolute().parent), str(folder.absolute()), 0)


@lru_cache(maxsize=1_000)  # a folder has many files
def _relative(home: str, folder: str, up: int) -> str:
    """The folder that is `up` levels above `folder`, as a path relative to `home`; both are absolute."""
    above = Path(folder)
    return storable(Path(os.path.relpath([above, *above.parents][up], home)).as_posix())
