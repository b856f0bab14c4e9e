"""Bytes to text and back, byte for byte: mark, then strict UTF-8, then a detector.

The name of an encoding is Python's, with one addition: ``-sig`` for "with a byte-order mark", as in ``utf-8-sig``
(``utf-16`` and ``utf-32`` are little-endian with their mark, on every machine).
"""

import codecs
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from syria_iraq_archive.errors import CaptureRejected


class Marked(NamedTuple):
    """An encoding that is told by its byte-order mark."""

    name: str
    mark: bytes
    codec: str


MARKED = (
    Marked("utf-8-sig", codecs.BOM_UTF8, "utf-8"),
    Marked("utf-32", codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark begins alike
    Marked("utf-32-be-sig", codecs.BOM_UTF32_BE, "utf-32-be"),
    Marked("utf-16", codecs.BOM_UTF16_LE, "utf-16-le"),
    Marked("utf-16-be-sig", codecs.BOM_UTF16_BE, "utf-16-be"),
)

UNMARKED_WIDE = ("utf-16-le", "utf-16-be")

# The single-byte code pages in which Arabic and Western newsrooms have saved text. A detector that may answer
# anything calls English "cp1250" and Arabic "cp864"; among these it is right.
CODE_PAGES = ("cp1256", "cp1252", "cp1254", "iso8859-6", "iso8859-9", "latin-1")

CONTROLS = tuple(c for c in map(chr, range(0xA0)) if unicodedata.category(c) == "Cc" and not c.isspace())
_ASCII_CONTROLS = "".join(CONTROLS).encode("ascii", "ignore")
_OTHER_CONTROLS = re.compile("|".join(c for c in CONTROLS if not c.isascii()).encode())  # as UTF-8
MAX_CONTROL_SHARE = 0.05  # pages hold stray controls; what has more of them is something else
MIN_WIDE_BYTES = 16  # fewer prove nothing
MIN_FAMILIAR_SHARE = 0.9  # of the characters of text in UTF-16, those of the scripts we archive


def decode(data: bytes) -> tuple[str, str]:
    """The text of a file, and the name of the encoding with which `encode` gives `data` back.

    Raises `CaptureRejected` with the reason where there is no such text.

    >>> decode("Türkiye".encode("utf-16"))
    ('Türkiye', 'utf-16')
    >>> decode("حلب وادلب وحماة".encode("cp1256"))
    ('حلب وادلب وحماة', 'cp1256')
    """
    if not data:
        raise CaptureRejected("is empty")
    text, encoding = _decode_marked(data) or _decode_wide(data) or _decode_utf8(data) or _decode_detected(data)
    check_is_text(text)
    if encode(text, encoding) != data:
        raise CaptureRejected(f"can't be decoded reversibly as {encoding}")
    return text, encoding


def encode(text: str, encoding: str) -> bytes:
    r"""The bytes that `decode` read as `text` in `encoding`.

    >>> encode("Hama", "utf-8-sig")
    b'\xef\xbb\xbfHama'
    """
    for marked in MARKED:
        if marked.name == encoding:
            return marked.mark + text.encode(marked.codec)
    return text.encode(encoding)


def _decode_marked(data: bytes) -> tuple[str, str] | None:
    for marked in MARKED:
        if data.startswith(marked.mark):
            try:
                return data[len(marked.mark) :].decode(marked.codec), marked.name
            except UnicodeDecodeError as error:
                place = error.start + len(marked.mark)
                reason = f"has the byte-order mark of {marked.codec}, but byte {place} isn't valid in it"
                raise CaptureRejected(reason) from error
    return None


def _decode_wide(data: bytes) -> tuple[str, str] | None:
    """UTF-16 without a mark: its white space and Latin letters put a zero byte beside each character."""
    if len(data) % 2 or len(data) < MIN_WIDE_BYTES or b"\0" not in data:
        return None
    for encoding in UNMARKED_WIDE:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text and _familiar_share(text) >= MIN_FAMILIAR_SHARE:
            return text, encoding
    return None


def _familiar_share(text: str) -> float:
    familiar = sum("\t" <= c < "\u0250" or "\u0600" <= c < "\u0700" or "\u2010" <= c < "\u2040" for c in text)
    return familiar / len(text)


def _decode_utf8(data: bytes) -> tuple[str, str] | None:
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return None


def _decode_detected(data: bytes) -> tuple[str, str]:
    _refuse_damaged_utf8(data)
    for encoding in _detected(data):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise CaptureRejected("is not text in any encoding known here", hint="save it as UTF-8")


def _detected(data: bytes) -> Iterator[str]:
    """The code pages the detector holds possible, likeliest first, in Python's names."""
    import chardet  # 0.1 s that no UTF-8 capture should pay

    for guess in chardet.detect_all(data, include_encodings=CODE_PAGES, compat_names=False):
        if guess["encoding"]:
            yield codecs.lookup(guess["encoding"]).name


def _refuse_damaged_utf8(data: bytes) -> None:
    """Text that is UTF-8 but for a few bytes is damaged, not in a code page: decoding it as one would garble it."""
    repaired = data.decode("utf-8", errors="replace")
    damaged = repaired.count("\ufffd")
    intact = sum(c > "\x7f" for c in repaired) - damaged
    if intact > 2 * damaged:
        try:
            data.decode("utf-8")
        except UnicodeDecodeError as error:
            raise CaptureRejected(
                f"is UTF-8 except at byte {error.start}", hint="repair or cut that byte and ingest again"
            ) from error


def check_is_text(text: str) -> None:
    """Raise `CaptureRejected` where `text` is empty, or holds characters that no text has."""
    if "\0" in text:
        raise CaptureRejected("is not text: it holds the character U+0000")
    if not text or text.isspace():
        raise CaptureRejected("holds nothing but white space")
    encoded = text.encode("utf-8")
    controls = (
        len(encoded) - len(encoded.translate(None, delete=_ASCII_CONTROLS)) + len(_OTHER_CONTROLS.findall(encoded))
    )
    if controls > MAX_CONTROL_SHARE * len(text):
        raise CaptureRejected(f"is not text: {controls} of {len(text)} characters are control characters")
