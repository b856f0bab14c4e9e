"""Who may write to a corpus, and who does.

SQLite's own lock is held for a transaction: `writer_of` names who has it, if the system tells (Linux does). A turn is
held for a whole run, and goes with the process that has it: two runs with other registries would leave half of each. It
is taken before the corpus is opened: whoever waited for a run that replaces the file would else write into the old one.
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

_LOCKS = Path("/proc/locks")
_WRITE_LOCK = 120  # the byte of the -shm file that a writer in WAL mode locks: sqlite.org/walformat.html
_PENDING = 0x40000000  # the byte of the database itself that one locks in the other modes: sqlite.org/fileformat2.html


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


def writer_of(corpus: Path) -> str | None:
    """The process that is writing to the database file, with its command, for people; None if nobody knows.

    >>> writer_of(Path("no/such/archive.db")) is None
    True
    """
    corpus = Path(os.path.realpath(corpus))
    places = ((corpus.with_name(f"{corpus.name}-shm"), _WRITE_LOCK), (corpus, _PENDING))
    held = {inode: byte for file, byte in places if (inode := _inode(file))}
    for inode, process, first, last in _locks():
        if inode in held and process != os.getpid() and first <= held[inode] <= last:
            return f"process {process}{_command(process)}"
    return None


def _inode(file: Path) -> str | None:
    try:
        status = file.stat()
    except OSError:
        return None
    return f"{os.major(status.st_dev):02x}:{os.minor(status.st_dev):02x}:{status.st_ino}"


def _locks() -> Iterator[tuple[str, int, int, float]]:
    """The write locks on files: inode, process, first and last byte."""
    try:
        lines = _LOCKS.read_text().splitlines()
    except OSError:
        return
    for line in lines:
        match line.split():
            case [_, "POSIX", _, "WRITE", process, inode, first, last]:
                yield inode, int(process), int(first), float("inf") if last == "EOF" else int(last)


def _command(process: int) -> str:
    try:
        words = Path(f"/proc/{process}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return ""
    return f" ({' '.join(word.decode(errors='replace') for word in words if word)})"
