"""Where an export goes. It is there whole or not at all, and replaces nothing that shouldn't be replaced.

It is written to a hidden folder beside its destination and renamed when it is whole.
"""

import os
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from syria_iraq_archive.corpus.connection import as_corpus_errors, check_is_corpus, discard_log, is_database
from syria_iraq_archive.corpus.disk import exhausted, scratch_beside
from syria_iraq_archive.corpus.locks import in_turn
from syria_iraq_archive.errors import ArchiveError


@contextmanager
def new_file(path: Path, *, force: bool) -> Iterator[Path]:
    """Where to write what is to become the file `path`.

    Raises `ArchiveError` if `path` exists, unless it is a file and `force` allows replacing it. A database is never
    replaced: no export is one.
    """
    if _replaces_file(path, force) and is_database(path):
        raise ArchiveError("is a database, which no export is", place=str(path), hint="name another file")
    with _beside(path) as scratch:
        yield scratch / "new"
        (scratch / "new").replace(_real(path))


@contextmanager
def new_corpus(path: Path, *, force: bool, waiting: Callable[[], object] = lambda: None) -> Iterator[Path]:
    """Where to write what is to become the corpus `path`; what a killed writer left beside it goes when it is whole.

    Nobody ingests into `path` meanwhile. Whoever does already comes first; then `waiting` is called, once. Raises
    `ArchiveError` if `path` exists, unless it is a corpus of this program and `force` allows to replace it.
    """
    with in_turn(path, waiting):
        if _replaces_file(path, force):
            with as_corpus_errors(path):
                check_is_corpus(path, new=True)
        with _beside(path) as scratch:
            yield scratch / "new"
            discard_log(path)
            (scratch / "new").replace(_real(path))


@contextmanager
def new_folder(path: Path, names: Collection[str], *, force: bool) -> Iterator[Path]:
    """An empty folder that is to become the folder `path`, for files with these names.

    Raises `ArchiveError` if `path` exists and isn't empty, unless `force` allows replacing it and it holds only files
    with these names: a folder that was named by mistake isn't lost.
    """
    if path.exists():
        if not path.is_dir():
            raise ArchiveError("isn't a folder", place=str(path))
        others = sorted({entry.name for entry in path.iterdir()} - set(names))
        if others:
            raise ArchiveError(f"holds what isn't an export: {others[0]}", place=str(path), hint="name another folder")
        if any(path.iterdir()):
            _allow(path, force)
    with _beside(path) as scratch:
        (scratch / "new").mkdir()
        yield scratch / "new"
        _swap(scratch / "new", _real(path), scratch / "old")


def _swap(new: Path, path: Path, old: Path) -> None:
    """Move the folder `new` to `path`, and what was there to `old`: a folder can't be replaced in one step."""
    if path.exists():
        path.rename(old)
    try:
        new.rename(path)
    except OSError:
        if old.exists():
            old.rename(path)
        raise


def _replaces_file(path: Path, force: bool) -> bool:
    """Whether there is a file at `path`. Raises `ArchiveError` if it is something else, or may not be replaced."""
    if not path.exists():
        return False
    if not path.is_file():
        raise ArchiveError("isn't a file", place=str(path))
    _allow(path, force)
    return True


def _allow(path: Path, force: bool) -> None:
    if not force:
        raise ArchiveError("is there already", place=str(path), hint="replace it with --force")


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """A hidden folder beside `path`, removed at the end. Errors of the file system become `ArchiveError`."""
    try:
        with scratch_beside(_real(path)) as scratch:
            yield scratch
    except OSError as error:
        cure = exhausted(_real(path).parent)
        raise ArchiveError(f"can't be written: {error.strerror}", place=str(path), hint=cure) from error


def _real(path: Path) -> Path:
    """The path itself, or if it is a link, the path that it leads to."""
    return Path(os.path.realpath(path))
