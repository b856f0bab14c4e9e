"""The disks on which a corpus and temporary files lie: what is full, and hidden folders for what isn't finished yet."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from syria_iraq_archive.errors import CorpusError

_LITTLE = 1_000_000  # bytes; the write that filled the disk was undone, so some of it may be free again
_NEARLY = 131_072  # bytes: what SQLite writes at once, and more
_FEW = 3  # files

# Extended codes of errors that don't say the corpus is damaged: https://sqlite.org/rescode.html
_WRITE_ERRORS = frozenset({sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_FSYNC, sqlite3.SQLITE_IOERR_SHMSIZE})


_OWNER = ".archive-at-work"  # locked as long as the one who made the folder lives


def lacks_room(error: sqlite3.Error) -> bool:
    """Whether an error says that something can't be written or opened: that tells nothing of what a corpus holds."""
    code = getattr(error, "sqlite_errorcode", 0)
    return code in _WRITE_ERRORS or code & 0xFF in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_NOMEM)


def what_lacks_room(corpus: Path) -> CorpusError | None:
    """The error that names what is full, and its cure; None if neither of the two disks is."""
    go_on = "then run the same command to go on: what was written is whole"
    folder = Path(os.path.realpath(corpus)).parent
    if cure := exhausted(folder):
        return CorpusError("the disk is full", place=str(corpus), hint=f"{cure}; {go_on}")
    temporary = temporary_folder()
    if temporary is None:
        places = ", ".join(map(str, _temporary_folders()))
        hint = f"make one of these folders, or set TMPDIR to another: {places}"
        return CorpusError("there is no folder for temporary files that this user may write to", hint=hint)
    if cure := exhausted(temporary):
        hint = f"{cure}, or set TMPDIR to a folder that has some; {go_on}"
        return CorpusError("the disk of temporary files (TMPDIR) is full", place=str(temporary), hint=hint)
    return None


def exhausted(folder: Path) -> str | None:
    """What to do about the disk of a folder, if there is no room on it, or it can't take another file."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    try:
        disk = os.statvfs(folder)
    except (OSError, AttributeError):  # Windows has none of it
        return None
    if disk.f_files and disk.f_favail <= _FEW:
        return "remove files on it: it has room, but can't take another file (see df -i)"
    return "make room on it" if disk.f_bavail * disk.f_frsize < _LITTLE else None


def at_size_limit(files: Iterable[Path]) -> bool:
    """Whether one of these files is nearly as large as this process may make a file (`ulimit -f`)."""
    try:
        import resource  # Windows has none

        limit = resource.getrlimit(resource.RLIMIT_FSIZE)[0]
    except (ImportError, OSError):
        return False
    return limit != resource.RLIM_INFINITY and any(
        file.exists() and file.stat().st_size + _NEARLY >= limit for file in files
    )


def temporary_folder() -> Path | None:
    """Where SQLite keeps temporary files: the first of its folders that can be written to."""
    return next((each for each in _temporary_folders() if each.is_dir() and os.access(each, os.W_OK | os.X_OK)), None)


def _temporary_folders() -> Iterator[Path]:
    """In the order in which SQLite asks: https://sqlite.org/tempfiles.html#temporary_file_storage_locations."""
    for name in ("SQLITE_TMPDIR", "TMPDIR"):
        if os.environ.get(name):
            yield Path(os.environ[name])
    yield from map(Path, ("/var/tmp", "/usr/tmp", "/tmp", "."))


try:
    import fcntl
except ImportError:  # not on Windows: there what killed processes left stays
    fcntl = None  # type: ignore[assignment]


@contextmanager
def scratch_beside(path: Path) -> Iterator[Path]:
    """A hidden folder on the file system of `path`, gone afterwards. Raises `OSError` if it can't be made.

    Those that killed processes left for the same `path` are removed first; one whose process lives isn't.
    """
    prefix = f".{path.name}."
    for left in path.parent.glob(f"{_literally(prefix)}*"):
        _remove_if_abandoned(left)
    with tempfile.TemporaryDirectory(prefix=prefix, dir=path.parent, ignore_cleanup_errors=True) as folder:
        owner = _own(Path(folder))
        try:
            yield Path(folder)
        finally:
            os.close(owner)


def _literally(name: str) -> str:
    """A name as a pattern that means this name alone."""
    return "".join(f"[{character}]" if character in "*?[" else character for character in name)


def _own(folder: Path) -> int:
    """Mark a folder as in use, until the descriptor is closed or this process ends."""
    unnamed = folder / f"{_OWNER}.new"
    owner = os.open(unnamed, os.O_RDWR | os.O_CREAT, 0o600)
    if fcntl is not None:
        try:
            fcntl.flock(owner, fcntl.LOCK_EX)
            unnamed.rename(folder / _OWNER)  # locked before anybody can find it
        except OSError:  # no locks here: then nobody can tell, and nobody removes it
            pass
    return owner


def _remove_if_abandoned(folder: Path) -> None:
    """Remove a folder of ours whose process is gone; not one in use, nor one of which nobody can say."""
    if fcntl is None or folder.is_symlink():
        return
    try:
        owner = os.open(folder / _OWNER, os.O_RDWR)
    except OSError:
        return
    try:
        fcntl.flock(owner, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(folder, ignore_errors=True)
    except OSError:
        pass
    finally:
        os.close(owner)
