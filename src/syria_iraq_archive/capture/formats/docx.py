"""Word documents (DOCX): the text of their paragraphs and tables, and their notes below it.

Word's XML is read here itself, paragraph after paragraph: what libraries for it give leaves out notes, text boxes,
and words that somebody inserted while changes were tracked. Words that were deleted then aren't shown, nor here. What
its properties say of author and title is said of the file, not of an article, so nothing is taken from them.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from syria_iraq_archive.capture.encodings import check_is_text
from syria_iraq_archive.capture.formats.base import Extract, Format, extractor
from syria_iraq_archive.capture.formats.databases.exports import export_extract
from syria_iraq_archive.errors import CaptureRejected
from syria_iraq_archive.extras import importing

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MAX_XML = 100_000_000  # bytes of a part of a document
MAIN, NOTES = "word/document.xml", ("word/footnotes.xml", "word/endnotes.xml")
_FIRST_ENTRIES = (b"[Content_Types].xml", b"_rels/", b"word/", b"docProps/", b"mimetype", b"customXml/")
_ENOUGH = 65_536  # bytes at either end in which a document names a part of its own
_LOCAL_HEADER = 30  # bytes before an entry's name
_UNSHOWN = frozenset({"del", "moveFrom", "instrText", "delText", "delInstrText", "pPr", "rPr", "tblPr", "Fallback"})
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad", "ptab": "\t"}


def is_docx(data: bytes) -> bool:
    """Whether the bytes begin as those of a Word document do: a ZIP archive of which it is known what comes first."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    name = data[_LOCAL_HEADER : _LOCAL_HEADER + 30]
    return name.startswith(_FIRST_ENTRIES) and (b"word/" in data[:_ENOUGH] or MAIN.encode() in data[-_ENOUGH:])


def docx_text(data: bytes) -> str:
    """The text of a Word document: a line for each paragraph and each row of a table, its notes at the end.

    Raises `MissingExtra` if lxml is missing, `CaptureRejected` if the document is damaged or shows no text.
    """
    lines = [line for part in (MAIN, *NOTES) for line in _lines(_part(data, part))]
    text = "\n".join(lines).strip("\n")
    if not text.strip():
        raise CaptureRejected("shows no text")
    check_is_text(text)
    return f"{text}\n"


def _part(data: bytes, name: str) -> "Element | None":
    """A part of the document; None if it has no such part, unless it is the main one."""
    with importing("lxml", "docx"):
        from lxml import etree
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(name) as stream:
            written = stream.read(MAX_XML + 1)
    except KeyError:
        if name == MAIN:
            raise CaptureRejected("holds no Word document") from None
        return None
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError) as error:
        raise CaptureRejected(f"is damaged: {error}") from error
    if len(written) > MAX_XML:
        raise CaptureRejected(f"unpacks to more than {MAX_XML:,} bytes")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(written, parser=parser)
    except etree.XMLSyntaxError as error:
        raise CaptureRejected(f"is damaged: {error}") from error


def _lines(root: "Element | None") -> Iterator[str]:
    """The lines of a part: one for each paragraph outside of tables, and for each row of an outermost table."""
    if root is None:
        return
    stack = [root]
    while stack:
        element = stack.pop()
        name = _name(element)
        if name in _UNSHOWN or element.get(_attribute(element, "type")) in ("separator", "continuationSeparator"):
            continue
        if name == "p":
            yield from _paragraph(element)
        elif name == "tr":
            yield from _row([[*_lines(cell)] for cell in element if _name(cell) not in _UNSHOWN])
        else:
            stack.extend(reversed(element))


def _row(cells: list[list[str]]) -> Iterator[str]:
    """A row of a table: its cells on one line, but for the further lines of the last, which stand below it."""
    filled = [cell for cell in cells if any(cell)]
    if not filled:
        return
    *others, last = filled
    first = next(index for index, line in enumerate(last) if line)
    yield "\t".join([*(" ".join(" ".join(cell).split()) for cell in others), last[first]])
    yield from last[first + 1 :]


def _paragraph(paragraph: "Element") -> Iterator[str]:
    """A paragraph's lines, and behind them those of text boxes that hang on it."""
    pieces: list[str] = []
    boxes: list[Element] = []
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        name = _name(element)
        if name in _UNSHOWN:
            continue
        if name == "txbxContent":
            boxes.append(element)
        elif name == "t":
            pieces.append(element.text or "")
        elif name in _BREAKS:
            pieces.append(_BREAKS[name])
        else:
            stack.extend(reversed(element))
    for line in "".join(pieces).split("\n"):
        yield line.strip()
    for box in boxes:
        yield from _lines(box)


def _name(element: "Element") -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _attribute(element: "Element", name: str) -> str:
    tag = element.tag
    return f"{tag.rpartition('}')[0]}}}{name}" if isinstance(tag, str) and "}" in tag else name


def _extract(data: bytes) -> Extract:
    return export_extract(docx_text(data), "binary", made_by=extractor("docx", libraries=("lxml",)))


DOCX = Format("docx", is_docx, _extract)
