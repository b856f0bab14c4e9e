"""One run over a corpus at a time: two ingests with different registries would leave half of each.

SQLite's own lock is held for a transaction; this one is held for a run, and goes with the process that has it. It is
taken before the corpus is opened: whoever waits for a run that replaces the file would else write into the old one.
"""

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from syria_iraq_archive.corpus.connection import make_folder_of, writing

try:
    import fcntl
except ImportError:  # not on Windows: there runs aren't kept apart
    fcntl = None  # type: ignore[assignment]

ENDING = "-turn"  # of the file that is locked, beside the corpus while somebody has his turn
_LOOK_AGAIN = 0.1  # seconds


@contextmanager
def writing_in_turn(corpus: Path, waiting: Callable[[], object] = lambda: None) -> Iterator[sqlite3.Connection]:
    """A connection for writing, as `connection.writing` gives it, for a whole run: until then, others wait.

    Calls `waiting` once if it has to wait. Raises `CorpusError` if the file can't be a corpus or be written.
    """
    make_folder_of(corpus)  # the file that is locked lies in it
    with in_turn(corpus, waiting), writing(corpus) as connection:
        yield connection


@contextmanager
def in_turn(corpus: Path, waiting: Callable[[], object] = lambda: None) -> Iterator[None]:
    """Wait until no other process has its turn with the corpus, and have it. Calls `waiting` once if it has to wait.

    If the file system has no locks there are no turns.
    """
    file = Path(f"{os.path.realpath(corpus)}{ENDING}")
    descriptor = None if fcntl is None else _taken(file, waiting)
    try:
        yield
    finally:
        if descriptor is not None:
            file.unlink(missing_ok=True)  # whoever waits sees that it is another file then, or none
            os.close(descriptor)


def _taken(file: Path, waiting: Callable[[], object]) -> int | None:
    """The open file, locked by us; None if it can't be."""
    said = False
    while True:
        try:
            descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o666)
        except OSError:
            return None  # what can't be written here is said by those who write the corpus
        ours = False
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            ours = _is_still(file, descriptor)
        except BlockingIOError:
            pass
        except OSError:
            return None
        finally:
            if not ours:
                os.close(descriptor)
        if ours:
            return descriptor
        if not said:
            waiting()
            said = True
        time.sleep(_LOOK_AGAIN)


def _is_still(file: Path, descriptor: int) -> bool:
    """Whether the file by that name is the one that is open: whoever had it before has removed it."""
    try:
        return os.path.samestat(file.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False
