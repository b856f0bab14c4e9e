"""What there is to look at: the files in folders or behind addresses, wherever they lie."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from syria_iraq_archive.capture.choice import Choice, PassedOver
from syria_iraq_archive.capture.files import CaptureFile, find_captures, storable
from syria_iraq_archive.corpus.lake.folder import Lake, file_system, is_local
from syria_iraq_archive.errors import ArchiveError

_CHANGEABLE = frozenset({"name", "size", "nlink", "islink", "destination"})  # what doesn't tell that it is another file


class ListedFile(NamedTuple):
    """A file, and what is known of it without reading it."""

    address: str
    found: CaptureFile  # its path as the corpus records it, and why it isn't read; the location only if it is here
    folder: str  # the folder's address
    size: int
    times: str  # what its storage says of it beside: times, and a tag of the content if it gives one
    is_known: bool = False  # the lake has captures of it

    @property
    def file(self) -> str:
        """The file's address, as text can hold it."""
        return storable(self.address)

    @property
    def known(self) -> tuple[str, int, str, str]:
        """What ``files`` says of it, whatever it holds."""
        return (self.file, self.size, self.times, self.folder)


def list_places(places: Iterable[str], choice: Choice, *, outside: Lake) -> tuple[list[ListedFile], set[str]]:
    """All files among and below the places, none from `outside`; and the folders that were listed whole.

    What `choice` doesn't want is marked. Raises `ArchiveError` if a place isn't there or can't be listed.
    """
    files: dict[str, ListedFile] = {}
    folders: set[str] = set()
    own = str(outside.fs.unstrip_protocol(outside.root)) + "/"
    for place in places:
        fs, root = file_system(place)
        try:
            folder, found = _here(Path(root), choice) if is_local(fs) else _elsewhere(fs, root.rstrip("/"), choice)
        except OSError as error:
            raise ArchiveError(f"can't be listed: {error}", place=place) from error
        folders.update(filter(None, [folder]))
        for each in found:
            if not each.file.startswith(own):
                files.setdefault(each.file, each)
    return list(files.values()), folders


def _here(place: Path, choice: Choice) -> tuple[str | None, Iterator[ListedFile]]:
    """The files of a local place, by the rules of local ingest; and its address if it is a folder."""

    def files() -> Iterator[ListedFile]:
        for found in find_captures([place], choice):
            folder = storable(f"file://{found.location.parents[found.path.count('/')]}")
            try:
                status = found.location.stat()
                size, times = status.st_size, f"{status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"
            except OSError:
                size, times = 0, ""
            yield ListedFile(f"file://{found.location}", found, folder, size, times)

    return storable(f"file://{place}") if place.is_dir() else None, files()


def _elsewhere(fs: Any, root: str, choice: Choice) -> tuple[str | None, Iterator[ListedFile]]:
    """The files behind an address, but hidden ones; and the address if it is a folder's."""
    known: dict[str, dict[str, Any]] = fs.find(root, detail=True)
    if not known:
        raise FileNotFoundError("there is nothing")
    alone = list(known) == [root] and not fs.isdir(root)
    top = root.rpartition("/")[0] if alone else root
    folder = str(fs.unstrip_protocol(top))

    def files() -> Iterator[ListedFile]:
        for place in sorted(known):
            path = place.removeprefix(top).lstrip("/")
            if any(part.startswith(".") for part in path.split("/")):
                continue
            found = CaptureFile(Path(), storable(path), passed_over=None if alone else _unwanted(path, choice))
            times = {key: value for key, value in known[place].items() if key not in _CHANGEABLE}
            size = int(known[place].get("size") or 0)
            address = str(fs.unstrip_protocol(place))
            yield ListedFile(address, found, folder, size, json.dumps(times, sort_keys=True, default=str))

    return None if alone else folder, files()


def _unwanted(path: str, choice: Choice) -> PassedOver | None:
    try:
        choice.check(path)
    except PassedOver as reason:
        return reason
    return None
