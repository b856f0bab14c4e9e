"""The user's own cache: what was made once and is kept for the next time. It is never needed, only quicker.

A file of it is believed only if nobody but this user could have written it. Whoever reads one checks that it is whole.
"""

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_LARGEST = 200_000_000  # bytes of a file
MOST = 12  # files of one ending that are kept


def cache_folder() -> Path:
    """The folder of this program in the user's cache. Raises `RuntimeError` if the user has no home."""
    chosen = os.environ.get("XDG_CACHE_HOME", "")
    if Path(chosen).is_absolute():
        base = Path(chosen)
    elif sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    else:
        base = Path.home() / ("Library/Caches" if sys.platform == "darwin" else ".cache")
    return base / "syria-iraq-archive"


def read_file(path: Path, *, ours: bool = True) -> bytes | None:
    """The bytes of a file; None if there is none, or if it is to be `ours`, but others could have written it."""
    if ours and not _is_ours(path.parent):
        return None
    try:
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        with open(os.open(path, flags), "rb") as file:  # noqa: PTH123 - a descriptor
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode) or status.st_size > _LARGEST:
                return None
            if ours and not _only_we_write(status):
                return None
            return file.read()
    except OSError:
        return None


def may_keep(path: Path) -> bool:
    """Whether a file can be kept there, in a folder that is made if need be."""
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return _is_ours(path.parent)


def keep_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, and remove the oldest of its ending. Raises `OSError`."""
    from tempfile import NamedTemporaryFile  # seldom needed, and slow to import

    with NamedTemporaryFile(dir=path.parent, prefix=".", suffix=f"{path.suffix}.new", delete=False) as unfinished:
        new = Path(unfinished.name)
        try:
            unfinished.write(data)
            unfinished.close()
            new.replace(path)
        except BaseException:
            unfinished.close()
            new.unlink(missing_ok=True)
            raise
    for old in _too_many(path.parent, path.suffix):
        old.unlink(missing_ok=True)


def _too_many(folder: Path, ending: str) -> Iterator[Path]:
    """The oldest files: of projects and programs that are gone, mostly."""
    files = sorted(folder.glob(f"*{ending}*"), key=lambda path: path.lstat().st_mtime, reverse=True)
    yield from files[MOST:]


def _is_ours(folder: Path) -> bool:
    """Whether nobody but this user writes there."""
    try:
        return _only_we_write(folder.lstat())
    except OSError:
        return False


def _only_we_write(status: os.stat_result) -> bool:
    if not hasattr(os, "geteuid"):  # Windows gives each user a folder of their own
        return True
    return status.st_uid == os.geteuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
