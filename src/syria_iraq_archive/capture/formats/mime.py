"""The parts of an e-mail, cut apart by its boundaries: each header by itself, so that none can spoil another.

The library's own parser reads every part with every header at once, and fails on all if one is damaged or nests too
deep. Here a message that is attached is one part, and isn't looked into.
"""

import binascii
import re
from collections.abc import Iterator
from email.header import decode_header
from email.message import Message
from email.utils import collapse_rfc2231_value
from itertools import islice
from typing import NamedTuple

from syria_iraq_archive.patterns import later

MAX_PARTS = 2_000  # of a message; what stands behind the last of them isn't looked at
MAX_DEPTH = 20  # parts in parts
MAX_HEADER = 65_536  # bytes
MAX_VALUE = 8_000  # bytes of a line that are read; of a longer one those at its ends
_END = later(rb"(?:\A|\r?\n)\r?\n")
_FIELD = later(rb"^([!-9;-~]+)[ \t]*:((?:[^\r\n]|\r?\n[ \t])*)", re.MULTILINE)
_ENCODED = later(r"=\?[^?\s]*\?[bBqQ]\?[^?]*\?=")
_CHARSET = later(r"[\w.:+-]{1,40}")
_NO_BASE64 = later(rb"[^A-Za-z0-9+/]")


class Part(NamedTuple):
    """A message, or a part of one: its header by the names of its lines in small letters, and what stands below it."""

    number: int  # among the message's parts that hold no others, from 1
    fields: dict[str, bytes]
    content: bytes
    within: tuple[str, ...] = ()  # the types of the parts that hold it, the outermost first

    @property
    def type(self) -> str:
        """As in "text/plain", which counts if none is given, or none that can be read."""
        main = self.field("content-type").partition(";")[0].strip().lower()
        if re.fullmatch(r"[\w.+-]+/[\w.+-]+", main):
            return main
        return "message/rfc822" if self.within[-1:] == ("multipart/digest",) and not main else "text/plain"

    @property
    def charset(self) -> str | None:
        """The encoding that is given, if it can be the name of one."""
        name = self.parameter("content-type", "charset")
        return name if name and _CHARSET.fullmatch(name) else None

    @property
    def is_attached(self) -> bool:
        """Whether it is there to be saved, not to be shown."""
        return self.field("content-disposition").partition(";")[0].strip().lower() == "attachment"

    @property
    def name(self) -> str | None:
        """The file's name, if it is given."""
        return self.parameter("content-disposition", "filename") or self.parameter("content-type", "name")

    def field(self, name: str) -> str:
        """A line of the header on one line, encoded words decoded; empty if there is none."""
        return decoded(self.fields.get(name, b""))

    def parameter(self, field: str, name: str) -> str | None:
        """A parameter of a line of the header; None if there is none that can be read."""
        holder = Message()
        holder["content-type"] = self.field(field).replace("\0", "")
        try:
            value = holder.get_param(name)
            return collapse_rfc2231_value(value).strip() or None if value else None
        except (ValueError, LookupError, TypeError, AttributeError, IndexError):
            return None

    def payload(self) -> bytes:
        """The content as it was before it was encoded to be sent; what is damaged in it is passed over."""
        how = self.field("content-transfer-encoding").strip().lower()
        if how == "base64":
            return _from_base64(self.content)
        if how == "quoted-printable":
            return binascii.a2b_qp(self.content)
        if how in ("x-uuencode", "uuencode", "uue", "x-uue"):
            holder = Message()
            holder["content-transfer-encoding"] = how
            holder.set_payload(self.content.decode("latin-1"))
            unpacked = holder.get_payload(decode=True)
            return unpacked if isinstance(unpacked, bytes) else self.content
        return self.content


def message_of(data: bytes) -> Part:
    r"""The message that the bytes are, as one part.

    >>> message_of(b"Subject: =?utf-8?q?Hama_falls?=\n\nText.").field("subject")
    'Hama falls'
    """
    return _part(data)


def parts_of(message: Part) -> Iterator[Part]:
    """The parts that hold no others, in their order, `MAX_PARTS` at most; of a message in one piece, itself."""
    for number, part in enumerate(islice(_leaves(message), MAX_PARTS), start=1):
        yield Part(number, part.fields, part.content, part.within)


def decoded(value: bytes) -> str:
    r"""A value of a header: unfolded, and its encoded words decoded; those that can't be stay as they are.

    >>> decoded(b" =?utf-8?b?SGFtYQ==?=\n =?no-such?q?x?= falls")
    'Hama =?no-such?q?x?= falls'
    """
    if len(value) > MAX_VALUE:  # whoever writes so long a line has the address at its end
        value = value[: MAX_VALUE // 2] + b" " + value[-MAX_VALUE // 2 :]
    try:
        text = value.decode()
    except UnicodeDecodeError:
        text = value.decode("cp1252", "replace")
    text = re.sub(r"\r?\n(?=[ \t])", "", text).strip()
    text = re.sub(r"(\?=)\s+(?==\?)", r"\1", text) if _all_known(text) else text
    return _ENCODED.sub(lambda word: _decoded_word(word.group()), text)


def _all_known(text: str) -> bool:
    return all(_decoded_word(word) != word for word in _ENCODED.findall(text))


def _decoded_word(word: str) -> str:
    try:
        return "".join(
            part.decode(charset or "ascii") if isinstance(part, bytes) else part
            for part, charset in decode_header(word)
        )
    except (ValueError, LookupError, binascii.Error):
        return word


def _part(data: bytes, within: tuple[str, ...] = ()) -> Part:
    end = _END.search(data, 0, MAX_HEADER)
    header, content = (data[: end.start()], data[end.end() :]) if end else (data[:MAX_HEADER], b"")
    fields: dict[str, bytes] = {}
    for field in _FIELD.finditer(header):
        fields.setdefault(field[1].lower().decode("latin-1"), field[2].strip())
    return Part(0, fields, content, within)


def _leaves(part: Part) -> Iterator[Part]:
    stack = [iter([part])]
    while stack:
        one = next(stack[-1], None)
        if one is None:
            stack.pop()
            continue
        boundary = one.parameter("content-type", "boundary") if one.type.startswith("multipart/") else None
        if boundary and len(stack) <= MAX_DEPTH:
            stack.append(_divided(one, boundary))
        else:
            yield one


def _divided(part: Part, boundary: str) -> Iterator[Part]:
    """The parts between the boundary's lines; what stands before the first and behind the last is none."""
    line = re.compile(rb"(?:\A|\r?\n)--" + re.escape(boundary.encode("utf-8", "replace")) + rb"(--)?[ \t]*(?=\r?\n|\Z)")
    begun: int | None = None
    within = (*part.within, part.type)
    for met in line.finditer(part.content):
        if begun is not None:
            yield _part(part.content[begun : met.start()], within)
        begun = met.end() + (part.content[met.end() : met.end() + 2] == b"\r\n") + 1
        if met[1]:
            return
    if begun is not None:  # cut short
        yield _part(part.content[begun:], within)


def _from_base64(content: bytes) -> bytes:
    digits = _NO_BASE64.sub(b"", content.partition(b"=")[0] if b"=" in content.strip()[:-4] else content)
    digits = digits[: len(digits) - (len(digits) % 4 == 1)]
    return binascii.a2b_base64(digits + b"=" * (-len(digits) % 4))
