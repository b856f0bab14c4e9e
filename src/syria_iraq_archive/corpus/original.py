"""The bytes of a capture, as the corpus keeps them: in its text, or beside it."""

import sqlite3
import zlib

from syria_iraq_archive.capture.encodings import encode


def packed(content: bytes) -> bytes:
    """Bytes as they are stored."""
    return zlib.compress(content)


def original_bytes(row: sqlite3.Row) -> bytes:
    """The file's bytes, from a row with ``text``, ``encoding`` and ``content``.

    Raises `ValueError` or `LookupError` where the row doesn't give them.
    """
    if row["content"] is None:
        return encode(row["text"], row["encoding"])
    try:
        return zlib.decompress(row["content"])
    except zlib.error as error:
        raise ValueError(f"its bytes can't be unpacked: {error}") from error
