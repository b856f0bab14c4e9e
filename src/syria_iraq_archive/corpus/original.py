"""The bytes of a capture, as the corpus keeps them: in its text, or beside it."""

import sqlite3
import zlib
from collections.abc import Mapping
from typing import Any

from syria_iraq_archive.capture.encodings import encode


def packed(content: bytes) -> bytes:
    """Bytes as they are stored."""
    return zlib.compress(content)


def unpacked(content: bytes | None) -> bytes | None:
    """Bytes as they were before they were stored; none where none were. Raises `ValueError` where they are damaged."""
    try:
        return None if content is None else zlib.decompress(content)
    except zlib.error as error:
        raise ValueError(f"its bytes can't be unpacked: {error}") from error


def original_bytes(row: sqlite3.Row | Mapping[str, Any]) -> bytes:
    """The file's bytes, from a row with ``text``, ``encoding`` and ``content``.

    Raises `ValueError` or `LookupError` where the row doesn't give them.
    """
    content = unpacked(row["content"])
    return encode(row["text"], row["encoding"]) if content is None else content
