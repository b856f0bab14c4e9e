"""The folder that holds a Parquet corpus: on this machine, or wherever fsspec finds an address."""

import json
import os
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

from syria_iraq_archive.corpus.parquet.extra import needing
from syria_iraq_archive.errors import ArchiveError, CorpusError

T = TypeVar("T")

_LOCAL = "file://"


class Store:
    """Files below one address, by their names with forward slashes."""

    def __init__(self, address: str) -> None:
        """Raises `ArchiveError` where fsspec doesn't know the address, or lacks a library to go there."""
        self.fs, root = file_system(address)
        self.root: str = root.rstrip("/")
        self.address = address

    @property
    def here(self) -> bool:
        """Whether it is a folder of this machine."""
        return is_local(self.fs)

    def place(self, name: str) -> str:
        """A file's place, as the file system calls it."""
        return f"{self.root}/{name}"

    def url(self, name: str) -> str:
        """A file's place as DuckDB calls it."""
        place = self.place(name)
        return place if self.here else str(self.fs.unstrip_protocol(place))

    def names(self, folder: str, suffix: str) -> list[str]:
        """The files in a folder whose names end so, sorted, without the folder."""
        try:
            found = self.fs.ls(self.place(folder), detail=False, refresh=True)
        except FileNotFoundError:
            return []
        except TypeError:  # a file system that keeps no listings
            found = self.fs.ls(self.place(folder), detail=False)
        names = (str(each).rstrip("/").rpartition("/")[2] for each in found)
        return sorted(name for name in names if name.endswith(suffix) and not name.startswith("."))

    def exists(self, name: str) -> bool:
        """Whether there is such a file."""
        return bool(self.fs.exists(self.place(name)))

    def read(self, name: str) -> bytes:
        """A file's bytes."""
        return bytes(self.fs.cat_file(self.place(name)))

    def load(self, name: str, make: Callable[[dict[str, Any]], T]) -> T:
        """What `make` makes of the JSON object in a file.

        Raises `CorpusError` where there is none, as in a file that was cut short, or one of another kind.
        """
        try:
            content = json.loads(self.read(name))
            if not isinstance(content, dict):
                raise TypeError("holds no object")
            return make(content)
        except (ValueError, KeyError, TypeError) as error:
            raise damaged(self.place(name), error) from error

    def create(self, name: str) -> Any:
        """A new file to write to; its folders are made. Not to be seen before a commit names it."""
        self._make_folder(name)
        return self.fs.open(self.place(name), "wb")

    def publish(self, name: str, content: Any) -> None:
        """Let a file of JSON appear whole or not at all: by renaming; of object stores every file does."""
        data = _json(content)
        if self.here:
            with self._scratch(name, data) as scratch:
                scratch.replace(self.place(name))
        else:
            self.fs.pipe_file(self.place(name), data)

    def publish_new(self, name: str, content: Any) -> None:
        """As `publish`, but raise `CorpusError` where another run has published such a file.

        Of two that do so at once one succeeds; of two that do so at once in an object store both may.
        """
        data = _json(content)
        if self.exists(name):
            raise another_run(self)
        if not self.here:
            self.fs.pipe_file(self.place(name), data)
            return
        with self._scratch(name, data) as scratch:
            try:
                os.link(scratch, self.place(name))
            except FileExistsError:
                raise another_run(self) from None
            except OSError:  # a file system without hard links
                scratch.replace(self.place(name))

    @contextmanager
    def _scratch(self, name: str, data: bytes) -> Iterator[Path]:
        """The data in a file beside the one of that name, which is gone afterwards."""
        self._make_folder(name)
        target = Path(self.place(name))
        scratch = target.with_name(f".{target.name}.{uuid.uuid4().hex}")
        try:
            with scratch.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            yield scratch
        finally:
            scratch.unlink(missing_ok=True)

    def remove(self, name: str) -> None:
        """Remove a file, which may be gone already."""
        with suppress(FileNotFoundError):
            self.fs.rm_file(self.place(name))

    def is_empty(self) -> bool:
        """Whether nothing is there, or not even a folder. Raises `CorpusError` where there is a file."""
        if self.fs.isfile(self.root):
            raise CorpusError("isn't a folder", place=self.address)
        try:
            return not self.fs.ls(self.root, detail=False)
        except FileNotFoundError:
            return True

    def _make_folder(self, name: str) -> None:
        if self.here:
            Path(self.place(name)).parent.mkdir(parents=True, exist_ok=True)


def _json(content: Any) -> bytes:
    return json.dumps(content, separators=(",", ":")).encode()


def another_run(store: Store) -> CorpusError:
    """What to raise where another run got in the way."""
    return CorpusError("another run wrote to it meanwhile", place=store.address, hint="run the same command again")


def damaged(place: str, why: object) -> CorpusError:
    """What to raise of a file of the corpus that isn't as it was written."""
    hint = "move that file away, and run the same archive ingest again"
    return CorpusError(f"is damaged: {why}", place=place, hint=hint)


def file_system(address: str) -> tuple[Any, str]:
    """The file system of an address, by fsspec, and the place there. Raises `ArchiveError` where it knows none."""
    with needing("fsspec"):
        from fsspec.core import url_to_fs
        from fsspec.implementations.local import LocalFileSystem
    if "://" not in address or address.startswith(_LOCAL):  # fsspec would read `::` and `~` in a name
        return LocalFileSystem(), Path(address.removeprefix(_LOCAL)).absolute().as_posix()
    try:
        fs, place = url_to_fs(address)
    except (ValueError, ImportError) as error:
        raise ArchiveError(f"the address can't be used: {error}", place=address) from error
    return fs, str(place)


def is_local(fs: Any) -> bool:
    """Whether a file system is this machine's own."""
    from fsspec.implementations.local import LocalFileSystem

    return isinstance(fs, LocalFileSystem)
