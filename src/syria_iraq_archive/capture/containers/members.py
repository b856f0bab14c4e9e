"""Gzip files, member by member: what stands behind a damaged member is read, too, if whoever reads goes on."""

import zlib

from syria_iraq_archive.capture.containers.streams import CutShort, Damaged, Readable, Source

_MAGIC = b"\x1f\x8b\x08"
_PACKED, _UNPACKED = 16_384, 65_536  # bytes that are unpacked, and made by that, at once
_GZIP = 31  # zlib's way to say: with gzip's header and checksum


class Members(Source):
    """What a gzip file holds, all its members one behind the other.

    Raises `Damaged` behind the last byte before a damage, once: who reads on gets the next member. What isn't gzip
    behind the last member is passed over if it is but zeros.
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
        while len(self._ahead) < len(_MAGIC) and more:
            more = self._packed.read(_PACKED)
            self._ahead += more or b""
        if not self._ahead:
            return False
        if self._ahead.startswith(_MAGIC):
            self._member, self._lost, self._has_made = zlib.decompressobj(_GZIP), False, 0
        elif not self._lost and self._ahead.strip(b"\0"):
            self._lost = True
            self._damage = CutShort("is damaged: what stands behind a part of it isn't compressed")
        elif (found := self._ahead.find(_MAGIC)) > 0:
            self._ahead = self._ahead[found:]
        else:
            more = self._packed.read(_PACKED)
            self._ahead = self._ahead[1 - len(_MAGIC) :] + more if more else b""
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
