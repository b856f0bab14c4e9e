"""Compressed files: gzip, bzip2 and xz, looked through as if they weren't compressed."""

import bz2
import io
import lzma
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import BinaryIO, cast

from syria_iraq_archive.capture.containers.base import Container, Inner, Inside, Item
from syria_iraq_archive.capture.containers.limits import Meter
from syria_iraq_archive.capture.containers.members import Members
from syria_iraq_archive.capture.containers.streams import CutShort, Damaged, Metered, Peeked, Readable, Source


class _InSteps(Source):
    """A library's stream, asked for a little at a time, so that what it unpacks before a damage isn't lost with it."""

    _STEP = 4_096

    def __init__(self, unpacked: Readable) -> None:
        self._unpacked = unpacked
        self._ended = False

    def _next(self, size: int) -> bytes:
        if self._ended:
            return b""
        try:
            return self._unpacked.read(min(size, self._STEP)) or b""
        except EOFError as error:
            self._ended = True
            raise CutShort("is cut short") from error
        except (OSError, lzma.LZMAError) as error:
            self._ended = True
            raise Damaged(f"is damaged: {error}") from error


def _container(name: str, magic: bytes, unpack: Callable[[BinaryIO], AbstractContextManager[Readable]]) -> Container:
    def items(packed: Peeked, inside: Inside, inner: Inner) -> Iterator[Item]:
        meter = Meter(inside.budget, inside.path, lambda: packed.count)
        with unpack(cast(BinaryIO, io.BufferedReader(packed))) as unpacked:
            yield from inner(Metered(unpacked, meter), inside.unpacked())

    return Container(name, lambda head, _: head.startswith(magic), items)


def _bzip2(packed: BinaryIO) -> _InSteps:
    return _InSteps(bz2.BZ2File(packed))


GZIP = _container("gzip", b"\x1f\x8b", Members)
BZIP2 = _container("bzip2", b"BZh", _bzip2)
XZ = _container("xz", b"\xfd7zXZ\0", lambda packed: _InSteps(lzma.LZMAFile(packed)))  # noqa: SIM115 - it has nothing to close
