"""Web archives: each HTML response a capture, by the number of its record, past whatever is damaged.

A capture's bytes are those of its record, header and all, so that they tell its address and when it was fetched; of the
header's lines the white space around names and values isn't kept.

A record is a header that gives a length, and so many bytes. The length is believed if a record, or nothing, stands
behind it. If not, the next record is looked for: a line that opens one, with a line of a header below it.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from syria_iraq_archive.capture.choice import without_suffix
from syria_iraq_archive.capture.containers.container import (
    Container,
    CutShort,
    Damaged,
    Inside,
    Peeked,
    Readable,
    ReadInner,
    ReadItem,
)
from syria_iraq_archive.capture.files import within_limit
from syria_iraq_archive.errors import CaptureRejected
from syria_iraq_archive.extras import importing
from syria_iraq_archive.patterns import later

_HTML = ("text/html", "application/xhtml+xml")
HELD = 32_000_000  # bytes of a record that are kept until its length is known to be right; a longer one's aren't
LONGEST_HEADER = 65_536  # bytes
_AT_ONCE = 65_536  # bytes asked of the stream

OPENING = later(rb"WARC/(?:1\.\d|0\.1[78])[ \t]*\r?\n(?=[A-Za-z][\w-]*[ \t]*:)")
_BEHIND_A_RECORD = later(rb"\r?\n\r?\nWARC/1\.\d\r?\n(?=WARC-[A-Z][\w-]*:)")
_LINE_ENDS = later(rb"[\r\n]+")
_HEADER_END = later(rb"\r?\n\r?\n")
_LENGTH = later(rb"(?im)^content-length[ \t]*:[ \t]*(\d{1,18})[ \t]*\r?$")
_LONGEST_OPENING = 200  # bytes, of line ends before it, too


class WebRecord(NamedTuple):
    """A record by its number, counted from 1. If it is damaged, `problem` says how, and there is nothing else of it."""

    number: int
    header: bytes = b""
    block: bytes = b""  # not more than was wanted
    length: int = 0
    problem: str = ""
    stray: bool = False  # it is no record, but something between records


def _recognises(head: bytes, path: str) -> bool:
    """By its first bytes; if they are damaged, by its name and any record in what can be read."""
    if head.startswith(b"WARC/"):
        return True
    return without_suffix(path).lower().endswith(".warc") and (not head or bool(OPENING.search(head)))


def _items(stream: Peeked, inside: Inside, inner: ReadInner) -> Iterator[ReadItem]:  # noqa: ARG001 - nothing nests in it
    with importing("warcio", "warc"):
        import warcio.statusandheaders  # noqa: F401 - asked before the first record is
    for record in WebRecords(stream, inside.budget.limits.member + 1):
        inside.budget.check_time(inside.path)
        if record.problem:
            yield ReadItem(inside.path, None, CaptureRejected(_said_of(record)))
        elif item := _response(record, inside.member(record.number)):
            yield item


def _said_of(record: WebRecord) -> str:
    """What is wrong, in words of the whole archive: whatever was known of its records may still stand in it."""
    return record.problem if record.stray else f"is damaged in its record {record.number}, which {record.problem}"


def _response(record: WebRecord, inside: Inside) -> ReadItem | None:
    """The record, if it is a page that was found."""
    type, lines = _as_kept(record.header)
    if type != "response" or not is_page(record.block):
        return None
    try:
        return ReadItem(inside.path, lines + within_limit(record.block, inside.budget.limits.member, inside.path))
    except CaptureRejected as error:
        return ReadItem(inside.path, None, error)


def is_page(block: bytes) -> bool:
    r"""Whether an HTTP response has the status of success, and HTML for its content.

    >>> is_page(b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Hama fell.")
    True
    """
    status, *fields = block.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
    succeeded = status.startswith("HTTP/") and status.partition(" ")[2].startswith("2")
    headers = (field.lower().partition(":") for field in fields)
    return succeeded and any(name == "content-type" and value.strip().startswith(_HTML) for name, _, value in headers)


def _as_kept(written: bytes) -> tuple[str | None, bytes]:
    """The type of a record, and its header as it is kept."""
    from warcio.statusandheaders import StatusAndHeadersParser

    version = written.partition(b"\n")[0].strip().decode("latin-1")
    headers = StatusAndHeadersParser([version]).parse(io.BytesIO(written))
    lines = [headers.protocol, *(f"{name}: {value}" for name, value in headers.headers), "", ""]
    return headers.get_header("WARC-Type"), "\r\n".join(lines).encode("utf-8", "surrogateescape")


@dataclass(slots=True)
class WebRecords:
    """The records in `stream`. Of a block not more than `wanted` bytes are kept."""

    stream: Readable
    wanted: int
    _ahead: bytearray = field(default_factory=bytearray)
    _damage: Damaged | None = None  # what stands behind `_ahead`
    _ended: bool = False
    _number: int = 0

    def __iter__(self) -> Iterator[WebRecord]:
        """Each record, or what is wrong with it, in their order."""
        while True:
            self._skip_line_ends()
            if self._ahead:
                yield self._record() if self._opens() else self._stray()
            elif self._damage:
                yield self._damaged(self._damage.message)
            else:
                return

    def _opens(self) -> bool:
        self._fill(_LONGEST_OPENING)
        return bool(OPENING.match(self._ahead))

    def _stray(self) -> WebRecord:
        """What stands between records and is none. Its number is that of the record before."""
        problem = f"is damaged: something stands behind its record {self._number}, whose length may be wrong"
        if not self._number:
            problem = "is damaged: something stands before its first record"
        if not self._seek_opening(0) and not self._number:
            problem = "is damaged: holds no record"
        return WebRecord(self._number, problem=problem, stray=True)

    def _record(self) -> WebRecord:
        header = self._header()
        if header is None:
            return self._damaged("has a header without an end")
        length = _LENGTH.search(header)
        if length is None:
            return self._damaged("has a header without a length")
        return self._held(header, int(length[1])) if int(length[1]) <= HELD else self._long(header, int(length[1]))

    def _header(self) -> bytes | None:
        """The header, taken off; None if it has no end."""
        wanted = _AT_ONCE // 16
        while not (end := _HEADER_END.search(self._ahead, 0, LONGEST_HEADER)):
            if wanted > LONGEST_HEADER or not self._fill(wanted):
                return None
            wanted *= 2
        following = OPENING.search(self._ahead, 1, end.end())
        if following:  # the end is that of another
            return None
        header = bytes(self._ahead[: end.end()])
        del self._ahead[: end.end()]
        return header

    def _held(self, header: bytes, length: int) -> WebRecord:
        """A record that is kept whole until it is known that its length is right."""
        self._fill(length + _LONGEST_OPENING)
        if len(self._ahead) < length:
            return self._damaged("is shorter than its header says" if not self._damage else None)
        behind = bytes(self._ahead[length : length + _LONGEST_OPENING])
        is_last = not behind.strip(b"\r\n") and len(self._ahead) == length + len(behind)
        if is_last and self._damage and not isinstance(self._damage, CutShort):
            return self._damaged(self._damage.message)
        if not is_last and not _HEADER_END.match(behind) and not OPENING.match(behind.lstrip(b"\r\n")):
            return self._damaged("is of another length than its header says")
        self._number += 1
        block = bytes(self._ahead[: min(length, self.wanted)])
        del self._ahead[:length]
        return WebRecord(self._number, header, block, length)

    def _long(self, header: bytes, length: int) -> WebRecord:
        """A record too long to be kept: if another seems to begin in it, its length is wrong."""
        block = bytearray()
        left = length
        while left:
            if not self._fill(min(left, _AT_ONCE) + _LONGEST_OPENING) and not self._ahead:
                return self._damaged("is shorter than its header says" if not self._damage else None)
            found = _BEHIND_A_RECORD.search(self._ahead, 0, left + _LONGEST_OPENING)
            if found and found.start() < left:
                return self._damaged("is shorter than its header says")
            size = min(left, max(1, len(self._ahead) - _LONGEST_OPENING))
            if len(block) < self.wanted:
                block += self._ahead[: min(size, self.wanted - len(block))]
            del self._ahead[:size]
            left -= size
        self._number += 1
        return WebRecord(self._number, header, bytes(block), length)

    def _damaged(self, problem: str | None) -> WebRecord:
        """The record at hand, which is damaged; what is ahead begins with the next."""
        self._number += 1
        problem = problem or (self._damage.message if self._damage else "is damaged")
        self._seek_opening(1 if OPENING.match(self._ahead) else 0)
        return WebRecord(self._number, problem=problem)

    def _seek_opening(self, start: int) -> bool:
        """Leave out what is ahead up to the next opening; all, and False, if there is none before a damage or the end.

        The damage is behind us then.
        """
        is_all = False
        while not (found := OPENING.search(self._ahead, start)):
            done = max(0, len(self._ahead) - _LONGEST_OPENING)
            del self._ahead[:done]
            start = max(0, start - done)
            if is_all:
                self._ahead.clear()
                self._damage = None
                return False
            is_all = not self._fill(len(self._ahead) + _AT_ONCE)
        del self._ahead[: found.start()]
        return True

    def _skip_line_ends(self) -> None:
        while self._fill(1):
            ends = _LINE_ENDS.match(self._ahead)
            del self._ahead[: ends.end() if ends else 0]  # in place: a copy of megabytes for each record takes hours
            if self._ahead:
                return

    def _fill(self, size: int) -> bool:
        """Read until so many bytes are ahead, or a damage or the end is; whether they are."""
        while len(self._ahead) < size and not self._damage and not self._ended:
            try:
                part = self.stream.read(_AT_ONCE)
            except Damaged as error:
                self._damage = error
                break
            self._ended = not part
            self._ahead += part or b""
        return len(self._ahead) >= size


WARC = Container("warc", _recognises, _items)
