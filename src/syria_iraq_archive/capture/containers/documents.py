"""RTF and Word documents that a press database exported: each document in them a capture, by its number.

The file itself is a capture, too, which keeps its bytes; all its text is chrome, since the documents are captures of
their own: their bytes are their slices of the text that the file yields, in UTF-8. A file of one document, or of none,
is one capture as any other.
"""

from collections.abc import Callable, Iterator

from syria_iraq_archive.capture.containers.container import Container, Inside, Peeked, ReadInner, ReadItem, read_fully
from syria_iraq_archive.capture.containers.press_exports import sliced, slices_of
from syria_iraq_archive.capture.files import within_limit
from syria_iraq_archive.capture.formats.docx import docx_text, is_docx
from syria_iraq_archive.capture.formats.rtf import is_rtf, rtf_text
from syria_iraq_archive.errors import ArchiveError


def _items_by(text_of: Callable[[bytes], str]) -> Callable[[Peeked, Inside, ReadInner], Iterator[ReadItem]]:
    def items(stream: Peeked, inside: Inside, inner: ReadInner) -> Iterator[ReadItem]:  # noqa: ARG001 - nothing nests in it
        limit = inside.budget.limits.member
        data = within_limit(read_fully(stream, limit + 1), limit, inside.path)
        yield ReadItem(inside.path, data)
        try:
            slices = slices_of(text_of(data))
        except ArchiveError:  # which says more when the file is read as a capture
            return
        if len(slices) > 1:
            yield from sliced(slices, "utf-8", inside)

    return items


RTF_DOCUMENT = Container("rtf", lambda head, _: is_rtf(head), _items_by(rtf_text))
WORD_DOCUMENT = Container("docx", lambda head, _: is_docx(head), _items_by(docx_text))
