"""One ingest of a corpus at a time: two with different registries would leave half of each.

SQLite's own lock is held for a transaction; this one is held for a run, and goes with the process that has it.
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # not on Windows: there runs aren't kept apart
    fcntl = None  # type: ignore[assignment]

ENDING = "-turn"  # of the file that is locked, beside the corpus while somebody has his turn
_LOOK_AGAIN = 0.1  # seconds


@contextmanager
def in_turn(corpus: Path | None, waiting: Callable[[], object]) -> Iterator[None]:
    """Wait until no other process has its turn with the corpus, and have it. Calls `waiting` once if it has to wait.

    None is a corpus in memory, which nobody else has. If the file system has no locks there are no turns.
    """
    if corpus is None or fcntl is None:
        yield
        return
    file = Path(f"{os.path.realpath(corpus)}{ENDING}")
    descriptor = _taken(file, waiting)
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
