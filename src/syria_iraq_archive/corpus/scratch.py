"""Hidden folders in which something is made before it takes its place; those of processes that were killed go away."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # not on Windows: there what killed processes left stays
    fcntl = None  # type: ignore[assignment]

_OWNER = ".archive-at-work"  # locked as long as the one who made the folder lives


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
    """A name in which nothing stands for something else in a pattern."""
    return "".join(f"[{character}]" if character in "*?[" else character for character in name)


def _own(folder: Path) -> int:
    """Mark a folder as that of a living process, which this one is until the descriptor is closed."""
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
    """Remove a folder of ours whose process is gone. Others, and what can't be told, are left alone."""
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
