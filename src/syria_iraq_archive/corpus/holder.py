"""Who is writing to a corpus: the process that holds SQLite's lock, where the system tells (Linux does)."""

import os
from collections.abc import Iterator
from pathlib import Path

_LOCKS = Path("/proc/locks")
_WRITE_LOCK = 120  # the byte of the -shm file that a writer in WAL mode locks: sqlite.org/walformat.html
_PENDING = 0x40000000  # the byte of the database itself that one locks in the other modes: sqlite.org/fileformat2.html


def writer_of(corpus: Path) -> str | None:
    """The process that is writing to the database file, with its command, for people; None where nobody knows.

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
