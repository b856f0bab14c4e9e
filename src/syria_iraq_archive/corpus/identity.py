"""Whether a file is a corpus of this program, told without touching it, its log or its journal.

Merely opening another program's database may bring its log into it, or undo what its journal holds.
"""

import os
import sqlite3
import struct
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

from syria_iraq_archive.errors import CorpusError

APPLICATION_ID = 0x53494131  # "SIA1": marks a SQLite file as a corpus

_MAGIC = b"SQLite format 3\0"
_APPLICATION = 68  # where the number stands in the first page: https://sqlite.org/fileformat2.html
_LOG_HEADER, _FRAME_HEADER = 32, 24  # bytes: https://sqlite.org/fileformat2.html#walformat
_LOG_MAGIC = (0x377F0682, 0x377F0683)


def address_of(path: Path) -> str:
    """The address by which SQLite opens the file at `path`, or what it leads to; options go behind it.

    >>> address_of(Path("/data/a?b.db"))
    'file:/data/a%3Fb.db'
    """
    return f"file:{quote(os.fsencode(os.path.realpath(path)))}"


def is_database(path: Path) -> bool:
    """Whether there is a file that SQLite would take for a database."""
    try:
        with path.open("rb") as file:
            return file.read(len(_MAGIC)) == _MAGIC
    except OSError:
        return False


def check_is_corpus(path: Path, *, new: bool = False) -> None:
    """Raise `CorpusError` unless the file is a corpus of this program, or, if `new` ones are welcome, none or empty."""
    if not path.exists() or path.stat().st_size == 0:
        if new:
            return
        raise CorpusError("is not a corpus of this program", place=str(path))
    with closing(_without_its_log(path)) as connection:
        if connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID:
            return
        logged = _logged_application(path)
        empty = connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is None
    if logged == APPLICATION_ID or (new and empty and logged is None):
        return
    raise CorpusError("is not a corpus of this program", place=str(path), hint="name another file: --db FILE")


def _without_its_log(path: Path) -> sqlite3.Connection:
    """The file alone, as if nobody ever wrote to it.

    By SQLite, which doesn't let go of locks that this process has on the file: to open and close it otherwise would.
    """
    return sqlite3.connect(f"{address_of(path)}?mode=ro&immutable=1", uri=True)


def _logged_application(path: Path) -> int | None:
    """The program that the write-ahead log names in its last first page that counts; None if it holds none."""
    named = pending = None
    try:
        with Path(f"{os.path.realpath(path)}-wal").open("rb") as log:
            for number, size_after, page in _frames(log):
                if number == 1:
                    [pending] = struct.unpack_from(">I", page, _APPLICATION)
                if size_after:  # the last of a transaction
                    named = pending
    except OSError:
        return None
    return named


def _frames(log: BinaryIO) -> Iterator[tuple[int, int, bytes]]:
    """The pages of a log: number, size of the database after it (0 within a transaction), content."""
    header = log.read(_LOG_HEADER)
    if len(header) < _LOG_HEADER:
        return
    magic, _, size, _, *salts = struct.unpack_from(">6I", header)
    if magic not in _LOG_MAGIC:
        return
    while len(frame := log.read(_FRAME_HEADER + size)) == _FRAME_HEADER + size > _FRAME_HEADER:
        number, size_after, *own_salts = struct.unpack_from(">4I", frame)
        if own_salts != salts:  # of an earlier time
            return
        yield number, size_after, frame[_FRAME_HEADER:]
