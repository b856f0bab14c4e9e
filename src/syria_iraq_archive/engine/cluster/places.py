"""What there is to look at: files and parts of files, in folders or behind addresses, grouped into portions."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from syria_iraq_archive.capture.choice import EVERYTHING, Choice, LeftOut, PassedOver
from syria_iraq_archive.capture.files import CaptureFile, find_captures, storable
from syria_iraq_archive.corpus.lake.folder import Lake, file_system, is_local
from syria_iraq_archive.engine.cluster.readers import holds_rows, row_groups
from syria_iraq_archive.errors import ArchiveError

PORTION_BYTES = 32_000_000
"""How much is parsed before it is written: enough for files of a useful size, few enough to lose little."""

_VOLATILE = frozenset({"name", "nlink", "islink", "destination"})  # what may differ of a file that is the same


class ListedFile(NamedTuple):
    """A file, or a row group of one in Parquet; or a capture of a file that isn't at hand, which the lake holds."""

    address: str
    path: str  # in the folder, as the corpus records it
    folder: str  # the folder's address
    token: str  # what changes when the file does
    size: int = 0
    group: int | None = None
    refusal: str | None = None  # why it can't be a capture, where that shows without reading it
    passed_over: PassedOver | None = None  # why it isn't looked at, which is no failure
    sha256: str | None = None  # of a capture that the lake holds
    batch: str | None = None  # the one that its rows are of

    @property
    def file(self) -> str:
        """The file's address, as text can hold it."""
        return storable(self.address)

    @property
    def item(self) -> str:
        """What names it in every run; a capture that the lake holds goes when its file is looked at again."""
        part = f"@{self.sha256[:16]}" if self.sha256 else "" if self.group is None else f"#{self.group}"
        return f"{self.file}{part}"


@dataclass(frozen=True, slots=True)
class Portion:
    """What one worker does at once."""

    id: str
    files: tuple[ListedFile, ...]

    def halves(self) -> tuple["Portion", ...]:
        """The portion in two; none where it holds a single thing."""
        middle = len(self.files) // 2
        halves = Portion(f"{self.id}a", self.files[:middle]), Portion(f"{self.id}b", self.files[middle:])
        return halves if middle else ()


@dataclass(frozen=True, slots=True)
class Listing:
    """What a run found to look at; so that what is missing is known to be gone."""

    files: tuple[ListedFile, ...]
    folders: frozenset[str]  # that were listed whole

    @property
    def wanted(self) -> list[ListedFile]:
        """The files that are looked at."""
        return [file for file in self.files if not file.passed_over]

    @property
    def names(self) -> tuple[set[str], set[str], frozenset[str]]:
        """The items, the files and the folders."""
        return {file.item for file in self.files}, {file.file for file in self.files}, self.folders


def list_places(places: Iterable[str], choice: Choice, *, outside: Lake) -> Listing:
    """All files among and below the places; none from `outside`. What `choice` doesn't want is marked.

    Raises `ArchiveError` if a place isn't there or can't be listed.
    """
    files: dict[str, ListedFile] = {}
    folders: set[str] = set()
    own = str(outside.fs.unstrip_protocol(outside.root)) + "/"
    for place in places:
        fs, root = file_system(place)
        try:
            whole, found = _here(fs, Path(root), choice) if is_local(fs) else _elsewhere(fs, root.rstrip("/"), choice)
        except OSError as error:
            raise ArchiveError(f"can't be listed: {error}", place=place) from error
        folders.update(filter(None, [whole]))
        for each in found:
            if not each.file.startswith(own):
                files.setdefault(each.item, each)
    return Listing(tuple(files.values()), frozenset(folders))


def _here(fs: Any, place: Path, choice: Choice) -> tuple[str | None, Iterator[ListedFile]]:
    """A local file or folder, by the rules of local ingest; and the folder's address, where it is one."""
    whole = storable(f"file://{place}") if place.is_dir() else None

    def files() -> Iterator[ListedFile]:
        for found in find_captures([place], EVERYTHING):
            folder = storable(f"file://{found.location.parents[found.path.count('/')]}")
            whole = ListedFile(str(found.location), found.path, folder, "", refusal=found.refusal)
            yield from _parts(fs, whole, _known(found), None if place == found.location else choice)

    return whole, files()


def _known(found: CaptureFile) -> dict[str, Any]:
    try:
        status = found.location.stat()
    except OSError:
        return {"size": 0}
    return {"size": status.st_size, "mtime": status.st_mtime_ns, "ctime": status.st_ctime_ns, "ino": status.st_ino}


def _elsewhere(fs: Any, root: str, choice: Choice) -> tuple[str | None, Iterator[ListedFile]]:
    """A file or folder behind an address; hidden files are passed over."""
    found: dict[str, dict[str, Any]] = fs.find(root, detail=True)
    if not found:
        raise FileNotFoundError("there is nothing")
    alone = list(found) == [root] and not fs.isdir(root)
    folder = root.rpartition("/")[0] if alone else root
    whole = str(fs.unstrip_protocol(folder))

    def files() -> Iterator[ListedFile]:
        for place in sorted(found):
            path = place.removeprefix(folder).lstrip("/")
            if not any(part.startswith(".") for part in path.split("/")):
                yield from _parts(fs, ListedFile(place, path, whole, ""), found[place], None if alone else choice)

    return None if alone else whole, files()


def _parts(fs: Any, file: ListedFile, known: dict[str, Any], choice: Choice | None) -> Iterator[ListedFile]:
    """A file whole, or its row groups. Without a `choice` it was named outright."""
    lasting = {key: value for key, value in known.items() if key not in _VOLATILE}
    token = hashlib.sha256(json.dumps(lasting, sort_keys=True, default=str).encode()).hexdigest()[:16]
    size, place = int(known.get("size") or 0), file.address
    whole = file._replace(address=str(fs.unstrip_protocol(place)), token=token, size=size)
    if choice and (reason := _passed_over(whole.path, choice)):
        yield whole._replace(passed_over=reason)
        return
    groups = row_groups(fs, place) if holds_rows(whole.path) and not whole.refusal else 0
    if not groups:
        yield whole
    for group in range(groups):
        yield whole._replace(group=group, size=size // groups)


def _passed_over(path: str, choice: Choice) -> PassedOver | None:
    """Why a file isn't looked at. Parquet is read here only, so that this kind is no reason."""
    try:
        choice.check(path)
    except LeftOut as reason:
        return reason
    except PassedOver as reason:
        return None if holds_rows(path) else reason
    return None


def portions_of(files: Iterable[ListedFile], most: int) -> list[Portion]:
    """The files in portions of so many at most, in their order."""
    portions: list[Portion] = []
    chosen: list[ListedFile] = []
    size = 0
    for file in files:
        if chosen and (len(chosen) == most or size + file.size > PORTION_BYTES):
            portions.append(Portion(str(len(portions)), tuple(chosen)))
            chosen, size = [], 0
        chosen.append(file)
        size += file.size
    return [*portions, Portion(str(len(portions)), tuple(chosen))] if chosen else portions
