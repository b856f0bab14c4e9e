"""Sources of captures: how a file, or a piece of one, gives paths and bytes. A new format is a new entry here.

Files are read as local ingest reads them, containers among them. Only here, captures may also come as the rows of a
Parquet file: with a ``path``, and either ``data`` (bytes) or ``text`` with the ``encoding`` in which it gives the bytes
back (UTF-8 where that is missing): so does ``captures.parquet`` of `archive export parquet`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from syria_iraq_archive.capture.choice import Choice
from syria_iraq_archive.capture.containers.container import ReadItem
from syria_iraq_archive.capture.containers.items import read_items, stream_items
from syria_iraq_archive.capture.containers.limits import ReadLimits
from syria_iraq_archive.capture.encodings import encode
from syria_iraq_archive.capture.files import CaptureFile, storable, within_limit
from syria_iraq_archive.corpus.parquet.extra import needing
from syria_iraq_archive.corpus.parquet.store import is_local
from syria_iraq_archive.errors import CaptureRejected

CAPTURE = "capture"  # the reader of a file that is one capture, or holds some as local ingest knows it


class Piece(NamedTuple):
    """A part of a file: in the reader's own count, from the first up to the last, which it leaves out."""

    first: int
    last: int
    size: int  # bytes, about


class Source(NamedTuple):
    """Where captures are read: a file, as its file system calls it, and the path the corpus knows it by."""

    fs: Any
    place: str
    path: str
    piece: Piece | None
    refusal: str | None
    choice: Choice  # of what an archive holds


class Found(NamedTuple):
    """A capture's path and bytes; or why it is none."""

    path: str
    data: bytes | CaptureRejected


@dataclass(frozen=True, slots=True)
class Reader:
    """A format: how a file of it is cut for several workers, and read."""

    pieces: Callable[[Any, str, int], list[Piece]]
    read: Callable[[Source, int], Iterator[Found]]
    suffixes: tuple[str, ...] = ()


def reader_of(path: str) -> str:
    """The name of the reader for a file of this name.

    >>> reader_of("2024/12.parquet"), reader_of("2024/12.txt")
    ('parquet', 'capture')
    """
    name = path.lower()
    return next((key for key, reader in READERS.items() if name.endswith(reader.suffixes)), CAPTURE)


def _whole(_fs: Any, _place: str, _size: int) -> list[Piece]:
    return []


def _read_capture(source: Source, max_bytes: int) -> Iterator[Found]:
    limits = ReadLimits(member=max_bytes)
    try:
        if is_local(source.fs):
            items = read_items(CaptureFile(Path(source.place), source.path, source.refusal), limits, source.choice)
            yield from map(_found, items)
        elif source.refusal:
            yield Found(source.path, CaptureRejected(source.refusal, place=source.path))
        else:
            with source.fs.open(source.place, "rb") as stream:
                items = stream_items(stream, source.path, limits, source.choice)
                yield from map(_found, items)
    except OSError as error:
        rejection = CaptureRejected(f"can't be read: {error}", place=source.path)
        rejection.__cause__ = error
        yield Found(source.path, rejection)


def _found(item: ReadItem) -> Found:
    if item.data is not None:
        return Found(item.path, item.data)
    assert item.refusal
    if isinstance(item.refusal, CaptureRejected):
        return Found(item.path, item.refusal)
    rejection = CaptureRejected(item.refusal.message, place=item.path, hint=item.refusal.hint)
    rejection.__cause__ = item.refusal  # which says that it isn't the file's fault
    return Found(item.path, rejection)


def _parquet_pieces(fs: Any, place: str, size: int) -> list[Piece]:
    """Its row groups."""
    with needing("pyarrow"):
        import pyarrow as pa
        import pyarrow.parquet as pq
    try:
        with fs.open(place, "rb") as stream:
            number = pq.ParquetFile(stream).num_row_groups
    except (pa.ArrowInvalid, OSError):  # said when it is read
        return []
    return [Piece(group, group + 1, size // number) for group in range(number)]


def _read_parquet(source: Source, max_bytes: int) -> Iterator[Found]:
    with needing("pyarrow"):
        import pyarrow as pa
        import pyarrow.parquet as pq
    with source.fs.open(source.place, "rb") as stream:
        try:
            file = pq.ParquetFile(stream)
        except pa.ArrowInvalid as error:
            yield Found(source.path, CaptureRejected(f"is not Parquet: {error}", place=source.path))
            return
        columns = [name for name in ("path", "data", "text", "encoding", "format") if name in file.schema_arrow.names]
        groups = list(range(source.piece.first, source.piece.last)) if source.piece else None
        number = 0
        for batch in file.iter_batches(batch_size=500, row_groups=groups, columns=columns):
            for record in batch.to_pylist():
                beginning = source.piece.first if source.piece else 0
                yield _of_record(record, f"{source.path}/{beginning}-{number}", max_bytes)
                number += 1


def _of_record(record: Mapping[str, Any], name: str, max_bytes: int) -> Found:
    """The capture of a record; `name` stands for a path that is missing."""
    path = record.get("path")
    path = storable(path) if path and isinstance(path, str) else name
    try:
        return Found(path, within_limit(_bytes_of(record, path), max_bytes, path))
    except CaptureRejected as error:
        return Found(path, error)


def _bytes_of(record: Mapping[str, Any], path: str) -> bytes:
    data, text = record.get("data"), record.get("text")
    try:
        if isinstance(data, bytes):
            return data
        if isinstance(text, str) and (record.get("format") or "text") == "text":
            return encode(text, record.get("encoding") or "utf-8")
    except (ValueError, LookupError, TypeError) as error:
        raise CaptureRejected(f"has no bytes: {error}", place=path) from error
    if text:
        raise CaptureRejected("has no data, and its text doesn't give the bytes of its format", place=path)
    raise CaptureRejected("has neither data nor text", place=path)


READERS = {
    "parquet": Reader(_parquet_pieces, _read_parquet, (".parquet",)),
    CAPTURE: Reader(_whole, _read_capture),  # last: it takes what is left
}
