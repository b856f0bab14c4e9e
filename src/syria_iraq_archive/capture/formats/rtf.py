"""RTF documents, as word processors and press databases write them: their text, with tables, and notes below it."""

import re
from collections.abc import Iterator

from syria_iraq_archive.capture.encodings import check_is_text
from syria_iraq_archive.capture.formats.base import Extract, Format, extractor
from syria_iraq_archive.capture.formats.databases.exports import export_extract
from syria_iraq_archive.errors import CaptureRejected
from syria_iraq_archive.extras import importing
from syria_iraq_archive.patterns import later

MAX_DEPTH = 500  # groups in groups; a document has some ten

_CONTROL = later(r"\\(?:bin(\d{1,9}) ?|[a-zA-Z]{1,32}-?\d{0,10}|[^a-zA-Z])|[{}]", re.DOTALL)
_NOTE = later(r"\\(?:footnote|annotation)(?![a-zA-Z])")
_FIELD_CODE = later(r"\{\s*\\\*\s*\\fldinst(?![a-zA-Z])")
_PICTURE = later(r"\{\s*(?:\\\*\s*)?\\(?:pict|objdata|shpinst|blipuid|themedata|datastore)(?![a-zA-Z])")
_CELL_END = later(r"\\(?:nest)?cell(?![a-zA-Z])")
_BLANKS = later(r"[ \t\u00a0]*\t[ \t\u00a0]*")


def is_rtf(data: bytes) -> bool:
    r"""Whether the bytes begin as those of an RTF document do.

    >>> is_rtf(b"{\\rtf1\\ansi Hama fell.}"), is_rtf(b"{\\rtfm Hama fell.}")
    (True, False)
    """
    return bool(re.match(rb"\s*\{\s*\\rtf\d?(?![a-zA-Z])", data[:100]))


def rtf_text(data: bytes) -> str:
    """The text of an RTF document: a line for each paragraph and each row of a table, notes at its end.

    Raises `MissingExtra` if striprtf is missing, `CaptureRejected` if the document is damaged or shows no text.
    """
    with importing("striprtf", "rtf"):
        from striprtf.striprtf import rtf_to_text
    written = _arranged(data.decode("latin-1").replace("\0", ""))
    try:
        text: str = rtf_to_text(written, encoding="cp1252", errors="replace")
    except (ValueError, LookupError, IndexError, TypeError, OverflowError) as error:
        raise CaptureRejected(f"is damaged: {error}") from error
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")  # halves of a pair that stand together
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    text = "\n".join(_BLANKS.sub("\t", line).strip() for line in text.split("\n"))
    if not text.strip():
        raise CaptureRejected("shows no text")
    check_is_text(text)
    return text.strip("\n") + "\n"


def _arranged(written: str) -> str:
    """The document without its pictures and the codes of its fields, with tabs for cells and its notes at the end."""
    main: list[str] = []
    notes: list[str] = []
    reached = 0
    for start, end, is_note in _groups(written):
        main.append(written[reached:start])
        reached = end
        if is_note:
            notes.append(_NOTE.sub("", written[start:end], count=1))
    main.append(written[reached:])
    whole = "".join(main)
    close = whole.rfind("}")
    body, behind = (whole[:close], whole[close:]) if close >= 0 else (whole, "}")
    return _CELL_END.sub(r"\\tab", body + "".join(f"\\par {note}" for note in notes)) + behind


def _groups(written: str) -> Iterator[tuple[int, int, bool]]:
    """The outermost groups that are notes, pictures or codes of fields: where each begins and ends, and if it's a note.

    Raises `CaptureRejected` if groups lie too deep in each other.
    """
    opened: list[int] = []
    taken: tuple[int, bool] | None = None  # how deep a group to be taken lies, and whether it is a note
    place = 0
    while found := _CONTROL.search(written, place):
        place = found.end()
        mark = found.group()
        if mark == "{":
            opened.append(found.start())
            if len(opened) > MAX_DEPTH:
                raise CaptureRejected("nests its groups deeper than can be read")
            if taken is None and (_PICTURE.match(written, found.start()) or _FIELD_CODE.match(written, found.start())):
                taken = (len(opened), False)
        elif mark == "}":
            if taken and taken[0] == len(opened):
                yield opened[-1], place, taken[1]
                taken = None
            if opened:
                opened.pop()
        elif found[1]:
            place += int(found[1])
        elif taken is None and _NOTE.match(mark) and opened:
            taken = (len(opened), True)


def _extract(data: bytes) -> Extract:
    return export_extract(rtf_text(data), "binary", made_by=extractor("rtf", libraries=("striprtf",)))


RTF = Format("rtf", is_rtf, _extract)
