"""Compressed files: gzip, bzip2 and xz, looked through as if they weren't compressed."""

import bz2
import gzip
import io
import lzma
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import BinaryIO, cast

from syria_iraq_archive.capture.containers.base import Container, Inner, Inside, Item
from syria_iraq_archive.capture.containers.limits import Meter
from syria_iraq_archive.capture.containers.streams import Metered, Peeked, Readable


def _container(name: str, magic: bytes, unpack: Callable[[BinaryIO], AbstractContextManager[Readable]]) -> Container:
    def items(packed: Peeked, inside: Inside, inner: Inner) -> Iterator[Item]:
        meter = Meter(inside.budget, inside.path, lambda: packed.count)
        with unpack(cast(BinaryIO, io.BufferedReader(packed))) as unpacked:
            yield from inner(Metered(unpacked, meter), inside.unpacked())

    return Container(name, lambda head, _: head.startswith(magic), items)


GZIP = _container("gzip", b"\x1f\x8b", lambda packed: gzip.GzipFile(fileobj=packed, mode="rb"))
BZIP2 = _container("bzip2", b"BZh", bz2.BZ2File)
XZ = _container("xz", b"\xfd7zXZ\0", lzma.LZMAFile)
