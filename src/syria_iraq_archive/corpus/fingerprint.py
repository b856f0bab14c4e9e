"""Whether two corpora say the same: one hash of all that a corpus says, and a list of its captures with that hash.

The fingerprint depends neither on the numbers of rows, nor on the order of their making, nor on the engine. The list,
a manifest, is small enough to keep in git. Its lines are those of ``sha256sum``, which can check the files by it; what
lies inside a file stands in comments.
"""

import hashlib
import json
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from syria_iraq_archive.capture.choice import BETWEEN
from syria_iraq_archive.corpus import kept_digests
from syria_iraq_archive.corpus.tables import OF_CAPTURES, TABLES
from syria_iraq_archive.errors import CorpusError
from syria_iraq_archive.patterns import later

_STORIES = """
    SELECT story_id, place, own.key, mate.key, score, actors, places, days, numbers, words
    FROM story_articles JOIN story_traits AS own USING (article_id)
         JOIN story_traits AS mate ON mate.article_id = linked_id
    ORDER BY story_id, place
"""


def fingerprint(connection: sqlite3.Connection) -> str:
    """The SHA-256, in hexadecimal, of the corpus's logical content.

    Rows are taken by what identifies them everywhere (a capture's hash, an article's key, a span), and the columns
    declared internal are left out. Of each capture its digest is taken, which is kept if nothing has changed. Stories,
    which depend on all captures together, come last.
    """
    digest = hashlib.sha256()
    for line in _lines(connection):
        digest.update(json.dumps(line, ensure_ascii=True, separators=(",", ":")).encode())
        digest.update(b"\n")
    return digest.hexdigest()


def _lines(connection: sqlite3.Connection) -> Iterator[tuple[Any, ...]]:
    for declared in TABLES:
        if declared not in OF_CAPTURES:
            columns = ", ".join(column.name for column in declared.columns if not column.internal)
            for row in connection.execute(f"SELECT {columns} FROM {declared.name} ORDER BY {', '.join(declared.key)}"):
                yield (declared.name, *row)
    for kept in kept_digests.kept(connection):
        yield ("captures", *kept)
    for told in connection.execute(_STORIES):
        yield ("story_articles", *told)


_HEAD = (
    "# A Syria–Iraq news archive: its captures by their paths in the ingested folders. sha256sum --check reads this."
)
_FINGERPRINT = later(r"# fingerprint ([0-9a-f]{64})")
_CAPTURE = later(r"(?:# )?(\\?)([0-9a-f]{64})  (.+)")
_ESCAPES = {"\\": r"\\", "\n": r"\n", "\r": r"\r"}  # sha256sum's
_HOLDS_ESCAPES = "\\"  # stands at the beginning of a line that holds one


class Manifest(NamedTuple):
    """What a corpus is made of, and the fingerprint of what it says."""

    fingerprint: str
    captures: frozenset[tuple[str, str]]  # path, SHA-256

    def lines(self) -> Iterator[str]:
        r"""The manifest as it is written, sorted by path.

        >>> print(*Manifest("f" * 64, frozenset({("2024/a.txt", "a" * 64)})).lines(), sep="\n")  # doctest: +ELLIPSIS
        # A Syria–Iraq news archive: ...
        # fingerprint ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff
        aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa  2024/a.txt
        """
        yield _HEAD
        yield f"# fingerprint {self.fingerprint}"
        for path, sha256 in sorted(self.captures):
            inside = "# " if BETWEEN in path else ""
            escaped = "".join(_ESCAPES.get(character, character) for character in path)
            mark = "" if escaped == path else _HOLDS_ESCAPES
            yield f"{inside}{mark}{sha256}  {escaped}"


def manifest_of(connection: sqlite3.Connection) -> Manifest:
    """The manifest of an open corpus."""
    captures = connection.execute("SELECT path, sha256 FROM captures")
    return Manifest(fingerprint(connection), frozenset((path, sha256) for path, sha256 in captures))


def read_manifest(file: Path) -> Manifest:
    """The manifest in `file`. Raises `CorpusError`, naming the line, if that isn't one."""
    try:
        lines = file.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"can't be read: {error}", place=str(file), hint="write it with: archive manifest") from error
    found: str | None = None
    captures: set[tuple[str, str]] = set()
    for number, line in enumerate(lines, start=1):
        if match := _FINGERPRINT.fullmatch(line):
            found = match[1]
        elif match := _CAPTURE.fullmatch(line):
            captures.add((_unescaped(match[3]) if match[1] else match[3], match[2]))
        elif line and not line.startswith("#"):
            raise CorpusError("isn't a line of a manifest", place=f"{file}:{number}")
    if found is None:
        raise CorpusError("is no manifest: it holds no fingerprint", place=str(file))
    return Manifest(found, frozenset(captures))


def differences(kept: Manifest, made: Manifest) -> Iterator[str]:
    """What is in one and not in the other, in words; nothing if they are the same.

    >>> kept = Manifest("f" * 64, frozenset({("a.txt", "a" * 64), ("b.txt", "b" * 64)}))
    >>> list(differences(kept, Manifest("e" * 64, frozenset({("a.txt", "c" * 64), ("b.txt", "b" * 64)}))))
    ['a.txt: other bytes (cccccccccccccccc, kept is aaaaaaaaaaaaaaaa)']
    """
    if kept == made:
        return
    before, now = dict(kept.captures - made.captures), dict(made.captures - kept.captures)
    for path in sorted(before.keys() | now.keys()):
        if path not in now:
            yield f"{path}: kept, but not among the captures ({before[path][:16]})"
        elif path not in before:
            yield f"{path}: among the captures, but not kept ({now[path][:16]})"
        else:
            yield f"{path}: other bytes ({now[path][:16]}, kept is {before[path][:16]})"
    if not before and not now:
        yield (
            f"the same captures say something else: fingerprint {made.fingerprint[:16]}, kept is "
            f"{kept.fingerprint[:16]} (another registry, other corrections or another version of this program)"
        )


def _unescaped(path: str) -> str:
    return re.sub(r"\\(.)", lambda match: {"n": "\n", "r": "\r"}.get(match[1], match[1]), path)
