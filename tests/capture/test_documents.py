"""RTF and Word documents: their text with tables and notes, and what press databases export as such."""

import io
import sys
import zipfile
from collections.abc import Callable
from contextlib import suppress
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syria_iraq_archive.capture.containers.items import stream_items
from syria_iraq_archive.capture.formats.docx import docx_text, is_docx
from syria_iraq_archive.capture.formats.rtf import is_rtf, rtf_text
from syria_iraq_archive.capture.reading import read
from syria_iraq_archive.errors import CaptureRejected, MissingExtra
from syria_iraq_archive.pipeline import Pipeline
from tests.capture.exported import (
    ARABIC,
    HEADLINES,
    W,
    displayed,
    docx,
    factiva,
    new_nexis,
    old_nexis,
    paragraph,
    rtf,
)

Make = Callable[[str], bytes]
every_kind = pytest.mark.parametrize(("kind", "make"), [("rtf", rtf), ("docx", docx)])


@every_kind
def test_a_document_is_told_by_its_bytes(kind: str, make: Make) -> None:
    """It keeps them, whatever it is called."""
    capture = read(make("Hama fell.\nHoms held."), "a.bin").capture
    assert (capture.format, capture.text) == (kind, "Hama fell.\nHoms held.\n")
    assert capture.content == make("Hama fell.\nHoms held.")


def test_a_zip_archive_that_holds_a_document_is_no_document() -> None:
    """Stored without compression, its beginning shows the names of what is in the document."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.docx", docx("Hama fell."))
    assert not is_docx(file.getvalue())
    assert [item.path for item in stream_items(io.BytesIO(file.getvalue()), "a.zip")] == ["a.zip!/a.docx"]


def test_arabic_is_read_in_every_way_that_rtf_writes_it() -> None:
    """As numbers of characters, and as bytes of a code page."""
    bytes_of = "".join(f"\\'{byte:02x}" for byte in "حلب".encode("cp1256"))
    by_font = r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset178 Arial;}}\f0 " + bytes_of + "}"
    by_page = r"{\rtf1\ansi\ansicpg1256 " + bytes_of + "}"
    assert {rtf_text(rtf("حلب")), rtf_text(by_font.encode()), rtf_text(by_page.encode())} == {"حلب\n"}


def test_a_row_of_a_table_is_a_line() -> None:
    """With tabs between its cells."""
    cells = r"\trowd\intbl Hama\cell 12\cell\row\trowd\intbl Homs\cell 7\cell\row"
    rows = "".join(f"<w:tr><w:tc>{paragraph(a)}</w:tc><w:tc>{paragraph(b)}</w:tc></w:tr>" for a, b in ("A1", "B2"))
    assert rtf_text(rtf("", raw=cells)) == "Hama\t12\nHoms\t7\n"
    assert docx_text(docx("Rows", raw=f"<w:tbl>{rows}</w:tbl>")) == "Rows\nA\t1\nB\t2\n"


def test_the_paragraphs_of_a_last_cell_stay_apart() -> None:
    """As where a table has a code in one column and a whole text in the other."""
    row = f"<w:tr><w:tc>{paragraph('TD')}</w:tc><w:tc>{paragraph('One.')}{paragraph('Two.')}</w:tc></w:tr>"
    assert docx_text(docx("Rows", raw=f"<w:tbl>{row}</w:tbl>")) == "Rows\nTD\tOne.\nTwo.\n"


def test_notes_stand_below_the_text() -> None:
    """Not in the midst of a sentence."""
    noted = rtf("Hama ", raw=r"fell{\super\chftn}{\footnote\pard {\super\chftn} In May.} today.")
    assert rtf_text(noted).split("\n")[0] == "Hama fell today."
    assert rtf_text(noted).split("\n")[1].strip() == "In May."
    rule = '<w:footnote w:type="separator"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    assert docx_text(docx("Hama fell.", notes=f"{rule}<w:footnote>{paragraph('In May.')}</w:footnote>")) == (
        "Hama fell.\nIn May.\n"
    )


def test_what_a_reader_sees_of_tracked_changes_and_text_boxes_is_the_text() -> None:
    """Inserted words are shown, deleted ones aren't; the codes of fields aren't text."""
    changed = (
        "<w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>"
        "<w:r><w:instrText>HYPERLINK x</w:instrText></w:r>"
        f"<w:r><w:pict><w:txbxContent>{paragraph('In a box.')}</w:txbxContent></w:pict></w:r>"
    )
    assert docx_text(docx("Is", raw=paragraph("All ", raw=changed))) == "Is\nAll new\nIn a box.\n"
    linked = rtf("", raw=r"See {\field{\*\fldinst HYPERLINK x}{\fldrslt the map}}{\*\shppict{\pict 00ff}}.")
    assert rtf_text(linked) == "See the map.\n"


@every_kind
@pytest.mark.parametrize("form", [factiva, displayed, old_nexis, new_nexis])
def test_each_document_of_an_export_is_a_capture_beside_the_file(
    kind: str, make: Make, form: Callable[[str], str], pipeline: Pipeline
) -> None:
    """The file keeps the bytes and has no article; each document's text is its slice of the file's."""
    data = make(form(HEADLINES[0]) + form(HEADLINES[1]))
    items = {item.path: item.data or b"" for item in stream_items(io.BytesIO(data), "a")}
    assert list(items) == ["a", "a!/1", "a!/2"]
    whole, *parts = (pipeline.run(data, path) for path, data in items.items())
    assert (whole.capture.format, whole.capture.content, whole.articles) == (kind, data, ())
    assert "".join(part.capture.text for part in parts) == whole.capture.text
    assert [article.headline for part in parts for article in part.articles] == list(HEADLINES)


@every_kind
def test_an_export_of_one_document_is_one_capture(kind: str, make: Make, pipeline: Pipeline) -> None:
    """Which keeps the bytes and has the fields."""
    data = make(ARABIC)
    [item] = stream_items(io.BytesIO(data), "a")
    parsed = pipeline.run(item.data or b"", "a")
    assert (parsed.capture.format, parsed.articles[0].headline) == (kind, "إصلاح المضخات في البلدة")


@pytest.mark.parametrize(
    ("data", "library", "extra"), [(rtf("Hama fell."), "striprtf", "rtf"), (docx("Hama fell."), "lxml", "docx")]
)
def test_a_missing_library_is_named_with_its_cure(
    data: bytes, library: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file isn't at fault."""
    for module in [module for module in sys.modules if module.partition(".")[0] == library]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, library, None)
    assert [item.data for item in stream_items(io.BytesIO(data), "a")] == [data]
    with pytest.raises(MissingExtra, match=rf'needs {library} \(run: pip install "syria-iraq-archive\[{extra}\]"'):
        read(data, "a")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (rtf(" "), "shows no text"),
        (docx(" "), "shows no text"),
        (rtf("Hama", raw="{" * 600), "deeper than can be read"),
        (docx("Hama fell.")[:-40], "is damaged"),
        (docx("Hama fell.").replace(b"word/document", b"word/documenx"), "holds no Word document|is damaged"),
        (docx("Hama", raw="<w:p>"), "is damaged"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, reason: str) -> None:
    """By its name."""
    with pytest.raises(CaptureRejected, match=rf"a\.doc: .*({reason})"):
        read(data, "a.doc")


def test_an_entity_that_swells_is_not_followed() -> None:
    """Nor is one that names a file."""
    bomb = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", "")
        archive.writestr("word/document.xml", f"{bomb}<w:document {W}>{paragraph('x')}<w:p>&b;&f;</w:p></w:document>")
    assert docx_text(file.getvalue()) == "x\n"


@given(st.binary(max_size=60), st.integers(0, 400))
def test_damage_never_crashes(noise: bytes, place: int) -> None:
    """It is read as far as it goes, or rejected."""
    for data in (rtf(HEADLINES[0]), docx(HEADLINES[0])):
        damaged = data[:place] + noise + data[place:]
        with suppress(CaptureRejected):  # anything else would be a fault of ours
            assert read(damaged, "a").capture.text


def test_time_grows_with_the_size_of_a_document() -> None:
    """Many links on one line, and many groups."""
    link = r'{\field{\*\fldinst{HYPERLINK "http://example.org/a"}}{\fldrslt{a word}}} and {\i more} '
    started = process_time()
    rtf_text(rtf("", raw=link * 3_000))
    assert process_time() - started < 3


def test_rtf_is_not_every_text_with_a_brace() -> None:
    """Its first word tells."""
    assert is_rtf(rtf("Hama"))
    assert not is_rtf(b"{\\rtfm}")
