"""What ``archive remove`` is given, as captures: by path, key or hash, in the corpus or in a file."""

import hashlib
import os
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from syria_iraq_archive.capture.choice import EVERYTHING
from syria_iraq_archive.capture.containers.items import read_items
from syria_iraq_archive.capture.containers.limits import ReadLimits
from syria_iraq_archive.capture.files import find_captures
from syria_iraq_archive.corpus.versions import earlier_than, is_earlier
from syria_iraq_archive.errors import UnknownName
from syria_iraq_archive.patterns import later

_KEY = later(r"([0-9a-f]{4,64})(?:-[1-9][0-9]{0,5})?")
_WHOLE = 64
_EVERY = """
    SELECT sha256, folder, path, (SELECT count(*) FROM articles WHERE capture_id = captures.id) FROM captures
    UNION ALL SELECT sha256, folder, path, 0 FROM earlier_captures
"""


class Leaving(NamedTuple):
    """A capture that is to go: its hash, the path that it is known by, and how many articles go with it."""

    sha256: str
    path: str | None
    articles: int = 0


def all_leaving(
    connection: sqlite3.Connection | None, db: Path, targets: Iterable[str], max_bytes: int
) -> dict[str, Leaving]:
    """The captures that are named, by their hashes, with the earlier versions of each. Raises `UnknownName`."""
    leaving: dict[str, Leaving] = {}
    for target in targets:
        for each in named_captures(connection, db, target, max_bytes):
            leaving[each.sha256] = each
            if connection is None or is_earlier(connection, each.sha256):
                continue  # an earlier version goes alone
            for earlier in earlier_than(connection, each.sha256):
                leaving.setdefault(earlier, Leaving(earlier, each.path))
    return leaving


def named_captures(connection: sqlite3.Connection | None, db: Path, target: str, max_bytes: int) -> list[Leaving]:
    """The captures that a path, a key or a hash names. Raises `UnknownName` if it names none."""
    held = [Leaving(sha256, path, n) for sha256, _, path, n in connection.execute(_EVERY)] if connection else []
    if match := _KEY.fullmatch(target.lower()):
        found = [each for each in held if each.sha256.startswith(match[1])]
        if len({each.sha256 for each in found}) > 1:
            raise UnknownName(f"several captures' hashes begin with {match[1]!r}", hint="type more of it")
        if found or len(match[1]) == _WHOLE:
            return found or [Leaving(match[1], None)]
    found = list(_recorded_at(connection, db, target)) if connection else []
    if not found and Path(target).exists():
        known = {each.sha256: each for each in held}
        found = [known.get(sha256, Leaving(sha256, path)) for sha256, path in _in_files(Path(target), max_bytes)]
    if not found:
        hint = "a path of a capture or folder, an article's key, or the SHA-256 of a capture"
        raise UnknownName(f"no capture is called {target!r}", hint=hint)
    return found


def _recorded_at(connection: sqlite3.Connection, db: Path, target: str) -> Iterator[Leaving]:
    """The captures that the corpus knows at a path, of the ingested folder or of the file system, or below it."""
    wanted = os.path.realpath(target)
    for sha256, folder, path, articles in connection.execute(_EVERY):
        file = os.path.realpath(db.absolute().parent / folder / path)
        here = file == wanted or file.startswith((f"{wanted}{os.sep}", f"{wanted}!/"))
        if path == target or path.startswith(f"{target}!/") or here:
            yield Leaving(sha256, path, articles)


def _in_files(place: Path, max_bytes: int) -> Iterator[tuple[str, str]]:
    for file in find_captures([place], EVERYTHING):
        for item in read_items(file, ReadLimits(member=max_bytes), EVERYTHING):
            if item.data is not None:
                yield hashlib.sha256(item.data).hexdigest(), item.path
