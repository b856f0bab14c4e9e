"""Bytes to text and back, byte for byte: by their mark, as strict UTF-8, or by a guess that the text must bear out.

The name of an encoding is Python's, with one addition: ``-sig`` for "with a byte-order mark", as in ``utf-8-sig``
(``utf-16`` and ``utf-32`` are little-endian with their mark, on every machine).
"""

import codecs
import unicodedata
from typing import NamedTuple

from syria_iraq_archive.errors import CaptureRejected
from syria_iraq_archive.patterns import later


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
SHIFTED = ("iso2022_jp", "iso2022_kr")
"""Encodings that are all ASCII: an escape sequence says that the bytes behind it are letters of two bytes each."""


class Decoded(NamedTuple):
    """The text of a file, the encoding with which `encode` gives its bytes back, and what is doubtful about that."""

    text: str
    encoding: str
    warning: str | None = None


CONTROLS = tuple(c for c in map(chr, range(0xA0)) if unicodedata.category(c) == "Cc" and not c.isspace())
_ASCII_CONTROLS = "".join(CONTROLS).encode("ascii", "ignore")
_OTHER_CONTROLS = later("|".join(c for c in CONTROLS if not c.isascii()).encode())  # as UTF-8
MAX_CONTROL_SHARE = 0.05  # pages hold stray controls; what has more of them is something else
MIN_WIDE_BYTES = 16  # fewer prove nothing
MIN_ASCII_SHARE = 0.8  # of the letters of a text that is kept, with a warning, though its encoding isn't clear
MIN_FAMILIAR_SHARE = 0.9  # of the characters of text in UTF-16, those of the scripts we archive


def decode(data: bytes) -> tuple[str, str]:
    """The text of a file, and the name of the encoding with which `encode` gives `data` back.

    Raises `CaptureRejected` with the reason if there is no such text.

    >>> decode("Türkiye".encode("utf-16"))
    ('Türkiye', 'utf-16')
    >>> decode("حلب وادلب وحماة".encode("cp1256"))
    ('حلب وادلب وحماة', 'cp1256')
    """
    text, encoding, _ = decode_and_doubt(data)
    return text, encoding


def decode_and_doubt(data: bytes) -> Decoded:
    """The same, with a warning if the encoding is a guess that the text doesn't bear out.

    >>> decode_and_doubt("the mayor’s café".encode("cp1252")).warning
    >>> decode_and_doubt("دمشق".encode("cp1256")).warning
    "decoded as cp1256 by a guess that the text doesn't bear out"
    """
    if not data:
        raise CaptureRejected("is empty")
    ways = (_decode_marked, _decode_wide, _decode_shifted, _decode_utf8, _decode_guessed)
    decoded = next(decoded for way in ways if (decoded := way(data)))
    check_is_text(decoded.text)
    if encode(decoded.text, decoded.encoding) != data:
        raise CaptureRejected(f"can't be decoded reversibly as {decoded.encoding}")
    return decoded


def encode(text: str, encoding: str) -> bytes:
    r"""The bytes that `decode` read as `text` in `encoding`.

    >>> encode("Hama", "utf-8-sig")
    b'\xef\xbb\xbfHama'
    """
    for marked in MARKED:
        if marked.name == encoding:
            return marked.mark + text.encode(marked.codec)
    return text.encode(encoding)


def _decode_marked(data: bytes) -> Decoded | None:
    for marked in MARKED:
        if data.startswith(marked.mark):
            try:
                return Decoded(data[len(marked.mark) :].decode(marked.codec), marked.name)
            except UnicodeDecodeError as error:
                place = error.start + len(marked.mark)
                reason = f"has the byte-order mark of {marked.codec}, but byte {place} isn't valid in it"
                raise CaptureRejected(reason) from error
    return None


def _decode_wide(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: its white space and Latin letters put a zero byte beside each character."""
    if len(data) % 2 or len(data) < MIN_WIDE_BYTES or b"\0" not in data:
        return None
    for encoding in UNMARKED_WIDE:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text and _familiar_share(text) >= MIN_FAMILIAR_SHARE:
            return Decoded(text, encoding)
    return None


def _familiar_share(text: str) -> float:
    familiar = sum("\t" <= c < "\u0250" or "\u0370" <= c < "\u0700" or "\u2010" <= c < "\u2040" for c in text)
    return familiar / len(text)


def _decode_shifted(data: bytes) -> Decoded | None:
    if b"\x1b$" not in data:
        return None
    for encoding in SHIFTED:
        try:
            text = data.decode(encoding)
            if not text.isascii() and text.encode(encoding) == data:
                return Decoded(text, encoding)
        except UnicodeError:
            continue
    return None


def _decode_utf8(data: bytes) -> Decoded | None:
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return None


def _decode_guessed(data: bytes) -> Decoded:
    from syria_iraq_archive.capture.guessing import guess  # what no UTF-8 capture should pay
    from syria_iraq_archive.capture.mojibake import mojibake

    damaged = first_damage(data)
    if damaged is not None:
        raise CaptureRejected(f"is UTF-8 except at byte {damaged}", hint="repair or cut that byte and ingest again")
    guessed = guess(data)
    if guessed is None:
        raise CaptureRejected("is not text in any encoding known here", hint="save it as UTF-8")
    text = data.decode(guessed.encoding)
    check_is_text(text)
    if not guessed.likely and not _is_mostly_ascii(text):
        raise CaptureRejected("is not text in any encoding known here", hint="save it as UTF-8")
    if mojibake(text):
        place = _not_utf8_at(data)
        reason = f"is UTF-8 in one part and another encoding in another: byte {place} isn't valid UTF-8"
        raise CaptureRejected(reason, hint="save each part as UTF-8")
    if guessed.certain:
        return Decoded(text, guessed.encoding)
    said = f"decoded as {guessed.encoding} by a guess that the text doesn't bear out"
    return Decoded(text, guessed.encoding, said)


def _not_utf8_at(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    raise AssertionError("is UTF-8")


def _is_mostly_ascii(text: str) -> bool:
    """Whether a reader of ASCII alone gets most of a text."""
    letters = sum(map(str.isalpha, text))
    return sum(c.isascii() and c.isalpha() for c in text) > MIN_ASCII_SHARE * letters


def first_damage(data: bytes) -> int | None:
    """Where bytes stop being UTF-8 that are UTF-8 but for a few; None if they are none, or all of them are.

    Such text is damaged, not in a code page: decoding it as one would garble it.
    """
    repaired = data.decode("utf-8", errors="replace")
    damaged = repaired.count("\ufffd")
    intact = sum(c > "\x7f" for c in repaired) - damaged
    return _not_utf8_at(data) if 0 < 2 * damaged < intact else None


def check_is_text(text: str) -> None:
    """Raise `CaptureRejected` if `text` is empty, or holds characters that no text has."""
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
