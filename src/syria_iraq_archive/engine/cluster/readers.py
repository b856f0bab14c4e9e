"""Reading captures for a lake: files as local ingest reads them, containers among them, and rows of Parquet files.

Such rows have a ``path``, and either ``data`` (bytes) or ``text`` with the ``encoding`` that gives the bytes back, or
in UTF-8: so does ``captures.parquet`` of `archive export parquet`.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from syria_iraq_archive.capture.choice import Choice
from syria_iraq_archive.capture.containers.container import ReadItem
from syria_iraq_archive.capture.containers.items import read_items, stream_items
from syria_iraq_archive.capture.containers.limits import ReadLimits
from syria_iraq_archive.capture.encodings import encode
from syria_iraq_archive.capture.files import CaptureFile, storable, within_limit
from syria_iraq_archive.corpus.lake.folder import file_system, is_local
from syria_iraq_archive.errors import CaptureRejected


def holds_rows(path: str) -> bool:
    """Whether a file of this name holds captures in rows.

    >>> holds_rows("2024/12.parquet"), holds_rows("2024/12.txt")
    (True, False)
    """
    return path.lower().endswith(".parquet")


def row_groups(fs: Any, place: str) -> int:
    """How many row groups a Parquet file has: 0 where it can't be read, which is said when it is."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with fs.open(place, "rb") as stream:
            return int(pq.ParquetFile(stream).num_row_groups)
    except (pa.ArrowInvalid, OSError):
        return 0


def read_file(address: str, path: str, max_bytes: int, refusal: str | None, choice: Choice) -> Iterator[ReadItem]:
    """The captures in a file that is recorded as `path`. Raises `OSError` of one that can't be read on."""
    fs, place = file_system(address)
    limits = ReadLimits(member=max_bytes)
    if is_local(fs):
        yield from read_items(CaptureFile(Path(place), path, refusal), limits, choice)
    elif refusal:
        yield ReadItem(path, None, CaptureRejected(refusal))
    else:
        with fs.open(place, "rb") as stream:
            yield from stream_items(stream, path, limits, choice)


def read_rows(address: str, path: str, max_bytes: int, group: int | None) -> Iterator[ReadItem]:
    """The captures in a row group of a Parquet file, or in all of it; a row without a path is called by its place."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    fs, place = file_system(address)
    with fs.open(place, "rb") as stream:
        try:
            file = pq.ParquetFile(stream)
        except pa.ArrowInvalid as error:
            yield ReadItem(path, None, CaptureRejected(f"is not Parquet: {error}"))
            return
        columns = [name for name in ("path", "data", "text", "encoding", "format") if name in file.schema_arrow.names]
        groups = None if group is None else [group]
        number = 0
        for batch in file.iter_batches(batch_size=500, row_groups=groups, columns=columns):
            for record in batch.to_pylist():
                yield _of_record(record, f"{path}/{group or 0}-{number}", max_bytes)
                number += 1


def _of_record(record: Mapping[str, Any], name: str, max_bytes: int) -> ReadItem:
    path = record.get("path")
    path = storable(path) if path and isinstance(path, str) else name
    try:
        return ReadItem(path, within_limit(_bytes_of(record), max_bytes, path))
    except CaptureRejected as error:
        return ReadItem(path, None, error)


def _bytes_of(record: Mapping[str, Any]) -> bytes:
    data, text = record.get("data"), record.get("text")
    try:
        if isinstance(data, bytes):
            return data
        if isinstance(text, str) and (record.get("format") or "text") == "text":
            return encode(text, record.get("encoding") or "utf-8")
    except (ValueError, LookupError, TypeError) as error:
        raise CaptureRejected(f"has no bytes: {error}") from error
    if text:
        raise CaptureRejected("has no data, and its text doesn't give the bytes of its format")
    raise CaptureRejected("has neither data nor text")
