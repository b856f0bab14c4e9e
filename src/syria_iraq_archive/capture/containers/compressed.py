"""Compressed files: gzip, bzip2 and xz, looked through as if they weren't compressed.

Gzip is unpacked here member by member, since the library gives up at the first damage: crawlers compress each record of
a web archive by itself, and what stands behind a damaged one is sound.
"""

import bz2
import io
import lzma
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import BinaryIO, cast

from syria_iraq_archive.capture.containers.container import (
    Container,
    CutShort,
    Damaged,
    Inside,
    Metered,
    OwnStream,
    Peeked,
    Readable,
    ReadInner,
    ReadItem,
)
from syria_iraq_archive.capture.containers.limits import Meter

_GZIP_MAGIC = b"\x1f\x8b\x08"
_PACKED, _UNPACKED = 16_384, 65_536  # bytes that are unpacked, and made by that, at once
_WITH_GZIP_HEADER = 31  # zlib's number for a stream with gzip's header and checksum


class _GzipMembers(OwnStream):
    """What a gzip file holds, all its members one behind the other.

    Raises `Damaged` behind the last byte before a damage, once: who reads on gets the next member. What isn't gzip
    behind the last member is passed over if it is nothing but zeros.
    """

    def __init__(self, packed: Readable) -> None:
        self._packed = packed
        self._ahead = b""  # read, and not unpacked
        self._member: "zlib._Decompress | None" = None  # noqa: UP037 - zlib doesn't have it at run time
        self._made = b""  # unpacked, and not read
        self._damage: Damaged | None = None
        self._has_made = 0  # bytes, of this member
        self._lost = False  # looking for the next member

    def _next(self, size: int) -> bytes:
        while not self._made:
            if self._damage:
                damage, self._damage = self._damage, None
                raise damage
            if not self._unpack():
                return b""
        data, self._made = self._made[:size], self._made[size:]
        return data

    def _unpack(self) -> bool:
        """Unpack some more; False at the end."""
        if not self._ahead:
            self._ahead = self._packed.read(_PACKED) or b""
        if self._member is None:
            return self._begin()
        if not self._ahead:
            self._made = self._member.flush()
            if not self._member.eof:
                self._damage = CutShort("is cut short")
            self._member = None
            return True
        before = self._member.copy()
        try:
            self._made = self._member.decompress(self._ahead, _UNPACKED)
        except zlib.error as error:
            self._made, used = _up_to_damage(before, self._ahead)
            self._ahead = self._ahead[used:]
            self._member, self._lost = None, True
            self._has_made += len(self._made)
            # Of a member that gives nothing, what came before is none.
            self._damage = (Damaged if self._has_made else CutShort)(f"is damaged: {error}")
            return True
        self._has_made += len(self._made)
        self._ahead = self._member.unused_data if self._member.eof else self._member.unconsumed_tail
        if self._member.eof:
            self._member = None
        return True

    def _begin(self) -> bool:
        """Begin the next member, or come nearer to it; False if there is none."""
        more: bytes | None = b"?"
        while len(self._ahead) < len(_GZIP_MAGIC) and more:
            more = self._packed.read(_PACKED)
            self._ahead += more or b""
        if not self._ahead:
            return False
        if self._ahead.startswith(_GZIP_MAGIC):
            self._member, self._lost, self._has_made = zlib.decompressobj(_WITH_GZIP_HEADER), False, 0
        elif not self._lost and self._ahead.strip(b"\0"):
            self._lost = True
            self._damage = CutShort("is damaged: what stands behind a part of it isn't compressed")
        elif (found := self._ahead.find(_GZIP_MAGIC)) > 0:
            self._ahead = self._ahead[found:]
        else:
            more = self._packed.read(_PACKED)
            self._ahead = self._ahead[1 - len(_GZIP_MAGIC) :] + more if more else b""
        return True


def _up_to_damage(member: "zlib._Decompress", packed: bytes) -> tuple[bytes, int]:
    """What can be unpacked of bytes that are damaged somewhere, and how many of the bytes that took."""
    parts: list[bytes] = []
    used, step = 0, len(packed)
    while step := step // 4:
        while used < len(packed):
            before = member.copy()
            try:
                parts.append(member.decompress(packed[used : used + step]))
            except zlib.error:
                member = before
                break
            used += step
    return b"".join(parts), min(used, len(packed))


class _InSteps(OwnStream):
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
            if isinstance(error, OSError) and error.errno is not None:
                raise  # the system's, as of a disk that fails: it says nothing of the bytes
            self._ended = True
            raise Damaged(f"is damaged: {error}") from error


def _container(name: str, magic: bytes, unpack: Callable[[BinaryIO], AbstractContextManager[Readable]]) -> Container:
    def items(packed: Peeked, inside: Inside, inner: ReadInner) -> Iterator[ReadItem]:
        meter = Meter(inside.budget, inside.path, lambda: packed.count)
        with unpack(cast(BinaryIO, io.BufferedReader(packed))) as unpacked:
            yield from inner(Metered(unpacked, meter), inside.unpacked())

    return Container(name, lambda head, _: head.startswith(magic), items)


def _bzip2(packed: BinaryIO) -> _InSteps:
    return _InSteps(bz2.BZ2File(packed))


GZIP = _container("gzip", b"\x1f\x8b", _GzipMembers)
BZIP2 = _container("bzip2", b"BZh", _bzip2)
XZ = _container("xz", b"\xfd7zXZ\0", lambda packed: _InSteps(lzma.LZMAFile(packed)))  # noqa: SIM115 - it has nothing to close
