"""What there is to look at: files and parts of files, in folders or behind addresses, grouped into chunks."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from syria_iraq_archive.capture.choice import EVERYTHING, Choice, LeftOut, PassedOver
from syria_iraq_archive.capture.files import CaptureFile, find_captures, storable
from syria_iraq_archive.corpus.parquet.ledger import Listing
from syria_iraq_archive.corpus.parquet.store import Store, file_system, is_local
from syria_iraq_archive.engine.cluster.readers import CAPTURE, READERS, Piece, reader_of
from syria_iraq_archive.errors import ArchiveError

CHUNK_CAPTURES = 2_000
CHUNK_BYTES = 32_000_000
"""How much a worker parses before it writes: enough for files of a useful size, few enough to lose little."""

_VOLATILE = frozenset({"name", "nlink", "islink", "destination"})  # what may differ of a file that is the same


class Item(NamedTuple):
    """A file, or a part of one that holds several captures."""

    address: str
    path: str  # in the folder, as the corpus records it
    folder: str  # the folder's address
    token: str  # what changes when the file does
    size: int
    reader: str = CAPTURE
    piece: Piece | None = None
    refusal: str | None = None  # why it can't be a capture, where that shows without reading it
    passed_over: PassedOver | None = None  # why it isn't looked at, which is no failure

    @property
    def file(self) -> str:
        """The file's address, as text can hold it."""
        return storable(self.address)

    @property
    def id(self) -> str:
        """What names it in every run."""
        return f"{self.file}#{self.piece.first}-{self.piece.last}" if self.piece else self.file


@dataclass(frozen=True, slots=True)
class Chunk:
    """Items to be parsed and written at once. `stored` are captures that a corpus holds, to be parsed again."""

    id: str
    items: tuple[Item, ...] = ()
    stored: tuple["Stored", ...] = ()

    def halves(self) -> tuple["Chunk", ...]:
        """The chunk in two; of one that holds a single thing there are none."""
        number = len(self.items) + len(self.stored)
        if number < 2:
            return ()
        middle = number // 2
        both = [*self.items, *self.stored]
        return tuple(
            Chunk(
                f"{self.id}{letter}",
                tuple(each for each in half if isinstance(each, Item)),
                tuple(each for each in half if isinstance(each, Stored)),
            )
            for letter, half in (("a", both[:middle]), ("b", both[middle:]))
        )


class Stored(NamedTuple):
    """A capture that the corpus holds, and the file it came from."""

    part: str  # the file of the corpus that has its row of ``captures``
    sha256: str
    file: str
    token: str
    folder: str
    path: str

    @property
    def item(self) -> str:
        """What names it in every run; it goes when its file is looked at again."""
        return f"{self.file}@{self.sha256[:16]}"


def find_items(places: Iterable[str], choice: Choice, *, outside: Store) -> tuple[list[Item], Listing]:
    """All items among and below the places, and what is thereby known to be all; none from `outside`.

    What `choice` doesn't want is marked as passed over.

    Raises `ArchiveError` where a place isn't there or can't be listed.
    """
    items: dict[str, Item] = {}
    folders: set[str] = set()
    own = str(outside.fs.unstrip_protocol(outside.root)) + "/"
    for place in places:
        fs, root = file_system(place)
        try:
            if is_local(fs):
                whole, found = _here(fs, Path(root), choice)
            else:
                whole, found = _elsewhere(fs, root.rstrip("/"), choice)
        except OSError as error:
            raise ArchiveError(f"can't be listed: {error}", place=place) from error
        if whole:
            folders.add(whole)
        for item in found:
            if not item.file.startswith(own):
                items.setdefault(item.id, item)
    files = frozenset(item.file for item in items.values())
    return list(items.values()), Listing(frozenset(folders), frozenset(items), files)


def _here(fs: Any, place: Path, choice: Choice) -> tuple[str | None, Iterator[Item]]:
    """A local file or folder, by the rules of local ingest; and the folder's address, where it is one."""
    whole = storable(f"file://{place}") if place.is_dir() else None

    def items() -> Iterator[Item]:
        for found in find_captures([place], EVERYTHING):
            folder = storable(f"file://{found.location.parents[found.path.count('/')]}")
            item = Item(str(fs.unstrip_protocol(str(found.location))), found.path, folder, "", 0, refusal=found.refusal)
            yield from _items(fs, str(found.location), _info(found), item, None if place == found.location else choice)

    return whole, items()


def _info(found: CaptureFile) -> dict[str, Any]:
    try:
        known = found.location.stat()
    except OSError:
        return {"size": 0}
    return {"size": known.st_size, "mtime": known.st_mtime_ns, "ctime": known.st_ctime_ns, "ino": known.st_ino}


def _elsewhere(fs: Any, root: str, choice: Choice) -> tuple[str | None, Iterator[Item]]:
    """A file or folder behind an address; hidden files are passed over, other types refused by name."""
    found: dict[str, dict[str, Any]] = fs.find(root, detail=True)
    if not found:
        raise FileNotFoundError("there is nothing")
    alone = list(found) == [root] and not fs.isdir(root)
    folder = root.rpartition("/")[0] if alone else root

    def items() -> Iterator[Item]:
        for place in sorted(found):
            path = place.removeprefix(folder).lstrip("/")
            if any(part.startswith(".") for part in path.split("/")):
                continue
            item = Item(str(fs.unstrip_protocol(place)), path, str(fs.unstrip_protocol(folder)), "", 0)
            yield from _items(fs, place, found[place], item, None if alone else choice)

    return (None if alone else str(fs.unstrip_protocol(folder))), items()


def _items(fs: Any, place: str, info: dict[str, Any], item: Item, choice: Choice | None) -> Iterator[Item]:
    """The item of a whole file, or those of its pieces. Without a `choice` it was named outright."""
    known = {key: value for key, value in info.items() if key not in _VOLATILE}
    token = hashlib.sha256(json.dumps(known, sort_keys=True, default=str).encode()).hexdigest()[:16]
    size = int(info.get("size") or 0)
    whole = item._replace(token=token, size=size, reader=reader_of(item.path))
    if choice and (reason := _passed_over(whole, choice)):
        yield whole._replace(passed_over=reason)
        return
    pieces = [] if whole.refusal else READERS[whole.reader].pieces(fs, place, size)
    if not pieces:
        yield whole
    for piece in pieces:
        yield whole._replace(piece=piece, size=piece.size)


def _passed_over(item: Item, choice: Choice) -> PassedOver | None:
    """Why a file isn't looked at; of a kind that is read here only, such as Parquet, its kind is no reason."""
    try:
        choice.check(item.path)
    except LeftOut as reason:
        return reason
    except PassedOver as reason:
        return reason if item.reader == CAPTURE else None
    return None


def chunks_of(items: Iterable[Item], run: int, most: int = CHUNK_CAPTURES) -> Iterator[Chunk]:
    """The items in chunks of so many at most, in their order."""
    chosen: list[Item] = []
    size = 0
    for item in items:
        if chosen and (len(chosen) == most or size + item.size > CHUNK_BYTES):
            yield _chunk(run, chosen)
            chosen, size = [], 0
        chosen.append(item)
        size += item.size
    if chosen:
        yield _chunk(run, chosen)


def stored_chunks(stored: Iterable[Stored], run: int, most: int = CHUNK_CAPTURES) -> Iterator[Chunk]:
    """Stored captures in chunks."""
    listed = list(stored)
    for start in range(0, len(listed), most):
        some = tuple(listed[start : start + most])
        yield Chunk(f"{run:06}-{_digest(some)}", stored=some)


def _chunk(run: int, items: list[Item]) -> Chunk:
    return Chunk(f"{run:06}-{_digest([[item.id, item.token] for item in items])}", tuple(items))


def _digest(content: Any) -> str:
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:16]
